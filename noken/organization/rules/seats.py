"""Who leads which unit on which days, and which units stand above a unit: dated, pure.

A closed or merged unit is stood in for by its successor. Who may not lead (retired, suspended,
on unpaid leave, …) leaves the seat vacant while that lasts.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

EVER = date.max
"""The end of what has no end."""


class UnitFact(NamedTuple):
    """A unit. `is_top`: the instansi itself, whose head answers to nobody in it."""

    unit: int
    is_top: bool = False
    end: date = EVER
    successor: int | None = None


class ParentFact(NamedTuple):
    """Under which unit another one stood on `[start, end)`."""

    unit: int
    parent: int | None
    start: date
    end: date = EVER


class Seat(NamedTuple):
    """Who held or acts in the post of a unit's head on `[start, end)`.

    `kind` is DEFINITIVE, PLT (acting while vacant) or PLH (acting while the holder is away).
    """

    unit: int
    employee: int
    kind: str
    start: date
    end: date = EVER


class Absence(NamedTuple):
    """Days on which a person cannot be anybody's superior."""

    employee: int
    start: date
    end: date = EVER


class Override(NamedTuple):
    """An explicit superior on `[start, end)`."""

    employee: int
    superior: int
    start: date
    end: date = EVER


class Placement(NamedTuple):
    """A definitive posting on `[start, end)`; `is_head`: the post is that of the unit's head."""

    employee: int
    unit: int
    is_head: bool
    start: date
    end: date = EVER


@dataclass(frozen=True)
class Facts:
    """All that decides who is whose superior. `head_posts`: units that have a head's post."""

    units: Sequence[UnitFact] = ()
    parents: Sequence[ParentFact] = ()
    head_posts: frozenset[int] = frozenset()
    seats: Sequence[Seat] = ()
    absences: Sequence[Absence] = ()
    overrides: Sequence[Override] = ()
    placements: Sequence[Placement] = ()


class Candidate(NamedTuple):
    """Somebody who may answer for a unit; `acts`: as Plt or Plh."""

    employee: int
    acts: bool


class Level(NamedTuple):
    """One unit on the way up on a day: who leads it, best first.

    `vacant`: it has a head's post and nobody to fill it. A unit without such a post is no gap.
    """

    unit: int
    is_top: bool
    vacant: bool
    candidates: tuple[Candidate, ...]


Chain = tuple[Level, ...]
F = TypeVar("F", ParentFact, Seat, Absence)


class ChainSpan(NamedTuple):
    start: date
    end: date
    chain: Chain


_ORDER = {"PLH": 0, "DEFINITIVE": 1, "PLT": 2}


