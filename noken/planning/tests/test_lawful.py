"""Whatever is done with a plan and its changes, in whatever order: its versions are lawful."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization.models import Employee
from noken.planning import rules, services
from noken.planning.models import Indicator, Plan, PlannedResult, Revision, Step
from noken.planning.queries.agreements import content_in
from noken.planning.queries.stages import OPEN
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_planning import make_plan

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
FULL = os.environ.get("NOKEN_ROUNDS") == "full"
Status = Revision.Status
PEOPLE = ("owner", "acting_superior", "superior", "higher_superior", "personnel", "peer")
WAITS = (timedelta(seconds=3), timedelta(seconds=20), timedelta(hours=5))
OF_OWNER = frozenset({"save", "submit", "withdraw", "revise", "discard"})
AFTER = {
    Status.DRAFT: {Status.SUBMITTED, Status.DISCARDED},
    Status.SUBMITTED: {Status.DRAFT, Status.RETURNED, Status.APPROVED},
    Status.RETURNED: {Status.SUBMITTED, Status.DISCARDED},
    Status.APPROVED: {Status.SUPERSEDED, Status.SUBMITTED},
    Status.SUPERSEDED: {Status.APPROVED},
    Status.DISCARDED: set(),
}
"""From each state of a version those that an act leads to."""


@dataclass
class World:
    cast: Cast
    plan: Plan
    at: datetime = NOON
    done: list[str] = field(default_factory=list)
    agreed: dict[int, Any] = field(default_factory=dict)

    def who(self, name: str, act: str) -> Employee:
        """The one whose act it is for `usual`, else the one who is named."""
        if name != "usual":
            return getattr(self.cast, name)  # type: ignore[no-any-return]  # an Employee
        return self.cast.owner if act in OF_OWNER else self.cast.acting_superior


Act = Callable[[World, Actor, str], Any]


def save(world: World, by: Actor, word: str) -> None:
    """Reword the first result of the open version."""
    newest = world.plan.revisions.latest("number")
    content = content_in(newest)
    first = replace(content.results[0], text=word)
    services.save_draft(
        world.plan.pk,
        replace(content, results=(first, *content.results[1:])),
        seen=rules.fingerprint(content),
        by=by,
        at=world.at,
    )


def plain(act: Callable[..., Any]) -> Act:
    return lambda world, by, _: act(world.plan.pk, by=by, at=world.at)


def said(act: Callable[..., Any]) -> Act:
    return lambda world, by, word: act(world.plan.pk, word, by=by, at=world.at)


ACTS: dict[str, Act] = {
    "save": save,
    "submit": plain(services.submit_plan),
    "withdraw": plain(services.withdraw_submission),
    "return": said(services.return_plan),
    "approve": plain(services.approve_plan),
    "undo": plain(services.reopen_plan),
    "revise": said(services.start_revision),
    "discard": plain(services.discard_revision),
}
WAY = ("submit", "approve", "revise", "save", "submit", "return", "save", "submit", "approve")
STEPS = st.tuples(
    st.sampled_from([*ACTS, *WAY]),
    st.sampled_from(["usual"] * 9 + list(PEOPLE)),
    st.sampled_from(["Data valid", "Guru terlatih", " "]),
    st.sampled_from(WAITS),
)


def rows(world: World) -> list[list[tuple[Any, ...]]]:
    """Everything there is of the plan."""
    versions = Revision.objects.filter(plan=world.plan)
    return [
        list(each.order_by("pk").values_list())
        for each in (
            versions,
            Step.objects.filter(revision__in=versions),
            PlannedResult.objects.filter(revision__in=versions),
            Indicator.objects.filter(result__revision__in=versions),
        )
    ]


def states(world: World) -> dict[int, str]:
    return dict(world.plan.revisions.values_list("pk", "status"))


def check(world: World, before: dict[int, str]) -> None:
    after = states(world)
    for pk, status in after.items():
        was = before.get(pk)
        came = {was, *(AFTER[Status(was)] if was else {Status.DRAFT})}
        assert status in came
    statuses = list(after.values())
    assert statuses.count(Status.APPROVED) <= 1
    assert sum(status in OPEN for status in statuses) <= 1
    for version in world.plan.revisions.filter(status__in=[Status.APPROVED, Status.SUPERSEDED]):
        assert version.decided_by_id not in {None, world.plan.owner_id}
        step = version.steps.filter(kind=Step.Kind.APPROVED).latest("pk")
        assert step.content is not None
        kept = rules.from_json(step.content)
        assert kept == content_in(version), "what was agreed is what is kept, for good"
        assert world.agreed.setdefault(step.pk, kept) == kept


def play(world: World, step: tuple[str, str, str, timedelta]) -> None:
    name, who, word, wait = step
    world.at += wait
    before, were = rows(world), states(world)
    try:
        with transaction.atomic():
            ACTS[name](world, actor(world.who(who, name)), word)
    except Refused:
        assert rows(world) == before
        return
    world.done.append(name)
    check(world, were)


def usual(count: int) -> list[tuple[str, str, str, timedelta]]:
    return [(name, "usual", f"Hasil {number}", WAITS[1]) for number, name in enumerate(WAY[:count])]


@given(begun=st.integers(0, len(WAY)), steps=st.lists(STEPS, min_size=5, max_size=20))
@settings(max_examples=300 if FULL else 25)
def test_every_sequence_of_acts_leaves_lawful_versions(
    cast: Cast, begun: int, steps: list[Any]
) -> None:
    with transaction.atomic():
        world = World(cast, make_plan(cast.owner, status=Status.DRAFT))
        for step in [*usual(begun), *steps]:
            play(world, step)
        transaction.set_rollback(True)


def test_the_usual_acts_lead_to_a_second_version(cast: Cast) -> None:
    """Else the property above would hold of a plan to which nothing ever happens."""
    world = World(cast, make_plan(cast.owner, status=Status.DRAFT))
    for step in usual(len(WAY)):
        play(world, step)

    assert world.done == list(WAY)
    assert list(states(world).values()) == [Status.SUPERSEDED, Status.APPROVED]


def test_each_other_act_is_done_where_it_may_be(cast: Cast) -> None:
    world = World(cast, make_plan(cast.owner, status=Status.DRAFT))
    way = ("submit", "withdraw", "submit", "approve", "undo", "approve", "revise", "discard")
    for name in way:
        play(world, (name, "usual", "Hasil", WAITS[0]))

    assert world.done == list(way)
