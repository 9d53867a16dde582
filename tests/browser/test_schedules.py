"""A roster written with the keyboard, and the pages of schedules looked at with axe."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from noken.attendance.models import RosterEntry
from tests.browser.conftest import PHONE, Open
from tests.browser.office import DAY, Office, make_keepers, make_office
from tests.browser.test_pages import check
from tests.world_schedules import (
    make_day_off,
    make_person_schedule,
    make_roster,
    make_unit_schedule,
    shift,
)

pytestmark = pytest.mark.timeout(280)


@pytest.fixture
def office() -> Office:
    made = make_office()
    make_unit_schedule(made.unit, "CLINIC_SHIFTS")
    return made


def test_a_superior_writes_the_roster_with_the_keyboard(window: Open, office: Office) -> None:
    page = window(office.yohana).go(f"/jadwal/piket/{office.unit.pk}/")
    cell = page.locator(f"select[name='s-{office.maria.pk}-{DAY.isoformat()}']")

    cell.focus()
    page.keyboard.type("Malam")
    page.get_by_role("button", name="Simpan piket").press("Enter")

    expect(page.locator("#pesan")).to_contain_text("1 sel piket tersimpan")
    written = RosterEntry.objects.get(employee=office.maria)
    assert written.hours_id == shift("CLINIC_SHIFTS", "M").pk
    mine = window(office.maria, PHONE).go("/jadwal/")
    expect(mine.locator("[aria-current=date]")).to_contain_text("Malam 21.30")


@pytest.mark.slow
def test_pages_of_schedules_are_readable_by_everybody(window: Open, office: Office) -> None:
    keepers = make_keepers(office)
    unit = office.unit.pk
    make_day_off(DAY + timedelta(2), office.unit, "Libur semester menurut kalender pendidikan")
    make_roster(office.maria, DAY, shift("CLINIC_SHIFTS", "M"))
    make_person_schedule(office.others[0], "FLEXIBLE", elsewhere_days=[4])
    check(window, office.maria, ["/jadwal/", f"/jadwal/unit/{unit}/", "/jadwal/pengaturan/"])
    check(
        window,
        office.yohana,
        [
            f"/jadwal/piket/{unit}/",
            f"/jadwal/piket/{unit}/?pekan={(DAY - timedelta(7)).isoformat()}",
            f"/jadwal/pegawai/{office.maria.pk}/",
        ],
    )
    check(
        window,
        keepers["PERSONNEL"],
        [
            *("/jadwal/", "/jadwal/?cari=maria", "/jadwal/susun/", "/jadwal/pengaturan/"),
            *(f"/jadwal/unit/{unit}/", f"/jadwal/pegawai/{office.maria.pk}/", "/jadwal/piket/"),
        ],
    )
