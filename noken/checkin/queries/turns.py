"""Whose turn it is to verify a presence written by hand.

The direct superior's; where they wrote it themselves, or nobody is, their own superior's and the
OPD admin's; at the top, BKPSDM's. Anybody else who may verify finds it on the page all the same.
One piece of SQL counts for the menu, another one the other way round says whom to tell.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection

from noken.core.actor import Actor, Role


def _in_force(alias: str) -> str:
    return f"{alias}.start_on <= %s and ({alias}.end_on is null or {alias}.end_on > %s)"


_LINE = f"""
    left join organization_reportingline l on l.employee_id = e.employee_id and {_in_force("l")}
"""
_NEXT = f"""
    left join organization_reportingline n on n.employee_id = l.superior_id and {_in_force("n")}
"""
_WAITING = "e.state = 'WAITING' and e.entered_by_id <> %s and e.employee_id <> %s"
_NOT_DIRECT = "(l.superior_id is null or l.superior_id = e.entered_by_id)"
_DIRECT = f"""
    select e.id from checkin_manualentry e {_LINE} where l.superior_id = %s and {_WAITING}
"""  # noqa: S608 (constants only)
_ABOVE = f"""
    select e.id from checkin_manualentry e {_LINE} {_NEXT}
    where l.superior_id = e.entered_by_id and n.superior_id = %s and {_WAITING}
"""  # noqa: S608 (constants only)
_KEPT = f"""
    select e.id from checkin_manualentry e {_LINE}
    join organization_posting p on p.employee_id = e.employee_id and p.kind = 'DEFINITIVE'
        and p.unit_id = any (%s) and {_in_force("p")}
    where {_NOT_DIRECT} and {_WAITING}
"""  # noqa: S608 (constants only)
_TOP = f"""
    select e.id from checkin_manualentry e {_LINE} {_NEXT}
    where {_NOT_DIRECT} and n.superior_id is null and {_WAITING}
"""  # noqa: S608 (constants only)
_VERIFIERS = f"""
    with asked as (
        select e.id, e.employee_id, e.entered_by_id, l.superior_id as direct,
               n.superior_id as above, {_NOT_DIRECT} as passes
        from checkin_manualentry e {_LINE} {_NEXT}
        where e.id = any (%s) and e.state = 'WAITING'
    ), turns as (
        select id, employee_id, entered_by_id, case when passes then above else direct end as who
        from asked
        union
        select a.id, a.employee_id, a.entered_by_id, g.employee_id from asked a
        join organization_posting p on p.employee_id = a.employee_id and p.kind = 'DEFINITIVE'
            and {_in_force("p")}
        join organization_unit u on u.id = p.unit_id
        join organization_unit kept on starts_with(u.path, kept.path)
        join organization_rolegrant g on g.unit_id = kept.id and g.role = 'ADMIN_OPD'
            and {_in_force("g")}
        where a.passes
        union
        select a.id, a.employee_id, a.entered_by_id, g.employee_id from asked a
        join organization_rolegrant g on g.role = 'PERSONNEL' and {_in_force("g")}
        where a.passes and a.above is null
    )
    select who, array_agg(id order by id) from turns
    where who is not null and who not in (employee_id, entered_by_id) group by who order by who
"""  # noqa: S608 (constants only)


def entries_sql(actor: Actor) -> tuple[str, list[Any]]:
    """Ids of the entries whose turn is the actor's, as SQL with its values."""
    me, on = actor.employee_id, actor.on
    parts = [_DIRECT, _ABOVE]
    values: list[Any] = [on, on, me, me, me, *[on] * 4, me, me, me]
    if actor.has(Role.ADMIN_OPD):
        parts.append(_KEPT)
        values += [on, on, sorted(actor.unit_ids), on, on, me, me]
    if actor.has(Role.PERSONNEL):
        parts.append(_TOP)
        values += [*[on] * 4, me, me]
    return " union ".join(parts), values


def count_entries(actor: Actor) -> int:
    sql, values = entries_sql(actor)
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from ({sql}) turn", values)  # noqa: S608 (constants only)
        return int(cursor.fetchone()[0])


def verifiers_of(entry_ids: Collection[int], on: date) -> dict[int, list[int]]:
    """Whose turn these entries are, by employee."""
    with connection.cursor() as cursor:
        values: list[Any] = [*[on] * 4, list(entry_ids), *[on] * 6]
        cursor.execute(_VERIFIERS, values)
        return dict(cursor.fetchall())
