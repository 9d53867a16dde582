"""Recomputes reporting lines and writes those that differ. Runs inside the caller's transaction."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from noken.core import clock, events
from noken.core.actor import Actor
from noken.organization.events import LinesRefreshed, SuperiorShifted
from noken.organization.models import ReportingLine
from noken.organization.queries.facts import all_facts, structure_facts, with_placements
from noken.organization.rules.reporting import Circle, Line, circles, reporting_lines
from noken.organization.rules.seats import EVER, Facts, Structure
from noken.organization.rules.shifts import Shift, shifts
from noken.organization.services._reach import check_shifts

_FEW = 5_000
"""Up to so many people their stored lines are asked for one by one, beyond all are read."""

_INSERT = """
    insert into organization_reportingline
        (employee_id, superior_id, basis, via_id, start_on, end_on)
    select * from unnest(%s::bigint[], %s::bigint[], %s::text[], %s::bigint[],
                         %s::date[], %s::date[])
"""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Lines that are no more and new ones, whose first ones these are, and the circles."""

    dropped: frozenset[Line] = frozenset()
    made: frozenset[Line] = frozenset()
    newcomers: frozenset[int] = frozenset()
    circles: tuple[Circle, ...] = ()

    @property
    def changed(self) -> frozenset[int]:
        """Whose lines differ now."""
        return frozenset(line.employee for line in self.dropped | self.made)

    def then(self, later: "Refreshed") -> "Refreshed":
        """Both as one: what the first made and the second dropped again never was."""
        return Refreshed(
            (self.dropped - later.made) | (later.dropped - self.made),
            (self.made - later.dropped) | (later.made - self.dropped),
            self.newcomers | later.newcomers,
            later.circles,
        )


def lock_structure() -> None:
    """One change of the structure at a time, for lines rest on all of it. Until the commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(current_schema() || '/structure', 0))"
        )


def refresh(
    by: Actor,
    at: datetime,
    *,
    employees: Collection[int] = (),
    others: Collection[int] = (),
    units: Collection[int] = (),
) -> Refreshed:
    """After a change to these people, or to seats or places of these units; `others` rest on it."""
    facts = structure_facts()
    reached = Structure(facts).below(units) if units else set()
    people = {*employees, *others}
    facts = with_placements(facts, employees=people, units=reached)
    done = write_lines(facts, people)
    tell_lines(done, by, at, moved=employees)
    return done


def refresh_everybody(by: Actor, at: datetime) -> Refreshed:
    done = rewrite_everybody()
    tell_lines(done, by, at)
    return done


def rewrite_everybody() -> Refreshed:
    """All lines anew; whoever calls tells of it."""
    return write_lines(all_facts(), None)


def tell_lines(
    done: Refreshed, by: Actor, at: datetime, *, moved: Collection[int] = ()
) -> list[Shift]:
    """Check what became of the lines, and say it; `moved` are the people the act itself is about.
    Who gets another superior by it.

    Raises:
        Refused: `superior.own_gain`, `superior.own_line`, `superior.in_the_past`.
    Emits: LinesRefreshed, and SuperiorShifted for each span of days of those posted before.
    """
    if not done.changed:
        return []
    stayed = [line for line in done.made if line.employee not in done.newcomers]
    found = shifts(done.dropped, stayed)
    check_shifts(by, found, moved, clock.day_of(at))
    events.emit(
        LinesRefreshed(by=by, at=at, people=len(done.changed)),
        *(
            SuperiorShifted(
                by=by,
                at=at,
                subject_id=each.employee,
                was_id=each.was,
                superior_id=each.now,
                start_on=each.start,
                end_on=None if each.end == EVER else each.end,
            )
            for each in found
        ),
    )
    return found


def write_lines(facts: Facts, asked: set[int] | None) -> Refreshed:
    """Store what differs.

    Args:
        facts: complete for the people asked.
        asked: people who may have lost all their lines; None means everybody.
    """
    lines = reporting_lines(facts)
    people = None if asked is None else asked | lines.keys()
    wanted = {line for own in lines.values() for line in own}
    stored = _stored(people)
    gone = [pk for line, pk in stored.items() if line not in wanted]
    new = [line for line in wanted if line not in stored]
    ReportingLine.objects.filter(pk__in=gone).delete()
    _insert(map(_open_ended, new))
    known = {line.employee for line in stored}
    return Refreshed(
        frozenset(line for line in stored if line not in wanted),
        frozenset(new),
        frozenset(line.employee for line in new if line.employee not in known),
        tuple(circles(lines)),
    )


def _stored(people: set[int] | None) -> dict[Line, int]:
    rows = ReportingLine.objects.all()
    if people is not None and len(people) <= _FEW:
        rows = rows.filter(employee__in=people)
    fields = ("employee", "superior", "basis", "via", "start_on", "end_on", "pk")
    return {
        Line(who, superior, basis, via, start, end or EVER): pk
        for who, superior, basis, via, start, end, pk in rows.values_list(*fields)
        if people is None or who in people
    }


def _open_ended(line: Line) -> Line:
    """As the table writes it."""
    return line._replace(end=None) if line.end == EVER else line  # type: ignore[arg-type]


def _insert(lines: Iterable[Line]) -> None:
    columns = [list(column) for column in zip(*lines, strict=True)]
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, columns)
