"""Grade files and lists of potential, read as rows of text by the words of their header."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from noken.core.errors import Refused
from noken.core.tables.unreadable import UnreadableFile
from noken.core.tables.workbook import open_table
from noken.organization.queries import bare_nip

MOST_ROWS = 60_000
HEADER_WITHIN = 12
NIP_LENGTH = 18
# The names a column goes by, in lower case.
_GRADES = {
    "key": ("kunci",),
    "nip": ("nip", "nip baru", "nip pegawai"),
    "name": ("nama", "nama pegawai"),
    "period": ("periode", "periode penilaian"),
    "result": ("rating hasil kerja", "hasil kerja"),
    "behaviour": ("rating perilaku", "rating perilaku kerja", "perilaku kerja", "perilaku"),
    "grade": ("predikat", "predikat kinerja", "predikat kinerja pegawai"),
}
_POTENTIALS = {
    "nip": _GRADES["nip"],
    "name": _GRADES["name"],
    "level": ("potensi", "potensial", "sumbu potensial", "kategori potensial"),
}


@dataclass(frozen=True, slots=True)
class GivenGrade:
    """A row as it was written; `nip` is 18 figures or "" when it cannot be read."""

    number: int
    key: str
    nip: str
    name: str
    period: str
    result: str
    behaviour: str
    grade: str


@dataclass(frozen=True, slots=True)
class GivenPotential:
    number: int
    nip: str
    name: str
    level: str


def read_grades(path: Path) -> list[GivenGrade]:
    """Rows of a grade file.

    Raises:
        Refused: `file.unreadable`, `followup.no_columns`, `followup.too_many_rows`.
    """
    needed = ("nip", "result", "behaviour", "grade")
    return [
        GivenGrade(
            number,
            cells["key"],
            nip_from(cells["nip"]),
            cells["name"],
            cells["period"],
            cells["result"],
            cells["behaviour"],
            cells["grade"],
        )
        for number, cells in _read(path, _GRADES, needed)
    ]


def read_potentials(path: Path) -> list[GivenPotential]:
    """Rows of a list of potential.

    Raises:
        Refused: `file.unreadable`, `followup.no_columns`, `followup.too_many_rows`.
    """
    return [
        GivenPotential(number, nip_from(cells["nip"]), cells["name"], cells["level"])
        for number, cells in _read(path, _POTENTIALS, ("nip", "level"))
    ]


def nip_from(text: str) -> str:
    """The 18 figures of a cell, "" for anything else: a rounded number has lost some."""
    figures = bare_nip(text)
    return figures if figures.isascii() and figures.isdigit() and len(figures) == NIP_LENGTH else ""


def _read(
    path: Path, names: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with closing(open_table(path)) as table:
            sheet, header, columns = _header(
                [(number, head.rows) for number, head in enumerate(table.heads) if head.visible],
                names,
                needed,
            )
            order = list(columns)
            rows = table.rows(sheet, header + 1, [columns[name] for name in order])
            for count, (number, texts) in enumerate(rows):
                if count == MOST_ROWS:
                    raise Refused(
                        f"Berkas ini lebih dari {MOST_ROWS} baris. Bagi per unit dulu.",
                        code="followup.too_many_rows",
                    )
                found = dict.fromkeys(names, "")
                found.update(zip(order, (text.strip() for text in texts), strict=True))
                if any(found.values()):
                    yield number, found
    except UnreadableFile as error:
        raise Refused(str(error), code="file.unreadable") from error


def _header(
    sheets: Sequence[tuple[int, Sequence[Sequence[str]]]],
    names: Mapping[str, Sequence[str]],
    needed: Sequence[str],
) -> tuple[int, int, dict[str, int]]:
    """The first sheet and row that names all needed columns: sheet, row from 1, columns."""
    for sheet, rows in sheets:
        for number, row in enumerate(rows[:HEADER_WITHIN], start=1):
            titles = [" ".join(text.split()).casefold() for text in row]
            columns = {
                name: titles.index(word)
                for name, words in names.items()
                for word in words[::-1]
                if word in titles
            }
            if all(name in columns for name in needed):
                return sheet, number, columns
    words = ", ".join(names[name][0].capitalize().replace("Nip", "NIP") for name in needed)
    raise Refused(
        f"Judul kolom tidak ditemukan. Yang diperlukan: {words}. Unduh dulu berkas dari halaman "
        "ini, lalu ubah isinya tanpa mengubah judulnya.",
        code="followup.no_columns",
    )
