"""The board as a spreadsheet: nothing in it is ever a formula, and it opens elsewhere."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from noken.audit.models import Reading
from noken.home import exports
from noken.work.queries import EXPORT_HEADER
from tests.cast import Cast
from tests.fixtures import BACKEND
from tests.world import NOON, TODAY
from tests.world_work import make_agreed, make_report, workdays_before

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOSTILE = ("=1+1", "+62 811", "-5 orang", "@SUM(A1)", "{=A1}", "\t=1", "http://a.b", "00123")


def cells(content: bytes) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    assert book.sheet_names == ["Laporan"]
    return book.get_sheet_by_name("Laporan").to_python()


@pytest.fixture
def superior(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.acting_superior.account, backend=BACKEND)  # type: ignore[arg-type]  # has one
    return client


def test_text_stays_text_whatever_it_begins_with() -> None:
    content = exports.workbook(["Isi"], [[text] for text in HOSTILE])

    assert cells(content) == [["Isi"], *([text] for text in HOSTILE)]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=50))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    ((_,), (read,)) = cells(exports.workbook(["Isi"], [[f"x{text}"]]))

    assert read == f"x{text}"


def test_numbers_and_dates_keep_their_kind_and_times_are_the_regions() -> None:
    row = [TODAY, Decimal("2.5"), NOON, ["Prafi", "Masni"], None, 7]

    (_, read) = cells(exports.workbook(["a", "b", "c", "d", "e", "f"], [row]))

    assert read[:4] == [TODAY, 2.5, datetime(2026, 11, 24, 12, 0), "Prafi, Masni"]  # noqa: DTZ001 (a spreadsheet knows no zones)
    assert read[4:] == ["", 7.0]


def test_the_export_holds_the_team_of_a_month_and_leaves_a_line_a_person(
    cast: Cast, superior: Client
) -> None:
    target = make_agreed(cast.maria, ["Dapodik diverifikasi"]).indicators[0]
    make_report(cast.maria, target, title="=cmd|' /C calc'!A0", note="+1", quantity=3)
    make_report(cast.peer, on=workdays_before(TODAY, 3)[0], title="Rekap BOS")
    make_report(cast.peer, on=date(2026, 10, 1), title="Terlalu lama")
    make_report(cast.leader, title="Bukan tim")

    answer = superior.get("/tim/ekspor/")

    assert answer["Content-Type"] == XLSX
    assert answer["Content-Disposition"] == 'attachment; filename="laporan-tim-2026-11-24.xlsx"'
    assert answer["Cache-Control"] == "no-store"
    header, *rows = cells(answer.content)
    assert header == list(EXPORT_HEADER)
    assert [(row[1], row[2], row[3], row[6]) for row in rows] == [
        ("Frans Rumbiak", "Rekap BOS", 2.0, ""),
        ("Maria Wanggai", "=cmd|' /C calc'!A0", 3.0, "+1"),
    ]
    assert set(Reading.objects.values_list("person_id", "screen")) == {
        (cast.maria.pk, "home:team_export"),
        (cast.peer.pk, "home:team_export"),
    }


def test_an_empty_export_is_a_header(superior: Client) -> None:
    assert cells(superior.get("/tim/ekspor/").content) == [list(EXPORT_HEADER)]
