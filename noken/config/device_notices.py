"""What people are told about machines: the PIN that is theirs, and alarms of those they keep."""

from collections.abc import Sequence

from django.urls import reverse

from noken.attendance import events as attendance
from noken.attendance import queries
from noken.core import clock
from noken.devices import events as devices
from noken.devices.queries.alarms import told_about
from noken.notices import services as notices
from noken.notices.services import Message
from noken.ui.formats import number


def tell_pin(batch: Sequence[attendance.PinAssigned]) -> None:
    """Whose days are counted anew because records turned out to be theirs."""
    notices.notify([_message(event) for event in batch if event.punches and event.subject_id])


def tell_alarms(batch: Sequence[devices.AlarmsNoticed]) -> None:
    """Once a machine, keeper and day: the page shows all of them."""
    notices.notify([message for event in batch for message in _alarm_messages(event)])


def _alarm_messages(event: devices.AlarmsNoticed) -> list[Message]:
    day = clock.day_of(event.at)
    told = told_about(event.device_id, day)
    more = f" dan {number(event.alarms - 1)} kejadian lain" if event.alarms > 1 else ""
    text = f"Mesin {told.name}: {event.what}{more}. Periksa di halaman mesinnya."
    url = reverse("devices:device", args=[event.device_id])
    return [
        Message(
            person,
            f"kejadian-mesin-{event.device_id}-{day}-{person}",
            event.kind,
            text[:300],
            url,
            event.at,
        )
        for person in told.keeper_ids
    ]


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
