"""Accounts that decide nothing yet: who uses them, and who confirms it (ADR 0041)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import connection
from django.urls import reverse

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.core.tally import Tally, tally
from noken.organization.access import PEOPLE_ABOVE, keeps_everybody
from noken.organization.models import Employee, ReportingLine, RoleGrant, Unit
from noken.organization.queries.actors import EVER_DECIDED, OUT_OF_SERVICE, actor_for
from noken.organization.queries.choices import Option, agencies
from noken.organization.rules.hands import HAND_DAYS
from noken.organization.rules.holding import TWO_HANDS

AT_ONCE = 200
CONFIRMERS = (Role.PERSONNEL, Role.ADMIN_OPD, Role.SUPERIOR)
_IN_FORCE = "{0}.start_on <= %(on)s::date and ({0}.end_on is null or {0}.end_on > %(on)s::date)"
# Who leads or holds a role, or once did, and whose account is the actor's to
# confirm: neither their own nor one whose password they made. BKPSDM confirms everybody, a superior
# the direct reports, an OPD's admin (of a month at least: no maker names one for it) those of the
# own units who hold no role for the whole instansi and do not lead the admin.
_WAITING = f"""
    from organization_activation a
    join organization_employee e on e.id = a.employee_id
    join accounts_user u on u.id = e.account_id
    left join organization_posting g
      on g.employee_id = e.id and g.kind = 'DEFINITIVE' and {_IN_FORCE.format("g")}
    where a.confirmed_at is null and u.is_active and e.id <> %(person)s::bigint
      and a.made_by_id is distinct from %(person)s::bigint
      and not exists (select from organization_standingperiod s
                      where s.employee_id = e.id and s.standing = any(%(gone)s)
                        and {_IN_FORCE.format("s")})
      and {EVER_DECIDED}
      and (%(everywhere)s::boolean
           or (%(leads)s::boolean
               and exists (select from organization_reportingline l where l.employee_id = e.id
                           and l.superior_id = %(person)s::bigint and {_IN_FORCE.format("l")}))
           or (g.unit_id = any(%(units)s::bigint[])
               and exists (select from organization_rolegrant r
                           where r.employee_id = %(person)s::bigint and r.role = 'ADMIN_OPD'
                             and r.start_on <= a.made_at::date - {HAND_DAYS}
                             and {_IN_FORCE.format("r")})
               and not exists (select from organization_rolegrant r where r.employee_id = e.id
                               and r.role = any(%(two)s)
                               and (r.end_on is null or r.end_on > %(on)s::date))
               and e.id not in ({PEOPLE_ABOVE})))
"""  # noqa: S608 (constants only)
_IDS = f"select a.id {_WAITING} and u.one_time_until is null and a.id = any(%(ids)s)"
_REACHED = f"select exists (select {_WAITING} and e.id = %(of)s::bigint)"
_TALLY = f"select 'new_accounts', count(*) {_WAITING} and u.one_time_until is null"
_ROWS = f"""
    select a.id, e.id, e.name, coalesce(p.title, ''), coalesce(top.name, w.name, ''),
           coalesce(m.name, ''), a.made_at, u.last_login, u.one_time_until is null
    from (select a.id {_WAITING}) found
    join organization_activation a on a.id = found.id
    join organization_employee e on e.id = a.employee_id
    join accounts_user u on u.id = e.account_id
    left join organization_employee m on m.id = a.made_by_id
    left join organization_posting g
      on g.employee_id = e.id and g.kind = 'DEFINITIVE' and {_IN_FORCE.format("g")}
    left join organization_position p on p.id = g.position_id
    left join organization_unit w on w.id = g.unit_id
    left join organization_unit top
      on top.id = nullif(split_part(w.path, '/', 3), '')::bigint
    where %(unit)s::bigint is null
       or w.path like (select path from organization_unit where id = %(unit)s::bigint) || '%%'
    order by 5, e.name, a.id
"""  # noqa: S608 (as above)
_MINE = f"""
    select count(*) from organization_activation a
    join organization_employee e on e.id = a.employee_id
    where a.confirmed_at is null and a.made_by_id = %(person)s::bigint and {EVER_DECIDED}
"""  # noqa: S608 (as above)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An account in use that decides nothing yet. `by` "": the password is from the console."""

    id: int
    employee_id: int
    name: str
    post: str
    by: str
    made_at: datetime
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class UnitAccounts:
    """`unit` is an agency. `unused`: so many of it have not used their password yet."""

    unit: str
    rows: Sequence[Waiting]
    unused: int


