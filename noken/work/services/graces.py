"""A longer time to report for one person: given and ended by an area above, which says why."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.periods import in_force
from noken.work.events import GraceEnded, GraceGiven
from noken.work.models import PersonalGrace


@dataclass(frozen=True, slots=True)
class NewGrace:
    """A person's own time to report, for days of work from `start_on` on."""

    employee_id: int
    grace_workdays: int
    start_on: date


@transaction.atomic
def give_graces(
    new: Sequence[NewGrace], source: str, *, by: Actor, at: datetime
) -> list[PersonalGrace]:
    """Give people a longer time; whom the days hold already keep what they have.

    Emits: GraceGiven.
    """
    people = [each.employee_id for each in new]
    open_ = PersonalGrace.objects.select_for_update().filter(employee_id__in=people, end_on=None)
    has = set(open_.values_list("employee_id", flat=True))
    rows = PersonalGrace.objects.bulk_create(
        PersonalGrace(
            employee_id=each.employee_id,
            grace_workdays=each.grace_workdays,
            start_on=each.start_on,
            source=source,
        )
        for each in new
        if each.employee_id not in has
    )
    events.emit(
        *(
            GraceGiven(
                by=by,
                at=at,
                subject_id=row.employee_id,
                grace_workdays=row.grace_workdays,
                why=source,
            )
            for row in rows
        )
    )
    return rows


@transaction.atomic
def end_graces(
    employee_ids: Collection[int], end_on: date, *, by: Actor, at: datetime
) -> list[int]:
    """From `end_on` on their duty alone gives the time; days of work before keep what they had.

    Emits: GraceEnded.
    """
    rows = PersonalGrace.objects.select_for_update().filter(employee_id__in=employee_ids)
    rows.filter(start_on__gte=end_on).delete()
    held = list(rows.filter(in_force(end_on)))
    for row in held:
        row.end_on = end_on
    PersonalGrace.objects.bulk_update(held, ["end_on"])
    people = [row.employee_id for row in held]
    events.emit(*(GraceEnded(by=by, at=at, subject_id=person) for person in people))
    return people
