"""Registering machines: by whoever keeps the unit, approved, set and retired."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from noken.attendance.services import make_recorder
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.devices import access
from noken.devices.events import (
    AlarmsSeen,
    DeviceApproved,
    DeviceRegistered,
    DeviceRetired,
    DeviceSet,
)
from noken.devices.models import Command, Device, UnknownSerial
from noken.devices.queries.machines import fence_of
from noken.devices.rules.asks import is_fence, read_networks
from noken.devices.rules.words import is_serial
from noken.devices.services._door import hash_key

State = Device.State
FENCE = ("networks", "key_hash", "fenced_at", "fenced_by_id")
MANNER = (*FENCE, "key_shown_at", "key_address", "ack", "one_for_empty")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a machine is met. `key` empty leaves the comm key as it is; `-` takes it away."""

    networks: str = ""
    key: str = ""
    ack: str = Device.Ack.COUNT
    one_for_empty: bool = False


@transaction.atomic
def register_device(
    site_id: int, serial: str, name: str, manner: Manner, *, by: Actor, at: datetime
) -> Device:
    """Put a machine on the list. It waits for its approval and keeps its records until then.

    Raises:
        Refused: `device.bad_serial`, `device.known`, `device.bad_network`, `device.wide_network`,
            `device.bad_key`, and those of `attendance.services.make_recorder`.
    Emits: DeviceRegistered.
    """
    serial = serial.strip()
    if not is_serial(serial):
        raise Refused(
            "Nomor seri terdiri dari 4 sampai 32 huruf atau angka, seperti tertera di badan mesin.",
            code="device.bad_serial",
        )
    if Device.objects.filter(serial=serial).exists():
        raise Refused("Mesin dengan nomor seri ini sudah terdaftar.", code="device.known")
    recorder = make_recorder(site_id, "DEVICE", name.strip() or serial, by=by, at=at)
    if Device.objects.filter(recorder=recorder).exists():
        raise Refused(
            "Nama ini sudah dipakai mesin lain di lokasi yang sama. Beri nama lain.",
            code="device.known",
        )
    device = Device(
        recorder=recorder,
        serial=serial,
        registered_at=at,
        registered_by_id=by.employee_id,
        registry_code=secrets.token_hex(5),
        session_id=secrets.token_hex(16),
    )
    _apply(device, manner, by, at)
    device.save()
    events.emit(DeviceRegistered(by=by, at=at, device_id=device.pk))
    return device


@transaction.atomic
def approve_device(device_id: int, *, by: Actor, at: datetime) -> Device:
    """Let the machine in; it asks again within a minute and sends what it kept.

    Raises:
        Refused: `device.not_yours`, `device.not_waiting`.
    Emits: DeviceApproved.
    """
    device = access.lock_device(device_id, by)
    if device.state != State.PENDING:
        raise Refused("Mesin ini tidak menunggu persetujuan.", code="device.not_waiting")
    device.state, device.approved_at, device.approved_by_id = State.ACTIVE, at, by.employee_id
    _fence(device, by, at)
    device.save(update_fields=["state", "approved_at", "approved_by_id", *FENCE])
    UnknownSerial.objects.filter(serial=device.serial).delete()
    events.emit(DeviceApproved(by=by, at=at, device_id=device.pk))
    return device


@transaction.atomic
def set_manner(device_id: int, manner: Manner, *, by: Actor, at: datetime) -> Device:
    """Change networks, comm key and how the machine wants its receipts.

    Raises:
        Refused: `device.not_yours`, `device.bad_network`, `device.wide_network`, `device.bad_key`.
    Emits: DeviceSet.
    """
    device = access.lock_device(device_id, by)
    _apply(device, manner, by, at)
    device.save(update_fields=[*MANNER])
    events.emit(DeviceSet(by=by, at=at, device_id=device.pk))
    return device


