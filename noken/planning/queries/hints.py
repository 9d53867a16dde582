"""What a plan may want looking at, for its owner and for who decides on it. Hints only."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from noken.core.actor import Actor
from noken.core.tally import counted
from noken.organization import queries as organization
from noken.organization.queries import Person
from noken.planning.models import MatrixCell, Plan
from noken.planning.queries.asks import asks_tally
from noken.planning.queries.terms import LatePlan, late_plans
from noken.planning.rules import Content
from noken.planning.rules.hints import Hint, hints_of


@dataclass(frozen=True, slots=True)
class Origin:
    """A result of the plan that somebody from elsewhere recommended."""

    number: int
    text: str
    asker: Person


@dataclass(frozen=True, slots=True)
class PlanHints:
    """`late` is None once a plan was agreed, or before its days are over; `asks` how many
    proposals wait for the owner; `origins` what came from elsewhere."""

    hints: tuple[Hint, ...] = ()
    late: LatePlan | None = None
    asks: int = 0
    origins: tuple[Origin, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.hints or self.late or self.origins)


NOTHING = PlanHints()


@dataclass(frozen=True, slots=True)
class Looked:
    """A plan as it is looked at. `parents` are the keys of the superior's results."""

    plan: Plan
    content: Content
    parents: Collection[UUID]
    superior_id: int | None
    is_own: bool
    is_agreed: bool


def plan_hints(actor: Actor, looked: Looked) -> PlanHints:
    """The hints of one plan; at most five statements, two once it is agreed."""
    plan, parents = looked.plan, frozenset(looked.parents)
    late = None
    if not looked.is_agreed:
        late = late_plans([plan.owner_id], plan.year, actor.on).get(plan.owner_id)
    return PlanHints(
        hints=hints_of(looked.content, parents=parents or None),
        late=late,
        asks=sum(counted([asks_tally(actor)]).values()) if looked.is_own else 0,
        origins=_origins(actor, looked),
    )


def _origins(actor: Actor, looked: Looked) -> tuple[Origin, ...]:
    places = {result.key: (n, result) for n, result in enumerate(looked.content.results, start=1)}
    cells = MatrixCell.objects.filter(
        member=looked.plan.owner_id, key__in=list(places), status=MatrixCell.Status.TAKEN
    ).exclude(plan__owner=looked.superior_id or 0)
    askers = dict(cells.values_list("key", "plan__owner"))
    if not askers:
        return ()
    people = organization.people(askers.values(), actor.on)
    return tuple(
        Origin(places[key][0], places[key][1].text, people[asker])
        for key, asker in sorted(askers.items(), key=lambda pair: places[pair[0]][0])
    )
