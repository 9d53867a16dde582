"""What holds otherwise now than when a month was closed: its lines stay, its keeper is told."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from noken.attendance.models import MonthLine
from noken.attendance.queries.catalogue import signed_proposals
from noken.attendance.queries.held import rows_of
from noken.attendance.queries.months import ClosingView
from noken.attendance.rules import months

# Whose month may be another: a day was derived anew or decided on since, or was open or undecided
# when it was closed.
_TOUCHED = """
    select k.employee_id from attendance_monthline k
    where k.closing_id = %(closing)s and (k.held ~ '[?M]'
        or exists (select from attendance_day d where d.employee_id = k.employee_id
            and d.day >= %(start)s::date and d.day < %(end)s::date
            and d.derived_at > %(at)s::timestamptz)
        or exists (select from attendance_dayversion v where v.employee_id = k.employee_id
            and v.day >= %(start)s::date and v.day < %(end)s::date
            and v.replaced_at > %(at)s::timestamptz)
        or exists (select from attendance_correction c where c.employee_id = k.employee_id
            and c.day >= %(start)s::date and c.day < %(end)s::date
            and greatest(c.filed_at, c.decided_at) > %(at)s::timestamptz))
"""


@dataclass(frozen=True, slots=True)
class Change:
    """A day of somebody: the letter that was kept, and the one that holds now."""

    person_id: int
    name: str
    day: date
    kept: str
    now: str


def changes_since(closing: ClosingView, month: date, on: date) -> list[Change]:
    """Day by day, by name; few statements, whatever the number of people."""
    span = {"start": month, "end": months.month_after(month)}
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, {"closing": closing.id, "at": closing.at, **span})
        ids = [pk for (pk,) in cursor.fetchall()]
    if not ids:
        return []
    rows = rows_of(ids, month, on, signed_proposals())
    lines = MonthLine.objects.filter(closing=closing.id, employee__in=ids)
    days = months.days_of(month)
    none = months.NO_DAY * len(days)
    return [
        Change(line.employee_id, line.employee.name, day, kept, now)
        for line in lines.select_related("employee").order_by("employee__name", "employee")
        for day, kept, now in zip(
            days,
            line.held,
            rows[line.employee_id].held if line.employee_id in rows else none,
            strict=True,
        )
        if kept != now
    ]
