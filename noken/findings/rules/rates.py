"""How often a rule was wrong, and when that stops it."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

Z_95 = 1.959964
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Rate:
    """The share of settled rows that fell, in percent, with the ends of its 95 % interval."""

    settled: int
    overturned: int
    percent: Decimal
    low: Decimal
    high: Decimal


def rate_of(overturned: int, settled: int) -> Rate:
    """The share overturned with its Wilson interval; without any row nothing is known (0 to 100).

    Raises:
        ValueError: a number is negative, or more fell than were settled.
    Source: cara kerja noken, angka salah tiap aturan (register: noken-practice).
    """
    if not 0 <= overturned <= settled:
        raise ValueError(f"{overturned} of {settled} cannot have been overturned")
    if settled == 0:
        return Rate(0, 0, Decimal(0), Decimal(0), Decimal(100))
    share, square = overturned / settled, Z_95**2
    middle = share + square / (2 * settled)
    spread = Z_95 * sqrt(share * (1 - share) / settled + square / (4 * settled**2))
    width = 1 + square / settled
    low, high = (middle - spread) / width, (middle + spread) / width
    return Rate(
        settled, overturned, _percent(share), _percent(max(low, 0.0)), _percent(min(high, 1.0))
    )


def is_to_rest(rate: Rate, *, settled_least: int, overturned_percent: int) -> bool:
    """Whether a card stops itself: enough rows are settled, and even the lower end of the interval
    passes the limit.

    Source: cara kerja noken, aturan berhenti sendiri (register: noken-practice).
    """
    return rate.settled >= settled_least and rate.low > overturned_percent


def _percent(share: float) -> Decimal:
    return Decimal(share * 100).quantize(_CENT, ROUND_HALF_UP)
