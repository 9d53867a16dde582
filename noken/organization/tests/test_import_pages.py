"""Importing on the screen, as BKPSDM and as an OPD's admin."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import CalamineWorkbook

from noken.audit.models import Entry
from noken.core.tables import inbox
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.organization import tasks
from noken.organization.models import Employee, ImportRun, Posting, Unit
from noken.organization.tests.data.builders import workbook
from tests.cast import Cast
from tests.jobs import do
from tests.world import NOON

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
HEADER = ("NIP", "NAMA", "GOL. RUANG", "TMT GOL", "JABATAN", "TMT JABATAN", "UNIT KERJA", "NIK")
AS_READ = ("NIP", "NAME", "RANK", "RANK_FROM", "POST_TITLE", "POST_FROM", "UNIT")
MARIA = (
    *("199104122015042014", "MARIA BARU", "III/a", "2024-04-01", "Pengelola Data", "2026-02-01"),
    *("SEKSI KURIKULUM SD - BIDANG PEMBINAAN SD - DINAS PENDIDIKAN", "9202001"),
)
SHORT = ("19910412201504201", "=cmd()", *MARIA[2:])
ELSEWHERE = ("198812242014021004", "FRANS LAIN", *MARIA[2:6], "DINAS KESEHATAN", "")


def send(browser: Client, path: Path, key: UUID | None = None) -> ImportRun:
    """Upload a file and have it read, as the worker does."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    answer = browser.post(
        reverse("organization:imports"), {"file": file, "key": str(key or uuid7(NOON))}
    )
    assert answer.status_code == 302, answer.content.decode()[:500]
    run = ImportRun.objects.latest("pk")
    tasks._read(current_tenant(), run.pk)
    run.refresh_from_db()
    return run


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return workbook(tmp_path / "pegawai nov.xlsx", {"ASN": (HEADER, MARIA, SHORT, ELSEWHERE)})


def test_a_file_is_uploaded_checked_and_applied(cast: Cast, browse: Browse, file: Path) -> None:
    browser = browse(cast.personnel)
    run = send(browser, file)
    assert run.counts | {"UNCHANGED": 0} == {
        "NEW": 2,
        "CHANGED": 0,
        "UNCHANGED": 0,
        "REFUSED": 1,
        "WAITING": 0,
    }
    assert not Employee.objects.filter(nip=MARIA[0]).exists(), "nothing before it is applied"

    page = browser.get(reverse("organization:import", args=[run.pk])).content.decode()
    assert "NIP 17 angka, seharusnya 18." in page
    assert "9202001" not in page
    browser.post(reverse("organization:import_apply", args=[run.pk]), {"basis": "SK 1/2026"})
    tasks._apply(run.pk)

    run.refresh_from_db()
    maria = Employee.objects.get(nip=MARIA[0])
    assert (run.status, run.basis) == (ImportRun.Status.APPLIED, "SK 1/2026")
    assert Posting.objects.get(employee=maria).unit == cast.section
    assert not maria.account.has_usable_password() if maria.account else False
    assert [job.task_name for job in ProcrastinateJob.objects.order_by("id")] == [
        "organization.read_import",
        "organization.apply_import",
    ]


def test_the_same_sending_twice_is_one_import(cast: Cast, browse: Browse, file: Path) -> None:
    browser, key = browse(cast.personnel), uuid7(NOON)

    first = send(browser, file, key)
    second = send(browser, file, key)

    assert first.pk == second.pk
    assert len(list(inbox.path_of(current_tenant(), "x").parent.iterdir())) == 1
    assert ImportRun.objects.count() == 1


@pytest.mark.parametrize("end", ["import_apply", "import_discard"])
def test_the_file_is_kept_until_it_was_applied_or_given_up(
    cast: Cast,
    browse: Browse,
    file: Path,
    end: str,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    browser = browse(cast.personnel)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]  # a context
        run = send(browser, file)
        stored = inbox.path_of(current_tenant(), run.stored_name)
    assert stored.is_file()

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]  # a context
        browser.post(reverse(f"organization:{end}", args=[run.pk]))
        tasks._apply(run.pk)

    run.refresh_from_db()
    assert run.stored_name == ""
    assert not stored.exists()


def read_again(run: ImportRun) -> None:
    tasks._read(current_tenant(), run.pk)
    run.refresh_from_db()


