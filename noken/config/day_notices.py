"""What people are told about their days: what was asked and decided, and what waits."""

from collections.abc import Sequence
from hashlib import sha256

from django.urls import reverse

from noken.attendance import events as attendance
from noken.attendance import queries as attendance_queries
from noken.core import clock
from noken.notices import services as notices
from noken.notices.services import Message
from noken.organization import queries as organization
from noken.ui.formats import day_named

Said = attendance.CorrectionFiled | attendance.CorrectionAnswered
Decided = attendance.CorrectionAsked | attendance.CorrectionAccepted | attendance.CorrectionRefused
WORDS = {
    attendance.CorrectionAsked: "bertanya tentang",
    attendance.CorrectionAccepted: "menerima keterangan Anda untuk",
    attendance.CorrectionRefused: "belum dapat menerima keterangan Anda untuk",
}


def tell_said(batch: Sequence[Said]) -> None:
    """The direct superior of the day; nobody, where there is none, or where the finding that
    weighs it has told them."""
    there = attendance_queries.weighed_in_findings([event.correction_id for event in batch])
    for event in batch:
        if event.correction_id in there:
            continue
        person = event.subject_id or 0
        superior = organization.superiors([person], clock.day_of(event.at)).get(person)
        if superior:
            answered = isinstance(event, attendance.CorrectionAnswered)
            what = "menjawab pertanyaan Anda tentang" if answered else "memberi keterangan untuk"
            text = f"{event.by.name} {what} {day_named(event.day)}."
            _tell(superior, event, text, reverse("home:waiting"))


def tell_decided(batch: Sequence[Decided]) -> None:
    """The person whose day it is."""
    for event in batch:
        text = f"{event.by.name} {WORDS[type(event)]} {day_named(event.day)}."
        url = f"{reverse('attendance:mine')}?bulan={event.day.isoformat()[:7]}"
        _tell(event.subject_id or 0, event, text, f"{url}#hari-{event.day.day}")


def _tell(person: int, event: attendance.CorrectionEvent, text: str, url: str) -> None:
    stamp = sha256(f"{event.at.isoformat()} {event.correction_id}".encode()).hexdigest()[:40]
    notices.notify([Message(person, f"{event.kind}-{stamp}", event.kind, text, url, event.at)])
