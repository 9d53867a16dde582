"""Tim langsung: filters, search, what needs the superior now, one row of the board."""

from datetime import datetime, timedelta

import pytest

from noken.core.actor import Actor, Role
from noken.core.clock import start_of
from noken.home.queries import team
from noken.planning.models import Revision
from noken.work.models import Duty, Report
from tests.cast import Cast
from tests.world import NOON, START, TODAY, actor, make_employee, make_line
from tests.world_planning import make_plan
from tests.world_work import make_agreed, make_duty, make_report, workdays_before

SIX_BACK = workdays_before(TODAY, 6)[0]
FIVE_BACK = workdays_before(TODAY, 5)[0]
LAST_MINUTE = timedelta(minutes=1)


@pytest.fixture
def naomi(cast: Cast) -> Actor:
    """Acting for Yohana: Maria and Frans answer to her today."""
    return actor(cast.acting_superior, Role.SUPERIOR)


def names(page: team.TeamPage) -> list[str]:
    return [row.name for row in page.rows]


def waiting_since(cast: Cast, at: datetime) -> Report:
    return make_report(cast.maria, on=FIVE_BACK, at=at)


# --- filters and search ---


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("semua", ["Frans Rumbiak", "Maria Wanggai"]),
        ("menunggu", ["Maria Wanggai"]),
        ("belum", ["Frans Rumbiak"]),
        ("berisiko", ["Frans Rumbiak"]),
        ("apa saja", ["Frans Rumbiak", "Maria Wanggai"]),
    ],
)
def test_a_filter_lets_some_through_and_the_counts_stay_those_of_the_team(
    cast: Cast, naomi: Actor, chosen: str, expected: list[str]
) -> None:
    make_duty(grace_workdays=0)
    make_report(cast.maria)

    page = team.team_page(naomi, NOON, chosen=chosen)

    assert names(page) == expected
    assert [(each.code, each.count) for each in page.filters] == [
        ("semua", 2),
        ("menunggu", 1),
        ("belum", 1),
        ("berisiko", 1),
    ]
    assert [each.code for each in page.filters if each.current] == [page.chosen]
    assert (page.reported, page.due, page.waiting) == (1, 2, 1)


def test_filter_and_search_narrow_together_and_keep_each_other(cast: Cast, naomi: Actor) -> None:
    make_report(cast.maria)

    both = team.team_page(naomi, NOON, chosen="menunggu", search="maria")
    neither = team.team_page(naomi, NOON, chosen="menunggu", search="frans")

    assert (names(both), names(neither)) == (["Maria Wanggai"], [])
    assert [each.url for each in both.filters] == [
        f"/tim/?saring={code}&cari=maria" for code, _ in team.FILTERS
    ]
    assert both.live_url == "/tim/ringkas/?saring=menunggu&cari=maria"


@pytest.mark.parametrize(
    ("search", "expected"),
    [("maria", ["Maria Wanggai"]), (" JUKNIS ", ["Maria Wanggai"]), ("Yohana", [])],
)
def test_search_reads_names_and_the_newest_report_of_today(
    cast: Cast, naomi: Actor, search: str, expected: list[str]
) -> None:
    make_report(cast.maria, title="Juknis BOS dibahas")

    page = team.team_page(naomi, NOON, search=search)

    assert names(page) == expected


def test_the_address_of_a_board_keeps_filter_and_search(naomi: Actor) -> None:
    page = team.team_page(naomi, NOON, chosen="belum", search="a&b")

    assert page.url == "/tim/?saring=belum&cari=a%26b"


def test_a_superior_who_is_away_keeps_those_for_whom_nobody_acts(cast: Cast) -> None:
    page = team.team_page(actor(cast.yohana, Role.SUPERIOR), NOON)

    assert names(page) == ["Naomi Rumbiak"]
    assert page.about == {cast.acting_superior.pk}


def test_who_has_nobody_meets_an_empty_board(cast: Cast) -> None:
    page = team.team_page(actor(cast.maria), NOON)

    assert (page.rows, page.actions, page.tracked, page.about) == ([], [], 0, frozenset())


# --- the words of a row ---


def test_a_row_says_how_the_day_stands(cast: Cast, naomi: Actor) -> None:
    make_duty(grace_workdays=0)
    make_report(cast.maria, at=NOON)

    frans, maria = team.team_page(naomi, NOON).rows

    assert (maria.today_label, maria.today_tone) == ("Melapor 12.00", "ok")
    assert (frans.today_label, frans.today_tone) == ("Belum melapor", "thr")
    assert maria.days_label == "10 hari kerja terakhir: 1 dilaporkan, 9 kosong"


def test_where_nobody_owes_a_report_everyone_who_reported_is_counted(
    cast: Cast, naomi: Actor
) -> None:
    make_duty(rhythm=Duty.Rhythm.NONE)
    make_report(cast.maria)

    page = team.team_page(naomi, NOON)

    assert (page.reported, page.due, page.size) == (1, 0, 2)


