"""What of evaluation waits for somebody: counted for the menu, listed with the same conditions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from noken.core.actor import Actor
from noken.core.http import url_of
from noken.core.tally import Tally
from noken.evaluation.access import OWED_PART_SQL, RATER_SQL
from noken.evaluation.queries.deadlines import DUE_SQL
from noken.evaluation.queries.leading import unrated_tally
from noken.evaluation.queries.statements import statements_counted
from noken.evaluation.rules.periods import label_of

_OWN = """
    from evaluation_sheet s join evaluation_period p on p.id = s.period_id
    where s.employee_id = %(me)s::bigint and (
        (s.status = 'OPEN' and p.closed_at is null)
        or (s.status = 'PUBLISHED' and s.received_at is null))
"""
# "offset 0" keeps the planner from working out the rater of every sheet there is, on every page.
_RATER = f"{RATER_SQL} where asked.id = s.id offset 0"
# Sheets that wait for this rater: the person has spoken, or the day for it has passed.
_RATED = f"""
    from (
        select s.id from organization_reportingline l
        join evaluation_sheet s on s.employee_id = l.employee_id
        where l.superior_id = %(me)s::bigint and s.status in ('OPEN', 'ASSESSED')
          and l.start_on <= %(on)s::date and (l.end_on is null or l.end_on > %(on)s::date)
        union
        select s.id from evaluation_part q join evaluation_sheet s on s.id = q.sheet_id
        where q.superior_id = %(me)s::bigint and s.status in ('OPEN', 'ASSESSED')
    ) mine
    join evaluation_sheet s on s.id = mine.id
    join evaluation_period p on p.id = s.period_id and p.closed_at is null
    join organization_employee e on e.id = s.employee_id
    cross join lateral ({DUE_SQL}) due
    join lateral ({_RATER}) rater on rater.rater_id = %(me)s::bigint
    where s.employee_id <> %(me)s::bigint
      and (s.status = 'ASSESSED' or due.self_due_on < %(on)s::date)
"""  # noqa: S608 (constants only)
# Parts somebody led and does not rate.
_PARTS = f"""
    from evaluation_part q
    join evaluation_sheet s on s.id = q.sheet_id and s.status in ('OPEN', 'ASSESSED')
    join evaluation_period p on p.id = s.period_id and p.closed_at is null
    join organization_employee e on e.id = s.employee_id
    join lateral ({_RATER}) rater on true
    cross join lateral ({DUE_SQL}) due
    where q.superior_id = %(me)s::bigint and {OWED_PART_SQL}
"""
_MINE = f"select 'own_evaluation', count(*) {_OWN}"
# Asked for everybody: who led people in the period may lead nobody today.
_LED = f"""
    select 'evaluation', (select count(*) {_RATED}) + (select count(*) {_PARTS})
"""
_NAMED = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class OwnEvaluation:
    """`receive`: the result waits to be opened; else the self-assessment is awaited by `due_on`."""

    sheet_id: int
    label: str
    receive: bool
    due_on: date

    @property
    def url(self) -> str:
        return url_of("evaluation:sheet", self.sheet_id)


@dataclass(frozen=True, slots=True)
class WaitingSheet:
    """A sheet to rate, or with `part` a part to close."""

    sheet_id: int
    employee_id: int
    name: str
    label: str
    part: bool
    assessed: bool
    due_on: date

    @property
    def url(self) -> str:
        return url_of("evaluation:sheet", self.sheet_id)


def waiting_tally(actor: Actor) -> Tally:
    """Counts for `own_evaluation`, `evaluation`, `own_statements`, `statements` and
    `unit_ratings`."""
    stated, asked = statements_counted(actor)
    sql = f"{_MINE} union all {_LED} union all {stated}"
    values = [asked[name] for name in _NAMED.findall(sql)]
    units = unrated_tally(actor)
    return Tally(f"{_NAMED.sub('%s', sql)} union all {units.sql}", [*values, *units.values])


def own_waiting(actor: Actor) -> list[OwnEvaluation]:
    """What of the own evaluations the person should do, oldest period first."""
    sql = f"""
        select s.id, p.kind, p.year, p.number, s.status = 'PUBLISHED',
            (select due.self_due_on from ({DUE_SQL}) due)
        {_OWN} order by p.end_on, s.id
    """  # noqa: S608 (constants only)
    return [
        OwnEvaluation(pk, label_of(kind, year, number), receive, due_on)
        for pk, kind, year, number, receive, due_on in _rows(sql, actor)
    ]


def sheets_awaiting(actor: Actor) -> list[WaitingSheet]:
    """What waits for a rater, by period and name; parts to close after sheets to rate."""
    columns = "s.id, e.id, e.name, p.kind, p.year, p.number, s.status = 'ASSESSED', due.due_on"
    sql = f"""
        select {columns}, false as part, p.end_on {_RATED}
        union all select {columns}, true, p.end_on {_PARTS}
        order by part, end_on, name
    """
    return [
        WaitingSheet(
            sheet_id=pk,
            employee_id=employee_id,
            name=name,
            label=label_of(kind, year, number),
            part=part,
            assessed=assessed,
            due_on=due_on,
        )
        for pk, employee_id, name, kind, year, number, assessed, due_on, part, _ in _rows(
            sql, actor
        )
    ]


def _rows(sql: str, actor: Actor) -> Sequence[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"me": actor.employee_id, "on": actor.on})
        rows: Sequence[Any] = cursor.fetchall()
    return rows
