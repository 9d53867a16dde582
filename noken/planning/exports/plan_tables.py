"""Plans as a table: one line an indicator, in Excel or CSV, made to be brought back."""

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO, StringIO

import xlsxwriter

from noken.core.tables.formulas import harmless
from noken.planning.queries.exporting import ExportedPlan
from noken.planning.queries.versions import aspects, kinds, perspectives
from noken.planning.rules import IndicatorContent, ResultContent, is_level, year_target
from noken.planning.rules.file_fields import LABELS, QUARTERS, Field
from noken.planning.rules.filing import code_of

Cell = str | Decimal
LOWER = "batas atas, makin sedikit makin baik"
FIELDS = (
    *(Field.NIP, Field.NAME, Field.YEAR, Field.NUMBER, Field.SUPPORTS, Field.RESULT, Field.KIND),
    *(Field.ASPECT, Field.PERSPECTIVE, Field.INDICATOR, Field.UNIT, Field.DIRECTION),
    *(Field.Q1, Field.Q2, Field.Q3, Field.Q4, Field.TARGET, Field.CODE),
)
_NIP = FIELDS.index(Field.NIP)
HEADERS = tuple(LABELS[field] for field in FIELDS)
_WIDTHS = (20, 26, 8, 8, 40, 44, 11, 12, 18, 40, 14, 20, 10, 10, 10, 10, 12, 24)
EXAMPLE = (
    ("Rencana hasil kerja", "Jenis", "Aspek", "Indikator", "Satuan", "Target setahun"),
    (
        *("Data Dapodik 42 sekolah valid", "Utama", "Kuantitas"),
        *("Sekolah dengan data valid", "sekolah", "42"),
    ),
    ("", "", "Kualitas", "Kesalahan isian hasil uji petik", "persen", "≤ 2"),
    (
        *("Kesepakatan jadwal pendampingan 16 SMP", "Utama", "Waktu"),
        *("Jadwal disepakati sebelum tanggal 25", "kali", "4"),
    ),
)
_ASPECTS, _KINDS = dict(aspects()), dict(kinds())
_PERSPECTIVES = {code: word for code, word in perspectives() if code}
_NUMBERS = frozenset({Field.ASPECT, Field.UNIT, Field.DIRECTION, Field.TARGET, *QUARTERS})


def rows_of(plans: Sequence[ExportedPlan]) -> Iterator[tuple[Cell, ...]]:
    """The lines below the header; a result without an indicator has one line too."""
    for plan in plans:
        for place, result in enumerate(plan.content.results, start=1):
            for indicator in result.indicators or (None,):
                yield _row(plan, place, result, indicator)


def write_xlsx(plans: Sequence[ExportedPlan]) -> bytes:
    """The workbook; no text of it is ever a formula, here or in a copy of it."""
    output = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        plain = book.add_format({"valign": "top"})
        sheet = book.add_worksheet("SKP")
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        for column, (title, width) in enumerate(zip(HEADERS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, head)
        for place, row in enumerate(rows_of(plans), start=1):
            for column, value in enumerate(row):
                if isinstance(value, Decimal):
                    sheet.write_number(place, column, float(value), plain)
                else:
                    sheet.write_string(place, column, harmless(value), text)
    return output.getvalue()


def write_csv(plans: Sequence[ExportedPlan]) -> bytes:
    """The same for programs that read no workbook: semicolons and a mark, as Excel here wants.

    An apostrophe keeps a spreadsheet from rounding the NIP.
    """
    output = StringIO()
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADERS)
    for row in rows_of(plans):
        texts = [_plain(value) for value in row]
        texts[_NIP] = f"'{texts[_NIP]}" if texts[_NIP] else ""
        writer.writerow(texts)
    return b"\xef\xbb\xbf" + output.getvalue().encode()


def write_example() -> bytes:
    """A workbook to fill in, with three lines that show how."""
    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("SKP")
        sheet.freeze_panes(1, 0)
        for column, title in enumerate(EXAMPLE[0]):
            sheet.set_column(column, column, 44 if column in {0, 3} else 16, text)
            sheet.write_string(0, column, title, head)
        for place, row in enumerate(EXAMPLE[1:], start=1):
            for column, value in enumerate(row):
                sheet.write_string(place, column, value, text)
    return output.getvalue()


def _row(
    plan: ExportedPlan, place: int, result: ResultContent, indicator: IndicatorContent | None
) -> tuple[Cell, ...]:
    said: dict[Field, Cell] = {
        Field.NIP: plan.nip,
        Field.NAME: plan.name,
        Field.YEAR: str(plan.year),
        Field.NUMBER: str(place),
        Field.SUPPORTS: result.supports_text,
        Field.RESULT: result.text,
        Field.KIND: _KINDS[result.kind],
        Field.CODE: code_of(result, indicator),
    }
    if indicator is not None:
        level = is_level(indicator.unit, lower_is_better=indicator.lower_is_better)
        said |= {
            Field.ASPECT: _ASPECTS[indicator.aspect],
            Field.PERSPECTIVE: _PERSPECTIVES.get(indicator.perspective, ""),
            Field.INDICATOR: indicator.text,
            Field.UNIT: indicator.unit,
            Field.DIRECTION: LOWER if indicator.lower_is_better else "",
            Field.TARGET: year_target(indicator.targets, level=level),
        }
        said |= dict(zip(QUARTERS, indicator.targets, strict=True))
        if plan.content.is_worded:
            said = {field: value for field, value in said.items() if field not in _NUMBERS}
    return tuple(said.get(field, "") for field in FIELDS)


def _plain(value: Cell) -> str:
    if isinstance(value, Decimal):
        text = f"{value.normalize():f}"
        return text.replace(".", ",")
    return harmless(value)
