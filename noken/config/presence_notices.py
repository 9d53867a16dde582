"""What people are told about checking in: what came of a statement, and of another phone."""

from collections.abc import Sequence
from hashlib import sha256

from django.urls import reverse

from noken.checkin import events as checkin
from noken.core.events import Event
from noken.notices import services as notices
from noken.notices.services import Message

PHONES = {
    checkin.PhoneConfirmed: "Ponsel baru Anda terdaftar untuk presensi.",
    checkin.PhoneRefused: "Pergantian ponsel Anda belum dipastikan. Hubungi admin OPD.",
}


def tell_rejected(batch: Sequence[checkin.EntryRejected]) -> None:
    """Only what was not confirmed is news; what was confirmed simply counts."""
    for event in batch:
        text = f"{event.by.name} tidak dapat membenarkan presensi Anda: {event.why}"
        _tell(event, text[:300], reverse("checkin:here"))


def tell_phone(batch: Sequence[checkin.PhoneConfirmed | checkin.PhoneRefused]) -> None:
    for event in batch:
        _tell(event, PHONES[type(event)], reverse("checkin:means"))


def _tell(event: Event, text: str, url: str) -> None:
    told = f"{event.at.isoformat()} {sorted(event.ids().items())}"
    key = f"{event.kind}-{sha256(told.encode()).hexdigest()[:40]}"
    notices.notify([Message(event.subject_id or 0, key, event.kind, text, url, event.at)])
