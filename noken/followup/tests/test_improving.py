"""An improvement plan until it runs: proposed, answered, started; one test an exit."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

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
