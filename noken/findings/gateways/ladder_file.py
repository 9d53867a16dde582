"""A table for PPPK as it comes in: its rows as they were written, right or wrong."""

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from noken.core.errors import Refused
from noken.core.tables.unreadable import UnreadableFile
from noken.core.tables.workbook import Table, open_table
from noken.findings.rules.regional import LEVELS, MOST_ROWS

HEADER_WITHIN = 12
_TITLES = {
    "least": ("mulai hari ke", "mulai hari", "hari", "mulai"),
    "level": ("tingkat", "tingkat hukuman"),
    "name": ("hukuman", "jenis hukuman", "sanksi"),
    "months": ("lama (bulan)", "lama", "bulan"),
}
_LEVELS = {words.casefold(): code for code, words in LEVELS.items()}


class GivenStep(NamedTuple):
    """A row by its number in the file, with the text of each cell; `level` is a code of `LEVELS`
    where it could be told."""

    number: int
    least: str
    level: str
    name: str
    months: str


def read_ladder(path: Path) -> list[GivenStep]:
    """Rows below the titles, blank ones left out.

    Raises:
        Refused: `file.unreadable`, `ladder.no_columns`, `ladder.too_many`.
    """
    try:
        with closing(open_table(path)) as table:
            return _rows(table)
    except UnreadableFile as error:
        raise Refused(str(error), code="file.unreadable") from error


def _rows(table: Table) -> list[GivenStep]:
    sheet, header, columns = _header(table)
    found = []
    for number, texts in table.rows(sheet, header + 1, list(columns.values())):
        cells = dict(zip(columns, (" ".join(text.split()) for text in texts), strict=True))
        if any(cells.values()):
            level = _LEVELS.get(cells["level"].casefold(), cells["level"])
            months = cells.get("months", "")
            found.append(GivenStep(number, cells["least"], level, cells["name"], months))
    if len(found) > MOST_ROWS:
        raise Refused(
            f"Berkas ini berisi {len(found)} baris; paling banyak {MOST_ROWS}. Gabungkan barisnya, "
            "lalu unggah lagi.",
            code="ladder.too_many",
        )
    return found


def _header(table: Table) -> tuple[int, int, dict[str, int]]:
    for sheet, head in enumerate(table.heads):
        for number, row in enumerate(head.rows[:HEADER_WITHIN] if head.visible else (), 1):
            titles = [" ".join(text.split()).casefold() for text in row]
            columns = {
                name: titles.index(next(word for word in words if word in titles))
                for name, words in _TITLES.items()
                if any(word in titles for word in words)
            }
            if {"least", "level", "name"} <= set(columns):
                return sheet, number, columns
    raise Refused(
        "Judul kolom tidak ditemukan. Unduh berkas kosong dari halaman ini, isi barisnya, dan "
        "biarkan judulnya.",
        code="ladder.no_columns",
    )
