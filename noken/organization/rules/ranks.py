"""Ranks of PNS (golongan ruang) and grades of PPPK."""

import re
from functools import lru_cache
from types import MappingProxyType

RANK_NAMES = MappingProxyType(
    {
        "I/a": "Juru Muda",
        "I/b": "Juru Muda Tingkat I",
        "I/c": "Juru",
        "I/d": "Juru Tingkat I",
        "II/a": "Pengatur Muda",
        "II/b": "Pengatur Muda Tingkat I",
        "II/c": "Pengatur",
        "II/d": "Pengatur Tingkat I",
        "III/a": "Penata Muda",
        "III/b": "Penata Muda Tingkat I",
        "III/c": "Penata",
        "III/d": "Penata Tingkat I",
        "IV/a": "Pembina",
        "IV/b": "Pembina Tingkat I",
        "IV/c": "Pembina Utama Muda",
        "IV/d": "Pembina Utama Madya",
        "IV/e": "Pembina Utama",
    }
)
"""PNS ranks, lowest first: code to name."""

_GRADE_WORDS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII"
GRADES = tuple(_GRADE_WORDS.split())
"""PPPK grades, lowest first; they carry no name."""

_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_CODE = re.compile(
    r"(?<![A-Z0-9])(IV|I{1,3}|[1-4])\s*[/\\|.,\-\u2013]?\s*\(?([A-E])\)?(?![A-Z0-9])"
)
_GRADE = re.compile(r"(?:GOL(?:ONGAN)?|GRADE|KELAS)?[\s.:\-]*\(?([IVX]{1,5}|\d{1,2})\)?")


@lru_cache(maxsize=5_000)
def read_rank(text: str) -> str | None:
    """The code a rank cell holds: "III/b" for PNS, "IX" for PPPK; None where none can be told.

    Reads `III/b`, `III-B`, `IIIb`, `3/b`, `Penata Muda Tk. I (III/b)`, `Penata Muda Tk. I`,
    `IX`, `Gol. IX` and `9`.

    Source: ranks PP 11/2017 (register: pp-11-2017); grades (register: perpres-98-2020).
    """
    plain = " ".join(text.upper().split())
    if match := _CODE.search(plain):
        roman, letter = match.groups()
        code = f"{_ROMAN.get(roman, roman)}/{letter.lower()}"
        return code if code in RANK_NAMES else None
    if match := _GRADE.fullmatch(plain):
        return _grade(match.group(1))
    return _CODE_BY_NAME.get(_folded(plain))


def is_grade(code: str) -> bool:
    """Is the code a PPPK grade rather than a PNS rank?

    Source: Perpres 98/2020 (register: perpres-98-2020).
    """
    return code in GRADES


def _grade(text: str) -> str | None:
    if text.isdecimal():
        number = int(text)
        return GRADES[number - 1] if 1 <= number <= len(GRADES) else None
    return text if text in GRADES else None


def _folded(name: str) -> str:
    return re.sub(r"\b(TINGKAT|TKT|TK)\b[\s.]*(I|1)\b", "TK I", name.upper()).strip(" .")


_CODE_BY_NAME = {_folded(name): code for code, name in RANK_NAMES.items()}
