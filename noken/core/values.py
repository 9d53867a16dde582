"""Small values shared by all areas."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open period `[start, end)`; `end` None means open."""

    start: date
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


def days(start: date, end: date) -> Iterator[date]:
    """Each date of `[start, end)`."""
    for offset in range((end - start).days):
        yield start + timedelta(offset)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year, number 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @property
    def start(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def end(self) -> date:
        """The first day after the quarter."""
        return date(self.year + self.number // 4, self.number % 4 * 3 + 1, 1)
