"""What a plan led to: result, answer, decision, an end without one: one test an exit."""

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
from tests.world_followup import (
    make_improvement,
    make_value,
    new_key,
)

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def told(kind: str) -> set[int]:
    return set(Notice.objects.filter(kind=kind).values_list("person_id", flat=True))


def coach(cast: Cast) -> Actor:
    """The superior of the day: who acts for the one who is away."""
    return actor(cast.acting_superior)


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
