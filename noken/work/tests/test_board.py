"""What a superior reads: the board, what waits, and how many statements it takes."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from noken.core.actor import Role
from noken.core.tally import counted
from noken.work import queries
from noken.work.queries import Stitch, Tone
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_work import (
    make_agreed,
    make_duty,
    make_feedback,
    make_report,
    workdays_before,
)

DAY = timedelta(1)


def statements(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


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
    make_report(cast.maria, theirs.indicators[0], quantity=24, status="APPROVED")

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


def test_who_owes_no_daily_report_is_not_behind_for_want_of_one(cast: Cast) -> None:
    make_duty(rhythm="NONE")
    agreed = make_agreed(cast.maria, ["Murid lancar membaca"])

    silent = queries.team_board(actor(cast.acting_superior, Role.SUPERIOR), TODAY).rows[1]
    make_report(cast.maria, agreed.indicators[0], quantity=1, status="APPROVED")
    heard = queries.team_board(actor(cast.acting_superior, Role.SUPERIOR), TODAY).rows[1]

    for row in (silent, heard):
        assert (list(row.shares), row.risk, row.asks) == ([None], "", False)


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
    day, came = TODAY - 5 * DAY, NOON - DAY
    report = make_report(cast.maria, target, on=day, at=came, quantity=9, late_reason="Sakit")

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
        return counted([queries.waiting_tally(actor(person))])  # type: ignore[arg-type]  # one of the cast

    nothing = dict.fromkeys(("team", "team_escalated", "feedback", "own_returned", "own_today"), 0)
    assert tally(cast.acting_superior) == nothing | {"team": 1, "feedback": 1, "own_today": 1}
    assert tally(cast.maria) == nothing
    assert not any(tally(None).values())
