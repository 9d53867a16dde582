"""Days of people under a superior who leads them no longer, or soon will not, that no period holds
yet: drawn by the same function as the parts of a sheet."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection

from noken.core.actor import Actor, Role
from noken.evaluation.models import ClosingNote
from noken.evaluation.queries.filling import Candidate, parts_for
from noken.evaluation.queries.words import Matrix, matrix_of
from noken.evaluation.rules.parts import SHORT_DAYS
from noken.evaluation.rules.periods import YEAR, span_of
from noken.organization import queries as organization

AHEAD = timedelta(30)
"""So long before the last day a part can be closed: whoever retires has no account afterwards."""
BACK = timedelta(31)
"""So long after a year its days are still offered: its last periods are opened meanwhile."""

# Whose line ends inside a year while they stay in service, under one superior or any. Not who acted
# for a short time, which makes no part; not whose sheet of that year is there: it is closed on it.
_ENDING = """
    select distinct l.employee_id from organization_reportingline l
    join organization_standingperiod s on s.employee_id = l.employee_id
        and s.standing not in ('RETIRED', 'ENDED') and s.start_on <= %(on)s::date
        and (s.end_on is null or s.end_on > %(on)s::date)
    where l.superior_id is not null and l.end_on > %(start)s::date and l.end_on < %(end)s::date
        and l.end_on <= %(soon)s::date
        and not (l.basis in ('ACTING', 'VACANCY')
                 and l.end_on - greatest(l.start_on, %(start)s::date) < %(short)s)
        and (%(me)s::bigint is null or l.superior_id = %(me)s::bigint)
        and not exists (
            select from evaluation_sheet e join evaluation_period p on p.id = e.period_id
            where e.employee_id = l.employee_id and p.kind = 'YEAR'
                and p.start_on = %(start)s::date)
"""


class Ended(NamedTuple):
    """The days `[start_on, end_on)` of a person under a superior who does not rate them."""

    superior_id: int
    employee_id: int
    unit_id: int
    start_on: date
    end_on: date


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
        people = [Candidate(pk, 0, 0, None, None) for (pk,) in cursor.fetchall()]
    if not people:
        return
    for employee_id, parts in parts_for(people, (start, end)).items():
        for part in parts[:-1]:
            who = part.superior_id
            if who is None or who == parts[-1].superior_id or part.end > on + AHEAD:
                continue
            if superior_id is None or who == superior_id:
                yield Ended(who, employee_id, part.unit_id, part.start, part.end)


def _notes(superior_id: int | None, ids: Collection[int]) -> dict[tuple[int, date], ClosingNote]:
    rows = ClosingNote.objects.filter(superior=superior_id, employee__in=ids)
    return {(row.employee_id, row.end_on): row for row in rows}
