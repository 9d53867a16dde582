"""In which order things wait: by what waiting costs, then by the day it is due."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Protocol, TypeVar

from noken.core import clock

PATIENCE = timedelta(7)
"""What has no last day of its own is due within a week, five workdays, of the day it came."""


class Rank(IntEnum):
    """What waiting costs, the heaviest first."""

    RIGHT = 0
    """A right or a period of law runs, or people are harmed each day."""
    HELD = 1
    """Somebody cannot go on, or counts as late."""
    REST = 2
    """To read, to talk about, to prepare."""


class Ranked(Protocol):
    """A row of a list of what waits; `due` None: nobody knows a day."""

    @property
    def rank(self) -> Rank: ...
    @property
    def due(self) -> date | None: ...


R = TypeVar("R", bound=Ranked)


def in_order(rows: Iterable[R]) -> list[R]:
    """The heaviest first, then what is due first; without a day last. Equals stay as they came."""
    return sorted(rows, key=lambda row: (row.rank, row.due or date.max))


def within_a_week(since: datetime) -> date:
    return clock.day_of(since) + PATIENCE
