"""Old lines of a push: which count at once, and which wait for a keeper."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from noken.attendance.queries.known import standing
from noken.core import events
from noken.core.actor import Actor
from noken.devices.events import FaultBegan, FaultEnded
from noken.devices.models import BadLine, Command, Fault
from noken.devices.queries.machines import Machine
from noken.devices.rules.late import CATCHES_UP_WITHIN, LATE_AFTER, Gap, waits_for_keeper
from noken.devices.rules.push_lines import Bad, Parsed, Row, pin_key
from noken.devices.services._clock import ASKED_AGAIN_FOR

SILENT_AFTER = timedelta(minutes=15)
"""Noken's own limit: a machine polls every 20 to 40 s."""


def note_silence(machine: Machine, *, by: Actor, at: datetime) -> None:
    """Keep that the machine was away until now, where the watch has not seen it.

    Emits: FaultBegan, FaultEnded, if it was.
    """
    device = machine.device
    last = device.last_seen_at
    if last is None or at - last <= SILENT_AFTER:
        return
    silent = Fault.objects.filter(device=device, kind=Fault.Kind.SILENT)
    if silent.filter(end_at=None).exists() or silent.filter(end_at__gt=last).exists():
        return
    fault = Fault.objects.create(device=device, kind=Fault.Kind.SILENT, start_at=last, end_at=at)
    events.emit(
        FaultBegan(by=by, at=at, device_id=device.pk, fault_id=fault.pk),
        FaultEnded(by=by, at=at, device_id=device.pk, fault_id=fault.pk),
    )


def without_late(
    machine: Machine, parsed: Parsed, at: datetime
) -> tuple[Parsed, Sequence[Row], int]:
    """What counts at once and what waits; of that the rows that are new, and how many lines wait
    already or were left out."""
    now = machine.local(at)
    old = [row for row in parsed.rows if row.local_time < now - LATE_AFTER]
    if not old:
        return parsed, (), 0
    gaps, asked = _gaps(machine, at), _asked_days(machine, at)
    late = [
        row
        for row in old
        if waits_for_keeper(row.local_time, now, gaps) and row.local_time.date() not in asked
    ]
    late = _unknown(machine, late)
    if not late:
        return parsed, (), 0
    before = _held_before(machine, late)
    fresh = [row for row in late if _key(row) not in before]
    bad = [_held(number, row) for number, row in enumerate(fresh, start=1)]
    waiting = {_key(row) for row in late}
    rows = [row for row in parsed.rows if _key(row) not in waiting]
    return replace(parsed, rows=rows, bad=[*parsed.bad, *bad]), fresh, len(late) - len(fresh)


def _gaps(machine: Machine, at: datetime) -> list[Gap]:
    """When the machine was not heard: before its first word, in its silences, and until now."""
    device, since = machine.device, at - CATCHES_UP_WITHIN
    began = device.first_seen_at or at
    gaps = [Gap(datetime.min, machine.local(began))] if began > since else []  # noqa: DTZ901 (a wall clock)
    silent = Fault.objects.filter(device=device, kind=Fault.Kind.SILENT)
    spans = silent.exclude(end_at__lt=since).values_list("start_at", "end_at")
    gaps += [Gap(machine.local(start), machine.local(end or at)) for start, end in spans]
    return gaps


def _asked_days(machine: Machine, at: datetime) -> set[object]:
    """Days that a keeper, or the night, has just asked the machine for."""
    asked = Command.objects.filter(
        device=machine.device, verb=Command.Verb.QUERY, sent_at__gt=at - ASKED_AGAIN_FOR
    )
    return set(asked.values_list("day", flat=True)) if machine.is_known else set()


def _unknown(machine: Machine, rows: Sequence[Row]) -> list[Row]:
    """What stands already is no news, however old."""
    keys, times = [pin_key(row.pin) for row in rows], [row.local_time for row in rows]
    found = standing(machine.device.recorder_id, [], keys, times)
    return [row for row, stand in zip(rows, found, strict=True) if not stand.is_known]


def _held_before(machine: Machine, rows: Sequence[Row]) -> set[tuple[str, datetime]]:
    told = [row.local_time.replace(tzinfo=machine.zone) for row in rows]
    held = BadLine.objects.filter(
        delivery__recorder=machine.device.recorder_id,
        reason=BadLine.Reason.LATE,
        told_at__in=told,
    ).values_list("pin_key", "told_at")
    return {(key, machine.local(moment)) for key, moment in held if moment}


def _key(row: Row) -> tuple[str, datetime]:
    return pin_key(row.pin), row.local_time


def _held(number: int, row: Row) -> Bad:
    text = f"{row.pin} · {row.local_time:%Y-%m-%d %H:%M:%S}"
    extra = [str(value) for value in (row.status, row.verify) if value is not None]
    return Bad(number, " · ".join([text, *extra]), "LATE", row.pin, row.local_time)