@dataclass(frozen=True, slots=True)
class ActivationsPage:
    """`mine`: so many use a password that the reader made, so another person confirms them.
    `left`: so many more wait than are shown."""

    units: Sequence[UnitAccounts]
    count: int
    left: int
    mine: int
    unit_id: int | None
    choices: Sequence[Option]
    role: Role
    about: frozenset[int]

    @property
    def url(self) -> str:
        return reverse("organization:activations")


def activations_page(actor: Actor, unit_id: int | None) -> ActivationsPage:
    """Whose account the actor may confirm, by agency; what is not in use yet is only counted."""
    found = _all(_ROWS, {**_values(actor), "unit": unit_id})
    ready = [row for row in found if row[8]]
    shown = {row[0] for row in ready[:AT_ONCE]}
    units = [
        _unit(name, list(rows), shown) for name, rows in groupby(found, key=lambda row: row[4])
    ]
    ((mine,),) = _all(_MINE, {"person": actor.employee_id})
    return ActivationsPage(
        units=[unit for unit in units if unit.rows or unit.unused],
        count=len(ready),
        left=len(ready) - len(shown),
        mine=mine,
        unit_id=unit_id,
        choices=agencies(actor) if actor.roles & {Role.PERSONNEL, Role.ADMIN_OPD} else [],
        role=actor.role,
        about=frozenset(row[1] for row in ready if row[0] in shown),
    )


def confirmable(actor: Actor, ids: Sequence[int]) -> list[int]:
    """Those of these activations that the actor may confirm: in use, and theirs to know."""
    return [pk for (pk,) in _all(_IDS, {**_values(actor), "ids": list(ids)})]


def confirmations_tally(actor: Actor) -> Tally:
    """How many accounts wait for the actor, as the page has them."""
    if not actor.roles.intersection(CONFIRMERS):
        return Tally("select 'new_accounts', 0::bigint", [])
    return tally(_TALLY, _values(actor))


def confirmers_of(employee_id: int, on: date) -> list[str]:
    """The names of who could confirm a person's open account today. Nobody: the console does."""
    people = Employee.objects.filter(pk__in=_candidates(employee_id, on), account__is_active=True)
    rows = people.filter(account__one_time_until=None).exclude(
        account__password__startswith=UNUSABLE_PASSWORD_PREFIX
    )
    return [
        row.name
        for row in rows.order_by("name", "pk")
        if _reaches(actor_for(row.account_id or 0, on), employee_id)
    ]


def _candidates(employee_id: int, on: date) -> set[int]:
    lines = ReportingLine.objects.filter(in_force(on), employee=employee_id, superior__isnull=False)
    posted = Unit.objects.filter(
        in_force(on, "postings__"), postings__employee=employee_id, postings__kind="DEFINITIVE"
    )
    above = {int(part) for path in posted.values_list("path", flat=True) for part in _parts(path)}
    grants = RoleGrant.objects.filter(in_force(on))
    admins = grants.filter(role=Role.ADMIN_OPD, unit__in=above)
    keepers = grants.filter(role=Role.PERSONNEL)
    found: Iterable[Any] = (
        *lines.values_list("superior", flat=True),
        *admins.values_list("employee", flat=True),
        *keepers.values_list("employee", flat=True),
    )
    return set(found) - {employee_id}


def _parts(path: str) -> list[str]:
    return path.strip("/").split("/")


def _reaches(actor: Actor | None, employee_id: int) -> bool:
    if actor is None or not actor.roles.intersection(CONFIRMERS):
        return False
    ((found,),) = _all(_REACHED, {**_values(actor), "of": employee_id})
    return bool(found)


def _unit(name: str, rows: Sequence[tuple[Any, ...]], shown: set[int]) -> UnitAccounts:
    unused = sum(not row[8] for row in rows)
    ready = [
        Waiting(row[0], row[1], row[2], row[3], row[5], row[6], row[7])
        for row in rows
        if row[0] in shown
    ]
    return UnitAccounts(name, ready, unused)


def _values(actor: Actor) -> dict[str, Any]:
    return {
        "on": actor.on,
        "person": actor.employee_id or 0,
        "gone": [str(each) for each in OUT_OF_SERVICE],
        "everywhere": keeps_everybody(actor),
        "leads": actor.has(Role.SUPERIOR),
        "units": sorted(actor.unit_ids),
        "two": sorted(TWO_HANDS),
    }


def _all(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
