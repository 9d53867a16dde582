"""Lines that wait for a keeper: which do, whom their days ask meanwhile, and what ends it."""

from datetime import date, datetime, timedelta

import pytest

from noken.attendance.models import Day, HeldRecord, Punch
from noken.attendance.services import derive_waiting, mark_dirty
from noken.core.actor import system
from noken.devices.models import BadLine, Device, Fault
from noken.devices.rules.late import Gap, waits_for_keeper
from noken.devices.services import commands
from noken.devices.services.watching import watch
from noken.devices.tests.machines import AT, SERIAL, ask, attlog, make_device
from tests.cast import Cast
from tests.fixtures import Browse
from tests.whole.day_pages import absences, letters_of, line_of, one_letter, own_page
from tests.world import TODAY, actor
from tests.world_attendance import make_pin, make_site

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 9)
NOW = datetime.fromisoformat("2026-11-24T17:00:00")
DAY = timedelta(days=1)
FORGED = ("7\t2026-11-09 07:20:00", "7\t2026-11-09 16:40:00")


@pytest.fixture(autouse=True)
def device(cast: Cast) -> Device:
    """Maria has PIN 7; nobody was seen that Monday, and the machine was heard every half hour."""
    site = make_site(cast.section)
    make_pin(site, "7", cast.maria)
    made = make_device(site, clock_sent_at=AT)
    heard(datetime.fromisoformat("2026-10-01T00:00:00+00:00"))
    Device.objects.update(last_seen_at=AT - timedelta(minutes=1), online_since=AT - 50 * DAY)
    return made


def heard(at: datetime, serial: str = SERIAL) -> None:
    assert ask(f"/iclock/getrequest?SN={serial}", at=at).status == 200


def derive(at: datetime = AT) -> None:
    while derive_waiting(by=system(TODAY), at=at):
        pass


def judge_monday(cast: Cast) -> None:
    """Monday and Tuesday as they stand without anything that waits."""
    mark_dirty([cast.maria.pk], MONDAY, MONDAY + 2 * DAY, by=system(TODAY), at=AT)
    derive()


@pytest.mark.parametrize(
    ("days", "gap", "waits"),
    [
        (2.9, None, False),
        (3.1, None, True),
        (15, None, True),
        (15, (20, 10), False),
        (9.99, (20, 10), False),
        (9.9, (20, 10), True),
        (20.1, (20, 10), True),
    ],
)
def test_which_lines_wait(days: float, gap: tuple[int, int] | None, *, waits: bool) -> None:
    gaps = [Gap(NOW - gap[0] * DAY, NOW - gap[1] * DAY)] if gap else []
    assert waits_for_keeper(NOW - timedelta(days=days), NOW, gaps) is waits


def test_at_the_turn_of_the_year_three_days_are_three_days() -> None:
    new_year = datetime.fromisoformat("2027-01-01T00:05:00")
    assert not waits_for_keeper(datetime.fromisoformat("2026-12-29T07:20:00"), new_year, [])
    assert waits_for_keeper(datetime.fromisoformat("2026-12-28T23:50:00"), new_year, [])


def test_an_old_line_of_a_machine_that_was_heard_asks_nobody_until_a_keeper_decides(
    cast: Cast, browse: Browse
) -> None:
    judge_monday(cast)
    assert one_letter(browse, cast, cast.maria, MONDAY) == "A"
    assert absences(browse, cast.maria, MONDAY) == 2

    assert attlog(*FORGED) == "OK: 2"
    derive()
    assert not Punch.objects.exists()
    assert {line.reason for line in BadLine.objects.all()} == {"LATE"}
    assert set(letters_of(browse, cast, cast.maria, MONDAY).values()) == {"G"}
    assert absences(browse, cast.maria, MONDAY) == 1  # the Tuesday
    line = line_of(own_page(browse, cast.maria, MONDAY), MONDAY)
    assert "masih diperiksa petugas mesin" in line
    assert "Sampaikan keterangan" not in line

    keeper = browse(cast.admin_opd)
    assert "Baris lama yang baru dikirim" in keeper.get("/mesin/karantina/").content.decode()
    recorder = Device.objects.get().recorder_id
    drop = {"reason": "LATE", "why": "Tidak dikenal"}
    assert keeper.post(f"/mesin/karantina/{recorder}/buang/", drop).status_code == 302
    derive()
    assert not HeldRecord.objects.exists()
    assert one_letter(browse, cast, cast.maria, MONDAY) == "A"


def test_a_keeper_takes_them_in(cast: Cast, browse: Browse) -> None:
    attlog(*FORGED)
    recorder = Device.objects.get().recorder_id
    url = f"/mesin/karantina/{recorder}/hitung/"
    keeper = browse(cast.admin_opd)
    assert keeper.post(url, {"why": ""}).status_code == 422
    assert keeper.post(url, {"why": "Mesin dipinjam sebelah"}).status_code == 302
    derive()
    assert Punch.objects.count() == 2
    assert one_letter(browse, cast, cast.maria, MONDAY) == "H"
    assert "2 baris dihitung" in keeper.get("/mesin/karantina/").content.decode()


def test_a_replay_holds_nothing_twice_and_nothing_that_stands() -> None:
    recorder = Device.objects.get().recorder_id
    attlog(*FORGED)
    for _ in range(3):
        assert attlog(*FORGED) == "OK: 2"
    assert BadLine.objects.filter(delivery__recorder=recorder).count() == 2
    fresh = "7\t2026-11-24 07:20:00"
    attlog(fresh)
    assert attlog(fresh, at=AT + 30 * DAY) == "OK: 1"
    assert BadLine.objects.count() == 2


