"""Grades, credit points and nine boxes as tables; a text never becomes a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from noken.core import clock
from noken.core.tables.formulas import harmless
from noken.evaluation.queries import GradeLine
from noken.followup.queries import lines
from noken.followup.queries.credit_list import CreditFile
from noken.followup.queries.grade_files import OutFile
from noken.followup.queries.nine_boxes import BoxFile
from noken.followup.queries.unit_people import Listed
from noken.followup.rules import nine_box
from noken.ui import formats

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
WAITS = "MENUNGGU PENETAPAN"
NO_PAY = "Berkas ini tidak menentukan tunjangan atau tambahan penghasilan."
GRADE_COLUMNS = (
    *("Kunci", "NIP", "Nama", "Jabatan", "Unit", "Periode"),
    *("Rating hasil kerja", "Rating perilaku", "Predikat", "Keadaan", "Diterbitkan", "Final"),
)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class _Book:
    raw: Any
    title: Any
    head: Any
    text: Any
    number: Any
    points: Any
    marked: Any


@dataclass(frozen=True, slots=True)
class _Layout:
    """What stands above the rows: name of the sheet, title, notes, columns with their widths."""

    name: str
    title: str
    notes: Sequence[str]
    columns: Sequence[str]
    widths: Sequence[int]


def grade_book(page: OutFile, at: datetime) -> bytes:
    with _book() as (made, out):
        notes = (
            f"{page.choice.unit}, tahun {page.year}. Disusun {_stamp(at)}.",
            f"Rahasia kepegawaian. {NO_PAY}",
            "Untuk mengusulkan perubahan: ubah tiga kolom rating dan predikat saja, lalu unggah "
            "kembali. Penilai yang memutuskan; tidak ada yang tertimpa.",
        )
        widths = (10, 22, 30, 34, 34, 20, 20, 20, 18, 22, 14, 14)
        layout = _Layout("Predikat", "DAFTAR PREDIKAT KINERJA", notes, GRADE_COLUMNS, widths)
        _table(made, layout, grade_rows(page))
    return out.getvalue()


def grade_csv(page: OutFile) -> bytes:
    """The same table; an apostrophe keeps a spreadsheet from rounding the NIP."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(GRADE_COLUMNS)
    for row in grade_rows(page):
        texts = [harmless(str(cell)) for cell in row]
        texts[1] = f"'{texts[1]}" if texts[1] else ""
        writer.writerow(texts)
    return out.getvalue().encode("utf-8-sig")


def grade_rows(page: OutFile) -> Iterator[Sequence[Cell]]:
    ratings, words = lines.rating_words(), lines.official_words()
    for who, line in page.rows:
        yield (
            line.sheet_id,
            who.nip,
            who.name,
            who.post,
            who.unit,
            line.label,
            ratings.get(line.result, ""),
            ratings.get(line.behaviour, ""),
            words.get(line.grade, ""),
            _says(line),
            _day(line.published_at),
            _day(line.final_at),
        )


def credit_book(page: CreditFile, at: datetime) -> bytes:
    columns = (
        *("NIP", "Nama", "Jabatan", "Unit", "Jenjang", "Periode", "Predikat", "Persen"),
        *("Koefisien", "Bulan", "Angka kredit", "Keadaan koefisien"),
    )
    notes = (
        f"{page.choice.unit}, tahun {page.year}. Disusun {_stamp(at)}.",
        "Angka kredit = persentase predikat × koefisien × bulan / 12, dibulatkan dua desimal "  # noqa: RUF001 (a product)
        "(PermenPANRB 1/2023, Peraturan BKN 3/2023).",
        "Koefisien yang menunggu penetapan ditandai; angkanya perkiraan dan belum dapat dipakai "
        "untuk kenaikan. Pembagian bulan mengikuti jabatan terlama dalam bulan itu.",
        f"Angka kredit sebelum noken tidak termasuk. {NO_PAY}",
    )
    widths = (22, 30, 34, 34, 16, 20, 18, 9, 11, 8, 13, 26)
    with _book() as (made, out):
        title = "KONVERSI PREDIKAT KE ANGKA KREDIT"
        layout = _Layout("Angka kredit", title, notes, columns, widths)
        _table(made, layout, _credit_rows(page))
    return out.getvalue()


