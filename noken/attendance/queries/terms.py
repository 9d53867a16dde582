"""How long an explanation is awaited, and how long a decision: a dated setting."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from noken.attendance.rules.months import WorkdayCalendar, workday_after, workday_before
from noken.calendars import queries as calendars

REACH = timedelta(92)
"""So far around a day the calendar is read: a month, and the longest row of days off."""


@dataclass(frozen=True, slots=True)
class CorrectionTerms:
    """Workdays after a day for an explanation, and after the explanation for a decision.

    `mark` C: awaits a decision of the office, as `source` says.
    """

    file_workdays: int
    decide_workdays: int
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What the terms mean on a day: without any record days before `overdue_before` are "tanpa
    keterangan"; what is filed that day should be decided by `decide_by`."""

    overdue_before: date
    decide_by: date
    calendar: WorkdayCalendar


_TERMS = """
    select file_workdays, decide_workdays, source, mark from attendance_correctionterm
    where start_on <= %s and (end_on is null or end_on > %s)
"""
USUAL = CorrectionTerms(5, 3, "setelan noken, menunggu penetapan", "C")


def correction_terms(on: date) -> CorrectionTerms:
    with connection.cursor() as cursor:
        cursor.execute(_TERMS, [on, on])
        row = cursor.fetchone()
    return CorrectionTerms(*row) if row else USUAL


def limits_on(on: date) -> Limits:
    """The limits of a day; two statements."""
    terms, calendar = correction_terms(on), calendars.calendar(on - REACH, on + REACH)
    return Limits(
        overdue_before=workday_before(calendar, on, terms.file_workdays),
        decide_by=workday_after(calendar, on, terms.decide_workdays),
        calendar=calendar,
    )
