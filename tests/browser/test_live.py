"""Two real browsers: what one does appears on the other's open page, with no reload."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from noken.core.values import Quarter
from noken.evaluation import services as evaluation
from noken.evaluation.services import RatingDraft
from noken.notices.models import Notice
from noken.planning.models import Revision
from noken.work.models import Report, Review, Withdrawal
from tests.browser.conftest import PHONE, Open
from tests.browser.office import DAY, NOON, Office, make_habit, make_office
from tests.world import actor
from tests.world_evaluation import make_period, make_sheet
from tests.world_planning import make_plan

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def office() -> Office:
    made = make_office()
    make_habit(made)
    return made


def untouched(page: Page) -> Page:
    """Leave a mark that a reload would wipe away."""
    page.evaluate("() => { window.tanda = 1 }")
    return page


def is_untouched(page: Page) -> bool:
    return bool(page.evaluate("() => window.tanda === 1"))


def board_of(window: Open, office: Office) -> tuple[Page, Locator]:
    """Yohana's board with its stream open, and Maria's row on it."""
    page = untouched(window(office.yohana).go("/tim/"))
    expect(page.locator("[data-live-status]:visible").first).to_have_text("Langsung")
    return page, page.locator(f"#baris-{office.maria.pk}")


def file_one(page: Page) -> None:
    page.get_by_role("button", name="Kirim laporan").first.click()
    expect(page.locator("#pesan")).to_contain_text("Laporan terkirim. Tanda terima")


def test_what_maria_files_in_one_tap_appears_on_the_open_board(
    window: Open, office: Office
) -> None:
    board, row = board_of(window, office)
    expect(row).to_contain_text("Tidak ada")
    today = untouched(window(office.maria, PHONE).go("/hari-ini/"))

    file_one(today)

    expect(row).to_contain_text("1 laporan")
    expect(board.locator("#baru")).to_contain_text("Maria Wanggai")
    assert is_untouched(board)
    assert is_untouched(today)
    assert Report.objects.get(author=office.maria, work_on=DAY).quantity == 2


def test_the_counts_of_menu_and_filters_follow_without_reload(window: Open, office: Office) -> None:
    board, _row = board_of(window, office)
    other = untouched(window(office.yohana).go("/skp/"))
    count = board.locator("#menu-waiting-n")
    before = int(count.inner_text() or 0)
    expect(board.locator("#menu-team-n")).to_be_hidden()
    today = window(office.maria, PHONE).go("/hari-ini/")

    file_one(today)

    expect(board.locator("#menu-team-n")).to_have_text("1")
    expect(count).to_have_text(str(before + 1))
    expect(board.locator("#saring-menunggu")).to_have_text("Menunggu saya 1")
    expect(other.locator("#menu-waiting-n")).to_have_text(str(before + 1))

    today.locator("#pesan").get_by_role("button", name="Urungkan").click()

    expect(board.locator("#menu-team-n")).to_be_hidden()
    expect(board.locator("#saring-menunggu")).to_have_text("Menunggu saya 0")
    assert is_untouched(board)
    assert is_untouched(other)


def test_a_returned_report_shows_in_the_authors_menu(window: Open, office: Office) -> None:
    today = untouched(window(office.maria).go("/hari-ini/"))
    file_one(today)
    expect(today.locator("#menu-waiting-n")).to_be_hidden()
    board, row = board_of(window, office)
    row.get_by_role("checkbox").check()
    board.get_by_label("Catatan perbaikan").fill("Sebut nama sekolahnya.")
    board.get_by_role("button", name="Minta perbaikan").click()

    expect(today.locator("#menu-waiting-n")).to_have_text("1")
    expect(today.locator("#lonceng-menu")).to_contain_text("1", timeout=15_000)
    assert is_untouched(today)


def test_feedback_appears_on_the_open_page_of_the_day(window: Open, office: Office) -> None:
    today = untouched(window(office.maria).go("/hari-ini/"))
    expect(today.locator("#umpan-balik")).to_contain_text("Tidak ada yang baru.")
    form = window(office.yohana).go(f"/umpan-balik/kepada/{office.maria.pk}/")

    form.get_by_label("Umpan balik untuk Maria Wanggai").fill("Lampirkan daftar hadir.")
    form.get_by_role("button", name="Sampaikan").click()

    expect(today.locator("#umpan-balik")).to_contain_text("Lampirkan daftar hadir.")
    expect(today.locator("#menu-feedback-n")).to_have_text("1")
    assert is_untouched(today)


def test_keys_choose_and_approve_and_the_answer_appears_on_marias_page(
    window: Open, office: Office
) -> None:
    today = untouched(window(office.maria, PHONE).go("/hari-ini/"))
    file_one(today)
    board, row = board_of(window, office)
    expect(row).to_contain_text("1 laporan")

    board.locator("body").press("j")
    for _ in office.team:
        if "cur" in (row.get_attribute("class") or ""):
            break
        board.keyboard.press("j")
    board.keyboard.press("x")
    expect(board.locator("[data-bulk]")).to_contain_text("1 pegawai dipilih · 1 laporan")
    board.keyboard.press("a")

    expect(board.locator("#pesan")).to_contain_text("1 laporan disetujui.")
    expect(today.locator("#terkirim")).to_contain_text("Disetujui")
    expect(row).to_contain_text("Tidak ada")
    expect(board.locator("[data-bulk]")).to_be_hidden()
    expect(row).to_have_class(re.compile(r"\bcur\b"))
    assert is_untouched(today)
    assert is_untouched(board)


def test_the_spread_follows_what_is_published_and_stays_one_page(
    window: Open, office: Office
) -> None:
    quarter = Quarter.of(Quarter.of(DAY).start - timedelta(1))
    period = make_period(
        year=quarter.year,
        number=quarter.number,
        due_on=DAY + timedelta(6),
        self_due_on=DAY - timedelta(1),
    )
    sheets = [make_sheet(person, period, superior=office.yohana) for person in office.team[:3]]
    page = untouched(window(office.yohana).go("/evaluasi/sebaran/"))
    bars = page.locator("#sebaran-unit")
    expect(bars).to_contain_text("belum ada predikat")

    by = actor(office.yohana, on=DAY)
    draft = RatingDraft(result="AS", behaviour="AS", reason="", recommendation="", opened_at=None)
    evaluation.save_rating(sheets[0].pk, draft, by=by, at=NOON)
    evaluation.publish_rating(sheets[0].pk, by=by, at=NOON)

    expect(bars).not_to_contain_text("belum ada predikat")
    expect(page.locator("main")).to_have_count(1)
    assert is_untouched(page)


def test_enter_opens_what_waits(window: Open, office: Office) -> None:
    file_one(window(office.maria, PHONE).go("/hari-ini/"))
    board, row = board_of(window, office)
    expect(row).to_contain_text("1 laporan")

    row.focus()
    board.keyboard.press("j")
    for _ in office.team:
        if "cur" in (row.get_attribute("class") or ""):
            break
        board.keyboard.press("j")
    board.keyboard.press("Enter")

    board.wait_for_url(f"**/laporan/?pegawai={office.maria.pk}")


def test_undoing_a_decision_shows_on_both_pages_and_tells_nobody(
    window: Open, office: Office
) -> None:
    today = untouched(window(office.maria, PHONE).go("/hari-ini/"))
    file_one(today)
    board, row = board_of(window, office)
    row.get_by_role("checkbox").check()
    board.get_by_role("button", name="Setujui").click()
    expect(today.locator("#terkirim")).to_contain_text("Disetujui")

    board.locator("#pesan").get_by_role("button", name="Urungkan").click()

    expect(row).to_contain_text("1 laporan")
    expect(today.locator("#terkirim")).not_to_contain_text("Disetujui")
    decisions = Review.objects.filter(report__author=office.maria, report__work_on=DAY)
    assert list(decisions.order_by("at").values_list("decision", flat=True)) == [
        "APPROVED",
        "REOPENED",
    ]
    assert not Notice.objects.filter(person_id=office.maria.pk, revoked_at=None).exists()


def test_another_tab_of_the_author_follows(window: Open, office: Office) -> None:
    other = untouched(window(office.maria).go("/hari-ini/"))
    expect(other.locator("#terkirim")).to_contain_text("Belum ada laporan hari ini")
    today = window(office.maria, PHONE).go("/hari-ini/")

    file_one(today)

    expect(other.locator("#terkirim")).not_to_contain_text("Belum ada laporan hari ini")
    today.locator("#pesan").get_by_role("button", name="Urungkan").click()
    expect(other.locator("#terkirim")).to_contain_text("Belum ada laporan hari ini")
    assert is_untouched(other)


def test_the_superiors_approval_shows_on_the_open_plan(window: Open, office: Office) -> None:
    plan = make_plan(office.maria, year=DAY.year + 1, status=Revision.Status.SUBMITTED)
    mine = untouched(window(office.maria).go(plan.get_absolute_url()))
    waits = "menyetujui atau mengembalikannya"
    expect(mine.locator("#status")).to_contain_text(waits)
    theirs = window(office.yohana).go(plan.get_absolute_url())

    theirs.get_by_role("button", name="Setujui SKP").click()

    expect(mine.locator("#status")).not_to_contain_text(waits)
    assert is_untouched(mine)


def test_undoing_a_report_takes_it_off_the_board(window: Open, office: Office) -> None:
    board, row = board_of(window, office)
    today = untouched(window(office.maria, PHONE).go("/hari-ini/"))
    file_one(today)
    expect(row).to_contain_text("1 laporan")

    today.locator("#pesan").get_by_role("button", name="Urungkan").click()

    expect(row).to_contain_text("Tidak ada")
    expect(today.locator("#terkirim")).to_contain_text("Belum ada laporan hari ini")
    assert is_untouched(today)
    assert is_untouched(board)
    assert Withdrawal.objects.filter(report__author=office.maria).count() == 1


def test_a_returned_report_comes_back_with_its_note(window: Open, office: Office) -> None:
    today = untouched(window(office.maria, PHONE).go("/hari-ini/"))
    file_one(today)
    board, row = board_of(window, office)
    row.get_by_role("checkbox").check()
    board.get_by_label("Catatan perbaikan").fill("Sebut nama sekolahnya.")
    board.get_by_role("button", name="Minta perbaikan").click()

    sent = today.locator("#terkirim")
    expect(sent).to_contain_text("Perlu diperbaiki")
    sent.get_by_role("link", name="Verifikasi data Dapodik SD").first.click()
    expect(today.locator("main")).to_contain_text("Sebut nama sekolahnya.")


def test_a_row_whose_fetch_failed_is_fetched_again(window: Open, office: Office) -> None:
    board, row = board_of(window, office)
    board.route("**/tim/baris/**", lambda route: route.abort(), times=1)

    file_one(window(office.maria, PHONE).go("/hari-ini/"))

    expect(row).to_contain_text("1 laporan")
    expect(board.locator("[data-live-status]:visible").first).to_have_text("Langsung")


def test_a_row_that_cannot_be_fetched_is_not_called_live(window: Open, office: Office) -> None:
    board, row = board_of(window, office)
    board.route("**/tim/baris/**", lambda route: route.fulfill(status=503))
    status = board.locator("[data-live-status]:visible").first

    file_one(window(office.maria, PHONE).go("/hari-ini/"))

    expect(status).to_have_text(
        "Ada bagian yang belum termuat. Muat ulang halaman.", timeout=40_000
    )
    expect(row).to_contain_text("Tidak ada")
    board.unroute("**/tim/baris/**")
    board.evaluate("() => dispatchEvent(new Event('online'))")
    expect(row).to_contain_text("1 laporan")
    expect(status).to_have_text("Langsung")


def test_behind_a_proxy_that_holds_the_stream_back_the_board_still_follows(
    window: Open, office: Office
) -> None:
    yohana = window(office.yohana)
    yohana.page.route("**/langsung?*", lambda _route: None)  # never an answer
    yohana.page.route("**/ui/js/live*.js", impatient)
    board = untouched(yohana.go("/tim/"))
    status = board.locator("[data-live-status]:visible").first
    expect(status).to_contain_text("Diperbarui berkala.")

    file_one(window(office.maria, PHONE).go("/hari-ini/"))

    expect(board.locator(f"#baris-{office.maria.pk}")).to_contain_text("1 laporan")
    expect(status).to_contain_text("Diperbarui berkala.")
    assert is_untouched(board)


def impatient(route: Route) -> None:
    """The module as served, which believes in silence sooner and asks more often."""
    answer = route.fetch()
    script = answer.text()
    for slow, quick in (("SILENCE = 40000", "SILENCE = 1500"), ("pause(15000 +", "pause(500 +")):
        assert slow in script
        script = script.replace(slow, quick)
    route.fulfill(response=answer, body=script.replace("random() * 15000)", "random() * 500)"))


def test_two_tabs_of_one_browser_both_hear(window: Open, office: Office) -> None:
    yohana = window(office.yohana)
    pages = [yohana.page, yohana.tab()]
    for page in pages:
        page.goto(f"{yohana.site.url}/tim/")
        untouched(page)
    expect(pages[0].locator("[data-live-status]:visible").first).to_have_text("Langsung")

    file_one(window(office.maria, PHONE).go("/hari-ini/"))

    for page in pages:
        expect(page.locator(f"#baris-{office.maria.pk}")).to_contain_text("1 laporan")
        assert is_untouched(page)
