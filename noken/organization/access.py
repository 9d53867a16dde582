"""Who stands in which relation to whom today, and who may change what.

`relation_of` answers for one person, `subjects_of` for a filter: a test holds the two together.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.organization.models import (
    Employee,
    Posting,
    ReportingLine,
    RoleGrant,
    SuperiorProposal,
    Unit,
)

SIGNERS = frozenset({Role.PERSONNEL, Role.LEADER})
WHOLE_INSTANSI = frozenset({Role.PERSONNEL, Role.INSPECTORATE, Role.LEADER, Role.SYSTEM})

# UNION drops what is known already, so a circle in the lines ends both walks.
_LINE_TODAY = "l.start_on <= %(on)s and (l.end_on is null or l.end_on > %(on)s)"
_ABOVE = f"""
    with recursive above(id) as (
        select l.superior_id from organization_reportingline l
        where l.employee_id = %(person)s and l.superior_id is not null and {_LINE_TODAY}
        union
        select l.superior_id
        from above join organization_reportingline l on l.employee_id = above.id
        where l.superior_id is not null and {_LINE_TODAY}
    )
    select exists (select from above where id = %(leader)s)
"""  # noqa: S608 (constants only)
_UNITS_ABOVE = """
    with own(unit_id, leads) as (
        select g.unit_id, g.is_head from organization_posting g
        where g.employee_id = %(person)s and g.kind = 'DEFINITIVE'
          and g.start_on <= %(on)s and (g.end_on is null or g.end_on > %(on)s)
        union all
        select r.unit_id, false from organization_rolegrant r
        where r.employee_id = %(person)s and r.role = 'ADMIN_OPD'
          and r.start_on <= %(on)s and (r.end_on is null or r.end_on > %(on)s)
    )
    select u.id from own join organization_unit down on down.id = own.unit_id
    join organization_unit u on starts_with(down.path, u.path)
    where u.id not in (select unit_id from own where leads)
"""
PEOPLE_ABOVE = f"""
    with recursive above(id) as (
        select l.superior_id from organization_reportingline l
        where l.employee_id = %(person)s and l.superior_id is not null and {_LINE_TODAY}
        union
        select l.superior_id
        from above join organization_reportingline l on l.employee_id = above.id
        where l.superior_id is not null and {_LINE_TODAY}
    )
    select id from above where id <> %(person)s
    union
    select g.employee_id from organization_posting g
    where g.is_head and g.unit_id in ({_UNITS_ABOVE}) and g.employee_id <> %(person)s
      and (g.end_on is null or g.end_on > %(on)s)
"""  # noqa: S608 (constants only)
_LINE_TODAY_BARE = "l.start_on <= %s and (l.end_on is null or l.end_on > %s)"
_BELOW = f"""
    with recursive below(id) as (
        select l.employee_id from organization_reportingline l
        where l.superior_id = %s and {_LINE_TODAY_BARE}
        union
        select l.employee_id
        from below join organization_reportingline l on l.superior_id = below.id
        where {_LINE_TODAY_BARE}
    )
    select id from below
"""  # noqa: S608 (constants only)


def relation_of(actor: Actor, subject_id: int, *roles: Role) -> Role | None:
    """The first of `roles` that holds between the actor and a person on `actor.on`; else None.

    SELF: the same person. SUPERIOR: any level of the chain above. ADMIN_OPD: the person's unit
    is one the actor administers. PERSONNEL, INSPECTORATE, LEADER, SYSTEM: held by the actor.
    """
    return next((role for role in roles if _holds(actor, subject_id, role)), None)


def _holds(actor: Actor, subject_id: int, role: Role) -> bool:
    if not actor.has(role):
        return False
    if role is Role.SELF:
        return subject_id == actor.employee_id
    if role is Role.SUPERIOR:
        return subject_id != actor.employee_id and _leads(actor.employee_id, subject_id, actor.on)
    if role is Role.ADMIN_OPD:
        return _posted_in(actor).filter(employee_id=subject_id).exists()
    return role in WHOLE_INSTANSI


def _leads(leader_id: int | None, subject_id: int | None, on: date) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, {"on": on, "person": subject_id, "leader": leader_id})
        return bool(cursor.fetchone()[0])


def subjects_of(actor: Actor, *roles: Role) -> QuerySet[Employee, Any]:
    """The people to whom one of `roles` holds, as ids for `…__in`: `relation_of` as a set."""
    held = [role for role in roles if actor.has(role)]
    everyone = Employee.objects.order_by()
    if WHOLE_INSTANSI.intersection(held):
        return everyone.values("pk")
    within = Q(pk__in=[])
    for role in held:
        within |= _subjects(actor, role)
    return everyone.filter(within).values("pk")


def _subjects(actor: Actor, role: Role) -> Q:
    if role is Role.SELF:
        return Q(pk=actor.employee_id)
    if role is Role.SUPERIOR:
        on = actor.on
        below = RawSQL(_BELOW, [actor.employee_id, on, on, on, on])  # noqa: S611 (constant text)
        return Q(pk__in=below) & ~Q(pk=actor.employee_id)
    if role is Role.ADMIN_OPD:
        return Q(pk__in=_posted_in(actor).values("employee_id"))
    return Q(pk__in=[])


def _posted_in(actor: Actor) -> QuerySet[Posting]:
    return Posting.objects.filter(
        in_force(actor.on), kind=Posting.Kind.DEFINITIVE, unit_id__in=actor.unit_ids
    )


def keeps_everybody(actor: Actor) -> bool:
    """BKPSDM and the command line; an OPD's admin keeps the own units only."""
    return bool(actor.roles & {Role.PERSONNEL, Role.SYSTEM})


