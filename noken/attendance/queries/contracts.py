"""Part-time PPPK whose contract says no hours yet: no day of theirs exists."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection

from noken.attendance.rules.contracts import BY_CONTRACT, group_words, is_by_contract, own_words
from noken.attendance.rules.months import month_after
from noken.core.actor import Actor, Role
from noken.organization.queries import Person

HOURS_KNOWN_SQL = """
    ({kind} <> 'PPPK_PART_TIME' or exists (
        select from attendance_personschedule own
        where own.employee_id = {person} and own.start_on <= {day}
          and (own.end_on is null or own.end_on > {day})))
"""
"""Whether a day may be asked of a person: not of part-time PPPK outside their contract's hours."""
# Days of `[start, end)` outside every schedule of the contract, and whether some lie within one.
_LACKING = """
    select e.id, e.name, coalesce(own.days, 0) > 0
    from organization_employee e
    left join lateral (
        select sum(least(coalesce(s.end_on, %(end)s), %(end)s) - greatest(s.start_on, %(start)s))
            as days
        from attendance_personschedule s
        where s.employee_id = e.id and s.start_on < %(end)s
          and (s.end_on is null or s.end_on > %(start)s)
    ) own on true
    where e.id = any(%(people)s::bigint[]) and e.kind = any(%(kinds)s::text[])
      and coalesce(own.days, 0) < %(end)s::date - %(start)s::date
    order by e.name, e.id
"""
_WITHOUT = """
    select e.id, e.name, p.title, u.id, u.name, e.kind, p.family
    from organization_posting g
    join organization_unit u on u.id = g.unit_id
    join organization_position p on p.id = g.position_id
    join organization_employee e on e.id = g.employee_id and e.kind = any(%(kinds)s::text[])
    join organization_standingperiod a on a.employee_id = e.id and a.standing = 'ACTIVE'
        and a.start_on <= %(on)s and (a.end_on is null or a.end_on > %(on)s)
    where g.kind = 'DEFINITIVE' and g.start_on <= %(on)s and (g.end_on is null or g.end_on > %(on)s)
      and (%(all)s or u.id = any(%(units)s::bigint[]))
      and not exists (select from attendance_personschedule s where s.employee_id = e.id
                      and (s.end_on is null or s.end_on > %(on)s))
    order by u.path, e.name, e.id
"""


def own_contract_words(employee_id: int, month: date, on: date) -> str:
    """Why days of the month are missing of this person; "" where none are, or hours are the
    unit's."""
    found = _lacking([employee_id], month, on)
    return own_words(lacks=bool(found), has_some=any(some for _pk, _name, some in found))


def no_days_of(employee_id: int, on: date) -> str:
    """For findings: the same about the month of a day."""
    return own_contract_words(employee_id, on.replace(day=1), on)


def contract_words(people: Collection[Person], month: date, on: date) -> str:
    """The same of several people, by name."""
    ids = [each.id for each in people if is_by_contract(each.kind)]
    return group_words([name for _pk, name, _some in _lacking(ids, month, on)])


def without_contract(actor: Actor) -> Sequence[Person]:
    """Part-time PPPK in service of whom no schedule runs or is to come, by unit: of all for BKPSDM,
    of the own units for who keeps some."""
    values = {
        "kinds": list(BY_CONTRACT),
        "on": actor.on,
        "all": actor.has(Role.PERSONNEL),
        "units": list(actor.unit_ids) if actor.has(Role.ADMIN_OPD) else [],
    }
    return [Person(*row) for row in _ask(_WITHOUT, values)]


def outside_contract(employee_ids: Collection[int], on: date) -> set[int]:
    """Those of these people whose contract says nothing of a day."""
    return {pk for pk, *_ in _lacking_between(employee_ids, on, on + timedelta(1))}


def _lacking(employee_ids: Collection[int], month: date, on: date) -> list[tuple[Any, ...]]:
    end = min(month_after(month), on + timedelta(1))
    return _lacking_between(employee_ids, month, end) if employee_ids and month < end else []


def _lacking_between(
    employee_ids: Collection[int], start: date, end: date
) -> list[tuple[Any, ...]]:
    people, kinds = list(employee_ids), list(BY_CONTRACT)
    return _ask(_LACKING, {"people": people, "kinds": kinds, "start": start, "end": end})


def _ask(query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
