"""Each night: does a machine hold more than we do, and what is kept no longer."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from noken.attendance.queries.counts import count_of_recorder
from noken.core import events
from noken.core.actor import Actor
from noken.devices.events import CountsAsked, TracesForgotten
from noken.devices.models import Command, Delivery, Device, DeviceEvent, HalfDay, UnknownSerial
from noken.devices.services._talking import Wish, ask_by_itself

RAW_KEPT = timedelta(days=90)
NOTES_KEPT = timedelta(days=730)
HALF_DAYS_KEPT = timedelta(days=400)


@transaction.atomic
def ask_for_counts(*, by: Actor, at: datetime) -> None:
    """Ask every machine that was heard lately how many records yesterday had.

    Where a machine cannot count a day, the number of all its records is compared.

    Emits: CountsAsked, if any was asked.
    """
    asked = 0
    devices = Device.objects.filter(
        state=Device.State.ACTIVE, last_seen_at__gt=at - timedelta(days=3)
    ).select_related("recorder__site")
    for device in devices:
        zone = ZoneInfo(device.recorder.site.timezone)
        yesterday = (at.astimezone(zone) - timedelta(days=1)).date()
        asked += ask_by_itself(device.pk, Wish(Command.Verb.COUNT, day=yesterday), at=at)
        cannot = device.commands.filter(verb=Command.Verb.COUNT, state=Command.State.FAILED)
        if device.records_count is not None and cannot.exists():
            _compare_totals(device, at=at)
    if asked:
        events.emit(CountsAsked(by=by, at=at, machines=asked))


def _compare_totals(device: Device, *, at: datetime) -> None:
    """Say what is missing by the machine's own total."""
    missing = max(0, (device.records_count or 0) - count_of_recorder(device.recorder_id))
    if missing != device.missing_count:
        Device.objects.filter(pk=device.pk).update(missing_count=missing)
    if missing:
        _say_missing(device, missing, at=at)


def _say_missing(device: Device, missing: int, *, at: datetime) -> None:
    DeviceEvent.objects.create(
        device=device,
        kind=DeviceEvent.Kind.MISSING,
        at=at,
        code=missing,
        text=f"{missing} catatan belum masuk",
        alarm=True,
    )


@transaction.atomic
def forget(*, by: Actor, at: datetime) -> None:
    """Bodies after 90 days, notes after two years; punches are none of this.

    Emits: TracesForgotten, if there were bodies.
    """
    old = Delivery.objects.filter(received_at__lt=at - RAW_KEPT, raw__isnull=False)
    bodies = old.update(raw=None)
    HalfDay.objects.filter(start_at__lt=at - HALF_DAYS_KEPT).delete()
    DeviceEvent.objects.filter(at__lt=at - NOTES_KEPT).delete()
    UnknownSerial.objects.filter(last_at__lt=at - RAW_KEPT).delete()
    if bodies:
        events.emit(TracesForgotten(by=by, at=at, bodies=bodies))
