"""Typed text is not lost, nothing is sent twice, and leaving leaves nothing behind."""

import pytest
from playwright.sync_api import Page, expect

from noken.work.models import Report
from tests.browser.conftest import PHONE, Open
from tests.browser.office import DAY, Office, make_habit, make_keepers, make_office

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def office() -> Office:
    made = make_office()
    make_habit(made)
    return made


def kept_drafts(page: Page) -> int:
    count = "() => Object.keys(localStorage).filter((name) => name.startsWith('isian:')).length"
    return int(page.evaluate(count))


def type_note(page: Page, text: str) -> None:
    page.get_by_role("button", name="Catatan").click()
    page.get_by_label("Catatan boleh kosong").fill(text)
    expect(page.locator("[data-draft-status]").first).to_contain_text("Tersimpan")


def sent_today(office: Office) -> int:
    return Report.objects.filter(author=office.maria, work_on=DAY).count()


def test_a_draft_survives_a_reload_and_goes_with_the_report(window: Open, office: Office) -> None:
    page = window(office.maria, PHONE).go("/hari-ini/")
    type_note(page, "Satu guru pindah")

    page.reload()

    expect(page.locator("textarea[name=catatan]")).to_have_value("Satu guru pindah")
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.locator("#pesan")).to_contain_text("Laporan terkirim")
    assert kept_drafts(page) == 0
    assert Report.objects.get(author=office.maria, work_on=DAY).note == "Satu guru pindah"


def test_taps_that_follow_one_another_send_once(window: Open, office: Office) -> None:
    page = window(office.maria, PHONE).go("/hari-ini/")

    page.get_by_role("button", name="Kirim laporan").dblclick()
    page.evaluate(
        "() => document.querySelectorAll('form.composer').forEach((f) => f.requestSubmit())"
    )

    expect(page.locator("#pesan")).to_contain_text("Laporan terkirim")
    assert sent_today(office) == 1


def test_the_same_form_in_two_tabs_at_once_gives_one_report(window: Open, office: Office) -> None:
    maria = window(office.maria, PHONE)
    pages = [maria.go("/hari-ini/"), maria.tab()]
    pages[1].goto(f"{maria.site.url}/hari-ini/")
    keys = [page.locator("form.composer input[name=key]").first for page in pages]
    keys[1].evaluate("(field, key) => { field.value = key }", keys[0].input_value())

    for page in pages:
        page.evaluate("() => { document.querySelector('form.composer').requestSubmit() }")

    for page in pages:
        expect(page.locator("#pesan")).to_contain_text("Laporan terkirim")
    assert sent_today(office) == 1


def test_logging_out_leaves_nothing_on_the_device(window: Open, office: Office) -> None:
    maria = window(office.maria)
    page = maria.go("/hari-ini/")
    type_note(page, "Belum dikirim")
    assert kept_drafts(page) == 1

    page.get_by_role("button", name="Keluar").click()

    expect(page).to_have_url(f"{maria.site.url}/masuk/")
    assert kept_drafts(page) == 0
    page.go_back()
    expect(page.get_by_label("NIP")).to_be_visible()
    names = {cookie["name"] for cookie in maria.context.cookies()}
    assert "session" not in names


def test_a_chosen_file_needs_no_button_and_the_search_no_second_row(
    window: Open, office: Office
) -> None:
    page = window(make_keepers(office)["PERSONNEL"]).go("/impor/")
    expect(page.get_by_text("Pilih berkas, atau lepaskan di sini")).to_be_visible()
    expect(page.get_by_role("button", name="Unggah dan periksa")).to_have_count(0)

    page.goto(page.url.replace("/impor/", "/pegawai/"))
    page.set_viewport_size({"width": 1440, "height": 900})
    tops = {
        page.locator(place).bounding_box()["y"] + page.locator(place).bounding_box()["height"]  # type: ignore[index]  # all are visible
        for place in ("#cari", "#unit", "form.find button")
    }
    assert max(tops) - min(tops) <= 1


def test_trouble_with_the_network_is_forgotten_once_something_arrived(
    window: Open, office: Office
) -> None:
    maria = window(office.maria, PHONE)
    page = maria.go("/hari-ini/")
    page.route("**/laporan/kirim/", lambda route: route.abort(), times=1)
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.locator("#pesan")).to_contain_text("Belum tersambung.")

    page.get_by_role("button", name="Kirim laporan").click()

    expect(page.locator("#pesan")).to_contain_text("Laporan terkirim")
    expect(page.locator("#pesan")).not_to_contain_text("Belum tersambung.")
    assert sent_today(office) == 1
    maria.complaints.clear()  # the request that was cut off
