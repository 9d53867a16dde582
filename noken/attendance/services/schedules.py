"""Which schedule holds for a unit or a person, and on which days Ramadan is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from noken.attendance import access
from noken.attendance.events import RamadanSet, ScheduleEnded, ScheduleSet
from noken.attendance.models import PersonSchedule, Ramadan, Schedule, UnitSchedule
from noken.attendance.services._permits import require_unit
from noken.core import events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused

EARLIEST = date(2020, 1, 1)
RAMADAN_DAYS = (29, 30)
SEASON = timedelta(40)
"""A Ramadan that begins so near to another one is the same, put right."""
BASIS = "Perpres 21/2023"


@dataclass(frozen=True, slots=True)
class NewSchedule:
    """A schedule from `start_on` on, with `end_on` (the first day after) only for a while."""

    schedule_id: int
    start_on: date
    basis: str
    end_on: date | None = None
    elsewhere_days: tuple[int, ...] = ()


@transaction.atomic
def set_unit_schedule(unit_id: int, new: NewSchedule, *, by: Actor, at: datetime) -> UnitSchedule:
    """A schedule holds for a unit and all below it; the one before it ends or is interrupted.

    Raises:
        Refused: `attendance.not_yours`, `schedule.no_basis`, `schedule.unknown`,
            `schedule.ends_before_start`, `schedule.too_early`, `schedule.later_exists`.
    Emits: ScheduleSet.
    """
    require_unit(by, unit_id)
    _check(new)
    _make_room(UnitSchedule.objects.filter(unit=unit_id), new)
    row = UnitSchedule.objects.create(unit_id=unit_id, **_fields(new, by, at))
    events.emit(
        ScheduleSet(
            by=by,
            at=at,
            unit_id=unit_id,
            start_on=new.start_on,
            end_on=new.end_on,
            basis=new.basis,
        )
    )
    return row


@transaction.atomic
def set_person_schedule(
    employee_id: int, new: NewSchedule, *, by: Actor, at: datetime
) -> PersonSchedule:
    """A schedule holds for one person, before that of the unit.

    Raises:
        Refused: `schedule.not_yours`, and those of `set_unit_schedule`.
    Emits: ScheduleSet.
    """
    _require_person(by, employee_id)
    _check(new)
    _make_room(PersonSchedule.objects.filter(employee=employee_id), new)
    row = PersonSchedule.objects.create(employee_id=employee_id, **_fields(new, by, at))
    events.emit(
        ScheduleSet(
            by=by,
            at=at,
            subject_id=employee_id,
            employee_ids=(employee_id,),
            start_on=new.start_on,
            end_on=new.end_on,
            basis=new.basis,
        )
    )
    return row


@transaction.atomic
def end_unit_schedule(row_id: int, on: date, *, by: Actor, at: datetime) -> None:
    """From `on` the schedule of the unit above holds again; one that never began is gone.

    Raises:
        Refused: `attendance.not_yours`, `schedule.ended`.
    Emits: ScheduleEnded.
    """
    row = UnitSchedule.objects.select_for_update().filter(pk=row_id).first()
    if row is None:
        raise _ended()
    require_unit(by, row.unit_id)
    until = row.end_on
    _end(row, on)
    events.emit(
        ScheduleEnded(
            by=by, at=at, unit_id=row.unit_id, start_on=max(on, row.start_on), end_on=until
        )
    )


@transaction.atomic
def end_person_schedule(row_id: int, on: date, *, by: Actor, at: datetime) -> None:
    """From `on` the schedule of the unit holds for the person again.

    Raises:
        Refused: `schedule.not_yours`, `schedule.ended`.
    Emits: ScheduleEnded.
    """
    row = PersonSchedule.objects.select_for_update().filter(pk=row_id).first()
    if row is None:
        raise _ended()
    _require_person(by, row.employee_id)
    until = row.end_on
    _end(row, on)
    events.emit(
        ScheduleEnded(
            by=by,
            at=at,
            subject_id=row.employee_id,
            employee_ids=(row.employee_id,),
            start_on=max(on, row.start_on),
            end_on=until,
        )
    )


@transaction.atomic
def set_ramadan(first: date, last: date, *, source: str, by: Actor, at: datetime) -> Ramadan:
    """The days of a Ramadan as announced; an expected range near them is replaced.

    Raises:
        Refused: `ramadan.not_yours`, `ramadan.length`, `ramadan.no_source`.
    Emits: RamadanSet.
    """
    if not by.roles & {Role.PERSONNEL, Role.SYSTEM}:
        raise Refused(
            "Tanggal Ramadan dipastikan BKPSDM. Sampaikan perubahan kepada BKPSDM.",
            code="ramadan.not_yours",
        )
    end_on = last + timedelta(1)
    if (end_on - first).days not in RAMADAN_DAYS:
        raise Refused(
            "Ramadan berlangsung 29 atau 30 hari. Periksa kedua tanggalnya.",
            code="ramadan.length",
            basis=BASIS,
        )
    if not source.strip():
        raise Refused(
            "Tuliskan dasarnya, misalnya keputusan sidang isbat.", code="ramadan.no_source"
        )
    near = Ramadan.objects.select_for_update().filter(
        start_on__gt=first - SEASON, start_on__lt=first + SEASON
    )
    before = list(near.values_list("start_on", "end_on"))
    near.delete()
    row = Ramadan.objects.create(
        start_on=first,
        end_on=end_on,
        confirmed=True,
        source=source,
        set_by_id=by.employee_id,
        set_at=at,
    )
    touched = [*before, (first, end_on)]
    events.emit(
        RamadanSet(
            by=by,
            at=at,
            start_on=min(start for start, _ in touched),
            end_on=max(end for _, end in touched),
            basis=source,
        )
    )
    return row


def _require_person(by: Actor, employee_id: int) -> None:
    if not access.can_set_schedule_of(by, employee_id):
        raise Refused(
            "Jadwal seseorang ditetapkan admin OPD-nya atau BKPSDM, dan tidak oleh dirinya "
            "sendiri. Sampaikan permintaan Anda kepada mereka.",
            code="schedule.not_yours",
        )


def _check(new: NewSchedule) -> None:
    if not new.basis.strip():
        raise Refused("Tuliskan dasar jadwal ini, misalnya nomor surat.", code="schedule.no_basis")
    if new.start_on < EARLIEST:
        raise Refused("Jadwal berlaku paling awal 1 Januari 2020.", code="schedule.too_early")
    if new.end_on is not None and new.end_on <= new.start_on:
        raise Refused(
            "Hari terakhir tidak boleh sebelum hari mulai. Periksa kedua tanggalnya.",
            code="schedule.ends_before_start",
        )
    if not Schedule.objects.filter(pk=new.schedule_id, in_use=True).exists():
        raise Refused("Pilih jadwal dari daftar.", code="schedule.unknown")


def _make_room(rows: QuerySet, new: NewSchedule) -> None:  # type: ignore[type-arg]  # of units or people
    """End what holds when the new one begins; what was to follow a passing one goes on after it."""
    touching = rows.select_for_update().filter(Q(end_on=None) | Q(end_on__gt=new.start_on))
    if new.end_on is not None:
        touching = touching.filter(start_on__lt=new.end_on)
    for row in touching:
        if row.start_on > new.start_on:
            raise Refused(
                "Sudah ada jadwal yang mulai berlaku sesudah tanggal itu. Akhiri dulu jadwal "
                "tersebut, atau pilih tanggal yang lebih baru.",
                code="schedule.later_exists",
            )
        until = row.end_on
        if row.start_on == new.start_on:
            row.delete()
        else:
            row.end_on = new.start_on
            row.save(update_fields=["end_on"])
        if new.end_on is not None and (until is None or until > new.end_on):
            row.pk, row.start_on, row.end_on = None, new.end_on, until
            row.save(force_insert=True)


def _fields(new: NewSchedule, by: Actor, at: datetime) -> dict[str, object]:
    return {
        "schedule_id": new.schedule_id,
        "elsewhere_days": sorted(new.elsewhere_days),
        "basis": new.basis,
        "start_on": new.start_on,
        "end_on": new.end_on,
        "set_by_id": by.employee_id,
        "set_at": at,
    }


def _end(row: UnitSchedule | PersonSchedule, on: date) -> None:
    if row.end_on is not None and row.end_on <= on:
        raise _ended()
    if on <= row.start_on:
        row.delete()
        return
    row.end_on = on
    row.save(update_fields=["end_on"])


def _ended() -> Refused:
    return Refused(
        "Jadwal ini sudah berakhir. Muat ulang halaman untuk melihat yang berlaku.",
        code="schedule.ended",
    )
