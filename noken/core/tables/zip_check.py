"""Is a zipped workbook safe to hand to the parser? Asked before anything else touches it."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from noken.core.tables.unreadable import UnreadableFile

MAX_ENTRIES = 1_000
MAX_UNPACKED = 400_000_000
"""Bytes of all parts together. An export of 100,000 rows x 69 columns has 147 to 263 million."""
MAX_RATIO = 30
"""Unpacked to packed. Exports measured: 7 to 9; lists with blank formatted rows about 20."""
RATIO_COUNTS_FROM = 10_000_000
"""Below this many unpacked bytes a high ratio does no harm: a small style sheet may reach 40."""

_MAX_DIRECTORY = 500_000
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_PIECE = 1 << 18
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", b"<!ELEMENT", b"<!ATTLIST", b"<!NOTATION")
_MARK = b"<!"
_LONGEST = max(map(len, _DECLARATIONS))
_NOT_XML = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin")

_BROKEN = "Berkas ini rusak atau tidak utuh. Buka di Excel, simpan lagi sebagai .xlsx, lalu unggah."
_TOO_BIG = (
    "Isi berkas ini membengkak jauh lebih besar daripada berkasnya, jadi tidak dibuka. "
    "Salin lembarnya ke berkas baru tanpa gambar dan tanpa baris kosong, lalu unggah."
)
_DTD = (
    "Berkas ini memuat deklarasi XML (DTD) yang tidak ditulis oleh Excel, jadi tidak dibuka. "
    "Buat ulang berkas dari Excel atau LibreOffice."
)
_LOCKED = "Berkas ini dikunci kata sandi. Buka kuncinya di Excel, simpan, lalu unggah lagi."


def check_zip(path: Path) -> tuple[frozenset[str], int]:
    """Names of the parts and unpacked bytes of a zip that keeps within the limits.

    The directory is read first, then every part is unpacked piece by piece and the bytes that
    really come out are counted, so a directory that lies is caught at the lie.

    Raises:
        UnreadableFile: broken, encrypted, overlapping, too many, too large, or with a DTD inside.
    """
    with path.open("rb") as file:
        _check_end(file)
        try:
            with zipfile.ZipFile(file) as archive:
                parts = archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise UnreadableFile(_BROKEN) from error
        total = _check_directory(parts, path.stat().st_size)
        last_end = 0
        for part in sorted(parts, key=lambda each: each.header_offset):
            if part.header_offset < last_end:
                raise UnreadableFile(_BROKEN)
            last_end = _check_part(file, part)
    return frozenset(part.filename for part in parts), total


def _check_end(file: BinaryIO) -> None:
    """The end record says how many entries there are, before they cost memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_600))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise UnreadableFile(_BROKEN)
    _, _, _, _, entries, directory_bytes, _, _ = _END.unpack_from(tail, at)
    if entries > MAX_ENTRIES or directory_bytes > _MAX_DIRECTORY:
        raise UnreadableFile(_TOO_BIG)


def _check_directory(parts: list[zipfile.ZipInfo], packed: int) -> int:
    if len(parts) > MAX_ENTRIES:
        raise UnreadableFile(_TOO_BIG)
    if len({part.filename for part in parts}) != len(parts):
        raise UnreadableFile(_BROKEN)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile(_LOCKED)
    total = sum(part.file_size for part in parts)
    if total > MAX_UNPACKED or (total > RATIO_COUNTS_FROM and total > MAX_RATIO * packed):
        raise UnreadableFile(_TOO_BIG)
    return total


def _check_part(file: BinaryIO, part: zipfile.ZipInfo) -> int:
    """Unpack one part and count it against its declared size; where its bytes end."""
    start = _data_start(file, part)
    file.seek(start)
    pieces = _unpacked(file, part)
    if not part.filename.lower().endswith(_NOT_XML):
        pieces = _without_dtd(pieces)
    seen = 0
    for piece in pieces:
        seen += len(piece)
        if seen > part.file_size:
            raise UnreadableFile(_TOO_BIG)
    if seen != part.file_size:
        raise UnreadableFile(_BROKEN)
    return start + part.compress_size


def _data_start(file: BinaryIO, part: zipfile.ZipInfo) -> int:
    file.seek(part.header_offset)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size or part.compress_type not in {_STORED, _DEFLATED}:
        raise UnreadableFile(_BROKEN)
    mark, _, _, method, *_, name_bytes, extra_bytes = _LOCAL.unpack(head)
    if mark != b"PK\x03\x04" or method != part.compress_type:
        raise UnreadableFile(_BROKEN)
    return part.header_offset + _LOCAL.size + int(name_bytes) + int(extra_bytes)


def _without_dtd(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces as they come; a declaration is found across their borders too."""
    kept = b""
    for piece in pieces:
        window = kept + piece
        if not kept and b"\x00" in window[:64]:
            # UTF-16 text, in which a DTD would not be found; Excel writes UTF-8.
            raise UnreadableFile(_BROKEN)
        if _MARK in window and any(each in window for each in _DECLARATIONS):
            raise UnreadableFile(_DTD)
        kept = window[-_LONGEST:]
        yield piece


def _unpacked(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    left = part.compress_size
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS) if part.compress_type == _DEFLATED else None
    try:
        while left > 0 and (packed := file.read(min(_PIECE, left))):
            left -= len(packed)
            if unpacker is None:
                yield packed
                continue
            while packed:
                yield unpacker.decompress(packed, _PIECE)
                packed = unpacker.unconsumed_tail
        while unpacker and (rest := unpacker.decompress(b"", _PIECE)):
            yield rest
    except zlib.error as error:
        raise UnreadableFile(_BROKEN) from error
