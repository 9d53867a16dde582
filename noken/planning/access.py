"""Who may see a plan, and who may do what to it."""

from django.db.models import Q

from noken.core.actor import Actor, Role
from noken.organization import queries as organization

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
