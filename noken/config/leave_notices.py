"""What people are told about leave and duty. No notice says why somebody is away."""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.urls import reverse

from noken.core import clock
from noken.core.events import Event
from noken.leave import events as leave
from noken.leave import queries
from noken.leave.queries import Concerned
from noken.notices import services as notices
from noken.notices.services import Message

Waiting = leave.LeaveRequested | leave.LeaveAdvised
Answer = leave.LeaveReturned | leave.LeaveRefused
Change = leave.LeaveShortened | leave.LeaveCancelled
Duty = leave.DutyOrdered | leave.DutyShortened | leave.DutyCancelled
ANSWERS = {
    leave.LeaveReturned: "mengembalikan pengajuan {} dengan catatan",
    leave.LeaveRefused: "tidak menyetujui pengajuan {}",
}
DUTIES = {
    leave.DutyOrdered: "menugaskan Anda",
    leave.DutyShortened: "mengakhiri lebih awal tugas Anda",
    leave.DutyCancelled: "membatalkan tugas Anda",
}


def tell_waiting(batch: Sequence[Waiting]) -> None:
    """Whose turn it is hears of it; without an official, the people of BKPSDM.

    The owner hears of what somebody else wrote down for them.
    """
    found = _found(batch)
    for event in batch:
        about = found[event.request_id]
        whom = [event.waits_for] if event.waits_for else queries.personnel_ids(_day(event))
        if about.recorded_by_id and isinstance(event, leave.LeaveRequested):
            words = f"{event.by.name} mencatat cuti atas nama Anda, {about.when}. Periksa isinya."
            _tell({about.owner_id} - {event.by.employee_id}, event, words, about.url)
        decides = isinstance(event, leave.LeaveAdvised)
        what = "menunggu keputusan Anda" if decides else "menunggu Anda"
        text = f"Pengajuan cuti {about.owner}, {about.when}, {what}."
        own = {about.owner_id, about.recorded_by_id}
        _tell((pk for pk in whom if pk not in own), event, text, about.url)


def tell_answer(batch: Sequence[Answer]) -> None:
    found = _found(batch)
    for event in batch:
        about = found[event.request_id]
        _tell_both(event, about, f"{event.by.name} {ANSWERS[type(event)]}, {about.when}.")


def tell_approved(batch: Sequence[leave.LeaveApproved]) -> None:
    """The owner, the colleague who is to stand in, and who appoints where a head will be away."""
    found = _found(batch)
    calendar = reverse("leave:colleagues")
    for event in batch:
        about = _of(found, event.request_id)
        _tell_both(event, about, f"{event.by.name} menyetujui pengajuan {{}}, {about.when}.")
        if event.stand_in_id:
            text = f"{about.owner} menunjuk Anda sebagai pengganti, {about.when}."
            _tell([event.stand_in_id], event, text, calendar)
        _tell_appointers(event)


def _tell_appointers(event: leave.LeaveApproved) -> None:
    """Who leads a unit needs somebody to act meanwhile."""
    on = _day(event)
    for head in queries.heads_of_requests([event.request_id] if event.request_id else [], on):
        text = f"{head.name} cuti, {head.when}, dan memimpin {head.unit}. Tunjuk Plh."
        _tell(
            set(queries.appointers_of(head.unit_id, on)) - {head.employee_id}, event, text, head.url
        )


def tell_withdrawn(batch: Sequence[leave.LeaveWithdrawn]) -> None:
    """Only of what was recorded for somebody: the two of whom the other one took it back."""
    found = _found(batch)
    for event in batch:
        about = found[event.request_id]
        if about.recorded_by_id:
            _tell_both(event, about, f"{event.by.name} menarik pengajuan {{}}, {about.when}.")


def tell_changed(batch: Sequence[Change]) -> None:
    """Everybody who had a part in it, but for who did it."""
    found = _found(batch)
    for event in batch:
        about = _of(found, event.request_id)
        cancelled = isinstance(event, leave.LeaveCancelled)
        what = "dibatalkan" if cancelled else "berakhir lebih awal"
        whose = f"Cuti {about.owner}"
        parts = {about.advised_by_id, about.decided_by_id} - {0, about.owner_id}
        done = {event.by.employee_id}
        _tell(parts - done, event, f"{whose}, {about.when}, {what}.", about.url)
        _tell({about.owner_id} - done, event, f"Cuti Anda, {about.when}, {what}.", about.url)
        stand_in = {about.stand_in_id} - {0} - done - parts
        calendar = reverse("leave:colleagues")
        text = f"{whose}, {about.when}, {what}; Anda tidak perlu menggantikan lagi."
        _tell(stand_in, event, text, calendar)


def tell_duty(batch: Sequence[Duty]) -> None:
    found = queries.letter_words({event.letter_id for event in batch if event.letter_id})
    messages = []
    for event in batch:
        words, url = found[event.letter_id] if event.letter_id else ("", "")
        text = f"{event.by.name or 'noken'} {DUTIES[type(event)]}: {words}."
        messages += _messages([event.subject_id or 0], event, text, url)
    notices.notify(messages)


def _found(batch: Iterable[leave.RequestEvent | leave.AbsenceChanged]) -> dict[UUID, Concerned]:
    return queries.concerned({event.request_id for event in batch if event.request_id})


def _of(found: dict[UUID, Concerned], request_id: UUID | None) -> Concerned:
    """The request of an event that always has one."""
    return found[request_id or UUID(int=0)]


def _tell_both(event: Event, about: Concerned, text: str) -> None:
    """The owner, and who recorded it for them; `{}` in the text is whose it is."""
    done = {event.by.employee_id, 0}
    _tell({about.owner_id} - done, event, text.replace("{}", "Anda"), about.url)
    _tell({about.recorded_by_id} - done, event, text.replace("{}", about.owner), about.url)


def _tell(people: Iterable[int], event: Event, text: str, url: str) -> None:
    if messages := _messages(people, event, text, url):
        notices.notify(messages)


def _messages(people: Iterable[int], event: Event, text: str, url: str) -> list[Message]:
    short = text if len(text) <= 300 else f"{text[:299]}…"
    return [
        Message(person, _key(event, person), event.kind, short, url, event.at) for person in people
    ]


def _key(event: Event, person: int) -> str:
    text = f"{event.at.isoformat()} {sorted(event.ids().items())} {person}"
    return f"{event.kind}-{sha256(text.encode()).hexdigest()[:40]}"


def _day(event: Event) -> date:
    return clock.day_of(event.at)
