"""PINs that are nobody's: a technician's, a test. Their punches stay and wait unasked."""

from datetime import datetime

from django.db import transaction

from noken.attendance import queries as attendance
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.devices.events import PinIgnored, PinNoticed
from noken.devices.models import IgnoredPin

WHY_LENGTH = 200


@transaction.atomic
def ignore_pin(site_id: int, pin_key: str, why: str, *, by: Actor, at: datetime) -> IgnoredPin:
    """Ask nobody any more whose PIN this is. Its punches are kept.

    Raises:
        Refused: `pin.unknown_site`, `pin.no_reason`, `pin.not_waiting`.
    Emits: PinIgnored.
    """
    _check_site(site_id, by)
    why = " ".join(why.split())[:WHY_LENGTH]
    if not why:
        raise Refused(
            "Tuliskan mengapa PIN ini bukan milik pegawai, misalnya PIN teknisi.",
            code="pin.no_reason",
        )
    if not any(pin.pin_key == pin_key for pin in attendance.unknown_pins([site_id])):
        raise Refused(
            "Tidak ada rekaman yang menunggu pada PIN ini. Muat ulang halaman.",
            code="pin.not_waiting",
        )
    row, is_new = IgnoredPin.objects.get_or_create(
        site_id=site_id,
        pin_key=pin_key,
        defaults={"why": why, "at": at, "by_id": by.employee_id},
    )
    if is_new:
        events.emit(PinIgnored(by=by, at=at, site_id=site_id, why=why))
    return row


@transaction.atomic
def notice_pin(site_id: int, pin_key: str, *, by: Actor, at: datetime) -> None:
    """Ask again whose PIN it is.

    Raises:
        Refused: `pin.unknown_site`.
    Emits: PinNoticed, if it was ignored.
    """
    _check_site(site_id, by)
    gone, _ = IgnoredPin.objects.filter(site_id=site_id, pin_key=pin_key).delete()
    if gone:
        events.emit(PinNoticed(by=by, at=at, site_id=site_id))


def _check_site(site_id: int, by: Actor) -> None:
    if site_id not in {site.id for site in attendance.sites(by)}:
        raise Refused("Tempat ini tidak ada di unit Anda.", code="pin.unknown_site", status=404)
