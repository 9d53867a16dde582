"""Days to answer run from what was recorded, and stand still while the person is away by right."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from noken.core import clock
from noken.core.actor import system
from noken.discipline import services as discipline
from noken.findings import services as findings
from noken.findings.models import Finding, Row
from noken.findings.services import Handing
from noken.leave import services as leave
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_discipline import from_breach, make_settings
from tests.world_findings import make_finding, make_row, make_terms
from tests.world_leave import letter_draft

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
BEFORE = NOON - timedelta(8)
BEFORE_THE_MONTH = date(2026, 10, 30)
"""A day whose absence no run of this month asks about again."""
FRIDAY, MONDAY, WEDNESDAY = date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 2)


@pytest.fixture
def finding(cast: Cast) -> Finding:
    make_terms()
    return make_finding(cast.owner)


def lapse(on: date) -> None:
    findings.lapse_due(by=system(on), at=clock.at_noon(on))


def order_duty(cast: Cast, start_on: date, end_on: date, at: datetime) -> object:
    draft = letter_draft([cast.owner], start_on=start_on, end_on=end_on)
    who = actor(cast.admin_opd, on=clock.day_of(at))
    return leave.issue_letter(draft, by=who, at=at).pk


def page_of(browse: Browse, cast: Cast, finding: Finding) -> str:
    return browse(cast.owner).get(finding.get_absolute_url()).content.decode()


def test_paper_of_last_week_gives_all_its_days_from_today(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    row = make_row(finding, at=BEFORE)
    paper = Handing(TODAY - timedelta(7), "Frans Rumbiak")

    findings.hand_over(finding.pk, paper, by=actor(cast.personnel), at=NOON)
    lapse(TODAY)

    row.refresh_from_db()
    assert (row.state, row.reply_by) == ("ASKED", FRIDAY)
    assert "27 November" in page_of(browse, cast, finding)


def test_the_days_stand_still_on_duty(cast: Cast, browse: Browse, finding: Finding) -> None:
    order_duty(cast, TODAY + timedelta(1), WEDNESDAY, NOON)
    row = make_row(finding, at=BEFORE)

    findings.note_opened(finding.pk, by=actor(cast.owner), at=NOON)
    lapse(WEDNESDAY)

    row.refresh_from_db()
    assert (row.state, row.reply_by) == ("ASKED", date(2026, 12, 4))
    assert "4 Desember" in page_of(browse, cast, finding)


def test_leave_that_comes_in_later_opens_again_what_lapsed_only_for_it(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    row = make_row(finding, BEFORE_THE_MONTH, at=BEFORE)
    findings.note_opened(finding.pk, by=actor(cast.owner), at=NOON)
    lapse(MONDAY)
    row.refresh_from_db()
    lapsed = row.state

    at = clock.at_noon(MONDAY)
    letter = order_duty(cast, TODAY + timedelta(1), FRIDAY, at)
    page = page_of(browse, cast, finding)
    row.refresh_from_db()
    given = row.state, row.reply_by
    who = actor(cast.admin_opd, on=MONDAY)
    leave.cancel_letter(letter, reason="Batal berangkat.", by=who, at=at)  # type: ignore[arg-type]

    row.refresh_from_db()
    assert lapsed == "LAPSED"
    assert given == ("ASKED", date(2026, 12, 1)) == (row.state, row.reply_by)
    assert "Dihitung, tanpa keterangan" not in page


def test_leave_of_others_and_before_moves_nothing(cast: Cast, finding: Finding) -> None:
    row = make_row(finding, BEFORE_THE_MONTH, at=BEFORE)
    order_duty(cast, TODAY - timedelta(1), TODAY + timedelta(1), NOON)
    findings.note_opened(finding.pk, by=actor(cast.owner), at=NOON)
    others = letter_draft(
        [cast.peer], number="800/513", start_on=TODAY + timedelta(1), end_on=WEDNESDAY
    )
    leave.issue_letter(others, by=actor(cast.admin_opd), at=NOON)

    row.refresh_from_db()
    assert row.reply_by == FRIDAY


@pytest.mark.parametrize(("state", "due"), [("PROOF", "proof_by"), ("REPLIED", "decide_by")])
def test_proof_waits_for_who_is_away_and_who_decides_does_not(
    cast: Cast, finding: Finding, state: str, due: str
) -> None:
    until: dict[str, Any] = {due: FRIDAY}
    row = make_row(finding, state=state, at=NOON, **until)

    order_duty(cast, TODAY + timedelta(1), WEDNESDAY, NOON)

    row.refresh_from_db()
    moved = {"proof_by": date(2026, 12, 4), "decide_by": date(2026, 12, 1)}
    assert getattr(row, due) == moved[due]


def test_a_long_leave_is_left_out_to_its_end(cast: Cast, finding: Finding) -> None:
    row = make_row(finding, at=BEFORE)
    order_duty(cast, TODAY + timedelta(1), TODAY + timedelta(160), NOON)

    findings.note_opened(finding.pk, by=actor(cast.owner), at=NOON)

    row.refresh_from_db()
    assert row.reply_by is not None
    assert row.reply_by >= TODAY + timedelta(162)


def test_a_breach_is_answered_in_days_of_the_person(cast: Cast) -> None:
    make_settings()
    naomi, week = cast.acting_superior, NOON + timedelta(7)
    case = discipline.open_from_breach(from_breach(cast.owner), by=actor(naomi), at=NOON)
    paper = discipline.Handing(on=TODAY, witness="Frans Rumbiak")
    by = actor(cast.superior, on=clock.day_of(week))
    discipline.hand_over(case.pk, paper, by=by, at=week)
    case.refresh_from_db()
    told = case.reply_by

    order_duty(cast, date(2026, 12, 2), date(2026, 12, 5), week)

    case.refresh_from_db()
    assert (case.told_on, told) == (TODAY, date(2026, 12, 4))
    assert case.reply_by == date(2026, 12, 9)


def test_the_days_of_who_is_asked_nothing_are_left(cast: Cast, finding: Finding) -> None:
    """Nobody is told of days that did not move."""
    row = make_row(finding, state="ACCEPTED", at=BEFORE)

    order_duty(cast, TODAY + timedelta(1), WEDNESDAY, NOON)

    assert not finding.steps.filter(kind="MOVED").exists()
    assert Row.objects.get(pk=row.pk).state == "ACCEPTED"
