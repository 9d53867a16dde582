"""What a machine tells besides punches: about itself, its people, and what was done at it."""

from collections.abc import Mapping
from datetime import datetime

from noken.devices.models import Delivery, Device, DeviceEvent, DeviceUser, Fault
from noken.devices.queries.machines import Machine
from noken.devices.rules.logs import Logged
from noken.devices.rules.push_lines import Parsed, pin_key
from noken.devices.services._door import note_once

KNOWN_TABLES = frozenset({"ATTLOG", "OPERLOG", "RTLOG", "TRANSACTION", "USER", "USERINFO"})


def take_notes(
    machine: Machine, table: str, parsed: Parsed, delivery: Delivery, *, at: datetime
) -> None:
    """Keep what is no punch; alarm once an hour about what is unknown."""
    device = machine.device
    if table not in KNOWN_TABLES:
        note_once(device, DeviceEvent.Kind.UNKNOWN_TABLE, _letters(table), at=at)
    if parsed.dropped:
        DeviceEvent.objects.create(
            device=device,
            kind=DeviceEvent.Kind.DROPPED,
            at=at,
            text=f"{parsed.dropped} baris",
            delivery=delivery,
        )
    if delivery.cut:
        note_once(device, DeviceEvent.Kind.CUT, "", at=at)
    _check_zone(machine, parsed, at)
    if isinstance(parsed, Logged):
        _keep_told(machine, parsed, delivery, at)
        _keep_names(machine, parsed, at)


def take_info(machine: Machine, info: Mapping[str, int | str], *, at: datetime) -> None:
    """Firmware and counts as the machine states them at a poll."""
    Device.objects.filter(pk=machine.device.pk).update(**info, info_at=at)


def take_settings(machine: Machine, settings: Mapping[str, str], *, at: datetime) -> None:
    """What a machine says of itself; of all its settings noken keeps these four."""
    found = {
        "maker": settings.get("devicename", ""),
        "firmware": settings.get("fwversion", "") or settings.get("firmver", ""),
        "push_version": (settings.get("pushversion", "") or settings.get("pushver", ""))[:20],
    }
    known = {name: value for name, value in found.items() if value}
    if known and machine.is_known:
        Device.objects.filter(pk=machine.device.pk).update(**known, info_at=at)


def open_or_close_doubt(device: Device, *, doubted: bool, sure: bool, at: datetime) -> None:
    """The span in which the clock is not believed. The calendar learns of it from the watch."""
    kind = Fault.Kind.CLOCK
    if doubted:
        Fault.objects.bulk_create(
            [Fault(device=device, kind=kind, start_at=at)], ignore_conflicts=True
        )
    elif sure:
        Fault.objects.filter(device=device, kind=kind, end_at=None, start_at__lt=at).update(
            end_at=at
        )


def _check_zone(machine: Machine, parsed: Parsed, at: datetime) -> None:
    offset = at.astimezone(machine.zone).utcoffset()
    if parsed.utc_offset is None or offset is None:
        return
    if parsed.utc_offset != int(offset.total_seconds()):
        note_once(
            machine.device, DeviceEvent.Kind.ZONE, f"{parsed.utc_offset:+d} detik dari UTC", at=at
        )


def _keep_told(machine: Machine, logged: Logged, delivery: Delivery, at: datetime) -> None:
    DeviceEvent.objects.bulk_create(
        [
            DeviceEvent(
                device=machine.device,
                kind=told.kind,
                at=at,
                told_at=told.local_time and told.local_time.replace(tzinfo=machine.zone),
                code=told.code,
                operator=told.operator,
                text=told.text[:200],
                alarm=told.alarm,
                delivery=delivery,
            )
            for told in logged.told
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )


def _keep_names(machine: Machine, logged: Logged, at: datetime) -> None:
    site = machine.device.recorder.site_id
    if not machine.is_known:
        return
    users = {
        pin_key(named.pin): DeviceUser(
            site_id=site,
            pin_key=pin_key(named.pin),
            name=named.name,
            told_by=machine.device,
            told_at=at,
        )
        for named in logged.named
        if named.name
    }
    DeviceUser.objects.bulk_create(
        [users[key] for key in sorted(users)],
        update_conflicts=True,
        unique_fields=["site", "pin_key"],
        update_fields=["name", "told_by", "told_at"],
        batch_size=1000,
    )


def _letters(table: str) -> str:
    return "".join(letter for letter in table if letter.isalnum() or letter in "_-")
