"""Two people and one day: one disputes it, the other accepts, and the page follows by itself."""

import pytest
from playwright.sync_api import expect

from noken.attendance.models import Correction, Day
from tests.browser.conftest import PHONE, Open
from tests.browser.days import LATE_BACK, make_days, make_said, workday
from tests.browser.office import Office, make_keepers, make_office
from tests.browser.test_pages import check

pytestmark = pytest.mark.timeout(280)


@pytest.fixture
def office() -> Office:
    made = make_office()
    make_days(made)
    return made


def test_a_disputed_day_is_accepted_and_the_own_page_follows(window: Open, office: Office) -> None:
    day = workday(LATE_BACK)
    address = f"/kehadiran/?bulan={day.isoformat()[:7]}"
    mine = window(office.maria, PHONE).go(address)
    line = mine.locator(f"#hari-{day.day}")
    expect(line).to_contain_text("42 menit")
    waiting = window(office.yohana).go("/menunggu/")

    if line.locator("details").get_attribute("open") is None:
        line.locator("summary").click()
    line.get_by_label("Saya di tugas lapangan atau rapat luar").check()
    line.get_by_label("Keterangan singkat").fill("Mengantar berkas BOS ke Bank Papua.")
    line.get_by_role("button", name="Kirim keterangan").click()

    expect(mine.locator("#pesan")).to_contain_text("Keterangan terkirim. Tanda terima")
    expect(mine.locator(f"#hari-{day.day}")).to_contain_text("Menunggu keputusan")
    mine.evaluate("() => { window.tanda = 1 }")
    asked = waiting.locator("li", has_text="Mengantar berkas BOS")
    expect(asked).to_contain_text("Maria Wanggai")

    asked.get_by_role("button", name="Terima keterangan Maria Wanggai").click()

    expect(waiting.locator("#pesan")).to_contain_text("Keterangan diterima")
    expect(mine.locator(f"#hari-{day.day}")).to_contain_text("Keterangan diterima")
    assert mine.evaluate("() => window.tanda") == 1
    assert Correction.objects.get(employee=office.maria).status == "ACCEPTED"
    assert Day.objects.get(employee=office.maria, day=day).late_minutes == 42


@pytest.mark.slow
def test_pages_of_days_are_readable_by_everybody(window: Open) -> None:
    office = make_office(8)
    office.others[0].name = "Agustinus Sroyer Wanggai Mandowen Ayorbaba Dowansiba"
    office.others[0].save()
    keepers = make_keepers(office)
    make_days(office)
    make_said(office)
    month = f"?bulan={workday(LATE_BACK).isoformat()[:7]}"
    check(window, office.maria, [f"/kehadiran/{month}", "/kehadiran/?bulan=2025-02"])
    check(
        window,
        office.yohana,
        [
            *(f"/kehadiran/tim/{month}", "/kehadiran/tim/?bulan=2025-02"),
            *("/menunggu/", f"/kehadiran/pegawai/{office.maria.pk}/{month}"),
        ],
    )
    rekap = [f"/kehadiran/rekap/{month}", "/kehadiran/rekap/?bulan=2025-02"]
    check(window, keepers["ADMIN_OPD"], rekap)
    check(window, keepers["LEADER"], rekap[:1])
