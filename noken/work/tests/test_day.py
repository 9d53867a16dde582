"""What Hari ini reads of work: values, order and number of statements."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from noken.calendars.models import Disruption
from noken.core import clock
from noken.work import queries
from noken.work.queries import Tone
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_work import (
    make_agreed,
    make_duty,
    make_feedback,
    make_report,
    make_review,
    workdays_before,
)

DAY = timedelta(1)


def statements(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


def states(page: queries.Today) -> str:
    return "".join(str(each.state)[0] for each in page.week)


def test_the_furthest_behind_is_open_with_the_usual_count_and_places(cast: Cast) -> None:
    agreed = make_agreed(cast.maria)
    ahead, behind = agreed.indicators
    make_report(cast.maria, ahead, on=TODAY - DAY, quantity=60, status="APPROVED")
    for day, count in zip(workdays_before(TODAY - DAY, 3), (2, 3, 9), strict=True):
        places = ["SD Inpres 28", "Wosi"]
        make_report(cast.maria, behind, on=day, quantity=count, places=places, status="APPROVED")

    page = queries.today(actor(cast.maria), TODAY)

    first, second = page.targets
    assert (first.key, first.is_open, first.habit) == (behind.key, True, Decimal(3))
    assert first.places == ("SD Inpres 28", "Wosi")
    assert (first.done, first.target, first.unit) == (Decimal(14), Decimal(48), "sekolah")
    assert first.gap > 0
    assert first.share.tone is Tone.FAR
    assert (second.is_open, second.share.tone, second.habit) == (False, Tone.DONE, Decimal(60))


def test_a_reported_target_goes_last_and_says_who_approved_it(cast: Cast) -> None:
    agreed = make_agreed(cast.maria)
    make_review(make_report(cast.maria, agreed.indicators[0]), cast.yohana)

    page = queries.today(actor(cast.maria), TODAY)

    assert [target.reported_today for target in page.targets] == [False, True]
    assert page.reported_count == 1
    last = page.targets[1].last
    assert last is not None
    assert (last.status, last.decided_by) == ("APPROVED", "Yohana Saiba")
    assert [line.id for line in page.reports] == [last.id]


def test_corrected_withdrawn_and_returned_reports_do_not_count_as_done(cast: Cast) -> None:
    target = make_agreed(cast.maria).indicators[0]
    for status in ("CORRECTED", "WITHDRAWN", "RETURNED", "APPROVED"):
        make_report(cast.maria, target, status=status, quantity=5)

    page = queries.today(actor(cast.maria), TODAY)

    assert page.targets[-1].done == Decimal(5)
    assert [line.status for line in page.returned] == ["RETURNED"]


def test_the_week_shows_what_was_reported_what_is_open_and_what_is_empty(cast: Cast) -> None:
    friday = TODAY + 3 * DAY
    make_duty(grace_workdays=0)
    make_report(cast.maria, on=TODAY - DAY)
    make_report(cast.maria, on=friday - 7 * DAY)

    page = queries.today(actor(cast.maria), friday)

    assert states(page) == "FEEEW"
    assert page.catch_up == [TODAY, TODAY + DAY, TODAY + 2 * DAY]
    assert page.streak == 0


def test_days_in_a_row_count_over_the_weekend(cast: Cast) -> None:
    make_duty()
    for day in workdays_before(TODAY, 7):
        make_report(cast.maria, on=day)

    page = queries.today(actor(cast.maria), TODAY)

    assert page.streak == 7
    assert page.owed
    assert page.why_not_owed == ""


def test_an_outage_takes_the_blame_for_an_empty_day_off(cast: Cast) -> None:
    make_duty(grace_workdays=0)
    monday = TODAY - DAY
    make_report(cast.maria, on=monday - 3 * DAY)
    Disruption.objects.create(
        start_at=clock.at_noon(monday),
        end_at=clock.at_noon(monday) + timedelta(hours=4),
        what="server",
        proof="catatan",
        recorded_at=NOON,
    )

    page = queries.today(actor(cast.maria), TODAY)

    assert states(page) == "WWWWW"


def test_a_teacher_owes_no_daily_report_and_is_told_on_what_that_rests(cast: Cast) -> None:
    cast.maria.postings.get().position.__class__.objects.filter(
        pk=cast.maria.postings.get().position_id
    ).update(family="TEACHER")
    make_duty(family="TEACHER", kind="", rhythm="NONE")

    page = queries.today(actor(cast.maria), TODAY)

    assert not page.owed
    assert "surat untuk uji" in page.why_not_owed
    assert states(page) == "NNNNN"


@pytest.mark.parametrize(("rhythm", "behind"), [("NONE", False), ("WORKDAY", True)])
def test_only_who_owes_daily_reports_is_behind_without_any(
    cast: Cast, rhythm: str, *, behind: bool
) -> None:
    make_duty(rhythm=rhythm)
    make_agreed(cast.maria, ["Murid lancar membaca"])

    (target,) = queries.today(actor(cast.maria), TODAY).targets

    assert bool(target.gap) is behind


def test_on_a_day_off_nothing_is_owed(cast: Cast) -> None:
    sunday = TODAY - 2 * DAY
    make_duty()

    page = queries.today(actor(cast.maria), sunday)

    assert not page.owed
    assert page.why_not_owed.startswith("Hari ini bukan hari kerja")


def test_unread_feedback_is_on_the_day_page(cast: Cast) -> None:
    report = make_report(cast.maria)
    make_feedback(cast.maria, cast.yohana, report=report, value="ACCOUNTABLE")
    make_feedback(cast.maria, cast.yohana, read_at=NOON)

    (note,) = queries.today(actor(cast.maria), TODAY).feedback

    assert (note.by_name, note.value, note.report_id) == ("Yohana Saiba", "Akuntabel", report.pk)


def test_today_takes_five_statements_at_most(cast: Cast) -> None:
    make_duty(grace_workdays=0)
    target = make_agreed(cast.maria).indicators[0]
    for day in workdays_before(TODAY, 20)[::2]:
        make_report(cast.maria, target, on=day)
    who = actor(cast.maria)

    assert statements(lambda: queries.today(who, TODAY)) <= 5


def test_today_of_an_account_without_a_person_is_empty(cast: Cast) -> None:
    page = queries.today(actor(cast.anonymous), TODAY)

    assert (page.targets, page.reports, page.streak, page.owed) == ([], [], 0, False)
