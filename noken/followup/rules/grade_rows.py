"""A grade file beside what noken holds: what is the same, what differs, what nobody knows."""

from collections.abc import Mapping
from dataclasses import dataclass

SAME, DIFFERS, FINAL, UNRATED = "SAME", "DIFFERS", "FINAL", "UNRATED"
UNKNOWN, FOREIGN, UNREADABLE, TWICE = "UNKNOWN", "FOREIGN", "UNREADABLE", "TWICE"
VERDICTS: Mapping[str, str] = {
    SAME: "Sama dengan noken",
    DIFFERS: "Berbeda, diusulkan kepada penilai",
    FINAL: "Berbeda, tetapi sudah final",
    UNRATED: "Belum dinilai di noken",
    UNKNOWN: "Tidak dikenal",
    FOREIGN: "Bukan pegawai Anda",
    UNREADABLE: "Tidak terbaca",
    TWICE: "Baris kembar",
}

_PERIOD_WORDS: Mapping[str, str] = {
    "tw": "triwulan",
    "tahunan": "tahun",
    "1": "i",
    "2": "ii",
    "3": "iii",
    "4": "iv",
}


@dataclass(frozen=True, slots=True)
class Rated:
    """Two ratings and their grade, by code; "" where there is none."""

    result: str
    behaviour: str
    grade: str


def code_from(text: str, words: Mapping[str, str]) -> str | None:
    """The code a cell means, by code or by its word, however it is spaced ("Diatas ekspektasi");
    "" for an empty one, None if none fits.

    Source: what goes out comes back unchanged (register: noken-practice)
    """
    wanted = _closed(text)
    if wanted in {"", "-"}:
        return ""
    for code, word in words.items():
        if wanted in {code.casefold(), _closed(word)}:
            return code
    shortened = {_closed(word.split("/")[0]): code for code, word in words.items()}
    return shortened.get(wanted)


def same_period(text: str, label: str) -> bool:
    """Whether a cell names the period of a label: "TW 3 2026" is "Triwulan III 2026".

    Source: what goes out comes back unchanged (register: noken-practice)
    """
    words = [_PERIOD_WORDS.get(word, word) for word in text.casefold().split()]
    return words == label.casefold().split()


def verdict_on(given: Rated, known: Rated, *, final: bool) -> str:
    """How a row of a file stands to the sheet it names.

    Source: nothing is overwritten silently (register: noken-practice)
    """
    if given == known:
        return SAME
    if not known.grade:
        return UNRATED
    return FINAL if final else DIFFERS


def _closed(text: str) -> str:
    return "".join(text.split()).casefold()


def why_inconsistent(given: Rated, grade_by_table: str) -> str:
    """Why the ratings of a row cannot give the grade it names; "" when they do.

    Source: grade by the matrix (register: permenpanrb-6-2022)
    """
    if not (given.result and given.behaviour and given.grade):
        return "Rating hasil, rating perilaku dan predikat harus terisi ketiganya."
    if grade_by_table != given.grade:
        return "Predikatnya tidak sesuai matriks kedua rating."
    return ""
