"""Making a schedule that units and people may be given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from noken.attendance.events import ScheduleDefined
from noken.attendance.models import Schedule, ScheduleHours
from noken.attendance.rules.working_time import Hours, faults_of
from noken.core import events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.ui.formats import DAYS

FAULTS = {
    "starts_outside_day": "jam masuknya di luar hari itu",
    "ends_before_start": "jam pulang harus sesudah jam masuk, paling lama 24 jam",
    "ends_too_late": "jam pulang paling lambat pukul 12.00 hari berikutnya",
    "break_outside": "istirahatnya di luar jam kerja",
    "core_outside": "jam intinya di luar jam kerja",
    "more_than_fits": "jam kerjanya lebih lama daripada waktu yang ada",
}
BASIS = "Perpres 21/2023"


@dataclass(frozen=True, slots=True)
class DatedHours:
    """Hours of a weekday (0 is Monday), in Ramadan or not; or of a shift, `weekday` None."""

    hours: Hours
    weekday: int | None = None
    ramadan: bool = False


@dataclass(frozen=True, slots=True)
class NewPattern:
    """`is_decreed`: a letter in force says so; else it is shown as waiting for one."""

    name: str
    source: str
    is_decreed: bool
    is_shift: bool
    hours: Sequence[DatedHours]


@transaction.atomic
def define_schedule(new: NewPattern, *, by: Actor, at: datetime) -> Schedule:
    """A schedule by weekday, or shifts for a roster; it holds for nobody until it is set.

    Raises:
        Refused: `schedule.not_a_keeper`, `schedule.no_basis`, `schedule.no_name`,
            `schedule.name_taken`, `schedule.no_hours`, `schedule.bad_hours`.
    Emits: ScheduleDefined.
    """
    if not by.roles & {Role.PERSONNEL, Role.SYSTEM}:
        raise Refused(
            "Jadwal baru disusun BKPSDM. Sampaikan jam yang Anda perlukan kepada BKPSDM.",
            code="schedule.not_a_keeper",
        )
    _check(new)
    kind = Schedule.Kind.SHIFT if new.is_shift else Schedule.Kind.WEEK
    row = Schedule.objects.create(
        code=f"LOCAL_{Schedule.objects.count() + 1}",
        name=new.name.strip(),
        kind=kind,
        keeps_holidays=not new.is_shift,
        source=new.source.strip(),
        mark="A" if new.is_decreed else "C",
    )
    ScheduleHours.objects.bulk_create(
        _row(row, number, each) for number, each in enumerate(new.hours, start=1)
    )
    events.emit(ScheduleDefined(by=by, at=at, schedule_id=row.pk, why=new.source))
    return row


def _check(new: NewPattern) -> None:
    if not new.name.strip():
        raise Refused("Beri jadwal ini nama.", code="schedule.no_name")
    if not new.source.strip():
        raise Refused("Tuliskan dasar jadwal ini, misalnya nomor surat.", code="schedule.no_basis")
    if Schedule.objects.filter(name__iexact=new.name.strip()).exists():
        raise Refused(
            "Sudah ada jadwal dengan nama ini. Pilih nama lain.", code="schedule.name_taken"
        )
    if not any(not each.ramadan for each in new.hours):
        raise Refused("Isi jam untuk sedikitnya satu hari atau sif.", code="schedule.no_hours")
    for each in new.hours:
        for fault in faults_of(each.hours):
            raise Refused(
                f"{_name_of(each)}: {FAULTS[fault]}.", code="schedule.bad_hours", basis=BASIS
            )


def _name_of(each: DatedHours) -> str:
    day = DAYS[each.weekday] if each.weekday is not None else each.hours.label
    return f"{day} (Ramadan)" if each.ramadan else day


def _row(schedule: Schedule, number: int, each: DatedHours) -> ScheduleHours:
    season = ScheduleHours.Season
    hours = each.hours
    return ScheduleHours(
        schedule=schedule,
        season=season.RAMADAN if each.ramadan else season.USUAL,
        weekday=each.weekday,
        code="" if each.weekday is not None else str(number),
        label=hours.label,
        start=hours.start,
        end=hours.end,
        late_from=hours.late_from,
        early_until=hours.early_until,
        break_from=hours.break_from,
        break_minutes=hours.break_minutes,
        required=hours.required,
    )
