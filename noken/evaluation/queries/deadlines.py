"""Until when parts of a sheet are due: what was announced, and every extension that reaches it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import connection


class Due(NamedTuple):
    """The last days in time for the own assessment and for the published result."""

    self_on: date
    on: date

    def is_within(self, other: "Due") -> bool:
        """Whether neither day is later."""
        return self.self_on <= other.self_on and self.on <= other.on


DUE_SQL = """
    select greatest(max(p.self_due_on), max(x.self_due_on)) as self_due_on,
           greatest(max(p.due_on), max(x.due_on)) as due_on
    from evaluation_period p
    join organization_unit du on du.id = s.unit_id
    left join evaluation_extension x on x.period_id = p.id and (
        x.sheet_id = s.id
        or (x.sheet_id is null and x.unit_id is null)
        or x.unit_id = any (string_to_array(trim(both '/' from du.path), '/')::bigint[]))
    where p.id = s.period_id
"""
"""The two days of a sheet `s`, for `lateral` inside a larger statement."""

_DUE = f"""
    select s.id, d.self_due_on, d.due_on from evaluation_sheet s
    cross join lateral ({DUE_SQL}) d where s.id = any (%(ids)s)
"""  # noqa: S608 (constants only)
_PERIOD_DUE = """
    select greatest(p.self_due_on, max(x.self_due_on)), greatest(p.due_on, max(x.due_on))
    from evaluation_period p
    left join evaluation_extension x on x.period_id = p.id and x.sheet_id is null
        and (x.unit_id is null or x.unit_id = any (
            string_to_array(trim(both '/' from (
                select path from organization_unit where id = %(unit)s::bigint)), '/')::bigint[]))
        and x.disruption_id is distinct from coalesce(%(without)s::bigint, 0)
    where p.id = %(period)s group by p.id
"""


# Of each unit below a path, and of each sheet there, that has days of its own in a period.
_OWN_DUE = """
    select own.unit_id, own.sheet_id, own.home_id, greatest(p.self_due_on, max(x.self_due_on)),
        greatest(p.due_on, max(x.due_on))
    from (
        select distinct e.unit_id, e.sheet_id, u.id as home_id, u.path
        from evaluation_extension e
        left join evaluation_sheet s on s.id = e.sheet_id and s.status in ('OPEN', 'ASSESSED')
        join organization_unit u on u.id = coalesce(e.unit_id, s.unit_id)
        where e.period_id = %(period)s and e.disruption_id is distinct from %(without)s::bigint
            and u.path like %(path)s || '%%'
    ) own
    join evaluation_period p on p.id = %(period)s
    join evaluation_extension x on x.period_id = p.id
        and x.disruption_id is distinct from %(without)s::bigint
        and (x.sheet_id = own.sheet_id or (x.sheet_id is null and (x.unit_id is null
            or x.unit_id = any (string_to_array(trim(both '/' from own.path), '/')::bigint[]))))
    group by own.unit_id, own.sheet_id, own.home_id, own.path, p.id
    order by own.path, own.sheet_id nulls first
"""


class OwnDue(NamedTuple):
    """The days that hold for a unit and all below it, or for one sheet of the unit `home_id`."""

    unit_id: int | None
    sheet_id: int | None
    home_id: int | None
    due: Due


def own_dues(period_id: int, path: str, *, without_disruption: int) -> list[OwnDue]:
    """Units below a path and unrated sheets there with extensions of their own, parents first.

    Args:
        path: of a unit; "/" for all.
        without_disruption: an outage whose own extensions are left out.
    """
    asked: dict[str, Any] = {"period": period_id, "path": path, "without": without_disruption}
    with connection.cursor() as cursor:
        cursor.execute(_OWN_DUE, asked)
        return [
            OwnDue(unit_id, sheet_id, home_id, Due(self_on, on))
            for unit_id, sheet_id, home_id, self_on, on in cursor.fetchall()
        ]


def due_days(sheet_ids: Iterable[int]) -> dict[int, Due]:
    """(own assessment, result) by sheet, in one statement; unknown ids are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"ids": list(sheet_ids)})
        return {pk: Due(self_on, on) for pk, self_on, on in cursor.fetchall()}


def period_due(
    period_id: int, unit_id: int | None = None, *, without_disruption: int | None = None
) -> Due:
    """The days that hold for everybody in a period, or for a unit of it.

    Args:
        without_disruption: an outage whose own extension is left out.
    """
    asked = {"period": period_id, "unit": unit_id, "without": without_disruption}
    with connection.cursor() as cursor:
        cursor.execute(_PERIOD_DUE, asked)
        return Due(*cursor.fetchone())
