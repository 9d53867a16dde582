"""What pages read of work: values, order and number of statements."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from noken.calendars.models import Disruption
from noken.core import clock
from noken.core.actor import Role
from noken.work import access, queries
from noken.work.models import Report, Review
from noken.work.queries import Stitch, Tone
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


# --- today ---


def test_the_furthest_behind_is_open_with_the_usual_count_and_places(cast: Cast) -> None:
    agreed = make_agreed(cast.maria)
    ahead, behind = agreed.indicators
    make_report(cast.maria, ahead, on=TODAY - DAY, quantity=60)
    for day, count in zip(workdays_before(TODAY - DAY, 3), (2, 3, 9), strict=True):
        make_report(cast.maria, behind, on=day, quantity=count, places=["SD Inpres 28", "Wosi"])

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


# --- the board ---


def test_the_board_has_one_row_a_direct_report_with_stitches_and_what_waits(cast: Cast) -> None:
    make_duty(grace_workdays=0)
    for day in workdays_before(TODAY, 12)[:-1]:
        make_report(cast.maria, on=day, status="APPROVED")
    waiting = make_report(cast.maria, title="Juknis BOS")

    board = queries.team_board(actor(cast.acting_superior, Role.SUPERIOR), TODAY)

    assert [row.person.name for row in board.rows] == ["Frans Rumbiak", "Maria Wanggai"]
    frans, maria = board.rows
    assert "".join(str(each.state)[0] for each in maria.days) == "FFFFFFFFEF"
    assert (maria.state, maria.owed, list(maria.waiting)) == (Stitch.FULL, True, [waiting.pk])
    assert maria.today is not None
    assert maria.today.title == "Juknis BOS"
    assert (frans.state, frans.today, frans.silent_workdays) == (Stitch.WAITING, None, 9)
    assert frans.risk == "9 hari kerja belum melapor"
    assert board.about == {cast.maria.pk, cast.peer.pk}
    assert board.recent[0].title == "Juknis BOS"


def test_the_columns_are_the_superiors_results_that_the_team_supports(cast: Cast) -> None:
    own = make_agreed(cast.acting_superior, ["Mutu kurikulum", "Data pendidikan valid"])
    theirs = make_agreed(cast.maria, ["Dapodik diverifikasi"], supports=[own.results[1]])
    make_report(cast.maria, theirs.indicators[0], quantity=24)

    board = queries.team_board(actor(cast.acting_superior, Role.SUPERIOR), TODAY)

    assert [(column.label, column.title) for column in board.columns] == [
        ("RHK 1", "Mutu kurikulum"),
        ("RHK 2", "Data pendidikan valid"),
    ]
    maria = board.rows[1]
    assert maria.shares[0] is None
    assert maria.shares[1] is not None
    assert maria.shares[1].pct == Decimal(50)
    assert maria.shares[1].tone is Tone.FAR
    assert maria.risk.startswith("RHK 2 tertinggal")
    assert board.columns[1].share == maria.shares[1]


def test_without_a_plan_above_the_columns_are_each_ones_own_results(cast: Cast) -> None:
    make_agreed(cast.maria)

    board = queries.team_board(actor(cast.acting_superior, Role.SUPERIOR), TODAY)

    assert [column.label for column in board.columns] == ["RHK 1", "RHK 2"]
    assert [share.pct if share else None for share in board.rows[1].shares] == [0, 0]


def test_one_row_of_the_board_can_be_asked_for_and_strangers_cannot(cast: Cast) -> None:
    who = actor(cast.acting_superior, Role.SUPERIOR)

    one = queries.team_board(who, TODAY, only=[cast.maria.pk])
    none = queries.team_board(who, TODAY, only=[cast.leader.pk])

    assert [row.person.id for row in one.rows] == [cast.maria.pk]
    assert not none.rows


def test_the_board_takes_six_statements_at_most(cast: Cast) -> None:
    make_duty(grace_workdays=0)
    own = make_agreed(cast.acting_superior)
    theirs = make_agreed(cast.maria, supports=own.results)
    make_report(cast.maria, theirs.indicators[0])
    who = actor(cast.acting_superior, Role.SUPERIOR)

    assert statements(lambda: queries.team_board(who, TODAY)) <= 6


def test_days_of_the_team_leave_strangers_out(cast: Cast) -> None:
    make_report(cast.maria)
    who = actor(cast.acting_superior, Role.SUPERIOR)

    days = queries.team_days(who, [cast.maria.pk, cast.leader.pk], [TODAY])

    assert {pk: [each.state for each in found] for pk, found in days.items()} == {
        cast.maria.pk: [Stitch.FULL]
    }
    assert queries.team_days(who, [cast.maria.pk], []) == {}


# --- what waits ---


def test_what_waits_is_for_the_superior_of_today_with_the_reason_to_look(cast: Cast) -> None:
    target = make_agreed(cast.maria).indicators[0]
    for day in workdays_before(TODAY - DAY, 4):
        make_report(cast.maria, target, on=day, quantity=2, status="APPROVED")
    report = make_report(cast.maria, target, on=TODAY - DAY, quantity=9, late_reason="Sakit")

    found = queries.waiting_reports(actor(cast.acting_superior, Role.SUPERIOR))

    (waiting,) = found
    assert (waiting.id, waiting.person.name, waiting.waited_workdays) == (
        report.pk,
        "Maria Wanggai",
        1,
    )
    assert waiting.look == (
        "Jumlahnya jauh di atas kebiasaan.",
        "Masuk setelah batas laporan.",
    )
    assert queries.waiting_reports(actor(cast.yohana)) == []


def test_the_tally_counts_what_waits_for_me_and_what_i_have_not_read(cast: Cast) -> None:
    make_report(cast.maria)
    make_feedback(cast.acting_superior, cast.yohana)

    def tally(person: object) -> dict[str, int]:
        rows = queries.waiting_tally(actor(person))  # type: ignore[arg-type]  # one of the cast
        return dict(rows.values_list("menu", "n"))

    assert tally(cast.acting_superior) == {"team": 1, "feedback": 1}
    assert tally(cast.maria).get("team", 0) == 0
    assert not any(tally(None).values())


# --- one report ---


def test_the_page_of_a_report_shows_its_whole_chain(cast: Cast) -> None:
    first = make_report(cast.maria, status="APPROVED")
    make_review(first, cast.yohana)
    first.status = Report.Status.CORRECTED
    first.save()
    second = make_report(cast.maria, corrects=first)

    page = queries.report_page(actor(cast.maria), second.pk, NOON)

    assert [each.report.pk for each in page.chain] == [first.pk, second.pk]
    assert page.link.report.pk == second.pk
    assert [review.by.name for review in page.chain[0].reviews] == ["Yohana Saiba"]
    assert (page.is_own, page.may_correct, page.may_review) == (True, True, False)
    older = queries.report_page(actor(cast.maria), first.pk, NOON)
    assert [each.is_shown for each in older.chain] == [True, False]
    assert not older.may_correct


def test_only_the_direct_superior_of_today_may_decide(cast: Cast) -> None:
    report = make_report(cast.maria)

    def may(person: object) -> bool:
        who = actor(person)  # type: ignore[arg-type]  # one of the cast
        return queries.report_page(who, report.pk, NOON).may_review

    assert may(cast.acting_superior)
    assert not may(cast.higher_superior)


@pytest.mark.parametrize(
    ("person", "role"),
    [
        ("owner", Role.SELF),
        ("superior", Role.SUPERIOR),  # away, and still above the one who acts for her
        ("acting_superior", Role.SUPERIOR),
        ("higher_superior", Role.SUPERIOR),
        ("former_superior", None),
        ("peer", None),
        ("admin_opd", None),
        ("personnel", None),
        ("inspectorate", None),
        ("anonymous", None),
    ],
)
def test_the_filter_and_the_single_answer_agree(cast: Cast, person: str, role: Role | None) -> None:
    report = make_report(cast.maria)
    who = actor(getattr(cast, person))

    assert access.can_see(who, report) is role
    assert Report.objects.filter(access.visible_to(who)).exists() is (role is not None)
    if role is None:
        with pytest.raises(Http404):
            queries.report_page(who, report.pk, NOON)


def test_a_month_lists_days_newest_first_and_filters_by_state(cast: Cast) -> None:
    make_report(cast.maria, on=TODAY - DAY, status="APPROVED")
    make_report(cast.maria, on=TODAY)
    make_report(cast.maria, on=date(2026, 10, 30))

    page = queries.reports_of(actor(cast.maria), cast.maria.pk, TODAY)
    approved = queries.reports_of(
        actor(cast.maria), cast.maria.pk, TODAY, status=Report.Status.APPROVED
    )

    assert [each.day for each in page.days] == [TODAY, TODAY - DAY]
    assert [(code, n) for code, _word, n in page.counts] == [("WAITING", 1), ("APPROVED", 1)]
    assert (page.after, page.before) == (None, date(2026, 10, 31))
    assert [each.day for each in approved.days] == [TODAY - DAY]


def test_the_month_of_a_stranger_is_not_there(cast: Cast) -> None:
    with pytest.raises(Http404):
        queries.reports_of(actor(cast.peer), cast.maria.pk, TODAY)


# --- progress ---


def test_progress_sums_what_stands_and_what_was_approved(cast: Cast) -> None:
    target = make_agreed(cast.maria).indicators[0]
    make_report(cast.maria, target, on=TODAY - DAY, quantity=3, status="APPROVED")
    make_report(cast.maria, target, on=TODAY, quantity=4)
    make_report(cast.maria, target, on=TODAY, quantity=100, status="RETURNED")

    found = queries.progress_of(actor(cast.maria), [cast.maria.pk], 2026)

    progress = found[cast.maria.pk, target.key]
    assert (progress.done, progress.approved) == (Decimal(7), Decimal(3))
    assert progress.last_on == TODAY


def test_where_lower_is_better_progress_is_the_newest_value(cast: Cast) -> None:
    target = make_agreed(cast.maria, lower_is_better=True, target=2).indicators[0]
    make_report(cast.maria, target, on=TODAY - DAY, quantity=9)
    make_report(cast.maria, target, on=TODAY, quantity=1)

    found = queries.progress_of(actor(cast.maria), [cast.maria.pk], 2026)
    page = queries.today(actor(cast.maria), TODAY)

    assert found[cast.maria.pk, target.key].done == 1
    assert page.targets[-1].share.tone is Tone.DONE


def test_progress_of_strangers_is_left_out(cast: Cast) -> None:
    target = make_agreed(cast.maria).indicators[0]
    make_report(cast.maria, target)

    assert queries.progress_of(actor(cast.peer), [cast.maria.pk], 2026) == {}
    assert queries.progress_of(actor(cast.higher_superior), [cast.maria.pk], 2026)


def test_rows_for_export_hold_only_what_the_actor_may_see(cast: Cast) -> None:
    make_report(cast.maria, places=["Wosi", "Amban"])
    make_review(make_report(cast.peer), cast.yohana, Review.Decision.RETURNED)
    ids = [cast.maria.pk, cast.peer.pk]

    mine = list(queries.export_rows(actor(cast.maria), ids, TODAY, TODAY + DAY))
    team = list(queries.export_rows(actor(cast.acting_superior), ids, TODAY, TODAY + DAY))

    assert [row[5] for row in mine] == ["Wosi, Amban"]
    assert [(row[1], row[8]) for row in team] == [
        ("Frans Rumbiak", "Perlu diperbaiki"),
        ("Maria Wanggai", "Menunggu ditinjau"),
    ]
    assert len(mine[0]) == len(queries.EXPORT_HEADER)
