"""Which column of a table of results holds what: the words offices and e-Kinerja use."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from noken.planning.rules.file_fields import Field

_WORDS = {
    Field.NUMBER: "NO|NOMOR|NO URUT",
    Field.NIP: "NIP|NIP BARU|NIP NI PPPK|NI PPPK|NOMOR INDUK PEGAWAI",
    Field.NAME: "NAMA|NAMA PEGAWAI|NAMA LENGKAP",
    Field.YEAR: "TAHUN|TAHUN SKP|PERIODE",
    Field.SUPPORTS: "HASIL KERJA ATASAN YANG DIDUKUNG|"
    "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI|"
    "RENCANA HASIL KERJA PIMPINAN|RENCANA HASIL KERJA ATASAN|RENCANA HASIL KERJA ATASAN LANGSUNG|"
    "RHK PIMPINAN YANG DIINTERVENSI|RHK PIMPINAN|RHK ATASAN|RHK ATASAN LANGSUNG|"
    "HASIL KERJA PIMPINAN|HASIL KERJA ATASAN|RHK YANG DIINTERVENSI|"
    "RENCANA HASIL KERJA YANG DIINTERVENSI|MENDUKUNG|MENDUKUNG HASIL KERJA ATASAN|"
    "KINERJA UTAMA ATASAN",
    Field.RESULT: "RENCANA HASIL KERJA|RHK|HASIL KERJA|RENCANA KINERJA|RENCANA HASIL KERJA RHK|"
    "RHK PEGAWAI|RENCANA HASIL KERJA PEGAWAI|URAIAN HASIL KERJA|KINERJA UTAMA|SASARAN KINERJA|"
    "RENCANA HASIL KERJA INDIVIDU|RHK INDIVIDU",
    Field.KIND: "JENIS|JENIS RHK|JENIS HASIL KERJA|UTAMA TAMBAHAN|KLASIFIKASI",
    Field.PERSPECTIVE: "PERSPEKTIF|PERSPEKTIF BSC",
    Field.ASPECT: "ASPEK|ASPEK KINERJA|ASPEK IKI",
    Field.INDICATOR: "INDIKATOR|INDIKATOR KINERJA INDIVIDU|IKI|INDIKATOR KINERJA|"
    "INDIKATOR KINERJA INDIVIDU IKI|UKURAN KEBERHASILAN|"
    "UKURAN KEBERHASILAN INDIKATOR KINERJA INDIVIDU|"
    "UKURAN KEBERHASILAN INDIKATOR KINERJA INDIVIDU DAN TARGET",
    Field.TARGET: "TARGET|TARGET SETAHUN|TARGET TAHUNAN|TARGET TAHUN|TARGET 1 TAHUN|TARGET AKHIR|"
    "TARGET KINERJA|TARGET IKI|JUMLAH TARGET",
    Field.UNIT: "SATUAN|SATUAN TARGET|UNIT|SATUAN UKUR|SATUAN UKURAN",
    Field.DIRECTION: "ARAH|ARAH TARGET|POLARISASI|SIFAT TARGET|BATAS ATAS",
    Field.CODE: "KODE NOKEN|KODE NOKEN JANGAN DIUBAH|KODE BARIS",
}
_QUARTER_WORDS = {
    Field.Q1: ("I", "1"),
    Field.Q2: ("II", "2"),
    Field.Q3: ("III", "3"),
    Field.Q4: ("IV", "4"),
}
_PREFIXES = ("TW", "TRIWULAN", "TARGET TW", "TARGET TRIWULAN", "TRI WULAN", "TW KE", "TRIWULAN KE")
_SYNONYMS = (
    {word: field for field, words in _WORDS.items() for word in words.split("|")}
    | {
        f"{prefix} {number}": field
        for field, numbers in _QUARTER_WORDS.items()
        for number in numbers
        for prefix in _PREFIXES
    }
    | {f"TW{number}": field for field, numbers in _QUARTER_WORDS.items() for number in numbers}
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The header found: where lines begin (from 1), the place of each field, what is left out."""

    first_row: int
    places: dict[Field, int]
    titles: dict[Field, str]
    left_out: tuple[str, ...]


def find_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The header among the first rows of a sheet; None where no row looks like one.

    Titles above do not disturb, nor a header of two rows (TARGET over TW I to TW IV).
    """
    best: tuple[int, Columns] | None = None
    for index, row in enumerate(rows):
        for texts, depth in _readings(rows, index, row):
            found = _columns(texts, index + depth + 1)
            enough = Field.RESULT in found.places or Field.CODE in found.places
            score = len(found.places) * 10 - depth
            if enough and len(found.places) > 1 and (best is None or score > best[0]):
                best = score, found
    return best[1] if best else None


def plain(text: str) -> str:
    """A header cell in one writing: capitals, letters and digits, single spaces."""
    return " ".join(re.sub(r"[^A-Z0-9]+", " ", text.upper()).split())


def _readings(
    rows: Sequence[Sequence[str]], index: int, row: Sequence[str]
) -> list[tuple[list[str], int]]:
    readings = [(list(row), 1)]
    if index + 1 < len(rows):
        lower = list(rows[index + 1])
        named = [text for text in lower if plain(text) in _SYNONYMS or plain(text) in _BARE]
        if len(named) > 1 and len(named) == sum(bool(text) for text in lower):
            readings.append((_joined(list(row), lower), 2))
    return readings


_BARE = {number for numbers in _QUARTER_WORDS.values() for number in numbers}


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    joined, above = [], ""
    for place in range(max(len(upper), len(lower))):
        own = upper[place] if place < len(upper) else ""
        under = lower[place] if place < len(lower) else ""
        above = own or (above if under else "")
        known = plain(under) in _SYNONYMS
        joined.append(under if known else f"{above} {under}".strip())
    return joined


def _columns(texts: Sequence[str], first_row: int) -> Columns:
    places: dict[Field, int] = {}
    titles: dict[Field, str] = {}
    left_out = []
    for place, text in enumerate(texts):
        field = _SYNONYMS.get(plain(text))
        if field is not None and field not in places:
            places[field], titles[field] = place, " ".join(text.split())[:60]
        elif text:
            left_out.append(" ".join(text.split())[:60])
    return Columns(first_row, places, titles, tuple(left_out))
