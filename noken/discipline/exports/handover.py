"""The file for the national discipline system; a text never becomes a formula."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import xlsxwriter

from noken.core.tables.formulas import harmless
from noken.discipline.queries.handover import HandoverRow

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    *(("NIP", 22), ("Nama", 32), ("Jabatan", 36), ("Unit kerja", 36), ("Nomor perkara", 16)),
    *(("Hukuman disiplin", 48), ("Tingkat", 10), ("Nomor keputusan", 26)),
    *(("Tanggal keputusan", 16), ("Pejabat yang menetapkan", 32), ("Pasal", 36)),
    *(("Diterima pegawai", 16), ("Berlaku sejak", 16), ("Berakhir", 16)),
    ("Upaya administratif", 32),
)
NOTE = (
    "Rahasia. Susunan kolom sistem nasional belum dipastikan; cocokkan sebelum diunggah. "
    "Hanya keputusan yang sudah berlaku."
)


def handover_book(rows: Sequence[HandoverRow], year: int) -> bytes:
    """The sheet of one year, one line for each decision."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, {**options, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet(f"Hukuman disiplin {year}")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_string(0, 0, NOTE)
        for column, (label, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(1, column, label, bold)
        for at, row in enumerate(rows, start=2):
            for column, value in enumerate(_cells(row)):
                if isinstance(value, date):
                    sheet.write_datetime(at, column, value, day)
                else:
                    sheet.write_string(at, column, harmless(value))
        sheet.freeze_panes(2, 2)
    return out.getvalue()


def _cells(row: HandoverRow) -> list[str | date]:
    return [
        *(row.nip, row.name, row.post, row.unit, row.number, row.sanction, row.level),
        *(row.decision, row.decided_on, row.official, row.article),
        *(row.received_on or "", row.in_force_on or "", row.end_on or ""),
        row.appeal,
    ]
