"""A machine as the receiver needs it: one statement per request."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from noken.devices.models import Device, Fault
from noken.devices.rules.asks import is_fence


@dataclass(frozen=True, slots=True)
class Machine:
    """`clock_off`: its clock is doubted at present, so its rows are. `is_known`: whoever asks is
    where the machine stands, and is believed about more than records."""

    device: Device
    zone: ZoneInfo
    clock_off: bool
    is_known: bool = True

    def local(self, at: datetime) -> datetime:
        """The clock on the wall of its site."""
        return at.astimezone(self.zone).replace(tzinfo=None)


def fence_of(device: Device) -> list[str]:
    """The networks that would fence a machine: those set, or that of its first poll."""
    if is_fence(device.networks):
        return device.networks
    return [device.home] if device.home else []


def find_machine(serial: str) -> Machine | None:
    """The machine with this serial in the present instansi."""
    doubt = Fault.objects.filter(device=OuterRef("pk"), kind=Fault.Kind.CLOCK, end_at=None)
    device = (
        Device.objects.filter(serial=serial)
        .select_related("recorder__site")
        .annotate(clock_off=Exists(doubt))
        .first()
    )
    if device is None:
        return None
    return Machine(device, ZoneInfo(device.recorder.site.timezone), device.clock_off)


def knows(serial: str) -> bool:
    """Whether the present instansi has a machine with this serial that is not retired."""
    known = Device.objects.filter(serial=serial).exclude(state=Device.State.RETIRED)
    return known.exists()
