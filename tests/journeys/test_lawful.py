"""Whatever people do, in whatever order: a sheet and its objection are in a lawful state.

Acts are drawn at random, done through the services by whoever comes along, and the clock goes on.
An act is done or refused; a refusal changes nothing.
"""

import os
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404
from hypothesis import event, given, settings
from hypothesis import strategies as st

from noken.core.errors import Refused
from noken.evaluation.models import Part, Pin, Rating, SelfAssessment, Sheet
from noken.evaluation.rules import grading, sheet_flow
from noken.objections import queries
from noken.objections.exports.papers import decision_paper
from noken.objections.models import Hearing, Objection, Statement
from noken.objections.queries.heard import heard_of
from noken.objections.queries.words import rated
from noken.objections.rules import flow, hearing
from tests.cast import Cast
from tests.journeys.acts import ACTS, TABLE, World, world_of
from tests.world import NOON

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
FULL = os.environ.get("NOKEN_ROUNDS") == "full"
CODES = ("ABOVE", "AS", "BELOW")
PEOPLE = ("owner", "superior", "acting_superior", "higher_superior", "agency_head", "personnel")
WAITS = (timedelta(seconds=5), timedelta(hours=3), timedelta(1), timedelta(6), timedelta(15))
WAY = ("self", "rate", "receive", "file", "take", "answer", "hear", "decide", "night")
HOUR = timedelta(hours=1)
STEPS = st.tuples(
    st.sampled_from([*ACTS, *WAY, *WAY]),
    st.sampled_from(["usual"] * 8 + list(PEOPLE)),
    st.sampled_from(CODES),
    st.sampled_from(CODES),
    st.sampled_from(WAITS),
)


def rows(world: World) -> list[list[tuple[Any, ...]]]:
    """Everything there is of the sheet and its objections."""
    mine = Objection.objects.filter(sheet_id=world.sheet_id)
    return [
        list(each.order_by("pk").values_list())
        for each in (
            Sheet.objects.filter(pk=world.sheet_id),
            Rating.objects.filter(sheet_id=world.sheet_id),
            SelfAssessment.objects.filter(sheet_id=world.sheet_id),
            Part.objects.filter(sheet_id=world.sheet_id),
            Pin.objects.filter(sheet_id=world.sheet_id),
            mine,
            Statement.objects.filter(objection__in=mine),
            Hearing.objects.filter(objection__in=mine),
        )
    ]


def states(world: World) -> tuple[str, dict[Any, str]]:
    mine = Objection.objects.filter(sheet_id=world.sheet_id)
    return world.sheet.status, dict(mine.values_list("pk", "status"))


def check_ways(before: tuple[str, dict[Any, str]], after: tuple[str, dict[Any, str]]) -> None:
    """Each state followed upon the one before by an act of the tables."""
    ways = {(state, state) for state in sheet_flow.STATES} | {
        (one, sheet_flow.after(act, one, assessed=assessed))
        for act, moves in sheet_flow.MOVES.items()
        for one in moves
        for assessed in (False, True)
    }
    assert (before[0], after[0]) in ways
    for pk, status in after[1].items():
        was = before[1].get(pk)
        if was is None:
            assert status == flow.FILED
        elif was != status:
            assert status in {way for (one, _act), way in flow.WAYS.items() if one == was}


def check_sheet(world: World) -> None:
    sheet = world.sheet
    standing = list(
        Rating.objects.filter(sheet=sheet, published_at__isnull=False, replaced_at__isnull=True)
    )
    if sheet.status in sheet_flow.RATABLE:
        said = SelfAssessment.objects.filter(sheet=sheet, published_at__isnull=False)
        assert (sheet.status == sheet_flow.ASSESSED) == said.exists()
    assert sheet.received_at is None or sheet.received_at >= (sheet.published_at or NOON)
    for part in Part.objects.filter(sheet=sheet, closed_at__isnull=False):
        assert part.closed_by_id == part.superior_id != sheet.employee_id
    shown = sheet.status in {sheet_flow.PUBLISHED, sheet_flow.FINAL}
    assert len(standing) == (1 if shown else 0)
    assert (sheet.final_at is not None) == (sheet.status == sheet_flow.FINAL)
    assert sheet.received_at or sheet.status != sheet_flow.FINAL, "what is final can be opened"
    for rating in Rating.objects.filter(sheet=sheet):
        assert rating.grade == grading.grade_of(rating.result, rating.behaviour, TABLE)
        assert rating.by_id != sheet.employee_id
    if standing and grading.needs_fact(standing[0].grade):
        decided_so = standing[0].origin == Rating.Origin.OBJECTION
        side = Pin.Side.DECIDER if decided_so else Pin.Side.RATER
        assert Pin.objects.filter(sheet=sheet, side=side, removed_at__isnull=True).exists()
    decided = Objection.objects.filter(sheet_id=sheet.pk, status=flow.DECIDED).first()
    if decided is not None:
        (stands,) = standing
        assert sheet.status == sheet_flow.FINAL
        assert (stands.result, stands.behaviour, stands.grade) == (
            decided.after_result,
            decided.after_behaviour,
            decided.after_grade,
        ), "a decision is final"


