"""Until when an objection is in time, without the days on which noken could not be reached."""

from collections.abc import Collection
from datetime import date, timedelta

from noken.calendars import queries as calendars
from noken.objections.queries.terms import terms_on
from noken.objections.rules.clock import Terms, Window, received_before, window_of

LOOK_BACK = timedelta(400)


def lost_days(received: Collection[date], on: date) -> set[date]:
    """The days of an outage since the first of some notices, until a day; one statement."""
    return calendars.disrupted_days(min(received), on + timedelta(1)) if received else set()


def windows_of(received: Collection[date], terms: Terms, on: date) -> dict[date, Window]:
    """By the day of the notice, as they stand on a day; one statement."""
    lost = lost_days(received, on)
    return {day: window_of(day, terms, lost) for day in received}


def window_on(received_on: date, on: date) -> Window:
    """The one of a notice, under the terms of the day on which it is asked; two statements."""
    return windows_of([received_on], terms_on(on), on)[received_on]


def settled_before(today: date) -> date:
    """Grades that were received before this day are out of time today."""
    lost = calendars.disrupted_days(today - LOOK_BACK, today)
    return received_before(today, terms_on(today), lost)
