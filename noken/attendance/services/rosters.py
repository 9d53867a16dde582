"""Who has which shift on which day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db import transaction

from noken.attendance import access
from noken.attendance.events import RosterWritten
from noken.attendance.models import RosterEntry, ScheduleHours
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization.models import Employee
from noken.ui.formats import day_named

MOST = 2000
UNSET, FREE = -1, 0


@dataclass(frozen=True, slots=True)
class Shift:
    """One cell of a roster: `hours_id` None is free, `cleared` takes back what stood there.

    `seen` is what the page showed there (UNSET, FREE or the id of a shift); None: no page.
    """

    employee_id: int
    day: date
    hours_id: int | None = None
    cleared: bool = False
    seen: int | None = None


@transaction.atomic
def write_roster(cells: Sequence[Shift], *, by: Actor, at: datetime) -> int:
    """Give out shifts; how many cells changed.

    Raises:
        Refused: `roster.not_yours`, `roster.too_many`, `roster.unknown_shift`, `roster.past`,
            `roster.changed`, `roster.overlaps`.
    Emits: RosterWritten, one per person.
    """
    if len(cells) > MOST:
        raise Refused(f"Simpan paling banyak {MOST} sel sekaligus.", code="roster.too_many")
    people = _people(cells, by)
    _check_shifts(cells)
    # One writer at a time for these people: their nights touch the next morning.
    list(Employee.objects.select_for_update().filter(pk__in=people).order_by("pk").values("pk"))
    changed = _changed(cells)
    if not access.can_write_past_roster(by) and any(cell.day < by.on for cell in changed):
        raise Refused(
            "Hari yang sudah lewat hanya dapat diubah admin OPD atau BKPSDM. "
            "Sampaikan perubahannya kepada mereka.",
            code="roster.past",
        )
    _store(changed, by, at)
    _refuse_overlaps(changed, people)
    _tell(changed, by, at)
    return len(changed)


def _people(cells: Sequence[Shift], by: Actor) -> dict[int, str]:
    wanted = {cell.employee_id for cell in cells}
    found = Employee.objects.filter(access.rostered_by(by), pk__in=wanted)
    names = dict(found.values_list("pk", "name"))
    if wanted - set(names):
        raise Refused(
            "Piket disusun atasan, admin OPD, atau BKPSDM untuk pegawainya. Muat ulang halaman.",
            code="roster.not_yours",
        )
    return names


def _check_shifts(cells: Sequence[Shift]) -> None:
    wanted = {cell.hours_id for cell in cells if cell.hours_id is not None}
    known = ScheduleHours.objects.filter(pk__in=wanted, weekday=None).count()
    if known != len(wanted):
        raise Refused("Pilih sif dari daftar.", code="roster.unknown_shift")


def _changed(cells: Sequence[Shift]) -> list[Shift]:
    held: dict[tuple[int, date], int | None] = {
        (pk, day): hours
        for pk, day, hours in RosterEntry.objects.filter(
            employee__in={cell.employee_id for cell in cells},
            day__in={cell.day for cell in cells},
        ).values_list("employee", "day", "hours")
    }
    for cell in cells:
        if cell.seen is not None and cell.seen != _stored(held, (cell.employee_id, cell.day)):
            raise Refused(
                f"Piket {day_named(cell.day)} baru saja diubah orang lain, jadi tidak ada yang "
                "disimpan. Periksa perubahannya, lalu simpan lagi.",
                code="roster.changed",
            )
    return [
        cell
        for cell in {(cell.employee_id, cell.day): cell for cell in cells}.values()
        if _differs(cell, held)
    ]


def _stored(held: Mapping[tuple[int, date], int | None], key: tuple[int, date]) -> int:
    return (held[key] or FREE) if key in held else UNSET


def _differs(cell: Shift, held: Mapping[tuple[int, date], int | None]) -> bool:
    key = (cell.employee_id, cell.day)
    if cell.cleared:
        return key in held
    return key not in held or held[key] != cell.hours_id


def _store(cells: Sequence[Shift], by: Actor, at: datetime) -> None:
    for cell in cells:
        if cell.cleared:
            RosterEntry.objects.filter(employee=cell.employee_id, day=cell.day).delete()
    RosterEntry.objects.bulk_create(
        [
            RosterEntry(
                employee_id=cell.employee_id,
                day=cell.day,
                hours_id=cell.hours_id,
                set_by_id=by.employee_id,
                set_at=at,
            )
            for cell in cells
            if not cell.cleared
        ],
        update_conflicts=True,
        unique_fields=["employee", "day"],
        update_fields=["hours", "set_by", "set_at"],
    )


def _refuse_overlaps(cells: Sequence[Shift], people: dict[int, str]) -> None:
    """A shift must not begin before the one of the day before has ended."""
    days = {cell.day + timedelta(n) for cell in cells for n in (-1, 0, 1)}
    touched = {cell.employee_id for cell in cells}
    rows = (
        RosterEntry.objects.filter(employee__in=touched, day__in=days, hours__isnull=False)
        .order_by("employee", "day")
        .values_list("employee", "day", "hours__start", "hours__end")
    )
    for (one, day, _, end), (other, following, start, _) in pairwise(rows):
        if one == other and end > (following - day).days * 1440 + start:
            raise Refused(
                f"{people[one]}: sif {day_named(following)} mulai sebelum sif hari sebelumnya "
                "selesai. Beri jeda atau pilih sif lain; tidak ada yang disimpan.",
                code="roster.overlaps",
                basis="PermenPANRB 4/2025",
            )


def _tell(cells: Collection[Shift], by: Actor, at: datetime) -> None:
    days: dict[int, list[date]] = {}
    for cell in cells:
        days.setdefault(cell.employee_id, []).append(cell.day)
    events.emit(
        *(
            RosterWritten(
                by=by,
                at=at,
                subject_id=pk,
                employee_ids=(pk,),
                start_on=min(own) - timedelta(1),
                end_on=max(own) + timedelta(2),
            )
            for pk, own in days.items()
        )
    )
