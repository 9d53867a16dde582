"""Days of people under a superior who leads them no longer, or soon will not, that no period holds
yet: drawn by the same function as the parts of a sheet. The last days of a year too, where another
will rate them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from noken.core.actor import Actor, Role
from noken.evaluation.models import ClosingNote
from noken.evaluation.queries.filling import Candidate, parts_for
from noken.evaluation.queries.words import Matrix, matrix_of
from noken.evaluation.rules.parts import SHORT_DAYS, PartSpan
from noken.evaluation.rules.periods import YEAR, span_of
from noken.organization import queries as organization

AHEAD = timedelta(30)
"""So long before the last day a part can be closed: whoever retires has no account afterwards."""
BACK = timedelta(31)
"""So long after a year its days are still offered: its last periods are opened meanwhile."""

# Whose line in a year ends while they stay in service, under one superior or any. Not who acted
# for a short time, which makes no part; not whose sheet of that year is there: it is closed on it.
_ENDING = """
    select l.employee_id, l.superior_id, max(l.end_on) from organization_reportingline l
    join organization_standingperiod s on s.employee_id = l.employee_id
        and s.standing not in ('RETIRED', 'ENDED') and s.start_on <= %(on)s::date
        and (s.end_on is null or s.end_on > %(on)s::date)
    where l.superior_id is not null and l.end_on > %(start)s::date and l.start_on < %(end)s::date
        and l.end_on <= %(soon)s::date
        and not (l.basis in ('ACTING', 'VACANCY') and least(l.end_on, %(end)s::date)
                 - greatest(l.start_on, %(start)s::date) < %(short)s)
        and (%(me)s::bigint is null or l.superior_id = %(me)s::bigint)
        and not exists (
            select from evaluation_sheet e join evaluation_period p on p.id = e.period_id
            where e.employee_id = l.employee_id and p.kind = 'YEAR'
                and p.start_on = %(start)s::date)
    group by 1, 2
"""
# Of those who lead somebody to the end of a year, who will not rate them: the person stays in the
# unit, or the superior is out of service by then, and no line goes on or begins again.
_HANDED_ON = """
    select n.employee, n.superior
    from unnest(%(people)s::bigint[], %(superiors)s::bigint[], %(units)s::bigint[])
        as n(employee, superior, unit)
    where not exists (
            select from organization_reportingline l
            where l.employee_id = n.employee and l.superior_id = n.superior
                and (l.end_on is null or l.end_on > %(soon)s::date))
        and (exists (
            select from organization_posting g
            where g.employee_id = n.employee and g.unit_id = n.unit and g.kind = 'DEFINITIVE'
                and g.start_on <= %(soon)s::date
                and (g.end_on is null or g.end_on > %(soon)s::date))
        or exists (
            select from organization_standingperiod s
            where s.employee_id = n.superior and s.standing in ('ENDED', 'RETIRED')
                and s.start_on <= %(soon)s::date
                and (s.end_on is null or s.end_on > %(soon)s::date)))
