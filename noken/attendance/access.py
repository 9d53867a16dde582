"""Who may see, decide and close days. Tests hold the filters and the single answers together.

A day is seen by its person, the chain of superiors, and those who keep the unit's personnel. A
correction is decided by the direct superior of today, acting officers included.
"""

from django.db.models import Exists, OuterRef, Q

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.organization import queries as organization
from noken.organization.models import ReportingLine

DAY_SEERS = (Role.SELF, Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)
MARK_SEERS = (Role.SELF, Role.SUPERIOR, Role.PERSONNEL, Role.INSPECTORATE)


def can_see_days_of(actor: Actor, person_id: int) -> Role | None:
    """In which relation the actor may see somebody's month; None if not at all."""
    return organization.relation_of(actor, person_id, *DAY_SEERS)


def marks_role(actor: Actor, person_id: int) -> Role | None:
    """In which relation the actor sees the tones of somebody's year beside a finding."""
    return organization.relation_of(actor, person_id, *MARK_SEERS)


def decided_by(actor: Actor) -> Q:
    """The corrections the actor decides today: those of the direct reports; BKPSDM also those
    of people who have no superior."""
    mine = Q(employee_id__in=organization.direct_reports(actor.employee_id or 0, actor.on))
    if actor.has(Role.PERSONNEL):
        led = ReportingLine.objects.filter(
            in_force(actor.on), employee_id=OuterRef("employee_id"), superior__isnull=False
        )
        mine |= Q(~Exists(led))
    return mine & ~Q(employee_id=actor.employee_id)


def can_decide(actor: Actor, person_id: int) -> bool:
    """`decided_by` for one person."""
    if actor.employee_id is None or person_id == actor.employee_id:
        return False
    superior = organization.superiors([person_id], actor.on).get(person_id)
    if superior is None:
        return actor.has(Role.PERSONNEL)
    return superior == actor.employee_id


def recap_role(actor: Actor, unit_id: int) -> Role | None:
    """In which role the actor opens the recap of a unit; None if not at all."""
    if actor.has(Role.PERSONNEL):
        return Role.PERSONNEL
    if actor.has(Role.ADMIN_OPD) and unit_id in actor.unit_ids:
        return Role.ADMIN_OPD
    return Role.LEADER if actor.has(Role.LEADER) else None


def can_close(actor: Actor, unit_id: int) -> bool:
    """The OPD's admin closes the months of the own units, BKPSDM those of all."""
    if actor.has(Role.PERSONNEL):
        return True
    return actor.has(Role.ADMIN_OPD) and unit_id in actor.unit_ids


def can_keep_unit(actor: Actor, unit_id: int) -> bool:
    """Sites, machines, PINs: the OPD's admin of the unit, BKPSDM everywhere, the programme."""
    if actor.roles & {Role.PERSONNEL, Role.SYSTEM}:
        return True
    return actor.has(Role.ADMIN_OPD) and unit_id in actor.unit_ids


def kept_units(actor: Actor, path: str = "unit_id") -> Q:
    """`can_keep_unit` as a filter on a column with a unit."""
    if actor.roles & {Role.PERSONNEL, Role.SYSTEM}:
        return Q()
    return Q(**{f"{path}__in": actor.unit_ids if actor.has(Role.ADMIN_OPD) else ()})


def can_set_schedule_of(actor: Actor, employee_id: int) -> bool:
    """BKPSDM for everybody, an OPD's admin for the own units; nobody for themselves."""
    if actor.has(Role.SYSTEM):
        return True
    keeps = organization.relation_of(actor, employee_id, Role.PERSONNEL, Role.ADMIN_OPD)
    return employee_id != actor.employee_id and keeps is not None


def schedule_role(actor: Actor, employee_id: int) -> Role | None:
    """In which relation the actor sees somebody's schedule; None if not at all."""
    seers = (*DAY_SEERS, Role.INSPECTORATE)
    return organization.relation_of(actor, employee_id, *seers)


ROSTER_KEEPERS = (Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)


def rostered_by(actor: Actor) -> Q:
    """The people whose shifts the actor gives out: those below, of the own units, or all; never
    the actor."""
    return Q(pk__in=organization.subjects_of(actor, *ROSTER_KEEPERS)) & ~Q(pk=actor.employee_id)


def can_write_past_roster(actor: Actor) -> bool:
    """Days that are over are put right by who keeps the personnel file, not by the superior."""
    return bool(actor.roles & {Role.ADMIN_OPD, Role.PERSONNEL, Role.SYSTEM})
