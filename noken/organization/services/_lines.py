"""Recomputes reporting lines and writes those that differ. Runs inside the caller's transaction."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from noken.core import events
from noken.core.actor import Actor
from noken.organization.events import LinesRefreshed
from noken.organization.models import ReportingLine
from noken.organization.queries.facts import all_facts, structure_facts, with_placements
from noken.organization.rules.reporting import Circle, Line, circles, reporting_lines
from noken.organization.rules.seats import EVER, Facts, Structure

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
    """Whose lines differ now, and the circles among those who lead."""

    changed: frozenset[int]
    circles: tuple[Circle, ...]


def lock_structure() -> None:
    """One change of the structure at a time, for lines rest on all of it. Until the commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(current_schema() || '/structure', 0))"
        )


def refresh(
    by: Actor, at: datetime, *, employees: Collection[int] = (), units: Collection[int] = ()
) -> Refreshed:
    """After a change to these people, or to seats or places of these units."""
    facts = structure_facts()
    reached = Structure(facts).below(units) if units else set()
    facts = with_placements(facts, employees=employees, units=reached)
    return _told(write_lines(facts, set(employees)), by, at)


def refresh_everybody(by: Actor, at: datetime) -> Refreshed:
    return _told(write_lines(all_facts(), None), by, at)


def _told(done: Refreshed, by: Actor, at: datetime) -> Refreshed:
    if done.changed:
        events.emit(LinesRefreshed(by=by, at=at, people=len(done.changed)))
    return done


def write_lines(facts: Facts, asked: set[int] | None) -> Refreshed:
    """Store what differs.

    Args:
        facts: complete for the people asked.
        asked: people who may have lost all their lines; None means everybody.
    """
    lines = reporting_lines(facts)
    people = None if asked is None else asked | lines.keys()
    wanted = {_open_ended(line) for own in lines.values() for line in own}
    stored = _stored(people)
    gone = [pk for line, pk in stored.items() if line not in wanted]
    new = [line for line in wanted if line not in stored]
    ReportingLine.objects.filter(pk__in=gone).delete()
    _insert(new)
    dropped = {line.employee for line in stored if line not in wanted}
    changed = frozenset(dropped | {line.employee for line in new})
    return Refreshed(changed, tuple(circles(lines)))


def _stored(people: set[int] | None) -> dict[Line, int]:
    rows = ReportingLine.objects.all()
    if people is not None and len(people) <= _FEW:
        rows = rows.filter(employee__in=people)
    fields = ("employee", "superior", "basis", "via", "start_on", "end_on", "pk")
    return {
        Line(*row): pk
        for *row, pk in rows.values_list(*fields)
        if people is None or row[0] in people
    }


def _open_ended(line: Line) -> Line:
    """As the table writes it."""
    return line._replace(end=None) if line.end == EVER else line  # type: ignore[arg-type]


def _insert(lines: Iterable[Line]) -> None:
    columns = [list(column) for column in zip(*lines, strict=True)]
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, columns)
