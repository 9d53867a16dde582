"""`attlog.dat` from a USB stick, line by line: a hundred thousand lines never stand in memory."""

import codecs
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from noken.core.tables.unreadable import UnreadableFile
from noken.devices.rules.attlog import Line, read_attlog_line
from noken.devices.rules.push_lines import Bad, shown

MAX_FILE_BYTES = 64_000_000
LONGEST_LINE = 2_000
"""Characters. A machine's line has fifty; what never ends is no line."""
_PIECE = 1 << 18
_LOOKED_AT = 200
_NULS = re.compile("\0{2,}")
_BREAKS = re.compile(r"\r\n|\n|\r")
_OTHER_KINDS = (
    (b"PK", "buku kerja Excel atau arsip zip"),
    (b"\xd0\xcf\x11\xe0", "buku kerja Excel lama"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "gambar"),
    (b"\xff\xd8\xff", "gambar"),
    (b"\x1f\x8b", "arsip gzip"),
    (b"Rar!", "arsip RAR"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)


def check_attlog(path: Path) -> None:
    """Is this an attlog at all? Looked at before a line is taken.

    Raises:
        UnreadableFile: empty, too large, another kind of file, or no line that is a punch.
    """
    size = path.stat().st_size
    if not size:
        raise UnreadableFile("Berkas ini kosong. Salin lagi attlog dari mesin, lalu unggah.")
    if size > MAX_FILE_BYTES:
        raise UnreadableFile(
            f"Berkas ini {size // 1_000_000} MB; paling besar {MAX_FILE_BYTES // 1_000_000} MB. "
            "Ambil dari mesin per rentang tanggal, lalu unggah satu per satu."
        )
    with path.open("rb") as file:
        start = file.read(4_096)
    for mark, kind in _OTHER_KINDS:
        if start.startswith(mark):
            raise UnreadableFile(
                f"Isi berkas ini {kind}, bukan attlog dari mesin. "
                "Untuk Excel atau CSV pilih “Dari sistem lain”."
            )
    if not any(
        isinstance(line, Line) or line.local_time for line in islice(read(path), _LOOKED_AT)
    ):
        if b"\x00" in start and not start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise UnreadableFile("Isi berkas ini bukan teks, jadi bukan attlog dari mesin.")
        raise UnreadableFile(
            "Tidak ada baris attlog di awal berkas ini: PIN, lalu tanggal dan jam. "
            "Untuk Excel atau CSV pilih “Dari sistem lain”."
        )


def read(path: Path) -> Iterator[Line | Bad]:
    """Every line that is not blank, numbered as an editor numbers them, from 1."""
    for number, text in enumerate(_lines(path), start=1):
        if len(text) > LONGEST_LINE:
            yield Bad(number, shown(text[:80]), "UNREADABLE")
        elif text.strip():
            yield read_attlog_line(number, text)


def _lines(path: Path) -> Iterator[str]:
    """The lines; one without an end is cut, and its rest passed over."""
    rest, is_endless = "", False
    for piece in _pieces(path):
        # After a power cut thousands of NULs stand where lines were: one of them says as much.
        lines = _BREAKS.split(_NULS.sub("\0", rest + piece))
        # A break may be cut in two: the CR waits for what follows it.
        rest = lines.pop()
        if piece.endswith("\r"):
            rest = f"{lines.pop()}\r" if lines else rest
        for line in lines:
            if is_endless:
                is_endless = False
            else:
                yield line
        if len(rest) > LONGEST_LINE:
            if not is_endless:
                yield rest[: LONGEST_LINE + 1]
            rest, is_endless = "", True
    if rest.rstrip("\r") and not is_endless:
        yield rest.rstrip("\r")


def _pieces(path: Path) -> Iterator[str]:
    """The text of the file: UTF-16 by its mark, else UTF-8, else Latin-1, which never fails."""
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        utf16 = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        name = "utf-16" if utf16 else "utf-8-sig"
        decoder = codecs.getincrementaldecoder(name)(errors="replace" if utf16 else "strict")
        latin = codecs.getincrementaldecoder("latin-1")()
        while piece := file.read(_PIECE):
            try:
                yield decoder.decode(piece)
            except UnicodeDecodeError:
                decoder = latin
                yield latin.decode(piece)
        if tail := _end_of(decoder):
            yield tail


def _end_of(decoder: codecs.IncrementalDecoder) -> str:
    """What still waited for more bytes; a letter cut at the end of the file is not there."""
    try:
        return decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return ""
