"""Which schedule holds on which days: the nearest unit's, and before it a person's own. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Terms:
    """A schedule and the weekdays (0 is Monday) on which its work may be done elsewhere."""

    schedule_id: int
    elsewhere_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """Terms that hold in `[start, end)`; `source` is the row they come from, None the usual."""

    start: date
    end: date
    terms: Terms
    source: int | None = None


def overlay(base: Sequence[Held], over: Iterable[Held]) -> list[Held]:
    """The days of `base`, with what `over` says where it says something; in order.

    `over` never speaks of days that `base` does not have.

    Source: Perpres 21/2023 Pasal 7 dan 8 (register: perpres-21-2023).
    """
    found = list(base)
    for each in over:
        found = [part for held in found for part in _cut(held, each)]
    return found


def within(held: Iterable[Held], start: date, end: date) -> list[Held]:
    """The parts of `held` inside `[start, end)`.

    Source: Perpres 21/2023 Pasal 7 dan 8 (register: perpres-21-2023).
    """
    return [
        replace(each, start=max(each.start, start), end=min(each.end, end))
        for each in held
        if each.start < end and each.end > start
    ]


def _cut(held: Held, over: Held) -> list[Held]:
    start, end = max(held.start, over.start), min(held.end, over.end)
    if start >= end:
        return [held]
    parts = [
        replace(held, end=start),
        Held(start, end, over.terms, over.source),
        replace(held, start=end),
    ]
    return [part for part in parts if part.start < part.end]
