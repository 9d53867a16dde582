"""The machines and outside systems whose files an actor may bring."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from noken.attendance import queries as attendance
from noken.core.actor import Actor
from noken.devices.models import Device
from noken.devices.queries.places import title_of

MACHINE, OUTSIDE = "DEVICE", "FILE"


@dataclass(frozen=True, slots=True)
class Source:
    """A recorder that files belong to. `device` is empty for a machine without a network."""

    id: int
    name: str
    kind: str
    site_id: int
    site: str
    zone: ZoneInfo
    device: Device | None
    title: str

    @property
    def full_title(self) -> str:
        """Place and name, even where the place alone would do."""
        return f"{self.site}, {self.name}"

    @property
    def serial(self) -> str:
        return self.device.serial if self.device else ""

    @property
    def spoke_at(self) -> datetime | None:
        """When the machine last sent records by itself."""
        return self.device.last_rows_at if self.device else None

    def wall(self, at: datetime) -> datetime:
        """What the clock on the wall of the site shows."""
        return at.astimezone(self.zone).replace(tzinfo=None)


def sources(actor: Actor, kind: str) -> list[Source]:
    """Those of one kind that the actor keeps, by place and name; retired machines too."""
    rows = [row for row in attendance.recorders(actor) if row.kind == kind]
    devices = {
        device.recorder_id: device
        for device in Device.objects.filter(recorder_id__in=[row.pk for row in rows])
    }
    at_site = Counter(row.site_id for row in rows)
    return [
        Source(
            row.pk,
            row.name,
            row.kind,
            row.site_id,
            row.site.name,
            ZoneInfo(row.site.timezone),
            devices.get(row.pk),
            title_of(row.site.name, row.name, alone=kind == MACHINE and at_site[row.site_id] == 1),
        )
        for row in rows
    ]


def source(actor: Actor, kind: str, recorder_id: int) -> Source | None:
    """One of `sources`."""
    return next((each for each in sources(actor, kind) if each.id == recorder_id), None)
