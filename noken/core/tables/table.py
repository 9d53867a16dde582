"""What an opened file looks like, whatever its kind."""

from dataclasses import dataclass

Row = tuple[int, list[str]]
"""Row number as the spreadsheet shows it, and the texts of the wanted columns."""

PEEK_ROWS = 100
"""How many first rows of a sheet are looked at for the header."""


@dataclass(frozen=True, slots=True)
class SheetHead:
    """The first rows of a sheet, from row 1 on; none where the sheet is hidden."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    visible: bool = True
