"""Schedules of the sample: schools, shifts of puskesmas and Satpol PP with rosters, flexible time,
half days of part-time PPPK by their contracts.

Rows are as the services of attendance write them; hours are those every instansi begins with.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from noken.attendance.models import Schedule, ScheduleHours
from noken.attendance.rules.working_time import Hours
from noken.attendance.services.catalogue import DatedHours, NewPattern, define_schedule
from noken.config.demo.people import Staffing, Worker
from noken.config.demo.structure import DraftUnit
from noken.config.demo.tables import copy, put_sequences_right
from noken.config.demo.write_people import UnitRows
from noken.core.actor import system
from noken.core.values import days

SINCE = date(2026, 1, 5)
FLEXIBLE_SINCE = date(2026, 9, 1)
AT = datetime.combine(SINCE, time(1), UTC)
BACK, AHEAD = 100, 14
"""Days before and after the day of loading that have a roster."""
TURNS = {"CLINIC_SHIFTS": ("P", "S", "M", ""), "ORDER_SHIFTS": ("P", "M", "", "")}
OFFICE_EVERY = 5
"""One in so many, and each head, keeps office hours inside the roster."""
PART_TIME = "PPPK_PART_TIME"
WITHOUT_EVERY = 9
"""One in so many part-time PPPK has no schedule from the contract yet."""
MORNINGS = Hours(450, 690, 450, 690, 240)
"""07.30 to 11.30."""
TERMS = (
    (date(2026, 6, 22), date(2026, 7, 11), "Libur akhir tahun pelajaran"),
    (date(2026, 12, 21), date(2027, 1, 2), "Libur semester ganjil"),
)
TERM_SOURCE = "Kalender pendidikan 2026/2027"


def write_schedules(units: UnitRows, staffing: Staffing, on: date) -> None:
    """Everything in five COPYs."""
    given = list(_given(units.units))
    mornings = _mornings(on)
    ids = dict(Schedule.objects.values_list("code", "pk"))
    copy(
        "attendance_unitschedule",
        ("unit_id", "schedule_id", "elsewhere_days", "basis", "set_at", "start_on"),
        (
            (units.ids[unit.key], ids[code], Jsonb(elsewhere), basis, AT, start_on)
            for unit, code, basis, start_on, elsewhere in given
        ),
    )
    copy(
        "calendars_holiday",
        ("day", "name", "kind", "unit_id", "confirmed", "source"),
        _terms(units),
    )
    copy(
        "attendance_personschedule",
        ("employee_id", "schedule_id", "elsewhere_days", "basis", "set_at", "start_on"),
        [*_persons(staffing, ids), *_contracts(staffing, mornings)],
    )
    turning = {unit.key: code for unit, code, *_ in given if code in TURNS}
    shifts = _shifts()
    copy(
        "attendance_rosterentry",
        ("employee_id", "day", "hours_id", "set_at"),
        _roster(staffing, turning, shifts, on),
    )
    put_sequences_right(
        "attendance_unitschedule",
        "attendance_personschedule",
        "attendance_rosterentry",
        "calendars_holiday",
    )


def _given(units: list[DraftUnit]) -> Iterator[tuple[DraftUnit, str, str, date, list[int]]]:
    """Unit, code of the schedule, its basis, since when, and days elsewhere."""
    small = not any(unit.kind == "PUSKESMAS" for unit in units)
    for unit in units:
        if unit.kind == "SCHOOL":
            yield unit, "SCHOOL", TERM_SOURCE, SINCE, []
        elif unit.kind == "PUSKESMAS" or (small and unit.key == "DIS-PRAFI-S3"):
            yield unit, "CLINIC_SHIFTS", "SK Kepala Dinas Kesehatan 800/7", SINCE, []
        elif unit.key.startswith("SATPOLPP-BID"):
            yield unit, "ORDER_SHIFTS", "SK Kepala Satpol PP 800/3", SINCE, []
        elif unit.key == "BKPSDM-BID2":
            yield unit, "FLEXIBLE", "Surat Sekda 800/112", FLEXIBLE_SINCE, []
        elif unit.key == "DISKOMINFO":
            yield unit, "NORMAL", "Surat Sekda 800/118", FLEXIBLE_SINCE, [4]


def _terms(units: UnitRows) -> Iterator[tuple[Any, ...]]:
    for unit in units.units:
        if unit.kind == "SCHOOL":
            for first, last, name in TERMS:
                for day in days(first, last + timedelta(1)):
                    yield day, name, "LOCAL", units.ids[unit.key], True, TERM_SOURCE


def _persons(staffing: Staffing, ids: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    """One of the agency for education works flexibly, by a letter of her own."""
    team = [worker for worker in staffing.workers if worker.unit.key == "DISDIK-BID1"]
    for worker in [each for each in team if not each.is_head and each.kind != PART_TIME][3:4]:
        basis = "Surat Kepala Dinas 800/45"
        yield worker.id, ids["FLEXIBLE"], Jsonb([2]), basis, AT, FLEXIBLE_SINCE


def _mornings(on: date) -> int:
    """The hours of the contracts, a schedule that BKPSDM made."""
    new = NewPattern(
        name="Paruh waktu, pagi",
        source="Kontrak kerja PPPK paruh waktu 2026",
        is_decreed=True,
        is_shift=False,
        hours=[DatedHours(MORNINGS, weekday) for weekday in range(5)],
    )
    return define_schedule(new, by=system(on), at=AT).pk


def _contracts(staffing: Staffing, schedule_id: int) -> Iterator[tuple[Any, ...]]:
    """What the contract of each part-time PPPK says, of most of them."""
    found = [each for each in staffing.workers if each.kind == PART_TIME]
    for number, worker in enumerate(found):
        if number % WITHOUT_EVERY != WITHOUT_EVERY - 1:
            basis = f"Kontrak kerja 814/{number + 1}"
            yield worker.id, schedule_id, Jsonb([]), basis, AT, SINCE


def _shifts() -> dict[tuple[str, str], int]:
    """Asked before the COPY begins: the connection answers nothing else while it runs."""
    rows = ScheduleHours.objects.filter(weekday=None)
    return {
        (code, letter): pk for code, letter, pk in rows.values_list("schedule__code", "code", "pk")
    }


def _roster(
    staffing: Staffing, turning: dict[str, str], shifts: dict[tuple[str, str], int], on: date
) -> Iterator[tuple[int, date, int | None, datetime]]:
    """Shifts in turn, each person a day further on than the one before; half of next week is
    left for somebody to write."""
    first, last = on - timedelta(BACK), on + timedelta(AHEAD)
    counts: dict[str, int] = {}
    for worker in staffing.workers:
        code = turning.get(worker.unit.key)
        if code is None or worker.standing != "ACTIVE":
            continue
        number = counts[worker.unit.key] = counts.get(worker.unit.key, -1) + 1
        end = last if number % 2 == 0 else on + timedelta(7 - on.weekday())
        for day in days(max(first, worker.since), end):
            yield worker.id, day, shifts.get((code, _turn(worker, code, number, day))), AT


def _turn(worker: Worker, code: str, number: int, day: date) -> str:
    if worker.is_head or number % OFFICE_EVERY == OFFICE_EVERY - 1:
        return "K" if day.weekday() < 5 else ""
    turns = TURNS[code]
    return turns[(day.toordinal() + number) % len(turns)]
