"""Who is at work: built once per request, in one statement."""

from datetime import date

from django.db import connection

from noken.core.actor import Actor, Role, visitor
from noken.organization.models import StandingPeriod
from noken.organization.queries.declared import HELD, Held

OUT_OF_SERVICE = frozenset({StandingPeriod.Standing.RETIRED, StandingPeriod.Standing.ENDED})

_IN_FORCE = "{0}.start_on <= %(on)s and ({0}.end_on is null or {0}.end_on > %(on)s)"
EVER_DECIDED = """(
    exists (select from organization_reportingline l where l.superior_id = e.id)
    or exists (select from organization_rolegrant r where r.employee_id = e.id))"""
"""Of `e`: who leads or holds a role, did so or will: much is decided by a line of then."""
# A subtree is a range of paths: they end in "/", and "0" is the next letter in the C collation.
_ACTOR = f"""
    select e.id, e.name,
        (select s.standing from organization_standingperiod s
         where s.employee_id = e.id and {_IN_FORCE.format("s")}),
        (select p.title
         from organization_posting g join organization_position p on p.id = g.position_id
         where g.employee_id = e.id and g.kind = 'DEFINITIVE' and {_IN_FORCE.format("g")}),
        exists (select from organization_reportingline l
                where l.superior_id = e.id and {_IN_FORCE.format("l")}),
        case when exists (select from organization_activation a
                          where a.employee_id = e.id and a.confirmed_at is null)
        then {EVER_DECIDED}
        end,
        array(select distinct r.role from organization_rolegrant r
              where r.employee_id = e.id and {_IN_FORCE.format("r")}),
        array(select distinct u.id
              from organization_rolegrant r
              join organization_unit top on top.id = r.unit_id
              join organization_unit u
                on u.path >= top.path and u.path < left(top.path, -1) || '0'
              where r.employee_id = e.id and r.role = 'ADMIN_OPD' and {_IN_FORCE.format("r")}),
        pg_snapshot_xmin(pg_current_snapshot())::text,
        ({HELD})
    from organization_employee e where e.account_id = %(user)s
"""  # noqa: S608 (constants only)


def actor_for(user_id: int, on: date) -> Actor | None:
    """The person behind an account with the roles held on a day, in one query.

    A visitor for an account without a person. None when the person has left the service
    (retired or ended): the account then opens nothing. While nobody has confirmed who uses an
    account whose password somebody else made, its person acts as themselves alone (ADR 0041).
    """
    return actor_with_settings(user_id, on)[0]


def actor_with_settings(user_id: int, on: date) -> tuple[Actor | None, Held | None]:
    """The same, and the settings that two have signed, for `remembered`; still one query."""
    with connection.cursor() as cursor:
        cursor.execute(_ACTOR, {"on": on, "user": user_id})
        row = cursor.fetchone()
    if row is None:
        return visitor(on), None
    employee_id, name, standing, post, leads, led, granted, unit_ids, live_since, held = row
    if standing in OUT_OF_SERVICE:
        return None, held
    beyond = {Role(role) for role in granted} | ({Role.SUPERIOR} if leads or led else set())
    is_withheld = led is not None
    actor = Actor(
        user_id=user_id,
        employee_id=employee_id,
        role=Role.SELF,
        roles=frozenset({Role.SELF} if is_withheld else {Role.SELF, *beyond}),
        on=on,
        unit_ids=frozenset(() if is_withheld else unit_ids),
        name=name,
        post=post or "",
        withheld=frozenset(beyond if is_withheld else ()),
        live_since=live_since,
    )
    return actor, held
