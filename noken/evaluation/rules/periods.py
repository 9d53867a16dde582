"""Which days a period has, what it is called, and until when its parts are due."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Protocol

from noken.core.values import MONTHS

MONTH, QUARTER, SEMESTER, YEAR = "MONTH", "QUARTER", "SEMESTER", "YEAR"
GENERAL, TEACHERS = "GENERAL", "TEACHERS"
MONTHS_IN: Mapping[str, int] = MappingProxyType({MONTH: 1, QUARTER: 3, SEMESTER: 6, YEAR: 12})
GROUP_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {GENERAL: (QUARTER, MONTH, YEAR), TEACHERS: (SEMESTER, YEAR, QUARTER, MONTH)}
)
"""What each legal group is evaluated by; the usual one first."""
GROUP_WORDS: Mapping[str, str] = MappingProxyType(
    {GENERAL: "Pegawai selain guru", TEACHERS: "Guru dan kepala sekolah"}
)
REMIND_BEFORE = (7, 1)
"""Days before a due day on which those are reminded who still owe something."""
ROMAN = ("I", "II", "III", "IV")
DAY = timedelta(1)
LONGEST_SEARCH = timedelta(366)


class Workdays(Protocol):
    """Tells workdays from days off (calendars' Calendar fits)."""

    def is_workday(self, day: date) -> bool: ...


@dataclass(frozen=True, slots=True, order=True)
class Which:
    """One period among all: `number` as in the model, 0 for the year."""

    group: str
    year: int
    kind: str
    number: int


def numbers_of(kind: str) -> tuple[int, ...]:
    """The numbers periods of a kind bear within a year, in order.

    Source: periode penilaian dalam satu tahun kalender (register: permenpanrb-6-2022).
    """
    return (0,) if kind == YEAR else tuple(range(1, 12 // MONTHS_IN[kind] + 1))


def span_of(kind: str, year: int, number: int) -> tuple[date, date]:
    """`[start, end)` of a period; the end is the day after the last.

    Raises:
        ValueError: no period of the kind bears that number.
    Source: periode penilaian dalam satu tahun kalender (register: permenpanrb-6-2022); guru
        menurut semester (register: perdirjen-gtk-7607-2023).
    """
    if kind not in MONTHS_IN or number not in numbers_of(kind):
        raise ValueError(f"there is no period {kind} {number}")
    months = MONTHS_IN[kind]
    first = (max(number, 1) - 1) * months
    after = first + months
    return date(year, first + 1, 1), date(year + after // 12, after % 12 + 1, 1)


def running_on(on: date, group: str, kind: str) -> Which:
    """The period of a kind in which a day lies.

    Source: periode penilaian dalam satu tahun kalender (register: permenpanrb-6-2022).
    """
    number = 0 if kind == YEAR else (on.month - 1) // MONTHS_IN[kind] + 1
    return Which(group, on.year, kind, number)


def label_of(kind: str, year: int, number: int) -> str:
    """Triwulan III 2026, Oktober 2026, Semester I 2026, Tahun 2026.

    Source: sebutan periode pada formulir evaluasi (register: permenpanrb-6-2022).
    """
    if kind == MONTH:
        return f"{MONTHS[number - 1]} {year}"
    if kind == YEAR:
        return f"Tahun {year}"
    word = "Triwulan" if kind == QUARTER else "Semester"
    return f"{word} {ROMAN[number - 1]} {year}"


def usual_due(end_on: date, workdays: int, calendar: Workdays) -> date:
    """The `workdays`-th workday from `end_on`, the day after the period, that day counted.

    Raises:
        ValueError: fewer than one workday.
    Source: tenggat lazim adalah setelan BKPSDM (register: noken-practice).
    """
    if workdays < 1:
        raise ValueError(f"workdays must be 1 or more, got {workdays}")
    day, left = end_on, workdays - calendar.is_workday(end_on)
    while left:
        day += DAY
        left -= calendar.is_workday(day)
    return day


def due_after_outage(
    due_on: date, since: date, disrupted: Collection[date], calendar: Workdays
) -> date:
    """The due day after an outage: one workday more for each workday it took of `[since, due_on]`.

    The new day is a workday on which nothing was disturbed; never earlier than before.
    Source: janji 1 noken, gangguan sistem tidak membebani pegawai (register: noken-practice).
    """
    lost = sum(calendar.is_workday(day) and since <= day <= due_on for day in disrupted)
    day, last = due_on, due_on + LONGEST_SEARCH
    while lost and day < last:
        day += DAY
        lost -= calendar.is_workday(day) and day not in disrupted
    return day


def ended_before(on: date, group: str) -> Iterator[Which]:
    """The periods of the usual kinds of a group whose last day is past, newest first.

    They reach back a year; the usual kinds are the group's first one and the year.
    Source: evaluasi periodik dan tahunan (register: permenpanrb-6-2022).
    """
    found = [
        (end, Which(group, year, kind, number))
        for year in (on.year - 1, on.year)
        for kind in (GROUP_KINDS[group][0], YEAR)
        for number in numbers_of(kind)
        if (end := span_of(kind, year, number)[1]) <= on and end > on - LONGEST_SEARCH
    ]
    yield from (which for _, which in sorted(found, reverse=True, key=lambda each: each[0]))


def reminder_days(due_on: date, calendar: Workdays) -> tuple[date, ...]:
    """When those are reminded who still owe something: seven days before, and one.

    Where that is a day off, it is the last workday before.
    Source: pengingat sebelum tenggat (register: noken-practice).
    """
    found = []
    for before in REMIND_BEFORE:
        day = due_on - timedelta(before)
        while not calendar.is_workday(day) and due_on - day < LONGEST_SEARCH:
            day -= DAY
        found.append(day)
    return tuple(found)
