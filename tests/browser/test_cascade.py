"""Matrix, proposals, files and templates of plans in a browser: typing, saving, readable."""

from uuid import UUID

import pytest
from playwright.sync_api import expect

from noken.core.uuid7 import uuid7
from noken.planning import services
from noken.planning.models import (
    FilePlan,
    MatrixCell,
    Plan,
    PlanFile,
    PlannedResult,
    PlanTemplate,
)
from noken.planning.rules import Content, to_json
from noken.planning.rules.filing import FileLine, lines_to_json
from noken.planning.services import Typed
from tests.browser.conftest import PHONE, Open
from tests.browser.office import DAY, NOON, Office, make_keepers, make_office
from tests.browser.test_pages import check
from tests.world import actor
from tests.world_planning import make_indicator, make_result, result_content

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
COLUMNS = (
    "Sekolah dengan data Dapodik valid setiap bulan",
    "Kesalahan isian hasil uji petik paling banyak dua persen",
    "Verifikasi selesai sebelum tanggal 25",
    "Guru yang menerapkan hasil supervisi akademik",
)
MATRIX = f"/skp/matriks/?tahun={DAY.year}"


@pytest.fixture
def office() -> Office:
    office = make_office(6)
    plan = Plan.objects.get(owner=office.yohana, year=DAY.year)
    for name in ("Mutu pembelajaran SD meningkat", "Layanan kurikulum tepat waktu"):
        result = make_result(plan, name, indicators=0)
        for order, text in enumerate(COLUMNS, start=1):
            make_indicator(result, text, order=order)
    return office


def columns(plan: Plan) -> list[UUID]:
    results = PlannedResult.objects.filter(revision__plan=plan).order_by("order")
    return [i.key for result in results for i in result.indicators.order_by("order")]


def fill(office: Office) -> FilePlan:
    """Cells in every state, a template, and a file that asks Maria."""
    plan, by = Plan.objects.get(owner=office.yohana, year=DAY.year), actor(office.yohana, on=DAY)
    keys, team = columns(plan), office.team
    places = [(keys[n], team[n % len(team)].pk) for n in range(len(keys))]
    typed = {place: Typed(f"Peta mutu {n} sekolah", "") for n, place in enumerate(places)}
    services.fill_cells(plan.pk, typed, by=by, at=NOON)
    services.send_cells(plan.pk, None, by=by, at=NOON)
    taken, talked = MatrixCell.objects.filter(member=team[1]).order_by("pk")[:2]
    services.take_cell(taken.pk, taken.text, by=actor(team[1], on=DAY), at=NOON)
    services.discuss_cell(talked.pk, "Butuh kendaraan", by=actor(team[1], on=DAY), at=NOON)
    more = {(keys[0], team[3].pk): Typed("Belum dikirim " * 8, "")}
    services.fill_cells(plan.pk, more, by=by, at=NOON)
    PlanTemplate.objects.create(
        title="Pengembang kurikulum",
        circle="TEAM",
        keeper=office.yohana,
        content=to_json(Content((result_content(), result_content("Lain")))),
        changed_at=NOON,
    )
    file = PlanFile.objects.create(
        id=uuid7(NOON),
        by=office.yohana,
        year=DAY.year,
        name="skp-tim.xlsx",
        refused=[[9, "Sekolah", "Aspek “Rasa” tidak dikenal.", "Tulis Kuantitas."]],
        columns=[["NIP", "NIP"], ["CATATAN", ""]],
        brought_at=NOON,
    )
    lines = [FileLine(2, "Verifikasi data Dapodik SD", "Sekolah", "sekolah")]
    return FilePlan.objects.create(
        file=file, owner=office.maria, lines=lines_to_json(lines), status="SENT", sent_at=NOON
    )


def test_pages_of_a_superior(window: Open, office: Office) -> None:
    check(window, office.yohana, [MATRIX, f"/skp/matriks/?tahun={DAY.year + 1}", "/skp/impor/"])
    row = fill(office)
    keys = columns(Plan.objects.get(owner=office.yohana, year=DAY.year))
    template = PlanTemplate.objects.get(keeper=office.yohana)
    check(
        window,
        office.yohana,
        [
            *(MATRIX, f"{MATRIX}&orang={office.team[1].pk}", f"{MATRIX}&indikator={keys[0]}"),
            *(f"/skp/impor/{row.file_id}/", "/skp/ekspor/", "/skp/templat/"),
            *(f"/skp/templat/{template.pk}/ubah/", "/skp/templat/baru/"),
        ],
    )


def test_pages_of_who_is_asked_and_of_a_keeper(window: Open, office: Office) -> None:
    row = fill(office)
    keeper = make_keepers(office)["PERSONNEL"]
    template = PlanTemplate.objects.get(keeper=office.yohana)
    check(
        window,
        office.maria,
        [
            *("/skp/", "/skp/usulan/", f"/skp/usulan/berkas/{row.pk}/", "/skp/templat/"),
            *(f"/skp/templat/{template.pk}/", "/skp/ketentuan/", "/skp/ekspor/"),
        ],
    )
    check(window, keeper, ["/skp/ketentuan/", "/skp/ekspor/", "/skp/templat/baru/"])


def test_a_cell_saves_itself_as_it_is_left(window: Open, office: Office) -> None:
    opened = window(office.yohana)
    page = opened.go(MATRIX)
    first = page.get_by_role("textbox", name=f"{office.maria.name}, {COLUMNS[0]}").first

    first.fill("Data 16 SMP valid")
    with page.expect_response("**/isi/"):
        page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Kirim 1 usulan")).to_be_visible()
    expect(first).to_have_value("Data 16 SMP valid")
    assert MatrixCell.objects.get(plan__owner=office.yohana).text == "Data 16 SMP valid"
    assert page.evaluate("() => document.activeElement.tagName") == "TEXTAREA"


def test_on_the_phone_one_person_is_filled(window: Open, office: Office) -> None:
    opened = window(office.yohana, PHONE)
    page = opened.go(MATRIX)

    page.get_by_role("link", name=office.maria.name).click()
    page.get_by_role("textbox", name=COLUMNS[1]).first.fill("Uji petik 42 sekolah")
    page.get_by_role("button", name="Simpan").click()
    page.wait_for_load_state("load")

    assert MatrixCell.objects.get(plan__owner=office.yohana).member == office.maria
