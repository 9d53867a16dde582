"""What a plan may want looking at, for its owner and for who decides on it. Hints only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from noken.core.actor import Actor
from noken.organization import queries as organization
from noken.organization.queries import Person
from noken.planning.models import Plan
from noken.planning.queries.terms import LatePlan, late_plans
from noken.planning.rules import Content
from noken.planning.rules.hints import Hint, hints_of

_ASKED = """
    select null::uuid, null::bigint,
        (select count(*) from planning_matrixcell
         where member_id = %(owner)s and status = 'SENT')
        + (select count(*) from planning_fileplan where owner_id = %(owner)s and status = 'SENT')
    union all
    select c.key, p.owner_id, 0
    from planning_matrixcell c join planning_plan p on p.id = c.plan_id
    where c.member_id = %(owner)s and c.status = 'TAKEN' and c.key = any (%(keys)s::uuid[])
      and p.owner_id <> %(superior)s
"""


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
    """The hints of one plan; one statement, up to three more while it is not agreed."""
    plan, parents = looked.plan, frozenset(looked.parents)
    late = None
    if not looked.is_agreed:
        late = late_plans([plan.owner_id], plan.year, actor.on).get(plan.owner_id)
    asks, askers = _asked(looked)
    return PlanHints(
        hints=hints_of(looked.content, parents=parents or None),
        late=late,
        asks=asks if looked.is_own else 0,
        origins=_origins(actor, looked.content, askers),
    )


def _asked(looked: Looked) -> tuple[int, dict[UUID, int]]:
    """How much waits for the owner, and who asked for results from elsewhere, by key."""
    values: dict[str, Any] = {
        "owner": looked.plan.owner_id,
        "superior": looked.superior_id or 0,
        "keys": [result.key for result in looked.content.results],
    }
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, values)
        rows = cursor.fetchall()
    askers = {key: asker for key, asker, _ in rows if key is not None}
    return sum(count for _, _, count in rows), askers


def _origins(actor: Actor, content: Content, askers: Mapping[UUID, int]) -> tuple[Origin, ...]:
    if not askers:
        return ()
    people = organization.people(askers.values(), actor.on)
    return tuple(
        Origin(number, result.text, people[askers[result.key]])
        for number, result in enumerate(content.results, start=1)
        if result.key in askers
    )
