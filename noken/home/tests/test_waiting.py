"""Menunggu saya and Hari ini: one list from all areas, in the order of consequence."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from noken.calendars.models import Holiday
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.home.queries import shell, today, waiting
from noken.organization.models import Position, Posting
from noken.planning.models import Revision
from noken.work import queries as work
from noken.work.models import Duty, Report
from tests.cast import Cast
from tests.fixtures import Browse
from tests.world import NOON, TODAY, actor
from tests.world_findings import make_finding, make_reply, make_row
from tests.world_leave import make_request
from tests.world_planning import make_note, make_plan
from tests.world_work import (
    make_agreed,
    make_duty,
    make_feedback,
    make_report,
    make_review,
    workdays_before,
)


@pytest.fixture
def naomi(cast: Cast) -> Actor:
    return actor(cast.acting_superior, Role.SUPERIOR)


def test_reports_of_one_person_are_one_row_and_the_oldest_decides(cast: Cast, naomi: Actor) -> None:
    old, newer = workdays_before(TODAY, 6)[0], TODAY
    make_report(cast.maria, on=newer)
    make_report(cast.peer, on=newer)
    make_report(cast.maria, on=old - timedelta(7), at=clock.at_noon(old), late_reason="Sakit")

    page = waiting.waiting_page(naomi, NOON)

    assert [(row.person.name, len(row.reports), row.oldest_workdays) for row in page.reports] == [
        ("Maria Wanggai", 2, 6),
        ("Frans Rumbiak", 1, 0),
    ]
    maria, frans = page.reports
    assert (maria.overdue, maria.usual) == (True, 1)
    assert (frans.overdue, frans.usual) == (False, 1)
    assert page.about == {cast.maria.pk, cast.peer.pk}


def test_five_workdays_are_not_yet_too_long(cast: Cast, naomi: Actor) -> None:
    make_report(cast.maria, on=workdays_before(TODAY, 5)[0])

    (row,) = waiting.waiting_page(naomi, NOON).reports

    assert (row.oldest_workdays, row.overdue) == (5, False)


def test_a_plan_that_was_handed_in_waits_beside_the_reports(cast: Cast, naomi: Actor) -> None:
    plan = make_plan(cast.maria, status=Revision.Status.SUBMITTED)

    page = waiting.waiting_page(naomi, NOON)

    (row,) = page.team
    assert (row.title, row.url) == (f"SKP {plan.year} Maria Wanggai", f"/skp/{plan.pk}/")
    assert row.detail == "1 hasil kerja, diajukan untuk Anda setujui"
    assert cast.maria.pk in page.about


def test_leave_waits_for_superior_and_bkpsdm(cast: Cast, naomi: Actor) -> None:
    make_request(cast.maria)
    make_request(cast.maria, "UNPAID", status="ADVISED", start_on=TODAY + timedelta(60))
    make_request(cast.acting_superior, status="RETURNED")

    page = waiting.waiting_page(naomi, NOON)

    (row,) = page.team
    assert (row.title, row.label) == ("Cuti tahunan Maria Wanggai", "Pertimbangkan")
    assert row.detail == "30 Nov sampai 2 Des"
    assert ("Cuti tahunan", "Perbaiki") in [(own.title, own.label) for own in page.mine]
    assert page.count == menu_count(naomi)
    theirs = waiting.waiting_page(actor(cast.personnel), NOON)
    assert [row.label for row in theirs.team] == ["Putuskan"]
    assert theirs.count == menu_count(actor(cast.personnel))


def test_what_others_wait_for_stands_by_consequence_and_day(
    cast: Cast, naomi: Actor, browse: Browse
) -> None:
    plan = make_plan(cast.maria, status=Revision.Status.SUBMITTED)
    make_note(plan, cast.maria, "Bisa kita naikkan?")
    make_report(cast.maria)
    make_report(cast.peer, on=workdays_before(TODAY, 6)[0])
    make_request(cast.peer, start_on=TODAY + timedelta(60))
    make_request(cast.maria, start_on=TODAY + timedelta(1))
    finding = make_finding(cast.maria)
    make_reply(finding, make_row(finding, TODAY - timedelta(3), "REPLIED", facts={"after": None}))

    page = waiting.waiting_page(naomi, NOON)

    kinds = [
        row.person.name if isinstance(row, waiting.ReportsRow) else getattr(row, "label", "")
        for row in page.theirs
    ]
    assert kinds == [
        *("Putuskan", cast.peer.name, "Pertimbangkan", "Tinjau"),
        *(cast.maria.name, "Pertimbangkan", "Baca"),
    ]
    html = browse(cast.acting_superior).get("/menunggu/").content.decode()
    assert html.index("Keterangan Maria Wanggai") < html.index("1 laporan Frans Rumbiak")


def test_what_i_owe_stands_in_the_order_of_consequence(cast: Cast) -> None:
    returned = make_report(cast.maria, on=TODAY - timedelta(1), title="Rekap BOS")
    make_review(returned, cast.acting_superior, "RETURNED", note="Kurang lengkap")
    make_plan(cast.maria, status=Revision.Status.RETURNED, note="Tambahkan target")
    make_feedback(cast.maria, cast.yohana)

    page = waiting.waiting_page(actor(cast.maria), NOON)

    assert [(row.title, row.label) for row in page.mine] == [
        ("Belum ada laporan hari ini", "Lapor"),
        ("Rekap BOS", "Perbaiki"),
        (f"SKP {TODAY.year}", "Buka SKP"),
        ("1 umpan balik baru", "Baca"),
    ]
    assert "Naomi Rumbiak" in page.mine[1].detail
    assert (page.count, page.about) == (4, frozenset())


def test_who_has_reported_and_leads_nobody_waits_for_nothing(cast: Cast) -> None:
    make_report(cast.maria)

    page = waiting.waiting_page(actor(cast.maria), NOON)

    assert (page.count, page.reports, page.team) == (0, [], [])


# --- the count in the menu is that of the list ---


def menu_count(who: Actor) -> int:
    found = shell.shell_for(who, "/hari-ini/")
    assert found is not None
    return next(i.count or 0 for group in found.groups for i in group.items if i.id == "waiting")


def test_the_menu_counts_what_the_list_shows(cast: Cast) -> None:
    busy = actor(cast.acting_superior)
    for day in (TODAY, TODAY - timedelta(1)):
        make_report(cast.maria, on=day)
    make_plan(cast.maria, status=Revision.Status.SUBMITTED)
    make_plan(cast.acting_superior, status=Revision.Status.RETURNED, note="Tambahkan target")
    for _ in range(2):
        make_feedback(cast.acting_superior, cast.yohana)
    returned = make_report(cast.acting_superior, on=TODAY - timedelta(1))
    make_review(returned, cast.yohana, "RETURNED", note="Kurang lengkap")

    page = waiting.waiting_page(busy, NOON)

    # two reports and a plan of Maria's; an own report, a plan, two notes and today's report
    assert page.count == menu_count(busy) == 8


@pytest.mark.parametrize(
    ("change", "day", "owed"),
    [
        ("", TODAY, True),
        ("", TODAY - timedelta(days=2), False),
        ("holiday", TODAY, False),
        ("teacher", TODAY, False),
        ("nothing owed", TODAY, False),
        ("ended", TODAY, False),
        ("no duty", TODAY, False),
        ("no posting", TODAY, True),
    ],
)
def test_todays_report_is_counted_when_the_list_asks_for_it(
    cast: Cast, change: str, day: date, *, owed: bool
) -> None:
    if change == "holiday":
        Holiday.objects.create(day=TODAY, name="Hari raya", kind="LOCAL", confirmed=True, source="")
    elif change == "teacher":
        Position.objects.filter(postings__employee=cast.maria).update(family="TEACHER")
    elif change == "nothing owed":
        make_duty(rhythm=Duty.Rhythm.NONE)
    elif change == "ended":
        Duty.objects.update(end_on=TODAY)
    elif change == "no duty":
        Duty.objects.all().delete()
    elif change == "no posting":
        Posting.objects.filter(employee=cast.maria).update(end_on=TODAY)
    who = replace(actor(cast.maria), on=day)

    page = waiting.waiting_page(who, clock.at_noon(day))

    day_page = work.today(who, day)
    assert page.count == menu_count(who) == owed == (day_page.owed and not day_page.reports)


@pytest.mark.parametrize("fate", ["WAITING", "WITHDRAWN", "APPROVED"])
def test_a_report_of_today_settles_it_unless_it_was_withdrawn(cast: Cast, fate: str) -> None:
    report = make_report(cast.maria)
    Report.objects.filter(pk=report.pk).update(status=fate)
    who = actor(cast.maria)

    page = waiting.waiting_page(who, NOON)

    assert page.count == menu_count(who) == (fate == "WITHDRAWN")
    assert bool(work.today(who, TODAY).reports) == (fate != "WITHDRAWN")


# --- Hari ini ---


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (0, "Selamat pagi"),
        (10, "Selamat pagi"),
        (11, "Selamat siang"),
        (14, "Selamat siang"),
        (15, "Selamat sore"),
        (17, "Selamat sore"),
        (18, "Selamat malam"),
        (23, "Selamat malam"),
    ],
)
def test_the_greeting_goes_by_the_clock_of_the_region(hour: int, words: str) -> None:
    at = datetime(2026, 11, 24, hour, 59, tzinfo=UTC) - timedelta(hours=9)

    assert today.greeting(at) == words


@pytest.mark.parametrize(
    ("login", "name"),
    [
        ("199104122015042014", "Ibu Maria"),
        ("199104122015041014", "Bapak Maria"),
        ("wakil.bupati", "Maria"),
        ("", "Maria"),
    ],
)
def test_the_greeting_says_ibu_or_bapak_where_the_nip_does(
    cast: Cast, login: str, name: str
) -> None:
    page = today.today_page(actor(cast.maria), NOON, login)

    assert page.greeting == f"Selamat siang, {name}"


def test_today_knows_whether_a_plan_is_in_force(cast: Cast) -> None:
    make_plan(cast.maria, status=Revision.Status.SUBMITTED)
    before = today.today_page(actor(cast.maria), NOON)
    make_agreed(cast.peer)
    after = today.today_page(actor(cast.peer), NOON)

    assert (before.has_plan, before.greeting) == (False, "Selamat siang, Maria")
    assert (after.has_plan, after.day.on) == (True, TODAY)
