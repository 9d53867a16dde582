"""Who reads a talk and who acts in it.

The words of a talk belong to two people: the person, and the coach for as long as the coach stands
above the person and the words are not forgotten. Everybody else knows at most that talks took
place, and how many.
"""

from dataclasses import dataclass

from noken.coaching.models import Talk
from noken.coaching.rules import flow
from noken.core.actor import Actor, Role
from noken.organization import queries as organization

BOTH = (Role.SELF,)
"""Every page of a talk: who the two are is asked of the talk."""
SUPERIORS = (Role.SUPERIOR,)
EVERYBODY = (Role.SELF,)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands to a talk. `side` of rules.flow; `acts`: a coach who is the direct
    superior today, or the person; `reads`: the words, which a coach loses with time."""

    role: Role
    side: str
    acts: bool
    reads: bool


def standing_in(actor: Actor, talk: Talk) -> Standing | None:
    """How the actor stands to a talk; None: it does not exist for them."""
    me = actor.employee_id
    if me is None:
        return None
    if me == talk.employee_id:
        return Standing(Role.SELF, flow.EMPLOYEE, acts=True, reads=True)
    if me != talk.coach_id:
        return None
    if organization.relation_of(actor, talk.employee_id, Role.SUPERIOR) is None:
        return None
    acts = superior_of(actor, talk.employee_id) == me
    return Standing(Role.SUPERIOR, flow.COACH, acts=acts, reads=talk.forgotten_at is None)


def superior_of(actor: Actor, employee_id: int) -> int | None:
    """The direct superior of the day; None at the top and for gaps."""
    return organization.superiors([employee_id], actor.on).get(employee_id)


def leads(actor: Actor, employee_id: int) -> bool:
    """Whether the actor is the person's direct superior today."""
    me = actor.employee_id
    return me is not None and employee_id != me and superior_of(actor, employee_id) == me


def sees_level(actor: Actor, employee_id: int) -> Role | None:
    """The person and the superiors above see how closely somebody is supervised."""
    return organization.relation_of(actor, employee_id, Role.SELF, Role.SUPERIOR)
