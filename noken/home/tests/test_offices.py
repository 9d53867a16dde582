"""Antrean and Ikhtisar: counts by agency, shares of ten people or more, and what is wrong."""

from datetime import timedelta

import pytest

from noken.calendars import services as calendars
from noken.core.actor import Role, system
from noken.core.uuid7 import uuid7
from noken.devices.tests.machines import make_device
from noken.findings.models import CardRest, CardVersion
from noken.home.queries import overview, queue
from noken.leave import queries as leave
from noken.organization.models import Employee, ImportRow, ImportRun, Posting, ReportingLine, Unit
from noken.planning.models import Revision
from noken.work import queries as work
from tests.cast import Cast
from tests.world import (
    NOON,
    TODAY,
    actor,
    make_employee,
    make_line,
    make_position,
    make_posting,
    make_unit,
)
from tests.world_evaluation import DUE, make_period, make_sheet
from tests.world_findings import make_terms
from tests.world_leave import MONDAY, make_letter, make_request
from tests.world_planning import make_plan
from tests.world_work import make_duty, make_report, workdays_before

BASIS = ReportingLine.Basis


def make_agency(cast: Cast, name: str, people: int, *, reported: int = 0) -> Unit:
    """An agency under the instansi, so many people in it, of whom the first have reported."""
    agency = make_unit(name, cast.instansi, kind=Unit.Kind.OPD)
    for number in range(people):
        person = make_employee(account=False)
        make_posting(person, make_position(agency))
        if number < reported:
            make_report(person)
            make_plan(person)
    return agency


def row_of(page: overview.OverviewPage, unit: Unit) -> overview.AgencyRow:
    return next(row for row in page.rows if row.id == unit.pk)


# --- Ikhtisar ---


@pytest.mark.parametrize(("people", "share"), [(9, None), (10, 40)])
def test_a_share_is_shown_from_ten_people_on(cast: Cast, people: int, share: int | None) -> None:
    make_duty()
    agency = make_agency(cast, "Dinas Baru", people, reported=4)

    page = overview.overview_page(actor(cast.leader, Role.LEADER), NOON)

    row = row_of(page, agency)
    assert (row.people, row.reported_pct, row.agreed_pct) == (people, share, share)
    assert (page.reported, page.agreed) == (4, 4)


def test_who_is_away_owes_nothing_here_as_on_the_board(cast: Cast) -> None:
    """Leave and a letter of duty; a report sent all the same is none of those owed."""
    make_duty()
    agency = make_agency(cast, "Dinas Baru", 10, reported=3)
    people = [each.employee for each in Posting.objects.filter(unit=agency).order_by("pk")]
    make_request(people[0], status="APPROVED", start_on=TODAY, days=1)
    make_letter(agency, [people[9]], start_on=TODAY, days=2)
    make_request(people[8], status="APPROVED", start_on=TODAY, days=1, portion="MORNING")

    found = work.reports_by_agency(actor(cast.leader, Role.LEADER), TODAY, NOON)[agency.pk]

    assert (found.people, found.due, found.reported) == (10, 8, 2)


def test_agencies_stand_by_name_and_are_never_ranked(cast: Cast) -> None:
    make_agency(cast, "Badan Baru", 1, reported=1)

    page = overview.overview_page(actor(cast.leader, Role.LEADER), NOON)

    names = [row.name for row in page.rows]
    assert names == sorted(names)
    assert names[1] == "Badan Baru"


def test_only_agencies_that_let_reports_wait_are_late(cast: Cast) -> None:
    make_report(cast.maria, on=workdays_before(TODAY, 6)[0])
    make_report(cast.maria, on=workdays_before(TODAY, 5)[0])
    make_report(cast.former_superior)

    page = overview.overview_page(actor(cast.inspectorate, Role.INSPECTORATE), NOON)

    assert [(row.name, row.waiting, row.overdue) for row in page.late] == [
        ("Dinas Pendidikan", 2, 1)
    ]
    assert (page.waiting, page.overdue) == (3, 1)


def test_nobody_owes_a_report_on_a_day_off(cast: Cast) -> None:
    make_duty()

    page = overview.overview_page(actor(cast.leader, Role.LEADER), NOON - timedelta(days=3))

    assert (page.is_workday, page.due, page.reported_pct) == (False, 0, None)


