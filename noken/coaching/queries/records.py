"""What decides whether a person is supervised lightly: the record of the months before a day."""

from collections.abc import Collection
from datetime import date

from django.db.models import Min

from noken.coaching.models import KeptUsual, SupervisionLevel
from noken.coaching.rules.levels import CLOSE, Clean, Record
from noken.core.periods import in_force
from noken.findings.queries.counting import counting_since
from noken.organization.models import StandingPeriod
from noken.work import queries as work
from noken.work.queries import Punctual

NOTHING = Punctual(0, 0)


def records(clean: Clean, on: date, only: Collection[int] | None = None) -> dict[int, Record]:
    """By person in service on a day; a handful of statements, whoever is asked about."""
    since = clean.since(on)
    seen = work.punctuality(since, on, only)
    counting = counting_since(since, only)
    serving = StandingPeriod.objects.filter(in_force(on), standing="ACTIVE")
    if only is not None:
        serving = serving.filter(employee__in=only)
    known = serving.values_list("employee").annotate(first=Min("start_on")).order_by()
    return {
        person: Record(
            owed=seen.get(person, NOTHING).owed,
            in_time=seen.get(person, NOTHING).in_time,
            counting=counting.get(person, 0),
            known_since=first,
        )
        for person, first in known
    }


def not_to_relax(clean: Clean, on: date) -> set[int]:
    """Who has a level already, now or later, was supervised closely in the months that are looked
    at, or prefers the usual one."""
    levels = SupervisionLevel.objects.exclude(end_on__lte=on)
    held = set(levels.values_list("employee_id", flat=True))
    closely = SupervisionLevel.objects.filter(level=CLOSE, end_on__gt=clean.since(on))
    held |= set(closely.values_list("employee_id", flat=True))
    return held | set(KeptUsual.objects.values_list("employee_id", flat=True))
