"""Who still has no password, and the page on which many get one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.urls import reverse

from noken.accounts.models import User
from noken.core.actor import Actor, Role
from noken.organization.access import keeps_everybody, people_above
from noken.organization.models import Employee
from noken.organization.queries.actors import OUT_OF_SERVICE
from noken.organization.queries.choices import Option, agencies

AT_ONCE = 50
"""A hash takes a twentieth of a second: a sheet of so many comes while one waits."""
_IN_FORCE = "{0}.start_on <= %(on)s::date and ({0}.end_on is null or {0}.end_on > %(on)s::date)"
# In service, never logged in, and in reach: BKPSDM reaches everybody, an OPD's admin those of the
# own units who hold no role and do not lead the admin.
_WITHOUT = f"""
    select e.id, u.one_time_until is not null
    from organization_employee e
    left join accounts_user u on u.id = e.account_id
    left join organization_posting g
      on g.employee_id = e.id and g.kind = 'DEFINITIVE' and {_IN_FORCE.format("g")}
    left join organization_unit w on w.id = g.unit_id
    where coalesce(u.is_active, true) and u.last_login is null
      and (u.id is null or u.password like '!%%' or u.one_time_until is not null)
      and e.id is distinct from %(actor)s::bigint
      and not exists (select from organization_standingperiod s
                      where s.employee_id = e.id and s.standing = any(%(gone)s)
                        and {_IN_FORCE.format("s")})
      and (%(unit)s::bigint is null
           or w.path like (select path from organization_unit where id = %(unit)s::bigint) || '%%')
      and (%(everywhere)s::boolean or (
           g.unit_id = any(%(units)s::bigint[])
           and e.id <> all(%(above)s::bigint[])
           and not exists (select from organization_rolegrant r
                           where r.employee_id = e.id and {_IN_FORCE.format("r")})))
    order by e.name, e.id
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """`none` people have no password at all, `unused` got a first one and never used it; `above`:
    who leads the reader is left out. `again`: the unused are asked for too; `asks`: a person is to
    confirm what was asked for."""

    none: int
    unused: int
    unit_id: int | None
    units: Sequence[Option]
    role: Role
    above: bool
    again: bool
    asks: bool = False
    about: frozenset[int] = frozenset()

    @property
    def on_sheet(self) -> int:
        """So many people the next sheet is for."""
        return min(self.none + (self.unused if self.again else 0), AT_ONCE)

    @property
    def unit_name(self) -> str:
        """The unit that was chosen, "" for all."""
        chosen = (unit.label for unit in self.units if unit.value == self.unit_id)
        return str(next(chosen, ""))

    @property
    def url(self) -> str:
        return reverse("organization:accounts")


@dataclass(frozen=True, slots=True)
class SlipsPage:
    """Passwords on paper, shown once. `left` people of the same kind still have none."""

    slips: Sequence[object]
    site: str
    left: int
    back_url: str
    about: frozenset[int]


def accounts_page(
    actor: Actor, unit_id: int | None, *, again: bool = False, asks: bool = False
) -> AccountsPage:
    """How many of a unit and those below it cannot log in yet; None: wherever the actor may."""
    found = _without(actor, unit_id)
    unused = sum(is_issued for _, is_issued in found)
    above = not keeps_everybody(actor)
    return AccountsPage(
        none=len(found) - unused,
        unused=unused,
        unit_id=unit_id,
        units=agencies(actor),
        role=actor.role,
        above=above,
        again=again,
        asks=asks,
    )


def people_without_password(
    actor: Actor, unit_id: int | None, *, again: bool, most: int
) -> list[int]:
    """By name. `again`: also those who got a first one and never used it."""
    found = _without(actor, unit_id)
    return [pk for pk, is_issued in found if again or not is_issued][:most]


def has_password(account: User | None) -> bool:
    """Whether its owner was ever in: a first password that is still unused is none."""
    if account is None or not account.has_usable_password():
        return False
    return account.one_time_until is None or account.last_login is not None


def account_words(employee: Employee) -> str:
    """How it stands with logging in, for those who keep the register."""
    account = employee.account
    if account is None or not account.has_usable_password():
        return "Belum punya kata sandi"
    if account.one_time_until is not None:
        return "Kata sandi sekali pakai belum dipakai"
    return "Aktif" if account.is_active else "Ditutup"


def _without(actor: Actor, unit_id: int | None) -> list[tuple[int, bool]]:
    values = {
        "on": actor.on,
        "actor": actor.employee_id,
        "gone": [str(each) for each in OUT_OF_SERVICE],
        "unit": unit_id,
        "everywhere": keeps_everybody(actor),
        "units": sorted(actor.unit_ids),
        "above": sorted(people_above(actor)),
    }
    with connection.cursor() as cursor:
        cursor.execute(_WITHOUT, values)
        return [(pk, is_issued) for pk, is_issued in cursor.fetchall()]
