"""The sample's machines: what they brought, how they fared, what waits to be looked at.

Written after the punches and beside them: a delivery a machine and day, twelve days in halves.
One machine is silent, one has a wrong clock, one is catching up, one lacks records; a file waits
with lines of next year. Serials begin with CONTOH: no machine has such a one.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from noken.calendars import services as calendars
from noken.config.demo.tables import put_sequences_right
from noken.core import clock
from noken.core.actor import system
from noken.core.uuid7 import uuid7
from noken.devices.models import BadLine, Delivery, Device, DeviceEvent, DeviceUser, Fault

MARK, SILENT_MARK = "contoh", "contoh-diam"
"""`Device.registry_code` of machines that answer in the sample, and of the one that does not."""
SINCE = datetime(2026, 1, 12, tzinfo=UTC)
SILENT_FOR = timedelta(days=2, hours=6)
CLOCK_OFF_FOR = timedelta(days=4)
DRIFT = 668
OPEN = (4, 9)
"""Places in the list of machines that nobody has fenced."""
HALVES = 26
TECHNICIAN = "9999"

_MACHINES = """
select r.id, r.name, s.id, s.name, s.unit_id, u.kind
from attendance_recorder r
join attendance_site s on s.id = r.site_id join organization_unit u on u.id = s.unit_id
where r.kind = 'DEVICE' order by r.id
"""
# All PINs but those of two offices are assigned: there they wait to be looked at.
_ASSIGN = """
with given as (
    insert into attendance_pinassignment (site_id, pin_key, employee_id, start_on)
    select r.site_id, d.pin, d.employee_id, %(since)s::date
    from demo_stand d join attendance_recorder r on r.id = d.recorder_id
    where not d.is_mapped and r.site_id <> all(%(kept)s::bigint[])
    returning site_id, pin_key, employee_id
)
update attendance_punch p set employee_id = g.employee_id
from given g join attendance_recorder r on r.site_id = g.site_id
where p.recorder_id = r.id and p.pin_key = g.pin_key and p.employee_id is null
"""
_MOST_STRANGERS = """
select r.site_id from demo_stand d join attendance_recorder r on r.id = d.recorder_id
where not d.is_mapped group by r.site_id order by count(*) desc, r.site_id limit 2
"""
# Three new people of a school, whose PINs nobody has entered yet.
_FORGET = """
with gone as (
    delete from attendance_pinassignment where id in (
        select id from attendance_pinassignment where site_id = %(site)s::bigint
        order by employee_id desc limit 3
    ) returning site_id, pin_key
)
update attendance_punch p set employee_id = null
from gone g join attendance_recorder r on r.site_id = g.site_id
where p.recorder_id = r.id and p.pin_key = g.pin_key
"""
_STRANGERS = """
select distinct r.site_id, p.pin_key, e.name
from attendance_punch p join attendance_recorder r on r.id = p.recorder_id
join demo_stand d on d.pin = p.pin_key
    and d.recorder_id in (select id from attendance_recorder o where o.site_id = r.site_id)
join organization_employee e on e.id = d.employee_id
where p.employee_id is null order by 1, 2
"""
_TECHNICIAN = """
insert into attendance_punch
    (recorder_id, pin_key, pin_raw, local_time, at, status, verify, doubtful, void, void_reason,
     received_at, delivery_id)
select %(machine)s::bigint, %(pin)s::varchar, %(pin)s::varchar,
       moment at time zone 'Asia/Jayapura', moment, 0, 1, false, false, '', moment,
       md5(%(machine)s::bigint || '/' || moment::date)::uuid
from unnest(%(moments)s::timestamptz[]) as u(moment)
"""
_DELIVERIES = """
insert into devices_delivery
    (id, recorder_id, source, "table", name, received_at, sha256, size_bytes, rows, rows_new,
     rows_known, rows_bad, rows_dropped, cut)
select p.delivery_id, p.recorder_id, 'PUSH', 'ATTLOG', '', min(p.received_at),
       encode(sha256(p.delivery_id::text::bytea), 'hex'), count(*) * 42, count(*), count(*),
       0, 0, 0, false
from attendance_punch p join devices_device d on d.recorder_id = p.recorder_id
group by p.delivery_id, p.recorder_id
"""
_HALVES = """
insert into devices_halfday (device_id, start_at, contacts, rows, bad, drift_seconds,
                             silent_minutes)
select d.id, half.start_at,
       greatest(1, extract(epoch from least(%(at)s::timestamptz,
           half.start_at + interval '12 hours') - half.start_at)::int / 30),
       (select count(*) from attendance_punch p
        where p.recorder_id = d.recorder_id and p.at >= half.start_at
          and p.at < half.start_at + interval '12 hours'),
       0, (hashtextextended(d.serial || half.start_at, 1) & 15)::int - 7, 0
