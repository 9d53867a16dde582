"""The recap of a unit as offices keep it: a sheet a unit, totals, a block to sign."""

from typing import Any

from noken.attendance.exports import _book
from noken.attendance.exports._book import Book, Lettered
from noken.attendance.queries import words
from noken.attendance.queries.recap import Listed, RecapFile
from noken.attendance.rules import months
from noken.ui import formats

DOTS = "." * 40


def recap_book(page: RecapFile) -> bytes:
    with _book.book() as (made, out):
        for name, head, people in page.sheets:
            _sheet(made, page, name, head, people)
        if not page.sheets:
            made.sheet(page.unit.name).write_string(0, 0, "Belum ada pegawai di unit ini.")
        _differences(made, page)
        if page.with_nip:
            _times(made, page)
        if page.closing:
            _changes(made, page)
    return out.getvalue()


def _sheet(made: Book, page: RecapFile, name: str, head: str, people: Any) -> None:
    sheet = made.sheet(name)
    sheet.write_string(0, 0, "REKAPITULASI KEHADIRAN PEGAWAI", made.title)
    sheet.write_string(3, 0, page.not_counted)
    sheet.write_string(1, 0, name if name == page.unit.name else f"{name}, {page.unit.name}")
    sheet.write_string(2, 0, f"Bulan {_book.month_name(page.month)}. {_state(page)}")
    columns = ("No", "Nama", "NIP", "Jabatan") if page.with_nip else ("No", "Nama", "Jabatan")
    sheet.set_column(0, 0, 4.5)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, len(columns) - 1, 24)
    row = _book.grid_head(made, sheet, 4, columns, page.month)
    sheet.freeze_panes(row, 2)
    lines = [_line(number, each, page) for number, each in enumerate(people, start=1)]
    for line in lines:
        _book.grid_row(made, sheet, row, line)
        row += 1
    width = len(columns) + len(lines[0].letters)
    _book.grid_sums(made, sheet, row, width, lines)
    row = _book.legend(made, sheet, row + 2)
    _signature(made, sheet, row, width - 12, name, head)


def _line(number: int, each: Listed, page: RecapFile) -> Lettered:
    texts = [str(number), each.person.name]
    texts += [each.nip] if page.with_nip else []
    row = each.row
    return Lettered([*texts, each.person.post], row.held, row.late, row.early, row.adding)


def _state(page: RecapFile) -> str:
    if page.closing is None:
        return f"Rekap belum ditutup dan masih dapat berubah{_book.recounting(page) or '.'}"
    return f"Rekap ditutup {_book.stamp(page.closing.at)} oleh {page.closing.by}."


def _signature(made: Book, sheet: Any, row: int, column: int, unit: str, head: str) -> None:
    sheet.write_string(row, column, f"....................., {DOTS[:24]}")
    sheet.write_string(row + 1, column, f"Kepala {unit}")
    sheet.write_string(row + 5, column, head or DOTS, made.strong)
    sheet.write_string(row + 6, column, f"NIP {DOTS[:30]}")


def _times(made: Book, page: RecapFile) -> None:
    """When everybody came and went, a column a day, by the clock of their place."""
    sheet = made.sheet("Jam masuk dan pulang")
    days = months.days_of(page.month)
    sheet.write_string(0, 0, "JAM MASUK DAN PULANG", made.title)
    state = "Menurut rekaman yang berlaku saat berkas dibuat; ? berarti tidak ada rekamannya."
    sheet.write_string(1, 0, f"Bulan {_book.month_name(page.month)}. {state}")
    for column, text in enumerate(("No", "Nama", "Unit", *(str(day.day) for day in days))):
        sheet.write_string(3, column, text, made.head)
    sheet.set_column(0, 0, 4.5)
    sheet.set_column(1, 2, 28)
    sheet.set_column(3, 2 + len(days), 12)
    sheet.freeze_panes(4, 2)
    people = [each for _, _, found in page.sheets for each in found]
    for row, each in enumerate(people, start=4):
        sheet.write_number(row, 0, row - 3, made.number)
        sheet.write_string(row, 1, each.person.name, made.text)
        sheet.write_string(row, 2, each.person.unit, made.text)
        times = page.times.get(each.person.id, {})
        for column, day in enumerate(days, start=3):
            sheet.write_string(row, column, times.get(day.day, ""), made.text)


def _changes(made: Book, page: RecapFile) -> None:
    """What holds otherwise now than when the month was closed."""
    sheet = made.sheet("Berubah sejak ditutup")
    sheet.write_string(0, 0, "HARI YANG BERUBAH SEJAK REKAP DITUTUP", made.title)
    for column, text in enumerate(("Nama", "Hari", "Ditutup sebagai", "Sekarang")):
        sheet.write_string(2, column, text, made.head)
    sheet.set_column(0, 1, 28)
    sheet.set_column(2, 3, 24)
    for row, each in enumerate(page.changes, start=3):
        looks = (words.look_of(mark).label or "tidak ada" for mark in (each.kept, each.now))
        for column, text in enumerate((each.name, formats.day_long(each.day), *looks)):
            sheet.write_string(row, column, text, made.text)
    if not page.changes:
        sheet.write_string(3, 0, "Tidak ada. Semua hari masih seperti waktu ditutup.")


def _differences(made: Book, page: RecapFile) -> None:
    """What was recorded and what holds, where they differ: both stay visible."""
    sheet = made.sheet("Koreksi")
    sheet.write_string(0, 0, "HARI YANG BERLAKU LAIN DARI REKAMAN", made.title)
    titles = ("Nama", "Hari", "Rekaman", "Berlaku", "Sebab", "Keterangan pegawai", "Diputuskan")
    for column, text in enumerate(titles):
        sheet.write_string(2, column, text, made.head)
    sheet.set_column(0, 1, 28)
    sheet.set_column(2, 3, 20)
    sheet.set_column(4, 6, 36)
    for row, each in enumerate(page.differences, start=3):
        texts = (
            each.name,
            formats.day_long(each.day),
            words.look_of(each.recorded).label or "tidak ada",
            words.look_of(each.held).label or "tidak ada",
            each.why,
            each.text,
            each.decided_by,
        )
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, made.text)
    if not page.differences:
        sheet.write_string(3, 0, "Tidak ada. Semua hari berlaku seperti rekamannya.")
