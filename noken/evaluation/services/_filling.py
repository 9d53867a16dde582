"""Writing the sheets of a period, for any number of people in a handful of statements."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from noken.core.actor import Actor
from noken.evaluation.access import OWED_PART_SQL, RATER_SQL
from noken.evaluation.models import Period, Sheet
from noken.evaluation.queries import filling
from noken.evaluation.queries.candidates import Scope
from noken.evaluation.queries.filling import Candidate
from noken.evaluation.rules.parts import PartSpan

_SHEETS = """
    insert into evaluation_sheet
        (period_id, employee_id, unit_id, status, excuse, opened_at, receipt_note)
    select %(period)s, n.employee, n.unit, 'OPEN', '', %(at)s, ''
    from unnest(%(employees)s::bigint[], %(units)s::bigint[]) as n(employee, unit)
    returning id, employee_id
"""
_PARTS = """
    insert into evaluation_part
        (sheet_id, superior_id, unit_id, posting_id, start_on, end_on, result, behaviour, note)
    select n.*, '', '', ''
    from unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::date[], %s::date[])
        as n(sheet, superior, unit, posting, since, until)
"""
_STEPS = """
    insert into evaluation_step (sheet_id, kind, by_id, at, note)
    select sheet, 'OPENED', %(by)s::bigint, %(at)s, '' from unnest(%(sheets)s::bigint[]) as sheet
"""
_CLOSE = f"""
    with told as (
        update evaluation_part p set result = n.result, behaviour = n.behaviour, note = n.note,
            closed_at = n.at, closed_by_id = n.superior_id
        from (
            select distinct on (q.id) q.id, c.result, c.behaviour, c.note, c.at, c.superior_id
            from evaluation_closingnote c
            join evaluation_sheet s on s.employee_id = c.employee_id and s.opened_at >= c.at
                and s.period_id = %(period)s and s.status in ('OPEN', 'ASSESSED')
            join evaluation_part q on q.sheet_id = s.id and q.superior_id = c.superior_id
                and q.start_on < c.end_on and q.end_on > c.start_on
            left join lateral ({RATER_SQL} where asked.id = s.id) rater on true
            where {OWED_PART_SQL}
            order by q.id, c.end_on desc
        ) n where p.id = n.id
        returning p.sheet_id, n.superior_id, n.at
    ), said as (
        insert into evaluation_step (sheet_id, kind, by_id, at, note)
        select distinct told.sheet_id, 'PART_CLOSED', told.superior_id, told.at, '' from told
        where not exists (select from evaluation_step t where t.sheet_id = told.sheet_id
                          and t.kind = 'PART_CLOSED' and t.by_id = told.superior_id)
    )
    select distinct sheet_id from told
"""  # noqa: S608 (constants only)


def add_missing(period: Period, scope: Scope, *, by: Actor, at: datetime) -> list[int]:
    """A sheet with its parts for everybody who belongs into a period and has none; their ids."""
    have = set(Sheet.objects.filter(period=period).values_list("employee_id", flat=True))
    new = [each for each in filling.candidates(scope) if each.employee_id not in have]
    parts = filling.parts_for(new, (period.start_on, period.end_on))
    new = [each for each in new if parts[each.employee_id]]
    with connection.cursor() as cursor:
        cursor.execute(_SHEETS, _columns(period, new, parts, at))
        sheets: dict[int, int] = {employee: sheet for sheet, employee in cursor.fetchall()}
    _write_parts((sheets[who], each) for who in sheets for each in parts[who])
    with connection.cursor() as cursor:
        ids = list(sheets.values())
        cursor.execute(_STEPS, {"sheets": ids, "by": by.employee_id, "at": at})
    return ids


def mend(period: Period, scope: Scope) -> int:
    """Draw anew what was corrected since, on sheets that nobody has judged yet; how many changed.

    Words written before they were wanted are put into the part they are about.
    """
    people = {each.employee_id: each for each in filling.candidates(scope)}
    open_still = [each for each in filling.mendable(period.pk) if each.employee_id in people]
    asked = [people[each.employee_id] for each in open_still]
    wanted = filling.parts_for(asked, (period.start_on, period.end_on))
    known = filling.known_parts([each.sheet_id for each in open_still])
    other = {
        each.sheet_id: wanted[each.employee_id]
        for each in open_still
        if wanted[each.employee_id] and wanted[each.employee_id] != known.get(each.sheet_id)
    }
    _replace_parts(other)
    return len(other.keys() | close_told(period, scope))


def close_told(period: Period, scope: Scope) -> set[int]:
    """Close the parts of which their superior had written when the sheet was opened, with these
    words: earlier ones, and the last one from the day on which another rates; on which sheets."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, {"period": period.pk, "on": scope.on})
        return {pk for (pk,) in cursor.fetchall()}


def _columns(
    period: Period,
    people: Sequence[Candidate],
    parts: Mapping[int, tuple[PartSpan, ...]],
    at: datetime,
) -> dict[str, Any]:
    return {
        "period": period.pk,
        "at": at,
        "employees": [each.employee_id for each in people],
        "units": [parts[each.employee_id][-1].unit_id for each in people],
    }


def _write_parts(rows: Iterable[tuple[int, PartSpan]]) -> None:
    found = list(rows)
    with connection.cursor() as cursor:
        cursor.execute(
            _PARTS,
            [
                [sheet for sheet, _ in found],
                [part.superior_id for _, part in found],
                [part.unit_id for _, part in found],
                [part.posting_id for _, part in found],
                [part.start for _, part in found],
                [part.end for _, part in found],
            ],
        )


def _replace_parts(parts: Mapping[int, tuple[PartSpan, ...]]) -> None:
    if not parts:
        return
    ids = list(parts)
    units = [parts[sheet][-1].unit_id for sheet in ids]
    with connection.cursor() as cursor:
        cursor.execute("delete from evaluation_part where sheet_id = any (%s)", [ids])
        cursor.execute(
            "update evaluation_sheet s set unit_id = n.unit"
            " from unnest(%s::bigint[], %s::bigint[]) as n(sheet, unit) where s.id = n.sheet",
            [ids, units],
        )
    _write_parts((sheet, part) for sheet, own in parts.items() for part in own)
