"""Answers a machine. Each request is one transaction; its answer leaves after the commit."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction

from noken.attendance.services import record_punches
from noken.core.actor import Actor
from noken.devices.models import Delivery, Device
from noken.devices.queries.machines import Machine, find_machine
from noken.devices.rules import logs, words
from noken.devices.rules.asks import DATA_STEPS, Ask
from noken.devices.rules.logs import Logged
from noken.devices.rules.push_lines import Parsed, decode, parse_attlog
from noken.devices.rules.scrub import is_biometric
from noken.devices.services import _clock as clock
from noken.devices.services import _door as door
from noken.devices.services import _late as late
from noken.devices.services import _notes as notes
from noken.devices.services import _talking as talking
from noken.devices.services.receiving import Shipment, deliver

PHOTOS = frozenset({"ATTPHOTO"})
PEOPLE = frozenset({"USER", "USERINFO"})


class Answer(NamedTuple):
    """An empty text for everybody who is not let in."""

    status: int
    text: str = ""


class Body(NamedTuple):
    """`cut`: shorter than announced, and taken as far as its lines are whole."""

    raw: bytes
    cut: bool = False


@transaction.atomic
def answer(ask: Ask, body: Body, *, address: str | None, by: Actor, at: datetime) -> Answer:
    """Everything a request causes in the present instansi, and what is said to it."""
    machine = find_machine(ask.serial)
    entry = door.admit(machine, ask, address, at=at)
    if machine is None or entry.status != door.WELCOME:
        if entry.status == door.UNAUTHORIZED:
            door.remember_unknown(ask.serial, address, at=at)
        return Answer(entry.status)
    machine = replace(machine, is_known=entry.is_known)
    late.note_silence(machine, by=by, at=at)
    if ask.method == "POST" and ask.step in DATA_STEPS:
        return Answer(200, _take(machine, ask, body, address, by=by, at=at))
    door.touch(machine, address, at=at)
    return Answer(200, STEPS[ask.step](machine, ask, body, at))


def _registry(machine: Machine, _: Ask, body: Body, at: datetime) -> str:
    notes.take_settings(machine, words.parse_settings(decode(body.raw)), at=at)
    _switch_to_doors(machine)
    return f"RegistryCode={machine.device.registry_code}"


def _parameters(machine: Machine, _: Ask, __: Body, ___: datetime) -> str:
    return words.door_options(machine.device.serial, session=machine.device.session_id)


def _results(machine: Machine, _: Ask, body: Body, at: datetime) -> str:
    if machine.is_known:
        talking.take_results(machine, words.parse_results(decode(body.raw)), at=at)
    return "OK"


def _ping(_: Machine, __: Ask, ___: Body, ____: datetime) -> str:
    return "OK"


def _options(machine: Machine, ask: Ask, _: Body, at: datetime) -> str:
    device = machine.device
    if ask.params.get("devicetype", "").lower() == "acc" or device.branch == Device.Branch.ACCESS:
        _switch_to_doors(machine)
        block = words.door_options(device.serial, session=device.session_id)
        return f"registry=ok\nRegistryCode={device.registry_code}\n{block}"
    version = ask.params.get("pushver")
    if version:
        notes.take_settings(machine, {"pushversion": version[:20]}, at=at)
    if device.ask_from_start and machine.is_known:
        Device.objects.filter(pk=device.pk).update(ask_from_start=False)
    local = at.astimezone(machine.zone)
    offset = local.utcoffset() or timedelta(0)
    return words.options(
        device.serial,
        stamp="0" if device.ask_from_start else device.last_stamp,
        op_stamp="0" if device.ask_from_start else device.last_op_stamp,
        zone_hours=int(offset.total_seconds() // 3600),
    )


def _poll(machine: Machine, ask: Ask, _: Body, at: datetime) -> str:
    if not machine.is_known:
        return "OK"
    told = ask.params.get("info")
    if told:
        notes.take_info(machine, words.parse_info(told), at=at)
    drift = machine.device.drift_seconds
    off = machine.clock_off or (drift is not None and abs(drift) > clock.SHOWN_AFTER_S)
    talking.see_to_clock(machine, at=at, off=off)
    lines = talking.take_lines(machine, at=at)
    return "".join(f"{line}\n" for line in lines) or "OK"


def _take(
    machine: Machine, ask: Ask, body: Body, address: str | None, *, by: Actor, at: datetime
) -> str:
    """Data of any table. What is said back counts every line that was not empty."""
    table = ask.params.get("tablename", "").upper()[:32] if ask.table == "TABLEDATA" else ask.table
    if table == "OPTIONS":
        notes.take_settings(machine, words.parse_settings(decode(body.raw)), at=at)
        door.touch(machine, address, at=at)
        return "OK"
    parsed = _parse(machine, table, body, at)
    impossible = clock.unseen(machine, parsed.bad)
    parsed, waiting, held_before = late.without_late(machine, parsed, at)
    shipment = Shipment(
        recorder_id=machine.device.recorder_id,
        source=Delivery.Source.PUSH,
        zone=machine.zone,
        table=table,
        address=address,
        sha256=hashlib.sha256(body.raw).hexdigest(),
        size_bytes=len(body.raw),
        text=_storable(table, parsed),
        dropped=_dropped(table, parsed),
        others=_others(parsed) + held_before,
        cut=body.cut,
    )
    rows = clock.as_punches(machine, parsed.rows, at)
    stored = deliver(shipment, rows, parsed.bad, by=by, at=at)
    telling = [*(parsed.rows if stored.rows_new else ()), *impossible, *waiting]
    drift = clock.watch_clock(machine, telling, stored, at)
    if drift is not None and drift < -clock.DOUBTED_AFTER_S and not machine.clock_off:
        doubted = [row._replace(doubtful=True) for row in rows]
        record_punches(
            doubted, recorder_id=shipment.recorder_id, delivery_id=stored.pk, by=by, at=at
        )
    notes.take_notes(machine, table, parsed, stored, at=at)
    _remember_stamp(machine, ask, table, at)
    door.touch(machine, address, at=at, tally=(len(parsed.rows), len(parsed.bad)), drift=drift)
    return _acknowledge(machine, ask, table, parsed)


def _parse(machine: Machine, table: str, body: Body, at: datetime) -> Parsed:
    raw = body.raw
    if body.cut:  # the last line is whole only if it ended
        raw = raw[: raw.rfind(b"\n") + 1]
    if table in PHOTOS or is_biometric(table):
        return Logged(lines=1, dropped=1)
    text, now = decode(raw), machine.local(at)
    if table == "ATTLOG":
        return parse_attlog(text, now)
    if table == "OPERLOG":
        return logs.parse_operlog(text)
    if table in {"RTLOG", "TRANSACTION"}:
        _switch_to_doors(machine)
        return logs.parse_rtlog(text, now)
    if table in PEOPLE:
        return logs.parse_people(text)
    return logs.parse_unknown(table, text)


def _storable(table: str, parsed: Parsed) -> bytes | None:
    if not parsed.kept or is_biometric(table):
        return None
    return "\n".join(parsed.kept).encode()


def _dropped(table: str, parsed: Parsed) -> int:
    """A line of attendance that lost a secret is still a line of attendance."""
    return 0 if table in {"ATTLOG", "RTLOG", "TRANSACTION"} else parsed.dropped


def _others(parsed: Parsed) -> int:
    if not isinstance(parsed, Logged):
        return 0
    taken = len(parsed.rows) + len(parsed.bad) + parsed.dropped
    return max(0, parsed.lines - taken)


def _remember_stamp(machine: Machine, ask: Ask, table: str, at: datetime) -> None:
    """A mark where to go on; nothing depends on it being right."""
    column = {"ATTLOG": "last_stamp", "OPERLOG": "last_op_stamp"}.get(table)
    column = column if machine.is_known else None
    stamp = ask.params.get("stamp") or ask.params.get("opstamp") or ""
    values = ["last_rows_at = %s"]
    arguments: list[Any] = [at]
    if column and stamp.isascii() and stamp.isdigit() and len(stamp) <= 20:
        values.append(f"{column} = %s")
        arguments.append(stamp)
    with connection.cursor() as cursor:
        cursor.execute(
            f"update devices_device set {', '.join(values)} where id = %s",  # noqa: S608 (two names)
            [*arguments, machine.device.pk],
        )


def _acknowledge(machine: Machine, ask: Ask, table: str, parsed: Parsed) -> str:
    device = machine.device
    if ask.table == "TABLEDATA":
        return f"{ask.params.get('tablename', '')[:32]}={parsed.lines}"
    if table in {"RTLOG", "TRANSACTION"} or table not in {"ATTLOG", "OPERLOG"}:
        return "OK"
    lines = parsed.lines
    if not lines and table == "OPERLOG" and device.one_for_empty:
        lines = 1
    return words.acknowledgement(lines, counted=device.ack == Device.Ack.COUNT)


def _switch_to_doors(machine: Machine) -> None:
    device = machine.device
    if device.branch != Device.Branch.ACCESS and machine.is_known:
        device.branch = Device.Branch.ACCESS
        device.save(update_fields=["branch"])


STEPS: Mapping[str, Callable[[Machine, Ask, Body, datetime], str]] = {
    "cdata": _options,
    "getrequest": _poll,
    "registry": _registry,
    "push": _parameters,
    "devicecmd": _results,
    "ping": _ping,
}
"""What each step is answered with, data apart."""
