"""One period after the other: what a new one does to those that are there."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple


class Held(NamedTuple):
    """A stored period `[start, end)`; `end` None means open."""

    pk: int
    start: date
    end: date | None


class Succession(NamedTuple):
    """The new period begins on `start` and is open.

    `drop` is the stored period it takes the place of, `close` the one that now ends on `start`.
    """

    start: date
    drop: int | None = None
    close: int | None = None


def succession(periods: Sequence[Held], start: date, *, is_same: bool = False) -> Succession:
    """Let a new, open period follow the stored ones.

    A running period ends where the new one begins. It is replaced where the new one begins no
    later than it did, or where only its start is put right (`is_same`). The period before it is
    never overrun: the new one begins at the earliest the day after that one began.

    Args:
        periods: those of one person, in order, without overlap.

    Source: how noken takes in personnel files (register: noken-practice).
    """
    if not periods:
        return Succession(start)
    last = periods[-1]
    before = periods[-2] if len(periods) > 1 else None
    if last.end is not None and last.end <= start:
        return Succession(start)
    if start > last.start and not is_same:
        return Succession(start, close=last.pk)
    if before is None:
        return Succession(start, drop=last.pk)
    if start <= before.start:
        start = last.start
    touches = before.end == last.start or (before.end is not None and before.end > start)
    return Succession(start, drop=last.pk, close=before.pk if touches else None)