from devices_device d
cross join unnest(%(starts)s::timestamptz[]) as half(start_at)
"""


class _Machine(NamedTuple):
    """A row of `_MACHINES`."""

    recorder_id: int
    name: str
    site_id: int
    site: str
    unit_id: int
    unit_kind: str


def write_devices(by_id: int, *, on: date, at: datetime) -> None:
    """All of it, between punches and days, in their transaction (`demo_stand` stands still)."""
    with connection.cursor() as cursor:
        cursor.execute(_MACHINES)
        machines = [_Machine(*row) for row in cursor.fetchall()]
    _assign_pins(machines, on, at)
    cast = _cast(machines)
    devices = _register(machines, cast, at)
    with connection.cursor() as cursor:
        cursor.execute(_DELIVERIES)
        cursor.execute(_HALVES, {"at": at, "starts": _starts(at)})
    _silence(devices[cast["silent"].recorder_id], cast["silent"], on, at)
    _wrong_clock(devices[cast["clock"].recorder_id], cast["clock"], on, at)
    _catch_up(cast["late"], at)
    _bring_file(cast["file"], by_id, at)
    put_sequences_right("attendance_pinassignment", "devices_halfday")


def _cast(machines: Sequence[_Machine]) -> dict[str, _Machine]:
    """Who plays which part: district offices first, as they lie farthest out."""
    far = [m for m in machines if m.unit_kind == "DISTRICT"]
    agencies = [m for m in machines if m.unit_kind == "OPD"]
    parts = [*far[:1], *agencies[-1:], *far[1:2], *agencies]
    names = ("silent", "clock", "late", "missing", "file")
    chosen = dict(zip(names, dict.fromkeys(parts), strict=False))
    return {name: chosen.get(name, machines[-1]) for name in names}


def _assign_pins(machines: Sequence[_Machine], on: date, at: datetime) -> None:
    """Everybody has a PIN but a few, and a technician tried one out."""
    school = next((m for m in machines if m.unit_kind == "SCHOOL"), machines[-1])
    with connection.cursor() as cursor:
        cursor.execute(_MOST_STRANGERS)
        kept = [row[0] for row in cursor.fetchall()]
        cursor.execute(_ASSIGN, {"since": date(on.year, 1, 1), "kept": kept})
        cursor.execute(_FORGET, {"site": school.site_id})
        moments = [at - timedelta(days=4, hours=6), at - timedelta(days=4, hours=5)]
        tried: dict[str, Any] = {
            "machine": machines[0].recorder_id,
            "pin": TECHNICIAN,
            "moments": moments,
        }
        cursor.execute(_TECHNICIAN, tried)
        cursor.execute(_STRANGERS)
        strangers = cursor.fetchall()
    DeviceUser.objects.bulk_create(
        DeviceUser(site_id=site, pin_key=pin, name=_short(name), told_at=SINCE)
        for site, pin, name in strangers[::2]
    )


def _short(name: str) -> str:
    """As machines have room for it: BEATRIKS I."""
    first, *rest = name.upper().split()
    return f"{first} {rest[-1][0]}" if rest else first


def _register(
    machines: Sequence[_Machine], cast: dict[str, _Machine], at: datetime
) -> dict[int, Device]:
    return {
        device.recorder_id: device
        for device in Device.objects.bulk_create(
            Device(
                recorder_id=machine.recorder_id,
                serial=f"CONTOH{3300 + place}",
                state=Device.State.ACTIVE,
                registry_code=SILENT_MARK if machine == cast["silent"] else MARK,
                session_id=f"contoh{place}",
                first_seen_at=SINCE,
                last_seen_at=at - timedelta(seconds=place * 7 % 180),
                last_rows_at=at - timedelta(minutes=place % 40),
                drift_seconds=place * 5 % 13 - 6,
                drift_at=at,
                maker="Contoh",
                firmware="Ver 8.0.4.3",
                push_version="2.4.1",
                home=f"10.20.{place % 250}.0/24",
                networks=[] if place in OPEN else [f"10.20.{place % 250}.0/24"],
                fenced_at=None if place in OPEN else SINCE,
                missing_count=3 if machine == cast["missing"] else 0,
                registered_at=SINCE,
                approved_at=SINCE,
            )
            for place, machine in enumerate(machines, start=1)
        )
    }


def _starts(at: datetime) -> list[datetime]:
    """The beginnings of the last halves of days, in the region."""
    local = clock.local(at)
    first = datetime.combine(
        local.date(), time(12 if local.hour >= 12 else 0), ZoneInfo(settings.TIME_ZONE)
    )
    return [first - timedelta(hours=12 * back) for back in range(HALVES)]


def _silence(device: Device, machine: _Machine, on: date, at: datetime) -> None:
    """The line was cut two days ago: nothing came since, and the people are shielded."""
    since = at - SILENT_FOR
    device.last_seen_at = device.last_rows_at = since
    device.drift_seconds = None
    device.save(update_fields=["last_seen_at", "last_rows_at", "drift_seconds"])
    disruption = calendars.record_disruption(
        since,
        at,
        what=f"Mesin {machine.name} diam",
        proof=f"Diukur noken: mesin {device.serial} terakhir terdengar {since:%d-%m-%Y}.",
        unit_id=machine.unit_id,
        site_id=machine.site_id,
        by=system(on),
        at=at,
    )
    Fault.objects.create(
        device=device,
        kind=Fault.Kind.SILENT,
        start_at=since,
        disruption_id=disruption.pk,
        shielded_until=at,
    )
    with connection.cursor() as cursor:
        cursor.execute("delete from devices_halfday where device_id = %s and start_at > %s",
                       [device.pk, since])  # fmt: skip
        cursor.execute(
            "delete from attendance_punch where recorder_id = %s and at > %s",
            [machine.recorder_id, since],
        )


def _wrong_clock(device: Device, machine: _Machine, on: date, at: datetime) -> None:
    """Eleven minutes ahead for four days: what it recorded is doubtful."""
    since = at - CLOCK_OFF_FOR
    device.drift_seconds = DRIFT
    device.save(update_fields=["drift_seconds"])
    disruption = calendars.record_disruption(
        since,
        at,
        what=f"Jam mesin {machine.name} menyimpang",
        proof=f"Diukur noken: jam mesin {device.serial} maju 11 menit.",
        unit_id=machine.unit_id,
        site_id=machine.site_id,
        by=system(on),
        at=at,
    )
    Fault.objects.create(
        device=device,
        kind=Fault.Kind.CLOCK,
        start_at=since,
        disruption_id=disruption.pk,
        shielded_until=at,
    )
    DeviceEvent.objects.create(
        device=device, kind=DeviceEvent.Kind.CLOCK, at=since, text="Jam maju", alarm=True
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "update devices_halfday set drift_seconds = %s where device_id = %s and start_at > %s",
            [DRIFT, device.pk, since],
        )
        cursor.execute(
            "update attendance_punch set doubtful = true where recorder_id = %s and at > %s",
            [machine.recorder_id, since],
        )


def _catch_up(machine: _Machine, at: datetime) -> None:
    """Records of the day before that came this morning."""
    before = Delivery.objects.filter(
        recorder=machine.recorder_id, received_at__lt=clock.at_noon(clock.day_of(at)) - timedelta(1)
    ).order_by("-received_at").first()  # fmt: skip
    if before:
        before.received_at = at - timedelta(minutes=20)
        before.save(update_fields=["received_at"])


def _bring_file(machine: _Machine, by_id: int, at: datetime) -> None:
    """A file from a machine whose battery had died; and two older ones without a fault."""
    for back, new, known in ((28, 214, 0), (7, 96, 118)):
        _delivery(machine, by_id, at - timedelta(days=back), new, known, 0)
    broken = _delivery(machine, by_id, at - timedelta(hours=3), 41, 180, 19)
    local = clock.local(at).replace(tzinfo=None, microsecond=0)
    year = timedelta(days=365)
    lines = [
        (n, 27 + n, local - timedelta(hours=4 + n * 23 % 90, minutes=n * 7) + year, "FUTURE")
        for n in range(1, 8)
    ]
    lines += [(n + 60, 114 + n % 3, local - timedelta(days=4, minutes=n), "TWIN") for n in range(9)]
    zone = ZoneInfo(settings.TIME_ZONE)
    BadLine.objects.bulk_create(
        BadLine(
            delivery=broken,
            line_no=number,
            text=f"{pin} · {told:%Y-%m-%d %H:%M:%S} · 1",
            reason=reason,
            pin_key=str(pin),
            told_at=told.replace(tzinfo=zone),
        )
        for number, pin, told, reason in lines
    )
    BadLine.objects.bulk_create(
        BadLine(delivery=broken, line_no=number, text=f"31 → {local:%Y-%m}-1", reason="BAD_TIME")
        for number in range(118, 121)
    )


def _delivery(
    machine: _Machine, by_id: int, at: datetime, new: int, known: int, bad: int
) -> Delivery:
    return Delivery.objects.create(
        id=uuid7(at),
        recorder_id=machine.recorder_id,
        source=Delivery.Source.FILE,
        name="1_attlog.dat",
        received_at=at,
        sha256=sha256(at.isoformat().encode()).hexdigest(),
        size_bytes=(new + known + bad) * 38,
        rows=new + known + bad,
        rows_new=new,
        rows_known=known,
        rows_bad=bad,
        by_id=by_id,
    )