def test_an_unknown_name_column_is_chosen_and_the_file_is_read_again(
    cast: Cast, browse: Browse, tmp_path: Path
) -> None:
    header = ("NIP", "SIAPA", *HEADER[2:])
    browser = browse(cast.personnel)
    run = send(browser, workbook(tmp_path / "a.xlsx", {"ASN": (header, MARIA)}))
    url = reverse("organization:import", args=[run.pk])
    assert (run.status, run.counts) == (ImportRun.Status.FAILED, {})

    page = browser.get(url).content.decode()
    assert "Kolom Nama belum dicocokkan" in page
    assert ">SIAPA</label>" in page
    assert ">NIK</label>" not in page
    chosen = {f"kolom-{place}": code for place, code in enumerate(AS_READ)}
    answer = browser.post(reverse("organization:import_columns", args=[run.pk]), chosen)
    assert answer.status_code == 302
    read_again(run)

    assert (run.status, run.counts["NEW"], run.failure) == (ImportRun.Status.PREVIEWED, 1, "")
    assert run.rows.get().data["name"] == "Maria Baru"
    assert [job.task_name for job in ProcrastinateJob.objects.order_by("id")] == [
        "organization.read_import"
    ] * 2


def test_a_column_that_was_read_wrongly_is_read_in_another_way(
    cast: Cast, browse: Browse, file: Path
) -> None:
    browser = browse(cast.personnel)
    run = send(browser, file)
    before = run.rows.get(data__nip=MARIA[0]).data
    columns = reverse("organization:import_columns", args=[run.pk])

    without_rank = {f"kolom-{place}": code for place, code in enumerate(AS_READ) if place != 2}
    browser.post(columns, without_rank)
    read_again(run)

    after = run.rows.get(data__nip=MARIA[0]).data
    assert (before["rank"], after["rank"]) == ("III/a", "")
    page = browser.get(reverse("organization:import", args=[run.pk])).content.decode()
    assert "Anda lewati." in page


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"kolom-0": "NIP"}, "import.column_missing"),
        ({"kolom-0": "NIP", "kolom-1": "NAME", "kolom-2": "NAME"}, "import.column_twice"),
        ({"kolom-0": "NIP", "kolom-1": "AGAMA"}, "import.column_unknown"),
    ],
)
def test_which_columns_cannot_be_chosen(
    cast: Cast, browse: Browse, file: Path, chosen: dict[str, str], code: str
) -> None:
    browser = browse(cast.personnel)
    run = send(browser, file)

    answer = browser.post(
        reverse("organization:import_columns", args=[run.pk]),
        chosen,
        headers={"Accept": "application/json"},
    )

    run.refresh_from_db()
    assert (answer.status_code, answer.json()["refused"]) == (422, code)
    assert run.status == ImportRun.Status.PREVIEWED


def test_what_is_decided_before_it_is_applied_stands_in_the_journal(
    cast: Cast, browse: Browse, file: Path
) -> None:
    browser = browse(cast.personnel)
    run = send(browser, file)
    refused = run.rows.get(code="nip.invalid")
    typed = {"nip": "199104122015042022", "decision": ""}

    browser.post(reverse("organization:import_row", args=[run.pk, refused.pk]), typed)

    entry = Entry.objects.get(action="ImportDecided")
    assert (entry.employee_id, entry.ids["about"], entry.ids["row"]) == (
        cast.personnel.pk,
        "NIP",
        refused.number,
    )
    assert "199104122015042022" not in str(entry.ids)


def test_an_admin_takes_in_the_own_units_only(cast: Cast, browse: Browse, file: Path) -> None:
    run = send(browse(cast.admin_opd), file)

    refused = run.rows.get(code="unit.not_yours")
    assert refused.data["name"] == "Frans Lain"
    assert run.counts["NEW"] == 1


def test_an_admin_makes_no_unit_outside_the_own_ones(
    cast: Cast, browse: Browse, tmp_path: Path
) -> None:
    below = f"SUBSEKSI BUKU - {MARIA[6]}"
    rows = [
        (*MARIA[:6], below, ""),
        (*ELSEWHERE[:6], "UPT PASAR WOSI", ""),
        ("198505052010011009", "BUDI", *ELSEWHERE[2:6], "UPT PASAR - DINAS KESEHATAN", ""),
    ]
    browser = browse(cast.admin_opd)
    run = send(browser, workbook(tmp_path / "opd.xlsx", {"ASN": (HEADER, *rows)}))
    page = browser.get(reverse("organization:import", args=[run.pk])).content.decode()

    browser.post(reverse("organization:import_apply", args=[run.pk]))
    tasks._apply(run.pk)

    run.refresh_from_db()
    assert run.status == ImportRun.Status.APPLIED
    assert Unit.objects.filter(name__iexact="Subseksi Buku", parent=cast.section).exists()
    assert not Unit.objects.filter(name__icontains="pasar").exists()
    assert "1 unit baru dibuat" in page


