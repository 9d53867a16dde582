"""The sheet of an evaluation in a real browser: pages of each reader, the matrix by keyboard."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from noken.core import clock
from noken.core.values import Quarter
from noken.evaluation.models import Period, Pin, Sheet
from noken.organization.models import Employee
from noken.planning.models import PlannedResult, Revision
from noken.work.models import Feedback
from tests.amending import amend
from tests.browser.conftest import PHONE, Open
from tests.browser.office import DAY, NOON, Office, make_keepers, make_office
from tests.browser.test_pages import check
from tests.world_evaluation import (
    make_period,
    make_pin,
    make_rating,
    make_self,
    make_sheet,
    split_sheet,
)
from tests.world_planning import make_result, make_revision
from tests.world_work import make_agreed, make_feedback, make_report

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
BEFORE = Quarter.of(Quarter.of(DAY).start - timedelta(1))
RESULTS = (
    "Instrumen mutu 42 sekolah tervalidasi",
    "Laporan rapor pendidikan terbit",
    "Temuan LPJ BOS ditindaklanjuti",
    "Pelatihan tim mutu distrik",
)
SAID = (
    ("SERVICE", "GOOD", "Menjelaskan instrumen dua kali kepada operator kami di Warmare."),
    ("ADAPTIVE", "BETTER", "Mohon kabari lebih awal bila jadwal berubah."),
    ("ACCOUNTABLE", "GOOD", "Berkas lengkap dan mudah diperiksa."),
    ("COMPETENT", "", "Terima kasih atas rapat kemarin."),
)


@pytest.fixture
def office() -> Office:
    return make_office(4)


def running(due_on: date = DAY + timedelta(6)) -> Period:
    """The quarter before, still to be rated; the tests of this module share it."""
    found = Period.objects.filter(year=BEFORE.year, number=BEFORE.number).first()
    return found or make_period(
        year=BEFORE.year, number=BEFORE.number, due_on=due_on, self_due_on=DAY - timedelta(1)
    )


def work_of(office: Office, person: Employee) -> None:
    """Weeks of approved work on four results, and notes of superior and colleagues."""
    agreed = make_agreed(person, RESULTS, target=12, year=BEFORE.year)
    day = BEFORE.start + timedelta(6)
    while day < BEFORE.end:
        for place, indicator in enumerate(agreed.indicators):
            make_report(person, indicator, on=day, quantity=1 + place % 2, status="APPROVED")
        day += timedelta(7)
    givers = [office.yohana, *(p for p in office.others if p != person)]
    for place, (value, tone, text) in enumerate(SAID):
        at = clock.at_noon(BEFORE.start + timedelta(20 * place + 5))
        note = make_feedback(person, givers[place % len(givers)], text, value=value, at=at)
        amend(Feedback.objects.filter(pk=note.pk), tone=tone)


def moved_plan(person: Employee, on: date) -> None:
    """Two results agreed before a move, and one that goes on with a new one after it."""
    agreed = make_agreed(person, RESULTS[:2], year=BEFORE.year)
    agreed.plan.revisions.update(status="SUPERSEDED", decided_at=clock.at_noon(on - timedelta(9)))
    revision = make_revision(agreed.plan, number=2, status="APPROVED")
    Revision.objects.filter(pk=revision.pk).update(decided_at=clock.at_noon(on + timedelta(9)))
    again = make_result(agreed.plan, RESULTS[0])
    PlannedResult.objects.filter(pk=again.pk).update(key=agreed.results[0].key)
    new = make_result(agreed.plan, RESULTS[2])
    for indicator in (agreed.indicators[1], new.indicators.get()):
        make_report(person, indicator, on=on, quantity=5, status="APPROVED")


def sheets(office: Office) -> list[Sheet]:
    """Maria's with all there is, one published, one moved with two plans, one in sentences, one
    with a draft."""
    period = running()
    work_of(office, office.others[3])
    found = [make_sheet(person, period) for person in office.others]
    make_rating(found[0], office.yohana, reason="Sesuai rencana.", at=NOON - timedelta(1))
    make_self(found[1], text="Pindah pada pertengahan triwulan.")
    middle = BEFORE.start + timedelta(45)
    split_sheet(found[1], middle, office.above or office.yohana)
    moved_plan(office.others[1], middle)
    make_self(found[3], "ABOVE", "AS", text="Panduan validasi saya dipakai tiga distrik lain.")
    worded = make_agreed(office.others[2], RESULTS[:2], unit="", target=0, year=BEFORE.year)
    key = str(worded.keys[0])
    pin = make_pin(found[2], office.yohana, source="INDICATOR", source_id=key)
    said = pin.content | {"said": "Rapi, lengkap, dan dipakai tiga distrik lain."}
    amend(Pin.objects.filter(pk=pin.pk), content=said)
    make_pin(found[3], office.others[3], side="EMPLOYEE", day=BEFORE.start + timedelta(40))
    mine = make_sheet(office.maria, period)
    work_of_maria = make_self(mine, text="Saya menyusun panduan validasi sendiri.", published=False)
    assert work_of_maria.published_at is None
    return [*found, mine]


def test_pages_of_the_rater_the_person_and_the_keeper(window: Open, office: Office) -> None:
    check(window, office.yohana, ["/evaluasi/"])
    check(window, office.maria, ["/evaluasi/saya/"])
    found = sheets(office)
    urls = [sheet.get_absolute_url() for sheet in found]

    check(window, office.yohana, ["/evaluasi/", *urls, f"{urls[3]}bukti/", "/menunggu/"])
    check(window, office.yohana, [f"{urls[3]}bukti/?dari=umpan-balik"])
    check(window, office.maria, ["/evaluasi/saya/", urls[4], "/menunggu/"])
    check(window, office.others[0], ["/evaluasi/saya/", urls[0]])
    check(window, make_keepers(office)["PERSONNEL"], [urls[0], urls[3]])


def test_results_are_pinned_on_a_phone(window: Open, office: Office) -> None:
    found = sheets(office)
    page = window(office.yohana, PHONE).go(found[3].get_absolute_url())
    pins = page.locator("form[action*=sematkan] .tev button")
    expect(pins).to_have_count(len(RESULTS))
    for pin in pins.all():
        expect(pin).to_be_visible()
        pin.scroll_into_view_if_needed()
        box = pin.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 40
    assert page.locator(".scroll:has(.tev)").evaluate("e => e.scrollWidth <= e.clientWidth")

    pins.first.click()

    expect(page.locator(".toast")).to_contain_text("Fakta tersemat")
    expect(page.locator(".fact").last).to_contain_text(RESULTS[0])


def test_the_matrix_is_walked_by_arrows_and_says_what_it_gives(
    window: Open, office: Office
) -> None:
    found = sheets(office)
    page = window(office.yohana, PHONE).go(found[3].get_absolute_url())
    cells = page.locator(".matrix input")
    expect(cells).to_have_count(9)
    expect(page.locator("[data-out]")).to_have_text("Belum dipilih")

    cells.nth(4).focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-out]")).to_have_text("Baik")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")

    expect(cells.nth(2)).to_be_checked()
    expect(page.locator("[data-out]")).to_have_text("Sangat Baik")
    expect(page.locator("[data-fact]")).to_be_visible()
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.locator(".toast")).to_contain_text("Draf tersimpan")
    expect(page.locator(".matrix input").nth(2)).to_be_checked()
