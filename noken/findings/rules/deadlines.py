"""The last day of a step: workdays of the person's unit that nothing took from them."""

from collections.abc import Container
from datetime import date, timedelta

SATURDAY = 5


def last_day(start: date, workdays: int, no_days: Container[date]) -> date:
    """The `workdays`-th day after `start` that is a workday; `no_days` are days off, days an
    outage touched, and days of leave or duty of who is asked.

    Raises:
        ValueError: workdays is negative.
    Source: cara kerja noken, tenggat mundur saat gangguan (register: noken-practice).
    """
    if workdays < 0:
        raise ValueError(f"workdays must be 0 or more, got {workdays}")
    day = start
    while workdays:
        day += timedelta(1)
        workdays -= day.weekday() < SATURDAY and day not in no_days
    return day


def moved(before: date, anew: date) -> date:
    """A deadline that was counted anew never comes earlier than it was said.

    Source: cara kerja noken, tenggat mundur saat gangguan (register: noken-practice).
    """
    return max(before, anew)


def workday_before(day: date, no_days: Container[date]) -> date | None:
    """The newest workday before `day` in the same year; None: there is none.

    Source: Perpres 21/2023 (register: perpres-21-2023).
    """
    before = day - timedelta(1)
    while before.year == day.year:
        if before.weekday() < SATURDAY and before not in no_days:
            return before
        before -= timedelta(1)
    return None
