"""Is the machine's clock right? Only a row that must have been made just now can tell.

A row that is off is doubtful itself. The others are only when two people's rows agree: one line
from the future may be anybody's.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from noken.attendance.services import OPEN_MACHINE, NewPunch
from noken.devices.models import BadLine, Command, Delivery, Device, DeviceEvent
from noken.devices.queries.machines import Machine
from noken.devices.rules import logs
from noken.devices.rules.health import drift_words
from noken.devices.rules.push_lines import Bad, Row, pin_key
from noken.devices.services import _door as door
from noken.devices.services import _notes as notes
from noken.devices.services import _talking as talking

SHOWN_AFTER_S = 180
DOUBTED_AFTER_S = 600
ASKED_AGAIN_FOR = timedelta(minutes=30)
WITNESS_FOR = timedelta(days=1)
MOST_LOOKED_AT = 1000


def as_punches(machine: Machine, rows: Sequence[Row], at: datetime) -> list[NewPunch]:
    """The rows with their own doubt: ahead of their time, or of a doubted clock and not right.
    Those of an open machine are of the lowest grade."""
    now = machine.local(at)
    sure = machine.clock_off and _is_realtime(machine, rows, at)

    def is_doubtful(row: Row) -> bool:
        ahead = (row.local_time - now).total_seconds()
        if machine.clock_off:
            return not (sure and abs(ahead) <= SHOWN_AFTER_S)
        return ahead > DOUBTED_AFTER_S

    return [
        NewPunch(
            row.pin,
            row.local_time,
            row.status,
            row.verify,
            is_doubtful(row),
            grade=OPEN_MACHINE if machine.device.is_open else None,
        )
        for row in rows
    ]


def unseen(machine: Machine, bad: Sequence[Bad]) -> list[Row]:
    """Rows held because their time cannot be, as far as they are new: a machine that sends such
    a row again, after its clock was set, tells nothing by it."""
    held = [Row(line.pin, line.local_time) for line in bad if line.local_time]
    newest = sorted(held, key=lambda row: row.local_time)[-MOST_LOOKED_AT:]
    if not newest:
        return []
    told = {(pin_key(row.pin), row.local_time.replace(tzinfo=machine.zone)): row for row in newest}
    known = BadLine.objects.filter(
        delivery__recorder=machine.device.recorder_id, told_at__in=[at for _, at in told]
    )
    seen = set(known.values_list("pin_key", "told_at"))
    return [row for key, row in told.items() if key not in seen]


def watch_clock(
    machine: Machine, rows: Sequence[Row], stored: Delivery, at: datetime
) -> int | None:
    """Compare the newest row of a realtime delivery with its arrival; only new rows can tell."""
    device, now = machine.device, machine.local(at)
    drift = logs.drift_of(list(rows), now, realtime=_is_realtime(machine, rows, at))
    if drift is None:
        return None
    is_off = abs(drift) > DOUBTED_AFTER_S
    found = logs.witnesses(rows, now, off_by=DOUBTED_AFTER_S, ahead=drift > 0)
    witnesses = set(found) if is_off else set()
    if abs(drift) > SHOWN_AFTER_S:
        DeviceEvent.objects.create(
            device=device,
            kind=DeviceEvent.Kind.CLOCK,
            at=at,
            text=drift_words(drift),
            alarm=is_off,
            delivery_id=stored.pk,
        )
        talking.see_to_clock(machine, at=at, off=True)
    notes.open_or_close_doubt(
        device,
        doubted=is_off and machine.is_known and _agree(device, witnesses, drift, at),
        sure=not is_off and abs(drift) <= SHOWN_AFTER_S,
        at=at,
    )
    Device.objects.filter(pk=device.pk).update(
        drift_seconds=drift, drift_at=at, clock_witness=min(witnesses, default="")
    )
    return drift


def _agree(device: Device, witnesses: set[str], drift: int, at: datetime) -> bool:
    """Whether two people's rows show the clock off in the same direction, within a day."""
    before = device.drift_seconds or 0
    is_lately = device.drift_at is not None and device.drift_at > at - WITNESS_FOR
    if device.clock_witness and is_lately and (before > 0) == (drift > 0):
        witnesses = witnesses | {device.clock_witness}
    return len(witnesses) > 1


def _is_realtime(machine: Machine, rows: Sequence[Row], at: datetime) -> bool:
    return logs.is_realtime(
        list(rows),
        online_for=door.online_for(machine, at),
        asked_again=was_asked_again(machine.device, at) if 0 < len(rows) <= 10 else True,
    )


def was_asked_again(device: Device, at: datetime) -> bool:
    return Command.objects.filter(
        device=device, verb=Command.Verb.QUERY, sent_at__gt=at - ASKED_AGAIN_FOR
    ).exists()
