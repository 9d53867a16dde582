"""The workbook in which a region writes its table for PPPK."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from noken.findings.rules.regional import LEVELS, MOST_ROWS, Step

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = ("Mulai hari ke", "Tingkat", "Hukuman", "Lama (bulan)")
FIRST_ROW = 4
_NOTES = (
    f"Satu baris untuk satu jenjang, paling banyak {MOST_ROWS}, dari yang paling ringan.",
    "Tingkat dipilih dari daftar. Kosongkan lama bila tidak berjangka.",
)


def ladder_book(steps: Sequence[Step]) -> bytes:
    """These rows, or an empty table, ready to be filled in and sent back."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Tabel PPPK")
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet.write_string(
            0, 0, "TABEL HARI TANPA KETERANGAN PPPK", book.add_format({"bold": True})
        )
        for number, note in enumerate(_NOTES, 1):
            sheet.write_string(number, 0, note)
        for column, (title, width) in enumerate(zip(COLUMNS, (16, 26, 70, 16), strict=True)):
            sheet.write_string(FIRST_ROW - 1, column, title, bold)
            sheet.set_column(column, column, width)
        sheet.data_validation(
            FIRST_ROW,
            1,
            FIRST_ROW + MOST_ROWS - 1,
            1,
            {"validate": "list", "source": list(LEVELS.values())},
        )
        for row, step in enumerate(steps, FIRST_ROW):
            sheet.write_number(row, 0, step.least)
            sheet.write_string(row, 1, LEVELS[step.level])
            sheet.write_string(row, 2, step.name)
            if step.months:
                sheet.write_number(row, 3, step.months)
    return out.getvalue()
