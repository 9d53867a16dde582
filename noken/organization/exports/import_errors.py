"""The list of rows that were not taken, as a workbook to correct from."""

from collections.abc import Iterable
from io import BytesIO

import xlsxwriter

from noken.core.tables.formulas import harmless
from noken.organization.queries.import_errors import ErrorLine

HEADERS = ("Lembar", "Baris", "Nama", "NIP", "Hasil", "Sebab", "Cara memperbaiki")
_WIDTHS = (16, 8, 30, 14, 12, 46, 60)
EXAMPLE = (
    (
        *("NIP", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "STATUS", "GOL. RUANG", "TMT GOL"),
        *("JABATAN", "TMT JABATAN", "UNIT KERJA", "UNOR INDUK", "NIP ATASAN"),
    ),
    (
        *("198001012005012001", "Yohana Contoh", "", "S.Sos.", "PNS", "IV/a", "2022-04-01"),
        *("Kepala Bidang Pasar", "2023-02-01", "Bidang Pasar", "Dinas Perdagangan", ""),
    ),
    (
        *("199503072020121002", "Frans Contoh", "", "S.E.", "PNS", "III/a", "2024-04-01"),
        *("Analis Perdagangan Ahli Pertama", "2021-01-01", "Bidang Pasar", "Dinas Perdagangan"),
        "198001012005012001",
    ),
)


def write_errors(lines: Iterable[ErrorLine]) -> bytes:
    """The workbook. A text from the file never becomes a formula, here or in a copy of it."""
    output = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Perlu diperbaiki")
        sheet.freeze_panes(1, 0)
        for column, (title, width) in enumerate(zip(HEADERS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, head)
        for place, line in enumerate(lines, start=1):
            for column, value in enumerate(line):
                if isinstance(value, int):
                    sheet.write_number(place, column, value, wrapped)
                else:
                    sheet.write_string(place, column, harmless(str(value)), wrapped)
    return output.getvalue()


def write_example() -> bytes:
    """A workbook with the columns noken reads and two invented people."""
    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("Pegawai")
        sheet.freeze_panes(1, 0)
        for column, title in enumerate(EXAMPLE[0]):
            sheet.set_column(column, column, 24, text)
            sheet.write_string(0, column, title, head)
        for place, row in enumerate(EXAMPLE[1:], start=1):
            for column, value in enumerate(row):
                sheet.write_string(place, column, value, text)
    return output.getvalue()
