"""Dates as tables of offices write them."""

import re
from datetime import date, timedelta
from functools import lru_cache

_SERIAL_ZERO = date(1899, 12, 30)
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
_EMPTY_WORDS = "- -- NULL NONE NIHIL N/A #N/A 0 0000"
_EMPTY = frozenset(["", "TIDAK ADA", *_EMPTY_WORDS.split()])
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt agus aug ags",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_WORDS = re.compile(r"(\d{1,2})[-/. ]*([A-Za-z]{3,10})[-/. ,]*(\d{4})")
_SERIAL = re.compile(r"(\d{4,5})(?:\.\d+)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CLOCK = re.compile(r"(?<=\d)[T ]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$")


def is_empty_text(text: str) -> bool:
    """Is the cell one of the ways to say "nothing": blank, a dash, NULL?

    Source: personnel files as offices have them (register: personnel-files).
    """
    return text.strip().upper() in _EMPTY


@lru_cache(maxsize=20_000)
def read_date(text: str) -> date | None:
    """The date a cell holds; None where there is none or it cannot be told for certain.

    Reads 2024-04-01, 01-04-2024, 01/04/2024, 01.04.2024, 1 April 2024, 20240401 and spreadsheet
    serial days (45383). The day comes before the month, always: 04/15/2024 is refused rather than
    read the other way round, and so is a year of two digits.

    Source: personnel files as offices have them (register: personnel-files).
    """
    text = _CLOCK.sub("", text.strip().lstrip("'\u2019")).strip()
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = match.groups()
        return _real(year, int(month), day)
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        return _real(year, int(month), day)
    if match := _WORDS.fullmatch(text):
        day, word, year = match.groups()
        return _real(year, _MONTHS.get(word.lower(), 0), day)
    if match := _SERIAL.fullmatch(text):
        return _from_serial(int(match.group(1)))
    return None


def why_not_a_date(text: str) -> str:
    """Why a filled cell is no date noken can use, in Indonesian; "" for a date or an empty cell.

    Source: personnel files as offices have them (register: personnel-files).
    """
    if is_empty_text(text) or read_date(text) is not None:
        return ""
    return (
        f"Tanggal “{text.strip()[:40]}” tidak dapat dibaca. "
        "Tulis sebagai tahun-bulan-hari, misalnya 2024-04-01."
    )


def _real(year: str, month: int, day: str) -> date | None:
    try:
        found = date(int(year), month, int(day))
    except ValueError:
        return None
    return found if EARLIEST_YEAR <= found.year <= LATEST_YEAR else None


def _from_serial(days: int) -> date | None:
    # Four digits are more likely a year than a day before 1928, so they are not guessed.
    if days < 10_000:
        return None
    found = _SERIAL_ZERO + timedelta(days=days)
    return found if found.year <= LATEST_YEAR else None
