"""Who may know of an objection, who reads its words, and who acts in it.

The person and who decides read everything. The rater knows nothing before it is taken, and reads
everything afterwards. BKPSDM and the Inspektorat see that there is one and where it stands, never
a word of it; also they not where they are the rater themselves.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from noken.core.actor import Actor, Role
from noken.evaluation import queries as evaluation
from noken.objections.models import Objection
from noken.objections.rules import flow
from noken.organization import queries as organization

KEEPERS = (Role.ADMIN_OPD, Role.PERSONNEL)
WATCHERS = (Role.PERSONNEL, Role.INSPECTORATE)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands to an objection. `part` is the side in it (rules.flow), "" for who only
    watches; `reads` is for words and files."""

    role: Role
    part: str
    reads: bool
    keeps: bool


def standing_of(actor: Actor, objection: Objection, decider_id: int | None) -> Standing | None:
    """How the actor stands to an objection; None: it does not exist for them.

    Args:
        decider_id: who decides today; None: nobody is found.
    """
    me = actor.employee_id
    if me is None:
        return None
    if objection.employee_id == me:
        return Standing(Role.SELF, flow.OWNER, reads=True, keeps=False)
    if objection.rater_id == me:
        if not flow.is_open_to_rater(was_taken=objection.taken_at is not None):
            return None
        return Standing(_as_superior(actor), flow.RATER, reads=True, keeps=False)
    keeps = actor.has(Role.PERSONNEL)
    if decides(actor, objection, decider_id):
        return Standing(_as_superior(actor), flow.DECIDER, reads=True, keeps=keeps)
    if me in {objection.taken_by_id, objection.decided_by_id}:
        return Standing(_as_superior(actor), "", reads=True, keeps=keeps)
    role = next((each for each in WATCHERS if actor.has(each)), None)
    if role is None or not _watches(actor, objection):
        return None
    return Standing(role, "", reads=False, keeps=keeps)


def decides(actor: Actor, objection: Objection, decider_id: int | None) -> bool:
    """Whether the objection is the actor's to examine today.

    One that was taken back before anybody took it is nobody's to read any more.
    """
    if actor.employee_id is None or actor.employee_id != decider_id:
        return False
    return objection.status != Objection.Status.WITHDRAWN or objection.taken_at is not None


def may_enter(actor: Actor, employee_id: int, raters: Collection[int | None]) -> Role | None:
    """In which role the actor records an objection that came on paper; None: they do not.

    Who keeps the personnel; never about oneself, and never who rated or rates.
    """
    me = actor.employee_id
    if me is None or me == employee_id or me in raters:
        return None
    return organization.relation_of(actor, employee_id, *KEEPERS)


def watched_by(actor: Actor) -> Q:
    """Objections whose state the actor may follow: BKPSDM and the Inspektorat, but for those that
    nobody has taken yet and that are about what the actor rated, now or before a change."""
    if actor.employee_id is None or not any(actor.has(role) for role in WATCHERS):
        return Q(pk__in=[])
    rated = evaluation.rated_sheets(actor.employee_id)
    return Q(taken_at__isnull=False) | ~Q(sheet_id__in=rated)


def _watches(actor: Actor, objection: Objection) -> bool:
    return Objection.objects.filter(watched_by(actor), pk=objection.pk).exists()


def _as_superior(actor: Actor) -> Role:
    return Role.SUPERIOR if actor.has(Role.SUPERIOR) else Role.SELF
