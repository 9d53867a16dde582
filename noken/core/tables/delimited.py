"""CSV files: the encoding and the delimiter are found, not asked for."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from noken.core.tables.table import PEEK_ROWS, Row, SheetHead
from noken.core.tables.unreadable import UnreadableFile

_DELIMITERS = (";", ",", "\t", "|")
_PIECE = 1 << 20
_BROKEN = (
    "Berkas CSV ini tidak dapat dipisah menjadi kolom: ada tanda kutip yang tidak ditutup atau isi "
    "kolom yang terlalu panjang. Buka di Excel, simpan sebagai .xlsx, lalu unggah."
)


class DelimitedTable:
    """A CSV file as a table of one sheet; rows are read from the disk as they are asked for."""

    def __init__(self, path: Path) -> None:
        """Find encoding and delimiter.

        Raises:
            UnreadableFile: no delimiter gives columns.
        """
        self._path = path
        self._encoding = encoding_of(path)
        self._delimiter = self._find_delimiter()
        head = tuple(tuple(row) for row in islice(self._records(self._delimiter), PEEK_ROWS))
        self.heads: tuple[SheetHead, ...] = (SheetHead("", head),)

    def rows(self, sheet: int, first: int, columns: Sequence[int]) -> Iterator[Row]:
        """See `workbook.Table.rows`."""
        del sheet
        for number, row in enumerate(self._records(self._delimiter), start=1):
            if number < first:
                continue
            width = len(row)
            texts = [row[column] if column < width else "" for column in columns]
            if any(texts):
                yield number, texts

    def close(self) -> None:
        """Nothing stays open between reads."""

    def _find_delimiter(self) -> str:
        """The delimiter that gives the most even rows of several columns.

        Commas also stand inside names and units, so the count of columns must hold over rows.
        """
        best, best_score = "", 0
        for delimiter in _DELIMITERS:
            widths = Counter(len(row) for row in islice(self._records(delimiter), PEEK_ROWS))
            score = max(((width - 1) * times for width, times in widths.items()), default=0)
            if score > best_score:
                best, best_score = delimiter, score
        if not best:
            raise UnreadableFile(
                "Isi berkas ini bukan tabel: kolom tidak terpisah oleh titik koma, koma, atau tab. "
                "Unggah tabelnya sebagai .xlsx atau .csv."
            )
        return best

    def _records(self, delimiter: str) -> Iterator[list[str]]:
        with self._path.open(encoding=self._encoding, errors="strict", newline="") as file:
            try:
                for row in csv.reader(file, delimiter=delimiter):
                    yield [text.strip() for text in row]
            except (csv.Error, UnicodeDecodeError) as error:
                raise UnreadableFile(_BROKEN) from error


def encoding_of(path: Path) -> str:
    """The encoding of a text file: UTF-8 or UTF-16 by mark or by content, else Windows-1252.

    Latin-1 is the same for every printable letter; it is taken where Windows-1252 has a hole.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding in ("utf-8-sig", "cp1252"):
        if _decodes(path, encoding):
            return encoding
    return "latin-1"


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
