"""The desk as a spreadsheet: numbers by rule, agency and group, without a name."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from noken.oversight.queries.desk import DeskPage
from noken.oversight.queries.fairness import FairRow

Sheet = tuple[str, Sequence[str], Sequence[Sequence[Any]]]


def workbook(page: DeskPage) -> bytes:
    """An .xlsx; text stays text, whatever it begins with."""
    out = BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "dd-mm-yyyy",
    }
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        for name, header, rows in _sheets(page):
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(header) - 1, 24)
            sheet.write_row(0, 0, header, bold)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def _sheets(page: DeskPage) -> Iterator[Sheet]:
    totals = page.totals
    yield (
        "Ringkasan",
        ("Hal", "Angka"),
        (
            ("Keadaan tanggal", page.on.isoformat()),
            ("Temuan belum selesai", totals.unsettled),
            ("Temuan ditanyakan, 12 bulan", totals.asked),
            ("Temuan tanpa keterangan sampai tenggat, 12 bulan", totals.lapsed),
            ("Temuan beku bersama aturannya", totals.resting),
            ("Pejabat belum bertindak", page.officials),
            ("Keputusan atas temuan", page.settled),
            ("Dibatalkan", page.overturned),
            ("Aturan berhenti sendiri", len(page.resting)),
        ),
    )
    yield (
        "Aturan",
        ("Kode", "Aturan", "Keputusan", "Dibatalkan", "Persen", "Dari", "Sampai", "Berhenti"),
        [
            (
                *(rule.code, rule.title, rule.settled, rule.overturned),
                *(rule.percent, rule.low, rule.high, "ya" if rule.rests else "tidak"),
            )
            for rule in page.rules
        ],
    )
    yield (
        "Pejabat belum bertindak",
        ("Tugas", "Perangkat daerah", "Pejabat", "Jumlah", "Hari kerja lewat"),
        [(row.label, row.agency, row.officials, row.count, row.days) for row in page.undone],
    )
    yield (
        "Kelompok",
        ("Kelompok", "Orang", "Temuan per 100", "Dari", "Sampai", "Berbeda nyata"),
        [_group(row) for row in page.fairness.rows],
    )


def _group(row: FairRow) -> tuple[Any, ...]:
    if row.value is None:
        return row.label, "disamarkan", "", "", "", ""
    figures = (round(each, 2) for each in (row.value, row.low, row.high))
    return row.label, row.people, *figures, "ya" if row.differs else "tidak"
