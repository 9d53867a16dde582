"""Makers of derived days and of what people say about them. They write rows directly."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from noken.attendance.models import Correction, CorrectionStep, Day, MonthClosing, MonthLine
from noken.attendance.rules.months import days_of
from noken.attendance.services import CorrectionDraft
from noken.calendars.models import Disruption
from noken.core import clock
from noken.core.uuid7 import uuid7
from noken.organization.models import Employee, Unit
from tests.world import NOON, TODAY


def at_minute(day: date, minute: int) -> datetime:
    """An instant by the wall clock of the region, in minutes from midnight."""
    return clock.at_noon(day) + timedelta(minutes=minute - 720)


def make_day(
    employee: Employee,
    day: date = TODAY,
    status: str = Day.Status.PRESENT,
    *,
    first: int | None = 7 * 60 + 24,
    last: int | None = 16 * 60 + 2,
    late: int = 0,
    early: int = 0,
    shield: Disruption | None = None,
    reasons: list[Any] | None = None,
) -> Day:
    """A day as it was derived; times are minutes of the wall clock. Hours: 07.30 to 16.00."""
    return Day.objects.create(
        employee=employee,
        day=day,
        status=status,
        first_at=None if first is None else at_minute(day, first),
        last_at=None if last is None else at_minute(day, last),
        late_minutes=late,
        early_minutes=early,
        worked_minutes=450,
        grade=1,
        shield=shield,
        is_shielded=shield is not None,
        start_at=at_minute(day, 450),
        end_at=at_minute(day, 960),
        closes_at=at_minute(day, 1440),
        schedule="Lima hari",
        reasons=reasons or [],
        rule_version=1,
        derived_at=NOON,
    )


def late_day(employee: Employee, day: date, minutes: int = 42) -> Day:
    return make_day(employee, day, first=450 + minutes, late=minutes)


def empty_day(employee: Employee, day: date) -> Day:
    """A workday without any record."""
    return make_day(employee, day, Day.Status.OPEN, first=None, last=None)


def correction_draft(
    day: date,
    choice: str = "FIELD",
    text: str = "Mengantar berkas BOS ke bank.",
    *,
    key: UUID | None = None,
    upload: Any = None,
) -> CorrectionDraft:
    return CorrectionDraft(key=key or uuid7(NOON), day=day, choice=choice, text=text, upload=upload)


def make_correction(
    employee: Employee,
    day: date,
    *,
    choice: str = Correction.Choice.FIELD,
    status: str = Correction.Status.WAITING,
    text: str = "Mengantar berkas BOS ke bank.",
    by: Employee | None = None,
    at: datetime = NOON,
    file_id: UUID | None = None,
) -> Correction:
    """A correction with its first step; `by` decided it, where it is decided."""
    decided = status in {"ACCEPTED", "REFUSED"}
    row = Correction.objects.create(
        id=uuid7(at),
        employee=employee,
        day=day,
        choice=choice,
        text=text,
        seen="Masuk 08.12, lewat 42 menit.",
        status=status,
        file_id=file_id,
        filed_at=at,
        decide_by=TODAY + timedelta(3),
        decided_by=by if decided else None,
        decided_at=at if decided else None,
    )
    CorrectionStep.objects.create(correction=row, kind="FILED", by=employee, role="SELF", at=at)
    if status == "ASKED":
        CorrectionStep.objects.create(
            correction=row, kind="ASKED", by=by, role="SUPERIOR", note="Ke bank mana?", at=at
        )
    return row


def make_closing(
    unit: Unit, people: Sequence[Employee], month: date, *, at: datetime = NOON
) -> MonthClosing:
    """A closed month in which each of these people was present on its first weekday."""
    row = MonthClosing.objects.create(
        unit=unit, month=month, closed_at=at, role="ADMIN_OPD", people=len(people)
    )
    letters = "H".ljust(len(days_of(month)), "_")
    MonthLine.objects.bulk_create(
        MonthLine(
            closing=row,
            employee=person,
            month=month,
            recorded=letters,
            held=letters,
            recorded_late_minutes=0,
            late_minutes=0,
            early_minutes=0,
        )
        for person in people
    )
    return row
