"""Closed months: who closed them, when, and the lines that were kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from noken.attendance.models import MonthClosing, MonthLine
from noken.attendance.queries.held import Row


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
    rows = covering(path, month).select_related("unit", "closed_by", "reopened_by")
    return [_view(row) for row in rows.order_by("-closed_at")]


def covering(path: str, month: date) -> QuerySet[MonthClosing]:
    """Closings of this unit and of those above it."""
    above = [int(part) for part in path.strip("/").split("/") if part]
    return MonthClosing.objects.filter(unit__in=above, month=month)


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
    )


def _view(row: MonthClosing) -> ClosingView:
    return ClosingView(
        row.pk,
        row.unit_id,
        row.unit.name,
        row.closed_at,
        row.closed_by.name if row.closed_by else "",
        row.people,
        row.reopened_at,
        row.reopened_by.name if row.reopened_by else "",
        row.reopen_reason,
    )


def standing(closings: Sequence[ClosingView]) -> ClosingView | None:
    """The closing that stands, if one does."""
    return next((each for each in closings if each.reopened_at is None), None)
