"""An improvement plan from proposal to decision: one test an exit."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from noken.audit.models import Entry
from noken.core.actor import Actor
from noken.followup import services
from noken.followup.models import Improvement
from noken.followup.rules import flow
from noken.notices.models import Notice
from noken.organization.tests.refusals import refused
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_evaluation import make_period, make_rating, make_sheet
from tests.world_followup import (
    goal,
    make_final,
    make_improvement,
    make_value,
    new_improvement,
    new_key,
)

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def told(kind: str) -> set[int]:
    return set(Notice.objects.filter(kind=kind).values_list("person_id", flat=True))


def coach(cast: Cast) -> Actor:
    """The superior of the day: who acts for the one who is away."""
    return actor(cast.acting_superior)


# Proposing


def test_the_superior_of_the_day_opens_a_plan(cast: Cast) -> None:
    sheet = make_final(cast.owner, cast.superior)

    plan = services.propose_improvement(new_improvement(cast.owner, sheet), by=coach(cast), at=NOON)

    plan.refresh_from_db()
    assert (plan.status, plan.grade, plan.period) == (
        "PROPOSED",
        "NEEDS_IMPROVEMENT",
        "Tahun 2025",
    )
    assert (plan.months, plan.is_settled, plan.start_on) == (6, False, None)
    assert [each.text for each in plan.goals.all()] == ["Laporan validasi selesai tepat waktu"]
    assert plan.steps.get().kind == "PROPOSED"
    assert told("ImprovementProposed") == {cast.owner.pk}


@pytest.mark.parametrize(
    "name", ["owner", "superior", "higher_superior", "peer", "admin_opd", "personnel", "leader"]
)
def test_nobody_else_opens_one(cast: Cast, name: str) -> None:
    sheet = make_final(cast.owner, cast.superior)

    with refused("followup.not_coach"):
        services.propose_improvement(
            new_improvement(cast.owner, sheet), by=actor(getattr(cast, name)), at=NOON
        )


@pytest.mark.parametrize("ratings", [("AS", "AS"), ("ABOVE", "ABOVE")])
def test_a_good_grade_needs_no_plan(cast: Cast, ratings: tuple[str, str]) -> None:
    sheet = make_final(cast.owner, cast.superior, ratings)

    with refused("followup.grade_is_fine"):
        services.propose_improvement(new_improvement(cast.owner, sheet), by=coach(cast), at=NOON)


def test_a_grade_that_is_not_final_gives_no_plan(cast: Cast) -> None:
    sheet = make_sheet(cast.owner, make_period())
    make_rating(sheet, cast.superior, "BELOW", "AS", received_at=NOON)

    with refused("followup.grade_is_fine"):
        services.propose_improvement(new_improvement(cast.owner, sheet), by=coach(cast), at=NOON)


def test_the_grade_of_a_colleague_is_no_reason(cast: Cast) -> None:
    sheet = make_final(cast.peer, cast.superior)

    with refused("followup.grade_is_fine"):
        services.propose_improvement(new_improvement(cast.owner, sheet), by=coach(cast), at=NOON)


def test_one_plan_at_a_time(cast: Cast) -> None:
    sheet = make_final(cast.owner, cast.superior)
    make_improvement(cast.owner)

    with refused("followup.already_open"):
        services.propose_improvement(new_improvement(cast.owner, sheet), by=coach(cast), at=NOON)


def test_sent_twice_it_is_one_plan(cast: Cast) -> None:
    sheet = make_final(cast.owner, cast.superior)
    new = new_improvement(cast.owner, sheet)

    first = services.propose_improvement(new, by=coach(cast), at=NOON)
    second = services.propose_improvement(new, by=coach(cast), at=LATER)

    assert first.pk == second.pk
    assert Improvement.objects.count() == 1


def test_the_key_of_another_plan_is_refused(cast: Cast) -> None:
    key = new_key()
    make_improvement(cast.peer, key=key)
    sheet = make_final(cast.owner, cast.superior)

    with refused("followup.key_taken"):
        services.propose_improvement(
            new_improvement(cast.owner, sheet, key=key), by=coach(cast), at=NOON
        )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"reason": "  "}, "followup.no_reason"),
        ({"reason": "x" * 2001}, "followup.too_long"),
        ({"goals": []}, "followup.no_goal"),
        ({"goals": [goal()] * 6}, "followup.no_goal"),
        ({"goals": [replace(goal(), support=" ")]}, "followup.half_a_goal"),
        ({"goals": [replace(goal(), text="")]}, "followup.half_a_goal"),
        ({"goals": [replace(goal(), measure="x" * 301)]}, "followup.too_long"),
        ({"employee_id": 999_999}, "followup.unknown"),
    ],
)
def test_a_plan_says_why_what_and_how(cast: Cast, fields: dict[str, object], code: str) -> None:
    sheet = make_final(cast.owner, cast.superior)

    with refused(code):
        services.propose_improvement(
            new_improvement(cast.owner, sheet, **fields), by=coach(cast), at=NOON
        )


def test_the_span_two_people_signed_is_the_span_of_the_plan(cast: Cast) -> None:
    make_value(value="4", signers=(cast.personnel, cast.leader))
    sheet = make_final(cast.owner, cast.superior)

    plan = services.propose_improvement(new_improvement(cast.owner, sheet), by=coach(cast), at=NOON)

    assert (plan.months, plan.is_settled) == (4, True)


def test_a_changed_plan_is_answered_anew(cast: Cast) -> None:
    plan = make_improvement(cast.owner, status=flow.PROPOSED, answered=True)

    services.mend_improvement(
        plan.pk, "Alasan baru", [goal("Dua laporan sebulan")], by=coach(cast), at=LATER
    )

    plan.refresh_from_db()
    assert (plan.answered_at, plan.proposed_at, plan.reason) == (None, LATER, "Alasan baru")
    assert [each.text for each in plan.goals.all()] == ["Dua laporan sebulan"]


def test_a_running_plan_is_not_rewritten(cast: Cast) -> None:
    plan = make_improvement(cast.owner)

    with refused("followup.not_now"):
        services.mend_improvement(plan.pk, "Lain", [goal()], by=coach(cast), at=NOON)
    with refused("followup.not_coach"):
        services.mend_improvement(plan.pk, "Lain", [goal()], by=actor(cast.owner), at=NOON)


# Answering and starting


def test_agreement_starts_the_clock(cast: Cast) -> None:
    plan = make_improvement(cast.owner, status=flow.PROPOSED)

    services.answer_improvement(plan.pk, agrees=True, note="", by=actor(cast.owner), at=NOON)

    plan.refresh_from_db()
    assert (plan.status, plan.start_on, plan.due_on) == ("RUNNING", TODAY, date(2027, 5, 24))
    assert told("ImprovementAnswered") == {cast.acting_superior.pk}


def test_a_wish_for_a_change_waits_for_the_superior(cast: Cast) -> None:
    plan = make_improvement(cast.owner, status=flow.PROPOSED)
    with refused("followup.note_missing"):
        services.answer_improvement(plan.pk, agrees=False, note=" ", by=actor(cast.owner), at=NOON)

    services.answer_improvement(
        plan.pk, agrees=False, note="Targetnya terlalu dekat", by=actor(cast.owner), at=NOON
    )

    plan.refresh_from_db()
    assert (plan.status, plan.answered_at, plan.start_on) == ("PROPOSED", NOON, None)
    assert plan.steps.latest("pk").note == "Targetnya terlalu dekat"


@pytest.mark.parametrize("name", ["acting_superior", "superior", "peer", "personnel"])
def test_nobody_agrees_for_somebody_else(cast: Cast, name: str) -> None:
    plan = make_improvement(cast.owner, status=flow.PROPOSED)

    with refused("followup.not_owner"):
        services.answer_improvement(
            plan.pk, agrees=True, note="", by=actor(getattr(cast, name)), at=NOON
        )


def test_agreement_is_given_once(cast: Cast) -> None:
    plan = make_improvement(cast.owner)

    with refused("followup.not_now"):
        services.answer_improvement(plan.pk, agrees=True, note="", by=actor(cast.owner), at=NOON)


def test_the_superior_waits_for_an_answer(cast: Cast) -> None:
    plan = make_improvement(cast.owner, status=flow.PROPOSED, start_on=TODAY - timedelta(6))

    with refused("followup.wait_for_answer"):
        services.start_improvement(plan.pk, by=coach(cast), at=NOON)


@pytest.mark.parametrize(("days", "answered"), [(7, False), (0, True)])
def test_after_an_answer_or_a_week_the_superior_may_start(
    cast: Cast, days: int, answered: bool
) -> None:
    plan = make_improvement(
        cast.owner, status=flow.PROPOSED, start_on=TODAY - timedelta(days), answered=answered
    )

    services.start_improvement(plan.pk, by=coach(cast), at=NOON)

    plan.refresh_from_db()
    assert (plan.status, plan.start_on, plan.agreed_at) == ("RUNNING", TODAY, None)
    assert told("ImprovementStarted") == {cast.owner.pk}


def test_the_person_does_not_start_it_alone(cast: Cast) -> None:
    plan = make_improvement(cast.owner, status=flow.PROPOSED, answered=True)

    with refused("followup.not_coach"):
        services.start_improvement(plan.pk, by=actor(cast.owner), at=NOON)


# Result and decision


def test_a_result_is_answered_and_ends_well(cast: Cast) -> None:
    plan = make_improvement(cast.owner)

    services.record_retest(
        plan.pk, flow.REACHED, "Lima laporan tepat", TODAY, by=coach(cast), at=NOON
    )
    services.answer_retest(plan.pk, "Terima kasih", by=actor(cast.owner), at=NOON)
    services.decide_improvement(plan.pk, flow.IMPROVE, "Sudah stabil", by=coach(cast), at=LATER)

    plan.refresh_from_db()
    assert (plan.status, plan.closed_at) == ("IMPROVED", LATER)
    assert plan.retests.get().answer == "Terima kasih"
    assert told("ImprovementTested") == told("ImprovementDecided") == {cast.owner.pk}
    assert told("RetestAnswered") == {cast.acting_superior.pk}
    assert [step.kind for step in plan.steps.order_by("pk")] == ["PROPOSED", "TESTED", "IMPROVED"]


@pytest.mark.parametrize(
    ("outcome", "facts", "on", "code"),
    [
        ("GREAT", "x", TODAY, "followup.no_outcome"),
        ("REACHED", " ", TODAY, "followup.no_facts"),
        ("REACHED", "x", TODAY + timedelta(1), "followup.in_the_future"),
        ("REACHED", "x", TODAY - timedelta(21), "followup.before_start"),
    ],
)
def test_a_result_rests_on_facts(cast: Cast, outcome: str, facts: str, on: date, code: str) -> None:
    plan = make_improvement(cast.owner)

    with refused(code):
        services.record_retest(plan.pk, outcome, facts, on, by=coach(cast), at=NOON)


def test_a_result_is_the_superiors_to_give(cast: Cast) -> None:
    plan = make_improvement(cast.owner)

    for person in (cast.owner, cast.superior, cast.personnel):
        with refused("followup.not_coach"):
            services.record_retest(plan.pk, "REACHED", "x", TODAY, by=actor(person), at=NOON)


def test_a_result_is_answered_once_and_by_its_person(cast: Cast) -> None:
    plan = make_improvement(cast.owner, status=flow.TESTED)
    with refused("followup.not_owner"):
        services.answer_retest(plan.pk, "x", by=coach(cast), at=NOON)
    with refused("followup.note_missing"):
        services.answer_retest(plan.pk, " ", by=actor(cast.owner), at=NOON)
    services.answer_retest(plan.pk, "Pertama", by=actor(cast.owner), at=NOON)

    with refused("followup.answered"):
        services.answer_retest(plan.pk, "Kedua", by=actor(cast.owner), at=NOON)


def test_before_a_result_there_is_nothing_to_answer(cast: Cast) -> None:
    plan = make_improvement(cast.owner)

    with refused("followup.not_now"):
        services.answer_retest(plan.pk, "x", by=actor(cast.owner), at=NOON)


def test_more_time_runs_until_the_new_day(cast: Cast) -> None:
    plan = make_improvement(cast.owner, status=flow.TESTED)
    until = TODAY + timedelta(60)

    services.decide_improvement(
        plan.pk, flow.EXTEND, "Tinggal satu laporan", until=until, by=coach(cast), at=NOON
    )

    plan.refresh_from_db()
    assert (plan.status, plan.due_on, plan.closed_at) == ("RUNNING", until, None)


@pytest.mark.parametrize("until", [None, TODAY, date(2027, 5, 25)])
def test_more_time_has_bounds(cast: Cast, until: date | None) -> None:
    plan = make_improvement(cast.owner, status=flow.TESTED)

    with refused("followup.bad_extension"):
        services.decide_improvement(
            plan.pk, flow.EXTEND, "Lagi", until=until, by=coach(cast), at=NOON
        )


def test_a_decision_says_why_and_follows_a_result(cast: Cast) -> None:
    tested = make_improvement(cast.owner, status=flow.TESTED)
    running = make_improvement(cast.peer)

    with refused("followup.note_missing"):
        services.decide_improvement(tested.pk, flow.IMPROVE, "", by=coach(cast), at=NOON)
    with refused("followup.not_now"):
        services.decide_improvement(running.pk, flow.IMPROVE, "x", by=coach(cast), at=NOON)
    with refused("followup.not_now"):
        services.decide_improvement(tested.pk, "dismiss", "x", by=coach(cast), at=NOON)


def _over(cast: Cast, outcome: str = flow.NOT_YET) -> Improvement:
    return make_improvement(
        cast.owner,
        status=flow.TESTED,
        start_on=TODAY - timedelta(200),
        due_on=TODAY,
        outcome=outcome,
    )


def test_bkpsdm_hands_on_once_the_span_is_settled_and_over(cast: Cast) -> None:
    make_value(signers=(cast.personnel, cast.leader))
    plan = _over(cast)

    services.decide_improvement(
        plan.pk, flow.FORWARD, "Belum tercapai", by=actor(cast.personnel), at=NOON
    )

    plan.refresh_from_db()
    assert plan.status == "FORWARDED"
    assert told("ImprovementDecided") == {cast.owner.pk, cast.acting_superior.pk}


def test_nothing_follows_from_a_span_that_nobody_signed(cast: Cast) -> None:
    plan = _over(cast)

    with refused("followup.unsettled"):
        services.decide_improvement(plan.pk, flow.FORWARD, "x", by=actor(cast.personnel), at=NOON)
    make_value(signers=(cast.personnel,))
    with refused("followup.unsettled"):
        services.decide_improvement(plan.pk, flow.FORWARD, "x", by=actor(cast.personnel), at=NOON)
    plan.refresh_from_db()
    assert plan.status == "TESTED"


def test_what_was_reached_is_not_handed_on(cast: Cast) -> None:
    make_value(signers=(cast.personnel, cast.leader))
    plan = _over(cast, flow.REACHED)

    with refused("followup.reached"):
        services.decide_improvement(plan.pk, flow.FORWARD, "x", by=actor(cast.personnel), at=NOON)


def test_the_whole_span_belongs_to_the_person(cast: Cast) -> None:
    make_value(signers=(cast.personnel, cast.leader))
    plan = make_improvement(cast.owner, status=flow.TESTED)

    with refused("followup.too_early"):
        services.decide_improvement(plan.pk, flow.FORWARD, "x", by=actor(cast.personnel), at=NOON)


def test_only_bkpsdm_hands_on_and_never_itself(cast: Cast) -> None:
    plan = _over(cast)
    own = make_improvement(cast.personnel, status=flow.TESTED, by=cast.bupati)

    for person in (cast.acting_superior, cast.owner, cast.admin_opd):
        with refused("followup.not_personnel"):
            services.decide_improvement(plan.pk, flow.FORWARD, "x", by=actor(person), at=NOON)
    with refused("followup.not_personnel"):
        services.decide_improvement(own.pk, flow.FORWARD, "x", by=actor(cast.personnel), at=NOON)
    with refused("followup.not_yours"):
        services.decide_improvement(plan.pk, flow.IMPROVE, "x", by=actor(cast.peer), at=NOON)
    with refused("followup.not_coach"):
        services.decide_improvement(plan.pk, flow.IMPROVE, "x", by=actor(cast.personnel), at=NOON)


@pytest.mark.parametrize("name", ["acting_superior", "personnel"])
@pytest.mark.parametrize("status", [flow.PROPOSED, flow.RUNNING, flow.TESTED])
def test_a_plan_without_reason_is_stopped(cast: Cast, name: str, status: str) -> None:
    plan = make_improvement(cast.owner, status=status)
    by = actor(getattr(cast, name))
    with refused("followup.note_missing"):
        services.stop_improvement(plan.pk, " ", by=by, at=NOON)

    services.stop_improvement(plan.pk, "Predikatnya berubah", by=by, at=NOON)

    plan.refresh_from_db()
    assert (plan.status, plan.closed_at) == ("STOPPED", NOON)
    assert cast.owner.pk in told("ImprovementStopped")
    assert Entry.objects.get().reason == "Predikatnya berubah"


def test_others_stop_nothing(cast: Cast) -> None:
    plan = make_improvement(cast.owner)

    for person in (cast.owner, cast.superior, cast.admin_opd):
        with refused("followup.not_coach"):
            services.stop_improvement(plan.pk, "x", by=actor(person), at=NOON)
    with refused("followup.not_yours"):
        services.stop_improvement(plan.pk, "x", by=actor(cast.peer), at=NOON)
    with refused("followup.unknown"):
        services.stop_improvement(new_key(), "x", by=actor(cast.personnel), at=NOON)
