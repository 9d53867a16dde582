"""What came of talks, by kind of agreement: shares with intervals, small groups hidden."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

LEAST = 10
"""Smaller groups are not shown: a person could be recognised in them."""
Z_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """How many of `whole`, in per cent with the ends of the 95 % interval (Wilson), rounded."""

    count: int
    whole: int
    percent: int
    low: int
    high: int


def share_of(count: int, whole: int) -> Share:
    """A share with what its small number leaves open.

    Raises:
        ValueError: not 0 <= count <= whole, or nothing to take a share of.
    Source: cara kerja noken, pengaruh ditunjukkan dengan jujur (register: noken-practice).
    """
    if not 0 <= count <= whole or whole == 0:
        raise ValueError(f"{count} of {whole} is no share")
    part, square = count / whole, Z_95**2
    middle = part + square / (2 * whole)
    spread = Z_95 * sqrt(part * (1 - part) / whole + square / (4 * whole**2))
    width = 1 + square / whole
    low, high = max(0.0, (middle - spread) / width), min(1.0, (middle + spread) / width)
    return Share(count, whole, round(part * 100), round(low * 100), round(high * 100))


def shown(counts: Mapping[str, int]) -> bool:
    """Whether a group is large enough to be shown.

    Source: kelompok kecil disamarkan (register: noken-practice).
    """
    return sum(counts.values()) >= LEAST
