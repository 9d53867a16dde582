"""Lines in quarantine: counted, some days earlier or as they are, or left uncounted. They stay as
they came, and until then their days ask nobody."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from noken.attendance.services import (
    OPEN_MACHINE,
    Held,
    NewPunch,
    record_punches,
    release_records,
)
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.devices import access
from noken.devices.events import LinesSettled
from noken.devices.models import BadLine, Delivery, Device, Settlement
from noken.devices.rules.future import is_future, shifted

MOST_DAYS = 40_000
WHY_LENGTH = 300


@transaction.atomic
def shift_lines(recorder_id: int, days: int, why: str, *, by: Actor, at: datetime) -> Settlement:
    """Count the lines of a machine whose time is still to come as so many days earlier.

    The punches are doubtful: they count for their people, never against them.

    Raises:
        Refused: `held.unknown`, `held.nothing`, `held.no_reason`, `held.days`.
    Emits: LinesSettled (and PunchesRecorded, by attendance).
    """
    lines = _held(recorder_id, BadLine.Reason.FUTURE, by)
    if not 0 < days <= MOST_DAYS:
        raise Refused("Isi berapa hari barisnya digeser, misalnya 365.", code="held.days")
    zone = ZoneInfo(lines[0].delivery.recorder.site.timezone)
    now = at.astimezone(zone).replace(tzinfo=None)
    rows: defaultdict[Delivery, list[NewPunch]] = defaultdict(list)
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
        punch = NewPunch(line.pin_key, time, doubtful=True)
        rows[line.delivery].append(punch)
    _record(rows, recorder_id, by, at)
    row = Settlement(act=Settlement.Act.SHIFT, days=days, why=_reason(why))
    return _settle(row, lines, by, at)


@transaction.atomic
def take_lines(recorder_id: int, why: str, *, by: Actor, at: datetime) -> Settlement:
    """Count the old lines of a machine that came late as they are.

    Raises:
        Refused: `held.unknown`, `held.nothing`, `held.no_reason`.
    Emits: LinesSettled (and PunchesRecorded, by attendance).
    """
    lines = _held(recorder_id, BadLine.Reason.LATE, by)
    zone = ZoneInfo(lines[0].delivery.recorder.site.timezone)
    is_open = Device.objects.filter(recorder=recorder_id, fenced_at=None).exists()
    rows: defaultdict[Delivery, list[NewPunch]] = defaultdict(list)
    for line in lines:
        if line.told_at is not None:
            time = line.told_at.astimezone(zone).replace(tzinfo=None)
            punch = NewPunch(line.pin_key, time, grade=OPEN_MACHINE if is_open else None)
            rows[line.delivery].append(punch)
    _record(rows, recorder_id, by, at)
    return _settle(Settlement(act=Settlement.Act.TAKE, why=_reason(why)), lines, by, at)


@transaction.atomic
def drop_lines(recorder_id: int, reason: str, why: str, *, by: Actor, at: datetime) -> Settlement:
    """Leave a machine's held lines of one reason uncounted for good. They can still be read.

    Raises:
        Refused: `held.unknown`, `held.nothing`, `held.no_reason`.
    Emits: LinesSettled.
    """
    lines = _held(recorder_id, reason, by)
    if reason == BadLine.Reason.TWIN:
        why = why.strip() or "Baris yang sama sudah dihitung dari sumber lain."
    row = Settlement(act=Settlement.Act.DROP, why=_reason(why))
    return _settle(row, lines, by, at)


def _record(
    rows: Mapping[Delivery, list[NewPunch]], recorder_id: int, by: Actor, at: datetime
) -> None:
    for delivery, punches in rows.items():
        for first in range(0, len(punches), 1_000):
            record_punches(
                punches[first : first + 1_000],
                recorder_id=recorder_id,
                delivery_id=delivery.pk,
                by=by,
                at=at,
            )


def _held(recorder_id: int, reason: str, by: Actor) -> list[BadLine]:
    """The open lines of one reason, newest delivery first, locked: two people at once settle them
    once."""
    kept = Delivery.objects.filter(access.kept_by(by), recorder=recorder_id)
    if not kept.exists():
        raise Refused("Mesin ini tidak ada di unit Anda.", code="held.unknown", status=404)
    rows = BadLine.objects.select_for_update(of=["self"]).filter(
        delivery__recorder=recorder_id, reason=reason, settled_at=None
    )
    rows = rows.select_related("delivery__recorder__site").defer("delivery__raw")
    lines = list(rows.order_by("-delivery__received_at", "line_no"))
    if not lines:
        raise Refused(
            "Baris ini sudah diputuskan. Muat ulang halaman untuk melihat oleh siapa.",
            code="held.nothing",
        )
    return lines


def _reason(why: str) -> str:
    text = " ".join(why.split())[:WHY_LENGTH]
    if not text:
        raise Refused("Tuliskan alasannya, satu kalimat sudah cukup.", code="held.no_reason")
    return text


def _settle(row: Settlement, lines: list[BadLine], by: Actor, at: datetime) -> Settlement:
    row.delivery, row.reason = lines[0].delivery, lines[0].reason
    row.lines, row.at, row.by_id = len(lines), at, by.employee_id
    row.save()
    _release(lines, by, at)
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


def _release(lines: Sequence[BadLine], by: Actor, at: datetime) -> None:
    """Nothing waits on these days any more: they are judged by what counts now."""
    recorder = lines[0].delivery.recorder
    zone = ZoneInfo(recorder.site.timezone)
    rows = [
        Held(line.pin_key, line.told_at.astimezone(zone).replace(tzinfo=None), line.told_at)
        for line in lines
        if line.told_at is not None
    ]
    release_records(rows, recorder_id=recorder.pk, by=by, at=at)
