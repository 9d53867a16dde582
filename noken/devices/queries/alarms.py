"""Alarms of machines that nobody has looked at yet, and who should."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Q

from noken.devices.models import Device, DeviceEvent
from noken.devices.queries.places import place_names
from noken.organization.models import RoleGrant


class Told(NamedTuple):
    """How people call a machine, and who keeps it."""

    name: str
    keeper_ids: tuple[int, ...]


def unseen_alarms(device_ids: Collection[int]) -> dict[int, int]:
    """How many wait at each machine; those without any are left out."""
    fresh = Q(device__alarms_seen_at=None) | Q(at__gt=F("device__alarms_seen_at"))
    rows = DeviceEvent.objects.filter(fresh, device__in=device_ids, alarm=True)
    return dict(rows.values_list("device").annotate(Count("pk")).order_by())


def told_about(device_id: int, on: date) -> Told:
    """The admins of the unit a machine hangs on; where there is none, BKPSDM."""
    device = Device.objects.select_related("recorder__site__unit").get(pk=device_id)
    recorder = device.recorder
    holds = Q(end_on=None) | Q(end_on__gt=on)
    granted = RoleGrant.objects.filter(holds, start_on__lte=on)
    above = [int(pk) for pk in recorder.site.unit.path.strip("/").split("/")]
    found = granted.filter(role=RoleGrant.Role.ADMIN_OPD, unit__in=above)
    if not found.exists():
        found = granted.filter(role=RoleGrant.Role.PERSONNEL)
    people = sorted(set(found.values_list("employee", flat=True)))
    return Told(place_names([recorder.pk])[recorder.pk], tuple(people))
