"""Papers in a real browser: checked without an account, printed by a click, made by the hundred."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from django.db import connection
from playwright.sync_api import expect

from noken.core.actor import system
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.documents.gateways import disk
from noken.documents.models import Paper, PrintItem, PrintJob
from noken.documents.services import papers
from noken.documents.tests import samples
from noken.evaluation.models import Sheet
from tests.browser.conftest import Open, inside_the_instansi
from tests.browser.office import DAY, NOON, Office, make_keepers, make_office
from tests.browser.test_pages import check
from tests.world_evaluation import make_period, make_pin, make_rating, make_sheet

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
PAGE = "/periksa/dokumen/"


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def paper() -> Paper:
    """Sealed in a thread of its own: Playwright's loop runs in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(_issued).result()


def _issued() -> Paper:
    inside_the_instansi()
    try:
        return papers.issue(
            "EVALUATION_RECORD", samples.RECORD, title="Dokumen", by=system(DAY), at=NOON
        )
    finally:
        connection.close()


def rated(office: Office, quarter: int) -> Sheet:
    """Maria's quarter, rated and opened; rows stay, so each test takes another quarter."""
    sheet = make_sheet(office.maria, make_period(number=quarter), unit=office.unit)
    make_pin(sheet, office.yohana)
    make_rating(sheet, office.yohana, "ABOVE", "AS", received_at=NOON)
    return sheet


def make_job(office: Office, person_id: int, status: str) -> PrintJob:
    job = PrintJob.objects.create(
        key=uuid7(NOON),
        kind="EVALUATION_RECORD",
        title="Dokumen evaluasi Triwulan III 2026, Dinas Pendidikan Kabupaten Manokwari",
        by_id=person_id,
        asked_at=NOON,
        total=100,
        done=42,
        failed=2,
        status=status,
        stored_name="ab" * 16 if status == "DONE" else "",
        bytes=8_500_000 if status == "DONE" else 0,
    )
    for order, person in enumerate(office.others[:2], start=1):
        PrintItem.objects.create(
            job=job, order=order, ref=str(order), name=person.name, failure="Belum terbit."
        )
    return job


def test_the_check_page_in_all_its_answers(window: Open, paper: Paper) -> None:
    wrong, right = "0" * 64, bytes(paper.sha256).hex()

    check(
        window,
        None,
        [
            PAGE,
            f"{PAGE}{paper.code}/",
            f"{PAGE}{paper.code}/?sidik={right}",
            f"{PAGE}{paper.code}/?sidik={wrong}",
            f"{PAGE}?sidik={wrong}",
            f"{PAGE}?kode=7F3A",
        ],
    )


def test_a_file_is_compared_on_the_device_and_not_sent(window: Open, paper: Paper) -> None:
    content = disk.path_of(current_tenant(), paper.stored_name).read_bytes()
    opened = window(None)
    posts: list[str] = []
    opened.page.on("request", lambda request: posts.append(request.method))
    opened.go(PAGE)
    expect(opened.page.get_by_text("berkas tidak dikirim")).to_be_visible()

    for name, data, answer in (("asli", content, "Asli"), ("lain", content + b" ", "Tidak")):
        opened.page.set_input_files(
            "input[type=file]",
            {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": data},
        )
        opened.page.wait_for_url("**sidik=**")
        expect(opened.page.locator("#hr")).to_contain_text(answer)
        opened.go(PAGE)

    assert set(posts) == {"GET"}


def test_a_click_on_the_sheet_hands_out_the_paper(window: Open, office: Office) -> None:
    sheet = rated(office, 1)
    page = window(office.maria).go(sheet.get_absolute_url())

    with page.expect_download() as saved:
        page.get_by_role("button", name="Cetak dokumen").click()

    text = pypdf.PdfReader(BytesIO(Path(saved.value.path()).read_bytes())).pages[0].extract_text()
    assert saved.value.suggested_filename.startswith("DEK-")
    assert office.maria.name in text
    assert "Sesuai ekspektasi" in text


def test_a_unit_is_printed_and_its_progress_moves(window: Open, office: Office) -> None:
    sheet = rated(office, 2)
    keeper = make_keepers(office)["PERSONNEL"]
    page = window(keeper).go(f"/evaluasi/cetak/?periode=p{sheet.period_id}")
    page.get_by_label("Unit kerja").select_option(str(office.unit.parent_id))
    page.get_by_role("button", name="Cetak 1 dokumen").click()
    expect(page.get_by_text("0 dari 1")).to_be_visible()

    PrintJob.objects.update(status="DONE", done=1, stored_name="ab" * 16, bytes=90_000)

    expect(page.get_by_role("link", name="Unduh semua")).to_be_visible()


def test_pages_around_printing(window: Open, office: Office) -> None:
    keeper = make_keepers(office)["PERSONNEL"]
    check(window, keeper, ["/evaluasi/cetak/", "/cetak/"])
    sheet = rated(office, 3)
    jobs = [make_job(office, keeper.pk, status) for status in ("RUNNING", "DONE", "ERASED")]
    chosen = f"/evaluasi/cetak/?periode=p{sheet.period_id}&unit={office.unit.parent_id}"

    check(window, keeper, [chosen, "/cetak/", *(job.get_absolute_url() for job in jobs)])
