"""Where an office is, and how often a photo is asked for."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from noken.attendance import queries as attendance
from noken.checkin import access
from noken.checkin.events import PlaceSet
from noken.checkin.models import OfficePlace
from noken.checkin.rules.places import LARGEST_M, SMALLEST_M
from noken.checkin.services._refusals import not_your_office
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """Degrees, metres, and how many of a thousand claims are asked for a photo."""

    latitude: Decimal
    longitude: Decimal
    radius_m: int
    photo_per_mille: int


@transaction.atomic
def set_place(site_id: int, draft: PlaceDraft, *, by: Actor, at: datetime) -> None:
    """Set or change point, radius and share of photos of a site.

    Raises:
        Refused: `checkin.not_your_office`, `checkin.radius`, `checkin.point`.
    Emits: PlaceSet.
    """
    site = attendance.site(site_id)
    if site is None or not access.can_keep_unit(by, site.unit_id):
        raise not_your_office()
    if not SMALLEST_M <= draft.radius_m <= LARGEST_M:
        raise Refused(
            f"Jari-jari kantor antara {SMALLEST_M} dan 2.000 meter.", code="checkin.radius"
        )
    if not (-90 <= draft.latitude <= 90 and -180 <= draft.longitude <= 180):
        raise Refused(
            "Titik ini tidak ada di bumi. Periksa lintang dan bujur.", code="checkin.point"
        )
    OfficePlace.objects.update_or_create(
        site_id=site_id,
        defaults={
            "latitude": draft.latitude,
            "longitude": draft.longitude,
            "radius_m": draft.radius_m,
            "photo_per_mille": min(1000, max(0, draft.photo_per_mille)),
            "set_by_id": by.employee_id,
            "set_at": at,
        },
    )
    events.emit(PlaceSet(by=by, at=at, site_id=site_id))
