"""Who may know of a case and what they may do in it.

The person sees the own case. Everybody else who has a part in it (the direct superior, who
examines, the competent official, BKPSDM, the PPK where a team may be named, who rules on an
objection and whose decision it is against) opens it after a stated reason only, and so does the
Inspektorat. For everybody else it does not exist.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from noken.core.actor import Actor, Role
from noken.discipline.models import Case
from noken.discipline.rules import flow
from noken.discipline.rules.authority import Rung


@dataclass(frozen=True, slots=True)
class Seats:
    """Who has which part in a case today. `chain` are those above the person, nearest first;
    `official_id` None: nobody is competent yet; `head_id` the PPK where a team may be named;
    `ruler_id` who rules on an objection, or did; `decider_id` whose decision it is against."""

    chain: tuple[Rung, ...]
    rater_id: int | None
    examiner_ids: frozenset[int]
    has_team: bool
    official_id: int | None
    head_id: int | None
    ruler_id: int | None = None
    decider_id: int | None = None

    @property
    def examiner_id(self) -> int | None:
        """Who examines alone; None: a team does, or nobody may."""
        return None if self.has_team else next(iter(self.examiner_ids), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands to a case: in which role it is opened, which parts are theirs (of
    rules.flow), and whether a reason must be stated first."""

    role: Role
    parts: frozenset[str]
    asks_reason: bool

    @property
    def is_own(self) -> bool:
        return flow.OWNER in self.parts

    def acts(self, status: str) -> frozenset[str]:
        """What may be done in a state, as far as the part goes."""
        return frozenset(
            act for (at, act) in flow.WAYS if at == status and self.parts & flow.whose(status, act)
        )


def standing_of(actor: Actor, row: Case, seats: Seats) -> Standing | None:
    """How the actor stands to a case; None: it does not exist for them."""
    me = actor.employee_id
    if me is None:
        return None
    if me == row.employee_id:
        return Standing(Role.SELF, frozenset({flow.OWNER}), asks_reason=False)
    parts = frozenset(_parts(actor, me, seats))
    superior = me == seats.rater_id or (me == row.opened_by_id and _is_above(me, seats))
    if parts or superior or me == seats.decider_id:
        return Standing(_role(actor, parts), parts, asks_reason=True)
    if actor.has(Role.INSPECTORATE):
        return Standing(Role.INSPECTORATE, frozenset(), asks_reason=True)
    return None


def may_open(actor: Actor, chain: Iterable[Rung]) -> bool:
    """Who writes a breach down: the superiors above the person, and BKPSDM."""
    if actor.employee_id is None:
        return False
    above = any(each.employee_id == actor.employee_id for each in chain)
    return above or actor.has(Role.PERSONNEL)


def _parts(actor: Actor, me: int, seats: Seats) -> Iterable[str]:
    if me in seats.examiner_ids:
        yield flow.EXAMINER
    if me == seats.official_id:
        yield flow.OFFICIAL
    if me == seats.head_id:
        yield flow.HEAD
    if me == seats.ruler_id:
        yield flow.RULER
    if actor.has(Role.PERSONNEL):
        yield flow.KEEPER


def _is_above(me: int, seats: Seats) -> bool:
    return any(each.employee_id == me for each in seats.chain)


def _role(actor: Actor, parts: frozenset[str]) -> Role:
    """The role an opening is journaled under."""
    wanted = [Role.PERSONNEL] if parts == {flow.KEEPER} else []
    wanted += [Role.SUPERIOR, Role.PERSONNEL, Role.INSPECTORATE]
    return next((role for role in wanted if actor.has(role)), Role.SELF)
