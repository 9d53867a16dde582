"""Evaluations that were not made after the last day: planted and honest."""

from datetime import date, timedelta

import pytest

from noken.evaluation.models import Extension, Sheet
from noken.organization.models import Employee
from noken.regulations.cards import rule_cards
from tests.cast import Cast
from tests.detecting import ask_all, fallen
from tests.world import NOON, TODAY
from tests.world_attendance import make_absence
from tests.world_detectors import measured, seen
from tests.world_evaluation import make_period, make_sheet

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 2)
UNTIL = date(2026, 11, 16)
"""While Yohana was at work."""


def sheets(cast: Cast, due_on: date = DUE) -> dict[str, int]:
    """Maria and Petrus wait for their rater; Elias has a result."""
    period = make_period(due_on=due_on)
    return {
        "maria": make_sheet(cast.maria, period).pk,
        "peer": make_sheet(cast.peer, period, status="ASSESSED").pk,
        "done": make_sheet(cast.acting_superior, period, status="PUBLISHED").pk,
    }


def test_evaluations_not_made_are_found_for_who_rates_and_made_ones_are_not(cast: Cast) -> None:
    made = sheets(cast)
    other = make_period(due_on=UNTIL - timedelta(3), year=2025)
    soon = make_sheet(cast.maria, other)

    hits = seen("ATS-03", until=UNTIL)

    planted = [f"lembar-{made[name]}" for name in ("maria", "peer")]
    result = measured([hit.item for hit in hits], planted)
    card = rule_cards()["ATS-03"]
    assert (result.recall, result.false_alarm) == (card.recall, card.false_alarm)
    assert f"lembar-{soon.pk}" not in {hit.item for hit in hits}
    assert {hit.period for hit in hits} == {"2026-Q3"}


def test_leave_of_the_rater_gives_time(cast: Cast) -> None:
    sheets(cast)
    for rater_id in {hit.employee_id for hit in seen("ATS-03", until=UNTIL)}:
        rater = Employee.objects.get(pk=rater_id)
        make_absence(rater, DUE, TODAY, family="LEAVE", kind="ANNUAL")

    assert seen("ATS-03", until=UNTIL) == []


def test_more_time_moves_the_day(cast: Cast) -> None:
    made = sheets(cast)
    assert seen("ATS-03", until=UNTIL)

    Extension.objects.create(
        period=Sheet.objects.get(pk=made["maria"]).period,
        due_on=TODAY + timedelta(5),
        self_due_on=TODAY,
        reason="Rapat kerja",
        at=NOON,
    )

    assert seen("ATS-03", until=UNTIL) == []


def test_an_evaluation_made_after_the_question_puts_it_right_and_more_time_does_not(
    cast: Cast,
) -> None:
    made = sheets(cast)
    ask_all("ATS-03", at=NOON - timedelta(9))
    Sheet.objects.filter(pk=made["maria"]).update(status="PUBLISHED")
    peer = Sheet.objects.get(pk=made["peer"])
    Extension.objects.create(
        period=peer.period,
        sheet=peer,
        due_on=TODAY + timedelta(5),
        self_due_on=TODAY,
        reason="Rapat kerja",
        at=NOON,
    )

    found = fallen("ATS-03", at=NOON - timedelta(9))

    assert found == {f"lembar-{made['maria']}": True, f"lembar-{made['peer']}": False}
