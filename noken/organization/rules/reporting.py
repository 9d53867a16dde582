"""Who is whose superior on every day, and why: derived from dated facts, pure.

An explicit superior goes first. Else the head of the unit answers; a head answers to the head of
the unit above. A Plh goes before the holder who is away, a Plt fills a vacancy, and a vacant seat
passes its people on to the next superior. Nobody is their own superior: a Plh answers to the
holder they stand in for, a Plt to the next seat above.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from noken.organization.rules.seats import (
    EVER,
    Chain,
    ChainSpan,
    Facts,
    Override,
    Placement,
    Structure,
)

STRUCTURE, ACTING, OVERRIDE, VACANCY, TOP, GAP = (
    "STRUCTURE",
    "ACTING",
    "OVERRIDE",
    "VACANCY",
    "TOP",
    "GAP",
)


class Answer(NamedTuple):
    """The superior, the reason, and the unit whose head answers (None where none does)."""

    superior: int | None
    basis: str
    via: int | None


class Line(NamedTuple):
    """An answer that holds for an employee on `[start, end)`."""

    employee: int
    superior: int | None
    basis: str
    via: int | None
    start: date
    end: date


class Circle(NamedTuple):
    """People who are each other's superiors on `[start, end)`, the smallest id first."""

    members: tuple[int, ...]
    start: date
    end: date
    is_chosen: bool
    """Made by an explicit superior; a person has to undo it."""


def reporting_lines(
    facts: Facts, *, first: date = date.min, until: date = EVER
) -> dict[int, list[Line]]:
    """The lines of every placed person, without overlap, in order; every posted day has one.

    Where acting officers would be each other's superiors, they answer to the next seat above
    instead. Only explicit choices can leave a circle: `circles` names it.

    Args:
        facts: complete for the people asked and for everybody who leads or was chosen.
        first, until: the window; one day is `[day, day + 1)`.

    Source: PermenPANRB 6/2022 on leaders (register: permenpanrb-6-2022); PP 30/2019 art. 1 no. 8
    on the direct superior and the delegate (register: pp-30-2019).
    """
    return _Lines(facts, Structure(facts, first, until)).all()


def circles(lines: Mapping[int, Sequence[Line]]) -> list[Circle]:
    """Every circle in the lines, with its days.

    Source: PP 30/2019 art. 1 no. 8: a superior is one person above (register: pp-30-2019).
    """
    leads = {line.superior for own in lines.values() for line in own if line.superior is not None}
    found: list[Circle] = []
    for employee in sorted(leads & lines.keys()):
        _follow(lines, [employee], (date.min, EVER), found, is_chosen=False)
    return found


def _follow(
    lines: Mapping[int, Sequence[Line]],
    way: list[int],
    window: tuple[date, date],
    found: list[Circle],
    *,
    is_chosen: bool,
) -> None:
    """Go up from the last of `way` and note where its first is met again."""
    for line in lines.get(way[-1], ()):
        start, end = max(window[0], line.start), min(window[1], line.end)
        superior = line.superior
        if start >= end or superior is None or superior < way[0]:
            continue  # a circle is noted once, from its smallest member
        chosen = is_chosen or line.basis == OVERRIDE
        if superior == way[0]:
            found.append(Circle(tuple(way), start, end, chosen))
        elif superior not in way:
            _follow(lines, [*way, superior], (start, end), found, is_chosen=chosen)


class _Ban(NamedTuple):
    start: date
    end: date
    people: frozenset[int]


