"""What waits: counted and listed alike, for the right people only; the menu says it; notices."""

from datetime import date, timedelta

import pytest

from noken.core import clock, events
from noken.core.actor import Role
from noken.core.tally import counted
from noken.evaluation import services as evaluation
from noken.evaluation.events import GradeConfirmed
from noken.evaluation.models import Rating
from noken.followup import queries, services
from noken.followup.rules import flow
from noken.notices.models import Notice
from noken.organization.tests.refusals import refused
from tests.cast import BACK_ON, Cast
from tests.world import NOON, TODAY, actor
from tests.world_evaluation import make_period, make_rating, make_sheet
from tests.world_followup import (
    make_award,
    make_difference,
    make_final,
    make_improvement,
    make_note,
    make_value,
)

pytestmark = pytest.mark.django_db
PLACES = ("my_followup", "team_followup", "kept_followup")


def counts(cast: Cast, name: str, on: date = TODAY) -> tuple[int, ...]:
    """By place; the list must say the same."""
    who = actor(getattr(cast, name), on=on)
    found = counted([queries.waiting_tally(who)])
    here = queries.waiting_here(who)
    assert [len(here.mine), len(here.team), len(here.kept)] == [found[each] for each in PLACES]
    return tuple(found[each] for each in PLACES)


def test_nothing_waits_for_nobody(cast: Cast) -> None:
    make_improvement(cast.owner)

    assert counts(cast, "owner") == counts(cast, "acting_superior") == (0, 0, 0)
    assert counts(cast, "personnel") == counts(cast, "peer") == (0, 0, 0)


@pytest.mark.parametrize(("answered", "own", "team"), [(False, 1, 0), (True, 0, 1)])
def test_a_proposed_plan_waits_for_one_of_the_two(
    cast: Cast, answered: bool, own: int, team: int
) -> None:
    make_improvement(cast.owner, status=flow.PROPOSED, answered=answered)

    assert counts(cast, "owner") == (own, 0, 0)
    assert counts(cast, "acting_superior") == (0, team, 0)
    assert counts(cast, "superior") == counts(cast, "higher_superior") == (0, 0, 0)


@pytest.mark.parametrize(("days", "waits"), [(29, 0), (31, 1)])
def test_a_month_without_a_talk_waits_for_the_superior(cast: Cast, days: int, waits: int) -> None:
    make_improvement(cast.owner, start_on=TODAY - timedelta(days))

    assert counts(cast, "acting_superior") == (0, waits, 0)


def test_a_talk_moves_the_next_one_and_the_persons_own_note_does_not(cast: Cast) -> None:
    plan = make_improvement(cast.owner, start_on=TODAY - timedelta(60))
    make_note(plan, cast.acting_superior, by=cast.owner)
    assert counts(cast, "acting_superior")[1] == 1

    make_note(plan, cast.acting_superior, held_on=TODAY - timedelta(10))

    assert counts(cast, "acting_superior")[1] == 0


def test_a_span_that_is_over_waits_although_there_was_a_talk(cast: Cast) -> None:
    plan = make_improvement(cast.owner, start_on=TODAY - timedelta(100), due_on=TODAY)
    make_note(plan, cast.acting_superior)

    (row,) = queries.waiting_here(actor(cast.acting_superior)).team

    assert (row.label, row.day) == ("Cek hasil", TODAY)


def test_a_result_waits_for_a_word_and_for_the_decision(cast: Cast) -> None:
    plan = make_improvement(cast.owner, status=flow.TESTED)
    assert counts(cast, "owner") == (1, 0, 0)
    assert counts(cast, "acting_superior") == (0, 1, 0)

    plan.retests.update(answered_at=NOON)

    assert counts(cast, "owner") == (0, 0, 0)


def test_what_may_go_on_waits_for_bkpsdm_once_it_may(cast: Cast) -> None:
    make_improvement(cast.owner, status=flow.TESTED, start_on=TODAY - timedelta(200), due_on=TODAY)
    make_improvement(
        cast.peer,
        status=flow.TESTED,
        start_on=TODAY - timedelta(200),
        due_on=TODAY,
        outcome=flow.REACHED,
    )
    assert counts(cast, "personnel") == (0, 0, 0)
    row = make_value(signers=(cast.personnel, cast.leader))
    assert counts(cast, "personnel") == (0, 0, 1)

    row.withdrawn_at = NOON
    row.save(update_fields=["withdrawn_at"])

    assert counts(cast, "personnel") == (0, 0, 0)


