"""The people and parts of a period, read for all of them at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from noken.evaluation.queries.candidates import READY_SQL, Scope
from noken.evaluation.rules.parts import Answering, PartSpan, Stay, parts_of

PASSING = frozenset({"ACTING", "VACANCY"})

_READY = f"""{READY_SQL}
    select employee_id, posting_id, unit_id, nullif(superior_id, 0) from ready
    where posting_id is not null
"""  # noqa: S608 (constants only)
_COURSE = """
    select employee_id, id, unit_id, null::bigint, '', start_on, coalesce(end_on, '9999-12-31')
    from organization_posting
    where kind = 'DEFINITIVE' and start_on < %(end)s::date
        and (end_on is null or end_on > %(start)s::date) and employee_id = any (%(ids)s)
    union all
    select employee_id, null, null, superior_id, basis, start_on, coalesce(end_on, '9999-12-31')
    from organization_reportingline
    where start_on < %(end)s::date and (end_on is null or end_on > %(start)s::date)
        and employee_id = any (%(ids)s)
    order by 1, 6
"""
_MENDABLE = """
    select s.id, s.employee_id from evaluation_sheet s
    where s.period_id = %(period)s and s.status in ('OPEN', 'ASSESSED')
        and not exists (select from evaluation_rating r where r.sheet_id = s.id)
        and not exists (select from evaluation_part c
                        where c.sheet_id = s.id and c.closed_at >= s.opened_at)
"""


class Candidate(NamedTuple):
    """A person who belongs into a period; `superior_id` is the superior of today."""

    employee_id: int
    posting_id: int
    unit_id: int
    superior_id: int | None


class Mendable(NamedTuple):
    """A sheet whose parts may still be drawn anew: nobody has judged anything on it."""

    sheet_id: int
    employee_id: int


def candidates(scope: Scope) -> list[Candidate]:
    """Everybody who gets a sheet; those without a post in the period are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_READY, scope.values())
        return [Candidate(*row) for row in cursor.fetchall()]


def parts_for(
    people: Sequence[Candidate], span: tuple[date, date]
) -> Mapping[int, tuple[PartSpan, ...]]:
    """The parts of a period by person, in one statement for any number of people."""
    asked: dict[str, Any] = {
        "ids": [each.employee_id for each in people],
        "start": span[0],
        "end": span[1],
    }
    stays: defaultdict[int, list[Stay]] = defaultdict(list)
    lines: defaultdict[int, list[Answering]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_COURSE, asked)
        for who, posting_id, unit_id, superior_id, basis, start, end in cursor.fetchall():
            if posting_id:
                stays[who].append(Stay(posting_id, unit_id, start, end))
            else:
                lines[who].append(Answering(superior_id, basis in PASSING, start, end))
    return {
        each.employee_id: parts_of(
            stays[each.employee_id], lines[each.employee_id], span, now=each.superior_id
        )
        for each in people
    }


def mendable(period_id: int) -> list[Mendable]:
    with connection.cursor() as cursor:
        cursor.execute(_MENDABLE, {"period": period_id})
        return [Mendable(*row) for row in cursor.fetchall()]


def known_parts(sheet_ids: Collection[int]) -> Mapping[int, tuple[PartSpan, ...]]:
    """The parts of sheets as they are kept."""
    found: defaultdict[int, list[PartSpan]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            "select sheet_id, superior_id, unit_id, posting_id, start_on, end_on"
            " from evaluation_part where sheet_id = any (%s) order by sheet_id, start_on",
            [list(sheet_ids)],
        )
        for sheet_id, *part in cursor.fetchall():
            found[sheet_id].append(PartSpan(*part))
    return {sheet_id: tuple(parts) for sheet_id, parts in found.items()}
