"""Whose superior becomes another one, and on which days: two states of the lines compared."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from noken.organization.rules.reporting import Line


class Shift(NamedTuple):
    """On `[start, end)` the employee answers to `now`, where it was `was`; None: to nobody."""

    employee: int
    was: int | None
    now: int | None
    start: date
    end: date


def shifts(dropped: Collection[Line], made: Collection[Line]) -> list[Shift]:
    """What changes for people who stay posted, by employee and day. Another reason for the same
    superior is no change, and days on which nobody is posted any more name no superior.

    Args:
        dropped, made: the lines that are no more and those that are new; others stay as they are.

    Source: PP 30/2019 art. 1 no. 8 on the direct superior (register: pp-30-2019).
    """
    before, after = _by_employee(dropped), _by_employee(made)
    return [found for who in sorted(after) for found in _of_one(before.get(who, []), after[who])]


def _by_employee(lines: Collection[Line]) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.employee].append(line)
    return found


def _of_one(before: list[Line], after: list[Line]) -> Iterator[Shift]:
    borders = {day for line in (*before, *after) for day in (line.start, line.end)}
    open_: Shift | None = None
    for start, end in pairwise(sorted(borders)):
        found = _on(before, after, start, end)
        if open_ and found and open_.end == start and open_[1:3] == found[1:3]:
            open_ = open_._replace(end=end)
            continue
        if open_:
            yield open_
        open_ = found
    if open_:
        yield open_


def _on(before: list[Line], after: list[Line], start: date, end: date) -> Shift | None:
    new = _at(after, start)
    if new is None:
        return None
    old = _at(before, start)
    was = old.superior if old else None
    if was == new.superior:
        return None
    return Shift(new.employee, was, new.superior, start, end)


def _at(lines: list[Line], day: date) -> Line | None:
    return next((line for line in lines if line.start <= day < line.end), None)
