"""Typed text is not lost, nothing is sent twice, and leaving leaves nothing behind."""

from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from noken.documents.services import Submission, issue_receipt
from noken.work.models import Feedback, Report
from tests.browser.conftest import PHONE, Open
from tests.browser.office import DAY, NOON, Office, make_habit, make_keepers, make_office
from tests.world_work import make_report

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def office() -> Office:
    made = make_office()
    make_habit(made)
    return made


def expect_drafts(page: Page, kept: int) -> None:
    """Waits: a page shows its words before its script has forgotten what was sent."""
    drafts = "Object.keys(localStorage).filter((name) => name.startsWith('isian:'))"
    page.wait_for_function(f"(kept) => {drafts}.length === kept", arg=kept)


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
    expect_drafts(page, 0)
    assert Report.objects.get(author=office.maria, work_on=DAY).note == "Satu guru pindah"


def test_feedback_is_given_twice_from_one_device(window: Open, office: Office) -> None:
    page = window(office.yohana).go(f"/umpan-balik/kepada/{office.maria.pk}/")
    text = page.get_by_label("Umpan balik untuk Maria Wanggai")
    for said in ("Lampirkan daftar hadir.", "Foto sudah jelas.", "Foto sudah jelas."):
        expect(text).to_have_value("")
        text.fill(said)
        expect(page.locator("[data-draft-status]").first).to_contain_text("Tersimpan")
        page.get_by_role("button", name="Sampaikan").click()
        expect(page.locator("#pesan")).to_contain_text("Umpan balik tersampaikan.")
        expect_drafts(page, 0)
        page.goto(f"{page.url.partition('/umpan-balik')[0]}/umpan-balik/kepada/{office.maria.pk}/")

    assert Feedback.objects.filter(person=office.maria).count() == 3


def test_a_key_that_other_content_had_is_not_sent_again(window: Open, office: Office) -> None:
    page = window(office.yohana).go(f"/umpan-balik/kepada/{office.maria.pk}/")
    key = page.locator("form[data-draft] input[name=key]").input_value()
    issue_receipt(Submission(UUID(key), "FEEDBACK", {"text": "lain"}), at=NOON)
    text = page.get_by_label("Umpan balik untuk Maria Wanggai")
    text.fill("Foto sudah jelas.")
    page.get_by_role("button", name="Sampaikan").click()
    expect(page.get_by_role("alert")).to_contain_text("Isi berubah.")

    page.get_by_role("button", name="Kembali ke isian").click()

    expect(text).to_have_value("Foto sudah jelas.")
    page.get_by_role("button", name="Sampaikan").click()
    expect(page.locator("#pesan")).to_contain_text("Umpan balik tersampaikan.")


def test_a_correction_taken_back_can_be_sent_again(window: Open, office: Office) -> None:
    report = make_report(office.maria, on=DAY, at=NOON, note="Dua sekolah")
    page = window(office.maria).go(report.get_absolute_url())
    for _ in range(2):
        page.get_by_role("button", name="Buat koreksi").click()
        page.get_by_label("Catatan boleh kosong").fill("Tiga sekolah")
        page.get_by_role("button", name="Kirim koreksi").click()
        toast = page.locator("#pesan")
        expect(toast).to_contain_text("Koreksi terkirim")
        toast.get_by_role("button", name="Urungkan").click()
        expect(toast).to_contain_text("Laporan ditarik.")
        page.goto(page.url.partition("/laporan")[0] + report.get_absolute_url())

    assert Report.objects.filter(corrects=report, status="WITHDRAWN").count() == 2


def test_the_full_form_keeps_its_draft_too(window: Open, office: Office) -> None:
    page = window(office.maria, PHONE).go("/laporan/kirim/")
    page.get_by_label("Hasil yang dilaporkan").fill("Rapat koordinasi")
    expect(page.locator("[data-draft-status]").first).to_contain_text("Tersimpan")

    page.reload()

    expect(page.get_by_label("Hasil yang dilaporkan")).to_have_value("Rapat koordinasi")
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.locator("#pesan")).to_contain_text("Laporan terkirim")
    expect_drafts(page, 0)


def test_the_banner_promises_only_what_the_page_keeps(window: Open, office: Office) -> None:
    maria = window(office.maria, PHONE)
    for path, said in (("/hari-ini/", "Isian Anda aman"), ("/laporan/", "Biarkan halaman ini")):
        page = maria.go(path)
        maria.context.set_offline(True)
        expect(page.locator("[data-offline]")).to_contain_text(said)
        maria.context.set_offline(False)
    maria.complaints.clear()  # the stream that was cut off


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
    expect_drafts(page, 1)

    page.get_by_role("button", name="Keluar").click()
    expect(page.locator("main")).to_contain_text("di perangkat ini ikut dihapus")
    page.get_by_role("button", name="Keluar").click()

    expect(page).to_have_url(f"{maria.site.url}/masuk/")
    expect_drafts(page, 0)
    page.go_back()
    expect(page.get_by_label("NIP")).to_be_visible()
    names = {cookie["name"] for cookie in maria.context.cookies()}
    assert "session" not in names


def test_with_nothing_unsent_one_press_logs_out(window: Open, office: Office) -> None:
    maria = window(office.maria)
    maria.go("/hari-ini/").get_by_role("button", name="Keluar").click()

    expect(maria.page).to_have_url(f"{maria.site.url}/masuk/")


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
