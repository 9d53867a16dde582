"""What the columns of another system's table mean, and the punches of one row."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from noken.core.tables.dates import read_date
from noken.devices.rules.attlog import FIRST_YEAR, Line
from noken.devices.rules.push_lines import Bad, shown


class Meaning(StrEnum):
    """What a column holds; "" is not read."""

    NONE = ""
    PIN = "PIN"
    NAME = "NAME"
    MOMENT = "MOMENT"
    DATE = "DATE"
    TIME = "TIME"
    STATUS = "STATUS"
    VERIFY = "VERIFY"


MEANING_WORDS: Mapping[Meaning, str] = {
    Meaning.NONE: "tidak dibaca",
    Meaning.PIN: "PIN",
    Meaning.NAME: "nama",
    Meaning.MOMENT: "tanggal dan jam",
    Meaning.DATE: "tanggal",
    Meaning.TIME: "jam",
    Meaning.STATUS: "kode status",
    Meaning.VERIFY: "kode bukti",
}
DAY_FIRST, MONTH_FIRST = "DMY", "MDY"
_KNOWN: tuple[tuple[Meaning, str], ...] = (
    (
        Meaning.MOMENT,
        r"(tgl|tanggal|date|scan).*(jam|waktu|time|scan)|datetime|timestamp|waktu scan",
    ),
    (Meaning.DATE, r"tanggal|tgl|date|hari kerja"),
    (
        Meaning.TIME,
        r"(jam |scan |waktu )?(masuk|pulang|datang|keluar|istirahat)( \d+)?|jam|waktu|time|scan"
        r"( \d+)?|(check|clock) ?(in|out)|in|out|jam (kerja )?(masuk|pulang|datang|keluar)",
    ),
    (
        Meaning.PIN,
        r"pin|no ?pin|id|user ?id|id ?user|no ?id|acc? ?no|ac ?no|enroll ?no|emp ?no|nik mesin"
        r"|no ?(akun|absen|mesin|presensi|finger|sidik jari)|badge ?(number)?|person ?id|kode|nip",
    ),
    (Meaning.NAME, r"nama.*|name|full ?name|first name|employee"),
    (Meaning.STATUS, r"status|state|in ?out|io ?mode|attendance ?state"),
    (Meaning.VERIFY, r"verif.*|verify.*|mode verifikasi"),
)
_MARKS = re.compile(r"[^a-z0-9]+")
_SPLIT = re.compile(r"^(.*\d)[T ,]+(\d{1,2}[:.]\d{2}.*)$", re.IGNORECASE)
_CLOCK = re.compile(
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([ap])?\.?m?\.?", re.IGNORECASE
)
_FRACTION = re.compile(r"0?\.\d+")
_SERIAL_MOMENT = re.compile(r"(\d{5})(\.\d+)?")
_PARTS = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})([-/. ])(\d{2,4})(.*)", re.DOTALL)
_PIN_TEXT = re.compile(r"'?([0-9A-Za-z]{1,24})(?:\.0+)?")
_SERIAL_ZERO = datetime.fromisoformat("1899-12-30")
_EMPTY = frozenset({"", "-", "--", "0", "00:00:00", "NULL", "N/A", "null", "nihil"})
_SMALL = re.compile(r"\d{1,3}")
_NOON = 12
_SECONDS = 86_400
_LAST_MONTH = 12


class Reading(NamedTuple):
    """How one source is read: a meaning per column, and which part of a date comes first."""

    meanings: Sequence[Meaning]
    order: str = DAY_FIRST


def guess_meanings(titles: Sequence[str]) -> list[Meaning]:
    """What each column seems to hold by its title; a person looks at it before it is used.

    Source: exports of attendance programmes as offices have them (register: adms-push).
    """
    found: list[Meaning] = []
    for title in titles:
        text = _MARKS.sub(" ", title.lower()).strip()
        meaning = next((m for m, words in _KNOWN if re.fullmatch(words, text)), Meaning.NONE)
        if meaning not in {Meaning.TIME, Meaning.NONE} and meaning in found:
            meaning = Meaning.NONE
        found.append(meaning)
    if Meaning.MOMENT in found:
        found = [Meaning.NONE if m in {Meaning.DATE, Meaning.TIME} else m for m in found]
    return found


def find_titles(rows: Sequence[Sequence[str]]) -> int:
    """The place of the row with the titles: the first one that makes the table readable, else 0.

    Source: exports of attendance programmes as offices have them (register: adms-push).
    """
    for place, row in enumerate(rows):
        if not why_not_usable(guess_meanings(row)):
            return place
    return 0


def guess_by_cells(row: Sequence[str]) -> list[Meaning]:
    """What each column seems to hold by a row of a table without titles.

    Source: noken's own practice with tables of other systems (register: noken-practice).
    """
    found: list[Meaning] = []
    for text in row:
        meaning = _meaning_of_cell(text.strip())
        once = meaning not in {Meaning.TIME, Meaning.NONE}
        found.append(Meaning.NONE if once and meaning in found else meaning)
    return found


def _meaning_of_cell(text: str) -> Meaning:
    if read_moment(text, DAY_FIRST) or read_moment(text, MONTH_FIRST):
        return Meaning.MOMENT
    if _PIN_TEXT.fullmatch(text) and any(letter.isdigit() for letter in text):
        return Meaning.PIN
    if read_clock(text):
        return Meaning.TIME
    if read_day(text, DAY_FIRST) or read_day(text, MONTH_FIRST):
        return Meaning.DATE
    return Meaning.NAME if any(letter.isalpha() for letter in text) else Meaning.NONE


def why_not_usable(meanings: Sequence[Meaning]) -> str:
    """What is missing before rows can be read, in Indonesian; "" when nothing is.

    Source: noken's own practice with tables of other systems (register: noken-practice).
    """
    count = {meaning: list(meanings).count(meaning) for meaning in Meaning}
    if count[Meaning.PIN] != 1:
        return "Pilih tepat satu kolom sebagai PIN atau nomor di mesin."
    if count[Meaning.MOMENT] + count[Meaning.DATE] != 1:
        return "Pilih satu kolom “tanggal dan jam”, atau satu kolom “tanggal” dan kolom jamnya."
    if count[Meaning.DATE] and not count[Meaning.TIME]:
        return "Pilih kolom jamnya: satu, atau beberapa bila masuk dan pulang terpisah."
    if count[Meaning.MOMENT] and count[Meaning.TIME]:
        return "Kolom “tanggal dan jam” sudah memuat jam; kolom jam lain jangan dibaca."
    return ""


def guess_order(dates: Sequence[str]) -> str:
    """Which part of the dates comes first: the month only if a day can stand in no other place.

    Source: noken's own practice with tables of other systems (register: noken-practice).
    """
    pairs = [(int(m[1]), int(m[3])) for text in dates if (m := _PARTS.fullmatch(text.strip()))]
    month_first = any(second > _LAST_MONTH for _first, second in pairs)
    day_first = any(first > _LAST_MONTH for first, _second in pairs)
    return MONTH_FIRST if month_first and not day_first else DAY_FIRST


def read_row(number: int, texts: Sequence[str], reading: Reading) -> list[Line | Bad]:
    """The punches of a row, one per filled time; nothing for a row without any time.

    Source: noken's own practice with tables of other systems (register: noken-practice).
    """
    by_meaning: dict[Meaning, list[str]] = {}
    for meaning, text in zip(reading.meanings, texts, strict=False):
        by_meaning.setdefault(meaning, []).append(text.strip())
    moments = _moments(by_meaning, reading.order)
    if not moments:
        return []
    pin = _PIN_TEXT.fullmatch(_first(by_meaning, Meaning.PIN))
    if pin is None:
        reason = "BAD_PIN" if _first(by_meaning, Meaning.PIN) else "NO_PIN"
        return [Bad(number, shown(" · ".join(filter(None, texts))), reason)]
    status = _small(_first(by_meaning, Meaning.STATUS))
    verify = _small(_first(by_meaning, Meaning.VERIFY))
    found: list[Line | Bad] = []
    for moment in moments:
        if moment is None or moment.year < FIRST_YEAR:
            reason = "BAD_TIME" if moment is None else "OLD"
            return [Bad(number, shown(" · ".join(filter(None, texts))), reason)]
        found.append(Line(number, pin[1], moment, status, verify))
    return found


def read_clock(text: str) -> time | None:
    """A time of day: 07:21, 07.21, 7:21:09 AM, or a fraction of a day; None if it is none.

    Source: noken's own practice with tables of other systems (register: noken-practice).
    """
    text = text.strip().lstrip("'")
    if _FRACTION.fullmatch(text):
        seconds = min(round(float(text) * _SECONDS), _SECONDS - 1)
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        hour = hour % _NOON + (_NOON if match[4].lower() == "p" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def read_moment(text: str, order: str) -> datetime | None:
    """Date and time of one cell; None if either cannot be told for certain.

    Source: noken's own practice with tables of other systems (register: noken-practice).
    """
    text = text.strip().lstrip("'")
    if (serial := _SERIAL_MOMENT.fullmatch(text)) and serial[2]:
        return _SERIAL_ZERO + timedelta(seconds=round(float(text) * _SECONDS))
    match = _SPLIT.match(text)
    if match is None:
        return None
    day, clock = read_day(match[1], order), read_clock(match[2])
    return datetime.combine(day, clock) if day and clock else None


def read_day(text: str, order: str) -> date | None:
    """A date, in the order of its source; a year of two digits is not guessed.

    Source: noken's own practice with tables of other systems (register: noken-practice).
    """
    if order == MONTH_FIRST and (match := _PARTS.fullmatch(text.strip())):
        month, sign, day, other, year, rest = match.groups()
        text = f"{day}{sign}{month}{other}{year}{rest}"
    return read_date(text)


def _moments(by_meaning: Mapping[Meaning, list[str]], order: str) -> list[datetime | None]:
    if cells := by_meaning.get(Meaning.MOMENT):
        return [read_moment(text, order) for text in cells if text not in _EMPTY]
    clocks = [text for text in by_meaning.get(Meaning.TIME, ()) if text not in _EMPTY]
    if not clocks:
        return []
    day = read_day(_first(by_meaning, Meaning.DATE), order)
    if day is None:
        return [None]
    return [
        datetime.combine(day, clock) if (clock := read_clock(text)) else None for text in clocks
    ]


def _first(by_meaning: Mapping[Meaning, list[str]], meaning: Meaning) -> str:
    return next(iter(by_meaning.get(meaning, ())), "")


def _small(text: str) -> int | None:
    return int(text) if _SMALL.fullmatch(text) else None
