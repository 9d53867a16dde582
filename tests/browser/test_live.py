"""Two real browsers: what one does appears on the other's open page, with no reload."""

import re

from playwright.sync_api import Page, expect

from noken.work.models import Report
from tests.browser.conftest import PHONE, Open
from tests.browser.office import DAY, Office, make_habit, make_office


def untouched(page: Page) -> None:
    """Leave a mark that a reload would wipe away."""
    page.evaluate("() => { window.tanda = 1 }")


def is_untouched(page: Page) -> bool:
    return bool(page.evaluate("() => window.tanda === 1"))


def live(page: Page) -> Page:
    """A page whose stream is open; marked, so that a reload shows."""
    status = page.locator("[data-live-status]:visible").first
    expect(status).to_have_text("Langsung")
    expect(status).to_have_class(re.compile(r"\blive\b(?!.*\boff\b)"))
    untouched(page)
    return page


def row_of(page: Page, office: Office) -> "object":
    return page.locator(f"#baris-{office.maria.pk}")


def test_what_maria_files_in_one_tap_appears_on_the_open_board(window: Open) -> None:
    office = make_office()
    make_habit(office)
    yohana, maria = window(office.yohana), window(office.maria, PHONE)
    board = live(yohana.go("/tim/"))
    row = board.locator(f"#baris-{office.maria.pk}")
    expect(row).to_contain_text("Tidak ada")

    today = maria.go("/hari-ini/")
    untouched(today)
    today.get_by_role("button", name="Kirim laporan").first.click()

    expect(today.locator("#pesan")).to_contain_text("Laporan terkirim. Tanda terima")
    expect(row).to_contain_text("1 laporan")
    expect(board.locator("#baru")).to_contain_text("Maria Wanggai")
    assert is_untouched(board)
    assert is_untouched(today)
    assert Report.objects.get(author=office.maria, work_on=DAY).quantity == 2
