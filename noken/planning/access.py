"""Who may see a plan, and who may do what to it."""

from django.db.models import Q

from noken.core.actor import Actor, Role
from noken.organization import queries as organization
from noken.organization.models import Unit

READERS = (Role.SELF, Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)


def visible_to(actor: Actor) -> Q:
    """A plan is seen by its owner, by all superiors above and by those who keep the personnel."""
    return Q(owner__in=organization.subjects_of(actor, *READERS))


def role_towards(actor: Actor, owner_id: int) -> Role | None:
    """In which relation the actor sees the plans of a person; None: not at all."""
    return organization.relation_of(actor, owner_id, *READERS)


def can_see(actor: Actor, owner_id: int) -> bool:
    return role_towards(actor, owner_id) is not None


def can_edit(actor: Actor, owner_id: int) -> bool:
    """Only the owner writes a plan."""
    return actor.employee_id is not None and actor.employee_id == owner_id


def can_decide(actor: Actor, owner_id: int) -> bool:
    """Only the direct superior of the day decides; who acts for one (Plt, Plh) is one."""
    superior_id = organization.superiors([owner_id], actor.on).get(owner_id)
    return superior_id is not None and superior_id == actor.employee_id


def can_talk(actor: Actor, owner_id: int) -> bool:
    """The two sides of the dialogue: the owner and the direct superior of the day."""
    return can_edit(actor, owner_id) or can_decide(actor, owner_id)


def templates_offered_to(actor: Actor) -> Q:
    """Templates one may begin from: everybody's, those of the own units, those of the superior."""
    own = actor.employee_id or 0
    above = organization.superiors([own], actor.on).get(own)
    person = organization.find_person(own, actor.on)
    unit = Unit.objects.filter(pk=person.unit_id or 0).first() if person else None
    units = [int(part) for part in unit.path.split("/") if part] if unit else []
    offered = Q(circle="ALL") | Q(circle="UNIT", unit__in=units)
    return Q(in_use=True) & (offered | Q(circle="TEAM", keeper__in=[own, above or 0]))


def templates_kept_by(actor: Actor) -> Q:
    """Templates one may change: BKPSDM those of all and of any unit, an OPD's admin those of the
    own units, a superior those of the own team."""
    kept = Q(pk__in=[])
    if actor.has(Role.PERSONNEL):
        kept |= Q(circle__in=("ALL", "UNIT"))
    if actor.has(Role.ADMIN_OPD):
        kept |= Q(circle="UNIT", unit__in=actor.unit_ids)
    if actor.has(Role.SUPERIOR):
        kept |= Q(circle="TEAM", keeper=actor.employee_id)
    return kept


def can_keep_template(actor: Actor, circle: str, unit_id: int | None) -> bool:
    """Whether one may make a template for a circle; for TEAM it is the own one."""
    if circle == "ALL":
        return actor.has(Role.PERSONNEL)
    if circle == "TEAM":
        return actor.has(Role.SUPERIOR)
    keeps = actor.has(Role.ADMIN_OPD) and unit_id in actor.unit_ids
    return unit_id is not None and (actor.has(Role.PERSONNEL) or keeps)
