"""Importing today makes nobody absent yesterday, whatever the file says of old days."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from noken.attendance import services as attendance
from noken.attendance.models import Day
from noken.audit.models import Entry
from noken.core.actor import Role, system
from noken.findings.models import Row
from noken.findings.services import run_cards
from noken.organization import tasks
from noken.organization.models import Employee, ImportRun
from noken.organization.tests.data.builders import workbook
from noken.organization.tests.test_import_pages import send
from tests.cast import Cast
from tests.fixtures import Browse
from tests.world import NOON, TODAY, actor
from tests.world_findings import make_card

pytestmark = pytest.mark.django_db
OCTOBER, MONDAY = date(2026, 10, 1), date(2026, 11, 16)
HEADER = ("NIP", "NAMA", "GOL. RUANG", "JABATAN", "TMT JABATAN", "UNIT KERJA")
SECTION = "SEKSI KURIKULUM SD - BIDANG PEMBINAAN SD - DINAS PENDIDIKAN"
LONG, UNDATED = "199001012014021001", "199001022014021002"
LINES = (
    (LONG, "ABRAHAM KREY", "III/c", "Pengelola Data", "2015-02-01", SECTION),
    (UNDATED, "ESTER MOFU", "III/c", "Pengelola Data", "", SECTION),
)


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return workbook(tmp_path / "pegawai.xlsx", {"ASN": (HEADER, *LINES)})


def page_of(keeper: Client, run: ImportRun) -> str:
    return keeper.get(reverse("organization:import", args=[run.pk])).content.decode()


def bring(keeper: Client, file: Path, start: date) -> ImportRun:
    run = send(keeper, file)
    url = reverse("organization:import_apply", args=[run.pk])
    assert keeper.post(url, {"start": start.isoformat()}).status_code == 302
    tasks._apply(run.pk)
    run.refresh_from_db()
    assert run.status == "APPLIED", run.failure
    return run


def pair(cast: Cast, people: Sequence[Employee]) -> None:
    """A machine registered today, with the numbers of some who are new there."""
    by = actor(cast.personnel, Role.PERSONNEL)
    site = attendance.make_site(cast.agency.pk, "Kantor", by=by, at=NOON)
    attendance.make_recorder(site.pk, "DEVICE", "Pintu", by=by, at=NOON)
    for number, person in enumerate(people, start=1):
        attendance.assign_pin(site.pk, str(number), person.pk, start_on=OCTOBER, by=by, at=NOON)


def night() -> None:
    """Everything since October is worked out anew, and the rules look."""
    by = system(TODAY)
    attendance.mark_dirty(None, OCTOBER, None, by=by, at=NOON)
    while attendance.derive_waiting(by=by, at=NOON):
        pass
    make_card("HDR-03")
    run_cards(codes=["HDR-03"], since=OCTOBER, by=by, at=NOON)


def newcomers() -> list[Employee]:
    return list(Employee.objects.filter(nip__in=(LONG, UNDATED)).order_by("nip"))


def absent_cells(browse: Browse, cast: Cast) -> int:
    """Days without any word of the newcomers, in the recap that BKPSDM downloads for November."""
    asked = f"?unit={cast.agency.pk}&bulan=2026-11"
    file = browse(cast.personnel).get(reverse("attendance:recap_file") + asked).content
    book = CalamineWorkbook.from_filelike(BytesIO(file))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    own = [row for row in rows if {"Abraham Krey", "Ester Mofu"} & set(map(str, row))]
    assert own
    return sum(cell in {"A", "?"} for row in own for cell in row)


def test_importing_today_makes_nobody_absent_yesterday(
    cast: Cast, browse: Browse, file: Path
) -> None:
    keeper = browse(cast.personnel)
    run = send(keeper, file)
    page = page_of(keeper, run)
    assert f'name="start" value="{TODAY.isoformat()}"' in page
    assert "1 pegawai tanpa TMT jabatan" in page
    bring(keeper, file, TODAY)
    people = newcomers()
    pair(cast, people)

    night()

    days = Day.objects.filter(employee__in=people)
    assert set(days.values_list("employee__nip", "day")) == {(LONG, TODAY), (UNDATED, TODAY)}
    assert absent_cells(browse, cast) == 0
    assert not Row.objects.filter(finding__employee__in=people).exists()
    assert people[0].postings.get().start_on == date(2015, 2, 1)
    own = browse(people[0]).get("/kehadiran/?bulan=2026-11").content.decode()
    assert "Hari kerja dihitung sejak" in own


def test_an_earlier_day_counts_only_when_somebody_says_so(
    cast: Cast, browse: Browse, file: Path
) -> None:
    run = bring(browse(cast.personnel), file, MONDAY)
    people = newcomers()

    night()

    for person in people:
        first = Day.objects.filter(employee=person).earliest("day").day
        assert (person.name, first) == (person.name, MONDAY)
    assert people[1].postings.get().start_on == MONDAY
    assert absent_cells(browse, cast) > 0
    assert Row.objects.filter(finding__employee__in=people).exists()
    (said,) = Entry.objects.filter(action="ImportDecided")
    assert said.ids == {"run": run.pk, "about": "START", "start_on": MONDAY.isoformat()}


def test_the_same_file_again_asks_nothing_and_moves_nothing(
    cast: Cast, browse: Browse, file: Path
) -> None:
    keeper = browse(cast.personnel)
    bring(keeper, file, MONDAY)

    again = send(keeper, file)

    assert 'name="start"' not in page_of(keeper, again)
    assert again.counts["UNCHANGED"] == len(LINES)
    assert newcomers()[1].postings.get().start_on == MONDAY


def test_a_day_to_come_is_refused(cast: Cast, browse: Browse, file: Path) -> None:
    keeper = browse(cast.personnel)
    run = send(keeper, file)
    url = reverse("organization:import_apply", args=[run.pk])

    for start in ((TODAY + timedelta(1)).isoformat(), "kemarin"):
        answer = keeper.post(url, {"start": start})
        assert answer.status_code == 422
        assert "tanggal mulai" in answer.content.decode().lower()
    run.refresh_from_db()
    assert run.status == "PREVIEWED"