def units_above(actor: Actor) -> frozenset[int]:
    """For an OPD's admin the unit they work in, those they were made admin of, and all above
    these, but for the one they lead: its head is above them. Empty for who keeps everybody."""
    if keeps_everybody(actor):
        return frozenset()
    return _ids(_UNITS_ABOVE, {"on": actor.on, "person": actor.employee_id})


def people_above(actor: Actor) -> frozenset[int]:
    """On whom an OPD's admin does not act: the superiors of today, at any level, and who leads, or
    will, a unit of `units_above`. Empty for who keeps everybody."""
    if keeps_everybody(actor):
        return frozenset()
    return _ids(PEOPLE_ABOVE, {"on": actor.on, "person": actor.employee_id})


def seat_keepers(unit_id: int, on: date) -> list[int]:
    """The OPD's admins who enter who sits at the head of a unit: it is none of `units_above`."""
    path = Unit.objects.values_list("path", flat=True).get(pk=unit_id)
    above = [int(part) for part in path.strip("/").split("/")[:-1]]
    within = Posting.objects.filter(in_force(on), unit__path__startswith=path)
    led_there = within.filter(kind=Posting.Kind.DEFINITIVE).exclude(unit=unit_id, is_head=True)
    grants = RoleGrant.objects.filter(in_force(on), role=Role.ADMIN_OPD, unit__in=above)
    free = grants.exclude(employee__in=led_there.values("employee"))
    return sorted(set(free.values_list("employee_id", flat=True)))


def proposals_for(actor: Actor) -> QuerySet[SuperiorProposal]:
    """Superiors of the actor's agency whom another asks for: an admin there has the word, who
    neither asked nor is asked for."""
    if not actor.has(Role.ADMIN_OPD):
        return SuperiorProposal.objects.none()
    lent = Posting.objects.filter(
        in_force(actor.on), kind=Posting.Kind.DEFINITIVE, unit_id__in=actor.unit_ids
    )
    own = Q(superior=actor.employee_id) | Q(proposed_by=actor.employee_id)
    return SuperiorProposal.objects.filter(
        outcome="", superior__in=lent.values("employee")
    ).exclude(own | Q(employee=actor.employee_id))


def _ids(statement: str, values: dict[str, Any]) -> frozenset[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return frozenset(pk for (pk,) in cursor.fetchall())


def can_change_units(actor: Actor, unit_ids: Iterable[int | None]) -> bool:
    """BKPSDM everywhere, an OPD's admin inside the own units. A unit without parent: BKPSDM."""
    if keeps_everybody(actor):
        return True
    return actor.has(Role.ADMIN_OPD) and actor.unit_ids.issuperset(unit_ids)


def can_grant(actor: Actor, employee_id: int, unit_id: int | None) -> bool:
    """Who names an OPD's admin: BKPSDM, or an admin inside the own units; nobody themselves."""
    if actor.has(Role.SYSTEM):
        return True
    if employee_id == actor.employee_id:
        return False
    return actor.has(Role.PERSONNEL) or (actor.has(Role.ADMIN_OPD) and unit_id in actor.unit_ids)


def can_end_role(actor: Actor, employee_id: int, role: str, unit_id: int | None) -> bool:
    """A role for the whole instansi is ended and reviewed by any other holder of one; an OPD's
    admin by who may name one."""
    if role == RoleGrant.Role.ADMIN_OPD:
        return can_grant(actor, employee_id, unit_id)
    return bool(actor.roles & WHOLE_INSTANSI) and employee_id != actor.employee_id


def can_issue_password(actor: Actor, employee_id: int, *, is_reset: bool) -> bool:
    """Beyond `can_change_units`: an OPD's admin never for who holds a role or leads them. A living
    password is taken from nobody above the actor and from nobody of the inspectorate; by an OPD's
    admin from nobody who leads anybody, today or later, for it opens all those people."""
    if actor.has(Role.SYSTEM):
        return True
    held = set(
        RoleGrant.objects.filter(in_force(actor.on), employee=employee_id).values_list(
            "role", flat=True
        )
    )
    if not actor.has(Role.PERSONNEL) and (held or employee_id in people_above(actor)):
        return False
    if not is_reset:
        return True
    if not actor.has(Role.PERSONNEL) and _leads_anybody(employee_id, actor.on):
        return False
    return Role.INSPECTORATE not in held and not _leads(employee_id, actor.employee_id, actor.on)


def _leads_anybody(employee_id: int, on: date) -> bool:
    led = ReportingLine.objects.filter(superior=employee_id)
    return led.filter(Q(end_on=None) | Q(end_on__gt=on)).exists()


def may_import(actor: Actor) -> bool:
    """BKPSDM for everybody, an OPD's admin for the own units, the command line."""
    return bool(actor.roles & {Role.PERSONNEL, Role.SYSTEM, Role.ADMIN_OPD})


def imports_visible_to(actor: Actor) -> Q:
    """BKPSDM sees every import, an OPD's admin the own ones."""
    if keeps_everybody(actor):
        return Q()
    if actor.has(Role.ADMIN_OPD):
        return Q(uploaded_by=actor.employee_id)
    return Q(pk__in=[])


def can_sign_settings(actor: Actor) -> bool:
    """Who agrees to what the law leaves open: BKPSDM and the leaders, as persons."""
    return bool(actor.roles & SIGNERS) and actor.employee_id is not None
