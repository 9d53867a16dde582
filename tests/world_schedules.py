"""Makers of schedules: for a unit, for a person, a roster, days off of one unit."""

from collections.abc import Sequence
from datetime import date

from noken.attendance.models import (
    PersonSchedule,
    RosterEntry,
    Schedule,
    ScheduleHours,
    UnitSchedule,
)
from noken.calendars.models import Holiday
from noken.organization.models import Employee, Unit
from tests.world import NOON, START


def schedule(code: str) -> Schedule:
    """One of those every instansi begins with."""
    return Schedule.objects.get(code=code)


def shift(code: str, letter: str) -> ScheduleHours:
    return ScheduleHours.objects.get(schedule__code=code, code=letter)


def make_unit_schedule(
    unit: Unit,
    code: str,
    *,
    start_on: date = START,
    end_on: date | None = None,
    elsewhere_days: Sequence[int] = (),
) -> UnitSchedule:
    return UnitSchedule.objects.create(
        unit=unit,
        schedule=schedule(code),
        elsewhere_days=list(elsewhere_days),
        basis="Surat 800/1",
        set_at=NOON,
        start_on=start_on,
        end_on=end_on,
    )


def make_person_schedule(
    employee: Employee,
    code: str,
    *,
    start_on: date = START,
    end_on: date | None = None,
    elsewhere_days: Sequence[int] = (),
) -> PersonSchedule:
    return PersonSchedule.objects.create(
        employee=employee,
        schedule=schedule(code),
        elsewhere_days=list(elsewhere_days),
        basis="Surat 800/2",
        set_at=NOON,
        start_on=start_on,
        end_on=end_on,
    )


def make_roster(employee: Employee, day: date, hours: ScheduleHours | None) -> RosterEntry:
    return RosterEntry.objects.create(employee=employee, day=day, hours=hours, set_at=NOON)


def make_day_off(day: date, unit: Unit | None = None, name: str = "Libur semester") -> Holiday:
    return Holiday.objects.create(
        day=day, name=name, kind=Holiday.Kind.LOCAL, unit=unit, confirmed=True, source="SK 1"
    )