@transaction.atomic
def fence_device(device_id: int, *, by: Actor, at: datetime) -> Device:
    """BKPSDM says that the networks set are the machine's; where none are set, the network of its
    first poll becomes them.

    Raises:
        Refused: `device.not_yours`, `device.no_home`.
    Emits: DeviceSet.
    """
    device = access.lock_device(device_id, by)
    if not access.keeps_all(by):
        raise access.not_yours()
    networks = fence_of(device)
    if not networks:
        raise Refused(
            "Mesin belum pernah menyapa. Isi jaringannya di Pengaturan.", code="device.no_home"
        )
    device.networks = networks
    _fence(device, by, at)
    device.save(update_fields=[*FENCE])
    events.emit(DeviceSet(by=by, at=at, device_id=device.pk))
    return device


@transaction.atomic
def ask_everything(device_id: int, *, by: Actor, at: datetime) -> Device:
    """At its next start the machine is asked for all that it holds; what is known stays as it is.

    Raises:
        Refused: `device.not_yours`.
    Emits: DeviceSet.
    """
    device = access.lock_device(device_id, by)
    device.ask_from_start = True
    device.save(update_fields=["ask_from_start"])
    events.emit(DeviceSet(by=by, at=at, device_id=device.pk))
    return device


@transaction.atomic
def see_alarms(device_id: int, *, by: Actor, at: datetime) -> Device:
    """Somebody has looked at what was noticed about a machine so far: it counts no more.

    Raises:
        Refused: `device.not_yours`.
    Emits: AlarmsSeen.
    """
    device = access.lock_device(device_id, by)
    device.alarms_seen_at, device.alarms_seen_by_id = at, by.employee_id
    device.save(update_fields=["alarms_seen_at", "alarms_seen_by_id"])
    events.emit(AlarmsSeen(by=by, at=at, device_id=device.pk))
    return device


@transaction.atomic
def retire_device(device_id: int, why: str, *, by: Actor, at: datetime) -> Device:
    """The machine is let in no more. What it brought stays.

    Raises:
        Refused: `device.not_yours`, `device.retired`, `device.no_reason`.
    Emits: DeviceRetired.
    """
    device = access.lock_device(device_id, by)
    if device.state == State.RETIRED:
        raise Refused("Mesin ini sudah dipensiunkan.", code="device.retired")
    if not why.strip():
        raise Refused("Tuliskan alasan mesin dipensiunkan.", code="device.no_reason")
    device.state, device.retired_at = State.RETIRED, at
    device.save(update_fields=["state", "retired_at"])
    device.commands.filter(state__in=("PROPOSED", "WAITING", "SENT")).update(
        state=Command.State.WITHDRAWN
    )
    events.emit(DeviceRetired(by=by, at=at, device_id=device.pk, why=why.strip()))
    return device


def _fence(device: Device, by: Actor, at: datetime) -> None:
    """BKPSDM's word makes a fence one."""
    if access.keeps_all(by) and (device.key_hash or is_fence(device.networks)):
        device.fenced_at, device.fenced_by_id = at, by.employee_id


def _apply(device: Device, manner: Manner, by: Actor, at: datetime) -> None:
    before = device.networks, device.key_hash
    networks, wrong = read_networks(manner.networks)
    if wrong:
        raise Refused(
            f"“{wrong[:40]}” bukan alamat jaringan. Contoh: 10.20.3.0/24 atau 10.20.3.7.",
            code="device.bad_network",
        )
    if networks and not is_fence(networks):
        raise Refused(
            "Jaringan ini terlalu luas: siapa pun masuk. Paling luas /8, misalnya 10.0.0.0/8.",
            code="device.wide_network",
        )
    if manner.ack not in Device.Ack.values:
        raise Refused("Pilih cara konfirmasi dari daftar.", code="device.bad_ack")
    device.networks, device.ack = networks, manner.ack
    device.one_for_empty = manner.one_for_empty
    key = manner.key.strip()
    if key == "-":
        device.key_hash, device.key_shown_at, device.key_address = "", None, None
    elif key:
        if not (key.isascii() and key.isalnum() and len(key) <= 32):
            raise Refused(
                "Kunci komunikasi terdiri dari angka atau huruf, paling banyak 32.",
                code="device.bad_key",
            )
        device.key_hash, device.key_shown_at, device.key_address = hash_key(key), None, None
    if (device.networks, device.key_hash) != before:
        device.fenced_at = device.fenced_by_id = None
        _fence(device, by, at)