def test_an_outage_of_the_last_two_weeks_is_named(cast: Cast) -> None:
    start = NOON - timedelta(days=3)
    calendars.record_disruption(
        start, NOON, what="Kabel laut putus", proof="BA 1", by=system(TODAY), at=NOON
    )
    leader = actor(cast.leader, Role.LEADER)

    assert overview.overview_page(leader, NOON).disruption == "Kabel laut putus"
    assert not overview.overview_page(leader, NOON + timedelta(days=15)).disruption


def test_an_opd_admin_counts_the_own_agency_only(cast: Cast) -> None:
    make_report(cast.former_superior)
    make_report(cast.maria)

    page = overview.overview_page(actor(cast.admin_opd, Role.ADMIN_OPD), NOON)

    assert [row.name for row in page.rows] == ["Dinas Pendidikan"]
    assert (page.people, page.waiting) == (7, 1)


def test_who_oversees_nothing_counts_nothing(cast: Cast) -> None:
    make_report(cast.maria)

    page = overview.overview_page(actor(cast.maria), NOON)

    assert (page.rows, page.people, page.waiting, page.planned) == ([], 0, 0, 0)


# --- Antrean ---


def test_what_harms_people_most_comes_first_and_leads_to_its_fix(cast: Cast) -> None:
    calendars.seed_holidays(2027, by=system(TODAY), at=NOON)
    make_plan(cast.owner)
    for name, basis in (("Tanpa", BASIS.GAP), ("Sementara", BASIS.VACANCY)):
        person = make_employee(name)
        make_posting(person, make_position(cast.section))
        make_line(person, None if basis == BASIS.GAP else cast.agency_head, basis=basis)

    items = queue.queue_page(actor(cast.personnel, Role.PERSONNEL), NOON).items

    assert [item.url.rpartition("=")[2] for item in items[:2]] == ["tanpa", "sementara"]
    assert items[0].title == "1 pegawai belum punya atasan"
    assert [(item.url, item.label) for item in items[2:]] == [
        ("/evaluasi/periode/buka/?periode=GENERAL-QUARTER-2026-3", "Gladi"),
        ("/kalender/2027/", "Pastikan"),
    ]
    assert items[3].day is not None
    assert items[3].day.year == 2027


def test_a_rule_that_stopped_itself_and_what_waits_to_be_signed_are_tasks_of_bkpsdm(
    cast: Cast,
) -> None:
    stopped = CardVersion.objects.get(code="LAP-02")
    CardRest.objects.create(
        code="LAP-02", version=stopped, started_at=NOON, settled=30, overturned=12, lower_percent=24
    )
    make_terms(signed=False)

    tasks = {
        who: [
            (item.title, item.label)
            for item in queue.queue_page(actor(getattr(cast, who), role), NOON).items
            if item.url.startswith("/aturan/")
        ]
        for who, role in (("personnel", Role.PERSONNEL), ("admin_opd", Role.ADMIN_OPD))
    }

    assert tasks["personnel"] == [
        ("LAP-02 berhenti sendiri", "Perbaiki"),
        ("Ketentuan temuan", "Baca"),
    ]
    assert tasks["admin_opd"] == []


def test_a_head_on_leave_waits_for_somebody_to_act(cast: Cast) -> None:
    make_request(cast.higher_superior, status="APPROVED", stand_in=cast.superior)

    items = queue.queue_page(actor(cast.admin_opd, Role.ADMIN_OPD), NOON).items

    [item] = [item for item in items if item.label == "Tunjuk Plh"]
    assert item.title == f"{cast.higher_superior.name} cuti, belum ada Plh"
    assert cast.superior.name in item.detail
    assert item.day == MONDAY


