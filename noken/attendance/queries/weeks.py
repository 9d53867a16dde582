"""Minutes of lateness and early leaving by week, and over a span, for areas above. Unscoped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

_WEEKS = """
    select date_trunc('week', day)::date, sum(late_minutes + early_minutes)
    from attendance_day
    where employee_id = %(person)s and day >= %(since)s::date and day < %(until)s::date
      and not is_shielded
    group by 1
"""
_SUM = """
    select count(*) filter (where late_minutes > 0), coalesce(sum(late_minutes), 0)
    from attendance_day
    where employee_id = %(person)s and day >= %(since)s::date and day < %(until)s::date
      and not is_shielded
"""


@dataclass(frozen=True, slots=True)
class Lateness:
    days: int
    minutes: int


def late_weeks(person_id: int, mondays: Sequence[date]) -> list[int]:
    """Minutes late or gone early in each week; days that a disruption protects count nothing."""
    until = mondays[-1] + timedelta(7)
    with connection.cursor() as cursor:
        cursor.execute(_WEEKS, {"person": person_id, "since": mondays[0], "until": until})
        found = dict(cursor.fetchall())
    return [int(found.get(monday, 0)) for monday in mondays]


def lateness(person_id: int, since: date, until: date) -> Lateness:
    """Days late of `[since, until)` and their minutes; protected days count nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_SUM, {"person": person_id, "since": since, "until": until})
        return Lateness(*map(int, cursor.fetchone()))
