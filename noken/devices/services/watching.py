"""The watch over machines: who has gone silent, whose clock is off, and what that means for people.

A fault that leaves a place without a machine to trust becomes a disruption of the calendar, which
shields its people. It grows while the fault lasts and ends with it. Silence while nobody is
expected at the place is none: many offices switch their machine off at night.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import F, Q

from noken.attendance.queries.sites import working_hours_at
from noken.calendars.services import extend_disruption, record_disruption
from noken.core import events
from noken.core.actor import Actor
from noken.devices.events import AlarmsNoticed, FaultBegan, FaultEnded
from noken.devices.models import Device, DeviceEvent, Fault
from noken.devices.rules.logs import ALARMS
from noken.devices.services._late import SILENT_AFTER

GROWS_EVERY = timedelta(hours=1)
"""An open disruption grows in steps: each one has the days of a unit derived anew."""

_SILENT_MINUTES = """
insert into devices_halfday as h
    (device_id, start_at, contacts, rows, bad, drift_seconds, silent_minutes)
select f.device_id, half.start_at, 0, 0, 0, null,
       least(720, extract(
           epoch from %(at)s::timestamptz - greatest(f.start_at, half.start_at)
       ) / 60)::smallint
from devices_fault f
join devices_device d on d.id = f.device_id
join attendance_recorder r on r.id = d.recorder_id
join attendance_site s on s.id = r.site_id
cross join lateral (
    select (date_trunc('day', %(at)s::timestamptz at time zone s.timezone)
        + case when extract(hour from %(at)s::timestamptz at time zone s.timezone) >= 12
          then interval '12 hours' else interval '0' end) at time zone s.timezone as start_at
) half
where f.kind = 'SILENT' and f.end_at is null
on conflict (device_id, start_at) do update set
    silent_minutes = greatest(h.silent_minutes, excluded.silent_minutes)
