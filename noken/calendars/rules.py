"""Counting workdays. Pure: the days off are handed in."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from noken.core.values import days

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off between two dates, as one person or unit has them."""

    days_off: frozenset[date]

    def is_workday(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.days_off


@dataclass(frozen=True, slots=True)
class Outage:
    """A span in which the programme or the network could not be reached."""

    start_at: datetime
    end_at: datetime


def workdays_between(calendar: Calendar, start: date, end: date) -> list[date]:
    """The workdays of `[start, end)`, in order.

    Source: Perpres 21/2023 (register: perpres-21-2023).
    """
    return [day for day in days(start, end) if calendar.is_workday(day)]


def workday_after(calendar: Calendar, day: date, count: int) -> date:
    """The `count`-th workday after `day`; `day` itself when count is 0.

    Raises:
        ValueError: count is negative.
    Source: Perpres 21/2023 (register: perpres-21-2023).
    """
    if count < 0:
        raise ValueError(f"count must be 0 or more, got {count}")
    while count:
        day += timedelta(1)
        count -= calendar.is_workday(day)
    return day


def last_workdays(calendar: Calendar, on: date, count: int) -> list[date]:
    """The newest `count` workdays up to and including `on`, oldest first.

    Source: Perpres 21/2023 (register: perpres-21-2023).
    """
    found: list[date] = []
    day = on
    while len(found) < count:
        if calendar.is_workday(day):
            found.append(day)
        day -= timedelta(1)
    return found[::-1]


def moved_deadline(
    deadline: datetime, outages: Iterable[Outage], *, look_back: timedelta
) -> datetime:
    """The deadline after outages near it: it moves by twice the time that was lost.

    Only time lost within `look_back` before the deadline counts; overlapping outages count once.
    Never earlier than the deadline itself.

    Source: reliabilitas noken, tenggat mundur sendiri (register: noken-practice).
    """
    since = deadline - look_back
    lost = sum(
        (
            min(end, deadline) - max(start, since)
            for start, end in _merged(outages)
            if end > since and start < deadline
        ),
        timedelta(),
    )
    return deadline + 2 * lost


def is_disrupted(day_start: datetime, day_end: datetime, outages: Iterable[Outage]) -> bool:
    """Whether an outage touches the span: what is missing in it is then held against nobody.

    Source: janji 1 noken (register: noken-practice).
    """
    return any(o.start_at < day_end and o.end_at > day_start for o in outages)


def unconfirmed(seed: Collection[date], decree: Collection[date]) -> Sequence[date]:
    """Days on which the seed of the calendar and the decree on file disagree, in order.

    Source: SKB hari libur (register: skb-holidays).
    """
    return sorted(set(seed) ^ set(decree))


def _merged(outages: Iterable[Outage]) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for outage in sorted(outages, key=lambda o: o.start_at):
        if merged and outage.start_at <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], outage.end_at))
        else:
            merged.append((outage.start_at, outage.end_at))
    return merged
