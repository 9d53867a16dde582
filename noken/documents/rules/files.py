"""What a file is (by its bytes), what it may be called, and how many there may be."""

import re
import unicodedata
from urllib.parse import quote

PHOTO, PDF = "PHOTO", "PDF"
PHOTO_MAX_BYTES = 12 * 1024 * 1024
PDF_MAX_BYTES = 5 * 1024 * 1024
MAX_BYTES = max(PHOTO_MAX_BYTES, PDF_MAX_BYTES)
MAX_PIXELS = 40_000_000
MAX_FILES = 6
NAME_LETTERS = 120
EXTENSIONS = {PHOTO: ".jpg", PDF: ".pdf"}
CONTENT_TYPES = {PHOTO: "image/jpeg", PDF: "application/pdf"}
LIMITS = {PHOTO: PHOTO_MAX_BYTES, PDF: PDF_MAX_BYTES}

_BEGINNINGS = (
    (b"\xff\xd8\xff", PHOTO),
    (b"\x89PNG\r\n\x1a\n", PHOTO),
    (b"GIF87a", PHOTO),
    (b"GIF89a", PHOTO),
    (b"%PDF-", PDF),
)
_OFFICE = (
    "Dokumen Word, Excel, dan berkas ZIP belum dapat dilampirkan. "
    "Simpan sebagai PDF, lalu lampirkan PDF-nya."
)
_IPHONE = (
    "Foto berformat HEIC belum dapat dibuka. Di iPhone pilih Pengaturan, Kamera, Format, "
    "Paling Kompatibel, lalu ambil foto lagi."
)
_DRAWING = (
    "Gambar SVG dan halaman web tidak diterima karena dapat memuat program. "
    "Simpan sebagai foto JPG atau PDF, lalu lampirkan lagi."
)
_OTHER = "Jenis berkas ini belum dapat dilampirkan. Lampirkan foto (JPG, PNG, WebP) atau PDF."


def kind_of(data: bytes) -> str:
    """PHOTO or PDF by the first bytes, never by the name; "" for anything else.

    Source: OWASP ASVS 5.2.2 (register: owasp-asvs-5).
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return PHOTO
    return next((kind for begin, kind in _BEGINNINGS if data.startswith(begin)), "")


def why_not_this_type(data: bytes) -> str:
    """Why a file of a foreign type is not taken, and what to send instead; "" if it is known.

    Source: OWASP ASVS 5.2.2 (register: owasp-asvs-5).
    """
    if kind_of(data):
        return ""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"pk\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _OFFICE
    if data[4:8] == b"ftyp":
        return _IPHONE
    return _DRAWING if head.startswith(b"<") else _OTHER


def why_not_this_size(kind: str, size: int) -> str:
    """Why `size` bytes are too many (or none) for a file of this kind, or "".

    Source: OWASP ASVS 5.2.1 (register: owasp-asvs-5).
    """
    limit = LIMITS.get(kind, MAX_BYTES)
    if size == 0:
        return "Berkas ini kosong. Pilih berkas lain."
    if size > limit:
        megabytes = limit // (1024 * 1024)
        cure = "Perkecil fotonya" if kind == PHOTO else "Perkecil atau bagi berkasnya"
        return f"Berkas lebih besar dari {megabytes} MB. {cure}, lalu lampirkan lagi."
    return ""


def why_not_so_many(count: int) -> str:
    """Why one record cannot carry `count` files, or "".

    Source: OWASP ASVS 5.2.1 (register: owasp-asvs-5).
    """
    if count > MAX_FILES:
        return f"Satu laporan memuat paling banyak {MAX_FILES} berkas. Kurangi lampirannya."
    return ""


def clean_name(name: str, kind: str) -> str:
    """A name fit to show: no folder, no control or direction characters, at most 120 letters.

    The ending is that of what noken stores, whatever was claimed.
    Source: OWASP ASVS 5.3.2, 5.4.1 (register: owasp-asvs-5).
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Categories C*: control, format (bidi overrides, zero width), surrogate, private, unassigned.
    shown = "".join(c for c in last if not unicodedata.category(c).startswith("C"))
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", " ".join(shown.split())).strip(". ")
    ending = EXTENSIONS[kind]
    return (stem[: NAME_LETTERS - len(ending)].rstrip(". ") or "berkas") + ending


def disposition(name: str, *, inline: bool) -> str:
    """The Content-Disposition for a clean name, in ASCII with the full name beside it.

    Source: RFC 6266 and RFC 8187 (register: rfc-6266).
    """
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    way = "inline" if inline else "attachment"
    return f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
