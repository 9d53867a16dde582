"""Reminding officials: once a day each, and the journal knows it."""

from datetime import datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.oversight.events import OfficialReminded
from noken.oversight.models import Reminder
from noken.oversight.queries.inaction import agencies_of, undone
from noken.oversight.services._records import check_overseer


@transaction.atomic
def remind(kind: str, agency_id: int, *, by: Actor, at: datetime) -> int:
    """Remind the officials of one agency of one kind of thing; how many were told. Who was
    reminded of it today already is not told again.

    Raises:
        Refused: `oversight.not_yours`, `oversight.nothing_left`.
    Emits: OfficialReminded, one an official.
    """
    me, today = check_overseer(by), clock.day_of(at)
    found = [each for each in undone(by, at) if each.kind == kind and each.official_id]
    homes = agencies_of({each.official_id for each in found}, today)
    due = [each for each in found if homes.get(each.official_id, (0, ""))[0] == agency_id]
    told = set(Reminder.objects.filter(kind=kind, day=today).values_list("official_id", flat=True))
    fresh = [each for each in due if each.official_id not in told]
    if not fresh:
        raise Refused(
            "Hari ini mereka sudah diingatkan, atau semuanya sudah dikerjakan.",
            code="oversight.nothing_left",
        )
    Reminder.objects.bulk_create(
        [
            Reminder(
                official_id=each.official_id,
                kind=kind,
                day=today,
                count=each.count,
                days=each.days,
                by_id=me,
                at=at,
            )
            for each in fresh
        ]
    )
    events.emit(
        *(
            OfficialReminded(
                by=by,
                at=at,
                subject_id=each.official_id,
                sort=kind,
                count=each.count,
                days=each.days,
            )
            for each in fresh
        )
    )
    return len(fresh)
