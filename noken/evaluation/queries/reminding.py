"""Who still owes something in a running period, and until when."""

from datetime import date
from typing import NamedTuple

from django.db import connection

from noken.evaluation.access import OWED_PART_SQL, RATER_SQL
from noken.evaluation.queries.deadlines import DUE_SQL

_OWING = f"""
    select p.id, p.kind, p.year, p.number, s.id, s.employee_id, s.status, r.rater_id,
           d.self_due_on, d.due_on
    from evaluation_period p
    join evaluation_sheet s on s.period_id = p.id and s.status in ('OPEN', 'ASSESSED')
    cross join lateral ({DUE_SQL}) d
    left join lateral ({RATER_SQL} where asked.id = s.id) r on true
    where p.closed_at is null and p.opened_at < %(opened_before)s
    order by s.id
"""  # noqa: S608 (constants only)
_PARTS = f"""
    select p.id, p.kind, p.year, p.number, q.superior_id, d.due_on
    from evaluation_period p
    join evaluation_sheet s on s.period_id = p.id and s.status in ('OPEN', 'ASSESSED')
    join evaluation_part q on q.sheet_id = s.id
    cross join lateral ({DUE_SQL}) d
    left join lateral ({RATER_SQL} where asked.id = s.id) rater on true
    where p.closed_at is null and p.opened_at < %(opened_before)s and {OWED_PART_SQL}
    order by q.id
"""  # noqa: S608 (constants only)


class OpenPart(NamedTuple):
    """A part that its superior has not closed, on a sheet that is not published."""

    period_id: int
    kind: str
    year: int
    number: int
    superior_id: int
    due_on: date


class Owing(NamedTuple):
    """A sheet that is not published: whose, who rates it today, and both last days."""

    period_id: int
    kind: str
    year: int
    number: int
    sheet_id: int
    employee_id: int
    status: str
    rater_id: int | None
    self_due_on: date
    due_on: date


def owing(on: date, *, opened_before: date) -> list[Owing]:
    """What is not done in running periods that were opened before a day; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_OWING, {"on": on, "opened_before": opened_before})
        return [Owing(*row) for row in cursor.fetchall()]


def open_parts(on: date, *, opened_before: date) -> list[OpenPart]:
    """What who led and does not rate may still close in running periods; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_PARTS, {"on": on, "opened_before": opened_before})
        return [OpenPart(*row) for row in cursor.fetchall()]