"""


# Told or not, what was heard more than a day ago is no news.
_NEW_ALARMS = """
with fresh as (
    select distinct on (d.id) d.id, e.kind, e.code, count(*) over (partition by d.id) as alarms
    from devices_device d join devices_deviceevent e on e.device_id = d.id and e.alarm
    where d.state <> 'RETIRED' and e.at <= %(at)s
      and e.at > greatest(d.alarms_told_at, %(at)s::timestamptz - interval '1 day')
    order by d.id, e.at desc, e.id desc
)
update devices_device d set alarms_told_at = %(at)s from fresh where fresh.id = d.id
returning d.id, fresh.kind, fresh.code, fresh.alarms
"""


@transaction.atomic
def watch(*, by: Actor, at: datetime) -> None:
    """Look once: begin and end faults, let the disruptions follow them, and say what alarms.

    Emits: FaultBegan, FaultEnded, AlarmsNoticed, and DisruptionRecorded (by calendars).
    """
    _notice_alarms(by, at)
    _begin_silence(by, at)
    _end_silence(by, at)
    with connection.cursor() as cursor:
        cursor.execute(_SILENT_MINUTES, {"at": at})
    faults = (
        Fault.objects.filter(
            Q(end_at=None)
            | Q(kind=Fault.Kind.CLOCK, disruption_id=None)
            | Q(shielded_until__lt=F("end_at"))
        )
        .select_for_update(of=["self"])
        .select_related("device__recorder__site")
        .order_by("pk")
    )
    heard = _last_heard(at)
    for fault in faults:
        _shield(fault, heard, by, at)


def _notice_alarms(by: Actor, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_NEW_ALARMS, {"at": at})
        rows = sorted(cursor.fetchall())
    events.emit(
        *(
            AlarmsNoticed(
                by=by,
                at=at,
                device_id=device_id,
                alarms=alarms,
                what=_words(kind, code),
            )
            for device_id, kind, code, alarms in rows
        )
    )


def _words(kind: str, code: int | None) -> str:
    """What alarms, in words that name nobody; the code of an operation says more than its kind."""
    done = ALARMS.get(code or 0, "") if kind == DeviceEvent.Kind.OPERATION else ""
    return done or str(DeviceEvent.Kind(kind).label)


def _begin_silence(by: Actor, at: datetime) -> None:
    open_ones = Fault.objects.filter(kind=Fault.Kind.SILENT, end_at=None).values("device")
    silent = Device.objects.filter(
        state=Device.State.ACTIVE, last_seen_at__lt=at - SILENT_AFTER
    ).exclude(pk__in=open_ones)
    made = Fault.objects.bulk_create(
        Fault(device=device, kind=Fault.Kind.SILENT, start_at=device.last_seen_at)
        for device in silent
        if device.last_seen_at is not None
    )
    _tell(FaultBegan, made, by, at)


def _end_silence(by: Actor, at: datetime) -> None:
    """Heard again, or retired."""
    over = (
        Fault.objects.filter(end_at=None)
        .filter(
            Q(device__state=Device.State.RETIRED)
            | Q(kind=Fault.Kind.SILENT, device__last_seen_at__gt=F("start_at"))
        )
        .select_related("device")
    )
    ended = list(over)
    for fault in ended:
        back = fault.device.online_since
        fault.end_at = back if back is not None and back > fault.start_at else at
    Fault.objects.bulk_update(ended, ["end_at"])
    _tell(FaultEnded, ended, by, at)


def _last_heard(at: datetime) -> dict[int, list[Device]]:
    """The machines in use of each site."""
    found: dict[int, list[Device]] = {}
    for device in Device.objects.filter(
        state=Device.State.ACTIVE, last_seen_at__isnull=False, last_seen_at__lte=at
    ).select_related("recorder"):
        found.setdefault(device.recorder.site_id, []).append(device)
    return found


def _shield(fault: Fault, heard: dict[int, list[Device]], by: Actor, at: datetime) -> None:
    """Begin, lengthen or finish the disruption that goes with a fault."""
    until = fault.end_at or at
    begins = fault.start_at
    if fault.kind == Fault.Kind.SILENT:
        others = [
            device
            for device in heard.get(fault.device.recorder.site_id, [])
            if device.pk != fault.device_id and device.last_seen_at is not None
        ]
        if any(_is_heard(other, at) for other in others) and fault.end_at is None:
            fault.disruption_id = None  # people there have a machine: the next one begins anew
            fault.save(update_fields=["disruption_id"])
            return
        begins = max([begins, *(other.last_seen_at for other in others if other.last_seen_at)])
    if fault.disruption_id is None:
        if fault.kind == Fault.Kind.CLOCK or fault.end_at is None:
            _record(fault, begins, until, by, at)
        return
    grown = fault.shielded_until is None or until - fault.shielded_until >= GROWS_EVERY
    if grown or fault.end_at is not None:
        extend_disruption(fault.disruption_id, _in_hours(fault, begins, until)[1], by=by, at=at)
        fault.shielded_until = until
        fault.save(update_fields=["shielded_until"])


def _in_hours(fault: Fault, begins: datetime, until: datetime) -> tuple[datetime, datetime]:
    """The span without what lies before the first and after the last hours in which somebody is
    expected; of silence only. Empty when nobody is."""
    if fault.kind != Fault.Kind.SILENT or until <= begins:
        return begins, until
    spans = working_hours_at(fault.device.recorder.site_id, begins, until)
    if not spans:
        return begins, begins
    return max(begins, spans[0][0]), min(until, spans[-1][1])


def _record(fault: Fault, since: datetime, until: datetime, by: Actor, at: datetime) -> None:
    begins, ends = _in_hours(fault, since, until)
    if ends <= begins:
        return
    device, site = fault.device, fault.device.recorder.site
    local = since.astimezone(ZoneInfo(site.timezone))
    silent = fault.kind == Fault.Kind.SILENT
    state = "diam" if silent else "diragukan jamnya"
    seen = "terakhir terdengar" if silent else "jamnya menyimpang, terlihat"
    disruption = record_disruption(
        begins,
        ends,
        what=f"Mesin {device.recorder.name} {state} sejak {local:%d-%m-%Y %H.%M}"[:200],
        proof=f"Diukur noken: mesin {device.serial} {seen} {local:%d-%m-%Y %H.%M}.",
        unit_id=site.unit_id,
        site_id=site.pk,
        by=by,
        at=at,
    )
    fault.disruption_id, fault.shielded_until = disruption.pk, until
    fault.save(update_fields=["disruption_id", "shielded_until"])


def _is_heard(device: Device, at: datetime) -> bool:
    return device.last_seen_at is not None and at - device.last_seen_at < SILENT_AFTER


def _tell(
    kind: type[FaultBegan | FaultEnded], faults: Sequence[Fault], by: Actor, at: datetime
) -> None:
    told: Iterable[events.Event] = [
        kind(by=by, at=at, device_id=fault.device_id, fault_id=fault.pk) for fault in faults
    ]
    events.emit(*told)
