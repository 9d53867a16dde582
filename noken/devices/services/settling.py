"""Lines in quarantine: counted some days earlier, or left uncounted. They stay as they came."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from noken.attendance.services import NewPunch, record_punches
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.devices import access
from noken.devices.events import LinesSettled
from noken.devices.models import BadLine, Delivery, Settlement
from noken.devices.rules.future import is_future, shifted

MOST_DAYS = 40_000
WHY_LENGTH = 300


@transaction.atomic
def shift_lines(delivery_id: UUID, days: int, why: str, *, by: Actor, at: datetime) -> Settlement:
    """Count the lines of a delivery whose time is still to come as so many days earlier.

    The punches are doubtful: they count for their people, never against them.

    Raises:
        Refused: `held.unknown`, `held.nothing`, `held.no_reason`, `held.days`.
    Emits: LinesSettled (and PunchesRecorded, by attendance).
    """
    delivery, lines = _held(delivery_id, BadLine.Reason.FUTURE, by)
    if not 0 < days <= MOST_DAYS:
        raise Refused("Isi berapa hari barisnya digeser, misalnya 365.", code="held.days")
    zone = ZoneInfo(delivery.recorder.site.timezone)
    now = at.astimezone(zone).replace(tzinfo=None)
    rows = []
    for line in lines:
        told = line.told_at
        if told is None:
            continue
        time = shifted(told.astimezone(zone).replace(tzinfo=None), days)
        if is_future(time, now - timedelta(days=1)):
            raise Refused(
                f"Setelah digeser {days} hari, baris {line.line_no} masih di masa depan. "
                "Periksa berapa hari jam mesin maju.",
                code="held.days",
            )
        rows.append(NewPunch(line.pin_key, time, doubtful=True))
    for first in range(0, len(rows), 1_000):
        record_punches(
            rows[first : first + 1_000],
            recorder_id=delivery.recorder_id,
            delivery_id=delivery.pk,
            by=by,
            at=at,
        )
    row = Settlement(delivery=delivery, act=Settlement.Act.SHIFT, days=days, why=_reason(why))
    return _settle(row, lines, by, at)


@transaction.atomic
def drop_lines(delivery_id: UUID, reason: str, why: str, *, by: Actor, at: datetime) -> Settlement:
    """Leave the held lines of one reason uncounted for good. They can still be read.

    Raises:
        Refused: `held.unknown`, `held.nothing`, `held.no_reason`.
    Emits: LinesSettled.
    """
    delivery, lines = _held(delivery_id, reason, by)
    if reason == BadLine.Reason.TWIN:
        why = why.strip() or "Baris yang sama sudah dihitung dari sumber lain."
    row = Settlement(delivery=delivery, act=Settlement.Act.DROP, why=_reason(why))
    return _settle(row, lines, by, at)


def _held(delivery_id: UUID, reason: str, by: Actor) -> tuple[Delivery, list[BadLine]]:
    """The open lines of one reason, locked: two people at once settle them once."""
    found = (
        Delivery.objects.filter(access.kept_by(by), pk=delivery_id)
        .select_related("recorder__site")
        .first()
    )
    if found is None:
        raise Refused("Kiriman ini tidak ada di unit Anda.", code="held.unknown", status=404)
    rows = BadLine.objects.select_for_update().filter(
        delivery=found, reason=reason, settled_at=None
    )
    lines = list(rows.order_by("line_no"))
    if not lines:
        raise Refused(
            "Baris ini sudah diputuskan. Muat ulang halaman untuk melihat oleh siapa.",
            code="held.nothing",
        )
    return found, lines


def _reason(why: str) -> str:
    text = " ".join(why.split())[:WHY_LENGTH]
    if not text:
        raise Refused("Tuliskan alasannya, satu kalimat sudah cukup.", code="held.no_reason")
    return text


def _settle(row: Settlement, lines: list[BadLine], by: Actor, at: datetime) -> Settlement:
    row.reason, row.lines, row.at, row.by_id = lines[0].reason, len(lines), at, by.employee_id
    row.save()
    BadLine.objects.filter(pk__in=[line.pk for line in lines]).update(
        settled_at=at, settled_by_id=by.employee_id, settlement=row
    )
    events.emit(
        LinesSettled(
            by=by,
            at=at,
            settlement_id=row.pk,
            delivery_id=row.delivery_id,
            days=row.days,
            lines=row.lines,
            why=row.why,
        )
    )
    return row
