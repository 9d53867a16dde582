"""Who may see what follows from a grade, and who may act.

The person and the direct superior of the day see a plan whole. BKPSDM sees everything but the
coaching notes, which belong to the two alone. Higher superiors and the OPD's admin see that there
is a plan, how it stands and how many talks there were, not what it says.
"""

from dataclasses import dataclass

from django.db.models import Q

from noken.core.actor import Actor, Role
from noken.followup.models import Award, CoachingNote, Improvement
from noken.organization import queries as organization

READERS = (Role.SELF, Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)
KEEPERS = (Role.PERSONNEL, Role.ADMIN_OPD)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands to a person. `coaches`: the direct superior of the day; `decides`:
    BKPSDM, never about oneself; `reads_content`: reason, goals, results and steps."""

    role: Role
    is_owner: bool
    coaches: bool
    decides: bool

    @property
    def reads_content(self) -> bool:
        return self.is_owner or self.coaches or self.decides


def standing_to(actor: Actor, employee_id: int) -> Standing | None:
    """How the actor stands to a person today; None: not theirs to see."""
    me = actor.employee_id
    if me is None:
        return None
    role = organization.relation_of(actor, employee_id, *READERS)
    if role is None:
        return None
    is_owner = employee_id == me
    return Standing(
        role,
        is_owner,
        not is_owner and coach_of(actor, employee_id) == me,
        not is_owner and actor.has(Role.PERSONNEL),
    )


def coach_of(actor: Actor, employee_id: int) -> int | None:
    """The direct superior of the day; None at the top and for gaps."""
    return organization.superiors([employee_id], actor.on).get(employee_id)


def notes_of(actor: Actor, plan: Improvement) -> Q:
    """The coaching notes the actor may read: all about oneself, else those one led oneself."""
    if actor.employee_id is None:
        return Q(pk__in=[])
    if plan.employee_id == actor.employee_id:
        return Q(improvement=plan)
    return Q(improvement=plan, coach_id=actor.employee_id)


def may_read(actor: Actor, note: CoachingNote) -> bool:
    two = {note.improvement.employee_id, note.coach_id}
    return actor.employee_id is not None and actor.employee_id in two


def sees_award(actor: Actor, award: Award) -> Standing | None:
    """Its person, superiors, BKPSDM and who proposed it; not the OPD's admin."""
    standing = standing_to(actor, award.employee_id)
    if standing is not None and standing.role is Role.ADMIN_OPD:
        standing = None
    if standing is None and actor.employee_id == award.proposed_by_id:
        return Standing(Role.SUPERIOR, is_owner=False, coaches=False, decides=False)
    return standing
