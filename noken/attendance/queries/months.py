"""Closed months: who closed them, when, and the lines that were kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet

from noken.attendance.models import MonthClosing, MonthLine
from noken.attendance.queries.held import Row

_CLOSINGS = """
    select c.id, c.unit_id, u.name, c.closed_at, coalesce(e.name, ''), c.people, c.reopened_at,
        coalesce(o.name, ''), c.reopen_reason
    from attendance_monthclosing c join organization_unit u on u.id = c.unit_id
    left join organization_employee e on e.id = c.closed_by_id
    left join organization_employee o on o.id = c.reopened_by_id
    where c.unit_id = any(%s) and c.month = %s order by c.closed_at desc, c.id desc
"""


@dataclass(frozen=True, slots=True)
class ClosingView:
    """One closing of a month. `unit_id` is the unit it was closed for, perhaps one above.

    The reopening fields are None and "" while it stands.
    """

    id: int
    unit_id: int
    unit: str
    at: datetime
    by: str
    people: int
    reopened_at: datetime | None
    reopened_by: str
    reason: str


def is_closed(employee_id: int, day: date) -> bool:
    """Whether the month of a day is closed for a person."""
    month = day.replace(day=1)
    return MonthLine.objects.filter(employee_id=employee_id, month=month, current=True).exists()


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """What was kept of one person's month, by whom and when."""

    row: Row
    at: datetime
    by: str


def closed_line(employee_id: int, month: date) -> ClosedLine | None:
    found = MonthLine.objects.filter(employee_id=employee_id, month=month, current=True)
    line = found.select_related("closing__closed_by").first()
    if line is None:
        return None
    by = line.closing.closed_by
    return ClosedLine(row_of(line), line.closing.closed_at, by.name if by else "")


def closings_of(path: str, month: date) -> list[ClosingView]:
    """The closings that cover a unit (its own or one above it), newest first."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOSINGS, [_line_of(path), month])
        return [ClosingView(*row) for row in cursor.fetchall()]


def covering(path: str, month: date) -> QuerySet[MonthClosing]:
    """Closings of this unit and of those above it."""
    return MonthClosing.objects.filter(unit__in=_line_of(path), month=month)


def _line_of(path: str) -> list[int]:
    """The units from the top down to this one."""
    return [int(part) for part in path.strip("/").split("/") if part]


def closed_below(path: str, month: date) -> bool:
    """Whether a unit under this one has a closed month of its own."""
    below = Q(unit__path__startswith=path)
    return MonthClosing.objects.filter(below, month=month, reopened_at=None).exists()


def closed_rows(employee_ids: Collection[int], month: date) -> dict[int, Row]:
    """What was kept for these people; one statement."""
    rows = MonthLine.objects.filter(employee__in=employee_ids, month=month, current=True)
    return {line.employee_id: row_of(line) for line in rows}


def row_of(line: MonthLine) -> Row:
    return Row(
        line.recorded,
        line.held,
        line.recorded_late_minutes,
        line.late_minutes,
        line.early_minutes,
        line.adding_minutes,
    )


def standing(closings: Sequence[ClosingView]) -> ClosingView | None:
    """The closing that stands, if one does."""
    return next((each for each in closings if each.reopened_at is None), None)