def box_book(page: BoxFile, at: datetime) -> bytes:
    columns = (
        *("NIP", "Nama", "Jabatan", "Unit", "Predikat", "Periode", "Sumbu kinerja"),
        *("Sumbu potensial", "Sumber potensial", "Diukur", "Kotak"),
    )
    notes = (
        f"{page.choice.unit}. Disusun {_stamp(at)}.",
        "Sumbu kinerja dari predikat final: Sangat Baik di atas, Baik sesuai, selainnya di bawah "
        "ekspektasi. Pemetaan dan penomoran kotak menunggu penetapan.",
        "Kotak kosong: belum ada predikat final, atau belum ada sumber potensial. noken tidak "
        "mengukur potensial.",
        f"Bahan bagi tim penilai kinerja, bukan keputusan. {NO_PAY}",
    )
    widths = (22, 30, 34, 34, 18, 20, 22, 16, 34, 14, 8)
    with _book() as (made, out):
        layout = _Layout("Kotak sembilan", "BAHAN KOTAK SEMBILAN", notes, columns, widths)
        _table(made, layout, _box_rows(page))
    return out.getvalue()


def _credit_rows(page: CreditFile) -> Iterator[Sequence[Cell]]:
    for each in page.lines:
        for row, part in each.rows:
            yield (
                *_person(each.who),
                part.level_word,
                row.line.label,
                row.grade,
                part.percent,
                part.coefficient,
                part.months,
                part.points,
                "ditetapkan" if part.settled else WAITS,
            )
        if not each.rows:
            why = "belum ada predikat final"
            if each.unread:
                why = "jenjang tidak terbaca dari jabatan"
            yield (*_person(each.who), each.level, "", "", "", "", "", "", why)


def _box_rows(page: BoxFile) -> Iterator[Sequence[Cell]]:
    for each in page.people:
        potential = each.potential
        yield (
            *_person(each.who),
            each.grade,
            each.line.label if each.line else "",
            nine_box.PERFORMANCES.get(each.performance, ""),
            nine_box.POTENTIALS[potential.level] if potential else "belum ada sumber",
            potential.source if potential else "",
            _day(potential.measured_on) if potential else "",
            each.box if each.box is not None else "",
        )


def _person(who: Listed) -> tuple[str, str, str, str]:
    return who.nip, who.name, who.post, who.unit


def _table(made: _Book, layout: _Layout, rows: Iterable[Sequence[Cell]]) -> None:
    sheet = made.raw.add_worksheet(layout.name)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, layout.title, made.title)
    for number, note in enumerate(layout.notes, start=1):
        sheet.write_string(number, 0, note)
    top = len(layout.notes) + 2
    for column, (text, width) in enumerate(zip(layout.columns, layout.widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(top, column, text, made.head)
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    bottom = top
    for bottom, row in enumerate(rows, start=top + 1):
        for column, cell in enumerate(row):
            _write(made, sheet, (bottom, column), cell)
    if bottom == top:
        sheet.write_string(top + 1, 0, "Belum ada baris.", made.text)
    sheet.autofilter(top, 0, max(bottom, top + 1), len(layout.columns) - 1)


def _write(made: _Book, sheet: Any, place: tuple[int, int], cell: Cell) -> None:
    if isinstance(cell, Decimal):
        sheet.write_number(*place, cell, made.points)
    elif isinstance(cell, int):
        sheet.write_number(*place, cell, made.number)
    else:
        shown = made.marked if cell == WAITS else made.text
        sheet.write_string(*place, harmless(cell or ""), shown)


@contextmanager
def _book() -> Iterator[tuple[_Book, BytesIO]]:
    out = BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as raw:
        cell = {"border": 1, "border_color": "#BBBBBB", "valign": "top", "text_wrap": True}
        yield (
            _Book(
                raw=raw,
                title=raw.add_format({"bold": True, "font_size": 13}),
                head=raw.add_format({**cell, "bold": True, "bg_color": "#ECE8E2"}),
                text=raw.add_format({**cell, "num_format": "@"}),
                number=raw.add_format({**cell, "num_format": "0"}),
                points=raw.add_format({**cell, "num_format": "0.00"}),
                marked=raw.add_format({**cell, "bg_color": "#FBE5BB", "num_format": "@"}),
            ),
            out,
        )


def _says(line: GradeLine) -> str:
    if line.final_at is not None:
        return "Final"
    return "Diterbitkan, belum final" if line.published_at is not None else "Belum dinilai"


def _day(value: date | datetime | None) -> str:
    """2026-11-24, the form that every spreadsheet reads alike."""
    if value is None:
        return ""
    return (clock.day_of(value) if isinstance(value, datetime) else value).isoformat()


def _stamp(at: datetime) -> str:
    return f"{formats.day_long(at)} pukul {formats.time_of(at)} {formats.zone()}"
