"""Last days of the steps, for many people at once: four statements, however many there are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from noken.calendars import queries as calendars
from noken.core import clock
from noken.findings import ports
from noken.findings.rules.deadlines import last_day
from noken.organization.models import Posting

LOOK_AROUND = timedelta(60)
_Stay = tuple[date, date | None, str]
"""From when until when somebody was in a unit, and its path."""
_Span = tuple[date, date]


class Deadlines:
    """Workdays by unit from a day on. Days off of a unit and of those above it are none, nor are
    days that an outage of any of them touched, unless it only hit the recording of presence.

    `people` are those whose own unit of each day is asked for, and their days of leave and duty
    (`last_day_of`).
    """

    def __init__(
        self, start: date, workdays: int, until: date | None = None, people: Collection[int] = ()
    ) -> None:
        away = _away(people, start) if people else {}
        latest = max((last for spans in away.values() for _first, last in spans), default=start)
        end = max(start, until or start, latest) + timedelta(workdays * 2) + LOOK_AROUND
        self._off = calendars.days_off_by_unit(start, end)
        self._outages = [
            (outage.path, clock.day_of(outage.start_at), clock.day_of(outage.end_at))
            for outage in calendars.disruption_spans(clock.start_of(start), clock.start_of(end))
            if not outage.only_presence
        ]
        self._known: dict[str, frozenset[date]] = {}
        self._away = away
        self._stays: dict[int, list[_Stay]] = {}
        for person, first, last, path in _stays(people, start, end) if people else ():
            self._stays.setdefault(person, []).append((first, last, path))

    def last_day(self, path: str, start: date, workdays: int) -> date:
        """The last day in time; `path` is the unit's, "" where there is none."""
        return last_day(start, workdays, self.none_in(path))

    def last_day_of(
        self, employee_id: int, start: date, workdays: int, *, own: bool = True
    ) -> date:
        """The last day in time of one of `people`, each day by the unit they are in then.

        `own`: it is theirs to act, so the days stand still while they are on leave or duty; what
        others do about them does not wait for that.
        """
        away = self._away.get(employee_id, ()) if own else ()
        return last_day(start, workdays, _NoDays(self, self._stays.get(employee_id, ()), away))

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
    away: Sequence[_Span]

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (
            any(start <= day < end for start, end in self.away)
            or day in self.deadlines.none_in(self._path_on(day))
        )

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


def _away(people: Collection[int], start: date) -> dict[int, list[_Span]]:
    """By person, when they are away by right from a day on."""
    found: dict[int, list[_Span]] = {}
    for answer in ports.away_of.ask(people, start):
        for person, first, last in answer:
            found.setdefault(person, []).append((first, last))
    return found


def _stays(people: Collection[int], start: date, end: date) -> Sequence[tuple[int, *_Stay]]:
    rows = Posting.objects.filter(
        Q(end_on=None) | Q(end_on__gt=start),
        employee_id__in=people,
        kind=Posting.Kind.DEFINITIVE,
        start_on__lt=end,
    )
    return list(rows.values_list("employee_id", "start_on", "end_on", "unit__path"))
