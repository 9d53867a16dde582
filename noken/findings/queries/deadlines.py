"""Last days of the steps, for many findings at once: two statements, however many there are."""

from datetime import date, timedelta

from noken.calendars import queries as calendars
from noken.core import clock
from noken.findings.rules.deadlines import last_day

LOOK_AROUND = timedelta(60)


class Deadlines:
    """Workdays by unit from a day on. Days off of a unit and of those above it are none, nor are
    days that an outage of any of them touched, unless it only hit the recording of presence."""

    def __init__(self, start: date, workdays: int, until: date | None = None) -> None:
        end = max(start, until or start) + timedelta(workdays * 2) + LOOK_AROUND
        self._off = calendars.days_off_by_unit(start, end)
        self._outages = [
            (outage.path, clock.day_of(outage.start_at), clock.day_of(outage.end_at))
            for outage in calendars.disruption_spans(clock.start_of(start), clock.start_of(end))
            if not outage.only_presence
        ]
        self._known: dict[str, frozenset[date]] = {}

    def last_day(self, path: str, start: date, workdays: int) -> date:
        """The last day in time; `path` is the unit's, "" where there is none."""
        return last_day(start, workdays, self._none(path))

    def _none(self, path: str) -> frozenset[date]:
        if path not in self._known:
            found = set(self._off.get(None, ()))
            for unit in filter(None, path.split("/")):
                found |= self._off.get(int(unit), frozenset())
            for where, first, last in self._outages:
                if where is None or path.startswith(where):
                    found |= {first + timedelta(n) for n in range((last - first).days + 1)}
            self._known[path] = frozenset(found)
        return self._known[path]
