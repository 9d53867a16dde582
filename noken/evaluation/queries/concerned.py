"""Whom something about a period concerns, for those who tell people. Nothing a page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from noken.evaluation.access import OWED_PART_SQL, RATER_SQL
from noken.evaluation.models import Extension, Period
from noken.evaluation.queries.deadlines import DUE_SQL
from noken.evaluation.rules.periods import label_of

_CONCERNED = f"""
    select s.id, s.employee_id, s.status, r.rater_id, d.self_due_on, d.due_on
    from evaluation_sheet s
    join organization_unit u on u.id = s.unit_id
    cross join lateral ({DUE_SQL}) d
    left join lateral ({RATER_SQL} where asked.id = s.id) r on true
    where s.period_id = %(period)s and s.status in ('OPEN', 'ASSESSED')
        and (%(sheets)s::bigint[] is null or s.id = any (%(sheets)s::bigint[]))
        and (%(unit)s::bigint is null
             or u.path like '%%/' || (%(unit)s::bigint)::text || '/%%')
    order by s.id
"""  # noqa: S608 (constants only)
_EARLIER = f"""
    select q.superior_id, count(*)
    from unnest(%(sheets)s::bigint[], %(employees)s::bigint[], %(raters)s::bigint[])
        as s(id, employee_id, rater_id)
    join evaluation_part q on q.sheet_id = s.id
    cross join lateral (select s.rater_id) rater
    where {OWED_PART_SQL}
    group by q.superior_id order by q.superior_id
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class Concern:
    """An unfinished sheet: whose, who rates it today, both last days."""

    sheet_id: int
    employee_id: int
    status: str
    rater_id: int | None
    self_due_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """An extension; `by_disruption`: an outage made it."""

    unit_id: int | None
    sheet_id: int | None
    reason: str
    by_disruption: bool


def concerned(
    period_id: int,
    on: date,
    *,
    sheet_ids: Sequence[int] | None = None,
    unit_id: int | None = None,
) -> list[Concern]:
    """The unfinished sheets of a period, of a unit and all below, or the given ones."""
    asked: dict[str, Any] = {
        "period": period_id,
        "on": on,
        "sheets": None if sheet_ids is None else list(sheet_ids),
        "unit": unit_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_CONCERNED, asked)
        return [Concern(*row) for row in cursor.fetchall()]


def earlier_superiors(found: Sequence[Concern], on: date) -> list[tuple[int, int]]:
    """Who may close parts of these people whom they led and do not rate on a day, and how many.

    The raters are those `concerned` found: of a period just opened PostgreSQL knows no figures
    yet, and drawing them up a second time took nine tenths of the opening.
    """
    values: dict[str, Any] = {
        "on": on,
        "sheets": [each.sheet_id for each in found],
        "employees": [each.employee_id for each in found],
        "raters": [each.rater_id for each in found],
    }
    with connection.cursor() as cursor:
        cursor.execute(_EARLIER, values)
        return list(cursor.fetchall())


def period_label(period_id: int) -> str:
    """Triwulan III 2026."""
    return label_of(*Period.objects.values_list("kind", "year", "number").get(pk=period_id))


def extension_facts(extension_id: int) -> ExtensionFacts:
    row = Extension.objects.get(pk=extension_id)
    return ExtensionFacts(row.unit_id, row.sheet_id, row.reason, row.disruption_id is not None)
