"""What people are told about the PIN under which machines know them."""

from collections.abc import Sequence

from django.urls import reverse

from noken.attendance import events as attendance
from noken.attendance import queries
from noken.notices import services as notices
from noken.notices.services import Message
from noken.ui.formats import number


def tell_pin(batch: Sequence[attendance.PinAssigned]) -> None:
    """Whose days are counted anew because records turned out to be theirs."""
    notices.notify([_message(event) for event in batch if event.punches and event.subject_id])


def _message(event: attendance.PinAssigned) -> Message:
    site = queries.site(event.site_id)
    place = f" di {site.name}" if site else ""
    text = (
        f"PIN {event.pin_key}{place} dicatat sebagai milik Anda; "
        f"{number(event.punches)} rekaman kini dihitung."
    )
    url = reverse("attendance:mine")
    key = f"{event.kind}-{event.assignment_id}"
    return Message(event.subject_id or 0, key, event.kind, text[:300], url, event.at)