@dataclass
class _Lines:
    facts: Facts
    structure: Structure
    _bans: dict[int, list[_Ban]] = field(default_factory=lambda: defaultdict(list))
    _plain: dict[int, list[tuple[date, date, Answer]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._overrides: dict[int, list[Override]] = defaultdict(list)
        for override in sorted(self.facts.overrides):
            self._overrides[override.employee].append(override)
        self._seated = {seat.employee for seat in self.facts.seats}
        self._leads = self._seated | {override.superior for override in self.facts.overrides}

    def all(self) -> dict[int, list[Line]]:
        placements: dict[int, list[Placement]] = defaultdict(list)
        for placement in sorted(self.facts.placements, key=lambda placement: placement.start):
            placements[placement.employee].append(placement)
        lines = {employee: self._of(placements[employee]) for employee in placements}
        leading = {employee: lines[employee] for employee in self._leads & lines.keys()}
        while grown := [circle for circle in circles(leading) if not circle.is_chosen]:
            for circle in grown:
                people = frozenset(circle.members)
                for employee in circle.members:
                    self._bans[employee].append(_Ban(circle.start, circle.end, people))
            for employee in {member for circle in grown for member in circle.members}:
                leading[employee] = lines[employee] = self._of(placements[employee])
        return lines

    def _of(self, placements: list[Placement]) -> list[Line]:
        lines: list[Line] = []
        for placement in placements:
            for start, end, answer in self._answers(placement):
                _add(lines, Line(placement.employee, *answer, start, end))
        return lines

    def _answers(self, placement: Placement) -> Iterator[tuple[date, date, Answer]]:
        employee = placement.employee
        special = employee in self._seated or employee in self._overrides
        spans = self._special(placement) if special else self._usual(placement.unit)
        start, end = placement.start, placement.end
        for span in spans:
            if span[0] < end and span[1] > start:
                yield max(span[0], start), min(span[1], end), span[2]

    def _usual(self, unit: int) -> list[tuple[date, date, Answer]]:
        """The answers for those of a unit who lead nothing and have no explicit superior."""
        if unit not in self._plain:
            self._plain[unit] = [
                (span.start, span.end, _pick(span.chain)) for span in self.structure.spans(unit)
            ]
        return self._plain[unit]

    def _special(self, placement: Placement) -> Iterator[tuple[date, date, Answer]]:
        spans = self.structure.spans(placement.unit)
        starts = [span.start for span in spans]
        days = sorted({*starts, *self._own_days(placement), self.structure.until})
        for start, end in pairwise(days):
            span = spans[max(bisect_right(starts, start) - 1, 0)]
            yield start, end, self._answer(placement, start, span)

    def _own_days(self, placement: Placement) -> Iterator[date]:
        """Days, besides those of the units, on which the answer for this person may change."""
        days: list[date] = []
        for override in self._overrides.get(placement.employee, ()):
            days += (override.start, override.end)
            days += self.structure.absent_days(override.superior)
        for ban in self._bans.get(placement.employee, ()):
            days += (ban.start, ban.end)
        first, until = self.structure.first, self.structure.until
        return (day for day in days if first < day < until)

    def _answer(self, placement: Placement, day: date, span: ChainSpan) -> Answer:
        employee = placement.employee
        for override in self._overrides.get(employee, ()):
            if (
                override.start <= day < override.end
                and override.superior != employee
                and self.structure.is_able(override.superior, day)
            ):
                return Answer(override.superior, OVERRIDE, None)
        passed = {employee}
        for ban in self._bans.get(employee, ()):
            if ban.start <= day < ban.end:
                passed |= ban.people
        own_seat = placement.unit if placement.is_head else None
        return _pick(span.chain, employee, passed, own_seat)


def _pick(
    chain: Chain, employee: int = 0, passed: Collection[int] = (), own_seat: int | None = None
) -> Answer:
    """The first who may answer on the way up, the level of one's own seat left out."""
    vacant = False
    leads_top = False
    for level in chain:
        leads_top = level.is_top and level.unit == own_seat
        if level.unit == own_seat:
            continue
        for candidate in level.candidates:
            if candidate.employee not in passed:
                basis = VACANCY if vacant else ACTING if candidate.acts else STRUCTURE
                return Answer(candidate.employee, basis, level.unit)
        vacant = vacant or level.vacant
        leads_top = level.is_top and employee in {who for who, _acts in level.candidates}
    return Answer(None, TOP if leads_top else GAP, None)


def _add(lines: list[Line], line: Line) -> None:
    """Append, or prolong the last line where it says the same."""
    last = lines[-1] if lines else None
    if last and last.end == line.start and last[:4] == line[:4]:
        lines[-1] = last._replace(end=line.end)
    else:
        lines.append(line)


def days_of(lines: Iterable[Line], day: date) -> dict[int, Answer]:
    """The answers that hold on one day, by employee.

    Source: as `reporting_lines` (register: permenpanrb-6-2022).
    """
    return {
        line.employee: Answer(line.superior, line.basis, line.via)
        for line in lines
        if line.start <= day < line.end
    }
