"""Who keeps which machines: the OPD's admin those of the own units, BKPSDM all."""

from django.db.models import Q

from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.devices.models import Device

KEEPERS = (Role.PERSONNEL, Role.ADMIN_OPD)


def not_yours() -> Refused:
    return Refused(
        "Mesin ini tidak ditemukan di unit yang Anda kelola.", code="device.not_yours", status=404
    )


def kept_by(actor: Actor, path: str = "recorder__site__unit_id") -> Q:
    """Rows whose unit the actor keeps; `path` leads from the row to the unit."""
    if actor.roles & {Role.PERSONNEL, Role.SYSTEM}:
        return Q()
    if actor.has(Role.ADMIN_OPD):
        return Q(**{f"{path}__in": actor.unit_ids})
    return Q(pk__in=[])


def lock_device(device_id: int, by: Actor) -> Device:
    """The machine, held until the end of the transaction.

    Raises:
        Refused: `device.not_yours`.
    """
    device = (
        Device.objects.select_for_update(of=["self"])
        .filter(kept_by(by), pk=device_id)
        .select_related("recorder__site")
        .first()
    )
    if device is None:
        raise not_yours()
    return device


READERS = (*KEEPERS, Role.INSPECTORATE)
"""Who sees how machines fare. PINs, files and quarantine are the keepers' alone."""


def keeps_all(actor: Actor) -> bool:
    return bool(actor.roles & {Role.PERSONNEL, Role.SYSTEM})


def keeps(actor: Actor) -> bool:
    """Does the actor keep machines at all?"""
    return keeps_all(actor) or actor.has(Role.ADMIN_OPD)


def seen_by(actor: Actor) -> Q:
    """The machines whose health the actor may read: the Inspectorate's reach is the instansi."""
    if actor.has(Role.INSPECTORATE):
        return Q()
    return kept_by(actor)
