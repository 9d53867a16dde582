"""Whatever people do, in whatever order: a sheet and its objection are in a lawful state.

Acts are drawn at random, done through the services by whoever comes along, and the clock goes on.
An act is done or refused; a refusal changes nothing.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from noken.core import clock
from noken.core.actor import Actor, system
from noken.core.errors import Refused
from noken.evaluation import services as evaluation
from noken.evaluation.models import Part, Pin, Rating, SelfAssessment, Sheet
from noken.evaluation.rules import grading, sheet_flow
from noken.evaluation.services import FactDraft, PartDraft, RatingDraft, SelfDraft
from noken.objections import queries, services
from noken.objections.models import Hearing, Objection, Statement
from noken.objections.queries.deciders import decider_of
from noken.objections.queries.heard import heard_of
from noken.objections.rules import flow, hearing
from noken.objections.services import Decision, HearingDraft
from noken.organization.models import Employee
from noken.regulations.grades import grade_table
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_evaluation import make_period, make_sheet, split_sheet
from tests.world_objections import new_key, objection_draft, statement_draft

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
FULL = os.environ.get("NOKEN_ROUNDS") == "full"
CODES = ("ABOVE", "AS", "BELOW")
PEOPLE = ("owner", "superior", "acting_superior", "higher_superior", "agency_head", "personnel")
WAITS = (timedelta(seconds=5), timedelta(hours=3), timedelta(1), timedelta(6), timedelta(15))
TABLE = grade_table()


@dataclass
class World:
    """One sheet, its people and the clock."""

    cast: Cast
    sheet_id: int
    at: datetime = NOON
    done: list[str] = field(default_factory=list)

    @property
    def sheet(self) -> Sheet:
        return Sheet.objects.get(pk=self.sheet_id)

    @property
    def objection(self) -> Objection | None:
        rows = Objection.objects.filter(sheet_id=self.sheet_id).order_by("filed_at", "pk")
        return rows.exclude(status="WITHDRAWN").first() or rows.last()

    def by(self, person: Employee) -> Actor:
        return actor(person, on=clock.day_of(self.at))

    def who(self, name: str, act: str) -> Employee:
        """The one whose act it is for `usual`, else the one who is named."""
        if name != "usual":
            return getattr(self.cast, name)  # type: ignore[no-any-return]  # an Employee
        if act in {"self", "receive", "file", "add", "withdraw"}:
            return self.cast.owner
        if act in {"close_part", "receive_on_paper"}:
            return {"close_part": self.cast.former_superior}.get(act, self.cast.personnel)
        row = self.objection
        if act in {"take", "hear", "decide"} and row is not None:
            found = decider_of(row.pk, clock.day_of(self.at))
            return Employee.objects.get(pk=found) if found else self.cast.personnel
        if act in {"answer", "undo"} and row is not None:
            return row.rater
        away = clock.day_of(self.at).isoformat() < "2026-11-28"
        return self.cast.acting_superior if away else self.cast.superior


Act = Callable[[World, Actor, str, str], Any]


def rate(world: World, by: Actor, result: str, behaviour: str) -> None:
    """Pin what a grade other than Baik needs, save, publish: three acts, as the page does them."""
    evaluation.save_rating(
        world.sheet_id, RatingDraft(result=result, behaviour=behaviour), by=by, at=world.at
    )
    if grading.needs_fact(grading.grade_of(result, behaviour, TABLE)):
        fact(world, by)
    evaluation.publish_rating(world.sheet_id, by=by, at=world.at)


def fact(world: World, by: Actor) -> None:
    day = world.sheet.period.end_on - timedelta(3)
    draft = FactDraft(
        source=Pin.Source.OTHER, source_id=str(new_key(world.at)), day=day, text="Panduan dipakai."
    )
    evaluation.pin(world.sheet_id, draft, by=by, at=world.at)


def unpin(world: World, by: Actor, result: str, _: str) -> None:
    """Take a fact off: one of the rater's, or with AS one of the person's."""
    side = Pin.Side.EMPLOYEE if result == "AS" else Pin.Side.RATER
    rows = Pin.objects.filter(sheet_id=world.sheet_id, side=side, removed_at__isnull=True)
    found = rows.order_by("pk").last()
    evaluation.unpin(world.sheet_id, found.pk if found else 0, by=by, at=world.at)


def self_assess(world: World, by: Actor, result: str, behaviour: str) -> None:
    draft = SelfDraft(result=result, behaviour=behaviour, text="Target tercapai.")
    evaluation.publish_self(world.sheet_id, draft, key=new_key(world.at), by=by, at=world.at)


def close_part(world: World, by: Actor, result: str, behaviour: str) -> None:
    """Of the first part; the superior of the last one closes none."""
    part = world.sheet.parts.order_by("start_on")[0]
    draft = PartDraft(part_id=part.pk, result=result, behaviour=behaviour, note="Rapi.")
    evaluation.close_part(world.sheet_id, draft, by=by, at=world.at)


def receive_on_paper(world: World, by: Actor, result: str, _: str) -> None:
    """Today, or with AS yesterday, which may be before it was published."""
    day = clock.day_of(world.at) - timedelta(result == "AS")
    evaluation.receive_on_paper(world.sheet_id, day=day, witness="Yuliana", by=by, at=world.at)


def change(world: World, by: Actor, result: str, behaviour: str) -> None:
    evaluation.change_after_calibration(
        world.sheet_id, result=result, behaviour=behaviour, reason="Kalibrasi", by=by, at=world.at
    )


def file(world: World, by: Actor, result: str, _: str) -> None:
    draft = objection_draft(world.sheet, key=new_key(world.at), wants_hearing=result == "AS")
    services.file_objection(draft, by=by, at=world.at)


def hear(world: World, by: Actor, result: str, behaviour: str) -> None:
    draft = HearingDraft(
        key=new_key(world.at),
        side="RATER" if result == "AS" else "EMPLOYEE",
        mode="NONE" if behaviour == "BELOW" else "MEETING",
        held_on=clock.day_of(world.at),
        note="Didengar.",
    )
    services.hear(_objection(world), draft, by=by, at=world.at)


def decide(world: World, by: Actor, result: str, behaviour: str) -> None:
    draft = Decision(
        key=new_key(world.at),
        result=result,
        behaviour=behaviour,
        reason="Kedua pihak didengar.",
        lower_meant=True,
        fact_on=world.sheet.period.end_on - timedelta(3),
        fact="Panduan dipakai.",
    )
    services.decide(_objection(world), draft, by=by, at=world.at)


def said(act: Callable[..., Any]) -> Act:
    def done(world: World, by: Actor, _result: str, _behaviour: str) -> None:
        draft = statement_draft(key=new_key(world.at))
        act(_objection(world), draft, by=by, at=world.at)

    return done


def plain(act: Callable[..., Any]) -> Act:
    return lambda world, by, _r, _b: act(_objection(world), by=by, at=world.at)


def of_sheet(act: Callable[..., Any], **more: Any) -> Act:
    return lambda world, by, _r, _b: act(world.sheet_id, by=by, at=world.at, **more)


def night(world: World, _by: Actor, _result: str, _behaviour: str) -> None:
    services.finalize_due(by=system(clock.day_of(world.at)), at=world.at)
    services.remind(by=system(clock.day_of(world.at)), at=world.at)


ACTS: dict[str, Act] = {
    "self": self_assess,
    "rate": rate,
    "pin": lambda world, by, _r, _b: fact(world, by),
    "unpin": unpin,
    "undo": of_sheet(evaluation.undo_publish),
    "receive": of_sheet(evaluation.receive),
    "receive_on_paper": receive_on_paper,
    "close_part": close_part,
    "change": change,
    "excuse": of_sheet(evaluation.excuse, reason="Tugas belajar"),
    "include": of_sheet(evaluation.include),
    "file": file,
    "add": said(services.add_statement),
    "withdraw": plain(services.withdraw),
    "take": plain(services.take),
    "answer": said(services.answer),
    "hear": hear,
    "decide": decide,
    "night": night,
}
WAY = ("self", "rate", "receive", "file", "take", "answer", "hear", "decide", "night")
HOUR = timedelta(hours=1)
STEPS = st.tuples(
    st.sampled_from([*ACTS, *WAY, *WAY]),
    st.sampled_from(["usual"] * 8 + list(PEOPLE)),
    st.sampled_from(CODES),
    st.sampled_from(CODES),
    st.sampled_from(WAITS),
)


def _objection(world: World) -> Any:
    row = world.objection
    return row.pk if row else new_key(world.at)


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


def check_objections(world: World) -> None:
    sheet = world.sheet
    mine = list(Objection.objects.filter(sheet_id=sheet.pk))
    assert sum(row.status != flow.WITHDRAWN for row in mine) <= 1
    assert (sheet.objected_at is not None) == any(row.status == flow.TAKEN for row in mine)
    for row in mine:
        sides = {row.employee_id, row.rater_id}
        assert not {row.taken_by_id, row.decided_by_id} & sides
        if row.status == flow.DECIDED:
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


def world_of(cast: Cast) -> World:
    """The person moved in the middle of the period: Elias led before."""
    sheet = make_sheet(cast.owner, make_period())
    split_sheet(sheet, sheet.period.start_on + timedelta(40), cast.former_superior)
    return World(cast, sheet.pk)


def as_usual(count: int) -> list[tuple[str, str, str, str, timedelta]]:
    """The first acts of the usual way, each by the one whose it is."""
    return [(name, "usual", "BELOW", "AS", HOUR) for name in WAY[:count]]


@given(begun=st.integers(0, len(WAY)), steps=st.lists(STEPS, min_size=5, max_size=25))
@settings(
    max_examples=400 if FULL else 25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
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


def test_an_earlier_part_is_closed_and_a_result_handed_over_on_paper(cast: Cast) -> None:
    """Else the property above would hold without these two acts ever being done."""
    world = world_of(cast)
    for name in ("close_part", "self", "rate", "receive_on_paper"):
        play(world, (name, "usual", "BELOW", "AS", HOUR))

    assert world.done == ["close_part", "self", "rate", "receive_on_paper"]


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