"""


class Ended(NamedTuple):
    """The days `[start_on, end_on)` of a person under a superior who does not rate them, and leads
    them until `led_until`."""

    superior_id: int
    employee_id: int
    unit_id: int
    start_on: date
    end_on: date
    led_until: date


@dataclass(frozen=True, slots=True)
class LeavingRow:
    """Days to close. `note` is what was written of them, None for nothing yet."""

    person: organization.Person
    start_on: date
    end_on: date
    next_name: str
    note: ClosingNote | None
    matrix: Matrix

    @property
    def last_on(self) -> date:
        return self.end_on - timedelta(1)


@dataclass(frozen=True, slots=True)
class LeavingPage:
    rows: tuple[LeavingRow, ...]
    on: date
    role: Role
    about: frozenset[int]

    @property
    def open(self) -> int:
        return sum(row.note is None for row in self.rows)


def leaving_page(actor: Actor) -> LeavingPage:
    """The people the actor leads no longer, or soon will not, with what was written of them."""
    ended = ended_under(actor.on, actor.employee_id) if actor.employee_id else []
    ids = {each.employee_id for each in ended}
    above = organization.superiors(ids, actor.on) if ids else {}
    people = organization.people({*ids, *(pk for pk in above.values() if pk)}, actor.on)
    notes = _notes(actor.employee_id, ids)
    rows = []
    for each in ended:
        note = notes.get((each.employee_id, each.end_on))
        after = above.get(each.employee_id)
        rows.append(
            LeavingRow(
                person=people[each.employee_id],
                start_on=each.start_on,
                end_on=each.end_on,
                next_name=people[after].name if after and after != actor.employee_id else "",
                note=note,
                matrix=matrix_of(None, (note.result, note.behaviour) if note else None),
            )
        )
    ordered = sorted(rows, key=lambda row: (row.note is not None, row.end_on, row.person.name))
    return LeavingPage(tuple(ordered), actor.on, actor.role, frozenset(ids))


def leaving_count(actor: Actor) -> int:
    """How many of these days the actor has written nothing of."""
    if actor.employee_id is None:
        return 0
    return len(without_note(ended_under(actor.on, actor.employee_id)))


def ended_under(on: date, superior_id: int | None = None) -> list[Ended]:
    """What ended, or ends soon, of this year (in January also of the last): of one superior, or of
    all. The days of who rates anyway are not named."""
    years = sorted({on.year, (on - BACK).year})
    return [each for year in years for each in _of_year(year, on, superior_id)]


def without_note(ended: Collection[Ended]) -> list[Ended]:
    """Those of which their superior has written nothing yet."""
    if not ended:
        return []
    rows = ClosingNote.objects.filter(employee__in={each.employee_id for each in ended})
    written = set(rows.values_list("superior_id", "employee_id", "end_on"))
    return [e for e in ended if (e.superior_id, e.employee_id, e.end_on) not in written]


def _of_year(year: int, on: date, superior_id: int | None) -> Iterator[Ended]:
    start, end = span_of(YEAR, year, 0)
    asked = {
        "me": superior_id,
        "on": on,
        "soon": on + AHEAD,
        "start": start,
        "end": end,
        "short": SHORT_DAYS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ENDING, asked)
        until = {(pk, who): day for pk, who, day in cursor.fetchall()}
    people = [Candidate(pk, 0, 0, None) for pk in sorted({pk for pk, _ in until})]
    if not people:
        return
    drawn = parts_for(people, (start, end))
    last = {pk: parts[-1] for pk, parts in drawn.items() if parts}
    handed_on = _handed_on({pk: part for pk, part in last.items() if part.end <= on + AHEAD}, on)
    for employee_id, parts in drawn.items():
        for part in parts:
            who = part.superior_id
            rates = who == last[employee_id].superior_id and employee_id not in handed_on
            if who is None or rates or part.end > on + AHEAD:
                continue
            if superior_id is None or who == superior_id:
                led = until.get((employee_id, who), part.end) if part is parts[-1] else part.end
                yield Ended(who, employee_id, part.unit_id, part.start, part.end, led)


def _handed_on(last: Mapping[int, PartSpan], on: date) -> set[int]:
    """Whose last part of a year, by person, is under who will not rate them."""
    if not last:
        return set()
    asked: dict[str, Any] = {
        "people": list(last),
        "superiors": [part.superior_id for part in last.values()],
        "units": [part.unit_id for part in last.values()],
        "soon": on + AHEAD,
    }
    with connection.cursor() as cursor:
        cursor.execute(_HANDED_ON, asked)
        return {pk for pk, _ in cursor.fetchall()}


def _notes(superior_id: int | None, ids: Collection[int]) -> dict[tuple[int, date], ClosingNote]:
    rows = ClosingNote.objects.filter(superior=superior_id, employee__in=ids)
    return {(row.employee_id, row.end_on): row for row in rows}
