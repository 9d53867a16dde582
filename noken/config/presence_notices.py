"""What people are told about checking in: what waits, what came of it, and of another phone."""

from collections.abc import Sequence
from hashlib import sha256

from django.urls import reverse

from noken.checkin import events as checkin
from noken.checkin import queries
from noken.core import clock
from noken.core.events import Event
from noken.notices import services as notices
from noken.notices.services import Message

PHONES = {
    checkin.PhoneConfirmed: "Ponsel baru Anda terdaftar untuk presensi.",
    checkin.PhoneRefused: "Pergantian ponsel Anda belum dipastikan. Hubungi admin OPD.",
}


def tell_entered(batch: Sequence[checkin.EntryMade]) -> None:
    """Whose turn it is hears once of all that somebody wrote for others in one act.

    What people state themselves waits with its number in the menu: a notice each would be noise.
    """
    written = [event for event in batch if event.by.employee_id != event.subject_id]
    if not written:
        return
    first = written[0]
    found = queries.verifiers_of([event.entry_id for event in written], clock.day_of(first.at))
    url = reverse("checkin:entries")
    messages = []
    for person, ids in found.items():
        text = f"{first.by.name} mencatat {len(ids)} presensi manual, menunggu Anda periksa."
        messages.append(Message(person, _key(first, person), first.kind, text, url, first.at))
    notices.notify(messages)


def tell_rejected(batch: Sequence[checkin.EntryRejected]) -> None:
    """Only what was not confirmed is news; what was confirmed simply counts."""
    for event in batch:
        text = f"{event.by.name} tidak dapat membenarkan presensi Anda: {event.why}"
        _tell(event, text[:300], reverse("checkin:here"))


def tell_withdrawn(batch: Sequence[checkin.EntryWithdrawn]) -> None:
    """The person, and who had said that it was true."""
    for event in batch:
        text = f"{event.by.name} menarik presensi manual Anda: {event.why}"
        _tell(event, text[:300], reverse("attendance:mine"))
        if event.verified_by not in {0, event.by.employee_id}:
            text = f"{event.by.name} menarik presensi yang Anda benarkan: {event.why}"
            url, key = reverse("checkin:entries"), _key(event, event.verified_by)
            message = Message(event.verified_by, key, event.kind, text[:300], url, event.at)
            notices.notify([message])


def tell_phone(batch: Sequence[checkin.PhoneConfirmed | checkin.PhoneRefused]) -> None:
    for event in batch:
        _tell(event, PHONES[type(event)], reverse("checkin:means"))


def _tell(event: Event, text: str, url: str) -> None:
    person = event.subject_id or 0
    notices.notify([Message(person, _key(event), event.kind, text, url, event.at)])


def _key(event: Event, person: int | None = None) -> str:
    told = f"{event.at.isoformat()} {sorted(event.ids().items())} {person or ''}".rstrip()
    return f"{event.kind}-{sha256(told.encode()).hexdigest()[:40]}"