def test_many_heads_on_leave_do_not_fill_the_queue(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_request(cast.higher_superior, status="APPROVED")
    (away,) = leave.heads_away(actor(cast.admin_opd, Role.ADMIN_OPD))
    monkeypatch.setattr(leave, "heads_away", lambda _actor: [away] * 7)

    items = queue.queue_page(actor(cast.admin_opd, Role.ADMIN_OPD), NOON).items

    titles = [item.title for item in items if item.icon == "user-check"]
    assert titles.count(f"{away.name} cuti, belum ada Plh") == 5
    assert titles.count("2 kepala lagi akan cuti, belum ada Plh") == 1


def test_who_is_not_rated_yet_is_counted_in_the_own_units(cast: Cast) -> None:
    period = make_period()
    make_sheet(cast.owner, period)
    make_sheet(cast.peer, period, status="FINAL")
    make_sheet(cast.admin_other, period, status="ASSESSED")

    for person, role, count in (
        (cast.personnel, Role.PERSONNEL, 2),
        (cast.admin_opd, Role.ADMIN_OPD, 1),
    ):
        items = queue.queue_page(actor(person, role), NOON).items
        (item,) = [each for each in items if each.icon == "grid-3x3"]
        assert item.title == f"{count} orang belum selesai dinilai"
        assert (item.day, item.url) == (DUE, f"/evaluasi/periode/{period.pk}/#belum")


def test_an_opd_admin_sees_the_gaps_of_the_own_units_and_no_calendar(cast: Cast) -> None:
    calendars.seed_holidays(2027, by=system(TODAY), at=NOON)
    for unit in (cast.section, cast.other_agency):
        person = make_employee()
        make_posting(person, make_position(unit))
        make_line(person, None, basis=BASIS.GAP)

    items = queue.queue_page(actor(cast.admin_opd, Role.ADMIN_OPD), NOON).items
    all_of_them = queue.queue_page(actor(cast.personnel, Role.PERSONNEL), NOON).items

    assert [item.title for item in items] == ["1 pegawai belum punya atasan"]
    assert all_of_them[0].title.startswith("2 pegawai")


def test_people_without_an_agreed_plan_are_counted_by_what_holds_it_up(cast: Cast) -> None:
    make_plan(cast.maria)
    make_plan(cast.peer, status=Revision.Status.SUBMITTED)
    make_plan(cast.yohana, status=Revision.Status.RETURNED)

    page = queue.queue_page(actor(cast.admin_opd, Role.ADMIN_OPD), NOON)

    assert [(cause.label, cause.people) for cause in page.causes] == [
        ("Menunggu atasan menyetujui", 1),
        ("Sedang menyusun", 1),
        ("Belum mulai menyusun", 4),
    ]
    assert page.without_plan == 6


def test_days_gone_by_need_no_decision_any_more(cast: Cast) -> None:
    calendars.seed_holidays(2028, by=system(TODAY), at=NOON)
    personnel = actor(cast.personnel, Role.PERSONNEL)
    end_of_year = NOON.replace(year=2028, month=12, day=30)

    items = queue.queue_page(personnel, end_of_year).items

    assert not [item for item in items if item.icon == "calendar-days"]


def test_imports_and_machines_stand_in_the_queue(cast: Cast) -> None:
    personnel, admin = actor(cast.personnel, Role.PERSONNEL), actor(cast.admin_opd, Role.ADMIN_OPD)
    make_run(cast.personnel, "APPLIED", {"REFUSED": 9}, hours=1)
    newest = make_run(cast.personnel, "APPLIED", {"REFUSED": 4, "WAITING": 2}, hours=2)
    for number, decision in enumerate(("", "HERE")):
        ImportRow.objects.create(run=newest, number=number, verdict="WAITING", decision=decision)
    make_run(cast.personnel, "PREVIEWED", {"NEW": 3}, hours=3)
    make_run(cast.personnel, "DISCARDED", {}, hours=4)
    make_device(state="PENDING")

    items = {item.title: item for item in queue.queue_page(personnel, NOON).items}

    assert items["1 impor belum diterapkan"].url == "/impor/"
    assert "5 baris impor ditolak atau menunggu keputusan" in items
    assert items["1 mesin presensi perlu dilihat"].due == TODAY
    theirs = [item.title for item in queue.queue_page(admin, NOON).items]
    assert not [title for title in theirs if "impor" in title]


def make_run(by: Employee, status: str, counts: dict[str, int], *, hours: int) -> ImportRun:
    at = NOON - timedelta(days=1) + timedelta(hours=hours)
    return ImportRun.objects.create(
        key=uuid7(at),
        file_name="pegawai.xlsx",
        sha256="0" * 64,
        size_bytes=1,
        status=status,
        counts=counts,
        uploaded_by=by,
        role="PERSONNEL",
        uploaded_at=at,
        status_at=at,
        applied_at=at if status == "APPLIED" else None,
    )
