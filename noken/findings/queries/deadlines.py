"""Last days of the steps, for many people at once: three statements, however many there are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from noken.calendars import queries as calendars
from noken.core import clock
from noken.findings.rules.deadlines import last_day
from noken.organization.models import Posting

LOOK_AROUND = timedelta(60)
_Stay = tuple[date, date | None, str]
"""From when until when somebody was in a unit, and its path."""


class Deadlines:
    """Workdays by unit from a day on. Days off of a unit and of those above it are none, nor are
    days that an outage of any of them touched, unless it only hit the recording of presence.

    `people` are those whose own unit of each day is asked for (`last_day_of`).
    """

    def __init__(
        self, start: date, workdays: int, until: date | None = None, people: Collection[int] = ()
    ) -> None:
        end = max(start, until or start) + timedelta(workdays * 2) + LOOK_AROUND
        self._off = calendars.days_off_by_unit(start, end)
        self._outages = [
            (outage.path, clock.day_of(outage.start_at), clock.day_of(outage.end_at))
            for outage in calendars.disruption_spans(clock.start_of(start), clock.start_of(end))
            if not outage.only_presence
        ]
        self._known: dict[str, frozenset[date]] = {}
        self._stays: dict[int, list[_Stay]] = {}
        for person, first, last, path in _stays(people, start, end) if people else ():
            self._stays.setdefault(person, []).append((first, last, path))

    def last_day(self, path: str, start: date, workdays: int) -> date:
        """The last day in time; `path` is the unit's, "" where there is none."""
        return last_day(start, workdays, self.none_in(path))

    def last_day_of(self, employee_id: int, start: date, workdays: int) -> date:
        """The last day in time of one of `people`, each day by the unit they are in then."""
        return last_day(start, workdays, _NoDays(self, self._stays.get(employee_id, ())))

    def none_in(self, path: str) -> frozenset[date]:
        """The days that are no workdays in a unit."""
        if path not in self._known:
            found = set(self._off.get(None, ()))
            for unit in filter(None, path.split("/")):
                found |= self._off.get(int(unit), frozenset())
            for where, first, last in self._outages:
                if where is None or path.startswith(where):
                    found |= {first + timedelta(n) for n in range((last - first).days + 1)}
            self._known[path] = frozenset(found)
        return self._known[path]


@dataclass(frozen=True, slots=True)
class _NoDays:
    """The days that are no workdays for one person."""

    deadlines: Deadlines
    stays: Sequence[_Stay]

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in self.deadlines.none_in(self._path_on(day))

    def _path_on(self, day: date) -> str:
        inside = (
            path for start, end, path in self.stays if start <= day and (end is None or day < end)
        )
        return next(inside, "")


def posted_below(path: str, first: date, last: date, person: str) -> Exists:
    """Whose unit lay below a path on any of these days, both included; `person` is the name of the
    field that says who."""
    found = Posting.objects.filter(
        Q(end_on=None) | Q(end_on__gt=first),
        employee_id=OuterRef(person),
        kind=Posting.Kind.DEFINITIVE,
        start_on__lte=last,
        unit__path__startswith=path,
    )
    return Exists(found)


def _stays(people: Collection[int], start: date, end: date) -> Sequence[tuple[int, *_Stay]]:
    rows = Posting.objects.filter(
        Q(end_on=None) | Q(end_on__gt=start),
        employee_id__in=people,
        kind=Posting.Kind.DEFINITIVE,
        start_on__lt=end,
    )
    return list(rows.values_list("employee_id", "start_on", "end_on", "unit__path"))
