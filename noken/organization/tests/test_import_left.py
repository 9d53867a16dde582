"""What was not taken keeps who it is about and the remedy, after the rest was applied."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from noken.core.actor import system
from noken.organization import tasks
from noken.organization.models import ImportRow
from noken.organization.services import imports
from noken.organization.tests.data.builders import workbook
from noken.organization.tests.test_import_pages import HEADER, MARIA, send
from tests.cast import Cast
from tests.fixtures import Browse
from tests.world import NOON

pytestmark = pytest.mark.django_db
SHORT = ("19910412201504201", "BEATRIKS SATU", *MARIA[2:])


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def applied(cast: Cast, browse: Browse, folder: Path) -> int:
    waits = (cast.peer.nip, cast.peer.name, "", "", "Verifikator", "2020-01-01", "DINAS KESEHATAN")
    browser = browse(cast.personnel)
    rows = (HEADER, MARIA, SHORT, (*waits, ""))
    run = send(browser, workbook(folder / "a.xlsx", {"ASN": rows}))
    browser.post(reverse("organization:import_apply", args=[run.pk]), {"conflicts": ""})
    tasks._apply(run.pk)
    return int(run.pk)


def test_refused_and_waiting_rows_keep_name_nip_and_remedy(
    cast: Cast, browse: Browse, tmp_path: Path
) -> None:
    run = applied(cast, browse, tmp_path)
    remedy = ImportRow.objects.get(run=run, verdict="REFUSED").cure

    browser = browse(cast.personnel)
    page = browser.get(reverse("organization:import", args=[run])).content.decode()
    errors = browser.get(reverse("organization:import_errors", args=[run])).content

    assert "Tanpa nama" not in page
    assert remedy
    for text in ("Beatriks Satu", remedy, cast.peer.name, "Unggah lagi baris ini"):
        assert text in page
    sheet = CalamineWorkbook.from_filelike(BytesIO(errors)).get_sheet_by_index(0).to_python()
    assert [row[2] for row in sheet[1:]] == ["Beatriks Satu", cast.peer.name]
    assert all(row[3] and row[6] for row in sheet[1:]), "NIP and remedy"


def test_of_what_was_taken_nothing_is_kept(cast: Cast, browse: Browse, tmp_path: Path) -> None:
    run = applied(cast, browse, tmp_path)

    rows = ImportRow.objects.filter(run=run)
    assert {row.verdict for row in rows} == {"REFUSED", "WAITING"}
    assert not any("nip" in row.data or row.changes for row in rows), "masked only, no values"
    assert {key for row in rows for key in row.data} <= {"name", "nip_masked", "unit_name"}


def test_after_thirty_days_they_are_about_nobody(
    cast: Cast, browse: Browse, tmp_path: Path
) -> None:
    run = applied(cast, browse, tmp_path)

    imports.expire_runs(by=system(NOON.date()), at=NOON + imports.EXPIRES / 2)
    assert ImportRow.objects.filter(run=run).exclude(data={}).count() == 2
    imports.expire_runs(by=system(NOON.date()), at=NOON + imports.EXPIRES)

    rows = ImportRow.objects.filter(run=run)
    assert list(rows.exclude(data={}, employee=None)) == []
    assert all(row.cause for row in rows)
