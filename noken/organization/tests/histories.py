"""Random dated facts, and the plainest way to answer for one day: for the tests of reporting."""

from datetime import date, timedelta

from hypothesis import strategies as st

from noken.organization.rules.seats import (
    EVER,
    Absence,
    Facts,
    Override,
    ParentFact,
    Placement,
    Seat,
    UnitFact,
)

ORIGIN = date(2026, 1, 1)
LAST = 12
UNITS = range(1, 7)
PEOPLE = range(11, 19)


def day(number: int) -> date:
    return ORIGIN + timedelta(number)


@st.composite
def periods(draw: st.DrawFn) -> list[tuple[date, date]]:
    """Up to three periods that do not overlap; the last may be open."""
    cuts = sorted(draw(st.sets(st.integers(0, LAST), max_size=6)))
    found = [(day(a), day(b)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    if len(cuts) % 2:
        found.append((day(cuts[-1]), EVER))
    return found


@st.composite
def _trees(draw: st.DrawFn) -> tuple[list[UnitFact], list[ParentFact]]:
    """Units that always stand under one with a smaller number; some are closed or merged."""
    units, parents = [], []
    for unit in UNITS:
        moves = sorted(draw(st.sets(st.integers(1, LAST), max_size=1)))
        for begins in [0, *moves]:
            above = draw(st.integers(1, unit - 1)) if unit > 1 else None
            ends = day(moves[0]) if begins == 0 and moves else EVER
            parents.append(ParentFact(unit, above, day(begins), ends))
        closed = draw(st.none() | st.integers(1, LAST)) if unit > 2 else None
        successor = draw(st.none() | st.sampled_from([u for u in UNITS if u != unit]))
        end = day(closed) if closed else EVER
        units.append(UnitFact(unit, unit == 1, end, successor if closed else None))
    return units, parents


@st.composite
def _careers(draw: st.DrawFn) -> tuple[list[Seat], list[Placement]]:
    """Definitive postings, at most one a day per person and one head a day per unit."""
    seats: list[Seat] = []
    placements = []
    for person in PEOPLE:
        for start, end in draw(periods()):
            unit = draw(st.sampled_from(UNITS))
            taken = any(
                seat.unit == unit and seat.start < end and start < seat.end for seat in seats
            )
            heads = not taken and draw(st.booleans())
            if heads:
                seats.append(Seat(unit, person, "DEFINITIVE", start, end))
            placements.append(Placement(person, unit, heads, start, end))
    return seats, placements


@st.composite
def histories(draw: st.DrawFn, *, chosen: bool = True) -> Facts:
    units, parents = draw(_trees())
    seats, placements = draw(_careers())
    for unit in UNITS:
        for kind in ("PLT", "PLH"):
            for start, end in draw(periods())[:1]:
                seats.append(Seat(unit, draw(st.sampled_from(PEOPLE)), kind, start, end))
    absences = [Absence(person, *period) for person in PEOPLE[:3] for period in draw(periods())[:1]]
    overrides = [
        Override(person, draw(st.sampled_from(PEOPLE)), *period)
        for person in (PEOPLE if chosen else ())
        for period in draw(periods())[:1]
    ]
    return Facts(
        units=units,
        parents=parents,
        head_posts=frozenset(draw(st.sets(st.sampled_from(UNITS)))),
        seats=seats,
        absences=absences,
        overrides=overrides,
        placements=placements,
    )


class Oracle:
    """The answer for one person on one day, in the plainest words."""

    def __init__(self, facts: Facts, on: date) -> None:
        self.facts, self.on = facts, on

    def now(self, rows: object) -> list[object]:
        return [row for row in rows if row.start <= self.on < row.end]  # type: ignore[attr-defined]

    def able(self, person: int) -> bool:
        return person not in {row.employee for row in self.now(self.facts.absences)}  # type: ignore[attr-defined]

    def parent(self, unit: int) -> int | None:
        rows = [row for row in self.facts.parents if row.unit == unit]
        past = [row for row in rows if row.start <= self.on]
        return max(past, key=lambda row: row.start).parent if past else None

    def open(self, unit: int | None, seen: tuple[int, ...] = ()) -> int | None:
        if unit is None or unit in seen:
            return None
        fact = next(fact for fact in self.facts.units if fact.unit == unit)
        if self.on < fact.end:
            return unit
        onward = fact.successor if fact.successor is not None else self.parent(unit)
        return self.open(onward, (*seen, unit))

    def way(self, unit: int) -> tuple[int, ...]:
        """Units on the way up; one that was closed into a unit below it is passed over."""
        seen: list[int] = []
        at = self.open(unit)
        while at is not None and at not in seen:
            seen.append(at)
            up, tried = self.parent(at), {at}
            while up is not None and up not in tried and self.open(up) in seen:
                tried.add(up)
                up = self.parent(up)
            at = None if up in tried else self.open(up)
        return tuple(seen)

    def seated(self, unit: int) -> list[tuple[int, bool]]:
        rank = {"PLH": 0, "DEFINITIVE": 1, "PLT": 2}
        rows = [
            (rank[row.kind], row.employee)  # type: ignore[attr-defined]
            for row in self.now(self.facts.seats)
            if row.unit == unit and self.able(row.employee)  # type: ignore[attr-defined]
        ]
        return [(person, place != 1) for place, person in sorted(rows)]

    def answer(
        self, placed: Placement, banned: frozenset[int]
    ) -> tuple[int | None, str, int | None]:
        for row in self.now(self.facts.overrides):
            if row.employee == placed.employee != row.superior and self.able(row.superior):  # type: ignore[attr-defined]
                return row.superior, "OVERRIDE", None  # type: ignore[attr-defined]
        skipped_vacancy = False
        way = self.way(placed.unit)
        for unit in way:
            if placed.is_head and unit == placed.unit:
                continue
            seated = self.seated(unit)
            for person, acts in seated:
                if person != placed.employee and person not in banned:
                    basis = "VACANCY" if skipped_vacancy else "ACTING" if acts else "STRUCTURE"
                    return person, basis, unit
            skipped_vacancy |= not seated and unit in self.facts.head_posts
        top = way[-1] if way else None
        leads = top == 1 and (
            (placed.is_head and placed.unit == 1)
            or placed.employee in [person for person, _acts in self.seated(1)]
        )
        return None, "TOP" if leads else "GAP", None

    def all(self) -> dict[int, tuple[int | None, str, int | None]]:
        placed = self.now(self.facts.placements)
        banned: dict[int, frozenset[int]] = {}
        while True:
            answers = {
                row.employee: self.answer(row, banned.get(row.employee, frozenset()))  # type: ignore[attr-defined, arg-type]
                for row in placed
            }
            grown = [
                ring for ring in rings(answers) if all(answers[p][1] != "OVERRIDE" for p in ring)
            ]
            if not grown:
                return answers
            for ring in grown:
                for person in ring:
                    banned[person] = banned.get(person, frozenset()) | ring


def rings(answers: dict[int, tuple[int | None, str, int | None]]) -> set[frozenset[int]]:
    found = set()
    for person in answers:
        way = [person]
        while (above := answers.get(way[-1], (None,))[0]) is not None and above not in way:
            way.append(above)
        if above == person:
            found.add(frozenset(way))
    return found