def test_awards_wait_for_bkpsdm_but_not_the_own(cast: Cast) -> None:
    make_award(cast.owner, cast.acting_superior)
    make_award(cast.personnel, cast.bupati)
    make_award(cast.peer, cast.acting_superior, status="GRANTED")

    assert counts(cast, "personnel") == (0, 0, 1)
    assert counts(cast, "admin_opd") == counts(cast, "acting_superior") == (0, 0, 0)


def test_a_difference_waits_for_its_rater(cast: Cast) -> None:
    sheet = make_sheet(cast.owner, make_period())
    make_rating(sheet, cast.superior, "BELOW", "AS", received_at=NOON)
    make_difference(sheet, cast.acting_superior, cast.personnel)

    assert counts(cast, "acting_superior") == (0, 1, 0)
    assert counts(cast, "personnel") == (0, 0, 0)


def test_a_difference_follows_to_who_rates_later(cast: Cast) -> None:
    sheet = make_sheet(cast.owner, make_period())
    make_rating(sheet, cast.acting_superior, "BELOW", "AS", received_at=NOON)
    row = make_difference(sheet, cast.acting_superior, cast.personnel)

    assert counts(cast, "acting_superior", BACK_ON) == (0, 0, 0)
    assert counts(cast, "superior", BACK_ON) == (0, 1, 0)
    later = clock.at_noon(BACK_ON)
    with refused("followup.not_rater"):
        services.decide_difference(
            row.pk, changes=False, note="x", by=actor(cast.acting_superior, on=BACK_ON), at=later
        )
    back = actor(cast.superior, on=BACK_ON)
    assert queries.difference_page(back, row.pk).may_decide
    services.decide_difference(row.pk, changes=True, note="Bukti menyusul", by=back, at=later)

    row.refresh_from_db()
    assert (row.state, row.decided_by_id) == ("CHANGED", cast.superior.pk)
    assert Rating.objects.get(replaced_at=None).grade == "GOOD"
    assert not queries.difference_page(back, row.pk).may_decide


# What a final grade sets off


def confirm(cast: Cast, sheet_id: int, grade: str) -> None:
    events.emit(
        GradeConfirmed(
            by=actor(cast.personnel),
            at=NOON,
            subject_id=cast.owner.pk,
            sheet_id=sheet_id,
            period_id=1,
            grade=grade,
        )
    )


def test_a_low_final_grade_is_told_to_the_superior_of_the_day_alone(cast: Cast) -> None:
    sheet = make_final(cast.owner, cast.superior)

    confirm(cast, sheet.pk, "NEEDS_IMPROVEMENT")

    told = Notice.objects.filter(text__contains="kesempatan perbaikan")
    assert [row.person_id for row in told] == [cast.acting_superior.pk]


def test_a_good_one_is_told_to_nobody(cast: Cast) -> None:
    confirm(cast, make_final(cast.owner, cast.superior, ("AS", "AS")).pk, "GOOD")

    assert not Notice.objects.filter(text__contains="perbaikan").exists()


def test_a_better_grade_under_an_open_plan_is_told_to_both(cast: Cast) -> None:
    sheet = make_final(cast.owner, cast.superior)
    make_improvement(cast.owner, sheet=sheet)

    confirm(cast, sheet.pk, "GOOD")

    told = Notice.objects.filter(text__contains="Predikat di balik rencana perbaikan berubah")
    assert {row.person_id for row in told} == {cast.owner.pk, cast.acting_superior.pk}


def test_the_sheet_says_that_a_plan_followed(cast: Cast) -> None:
    sheet = make_final(cast.owner, cast.superior)
    plan = make_improvement(cast.owner, sheet=sheet)

    for name, sees in (("owner", True), ("higher_superior", True), ("peer", False)):
        found = queries.beside_sheet(actor(getattr(cast, name)), sheet.pk)
        assert [row.url for row in found] == ([plan.get_absolute_url()] if sees else [])


def test_evaluation_finalizes_and_followup_hears(cast: Cast) -> None:
    sheet = make_sheet(cast.owner, make_period(), status="PUBLISHED")
    make_rating(sheet, cast.superior, "BELOW", "AS", received_at=NOON - timedelta(4))

    evaluation.finalize([sheet.pk], by=actor(cast.personnel, Role.PERSONNEL), at=NOON)

    assert Notice.objects.filter(text__contains="kesempatan perbaikan").count() == 1
