"""A workbook in memory, its formats, and the grid of a month that all recaps share."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from noken.attendance.queries.recounting import RECOUNTING
from noken.attendance.rules import months
from noken.attendance.rules.holding import Mark
from noken.core.values import MONTHS
from noken.ui import formats

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
SHEET_NAME = 31
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
CODES = (
    ("H", "hadir"),
    ("T", "hadir, terlambat"),
    ("P", "hadir, pulang cepat"),
    ("G", "hadir, dilindungi gangguan sistem"),
    ("D", "dinas luar"),
    ("L", "pelatihan"),
    ("C", "cuti"),
    ("S", "sakit"),
    ("I", "keterangan diterima atasan"),
    ("?", "perlu keterangan"),
    ("M", "menunggu keputusan, tidak dihitung"),
    ("A", "tanpa keterangan"),
    ("-", "tidak bertugas"),
)
TOTALS = ("Hadir", "Dinas", "Cuti", "Sakit", "Izin", "Belum jelas", "Alpa")
MINUTES = ("Terlambat (menit)", "Pulang cepat (menit)", "Terlambat yang dijumlahkan (menit)")
COLOURS = {
    Mark.LATE: "#FBE5BB",
    Mark.EARLY: "#FBE5BB",
    Mark.DUTY: "#B9D8E0",
    Mark.TRAINING: "#B9D8E0",
    Mark.LEAVE: "#ECE8E2",
    Mark.SICK: "#ECE8E2",
    Mark.EXCUSED: "#ECE8E2",
    Mark.SHIELDED: "#DDF0E2",
    Mark.OPEN: "#FBDAD3",
    Mark.WAITING: "#FBDAD3",
    Mark.ABSENT: "#F0B4AB",
}


@dataclass(frozen=True)
class Book:
    """A workbook with the formats of a recap; `letters` by mark."""

    raw: Any
    title: Any
    strong: Any
    head: Any
    text: Any
    number: Any
    plain: Any
    letters: dict[str, Any]
    names: set[str]

    def sheet(self, name: str) -> Any:
        """A sheet with a name Excel takes, made different from those there are."""
        wanted = name.translate(FORBIDDEN).strip(" '")[:SHEET_NAME] or "Rekap"
        chosen, number = wanted, 2
        while chosen.casefold() in self.names:
            tail = f" {number}"
            chosen, number = f"{wanted[: SHEET_NAME - len(tail)]}{tail}", number + 1
        self.names.add(chosen.casefold())
        made = self.raw.add_worksheet(chosen)
        made.set_landscape()
        made.set_paper(9)
        made.fit_to_pages(1, 0)
        return made

    def letter(self, mark: str) -> Any:
        return self.letters.get(mark, self.letters[""])


@contextmanager
def book() -> Iterator[tuple[Book, BytesIO]]:
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as raw:
        cell = {"border": 1, "border_color": "#BBBBBB", "valign": "vcenter"}
        middle = {**cell, "align": "center"}
        letters = {"": raw.add_format(middle)}
        for mark, colour in COLOURS.items():
            letters[mark.value] = raw.add_format({**middle, "bg_color": colour})
        yield (
            Book(
                raw=raw,
                title=raw.add_format({"bold": True, "font_size": 13}),
                strong=raw.add_format({"bold": True}),
                head=raw.add_format({**middle, "bold": True, "text_wrap": True}),
                text=raw.add_format(cell),
                number=raw.add_format({**cell, "num_format": "#,##0"}),
                plain=raw.add_format({}),
                letters=letters,
                names=set(),
            ),
            out,
        )


def recounting(page: Any) -> str:
    """Behind the line that says of when a file is."""
    return f". {RECOUNTING}: angkanya masih dapat berubah." if page.recounting else ""


def month_name(month: date) -> str:
    return f"{MONTHS[month.month - 1]} {month.year}"


def grid_head(made: Book, sheet: Any, row: int, columns: Sequence[str], month: date) -> int:
    """The heading of a month: own columns, each day, totals. Returns the first free row."""
    days = months.days_of(month)
    first, last = len(columns), len(columns) + len(days)
    for column, text in enumerate(columns):
        sheet.merge_range(row, column, row + 1, column, text, made.head)
    sheet.merge_range(row, first, row, last - 1, month_name(month), made.head)
    for column, day in enumerate(days, start=first):
        sheet.write_number(row + 1, column, day.day, made.head)
    for column, text in enumerate((*TOTALS, *MINUTES), start=last):
        sheet.merge_range(row, column, row + 1, column, text, made.head)
    sheet.set_row(row + 1, 30)
    sheet.set_column(first, last - 1, 3.2)
    sheet.set_column(last, last + len(TOTALS) - 1, 7)
    sheet.set_column(last + len(TOTALS), last + len(TOTALS) + len(MINUTES) - 1, 12)
    return row + 2


@dataclass(frozen=True, slots=True)
class Lettered:
    """One person in the grid: own columns as text, letters of the days, minutes."""

    texts: Sequence[str]
    letters: str
    late_minutes: int
    early_minutes: int
    adding_minutes: int


def grid_row(made: Book, sheet: Any, row: int, line: Lettered) -> None:
    for column, text in enumerate(line.texts):
        sheet.write_string(row, column, text, made.text)
    column = len(line.texts)
    for letter in line.letters:
        shown = "" if letter in {months.NO_DAY, Mark.RUNNING} else letter
        sheet.write_string(row, column, shown, made.letter(letter))
        column += 1
    for value in _figures(line):
        sheet.write_number(row, column, value, made.number)
        column += 1


def grid_sums(made: Book, sheet: Any, row: int, width: int, lines: Sequence[Lettered]) -> None:
    """The last line of the grid: each total of the whole sheet."""
    columns = [_figures(line) for line in lines]
    sheet.merge_range(row, 0, row, width - 1, "Jumlah", made.head)
    for column, values in enumerate(zip(*columns, strict=True), start=width):
        sheet.write_number(row, column, sum(values), made.number)


def legend(made: Book, sheet: Any, row: int) -> int:
    """What the letters mean, in three columns of the sheet. Returns the first free row."""
    words = ", ".join(f"{letter} = {meaning}" for letter, meaning in CODES)
    sheet.write_string(row, 0, f"Keterangan: {words}.", made.plain)
    return row + 2


def stamp(at: Any) -> str:
    return f"{formats.day_long(at)} {formats.time_of(at)} {formats.zone()}"


def _figures(line: Lettered) -> tuple[int, ...]:
    minutes = (line.late_minutes, line.early_minutes, line.adding_minutes)
    return (*_counts(line.letters), *minutes)


def _counts(letters: str) -> tuple[int, ...]:
    found = months.totals_of(letters)
    return (
        found.present,
        found.duty,
        found.leave,
        found.sick,
        found.excused,
        found.open + found.waiting,
        found.absent,
    )
