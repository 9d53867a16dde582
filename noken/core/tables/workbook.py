"""Opens what a person uploads as rows of text, or refuses it: .xlsx, .xls, .ods, .csv.

The kind is told by the content, never by the name. Nothing is executed and no formula is
evaluated. Workbooks are parsed in a process of their own (`cell_stream.py`).
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Protocol, Self, cast

from noken.core.tables.delimited import DelimitedTable
from noken.core.tables.table import PEEK_ROWS, Row, SheetHead
from noken.core.tables.unreadable import UnreadableFile
from noken.core.tables.zip_check import check_zip

MAX_FILE_BYTES = 64_000_000
"""Largest file opened at all. The upload form has a smaller limit of its own."""

_CELL_STREAM = Path(__file__).with_name("cell_stream.py")
_BASE_MEMORY = 40_000_000
_MEMORY_PER_BYTE = 8
_MOST_MEMORY = 800_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "gambar"),
    (b"\xff\xd8\xff", "gambar"),
    (b"GIF8", "gambar"),
    (b"{\\rtf", "dokumen RTF"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf", "arsip 7z"),
    (b"\x1f\x8b", "arsip gzip"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)

_LOCKED = "Berkas ini dikunci kata sandi. Buka kuncinya di Excel, simpan, lalu unggah lagi."
_MACROS = (
    "Berkas ini berisi makro, jadi tidak dibuka. Simpan sebagai “Buku Kerja Excel (.xlsx)”, "
    "lalu unggah berkas itu."
)
_BROKEN = "Berkas ini rusak atau tidak utuh. Buka di Excel, simpan lagi sebagai .xlsx, lalu unggah."
_TOO_WIDE = (
    "Lembar di berkas ini mencakup daerah yang terlalu luas untuk dibaca. Salin tabelnya saja "
    "ke berkas baru, lalu unggah."
)
_NO_SHEET = "Berkas ini tidak memuat lembar tabel. Salin tabelnya ke sebuah lembar biasa."


class Table(Protocol):
    """An opened file: its sheets' first rows, and the rows of one sheet, streamed."""

    heads: tuple[SheetHead, ...]

    def rows(self, sheet: int, first: int, columns: Sequence[int]) -> Iterator[Row]:
        """The wanted columns of rows from number `first` on, rows blank in all of them left out.

        Raises:
            UnreadableFile: the file breaks off.
        """

    def close(self) -> None:
        """Free the file; safe to call twice."""


def open_table(path: Path) -> Table:
    """Open a file by its content.

    Raises:
        UnreadableFile: wrong kind, hostile, locked, broken or empty.
    """
    size = path.stat().st_size
    if not size:
        raise UnreadableFile("Berkas ini kosong. Pilih berkas yang ada isinya.")
    if size > MAX_FILE_BYTES:
        raise UnreadableFile(
            f"Berkas ini {size // 1_000_000} MB; paling besar {MAX_FILE_BYTES // 1_000_000} MB. "
            "Hapus gambar dan lembar yang tidak perlu dibaca."
        )
    with path.open("rb") as file:
        start = file.read(4_096)
    for mark, kind in _OTHER_KINDS:
        if start.startswith(mark):
            raise UnreadableFile(
                f"Isi berkas ini {kind}, bukan tabel, apa pun namanya. "
                "Unggah tabelnya sebagai .xlsx atau .csv."
            )
    if start.startswith(b"PK"):
        return _zipped(path)
    if start.startswith(_OLE):
        return _ole(path, size)
    return _text(path, start)


def _zipped(path: Path) -> Table:
    names, unpacked = check_zip(path)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableFile(_MACROS)
    if "xl/workbook.xml" in names:
        return Workbook(path, unpacked)
    if "content.xml" in names:
        return Workbook(path, unpacked)
    raise UnreadableFile(
        "Berkas ini bukan buku kerja Excel (.xlsx) atau LibreOffice (.ods). "
        "Buka di Excel, simpan sebagai .xlsx, lalu unggah."
    )


def _ole(path: Path, size: int) -> Table:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableFile(_LOCKED)
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise UnreadableFile(_MACROS)
    return Workbook(path, size)


def _text(path: Path, start: bytes) -> Table:
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(
        (b"<html", b"<!doctype", b"<table", b"<meta", b"<?xml", b"<style", b"<head")
    ):
        raise UnreadableFile(
            "Isi berkas ini halaman web, bukan tabel, walau namanya berkas Excel. "
            "Buka di Excel, simpan sebagai .xlsx, lalu unggah."
        )
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(
            "Isi berkas ini tidak dikenali sebagai tabel. Unggah tabelnya sebagai .xlsx atau .csv."
        )
    return DelimitedTable(path)


class Workbook:
    """A workbook read by a process of its own. Close it, or use it in a `with`."""

    def __init__(self, path: Path, unpacked_bytes: int) -> None:
        """Start the reader; its memory is capped by what the file unpacks to.

        Raises:
            UnreadableFile: locked, broken, or no visible sheet.
        """
        cap = min(_MOST_MEMORY, _BASE_MEMORY + _MEMORY_PER_BYTE * unpacked_bytes)
        self._reader = subprocess.Popen(  # noqa: S603 - our interpreter, our file, a path of ours
            [sys.executable, "-I", str(_CELL_STREAM), str(path), str(cap)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        try:
            self.heads = self._peek()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def rows(self, sheet: int, first: int, columns: Sequence[int]) -> Iterator[Row]:
        """See `Table.rows`. Read one sheet to its end before asking for the next."""
        self._ask(sheet=sheet, first=first, columns=list(columns))
        while batch := self._answer():
            yield from map(tuple, batch)

    def close(self) -> None:
        """End the reader process."""
        self._reader.kill()
        for pipe in (self._reader.stdin, self._reader.stdout):
            if pipe:
                _close_quietly(pipe)
        self._reader.wait()

    def _peek(self) -> tuple[SheetHead, ...]:
        heads: list[SheetHead] = []
        for number, (name, visible) in enumerate(self._answer()):
            if not visible:
                heads.append(SheetHead(name=name, rows=(), visible=False))
            else:
                self._ask(sheet=number, count=PEEK_ROWS)
                heads.append(SheetHead(name, tuple(map(tuple, self._answer()))))
        if not heads:
            raise UnreadableFile(_NO_SHEET)
        return tuple(heads)

    def _ask(self, **ask: object) -> None:
        pipe = cast("IO[str]", self._reader.stdin)
        try:
            pipe.write(json.dumps(ask) + "\n")
            pipe.flush()
        except BrokenPipeError:
            raise UnreadableFile(_TOO_WIDE) from None

    def _answer(self) -> Any:
        line = cast("IO[str]", self._reader.stdout).readline()
        if not line:
            # The reader died: its cap on memory or time, or a fault of the parser in a bad file.
            raise UnreadableFile(_TOO_WIDE)
        answer = json.loads(line)
        if isinstance(answer, dict):
            raise UnreadableFile(
                {"password": _LOCKED, "memory": _TOO_WIDE}.get(answer["error"], _BROKEN)
            )
        return answer


def _close_quietly(pipe: IO[str]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        return
