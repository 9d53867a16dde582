"""A finding in two browsers at once, and its pages for everybody who reads them."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from noken.documents.services import take_files
from noken.findings.models import Finding, Row
from noken.findings.rules import ladder
from noken.findings.rules.ladder import CountedDay
from tests.browser.conftest import PHONE, Open
from tests.browser.office import DAY, NOON, Office, make_keepers, make_office
from tests.browser.test_pages import check
from tests.world_corrections import make_day
from tests.world_findings import make_card, make_finding, make_reply, make_row, make_terms
from tests.world_work import photo

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
LINK = "(each) => each.closest('details').getAttribute('hx-get')"
SAID = "Jalan ke Prafi tertutup longsor sejak pagi, tidak ada sinyal."
LONG = f"{SAID} {'Kami menunggu alat berat membuka jalan di Kampung Warmare. ' * 30}"
AT = NOON - timedelta(1)


@pytest.fixture
def office() -> Office:
    make_terms()
    return make_office()


def days(count: int) -> list[date]:
    return [DAY - timedelta(number) for number in range(1, count + 1)]


def fill(office: Office) -> Finding:
    """A row in every state, one of the other rule, long words."""
    finding = make_finding(office.maria, at=AT)
    states = [state for state in Row.State if state != Row.State.HINT]
    for day, state in zip(days(len(states)), states, strict=True):
        row = make_row(finding, day, state, at=AT, facts={"after": day.isoformat()})
        if state in {Row.State.REPLIED, Row.State.REFUSED}:
            make_reply(finding, row, text=LONG, at=AT, companion="Salomina Rumbiak")
    make_row(finding, DAY - timedelta(12), told=True, at=AT)
    make_row(finding, DAY - timedelta(13), Row.State.CLEARED, at=AT, put_right=True)
    newer = make_card()
    make_row(finding, DAY - timedelta(14), Row.State.LAPSED, at=AT, version_id=newer.pk)
    late = make_finding(office.maria, code="HDR-07", at=AT)
    make_row(late, DAY - timedelta(9), Row.State.LAPSED, at=AT, item=f"{DAY.year}-1")
    return finding


def answer(phone: Page) -> Page:
    phone.get_by_role("link", name="Hari tanpa presensi").first.click()
    phone.get_by_role("button", name="Buka temuan").click()
    phone.get_by_role("textbox", name="Keterangan Anda").fill(SAID)
    phone.get_by_role("button", name="Kirim").click()
    expect(phone.locator("#pesan")).to_contain_text("Keterangan terkirim")
    return phone


def test_what_the_person_says_appears_on_the_open_page_of_the_superior(
    window: Open, office: Office
) -> None:
    finding = make_finding(office.maria, at=AT)
    make_row(finding, DAY - timedelta(3), at=AT)
    make_row(finding, DAY - timedelta(8), Row.State.LAPSED, at=AT)
    make_row(finding, DAY - timedelta(9), Row.State.REFUSED, at=AT)
    board = window(office.yohana).go(finding.get_absolute_url())
    board.evaluate("() => { window.tanda = 1 }")
    expect(board.get_by_role("heading", name="Keputusan Anda")).to_have_count(0)

    phone = answer(window(office.maria, PHONE).go("/temuan/saya/"))

    expect(board.get_by_role("heading", name="Keputusan Anda")).to_be_visible()
    expect(board.locator("#temuan")).to_contain_text(SAID)
    assert board.evaluate("() => window.tanda === 1")
    count = board.locator("[data-count]")
    board.locator("#keputusan").get_by_text("Tolak").click()
    expect(count).to_contain_text("3 hari dihitung")
    expect(count).to_contain_text("Jenjang teguran lisan")
    board.locator("#keputusan").get_by_text("Terima").click()
    expect(count).to_contain_text("2 hari dihitung. Belum mencapai jenjang teguran.")
    board.get_by_role("textbox", name="Alasan").last.fill("Sesuai catatan BPBD.")
    board.get_by_role("button", name="Simpan keputusan").click()
    expect(board.locator("#pesan")).to_contain_text("Keputusan tersimpan")
    expect(phone.locator("#temuan")).to_contain_text("Diterima, tidak dihitung")


def test_the_count_before_saving_knows_days_in_a_row(window: Open, office: Office) -> None:
    finding = make_finding(office.maria, at=AT)
    row_of = sorted(days(10))
    for day, before in zip(row_of, [date(2026, 1, 2), *row_of], strict=False):
        state = Row.State.REPLIED if day == row_of[4] else Row.State.LAPSED
        make_row(finding, day, state, at=AT, facts={"after": before.isoformat()})
    board = window(office.yohana).go(finding.get_absolute_url())
    count = board.locator("[data-count]")

    expect(count).to_contain_text("9 hari dihitung")
    expect(count).not_to_contain_text("berturut-turut")
    board.locator("#keputusan").get_by_text("Tolak").click()
    expect(count).to_contain_text("10 hari dihitung")
    words = "karena 10 hari kerja berturut-turut"
    expect(count).to_contain_text(words)
    board.locator("#keputusan").get_by_text("Minta bukti").click()
    expect(count).not_to_contain_text("berturut-turut")
    board.locator("#keputusan").get_by_text("Tolak").click()
    board.get_by_role("textbox", name="Alasan").last.fill("Tidak ada catatan.")
    board.get_by_role("button", name="Simpan keputusan").click()
    expect(board.locator("[data-run]")).to_have_text("10 hari kerja")
    assert ladder.longest_run(
        CountedDay(row.day, date.fromisoformat(row.facts["after"])) for row in finding.rows.all()
    ) == int(board.locator("[data-run]").get_attribute("data-run") or 0)


def test_the_day_asked_about_is_on_a_phone_without_scrolling_sideways(
    window: Open, office: Office
) -> None:
    finding = make_finding(office.maria, at=AT)
    for number, day in enumerate(days(3)):
        make_day(office.maria, day - timedelta(40 * number))
        make_row(finding, day - timedelta(40 * number), told=True, at=AT)

    page = window(office.maria, PHONE).go(finding.get_absolute_url())

    asked = page.locator("rect.dask")
    expect(asked).to_have_count(3 + 1)
    for place in range(3):
        box = asked.nth(place).bounding_box()
        assert box
        assert 0 <= box["x"] < PHONE["width"]


def test_evidence_used_twice_is_fetched_when_it_is_opened(window: Open, office: Office) -> None:
    finding = make_finding(office.maria, make_card("LAP-03"), period=f"{DAY:%Y-%m}", at=AT)
    here, there = take_files([photo(), photo()], at=AT)
    facts = {
        "title": "Kunjungan sekolah",
        "same_file": True,
        "file": str(here.pk),
        "other_file": str(there.pk),
        "other_day": (DAY - timedelta(9)).isoformat(),
        "other_who": office.yohana.name,
        "other_by": office.yohana.pk,
    }
    make_row(finding, DAY - timedelta(2), told=True, at=AT, facts=facts)
    page = window(office.maria, PHONE).go(finding.get_absolute_url())
    pictures = page.locator(".duo img")
    expect(pictures).to_have_count(0)

    page.get_by_text("Kedua bukti berdampingan").click()

    expect(pictures).to_have_count(2)
    expect(page.locator(".duo")).to_contain_text(f"oleh {office.yohana.name}")
    for number in range(2):
        drawn = pictures.nth(number)
        drawn.scroll_into_view_if_needed()
        page.wait_for_function(
            "(e) => e.complete && e.naturalWidth > 0", arg=drawn.element_handle()
        )
    left, right = (pictures.nth(number).bounding_box() for number in range(2))
    assert left
    assert right
    assert left["y"] == right["y"]
    check(window, office.maria, [page.locator(".duo").first.evaluate(LINK)])


def test_pages_of_findings_for_everybody_who_reads_them(window: Open, office: Office) -> None:
    keepers = make_keepers(office)
    check(window, office.maria, ["/temuan/saya/"])
    check(window, office.yohana, ["/temuan/tim/"])
    finding = fill(office)
    url = finding.get_absolute_url()
    check(window, office.maria, ["/temuan/saya/", url])
    check(window, office.yohana, ["/temuan/tim/", url])
    check(window, keepers["PERSONNEL"], ["/temuan/semua/", url])
    check(window, keepers["INSPECTORATE"], ["/temuan/semua/", url])
