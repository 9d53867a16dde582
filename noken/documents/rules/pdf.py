"""What a PDF may hold. Readers may still disagree with us: PDFs only ever leave as downloads."""

import re
import zlib
from collections.abc import Iterator
from itertools import zip_longest

MAX_UNPACKED_BYTES = 50 * 1024 * 1024
_TAIL = 64 * 1024 + 22  # where a ZIP reader looks for its directory

_FRAGMENT = (
    "PDF ini rusak atau tidak utuh. Buka berkasnya, simpan ulang sebagai PDF, lalu lampirkan lagi."
)
_LOCKED = "PDF ini terkunci sandi. Simpan ulang tanpa sandi, lalu lampirkan lagi."
_ACTIVE = (
    "PDF ini memuat program atau berkas lain di dalamnya. "
    "Cetak ke PDF (Print to PDF), lalu lampirkan hasil cetaknya."
)
_UNREADABLE = (
    "Isi PDF ini tidak dapat diperiksa. Cetak ke PDF (Print to PDF), lalu lampirkan hasilnya."
)

_HEADER = re.compile(rb"%PDF-[12]\.\d")
_TRAILER = re.compile(rb"%%EOF[\s\x00]*\Z")
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_AFTER_NAME = rb"(?=[\x00\s()<>\[\]{}/%]|\Z)"
_ENCRYPTED = re.compile(rb"/Encrypt" + _AFTER_NAME)
_ACTING = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|Filespec|RichMedia|Movie|Sound|Rendition|SubmitForm"
    rb"|ImportData|GoToE|XFA)" + _AFTER_NAME
)
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_LONGEST_HEAD = 4096
_OBJECT_STREAM = re.compile(rb"/ObjStm" + _AFTER_NAME)
_PLAIN_FLATE = re.compile(rb"/Filter\s*\[?\s*/(FlateDecode|Fl)\s*(?=[\]/>])")
_EXIF = re.compile(rb"\xff\xe1(..)Exif\x00\x00", re.DOTALL)
_XMP_BEGIN, _XMP_END = b"<x:xmpmeta", b"</x:xmpmeta>"
_ABOUT = re.compile(
    rb"(/(?:Author|Creator|Producer|Company|Manager)\s*)"
    rb"(\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f\s]*>)",
    re.DOTALL,
)


def why_not_this_pdf(data: bytes) -> str:
    """Why the PDF is not taken and how to cure it, or "".

    Source: ISO 32000-2; OWASP ASVS 5.2.2 (register: owasp-asvs-5).
    """
    if not _HEADER.match(data) or not _TRAILER.search(data[-1024:]) or _is_zip_too(data):
        return _FRAGMENT
    texts = [_unescaped(data)]
    for packed in _object_streams(data):
        if packed is None:
            return _UNREADABLE
        texts.append(_unescaped(packed))
    if any(_ENCRYPTED.search(text) for text in texts):
        return _LOCKED
    return _ACTIVE if any(_ACTING.search(text) for text in texts) else ""


def _is_zip_too(data: bytes) -> bool:
    return b"PK\x05\x06" in data[-_TAIL:] and b"PK\x01\x02" in data


def _unescaped(data: bytes) -> bytes:
    """Names may be written with #xx: /J#61vaScript is /JavaScript."""
    return _NAME_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data)


def _object_streams(data: bytes) -> Iterator[bytes | None]:
    """The unpacked object streams; None for one that hides behind anything but plain deflate.

    Each stretch of the file is looked at once, so time stays in proportion to its length.
    """
    starts = list(_STREAM.finditer(data))
    room = MAX_UNPACKED_BYTES
    before = 0
    for start, following in zip_longest(starts, starts[1:]):
        begin = max(before, start.start() - _LONGEST_HEAD)
        head = _unescaped(data[max(begin, data.rfind(b" obj", begin, start.start())) : start.end()])
        before = start.end()
        if _OBJECT_STREAM.search(head) and b"/Filter" in head:
            packed = data[before : following.start() if following else len(data)]
            unpacked = _inflated(packed, room) if _is_plain_flate(head) else None
            room -= len(unpacked or b"")
            yield unpacked


def _is_plain_flate(head: bytes) -> bool:
    return bool(_PLAIN_FLATE.search(head)) and b"/DecodeParms" not in head and b"/DP" not in head


def _inflated(data: bytes, room: int) -> bytes | None:
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(data, max(room, 1))
    except zlib.error:
        return None
    return unpacked if unpacker.eof else None


def without_metadata(data: bytes) -> bytes:
    """The same PDF, byte for byte as long, without author, tool, place and camera.

    Blanks EXIF of photos inside, XMP, and the document information where it is written plainly.
    A digitally signed PDF is left as it is: blanking would break the signature it is kept for.
    Source: OWASP ASVS 14.2.8 (register: owasp-asvs-5).
    """
    if b"/ByteRange" in data:
        return data
    data = _without_xmp(data)
    data = _ABOUT.sub(lambda found: found[1] + _blank(found[2]), data)
    return _without_exif(data)


def _blank(value: bytes) -> bytes:
    filling = b" " if value.startswith(b"(") else b"0"
    # An odd number of digits would be read as if a 0 followed, so whatever the length, it is zeros.
    return value[:1] + filling * (len(value) - 2) + value[-1:]


def _without_xmp(data: bytes) -> bytes:
    blanked = bytearray(data)
    end = 0
    while (begin := data.find(_XMP_BEGIN, end)) >= 0:
        begin += len(_XMP_BEGIN)
        end = data.find(_XMP_END, begin)
        if end < 0:
            break
        blanked[begin:end] = b">".ljust(end - begin)
    return bytes(blanked)


def _without_exif(data: bytes) -> bytes:
    blanked = bytearray(data)
    for found in _EXIF.finditer(data):
        length = int.from_bytes(found[1])
        begin, end = found.end(), min(found.start() + 2 + length, len(data))
        blanked[begin:end] = bytes(max(end - begin, 0))
    return bytes(blanked)
