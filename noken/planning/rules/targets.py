"""What a target asks by a day, and how far the work has come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache

from noken.core.values import Quarter

CENT = Decimal("0.01")
WHOLE = Decimal(100)


class Standing(StrEnum):
    """Where the work stands beside the plan. A hint for both sides, never a grade."""

    AHEAD = "AHEAD"
    ON = "ON"
    BEHIND = "BEHIND"
    FAR_BEHIND = "FAR_BEHIND"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares of what was planned by the day, in per cent; from each one on the word applies."""

    ahead_pct: Decimal
    on_pct: Decimal
    behind_pct: Decimal


USUAL = Thresholds(Decimal(110), Decimal(90), Decimal(60))
"""Noken's own, for hints on screens: nothing follows from them. Told in docs/areas/planning.md."""


LEVEL_UNITS = frozenset({"persen", "%", "persentase", "indeks", "nilai", "skor", "poin"})
"""Units that say how well, not how much: four quarters of 80 % are 80 %, not 320 %."""

_MEASURED = (
    "rupiah rp ribu juta miliar milyar triliun jam menit detik hari minggu pekan bulan tahun "
    "mm cm m m2 m3 m² m³ meter km km2 km² kilometer ha hektare hektar are "
    "gram g kg kilogram kuintal ton liter l ml kw kwh mw mbps gb tb rasio derajat"
)
MEASURES = LEVEL_UNITS | frozenset(_MEASURED.split())
"""Words of units that are measured: half of one exists. Told in docs/areas/planning.md."""
_WORD = re.compile(r"[^\W_]+")
_PER = re.compile(r"/|\bper\b")


@lru_cache(maxsize=1000)
def is_level(unit: str, *, lower_is_better: bool) -> bool:
    """Whether reports give a value that stands until the next one, instead of adding up. A
    measure in words has no unit: nothing of it adds up.

    Source: cara kerja noken, jumlah dan nilai (register: noken-practice).
    """
    unit = unit.strip().casefold()
    return lower_is_better or not unit or unit in LEVEL_UNITS


@lru_cache(maxsize=1000)
def counts_pieces(unit: str) -> bool:
    """Whether a unit counts things of which there is no half (dokumen, orang, kegiatan): no word of
    it before a *per* is a measure. An unknown word counts pieces.

    Source: cara kerja noken, jumlah dan nilai (register: noken-practice).
    """
    words = _WORD.findall(_PER.split(unit.casefold())[0])
    return bool(words) and MEASURES.isdisjoint(words)


def year_target(targets: Sequence[Decimal], *, level: bool = False) -> Decimal:
    """What the year asks: the sum of the quarters; of a level, the one that holds at its end.

    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    if level:
        return _limits(targets)[-1]
    return sum(targets, Decimal())


def planned_by(targets: Sequence[Decimal], on: date, unit: str) -> Decimal:
    """How much should be done at the end of the day `on`: quarters before it in full, its own
    quarter by the days gone. Never falls from one day to the next.

    Where the unit counts pieces and the quarters ask whole ones, only whole ones are due, rounded
    down: what is due between two days is the difference, so months add up to their quarter.
    Everything else is rounded to 0.01.

    Args:
        targets: of the four quarters of the year of `on`, each 0 or more.
    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    quarter = Quarter.of(on)
    gone = (on - quarter.start).days + 1
    length = (quarter.end - quarter.start).days
    before = sum(targets[: quarter.number - 1], Decimal())
    share = targets[quarter.number - 1] * gone
    if counts_pieces(unit) and all(target == int(target) for target in targets):
        return before + share // length
    return before + (share / length).quantize(CENT, ROUND_HALF_UP)


def limit_on(targets: Sequence[Decimal], on: date) -> Decimal:
    """The level or limit in force on a day.

    A quarter left at 0 keeps the limit of the quarter before it, and the first ones that of the
    first quarter that has one; 0 in all four means none is allowed at all.

    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    return _limits(targets)[Quarter.of(on).number - 1]


def share_pct(done: Decimal, target: Decimal) -> Decimal:
    """How much of a target is done, in whole per cent; above 100 when more was done.

    100 when nothing was asked, so that nothing counts as missing. 100 is shown only when the
    target is really reached: 99.7 is 99.

    Raises:
        ValueError: an argument is negative.
    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    if done < 0 or target < 0:
        raise ValueError(f"done and target must be 0 or more, got {done} and {target}")
    return Decimal(int(done * WHOLE / target)) if target else WHOLE


def standing_of(done: Decimal, planned: Decimal, thresholds: Thresholds) -> Standing:
    """Where a sum stands beside what was planned by the day.

    Source: cara kerja noken, sejalan dengan rencana (register: noken-practice).
    """
    if not planned:
        return Standing.AHEAD if done else Standing.ON
    share = done * WHOLE / planned
    ladder = (
        (thresholds.ahead_pct, Standing.AHEAD),
        (thresholds.on_pct, Standing.ON),
        (thresholds.behind_pct, Standing.BEHIND),
    )
    return next((word for least, word in ladder if share >= least), Standing.FAR_BEHIND)


def standing_under(value: Decimal, limit: Decimal, thresholds: Thresholds) -> Standing:
    """Where a value stands beside its limit: kept is ON, exceeded is behind, by as much as the
    limit is of the value.

    Source: cara kerja noken, sejalan dengan rencana (register: noken-practice).
    """
    if value <= limit:
        return Standing.ON
    share = limit * WHOLE / value
    return Standing.BEHIND if share >= thresholds.behind_pct else Standing.FAR_BEHIND


def _limits(targets: Sequence[Decimal]) -> list[Decimal]:
    limits: list[Decimal] = []
    held = next((target for target in targets if target), Decimal())
    for target in targets:
        held = target or held
        limits.append(held)
    return limits