@dataclass
class Structure:
    """The way up from every unit, on every day of `[first, until)`."""

    facts: Facts
    first: date = date.min
    until: date = EVER
    _spans: dict[int, list[ChainSpan]] = field(default_factory=dict)
    _levels: dict[int, tuple[list[date], list[Level]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._units = {fact.unit: fact for fact in self.facts.units}
        self._parents = _grouped(self.facts.parents, "unit")
        self._seats = _grouped(self.facts.seats, "unit")
        self._absences = _grouped(self.facts.absences, "employee")

    def spans(self, unit: int) -> list[ChainSpan]:
        """The chain from a unit to the top, cut where it changes; covers the whole window."""
        if unit not in self._spans:
            starts = sorted({self.first, *self._inside(self._days(unit))})
            chains = [self._chain(unit, day) for day in starts]
            self._spans[unit] = list(self._merged(starts, chains))
        return self._spans[unit]

    def is_able(self, employee: int, day: date) -> bool:
        """Whether a person can be a superior that day."""
        return not any(
            absence.start <= day < absence.end for absence in self._absences.get(employee, ())
        )

    def absent_days(self, employee: int) -> Iterator[date]:
        """The days on which that changes."""
        for absence in self._absences.get(employee, ()):
            yield absence.start
            yield absence.end

    def below(self, units: Iterable[int]) -> set[int]:
        """The units from which the way up ever leads through one of `units`, these included."""
        under: dict[int, set[int]] = defaultdict(set)
        for fact in self.facts.parents:
            if fact.parent is not None:
                under[fact.parent].add(fact.unit)
        for unit in self.facts.units:
            if unit.successor is not None:
                under[unit.successor].add(unit.unit)
        found: set[int] = set()
        waiting = list(units)
        while waiting:
            unit_id = waiting.pop()
            if unit_id not in found:
                found.add(unit_id)
                waiting.extend(under[unit_id])
        return found

    def _chain(self, unit: int, day: date) -> Chain:
        levels: dict[int, Level] = {}
        at = self._standing_in(unit, day)
        while at is not None and at not in levels:
            levels[at] = self._level(at, day)
            at = self._above(at, day, levels)
        return tuple(levels.values())

    def _above(self, unit: int, day: date, seen: Mapping[int, Level]) -> int | None:
        """The unit above; past those that were closed into a unit already on the way."""
        tried = {unit}
        parent = self._parent(unit, day)
        while parent is not None and parent not in tried:
            tried.add(parent)
            at = self._standing_in(parent, day)
            if at is None or at not in seen:
                return at
            parent = self._parent(parent, day)
        return None

    def _standing_in(self, unit: int, day: date) -> int | None:
        """The unit itself while open, else the successor, else the unit above."""
        tried: set[int] = set()
        at: int | None = unit
        while at is not None and at not in tried:
            tried.add(at)
            fact = self._units.get(at)
            if fact is None or day < fact.end:
                return at
            at = fact.successor if fact.successor is not None else self._parent(at, day)
        return None

    def _parent(self, unit: int, day: date) -> int | None:
        """Of the version in force; of the last one after the end, the first before the start."""
        versions = self._parents.get(unit, ())
        past = [version for version in versions if version.start <= day]
        return past[-1].parent if past else versions[0].parent if versions else None

    def _level(self, unit: int, day: date) -> Level:
        if unit not in self._levels:
            starts = sorted({self.first, *self._inside(self._seat_days(unit))})
            self._levels[unit] = (starts, [self._level_on(unit, start) for start in starts])
        starts, levels = self._levels[unit]
        return levels[max(bisect_right(starts, day) - 1, 0)]

    def _level_on(self, unit: int, day: date) -> Level:
        fact = self._units.get(unit)
        seats = sorted(
            (_ORDER[seat.kind], seat.employee)
            for seat in self._seats.get(unit, ())
            if seat.start <= day < seat.end and self.is_able(seat.employee, day)
        )
        candidates = tuple(
            Candidate(employee, order != _ORDER["DEFINITIVE"]) for order, employee in seats
        )
        return Level(
            unit=unit,
            is_top=fact is not None and fact.is_top,
            vacant=not candidates and unit in self.facts.head_posts,
            candidates=candidates,
        )

    def _days(self, unit: int) -> Iterator[date]:
        """The days on which the chain from a unit may change."""
        for at in self._related(unit):
            yield from self._seat_days(at)
            if at in self._units:
                yield self._units[at].end
            for version in self._parents.get(at, ()):
                yield version.start

    def _related(self, unit: int) -> set[int]:
        """Every unit that can ever be on the way up."""
        found: set[int] = set()
        waiting: list[int | None] = [unit]
        while waiting:
            at = waiting.pop()
            if at is not None and at not in found:
                found.add(at)
                waiting.extend(version.parent for version in self._parents.get(at, ()))
                waiting.append(self._units[at].successor if at in self._units else None)
        return found

    def _seat_days(self, unit: int) -> Iterator[date]:
        for seat in self._seats.get(unit, ()):
            yield seat.start
            yield seat.end
            yield from self.absent_days(seat.employee)

    def _inside(self, days: Iterable[date]) -> Iterator[date]:
        return (day for day in days if self.first < day < self.until)

    def _merged(self, starts: list[date], chains: list[Chain]) -> Iterator[ChainSpan]:
        begun = starts[0]
        for place, chain in enumerate(chains):
            last = place + 1 == len(chains)
            if last or chains[place + 1] != chain:
                end = self.until if last else starts[place + 1]
                yield ChainSpan(begun, end, chain)
                begun = end


def _grouped(facts: Iterable[F], key: str) -> dict[int, list[F]]:
    groups: dict[int, list[F]] = defaultdict(list)
    for fact in sorted(facts, key=lambda fact: fact.start):
        groups[getattr(fact, key)].append(fact)
    return dict(groups)
