"""Close a month, and open it again with a reason: the lines of a closing are never changed."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction

from noken.attendance import access
from noken.attendance.events import MonthClosed, MonthReopened
from noken.attendance.models import MonthClosing, MonthLine
from noken.attendance.queries import unit_people
from noken.attendance.queries.catalogue import signed_proposals
from noken.attendance.queries.held import Row, rows_of
from noken.attendance.queries.months import closed_below, covering
from noken.attendance.queries.recounting import is_recounting
from noken.attendance.rules import months as rules
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.ui import formats

BATCH = 2000
LONGEST_REASON = 300
_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended(current_schema() || '/months', 0))"


@transaction.atomic
def close_month(unit_id: int, month: date, *, by: Actor, at: datetime) -> MonthClosing:
    """Keep the month of a unit with all below it: what was recorded and what holds, a line a
    person. Undecided days are kept as undecided; days that wait to be derived are waited for.

    Raises:
        Refused: `month.not_yours`, `month.unknown_unit`, `month.not_over`, `month.closed`,
            `month.part_closed`, `month.recounting`.
    Emits: MonthClosed.
    """
    month = month.replace(day=1)
    unit = _unit(unit_id, by)
    on = clock.day_of(at)
    if not rules.may_close(month, on):
        first = formats.day_long(rules.month_after(month))
        raise Refused(
            f"Bulan ini belum berakhir. Rekap dapat ditutup mulai {first}.", code="month.not_over"
        )
    _lock()
    if covering(unit.path, month).filter(reopened_at=None).exists():
        raise Refused("Rekap bulan ini sudah ditutup.", code="month.closed")
    if closed_below(unit.path, month):
        raise Refused(
            "Sebagian unit di bawah unit ini sudah menutup bulannya sendiri. Tutup sisanya per "
            "unit, atau buka kembali yang sudah ditutup.",
            code="month.part_closed",
        )
    people = unit_people.ids_in(unit.path, min(on, rules.month_after(month)), month)
    if is_recounting(people, month):
        raise Refused(
            "Masih ada hari di bulan ini yang sedang dihitung ulang. Tutup rekapnya beberapa "
            "menit lagi.",
            code="month.recounting",
        )
    row = MonthClosing.objects.create(
        unit_id=unit.id,
        month=month,
        closed_at=at,
        closed_by_id=by.employee_id,
        role=by.role,
        people=len(people),
    )
    _keep(row, people, on)
    events.emit(MonthClosed(by=by, at=at, closing_id=row.pk, unit_id=unit.id, month=month))
    return row


@transaction.atomic
def reopen_month(closing_id: int, *, why: str, by: Actor, at: datetime) -> MonthClosing:
    """Open a closed month again. What was kept stays readable, with who opened it and why.

    Raises:
        Refused: `month.not_yours`, `month.not_closed`, `month.no_reason`, `month.too_long`.
    Emits: MonthReopened.
    """
    row = MonthClosing.objects.select_for_update().filter(pk=closing_id).first()
    if row is None or not access.can_close(by, row.unit_id):
        raise _not_yours()
    if row.reopened_at is not None:
        raise Refused("Rekap bulan ini sudah dibuka kembali.", code="month.not_closed")
    if not why.strip():
        raise Refused("Tuliskan mengapa rekap dibuka kembali.", code="month.no_reason")
    if len(why.strip()) > LONGEST_REASON:
        raise Refused(
            f"Alasan paling banyak {LONGEST_REASON} huruf. Singkatkan, lalu kirim lagi.",
            code="month.too_long",
        )
    row.reopened_at, row.reopened_by_id, row.reopen_reason = at, by.employee_id, why.strip()
    row.save(update_fields=["reopened_at", "reopened_by", "reopen_reason"])
    MonthLine.objects.filter(closing=row).update(current=False)
    events.emit(
        MonthReopened(
            by=by,
            at=at,
            closing_id=row.pk,
            unit_id=row.unit_id,
            month=row.month,
            why=row.reopen_reason,
        )
    )
    return row


def _keep(closing: MonthClosing, people: Sequence[int], on: date) -> None:
    length = len(rules.days_of(closing.month))
    none = Row("_" * length, "_" * length, 0, 0, 0, 0)
    signed = signed_proposals()
    for first in range(0, len(people), BATCH):
        part = people[first : first + BATCH]
        rows = rows_of(part, closing.month, on, signed)
        MonthLine.objects.bulk_create(
            _line(closing, person_id, rows.get(person_id, none)) for person_id in part
        )


def _line(closing: MonthClosing, person_id: int, row: Row) -> MonthLine:
    return MonthLine(
        closing=closing,
        employee_id=person_id,
        month=closing.month,
        recorded=row.recorded,
        held=row.held,
        recorded_late_minutes=row.recorded_late,
        late_minutes=row.late,
        early_minutes=row.early,
        adding_minutes=row.adding,
    )


def _unit(unit_id: int, by: Actor) -> unit_people.UnitView:
    if not access.can_close(by, unit_id):
        raise _not_yours()
    unit = unit_people.unit_of(unit_id)
    if unit is None:
        raise Refused("Unit ini tidak ada. Pilih unit lain.", code="month.unknown_unit")
    return unit


def _lock() -> None:
    """One closing at a time: two of overlapping units would keep people twice."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)


def _not_yours() -> Refused:
    return Refused(
        "Rekap ditutup dan dibuka kembali oleh admin kepegawaian OPD untuk unitnya sendiri, atau "
        "oleh BKPSDM.",
        code="month.not_yours",
    )
