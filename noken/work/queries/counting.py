"""Which reports count as done. Every number about a person's results asks here.

A report counts once it is approved, and while it waits for its superior longer than the first
limit of ReviewTerms (`belum ditinjau`); a return takes it out again. Once a period is over all of
it that still waits counts: its figures are drawn up for good, with no superior's delay in them.
"""

from datetime import date, datetime, timedelta

from noken.calendars import queries as calendars
from noken.core import clock
from noken.organization import queries as organization
from noken.work.rules.duties import Workdays
from noken.work.rules.review import ReviewTerms, first_fresh

LOOK_BACK = timedelta(120)
"""Thirty workdays, the longest limit, and any row of holidays lie within it."""
STANDING_SQL = """(case when status = 'WAITING' and received_at < %(counted)s::timestamptz
    then 'COUNTED' else status end)"""
"""How a row of work_report stands, as `rules.standing` names it; `counted` is `counted_before`."""
DONE_SQL = "(status = 'APPROVED' or (status = 'WAITING' and received_at < {counted}))"
"""Whether it counts as done; `counted` is the expression of such a moment."""


def review_terms(on: date) -> ReviewTerms:
    return organization.setting_on(ReviewTerms, on)


def counted_before(on: date, calendar: Workdays | None = None) -> datetime:
    """A waiting report received before this moment counts as done on a day.

    Workdays of the whole instansi are counted: the superior's leave, duty or closed unit makes no
    report of an employee wait longer.

    Args:
        calendar: of the whole instansi and at least LOOK_BACK days, where the caller has one;
            without it one statement more.
    """
    days = calendar or calendars.calendar(on - LOOK_BACK, on + timedelta(1))
    return clock.start_of(first_fresh(days, on, review_terms(on).count_workdays))


def counted_in_span(end: date, on: date, before: datetime) -> datetime:
    """The same of the work of days before `end`; `before` is `counted_before` of the day."""
    return before if on < end else clock.start_of(on + timedelta(1))


def counted_of(work_on: date, on: date, before: datetime) -> datetime:
    """The same of one report in the year of its plan, which every page of the report speaks of."""
    return counted_in_span(date(work_on.year + 1, 1, 1), on, before)
