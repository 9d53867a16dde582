"""Times that have not come yet, or are long gone: kept apart, and the shift that explains them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

AHEAD = timedelta(hours=24)
"""A machine's clock may run ahead by minutes; a day ahead is another date than it was."""
LONG_AGO = timedelta(days=3653)
"""Ten years. A machine that lost its battery begins again at the first day its maker knew."""
_RECENT = timedelta(days=31)
_YEARS_BACK = 12


class Shift(NamedTuple):
    """By how many days all times would go back; `is_year` when it is whole calendar years."""

    days: int
    is_year: bool


def is_future(local_time: datetime, site_now: datetime) -> bool:
    """Does a time lie so far ahead that it cannot be a punch? Both on the clock of the site.

    Source: noken's own practice with machines that lost their battery (register: noken-practice).
    """
    return local_time > site_now + AHEAD


def is_long_past(local_time: datetime, site_now: datetime) -> bool:
    """Does a time lie so far back that it cannot be a punch? Both on the clock of the site.

    Source: noken's own practice with machines that lost their battery (register: noken-practice).
    """
    return local_time < site_now - LONG_AGO


def propose_shift(times: Sequence[datetime], received: datetime) -> Shift | None:
    """The shift that brings all times before `received` and the newest near it; a person decides.

    A battery that dies mostly sets the year wrong, so whole years are tried first.

    Source: noken's own practice with machines that lost their battery (register: noken-practice).
    """
    if not times:
        return None
    newest = max(times)
    for years in range(1, _YEARS_BACK + 1):
        back = _years_before(newest, years)
        if back <= received and received - back <= _RECENT:
            return Shift((newest - back).days, is_year=True)
    days = (newest.date() - received.date()).days
    if newest - timedelta(days) > received:
        days += 1
    return Shift(days, is_year=False) if days > 0 else None


def likely(times: Sequence[datetime], received: datetime) -> list[datetime]:
    """About when lines with impossible times were made: the newest when it came, or some years
    earlier where that explains it; the others as far before it as they say.

    Source: noken's own practice with machines that lost their battery (register: noken-practice).
    """
    if not times:
        return []
    newest = max(times)
    shift = propose_shift(times, received) if newest > received else None
    back = timedelta(shift.days) if shift else newest - received
    return [time - back for time in times]


def shifted(time: datetime, days: int) -> datetime:
    """The time so many days earlier, on the same hour.

    Source: noken's own practice with machines that lost their battery (register: noken-practice).
    """
    return time - timedelta(days)


def _years_before(time: datetime, years: int) -> datetime:
    day = time.date()
    try:
        back = day.replace(year=day.year - years)
    except ValueError:
        back = date(day.year - years, 3, 1)
    return time - (day - back)
