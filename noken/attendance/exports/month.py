"""The own month: a line a day, with what was recorded, why, and what holds."""

from noken.attendance.exports import _book
from noken.attendance.queries import words
from noken.attendance.queries.month import Line, MonthPage
from noken.ui import formats

TITLES = (
    *("Hari", "Mengapa dihitung begitu", "Berlaku sebagai", "Terlambat (menit)"),
    *("Bekerja (menit)", "Bukti", "Keterangan", "Sebelum berubah"),
)


def month_sheet(page: MonthPage) -> bytes:
    with _book.book() as (made, out):
        sheet = made.sheet("Kehadiran saya")
        sheet.write_string(0, 0, "KEHADIRAN SAYA", made.title)
        sheet.write_string(1, 0, f"{page.person.name}, {page.person.post}")
        made_at = f"Bulan {_book.month_name(page.month)}, dibuat {_book.stamp(page.as_of)}"
        sheet.write_string(2, 0, f"{made_at}{_book.recounting(page)}")
        sheet.write_string(3, 0, page.not_counted)
        for column, text in enumerate(TITLES):
            sheet.write_string(4, column, text, made.head)
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 64)
        sheet.set_column(2, 5, 22)
        sheet.set_column(6, 7, 64)
        sheet.freeze_panes(5, 1)
        lines = sorted([*page.attention, *page.lines], key=lambda line: line.day)
        for row, line in enumerate(lines, start=5):
            texts = (formats.day_long(line.day), line.sentence, _held(line))
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text, made.text)
            sheet.write_number(row, 3, line.held.late_minutes, made.number)
            sheet.write_number(row, 4, line.worked_minutes, made.number)
            before = "; ".join(old.sentence for old in line.before)
            for column, text in enumerate((line.evidence, _said(line), before), start=5):
                sheet.write_string(row, column, text, made.text)
        if not lines:
            sheet.write_string(5, 0, "Belum ada hari yang tercatat pada bulan ini.")
    return out.getvalue()


def _held(line: Line) -> str:
    return words.look_of(line.held.mark).label


def _said(line: Line) -> str:
    said = line.correction
    if said is None:
        return ""
    return f"{said.choice}: {said.text} ({said.label.lower()})"
