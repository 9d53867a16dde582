"""Who is let in: registered, active, from its network, with its key; and who knocked in vain."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction

from noken.devices.models import Device, DeviceEvent
from noken.devices.queries.machines import Machine
from noken.devices.rules.asks import Ask, home_of, in_networks, is_fence

MOST_UNKNOWN = 1000
AWAY_AFTER = timedelta(minutes=3)
"""A machine polls every 20 to 40 s: one that was not heard for so long was away."""
SAY_AGAIN_AFTER = timedelta(hours=1)

UNAUTHORIZED, LATER, WELCOME = 401, 503, 200

_TOUCH = """
with seen as (
    update devices_device set last_seen_at = %(at)s, last_address = %(address)s,
        first_seen_at = coalesce(first_seen_at, %(at)s),
        online_since = case when last_seen_at > %(away)s then coalesce(online_since, %(at)s)
                            else %(at)s end
    where id = %(device)s
)
insert into devices_halfday as h
    (device_id, start_at, contacts, rows, bad, drift_seconds, silent_minutes)
values (%(device)s, %(half)s, 1, %(rows)s, %(bad)s, %(drift)s, 0)
on conflict (device_id, start_at) do update set
    contacts = h.contacts + 1, rows = h.rows + excluded.rows, bad = h.bad + excluded.bad,
    drift_seconds = case when h.drift_seconds is null
            or abs(excluded.drift_seconds) > abs(h.drift_seconds)
        then coalesce(excluded.drift_seconds, h.drift_seconds) else h.drift_seconds end
"""
_KNOCK = """
insert into devices_unknownserial as u (serial, address, count, first_at, last_at)
values (%(serial)s, %(address)s, 1, %(at)s, %(at)s)
on conflict (serial) do update set
    count = least(u.count, 2000000000) + 1, address = excluded.address, last_at = excluded.last_at
returning u.count
"""
_FORGET = """
delete from devices_unknownserial where id in (
    select id from devices_unknownserial order by last_at desc, id desc offset %(most)s
)
"""


class Entry(NamedTuple):
    """`status` with which a request is met; 200 lets it in. `is_known`: it comes from where the
    machine stands, so that it may be told and believed more than its records."""

    status: int
    is_known: bool = False


def admit(machine: Machine | None, ask: Ask, address: str | None, *, at: datetime) -> Entry:
    """How a request is met.

    A machine that waits for its approval is told to come later, so that it keeps everything.
    """
    if machine is None or machine.device.state == Device.State.RETIRED:
        return Entry(UNAUTHORIZED)
    device = machine.device
    if not in_networks(address, device.networks):
        note_once(device, DeviceEvent.Kind.WRONG_NETWORK, address or "", at=at)
        return Entry(UNAUTHORIZED)
    if device.state != Device.State.ACTIVE:
        return Entry(LATER)
    if device.key_hash:
        return _check_key(device, ask, address, at)
    return Entry(WELCOME, is_fence(device.networks) or _is_at_home(device, ask, address, at))


def _check_key(device: Device, ask: Ask, address: str | None, at: datetime) -> Entry:
    """A key is wanted with every request. Most models show it at their start only: there the
    network proves the rest, and only from the address of that start."""
    shown = ask.params.get("pushcommkey")
    if shown is None:
        if is_fence(device.networks) and address and address == device.key_address:
            return Entry(WELCOME, is_known=True)
        if device.key_shown_at is not None:
            note_once(device, DeviceEvent.Kind.NO_KEY, address or "", at=at)
        return Entry(LATER)
    if not key_matches(device, shown):
        note_once(device, DeviceEvent.Kind.WRONG_KEY, address or "", at=at)
        return Entry(UNAUTHORIZED)
    Device.objects.filter(pk=device.pk).update(key_shown_at=at, key_address=address)
    _settle_home(device, ask, address)
    return Entry(WELCOME, is_known=True)


def _is_at_home(device: Device, ask: Ask, address: str | None, at: datetime) -> bool:
    """Whether a machine without fence or key asks from where it was first heard."""
    _settle_home(device, ask, address)
    if not device.home or in_networks(address, [device.home]):
        return True
    note_once(device, DeviceEvent.Kind.ELSEWHERE, address or "", at=at)
    return False


def _settle_home(device: Device, ask: Ask, address: str | None) -> None:
    if not device.home and ask.step == "getrequest":
        device.home = home_of(address)
        Device.objects.filter(pk=device.pk, home="").update(home=device.home)


@transaction.atomic
def remember_unknown(serial: str, address: str | None, *, at: datetime) -> None:
    """A serial that nobody registered; of more than a thousand the oldest are forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOCK, {"serial": serial, "address": address, "at": at})
        if cursor.fetchone()[0] == 1:
            cursor.execute(_FORGET, {"most": MOST_UNKNOWN})


def touch(
    machine: Machine,
    address: str | None,
    *,
    at: datetime,
    tally: tuple[int, int] = (0, 0),
    drift: int | None = None,
) -> None:
    """The machine was heard; `tally` are rows and bad lines that it brought."""
    with connection.cursor() as cursor:
        cursor.execute(
            _TOUCH,
            {
                "device": machine.device.pk,
                "address": address,
                "at": at,
                "away": at - AWAY_AFTER,
                "half": half_day_of(machine, at),
                "rows": tally[0],
                "bad": tally[1],
                "drift": drift,
            },
        )


def half_day_of(machine: Machine, at: datetime) -> datetime:
    """When the half day of the site began that holds this instant."""
    local = at.astimezone(machine.zone)
    return local.replace(hour=local.hour // 12 * 12, minute=0, second=0, microsecond=0)


def online_for(machine: Machine, at: datetime) -> timedelta:
    """How long it was never away for long."""
    device = machine.device
    if device.online_since is None or device.last_seen_at is None:
        return timedelta(0)
    away = at - device.last_seen_at > AWAY_AFTER
    return timedelta(0) if away else at - device.online_since


def note_once(device: Device, kind: str, text: str, *, at: datetime) -> None:
    """An alarm that is not repeated every minute."""
    said = DeviceEvent.objects.filter(
        device=device, kind=kind, text=text[:200], at__gt=at - SAY_AGAIN_AFTER
    )
    if not said.exists():
        DeviceEvent.objects.create(device=device, kind=kind, text=text[:200], at=at, alarm=True)


def hash_key(key: str) -> str:
    """A comm key is a short number: this keeps it from plain sight, it cannot do more."""
    salt = secrets.token_hex(16)
    return f"{salt}${_digest(salt, key)}"


def key_matches(device: Device, key: str) -> bool:
    salt, _, digest = device.key_hash.partition("$")
    return hmac.compare_digest(digest, _digest(salt, key))


def _digest(salt: str, key: str) -> str:
    return hashlib.sha256(f"{salt}{key}".encode()).hexdigest()
