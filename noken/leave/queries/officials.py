"""Who grants: the official a unit's people turn to, and what waits for an official today.

One piece of SQL says who that is, for a person, for a list and for the menu's count alike: the
unit named for the head or for the nearest unit above, else the agency's own; in it the officer
who acts for an absent head before the head. BKPSDM where that leads to nobody or to oneself.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.tally import Tally
from noken.leave.rules.flow import PATIENCE_DAYS, SOON_DAYS
from noken.organization import queries as organization


def _in_force(alias: str) -> str:
    return f"{alias}.start_on <= %s and ({alias}.end_on is null or {alias}.end_on > %s)"


# From a seat (employee_id, unit_id, is_head, path) and a kind to the unit and who leads it.
_GRANTS = f"""
    left join lateral (
        select 1 as step, 0 as far, g.granted_by_id as unit_id, true as settled
        from leave_grantingofficial g
        where seat.is_head and g.unit_id = seat.unit_id and g.for_head and {_in_force("g")}
        union all
        select 2, -length(a.path), g.granted_by_id, true
        from leave_grantingofficial g join organization_unit a on a.id = g.unit_id
        where not g.for_head and starts_with(seat.path, a.path) and {_in_force("g")}
          and not (seat.is_head and g.unit_id = seat.unit_id)
        union all
        select 3, -length(a.path),
               case when seat.leave_kind = 'UNPAID' or (seat.is_head and a.id = seat.unit_id)
                    then null else a.id end,
               false
        from organization_unit a
        where a.id = any (string_to_array(trim(both '/' from seat.path), '/')::bigint[])
          and a.kind in ('OPD', 'DISTRICT')
        order by 1, 2 limit 1
    ) granting on true
    left join lateral (
        select h.employee_id from organization_posting h
        where h.is_head and h.unit_id = granting.unit_id and {_in_force("h")}
          and h.employee_id <> seat.employee_id
        order by case h.kind when 'PLH' then 0 when 'DEFINITIVE' then 1 else 2 end limit 1
    ) holder on true
"""  # noqa: S608 (constants only)
_SEATS = f"""
    select p.employee_id, p.unit_id, p.is_head, u.path
    from organization_posting p join organization_unit u on u.id = p.unit_id
    where p.kind = 'DEFINITIVE' and {_in_force("p")}
"""  # noqa: S608 (constants only)
_OFFICIALS = f"""
    select seat.employee_id, holder.employee_id, coalesce(unit.name, ''),
           coalesce(granting.settled, false), granting.unit_id is null
    from (
        select s.*, %s::text as leave_kind from ({_SEATS}) s
        where s.employee_id = any (%s::bigint[])
    ) seat
    {_GRANTS}
    left join organization_unit unit on unit.id = granting.unit_id
"""  # noqa: S608 (constants only)
_TO_DECIDE = f"""
    from (
        select s.*, r.id as request_id, r.kind as leave_kind, r.submitted_at
        from leave_request r join ({_SEATS}) s on s.employee_id = r.employee_id
        where (r.status = 'ADVISED'
               or r.status = 'SUBMITTED' and (r.submitted_at < %s or r.start_on <= %s))
          and r.employee_id <> %s and r.recorded_by_id is distinct from %s
    ) seat
    {_GRANTS}
"""  # noqa: S608 (constants only)
_MINE = f"{_TO_DECIDE} where holder.employee_id = %s"
_NOBODYS = f"{_TO_DECIDE} where holder.employee_id is null"
_TO_ADVISE = """
    from leave_request r join organization_reportingline l on l.employee_id = r.employee_id
    where r.status = 'SUBMITTED' and l.superior_id = %s
      and l.start_on <= %s and (l.end_on is null or l.end_on > %s)
"""


@dataclass(frozen=True, slots=True)
class Official:
    """Who decides on somebody's leave today.

    `person_id` None means BKPSDM, any of its people. `settled` tells whether the region has
    signed that off; else it is noken's proposal and shown as waiting.
    """

    person_id: int | None
    unit: str
    settled: bool


BKPSDM = Official(None, "BKPSDM", settled=False)


def officials_for(employee_ids: Collection[int], on: date, kind: str = "") -> dict[int, Official]:
    """The official by person, in one statement for any number of people."""
    with connection.cursor() as cursor:
        cursor.execute(_OFFICIALS, [kind, on, on, list(employee_ids), *_granting_days(on)])
        rows = cursor.fetchall()
    found = {
        person: Official(holder, unit, settled)
        if holder is not None
        else Official(None, "BKPSDM", settled and to_personnel)
        for person, holder, unit, settled, to_personnel in rows
    }
    return {person: found.get(person, BKPSDM) for person in employee_ids}


def official_of(employee_id: int, on: date, kind: str = "") -> Official:
    return officials_for([employee_id], on, kind)[employee_id]


def superior_of(employee_id: int, on: date) -> int | None:
    return organization.superiors([employee_id], on).get(employee_id)


def ids_to_advise(actor: Actor) -> list[UUID]:
    """Requests that wait for the actor's advice as direct superior of today."""
    return _ids("r.id", _TO_ADVISE, _advising(actor))


def ids_to_decide(actor: Actor) -> list[UUID]:
    """Requests that wait for the actor's decision, those nobody advised on in time included."""
    found: list[UUID] = []
    if actor.has(Role.SUPERIOR):
        found += _ids("seat.request_id", _MINE, _deciding(actor, actor.employee_id))
    if actor.has(Role.PERSONNEL):
        found += _ids("seat.request_id", _NOBODYS, _deciding(actor))
    return found


def tally(actor: Actor) -> Tally:
    """What waits, for the menu and the list alike: `my_leave` what was given back to the actor,
    `team_leave` what waits for superior and official, `kept_leave` what waits for BKPSDM.

    Who leads nobody and keeps no personnel costs no more than the own rows.
    """
    waiting = f"select r.id {_TO_ADVISE}"
    values = _advising(actor)
    if actor.has(Role.SUPERIOR):
        waiting += f" union select seat.request_id {_MINE}"
        values += _deciding(actor, actor.employee_id)
    parts = [
        "select 'my_leave', count(*) from leave_request"
        " where status = 'RETURNED' and employee_id = %s",
        f"select 'team_leave', count(*) from ({waiting}) waiting",  # noqa: S608 (constants only)
    ]
    values = [actor.employee_id, *values]
    if actor.has(Role.PERSONNEL):
        parts.append(f"select 'kept_leave', count(*) {_NOBODYS}")
        values += _deciding(actor)
    else:
        parts.append("select 'kept_leave', 0")
    return Tally(" union all ".join(parts), values)


def _ids(column: str, source: str, values: list[Any]) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {column} {source}", values)
        return [pk for (pk,) in cursor.fetchall()]


def _advising(actor: Actor) -> list[Any]:
    return [actor.employee_id, actor.on, actor.on]


def _deciding(actor: Actor, *holder: int | None) -> list[Any]:
    today = actor.on
    patient = clock.at_noon(today - timedelta(PATIENCE_DAYS - 1)) - timedelta(hours=12)
    return [
        *(today, today),
        *(patient, today + timedelta(SOON_DAYS), actor.employee_id, actor.employee_id),
        *_granting_days(today),
        *holder,
    ]


def _granting_days(on: date) -> list[date]:
    return [on] * 6
