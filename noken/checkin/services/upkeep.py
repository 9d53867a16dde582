"""What is kept for a time only: exact points 90 days, photos 30, wrong tries one."""

from datetime import datetime, timedelta

from django.db import transaction

from noken.checkin.events import TracesErased
from noken.checkin.models import Claim, Examination, WrongTry
from noken.core import events
from noken.core.actor import Actor
from noken.documents import services as documents

POINTS_KEPT = timedelta(days=90)
PHOTOS_KEPT = timedelta(days=30)
TRIES_KEPT = timedelta(days=1)
EXAMINED_KEPT = timedelta(days=90)
BATCH = 500


@transaction.atomic
def erase_traces(*, by: Actor, at: datetime) -> tuple[int, int]:
    """Erase what is over; how many points and photos. Distance and inside or outside stay.

    Emits: TracesErased, when something was erased.
    """
    WrongTry.objects.filter(at__lte=at - TRIES_KEPT).delete()
    Examination.objects.filter(at__lte=at - EXAMINED_KEPT).delete()
    points = Claim.objects.filter(received_at__lte=at - POINTS_KEPT, latitude__isnull=False).update(
        latitude=None, longitude=None, accuracy_m=None
    )
    old = Claim.objects.filter(received_at__lte=at - PHOTOS_KEPT, photo_id__isnull=False)
    photos = dict(old.values_list("pk", "photo_id")[:BATCH])
    Claim.objects.filter(pk__in=photos).update(photo_id=None)
    documents.erase_files([pk for pk in photos.values() if pk])
    if points or photos:
        events.emit(TracesErased(by=by, at=at, points=points, photos=len(photos)))
    return points, len(photos)
