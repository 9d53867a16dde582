"""Ratings, grades, the matrix between them, guides for the spread, credit of functional posts.

Read from data/predikat.toml, a copy of the domain's table; decimals stay exact.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

FILE = Path(__file__).parent / "data" / "predikat.toml"


@dataclass(frozen=True, slots=True)
class Rating:
    """Of results or of behaviour: ABOVE, AS, BELOW. `order` grows with what is better."""

    code: str
    name: str
    order: int


@dataclass(frozen=True, slots=True)
class Grade:
    """Predikat. `name` is the official word, `word` the shorter one of screens.

    Kurang/Misconduct is Kurang there. `order` grows from 1 (Sangat Kurang) to 5; `credit_percent`
    is of PermenPANRB 1/2023.
    """

    code: str
    name: str
    order: int
    credit_percent: int

    @property
    def word(self) -> str:
        return self.name.split("/")[0]


@dataclass(frozen=True, slots=True)
class GradeTable:
    """The matrix in force from a day: grade's code by (result, behaviour)."""

    valid_from: date
    ratings: tuple[Rating, ...]
    grades: tuple[Grade, ...]
    cells: Mapping[tuple[str, str], str]

    def rating(self, code: str) -> Rating:
        """Raises KeyError: no such rating."""
        return {rating.code: rating for rating in self.ratings}[code]

    def grade(self, code: str) -> Grade:
        """Raises KeyError: no such grade."""
        return {grade.code: grade for grade in self.grades}[code]


@dataclass(frozen=True, slots=True)
class Guide:
    """What a unit's rating says of the share of some grades together, in per cent of its people.

    `majority`: more than any other; `at_least_one`: somebody has one of them. None: says nothing.
    """

    grades: tuple[str, ...]
    least: int | None = None
    most: int | None = None
    majority: bool = False
    at_least_one: bool = False


@dataclass(frozen=True, slots=True)
class OrgRating:
    """Capaian kinerja organisasi with its guides; `alias` is a second official word, "" if none."""

    code: str
    name: str
    alias: str
    guides: tuple[Guide, ...]


@dataclass(frozen=True, slots=True)
class CreditLevel:
    """A level of functional posts. `need_rank` and `need_level` are points, None where none.

    `ladder` is keahlian or keterampilan; `mark` C: the coefficient is not confirmed.
    """

    code: str
    ladder: str
    coefficient: Decimal
    need_rank: Decimal | None
    need_level: Decimal | None
    mark: str


@dataclass(frozen=True, slots=True)
class CreditExample:
    """An official sum: so many months at a grade on a level give so many points."""

    level: str
    grade: str
    months: int
    points: Decimal


@cache
def grade_table() -> GradeTable:
    """The 3x3 matrix. Source: PermenPANRB 6/2022."""
    raw = _raw()
    cells = {
        (result, behaviour): grade
        for result, row in raw["matrix"].items()
        for behaviour, grade in row.items()
    }
    return GradeTable(raw["matrix_valid_from"], ratings(), grades(), MappingProxyType(cells))


@cache
def ratings() -> tuple[Rating, ...]:
    """The three ratings, best first."""
    return tuple(Rating(row["code"], row["id"], row["order"]) for row in _raw()["rating"])


@cache
def grades() -> tuple[Grade, ...]:
    """The five grades, best first."""
    return tuple(
        Grade(row["code"], row["id"], row["order"], row["credit_percent"])
        for row in _raw()["grade"]
    )


@cache
def org_ratings() -> tuple[OrgRating, ...]:
    """Ratings of units with the guide for each, best first. Source: SE MenPANRB 3/2023."""
    return tuple(
        OrgRating(row["code"], row["id"], row.get("alias", ""), tuple(map(_guide, row["guide"])))
        for row in _raw()["org_rating"]
    )


@cache
def guides_from() -> date:
    """The day the guides for the spread hold from."""
    day: date = _raw()["valid_from"]
    return day


@cache
def credit_levels() -> tuple[CreditLevel, ...]:
    """Levels of functional posts, lowest of each ladder first. Source: PermenPANRB 1/2023."""
    return tuple(
        CreditLevel(
            row["code"],
            row["ladder"],
            Decimal(row["coefficient"]),
            Decimal(row["need_rank"]) or None,
            Decimal(row["need_level"]) or None,
            row["mark"],
        )
        for row in _raw()["credit_level"]
    )


@cache
def credit_from() -> date:
    """The day the conversion to credit points holds from."""
    day: date = _raw()["credit_valid_from"]
    return day


@cache
def credit_examples() -> tuple[CreditExample, ...]:
    """Sums printed by BKN, for tests."""
    return tuple(
        CreditExample(row["level"], row["grade"], row["months"], Decimal(row["points"]))
        for row in _raw()["credit_example"]
    )


def _guide(row: dict[str, Any]) -> Guide:
    return Guide(
        tuple(row["grades"]),
        row.get("min"),
        row.get("max"),
        row.get("majority", False),
        row.get("at_least_one", False),
    )


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"), parse_float=Decimal)
