"""Storing what came in one piece: from a machine or in a file, with the lines not taken."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from noken.attendance.services import Held, NewPunch, hold_records, record_punches
from noken.core.actor import Actor
from noken.core.uuid7 import uuid7
from noken.devices.models import BadLine, Delivery
from noken.devices.rules.future import likely
from noken.devices.rules.push_lines import Bad, pin_key

T = TypeVar("T")
BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """What is known of a delivery besides its lines. `text` holds no secrets any more.

    `sha256` and `size_bytes` are those of the body as it came; `dropped` lines are counted only.
    """

    recorder_id: int
    source: Delivery.Source
    zone: ZoneInfo
    sha256: str
    size_bytes: int
    name: str = ""
    table: str = ""
    text: bytes | None = None
    address: str | None = None
    dropped: int = 0
    others: int = 0
    cut: bool = False


@transaction.atomic
def deliver(
    shipment: Shipment, rows: Iterable[NewPunch], bad: Iterable[Bad], *, by: Actor, at: datetime
) -> Delivery:
    """Store a delivery with its good and bad lines, a thousand at a time.

    The same delivery again stores nothing but the fact that it came: rows have a natural key.

    Emits: PunchesRecorded (by attendance), if any row was new.
    """
    key = uuid7(at)
    new = known = 0
    for batch in _batches(rows):
        recorded = record_punches(
            batch, recorder_id=shipment.recorder_id, delivery_id=key, by=by, at=at
        )
        new, known = new + recorded.new, known + recorded.known
    wrong = 0
    reset = shipment.source == Delivery.Source.PUSH and not new
    for lines in _batches(bad):
        wrong += _store_bad(lines, key, shipment.zone)
        about = _about(lines, shipment.zone, at, is_reset=reset)
        hold_records(about, recorder_id=shipment.recorder_id, by=by, at=at)
    return Delivery.objects.create(
        id=key,
        recorder_id=shipment.recorder_id,
        source=shipment.source,
        table=shipment.table,
        name=shipment.name,
        received_at=at,
        address=shipment.address,
        sha256=shipment.sha256,
        size_bytes=shipment.size_bytes,
        raw=None if shipment.text is None else zlib.compress(shipment.text, 1),
        rows=new + known + wrong + shipment.dropped + shipment.others,
        rows_new=new,
        rows_known=known,
        rows_bad=wrong,
        rows_dropped=shipment.dropped,
        cut=shipment.cut,
        by_id=by.employee_id,
    )


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _about(lines: Sequence[Bad], zone: ZoneInfo, at: datetime, *, is_reset: bool) -> list[Held]:
    """The records among held lines, and the moments they are likely about. A twin counts already,
    and what could not be read is about nobody.

    `is_reset`: a machine sent nothing newer, so what is ten years old comes of a clock that began
    anew; in a file, or beside others, it is as old as it says.
    """
    found: list[Held] = []
    for reason in ("FUTURE", "OLD", "LATE"):
        own = [line for line in lines if line.reason == reason and line.pin and line.local_time]
        times = [line.local_time for line in own if line.local_time]
        now = at.astimezone(zone).replace(tzinfo=None)
        if reason == "LATE":  # made then, or by a clock that lags by days
            spans = [[time, now] for time in times]
        elif reason == "FUTURE" or is_reset:
            spans = [[moment] for moment in likely(times, now)]
        else:
            spans = [[time] for time in times]
        found += [
            Held(pin_key(line.pin)[:24], time, moment.replace(tzinfo=zone))
            for line, time, moments in zip(own, times, spans, strict=True)
            for moment in moments
        ]
    return found


def _store_bad(batch: list[Bad], delivery_id: UUID, zone: ZoneInfo) -> int:
    BadLine.objects.bulk_create(
        BadLine(
            delivery_id=delivery_id,
            line_no=line.line_no,
            text=line.text,
            reason=line.reason,
            pin_key=pin_key(line.pin)[:24] if line.pin else "",
            told_at=line.local_time and line.local_time.replace(tzinfo=zone),
        )
        for line in batch
    )
    return len(batch)
