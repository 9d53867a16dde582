"""Credit points of functional posts: grade's percent by coefficient by months / 12."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")
MONTHS_A_YEAR = 12
# Skilled levels bear their own word; expert ones follow "Ahli".
_LEVELS: Mapping[str, str] = {
    "ahli pertama": "AHLI_PERTAMA",
    "ahli muda": "AHLI_MUDA",
    "ahli madya": "AHLI_MADYA",
    "ahli utama": "AHLI_UTAMA",
    "pemula": "PEMULA",
    "terampil": "TERAMPIL",
    "mahir": "MAHIR",
    "penyelia": "PENYELIA",
}
LEVEL_WORDS = {code: words.title() for words, code in _LEVELS.items()}
_AT_END = re.compile(rf"\b({'|'.join(_LEVELS)})\b\s*$")


@dataclass(frozen=True, slots=True)
class Held:
    """A post held in `[start_on, end_on)`; `level` "" for one that earns no points."""

    start_on: date
    end_on: date | None
    level: str


def credit_points(percent: Decimal, coefficient: Decimal, months: int) -> Decimal:
    """The points, two decimals, half up.

    Raises:
        ValueError: months outside 0 to 12.

    Source: conversion of the grade (register: bkn-3-2023)
    """
    if not 0 <= months <= MONTHS_A_YEAR:
        raise ValueError(f"{months} months of a year")
    exact = Decimal(months) * percent * coefficient / (MONTHS_A_YEAR * 100)
    return exact.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def level_of(title: str) -> str:
    """The level a functional post's title ends in; "" where it names none.

    Source: levels of functional posts (register: permenpanrb-1-2023)
    """
    found = _AT_END.search(title.casefold())
    return _LEVELS[found.group(1)] if found else ""


def counted_once(periods: Iterable[tuple[date, date]]) -> frozenset[tuple[date, date]]:
    """Which of these periods `[start, end)` count: no day twice, the wider before the narrower.

    The grade of a year takes the place of those of its quarters, that of a quarter of its months.

    Source: the yearly grade is converted, a part of a year by its own (register: bkn-3-2023)
    """
    counted: list[tuple[date, date]] = []
    for start, end in sorted(periods, key=lambda each: (each[0] - each[1], each[0])):
        if all(end <= first or last <= start for first, last in counted):
            counted.append((start, end))
    return frozenset(counted)


def months_by_level(held: Iterable[Held], start_on: date, end_on: date) -> dict[str, int]:
    """Whole months of a span by level. A month belongs to the level held on most of its days, in
    however many posts: a transfer within a level costs nothing.

    On equal days the level held earlier has it; a month mostly without one counts for nobody.

    Source: part of a year (register: bkn-3-2023)
    """
    posts = sorted(held, key=lambda each: each.start_on)
    months: dict[str, int] = {}
    month = start_on.replace(day=1)
    while month < end_on:
        following = (month + timedelta(32)).replace(day=1)
        days: dict[str, int] = {}
        for post in posts:
            first = max(post.start_on, month, start_on)
            last = min(post.end_on or following, following, end_on)
            days[post.level] = days.get(post.level, 0) + max(0, (last - first).days)
        best = max(days, key=lambda level: days[level], default="")
        if best and 2 * days[best] >= (following - month).days:
            months[best] = months.get(best, 0) + 1
        month = following
    return months
