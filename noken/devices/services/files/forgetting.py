"""Files that nobody took in: after a week they and what was read of them are gone."""

from datetime import datetime, timedelta

from noken.core import clock
from noken.core.actor import system
from noken.devices.models import Upload
from noken.devices.services.files.uploads import drop_file

KEPT = timedelta(days=7)


def forget_waiting(*, at: datetime) -> int:
    """Put away what was looked at a week ago and left; how many there were.

    Emits: FileDropped, for each.
    """
    waiting = Upload.objects.filter(
        state__in=(Upload.State.MAPPING, Upload.State.CHECKED), uploaded_at__lt=at - KEPT
    )
    ids = list(waiting.values_list("pk", flat=True))
    for upload_id in ids:
        drop_file(upload_id, by=system(clock.day_of(at)), at=at)
    return len(ids)
