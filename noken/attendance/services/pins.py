"""Who stands behind a PIN; punches that waited are credited, and taken back when it was wrong."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from noken.attendance.events import PinAssigned, PinEnded
from noken.attendance.models import PinAssignment, Site
from noken.attendance.rules.pins import pin_key
from noken.attendance.services._permits import require_unit
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused

# Only what a machine or a file sent under this PIN: entries that named the person have other keys.
_CREDIT = """
with moved as (
    update attendance_punch p set employee_id = %(after)s::bigint
    from attendance_recorder r
    where r.id = p.recorder_id and r.site_id = %(site)s and p.pin_key = %(pin)s
      and p.employee_id is not distinct from %(before)s::bigint
      and p.local_time >= %(start)s::date
      and (%(end)s::date is null or p.local_time < %(end)s::date)
    returning p.local_time::date as day
), touched as (
    insert into attendance_dirtyspan (employee_id, start_on, end_on)
    select coalesce(%(after)s::bigint, %(before)s::bigint), min(day) - 1, max(day) + 2
    from moved having count(*) > 0
)
select count(*) from moved
"""


@transaction.atomic
def assign_pin(  # noqa: PLR0913 (who, where, which, from when until when)
    site_id: int,
    pin: str,
    employee_id: int,
    start_on: date,
    end_on: date | None = None,
    *,
    by: Actor,
    at: datetime,
) -> int:
    """From a day on a person stands behind a PIN of a site; how many waiting punches got credited.

    Raises:
        Refused: `attendance.unknown_site`, `attendance.not_yours`, `attendance.no_pin`,
            `attendance.ends_before_start`, `attendance.pin_taken`.
    Emits: PinAssigned.
    """
    site = _site(site_id, by)
    if not pin.strip():
        raise Refused("Isi nomor (PIN) seperti tertera di mesin.", code="attendance.no_pin")
    if end_on is not None and end_on <= start_on:
        raise Refused(
            "Hari berakhir harus sesudah hari mulai. Periksa kedua tanggalnya.",
            code="attendance.ends_before_start",
        )
    key = pin_key(pin)
    _require_free(site, key, start_on, end_on)
    row = PinAssignment.objects.create(
        site=site, pin_key=key, employee_id=employee_id, start_on=start_on, end_on=end_on
    )
    credited = _credit(row, start_on, end_on, before=None, after=employee_id)
    events.emit(
        PinAssigned(
            by=by,
            at=at,
            subject_id=employee_id,
            assignment_id=row.pk,
            punches=credited,
            site_id=site_id,
            pin_key=key,
            start_on=start_on,
        )
    )
    return credited


@transaction.atomic
def end_pin(assignment_id: int, end_on: date, *, by: Actor, at: datetime) -> int:
    """From `end_on` on the person stands no more behind the PIN; how many punches wait again.

    An end on or before the first day takes the whole assignment back.

    Raises:
        Refused: `attendance.unknown_pin`, `attendance.not_yours`.
    Emits: PinEnded.
    """
    row = PinAssignment.objects.select_for_update().filter(pk=assignment_id).first()
    if row is None:
        raise Refused("Pemilik PIN ini sudah dicabut.", code="attendance.unknown_pin", status=404)
    _site(row.site_id, by)
    since = max(end_on, row.start_on)
    freed = _credit(row, since, row.end_on, before=row.employee_id, after=None)
    employee_id, row_id = row.employee_id, row.pk
    if end_on <= row.start_on:
        row.delete()
    elif row.end_on is None or end_on < row.end_on:
        row.end_on = end_on
        row.save(update_fields=["end_on"])
    events.emit(PinEnded(by=by, at=at, subject_id=employee_id, assignment_id=row_id, punches=freed))
    return freed


def _site(site_id: int, by: Actor) -> Site:
    site = Site.objects.select_for_update().filter(pk=site_id).first()
    if site is None:
        raise Refused("Tempat ini tidak ditemukan.", code="attendance.unknown_site", status=404)
    require_unit(by, site.unit_id)
    return site


def _require_free(site: Site, key: str, start_on: date, end_on: date | None) -> None:
    rows = PinAssignment.objects.filter(site=site, pin_key=key)
    rows = rows.filter(Q(end_on=None) | Q(end_on__gt=start_on))
    if end_on is not None:
        rows = rows.filter(start_on__lt=end_on)
    taken = rows.select_related("employee").first()
    if taken is not None:
        raise Refused(
            f"PIN {key} pada waktu itu milik {taken.employee.name}. Akhiri dahulu, lalu ulangi.",
            code="attendance.pin_taken",
        )


def _credit(
    row: PinAssignment,
    start_on: date,
    end_on: date | None,
    *,
    before: int | None,
    after: int | None,
) -> int:
    values: dict[str, Any] = {
        "site": row.site_id,
        "pin": row.pin_key,
        "start": start_on,
        "end": end_on,
        "before": before,
        "after": after,
    }
    with connection.cursor() as cursor:
        cursor.execute(_CREDIT, values)
        return int(cursor.fetchone()[0])
