"""Who may see which part of a request, and who may act on it.

The owner sees everything. Who recorded it for them reads what they wrote until it is decided, and
never decides on it. Who decides sees everything of what they decide or decided. Superiors
see what, when and how it stands; the direct one of the day also the reason, but for what speaks
of health. OPD admins and BKPSDM keep the books: what, when, how it stands.
"""

from dataclasses import dataclass

from django.db.models import Q

from noken.core.actor import Actor, Role
from noken.leave.models import Letter, Request
from noken.leave.rules import kinds
from noken.leave.rules.flow import OPEN
from noken.organization import queries as organization

READERS = (Role.SELF, Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)
KEEPERS = (Role.ADMIN_OPD, Role.PERSONNEL)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands to a request. `opens_letters` is for attachments, `reads_reason` for
    reason, detail, address and notes; `decides` and `advises` hold today."""

    role: Role
    advises: bool
    decides: bool
    reads_reason: bool
    opens_letters: bool


def visible_to(actor: Actor) -> Q:
    """Requests of oneself, of those below and of those whose personnel one keeps."""
    return Q(employee_id__in=organization.subjects_of(actor, *READERS))


def standing_of(
    actor: Actor, request: Request, *, superior_id: int | None, official_id: int | None
) -> Standing | None:
    """How the actor stands to a request; None: it is not theirs to see.

    Args:
        superior_id: the direct superior of today.
        official_id: who grants today; None: BKPSDM.
    """
    me = actor.employee_id
    if me is None:
        return None
    recorded = request.recorded_by_id == me
    decides = not recorded and may_decide(actor, request.employee_id, official_id)
    role = organization.relation_of(actor, request.employee_id, *READERS)
    if role is None and (decides or request.decided_by_id == me):
        role = Role.SUPERIOR if actor.has(Role.SUPERIOR) else Role.SELF
    if role is None:
        return None
    is_own = role is Role.SELF and request.employee_id == me
    deciding = is_own or request.decided_by_id == me or (decides and request.status in OPEN)
    advises = not is_own and superior_id == me
    heard = (advises or request.advised_by_id == me) and request.kind not in kinds.MEDICAL
    wrote = recorded and request.status in OPEN
    return Standing(role, advises, decides, deciding or heard or wrote, deciding)


def can_change(actor: Actor, request: Request) -> bool:
    """Mend, attach, withdraw: the owner, or who recorded it for them and keeps their books."""
    if actor.employee_id is None:
        return False
    if request.employee_id == actor.employee_id:
        return True
    return request.recorded_by_id == actor.employee_id and keeps(actor, request.employee_id)


def may_decide(actor: Actor, employee_id: int, official_id: int | None) -> bool:
    """Nobody decides on the own leave; where no official is found, BKPSDM does."""
    if actor.employee_id is None or actor.employee_id == employee_id:
        return False
    if official_id is None:
        return actor.has(Role.PERSONNEL)
    return actor.employee_id == official_id


def may_order(actor: Actor, employee_id: int) -> bool:
    """Who may send somebody on duty: superiors, the OPD's admin, BKPSDM; nobody themselves."""
    if actor.employee_id == employee_id:
        return False
    roles = (Role.SUPERIOR, *KEEPERS)
    return organization.relation_of(actor, employee_id, *roles) is not None


def letters_visible_to(actor: Actor) -> Q:
    """Letters that name the actor or people the actor may send, and those the actor issued."""
    if actor.employee_id is None:
        return Q(pk__in=[])
    people = organization.subjects_of(actor, *READERS)
    return Q(issued_by_id=actor.employee_id) | Q(absences__employee_id__in=people)


def can_change_letter(actor: Actor, letter: Letter, employee_ids: frozenset[int]) -> bool:
    """Who issued it, or who may send everybody it names."""
    if actor.employee_id is None:
        return False
    if letter.issued_by_id == actor.employee_id and actor.employee_id not in employee_ids:
        return True
    sendable = organization.subjects_of(actor, Role.SUPERIOR, *KEEPERS)
    return actor.employee_id not in employee_ids and sendable.filter(
        pk__in=employee_ids
    ).count() == len(employee_ids)


def keeps(actor: Actor, employee_id: int) -> bool:
    """Whether the actor keeps this person's balance: OPD admin or BKPSDM, never the own."""
    if actor.employee_id == employee_id:
        return False
    return organization.relation_of(actor, employee_id, *KEEPERS) is not None
