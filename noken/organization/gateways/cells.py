"""What single cells of a personnel file say: an NIP, plain text, why it was lost."""

import re
from functools import lru_cache
from typing import NamedTuple

from noken.core.tables.dates import is_empty_text, read_date
from noken.organization.rules.nip import bare_nip, why_not_a_nip

_POWER = re.compile(r"\d(?:[.,]\d+)?\s*[eE]\s*\+?\s*\d+")
_LABEL = re.compile(r"^NI(?:P|PPPK|\s?PPPK)?\.?\s*:?\s*(?=['\d])", re.IGNORECASE)
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)

LOST_DIGITS = (
    "Angka NIP hilang karena Excel mengubahnya menjadi bilangan; Excel hanya menyimpan 15 angka."
)
LOST_DIGITS_CURE = (
    "Ubah format kolom NIP menjadi Teks, isi ulang 18 angka dari SK, lalu unggah lagi. "
    "noken tidak menebak angka yang hilang."
)


class NipCell(NamedTuple):
    """A cell of the NIP column: an NIP, or code, cause and cure of why it is none."""

    nip: str
    code: str = ""
    cause: str = ""
    cure: str = ""


def plain_text(text: str) -> str:
    """The text on one line without invisible signs; "" for the ways to say nothing."""
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    text = " ".join(text.split())
    return "" if is_empty_text(text) else text.removeprefix("'")


@lru_cache(maxsize=4_096)
def has_lost_digits(text: str) -> bool:
    """Is the text a number in powers of ten, 1.98E+17?"""
    return bool(_POWER.fullmatch(text.strip().lstrip("'")))


def nip_cell(text: str, birth_text: str = "") -> NipCell:
    """Read the NIP of a row; `birth_text` only helps to word the cure."""
    if has_lost_digits(text):
        return NipCell("", "nip.digits_lost", LOST_DIGITS, LOST_DIGITS_CURE)
    nip = bare_nip(_LABEL.sub("", text))
    if not nip:
        return NipCell(
            "",
            "nip.missing",
            "NIP kosong.",
            "Isi NIP 18 angka. Pejabat tanpa NIP ditambahkan dari halaman Pegawai, "
            "bukan dari berkas.",
        )
    if cause := why_not_a_nip(nip):
        return NipCell("", "nip.invalid", cause, _cure(birth_text))
    return NipCell(nip)


def _cure(birth_text: str) -> str:
    born = read_date(birth_text)
    seen = f" Tanggal lahir {born} memberi awal {born:%Y%m%d}." if born else ""
    return f"Cocokkan dengan SK, lalu perbaiki di berkas.{seen}"
