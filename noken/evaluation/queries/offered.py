"""Which periods are offered: for the dry run, and to be opened."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from noken.evaluation.models import Period
from noken.evaluation.rules.periods import (
    GROUP_KINDS,
    GROUP_WORDS,
    MONTH,
    Which,
    ended_before,
    label_of,
    numbers_of,
    span_of,
)
from noken.planning import queries as planning

LATELY = timedelta(200)
"""Where nothing was ever opened, a period that began longer ago is not proposed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A period to choose. `ended`: it may be opened; else only its dry run may be looked at."""

    which: Which
    label: str
    group: str
    ended: bool

    @property
    def key(self) -> str:
        return key_of(self.which)


def key_of(which: Which) -> str:
    return f"{which.group}-{which.kind}-{which.year}-{which.number}"


def which_of(key: str) -> Which | None:
    """The period a key names; None where it names none."""
    parts = key.split("-")
    if len(parts) != 4 or not (parts[2].isdecimal() and parts[3].isdecimal()):
        return None
    group, kind, year, number = parts[0], parts[1], int(parts[2]), int(parts[3])
    fits = group in GROUP_KINDS and kind in GROUP_KINDS[group]
    known = fits and 2000 <= year <= 2100 and number in numbers_of(kind)
    return Which(group, year, kind, number) if known else None


def opened_periods() -> dict[Which, int]:
    """The periods that were ever opened, with their ids."""
    rows = Period.objects.values_list("group", "year", "kind", "number", "pk")
    return {Which(*row[:4]): row[4] for row in rows}


def next_to_open(on: date, opened: Collection[Which]) -> list[Which]:
    """The usual periods that ended within a year and were never opened, newest first; none of a
    year before the first agreed plan."""
    found = [which for which in _ended(on) if which not in opened]
    if not opened:
        return [each for each in _with_plans(found) if whole_span(each)[0] >= on - LATELY]
    since = min(whole_span(which)[0] for which in opened)
    return [each for each in found if whole_span(each)[0] >= since]


def _ended(on: date) -> list[Which]:
    return [which for group in GROUP_KINDS for which in ended_before(on, group)]


def _with_plans(found: Iterable[Which]) -> list[Which]:
    """Those of years for which somebody ever agreed a plan, and later ones."""
    first = planning.first_planned_year()
    return [which for which in found if first is not None and which.year >= first]


def choices_on(on: date, opened: Mapping[Which, int]) -> tuple[Choice, ...]:
    """What is not open: the usual periods that ended with plans, those that run, the months."""
    running = [
        Which(group, on.year, kind, number)
        for group, kinds in GROUP_KINDS.items()
        for kind in kinds
        for number in numbers_of(kind)
        if _holds(kind, on.year, number, on)
    ]
    months = [
        Which(group, on.year, MONTH, number)
        for group in GROUP_KINDS
        for number in range(on.month - 1, 0, -1)
    ]
    return tuple(
        Choice(
            which,
            label_of(which.kind, which.year, which.number),
            GROUP_WORDS[which.group],
            whole_span(which)[1] <= on,
        )
        for which in [*_with_plans(_ended(on)), *running, *_with_plans(months)]
        if which not in opened
    )


def whole_span(which: Which) -> tuple[date, date]:
    return span_of(which.kind, which.year, which.number)


def _holds(kind: str, year: int, number: int, on: date) -> bool:
    start, end = span_of(kind, year, number)
    return start <= on < end
