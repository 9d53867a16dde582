"""A table of another system (Excel, CSV), read as its source says its columns mean."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from noken.core.tables.table import SheetHead
from noken.core.tables.unreadable import UnreadableFile
from noken.core.tables.workbook import open_table
from noken.devices.rules.attlog import Line
from noken.devices.rules.columns import (
    DAY_FIRST,
    Meaning,
    Reading,
    find_titles,
    guess_by_cells,
    guess_meanings,
    guess_order,
    read_row,
    why_not_usable,
)
from noken.devices.rules.push_lines import Bad

SHOWN_ROWS = 8
MOST_COLUMNS = 60


class Mapped(NamedTuple):
    """How a table is read: its sheet, the row of titles (from 1; 0: it has none), a meaning per
    column."""

    sheet: str
    title_row: int
    titles: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    order: str

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Mapped":
        """From what is kept of a source."""
        meanings = tuple(Meaning(code) for code in kept["meanings"])
        return cls(kept["sheet"], kept["title_row"], tuple(kept["titles"]), meanings, kept["order"])

    def as_kept(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "title_row": self.title_row,
            "titles": list(self.titles),
            "meanings": [str(meaning) for meaning in self.meanings],
            "order": self.order,
        }


class TableFile:
    """An opened table. Use it in a `with`."""

    def __init__(self, path: Path) -> None:
        """Open it by its content.

        Raises:
            UnreadableFile: wrong kind, hostile, locked, broken, empty or without a visible sheet.
        """
        self._table = open_table(path)
        self.sheets = tuple(head for head in self._table.heads if head.visible and head.rows)
        if not self.sheets:
            self.close()
            raise UnreadableFile("Berkas ini tidak berisi baris. Pilih berkas yang ada isinya.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free the file; safe to call twice."""
        self._table.close()

    def guessed(self) -> Mapped:
        """How the table seems to be read: the first sheet that makes sense, else the first."""
        places = {sheet.name: find_titles(sheet.rows) for sheet in self.sheets}
        usable = [
            sheet
            for sheet in self.sheets
            if not why_not_usable(guess_meanings(sheet.rows[places[sheet.name]]))
        ]
        sheet = (usable or self.sheets)[0]
        if not usable and not why_not_usable(guess_by_cells(sheet.rows[0])):
            return self._bare(sheet)
        titles = sheet.rows[places[sheet.name]][:MOST_COLUMNS]
        meanings = tuple(guess_meanings(titles))
        order = self._order(sheet, places[sheet.name] + 1, meanings)
        return Mapped(sheet.name, places[sheet.name] + 1, tuple(titles), meanings, order)

    def fitting(self, kept: Mapped) -> Mapped | None:
        """What is kept of a source, moved to where this file has the same titles; else None."""
        if not kept.title_row:
            return self._bare_again(kept)
        wanted = {t: m for t, m in zip(kept.titles, kept.meanings, strict=True) if m}
        for sheet in self.sheets:
            for place, row in enumerate(sheet.rows):
                titles = row[:MOST_COLUMNS]
                if set(wanted) <= set(titles):
                    meanings = tuple(wanted.get(title, Meaning.NONE) for title in titles)
                    found = Mapped(sheet.name, place + 1, tuple(titles), meanings, kept.order)
                    return None if why_not_usable(meanings) else found
        return None

    def retitled(self, sheet_name: str, title_row: int) -> Mapped:
        """Another sheet or row of titles than was guessed."""
        sheet = self._sheet(sheet_name)
        if title_row == 0:
            return self._bare(sheet)
        place = min(max(title_row, 1), len(sheet.rows)) - 1
        titles = sheet.rows[place][:MOST_COLUMNS]
        meanings = tuple(guess_meanings(titles))
        return Mapped(
            sheet.name, place + 1, tuple(titles), meanings, self._order(sheet, place + 1, meanings)
        )

    def first_rows(self, mapped: Mapped) -> list[tuple[int, list[str]]]:
        """The rows below the titles that are shown while columns are chosen."""
        rows = self._sheet(mapped.sheet).rows[mapped.title_row :]
        width = len(mapped.titles)
        filled = [
            (number, [*row[:width], *[""] * (width - len(row))])
            for number, row in enumerate(rows, start=mapped.title_row + 1)
            if any(row)
        ]
        return filled[:SHOWN_ROWS]

    def read(self, mapped: Mapped) -> Iterator[Line | Bad]:
        """Every punch of the table, in its order.

        Raises:
            UnreadableFile: the file breaks off.
        """
        place, columns = self._where(mapped)
        reading = Reading([mapped.meanings[column] for column in columns], mapped.order)
        for number, texts in self._table.rows(place, mapped.title_row + 1, columns):
            yield from read_row(number, texts, reading)

    def names(self, mapped: Mapped) -> dict[str, str]:
        """What the table calls the person behind each PIN; empty without a column of names."""
        if Meaning.NAME not in mapped.meanings:
            return {}
        place, _ = self._where(mapped)
        wanted = [mapped.meanings.index(Meaning.PIN), mapped.meanings.index(Meaning.NAME)]
        rows = self._table.rows(place, mapped.title_row + 1, wanted)
        return {texts[0].strip(): texts[1].strip()[:60] for _, texts in rows if all(texts)}

    def _bare(self, sheet: SheetHead) -> Mapped:
        """A sheet whose first row is data already."""
        meanings = tuple(guess_by_cells(sheet.rows[0][:MOST_COLUMNS]))
        titles = tuple(f"Kolom {place}" for place in range(1, len(meanings) + 1))
        return Mapped(sheet.name, 0, titles, meanings, self._order(sheet, 0, meanings))

    def _bare_again(self, kept: Mapped) -> Mapped | None:
        """As kept, where a sheet has as many columns and its cells mean the same."""
        for sheet in self.sheets:
            found = self._bare(sheet)
            if found.titles == kept.titles and not why_not_usable(found.meanings):
                return found._replace(meanings=kept.meanings, order=kept.order)
        return None

    def _where(self, mapped: Mapped) -> tuple[int, list[int]]:
        names = [head.name for head in self._table.heads]
        columns = [place for place, meaning in enumerate(mapped.meanings) if meaning]
        return names.index(mapped.sheet), columns

    def _sheet(self, name: str) -> SheetHead:
        return next((sheet for sheet in self.sheets if sheet.name == name), self.sheets[0])

    def _order(self, sheet: SheetHead, first: int, meanings: Sequence[Meaning]) -> str:
        column = next(
            (p for p, m in enumerate(meanings) if m in {Meaning.DATE, Meaning.MOMENT}), None
        )
        if column is None:
            return DAY_FIRST
        cells = [row[column] for row in sheet.rows[first:] if len(row) > column]
        return guess_order([cell.split(" ")[0] for cell in cells])