def test_an_import_of_another_admin_is_not_there(cast: Cast, browse: Browse, file: Path) -> None:
    run = send(browse(cast.admin_opd), file)

    for name in ("import", "import_errors"):
        url = reverse(f"organization:{name}", args=[run.pk])
        assert browse(cast.admin_other).get(url).status_code == 404
        assert browse(cast.owner).get(url).status_code == 404
    answer = browse(cast.admin_other).post(reverse("organization:import_apply", args=[run.pk]))
    assert answer.status_code == 404


def test_a_typed_nip_cures_a_row(cast: Cast, browse: Browse, file: Path) -> None:
    browser = browse(cast.personnel)
    run = send(browser, file)
    row = run.rows.get(code="nip.invalid")
    url = reverse("organization:import_row", args=[run.pk, row.pk])

    wrong = browser.post(url, {"nip": "19910412"}, headers={"HX-Request": "true"})
    twice = browser.post(url, {"nip": MARIA[0]})
    cured = browser.post(url, {"nip": "19910412 201504 2 015"})

    assert (wrong.status_code, twice.status_code, cured.status_code) == (422, 422, 302)
    row.refresh_from_db()
    run.refresh_from_db()
    assert (row.verdict, row.data["nip"]) == ("NEW", "199104122015042015")
    assert (run.counts["NEW"], run.counts["REFUSED"]) == (3, 0)


def test_the_error_list_holds_no_formula(cast: Cast, browse: Browse, file: Path) -> None:
    browser = browse(cast.personnel)
    run = send(browser, file)

    answer = browser.get(reverse("organization:import_errors", args=[run.pk]))

    [head, row] = (
        CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    )
    assert head[:3] == ["Lembar", "Baris", "Nama"]
    assert row[1] == 3
    assert str(row[2]).startswith("'=")


def test_a_hostile_file_is_refused_in_words(cast: Cast, browse: Browse) -> None:
    browser = browse(cast.personnel)
    file = SimpleUploadedFile("daftar.xlsx", b"%PDF-1.7 nothing")
    browser.post(reverse("organization:imports"), {"file": file})
    run = ImportRun.objects.get()

    do(tasks.read_import, run_id=run.pk)

    run.refresh_from_db()
    page = browser.get(reverse("organization:import", args=[run.pk])).content.decode()
    assert run.status == ImportRun.Status.FAILED
    assert "Isi berkas ini PDF" in page


def test_discarding_leaves_nothing_behind(cast: Cast, browse: Browse, file: Path) -> None:
    browser = browse(cast.personnel)
    run = send(browser, file)

    browser.post(reverse("organization:import_discard", args=[run.pk]))

    run.refresh_from_db()
    assert run.status == ImportRun.Status.DISCARDED
    assert (run.rows.count(), run.structure, run.missing) == (0, {}, [])


def test_an_upload_without_a_file_is_asked_again(cast: Cast, browse: Browse) -> None:
    answer = browse(cast.personnel).post(reverse("organization:imports"))

    assert answer.status_code == 422
    assert "Pilih dulu berkasnya." in answer.content.decode()


def test_the_example_can_be_imported(cast: Cast, browse: Browse, tmp_path: Path) -> None:
    browser = browse(cast.personnel)
    content = browser.get(reverse("organization:import_example")).content
    (tmp_path / "contoh.xlsx").write_bytes(content)

    run = send(browser, tmp_path / "contoh.xlsx")

    assert (run.counts["NEW"], run.counts["REFUSED"]) == (2, 0)


def test_few_queries_however_long_the_file(
    cast: Cast,
    browse: Browse,
    tmp_path: Path,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    people = [(f"19910412201504{1 + n % 2}{n:03}", f"ORANG {n}", *MARIA[2:]) for n in range(1, 300)]
    browser = browse(cast.personnel)
    run = send(browser, workbook(tmp_path / "banyak.xlsx", {"ASN": (HEADER, *people)}))

    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]  # a context
        answer = browser.get(reverse("organization:import", args=[run.pk]))

    assert answer.content.decode().count('role="rowheader"') == 50
