"""Attendance begins on a signed day: before it nobody is absent, on whatever page one looks."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from importlib import import_module
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from noken.attendance import queries
from noken.attendance import services as attendance
from noken.attendance.models import CountingStart, Day, DirtySpan, StartProposal
from noken.attendance.services import NewPunch
from noken.core.actor import Role, system
from noken.findings.models import Row
from noken.findings.services import run_cards
from noken.organization.models import Employee, Unit
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
from tests.world_findings import make_card

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
OCTOBER, MONDAY = date(2026, 10, 1), date(2026, 11, 16)


@pytest.fixture
def agency(cast: Cast) -> Unit:
    """An agency that came last week, with its head and three people who work there for long."""
    unit = make_unit("Dinas Perikanan", cast.instansi, kind=Unit.Kind.OPD, counts=False)
    staff = make_position(unit)
    head = make_employee("Amos Krey")
    make_posting(head, make_position(unit, is_head=True))
    make_line(head, cast.bupati)
    for name in ("Ester Mofu", "Luther Wabia", "Tabita Sroyer"):
        person = make_employee(name)
        make_posting(person, staff)
        make_line(person, head)
    return unit


def derive(at: datetime = NOON) -> None:
    while attendance.derive_waiting(by=system(TODAY), at=at):
        pass


def recap(browse: Browse, cast: Cast, unit: Unit, month: str) -> tuple[str, list[list[Any]]]:
    """The page and all rows of the file."""
    client, asked = browse(cast.personnel), f"?unit={unit.pk}&bulan={month}"
    page = client.get(reverse("attendance:recap") + asked).content.decode()
    file = client.get(reverse("attendance:recap_file") + asked).content
    book = CalamineWorkbook.from_filelike(BytesIO(file))
    sheets = [name for name in book.sheet_names if name.startswith("Dinas")]
    return page, [row for name in sheets for row in book.get_sheet_by_name(name).to_python()]


def absent_in(rows: list[list[object]]) -> int:
    """Cells of the file with the letter of a day without any word."""
    return sum(cell in {"A", "?"} for row in rows for cell in row)


def punch(unit: Unit, cast: Cast, name: str, day: date) -> None:
    """A machine of the unit, the person's PIN there, and one morning's record."""
    by = actor(cast.personnel, Role.PERSONNEL)
    site = attendance.make_site(unit.pk, "Kantor", by=by, at=NOON)
    machine = attendance.make_recorder(site.pk, "DEVICE", "Pintu", by=by, at=NOON)
    person = Employee.objects.get(name=name)
    attendance.assign_pin(site.pk, "7", person.pk, start_on=OCTOBER, by=by, at=NOON)
    at = datetime(day.year, day.month, day.day, 7, 25)  # noqa: DTZ001 (the clock of the machine)
    attendance.record_punches(
        [NewPunch("7", at, 0)], recorder_id=machine.pk, delivery_id=uuid4(), by=by, at=NOON
    )


def sign(row: StartProposal, cast: Cast) -> None:
    for who, role in ((cast.personnel, Role.PERSONNEL), (cast.leader, Role.LEADER)):
        attendance.sign_starts(row.pk, "Sudah diumumkan.", by=actor(who, role), at=NOON)


def propose(cast: Cast, days: dict[int, date]) -> StartProposal:
    new = attendance.NewStarts(days, "Edaran 8/2026")
    return attendance.propose_starts(new, by=actor(cast.personnel, Role.PERSONNEL), at=NOON)


def test_a_machine_and_one_pin_of_many_make_nobody_absent(
    cast: Cast, browse: Browse, agency: Unit
) -> None:
    make_card("HDR-03")
    punch(agency, cast, "Ester Mofu", MONDAY)
    derive()
    attendance.mark_dirty(None, OCTOBER, None, by=system(TODAY), at=NOON)
    derive()
    run_cards(codes=["HDR-03"], by=system(TODAY), at=NOON)

    people = Employee.objects.filter(name__in=["Ester Mofu", "Luther Wabia"])
    assert not Day.objects.filter(employee__in=people).exists()
    assert not Row.objects.filter(finding__employee__in=people).exists()
    for month in ("2026-10", "2026-11"):
        page, rows = recap(browse, cast, agency, month)
        assert "Kehadiran belum dihitung di unit ini" in page
        assert absent_in(rows) == 0
    mine = browse(people[0]).get(reverse("attendance:mine")).content.decode()
    assert "Kehadiran belum dihitung di unit ini" in mine
    head = browse(Employee.objects.get(name="Amos Krey"))
    assert "Kehadiran belum dihitung" in head.get(reverse("attendance:team")).content.decode()
    states = queries.present_states([each.pk for each in (*people, cast.owner)], NOON)
    assert {states[each.pk].code for each in people} == {"UNKNOWN"}


@pytest.mark.usefixtures("agency")
def test_the_inbox_says_which_units_have_no_day(cast: Cast, browse: Browse) -> None:
    inbox = browse(cast.personnel).get(reverse("home:queue")).content.decode()
    admin = browse(cast.admin_opd).get(reverse("home:queue")).content.decode()

    assert "1 unit belum punya tanggal mulai presensi" in inbox
    assert reverse("attendance:starts") in inbox
    assert "tanggal mulai presensi" not in admin


def test_two_signatures_begin_a_whole_list(cast: Cast, browse: Browse, agency: Unit) -> None:
    other = make_unit("Dinas Baru", cast.instansi, counts=False)
    row = propose(cast, {agency.pk: MONDAY, other.pk: TODAY})
    one = attendance.sign_starts(row.pk, "Siap.", by=actor(cast.personnel, Role.PERSONNEL), at=NOON)
    waiting = CountingStart.objects.filter(unit=agency).exists()
    attendance.sign_starts(row.pk, "Siap.", by=actor(cast.leader, Role.LEADER), at=NOON)
    derive()

    assert (one, waiting) == (False, False)
    days = Day.objects.filter(employee__name="Luther Wabia")
    assert min(days.values_list("day", flat=True)) == MONDAY
    page, rows = recap(browse, cast, agency, "2026-11")
    assert "dihitung sejak Senin, 16 November 2026" in page
    assert absent_in(rows)
    assert absent_in(recap(browse, cast, agency, "2026-10")[1]) == 0
    assert queries.starts_lacking(TODAY) == 0


def test_the_page_shows_who_becomes_absent_before_it_proposes(
    cast: Cast, browse: Browse, agency: Unit
) -> None:
    punch(agency, cast, "Ester Mofu", MONDAY)
    client = browse(cast.personnel)
    field, url = f"mulai_{agency.pk}", reverse("attendance:start_propose")
    first = client.get(reverse("attendance:starts")).content.decode()
    typed = {field: MONDAY.isoformat(), "dasar": "Edaran 8/2026"}

    shown = client.post(url, typed)
    nothing = StartProposal.objects.exists()
    changed = client.post(url, {**typed, "dilihat": f"{agency.pk}:{OCTOBER.isoformat()}"})
    done = client.post(url, {**typed, "dilihat": f"{agency.pk}:{MONDAY.isoformat()}"})

    assert f'value="{MONDAY.isoformat()}"' in first
    page = shown.content.decode()
    assert (shown.status_code, changed.status_code, done.status_code) == (200, 200, 302)
    assert not nothing
    assert "4 dari 4 orang tanpa rekaman, 23 hari" in page
    assert "Luther Wabia: 6 hari, 16 Nov sampai 23 Nov" in page
    assert StartProposal.objects.get().lines.get().counts_from == MONDAY
    signer = browse(cast.leader).get(reverse("attendance:starts")).content.decode()
    assert "Luther Wabia: 6 hari" in signer


def test_a_day_moved_back_asks_two_again_and_a_later_one_takes_days_away(
    cast: Cast, agency: Unit
) -> None:
    sign(propose(cast, {agency.pk: MONDAY}), cast)
    derive()
    again = propose(cast, {agency.pk: MONDAY - timedelta(7)})
    by = actor(cast.personnel, Role.PERSONNEL)
    attendance.sign_starts(again.pk, "Siap.", by=by, at=NOON)
    derive()
    days = Day.objects.filter(employee__name="Luther Wabia").order_by("day")
    before = days[0].day
    attendance.sign_starts(again.pk, "Siap.", by=actor(cast.leader, Role.LEADER), at=NOON)
    derive()
    back = days.all()[0].day
    sign(propose(cast, {agency.pk: TODAY}), cast)
    derive()

    assert (before, back) == (MONDAY, MONDAY - timedelta(7))
    assert [each.day for each in days.all()] == [TODAY]


def test_a_school_may_begin_before_its_agency_and_the_top_begins_for_nobody_below(
    cast: Cast, agency: Unit
) -> None:
    school = make_unit("SMP 9", agency, kind=Unit.Kind.SCHOOL)
    teacher = make_employee("Yosina Kbarek")
    make_posting(teacher, make_position(school))
    days = {school.pk: MONDAY, cast.instansi.pk: MONDAY}
    sign(propose(cast, days), cast)
    attendance.mark_dirty(None, OCTOBER, None, by=system(TODAY), at=NOON)
    derive()

    assert Day.objects.filter(employee=teacher).exists()
    assert not Day.objects.filter(employee__name="Luther Wabia").exists()
    assert queries.starts_lacking(TODAY) == 1
    assert not DirtySpan.objects.exists()


def test_units_with_days_go_on_from_their_first(cast: Cast) -> None:
    """What the migration does for an instansi from before there were starts."""
    attendance.mark_dirty(None, MONDAY, None, by=system(TODAY), at=NOON)
    derive()
    before = Day.objects.count()
    CountingStart.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(import_module("noken.attendance.migrations.0012_take_over_starts").TAKE_OVER)
    attendance.mark_dirty(None, OCTOBER, None, by=system(TODAY), at=NOON)
    derive()

    taken = CountingStart.objects.get(unit=cast.agency)
    assert (taken.counts_from, taken.proposal) == (MONDAY, None)
    assert Day.objects.count() == before > 0