def test_a_replay_of_yesterdays_push_from_another_address_changes_nothing(cast: Cast) -> None:
    push = f"/iclock/cdata?SN={SERIAL}&table=ATTLOG&Stamp=1"
    body = "7\t2026-11-23 07:20:00\n7\t2026-11-23 16:40:00\n"
    ask(push, body)
    derive()
    days = Day.objects.filter(employee=cast.maria).values("day", "first_at", "grade")
    before = list(days.order_by("day"))
    assert ask(push, body, address="103.28.4.9", at=AT + DAY).text == "OK: 2"
    derive()
    assert list(days.order_by("day")) == before
    assert not Fault.objects.filter(kind="CLOCK").exists()


@pytest.mark.parametrize("is_watched", [True, False])
def test_the_backlog_of_a_silent_machine_passes(*, is_watched: bool) -> None:
    """Also over a line that breaks again and again, and whether or not the watch has seen it."""
    gone, back = AT - 16 * DAY, AT
    Device.objects.update(last_seen_at=gone)
    if is_watched:
        watch(by=system(TODAY), at=gone + timedelta(hours=1))
    lines = [f"7\t2026-11-{day:02}  07:20:00".replace("  ", " ") for day in range(9, 19)]
    for number, line in enumerate(lines):
        at = back + number * timedelta(hours=5)
        heard(at)
        assert attlog(line, at=at + timedelta(seconds=20)) == "OK: 1"
    assert Punch.objects.count() == len(lines)
    assert not BadLine.objects.exists()

    before = "7\t2026-11-03 07:20:00"
    attlog(before, at=back + 3 * DAY)
    assert BadLine.objects.get().reason == "LATE"


def test_a_new_machine_brings_all_it_holds(cast: Cast) -> None:
    make_device(make_site(cast.division), "BARU0001")
    ask("/iclock/getrequest?SN=BARU0001")
    assert attlog("7\t2025-03-03 07:00:00", "7\t2026-11-01 07:00:00", serial="BARU0001") == "OK: 2"
    assert not BadLine.objects.exists()

    heard(AT + 40 * DAY, "BARU0001")
    attlog("7\t2026-11-02 07:00:00", serial="BARU0001", at=AT + 40 * DAY)
    assert BadLine.objects.get().reason == "LATE"


def test_what_a_keeper_asked_for_passes(cast: Cast) -> None:
    wish = commands.Wish("QUERY", day=MONDAY)
    commands.ask_command(
        Device.objects.get().pk, wish, by=actor(cast.admin_opd), at=AT - timedelta(minutes=2)
    )
    heard(AT - timedelta(minutes=1))
    attlog(*FORGED, "7\t2026-11-10 07:00:00")
    assert Punch.objects.count() == 2
    assert BadLine.objects.count() == 1


def test_a_line_from_the_future_lets_the_day_it_came_ask_nobody(cast: Cast, browse: Browse) -> None:
    """A battery died: the record of that day is held a year ahead, and its owner asked nothing."""
    at = datetime.fromisoformat("2026-11-09T08:00:00+00:00")
    Device.objects.update(last_seen_at=at)
    attlog("7\t2027-11-09 16:59:00", at=at)
    derive()
    assert HeldRecord.objects.get().at.date() == MONDAY
    assert set(letters_of(browse, cast, cast.maria, MONDAY).values()) == {"G"}


def test_a_clock_that_lags_by_days_costs_nobody(cast: Cast) -> None:
    """At New Year two people's rows come a year old: neither that day nor this one asks them."""
    make_pin(Device.objects.get().recorder.site, "8", cast.peer)
    at = datetime.fromisoformat("2027-01-04T08:00:00+00:00")
    Device.objects.update(last_seen_at=at - timedelta(minutes=1))
    attlog("7\t2026-01-04 16:59:00", at=at)
    assert not Fault.objects.filter(kind="CLOCK").exists()
    assert {held.at.year for held in HeldRecord.objects.all()} == {2026, 2027}
    attlog("8\t2026-01-04 17:00:00", at=at + timedelta(minutes=1))
    assert Fault.objects.get(kind="CLOCK").end_at is None
    derive(at + DAY)
    day = Day.objects.get(employee=cast.maria, day=date(2027, 1, 4))
    assert (day.status, day.is_shielded) == ("PRESENT", True)
    assert [reason[0] for reason in day.reasons] == ["waits", "waits"]


@pytest.mark.parametrize(
    ("told", "doubtful"),
    [("2026-12-31 23:58:00", False), ("2027-01-01 00:09:59", True), ("2027-01-01 00:00:30", False)],
)
def test_a_clock_some_minutes_ahead_at_the_turn_of_the_year(told: str, *, doubtful: bool) -> None:
    at = datetime.fromisoformat("2026-12-31T14:58:00+00:00")  # 23.58 on its clock
    Device.objects.update(last_seen_at=at)
    assert attlog(f"7\t{told}", at=at) == "OK: 1"
    assert Punch.objects.get().doubtful is doubtful
    assert not Fault.objects.filter(kind="CLOCK").exists()


@pytest.mark.parametrize(
    ("beside", "year"), [((), 2026), (("8\t2026-11-24 16:59:00",), 2012)], ids=["alone", "beside"]
)
def test_lines_of_ten_years_ago_alone_are_of_a_clock_that_began_anew(
    beside: tuple[str, ...], year: int
) -> None:
    attlog("7\t2012-01-02 10:03:11", *beside)
    assert HeldRecord.objects.get().at.year == year