def check_paper(world: World, row: Objection) -> None:
    """The decision prints what was rated before it, and the record names the decision."""
    ratings = Rating.objects.filter(sheet_id=row.sheet_id, published_at__isnull=False)
    was = ratings.exclude(origin=Rating.Origin.OBJECTION).latest("published_at", "pk")
    paper = decision_paper(row, "", world.at)
    before, after = (
        (words.result, words.behaviour, words.grade) for words in (paper.before, paper.after)
    )
    words = rated(was.result, was.behaviour, was.grade)
    assert before == (words.result, words.behaviour, words.grade)
    assert paper.is_changed == (before != after)
    assert paper.rater.name == was.by.name
    said = queries.on_paper(world.by(world.cast.owner), [row.sheet_id])
    assert said[row.sheet_id].decision


def check_objections(world: World) -> None:
    sheet = world.sheet
    mine = list(Objection.objects.filter(sheet_id=sheet.pk))
    assert sum(row.status != flow.WITHDRAWN for row in mine) <= 1
    assert (sheet.objected_at is not None) == any(row.status == flow.TAKEN for row in mine)
    for row in mine:
        sides = {row.employee_id, row.rater_id}
        assert not {row.taken_by_id, row.decided_by_id} & sides
        if row.status in flow.OPEN:
            stands = Rating.objects.get(
                sheet=sheet, published_at__isnull=False, replaced_at__isnull=True
            )
            kept = (row.rater_id, row.before_result, row.before_behaviour, row.before_grade)
            assert kept == (stands.by_id, stands.result, stands.behaviour, stands.grade)
        if row.status == flow.DECIDED:
            check_paper(world, row)
            assert not hearing.unheard(heard_of(row))
            assert row.reason
            assert row.paper_id
        if row.taken_at is None:
            assert not Statement.objects.filter(objection=row, kind="ANSWER").exists()
            with pytest.raises(Http404):
                queries.objection_page(world.by(row.rater), row.pk, world.at)


def play(world: World, step: tuple[str, str, str, str, timedelta]) -> None:
    name, who, result, behaviour, wait = step
    world.at += wait
    before, were = rows(world), states(world)
    by = world.by(world.who(who, name))
    try:
        with transaction.atomic():
            ACTS[name](world, by, result, behaviour)
    except Refused:
        assert rows(world) == before
        return
    world.done.append(name)
    check_ways(were, states(world))
    check_sheet(world)
    check_objections(world)


def as_usual(count: int) -> list[tuple[str, str, str, str, timedelta]]:
    """The first acts of the usual way, each by the one whose it is."""
    return [(name, "usual", "BELOW", "AS", HOUR) for name in WAY[:count]]


@given(begun=st.integers(0, len(WAY)), steps=st.lists(STEPS, min_size=5, max_size=25))
@settings(max_examples=400 if FULL else 25)
def test_every_sequence_of_acts_leaves_a_lawful_state(
    cast: Cast, begun: int, steps: list[Any]
) -> None:
    """From any point of the usual way on, so that the later states are met as often."""
    with transaction.atomic():
        world = world_of(cast)
        for step in [*as_usual(begun), *steps]:
            play(world, step)
        event(f"{world.sheet.status}, {world.objection.status if world.objection else 'none'}")
        transaction.set_rollback(True)


def test_the_usual_acts_lead_to_a_decision(cast: Cast) -> None:
    """Else the property above would hold of a world in which nothing ever happens."""
    world = world_of(cast)
    for step in as_usual(len(WAY)):
        play(world, step)

    assert world.done == list(WAY)
    assert states(world)[0] == "FINAL"


def test_a_rating_changed_by_a_successor_is_what_is_decided_about(cast: Cast) -> None:
    """Yohana is back a week later; the person does not open the result again."""
    world = world_of(cast)
    for step in as_usual(WAY.index("take")):
        play(world, step)
    play(world, ("change", "usual", "AS", "AS", timedelta(6)))
    for name in WAY[WAY.index("take") : -1]:
        play(world, (name, "usual", "AS", "AS", HOUR))

    assert world.done == [*WAY[:4], "change", *WAY[4:-1]]
    row = world.objection
    assert row is not None
    assert (row.rater, row.outcome, row.before_grade) == (cast.superior, "KEPT", "GOOD")


def test_an_earlier_part_is_closed_and_a_result_handed_over_on_paper(cast: Cast) -> None:
    """Else the property above would hold without these two acts ever being done."""
    world = world_of(cast)
    for name in ("close_part", "self", "rate", "receive_on_paper"):
        play(world, (name, "usual", "BELOW", "AS", HOUR))

    assert world.done == ["close_part", "self", "rate", "receive_on_paper"]


def test_who_writes_on_paper_alone_gets_as_far(cast: Cast) -> None:
    """The own view, the result handed over, the objection: all of them paper."""
    world = world_of(cast)
    for name in ("own_on_paper", "rate", "receive_on_paper", "letter", "take"):
        play(world, (name, "usual", "BELOW", "AS", HOUR))

    assert world.done == ["own_on_paper", "rate", "receive_on_paper", "letter", "take"]


def test_who_is_included_again_waits_where_the_own_assessment_left_it(cast: Cast) -> None:
    world = world_of(cast)
    for name in ("self", "excuse", "include"):
        play(world, (name, "usual", "AS", "AS", HOUR))

    assert world.done == ["self", "excuse", "include"]
    assert states(world)[0] == "ASSESSED"


def test_after_the_decision_nobody_changes_anything(cast: Cast) -> None:
    world = world_of(cast)
    for step in as_usual(len(WAY)):
        play(world, step)
    before = rows(world)
    for name in ACTS:
        for who in PEOPLE:
            play(world, (name, who, "ABOVE", "ABOVE", HOUR))

    assert rows(world) == before
