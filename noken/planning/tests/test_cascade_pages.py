"""The pages of matrix, proposals, files and templates, over HTTP."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from noken.core.tables.workbook import open_table
from noken.notices.models import Notice
from noken.organization.models import Employee
from noken.planning.models import (
    FilePlan,
    LateTerm,
    MatrixCell,
    Plan,
    PlannedResult,
    PlanTemplate,
    Revision,
)
from tests.cast import Cast
from tests.world import TODAY
from tests.world_planning import make_plan

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
Status = Revision.Status
YEAR = TODAY.year
SHEET = "RHK;Indikator;Satuan;Target\nData valid;Sekolah;sekolah;42\nLaporan;Terbit;kali;4\n"


def field(plan: Plan, member: Employee, place: int = 0) -> str:
    indicator = PlannedResult.objects.filter(revision__plan=plan).first()
    assert indicator is not None
    return f"{indicator.indicators.order_by('order')[place].key.hex}-{member.pk}"


def upload(text: str = SHEET) -> SimpleUploadedFile:
    return SimpleUploadedFile("skp.csv", text.encode(), "text/csv")


def test_from_an_empty_matrix_to_a_result_in_the_members_plan(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.acting_superior, indicators=2)
    naomi, maria = browse(cast.acting_superior), browse(cast.owner)
    name = field(plan, cast.owner)

    shown = naomi.get(reverse("planning:matrix")).content.decode()
    kept = naomi.post(
        reverse("planning:fill", args=[plan.pk]),
        {f"s-{name}": "Data 16 SMP valid", f"w-{name}": ""},
        headers={"HX-Request": "true"},
    ).content.decode()
    naomi.post(reverse("planning:send_cells", args=[plan.pk]))
    cell = MatrixCell.objects.get()
    asked = maria.get(reverse("planning:asks")).content.decode()
    waiting = maria.get(reverse("home:waiting")).content.decode()
    taken = maria.post(
        reverse("planning:take_cell", args=[cell.pk]), {"seen": cell.text}, follow=True
    ).content.decode()

    assert f'name="s-{name}"' in shown
    assert 'id="mph-kirim" hx-swap-oob="true"' in kept
    assert "Data 16 SMP valid" in kept
    assert "Belum dikirim" in kept
    assert "Data 16 SMP valid" in asked
    assert "1 usulan untuk SKP Anda" in waiting
    assert "Data 16 SMP valid" in taken
    assert Notice.objects.filter(person_id=cast.owner.pk, kind="CellsSent").count() == 1
    assert Notice.objects.filter(person_id=cast.acting_superior.pk, kind="CellTaken").count() == 1


def test_without_javascript_one_person_is_filled_and_kept(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.acting_superior)
    naomi, name = browse(cast.acting_superior), field(plan, cast.peer)
    url = f"{reverse('planning:matrix')}?tahun={YEAR}&orang={cast.peer.pk}"

    page = naomi.get(url)
    answer = naomi.post(
        reverse("planning:fill", args=[plan.pk]),
        {f"s-{name}": "Peta data", f"w-{name}": "", "orang": str(cast.peer.pk)},
    )

    assert cast.peer.name in page.content.decode()
    assert answer["Location"] == url
    assert MatrixCell.objects.get().text == "Peta data"


def test_a_colleague_elsewhere_is_found_by_name(cast: Cast, browse: Browse) -> None:
    make_plan(cast.acting_superior)

    page = browse(cast.acting_superior).get(reverse("planning:matrix"), {"cari": "Petrus"})

    assert f"orang={cast.admin_other.pk}" in page.content.decode()


@pytest.mark.parametrize("status", [None, Status.DRAFT])
def test_a_matrix_without_columns_says_what_to_do(
    cast: Cast, browse: Browse, status: str | None
) -> None:
    if status:
        make_plan(cast.acting_superior, status=status, results=())

    page = browse(cast.acting_superior).get(reverse("planning:matrix")).content.decode()

    assert "SKP Anda belum" in page


def test_a_wish_to_talk_keeps_what_was_typed(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.acting_superior)
    naomi, name = browse(cast.acting_superior), field(plan, cast.owner)
    naomi.post(reverse("planning:fill", args=[plan.pk]), {f"s-{name}": "Peta", f"w-{name}": ""})
    naomi.post(reverse("planning:send_cells", args=[plan.pk]))
    url = reverse("planning:discuss_cell", args=[MatrixCell.objects.get().pk])

    empty = browse(cast.owner).post(url, {"note": " "})
    long = browse(cast.owner).post(url, {"note": "a" * 301})
    said = browse(cast.owner).post(url, {"note": "Butuh kendaraan"})

    assert (empty.status_code, long.status_code, said.status_code) == (422, 422, 302)
    assert "a" * 301 in long.content.decode()
    assert "Butuh kendaraan" in naomi.get(reverse("planning:matrix")).content.decode()
    assert "1 isian matriks" in naomi.get(reverse("home:waiting")).content.decode()


def test_a_file_goes_from_the_desk_into_the_draft(cast: Cast, browse: Browse) -> None:
    maria = browse(cast.owner)
    make_plan(cast.owner, status=Status.DRAFT, results=["Sudah ada"])

    none = maria.post(reverse("planning:bring"), {"year": YEAR})
    brought = maria.post(reverse("planning:bring"), {"year": YEAR, "file": upload()})
    page = maria.get(brought["Location"]).content.decode()
    row = FilePlan.objects.get()
    taken = maria.post(
        reverse("planning:take_file_plan", args=[row.pk]),
        {"baris": ["2"], "seen": page.partition('name="seen" value="')[2].partition('"')[0]},
    )

    assert none.status_code == 422
    assert "Pilih dulu berkasnya" in none.content.decode()
    assert "Sudah ada" in page
    assert taken.status_code == 302
    texts = PlannedResult.objects.filter(revision__plan__owner=cast.owner).order_by("order")
    assert [result.text for result in texts] == ["Sudah ada", "Data valid"]


def test_a_superiors_file_becomes_proposals(cast: Cast, browse: Browse) -> None:
    naomi, maria = browse(cast.acting_superior), browse(cast.owner)
    text = f"NIP;{SHEET.replace('Data', f'{cast.owner.nip};Data').replace('Laporan', ';Laporan')}"

    brought = naomi.post(reverse("planning:bring"), {"year": YEAR, "file": upload(text)})
    page = naomi.get(brought["Location"]).content.decode()
    row = FilePlan.objects.get()
    sent = naomi.post(reverse("planning:send_file", args=[row.file_id]))
    shown = maria.get(reverse("planning:file_plan", args=[row.pk])).content.decode()
    declined = maria.post(
        reverse("planning:decline_file_plan", args=[row.pk]), {"note": "Terlalu tinggi"}
    )

    assert cast.owner.name in page
    assert sent.status_code == 302
    assert cast.acting_superior.name in shown
    assert declined["Location"] == reverse("planning:asks")
    assert "Terlalu tinggi" in naomi.get(brought["Location"]).content.decode()


def test_tables_go_out_in_both_forms(cast: Cast, browse: Browse, tmp_path: Path) -> None:
    make_plan(cast.owner, results=["Data valid"])
    maria, url = browse(cast.owner), reverse("planning:export")

    book = maria.get(url, {"lingkup": "saya", "tahun": str(YEAR)})
    text = maria.get(url, {"lingkup": "saya", "tahun": str(YEAR), "bentuk": "csv"})
    example = maria.get(reverse("planning:example"))

    assert book["Content-Disposition"] == f'attachment; filename="skp-saya-{YEAR}.xlsx"'
    path = tmp_path / "skp.xlsx"
    path.write_bytes(book.content)
    table = open_table(path)
    assert "Rencana hasil kerja" in table.heads[0].rows[0]
    table.close()
    assert "Data valid" in text.content.decode("utf-8-sig")
    assert example.status_code == 200
    assert maria.get(reverse("planning:takeout")).status_code == 200


def test_a_template_is_made_changed_by_its_buttons_and_begun_from(
    cast: Cast, browse: Browse
) -> None:
    naomi, maria = browse(cast.acting_superior), browse(cast.owner)
    agreed = make_plan(cast.owner, year=YEAR - 1, results=["Data valid"])
    make_plan(cast.acting_superior, year=YEAR - 1)
    url = reverse("planning:make_template")

    new = naomi.get(url, {"dari": agreed.pk}).content.decode()
    parts = [part.partition('"')[0] for part in new.split('name="bagian" value="')[1:]]
    result, indicator = parts[0], parts[1].partition(".")[2]
    form = {
        "title": "Pengembang",
        "post": cast.owner.postings.get().position.title,
        "circle": "TEAM",
        "bagian": parts,
        f"h-{result}-text": "Data valid",
        f"h-{result}-kind": "MAIN",
        f"i-{indicator}-text": "Sekolah",
        f"i-{indicator}-unit": "sekolah",
        f"i-{indicator}-q4": "42",
    }
    more = naomi.post(url, {**form, "aksi": "tambah-hasil"})
    nameless = naomi.post(url, {**form, "title": "", "aksi": "simpan"})
    kept = naomi.post(url, {**form, "aksi": "simpan"})
    template = PlanTemplate.objects.get()
    page = maria.get(reverse("planning:templates")).content.decode()
    begun = maria.post(
        reverse("planning:start_template", args=[template.pk]), {"year": YEAR}, follow=True
    )

    assert "Data valid" in new
    assert more.content.decode().count("RHK ") > new.count("RHK ")
    assert (more.status_code, nameless.status_code, kept.status_code) == (200, 422, 302)
    assert "Sekolah" in nameless.content.decode()
    assert "Cocok dengan jabatan Anda" in page
    assert "Data valid" in begun.content.decode()
    change = reverse("planning:change_template", args=[template.pk])
    assert naomi.get(change).status_code == 200
    naomi.post(reverse("planning:retire_template", args=[template.pk]), {"henti": "1"})
    assert "Cocok" not in maria.get(reverse("planning:templates")).content.decode()


def test_the_setting_is_proposed_and_signed_on_its_page(cast: Cast, browse: Browse) -> None:
    hendrik, dorteus = browse(cast.personnel), browse(cast.leader)
    url, form = reverse("planning:terms"), {"days": "45", "start_on": "2026-12-01", "source": "SE"}

    wrong = hendrik.post(url, {**form, "days": "banyak"})
    hendrik.post(url, form)
    term = LateTerm.objects.get()
    sign = reverse("planning:sign_terms", args=[term.pk])
    for client in (hendrik, dorteus):
        client.post(sign, {"alasan": "Sesuai edaran"})

    assert wrong.status_code == 422
    assert term.signatures.count() == 2
    assert "menunggu penetapan" in browse(cast.owner).get(url).content.decode()


def test_the_desk_of_plans_leads_everywhere(cast: Cast, browse: Browse) -> None:
    page = browse(cast.owner).get(reverse("planning:mine")).content.decode()

    for name in ("templates", "asks", "bring", "takeout"):
        assert reverse(f"planning:{name}") in page
