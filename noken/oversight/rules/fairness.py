"""Whether rules hit groups of people alike: rates with their uncertainty.

A rate is counting findings per 100 people in a year. Findings of one person come in clusters, so
the interval is widened by the dispersion (variance by mean of the number a person has, at least 1).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

LEAST_PEOPLE = 10
"""Smaller groups are not shown: a figure would speak of people one knows."""
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Group:
    """People of a group and their counting findings; `squares` sums the squared number a person."""

    people: int
    findings: int
    squares: int = 0


@dataclass(frozen=True, slots=True)
class Rate:
    """Findings per 100 people, with the ends of the 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Compared:
    """A group beside all others. `rate` None: fewer than ten people. `differs` is -1 where it is
    really lower than the others, 1 where it is higher, 0 where chance may do it."""

    people: int
    rate: Rate | None
    differs: int


def dispersion(whole: Group) -> float:
    """How much findings cluster on people: variance by mean, at least 1.

    Source: quasi-Poisson, McCullagh and Nelder 1989, 6.2.4 (register: noken-practice).
    """
    if whole.people < LEAST_PEOPLE or whole.findings == 0:
        return 1.0
    mean = whole.findings / whole.people
    variance = (whole.squares - whole.findings * mean) / (whole.people - 1)
    return max(1.0, variance / mean)


def rate_of(group: Group, spread: float = 1.0) -> Rate:
    """Findings per 100 people with the 95 % interval (Byar's approximation of the exact one).

    Args:
        spread: the dispersion, 1 where findings do not cluster.
    Raises:
        ValueError: the group is empty.
    Source: Breslow and Day 1987, II, 2.3 (register: noken-practice).
    """
    if group.people <= 0:
        raise ValueError("a rate needs people")
    low, high = _byar(group.findings / spread, _z(CONFIDENCE))
    scale = 100 / group.people
    return Rate(group.findings * scale, low * spread * scale, high * spread * scale)


def compared(
    groups: Mapping[str, Group], dimensions: Sequence[Sequence[str]]
) -> dict[str, Compared]:
    """Each group beside the others of its dimension.

    A difference is called real where chance would show any among all groups in at most 5 of 100
    such tables. Under ten people a group is hidden, and with it the last one from which it could be
    worked out.

    Args:
        groups: by name.
        dimensions: names that together make up everybody once.
    Source: Przyborowski and Wilenski 1940; Bonferroni (register: noken-practice).
    """
    shown = {name for names in dimensions for name in _shown(groups, names)}
    first = dimensions[0] if dimensions else ()
    spread = dispersion(_sum(groups[name] for name in first if name in groups))
    level = 1 - (1 - CONFIDENCE) / max(1, len(shown))
    found = {}
    for names in dimensions:
        whole = _sum(groups[name] for name in names if name in groups)
        for name in (each for each in names if each in groups):
            group = groups[name]
            rate = rate_of(group, spread) if name in shown else None
            differs = _differs(group, whole, spread, level) if rate else 0
            found[name] = Compared(group.people, rate, differs)
    return found


def _shown(groups: Mapping[str, Group], names: Sequence[str]) -> list[str]:
    present = [name for name in names if name in groups]
    small = [name for name in present if groups[name].people < LEAST_PEOPLE]
    big = sorted(set(present) - set(small), key=lambda name: groups[name].people)
    gone = sum(groups[name].people for name in small)
    return big[1:] if 0 < gone < LEAST_PEOPLE else big


def _differs(group: Group, whole: Group, spread: float, level: float) -> int:
    """The group's part of all findings against its part of the people, given the findings there
    are: the exact comparison of two rates, its interval by Wilson's score."""
    others = whole.people - group.people
    total = whole.findings / spread
    if others < LEAST_PEOPLE or total <= 0:
        return 0
    low, high = _wilson(group.findings / whole.findings, total, _z(level))
    expected = group.people / whole.people
    return int(low > expected) - int(high < expected)


def _byar(count: float, z: float) -> tuple[float, float]:
    low = 0.0
    if count > 0:
        low = count * max(0.0, 1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3
    more = count + 1
    return low, more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3


def _wilson(share: float, total: float, z: float) -> tuple[float, float]:
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    half /= 1 + z * z / total
    return middle - half, middle + half


def _z(level: float) -> float:
    return NormalDist().inv_cdf(0.5 + level / 2)


def _sum(groups: Iterable[Group]) -> Group:
    each = list(groups)
    return Group(
        sum(group.people for group in each),
        sum(group.findings for group in each),
        sum(group.squares for group in each),
    )