def test_nobody_is_asked_for_a_report_on_a_day_off(naomi: Actor) -> None:
    make_duty()
    saturday = NOON - timedelta(days=3)

    page = team.team_page(naomi, saturday)

    assert {row.today_label for row in page.rows} == {"Bukan hari kerja"}
    assert (page.reported, page.due) == (0, 0)


def test_progress_stands_under_the_superiors_result_it_serves(cast: Cast, naomi: Actor) -> None:
    own = make_agreed(cast.acting_superior, ["Mutu kurikulum", "Data valid"])
    theirs = make_agreed(cast.maria, ["Dapodik diverifikasi"], supports=[own.results[1]])
    make_report(cast.maria, theirs.indicators[0], quantity=60, status="APPROVED")

    page = team.team_page(naomi, NOON)

    _, maria = page.rows
    assert [column.label for column in page.columns] == ["RHK 1", "RHK 2"]
    assert maria.cells[0].share == ""
    assert (maria.cells[1].share, maria.cells[1].bar) == ("100%", 100)
    assert maria.cells[1].sentence == "Maria Wanggai, RHK 2, setahun"
    assert (page.on_track, page.tracked) == (1, 1)


# --- what needs the superior now ---


def test_old_reports_come_first_then_plans_then_people_who_fell_behind(
    cast: Cast, naomi: Actor
) -> None:
    make_duty(grace_workdays=0)
    old = [make_report(cast.maria, on=SIX_BACK) for _ in range(2)]
    make_report(cast.maria)
    plan = make_plan(cast.peer, status=Revision.Status.SUBMITTED)

    actions = team.team_page(naomi, NOON).actions

    assert [(each.who, each.label) for each in actions[:3]] == [
        ("Maria Wanggai", f"Tinjau {len(old) + 1} laporan"),
        ("Frans Rumbiak", "Tinjau SKP"),
        ("Frans Rumbiak", "Buka"),
    ]
    assert actions[0].url == f"/laporan/?pegawai={cast.maria.pk}"
    assert actions[0].what == ": 3 laporan menunggu Anda, yang tertua lebih dari 5 hari kerja."
    assert actions[1].url == f"/skp/{plan.pk}/"


def test_several_plans_are_one_thing_to_do(cast: Cast, naomi: Actor) -> None:
    for person in (cast.maria, cast.peer):
        make_plan(person, status=Revision.Status.SUBMITTED)

    action, *_ = team.team_page(naomi, NOON).actions

    assert (action.who, action.url) == ("2 pegawai", "/skp/menunggu/")


def test_five_things_at_most_are_named(cast: Cast, naomi: Actor) -> None:
    for number in range(7):
        person = make_employee(f"Anggota {number}")
        make_line(person, cast.acting_superior, start_on=START)
        make_report(person, on=SIX_BACK)

    page = team.team_page(naomi, NOON)

    assert len(page.actions) == team.MOST_ACTIONS == 5
    assert page.overdue == 7
    assert {each.icon for each in page.actions} == {"hourglass"}


@pytest.mark.parametrize(
    ("received_at", "overdue"),
    [(start_of(FIVE_BACK) - LAST_MINUTE, 1), (start_of(FIVE_BACK), 0)],
)
def test_a_report_is_old_when_six_workdays_have_begun_since(
    cast: Cast, naomi: Actor, received_at: datetime, overdue: int
) -> None:
    waiting_since(cast, received_at)

    assert team.team_page(naomi, NOON).overdue == overdue


# --- what just happened ---


def test_the_feed_tells_the_newest_reports_with_their_amount(cast: Cast, naomi: Actor) -> None:
    target = make_agreed(cast.maria).indicators[0]
    make_report(cast.maria, target, title="Verifikasi data", quantity=3)

    (item,) = team.team_page(naomi, NOON).feed

    assert (item.who, item.what, item.detail) == (
        "Maria Wanggai",
        "melaporkan verifikasi data.",
        "3 sekolah",
    )


# --- one row, after an event ---


def test_a_row_has_the_columns_of_its_board(cast: Cast, naomi: Actor) -> None:
    own = make_agreed(cast.acting_superior, ["Mutu kurikulum", "Data valid"])
    make_agreed(cast.maria, ["Dapodik diverifikasi"], supports=[own.results[1]])

    board = team.team_page(naomi, NOON)
    rows = [team.row_page(naomi, int(row.key), NOON) for row in board.rows]

    assert [page.row if page else None for page in rows] == list(board.rows)
    assert rows[0] is not None
    assert rows[0].about == {cast.peer.pk}


@pytest.mark.parametrize("who", ["higher_superior", "acting_superior", "leader", "ended"])
def test_who_is_not_of_the_team_has_no_row(cast: Cast, naomi: Actor, who: str) -> None:
    assert team.row_page(naomi, getattr(cast, who).pk, NOON) is None
