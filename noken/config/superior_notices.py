"""Who hears of it when people get another direct superior: they themselves, and both superiors."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

from noken.core.events import Event
from noken.core.http import url_of
from noken.notices import services as notices
from noken.notices.services import Message
from noken.organization import queries
from noken.organization.events import SuperiorAnswered, SuperiorProposed, SuperiorShifted
from noken.organization.queries import Person
from noken.ui.formats import day_long, number

ANSWERS = {"AGREED": "menyetujui", "DECLINED": "menolak", "WITHDRAWN": "menarik"}
NOBODY = "belum ada penggantinya"
Grouped = Mapping[tuple[int | None, int | None, str], Sequence[SuperiorShifted]]
"""By who led, who leads, and when."""


def tell_shifted(batch: Sequence[SuperiorShifted]) -> None:
    """One notice a person, and one for each superior however many people it is about: all in one
    statement, whatever act or file it was."""
    people = queries.people(
        {pk for e in batch for pk in (e.subject_id, e.was_id, e.superior_id) if pk}
    )
    gained = _grouped(_joined(batch))
    found = [each for events in gained.values() for each in _gains(events, people)]
    found += [_loss(events, people) for events in _grouped(batch).values() if events[0].was_id]
    notices.notify(found)


def tell_proposed(batch: Sequence[SuperiorProposed]) -> None:
    """The admins of the agency that is asked."""
    people = queries.people({pk for e in batch for pk in (e.subject_id, e.superior_id) if pk})
    notices.notify(
        [
            _message_of(
                event,
                pk,
                f"{event.by.name} mengusulkan {_name(people, event.superior_id)} menjadi atasan "
                f"langsung {_name(people, event.subject_id)} dari OPD lain. Jawaban Anda ditunggu.",
                url_of("organization:proposals"),
            )
            for event in batch
            for pk in event.speakers
        ]
    )


def tell_answered(batch: Sequence[SuperiorAnswered]) -> None:
    """Who proposed it, unless they took it back themselves."""
    people = queries.people({event.subject_id for event in batch if event.subject_id})
    notices.notify(
        [
            _message_of(
                event,
                event.proposed_by_id,
                f"{event.by.name} {ANSWERS[event.outcome]} usulan atasan untuk "
                f"{_name(people, event.subject_id)}. {event.why}".strip(),
                url_of("organization:person", event.subject_id),
            )
            for event in batch
            if event.proposed_by_id != event.by.employee_id
        ]
    )


def _joined(batch: Sequence[SuperiorShifted]) -> list[SuperiorShifted]:
    """One a person and superior, where one after the other led before."""
    found: list[SuperiorShifted] = []
    for event in sorted(batch, key=lambda each: (each.subject_id or 0, each.start_on)):
        last = found[-1] if found else None
        if last and _who(last) == _who(event) and last.end_on == event.start_on:
            found[-1] = replace(last, end_on=event.end_on)
        else:
            found.append(event)
    return found


def _who(event: SuperiorShifted) -> tuple[int | None, int | None]:
    return event.subject_id, event.superior_id


def _grouped(batch: Sequence[SuperiorShifted]) -> Grouped:
    grouped: dict[tuple[int | None, int | None, str], list[SuperiorShifted]] = defaultdict(list)
    for event in batch:
        grouped[event.was_id, event.superior_id, _when(event)].append(event)
    return grouped


def _gains(events: Sequence[SuperiorShifted], people: Mapping[int, Person]) -> Iterator[Message]:
    first = events[0]
    was, now = _name(people, first.was_id), _name(people, first.superior_id)
    before = f", sebelumnya {was}" if was else ""
    for event in events:
        text = f"{_when(first)} atasan langsung Anda {now or NOBODY}{before}. {_by(first)}"
        yield _message(event, event.subject_id or 0, text, own=True)
    if first.superior_id:
        led = _led(events, people)
        text = f"{_when(first)} Anda atasan langsung {led}{before}. {_by(first)}"
        yield _message(first, first.superior_id, text)


def _loss(events: Sequence[SuperiorShifted], people: Mapping[int, Person]) -> Message:
    first, led = events[0], _led(events, people)
    now = _name(people, first.superior_id)
    after = f"melainkan kepada {now}" if now else NOBODY
    text = f"{_when(first)} {led} tidak lagi menjawab kepada Anda, {after}. {_by(first)}"
    return _message(first, first.was_id or 0, text)


def _when(event: SuperiorShifted) -> str:
    start = day_long(event.start_on)
    if event.end_on is None:
        return f"Mulai {start}"
    last = event.end_on - timedelta(1)
    return f"{start} sampai {day_long(last)}" if last > event.start_on else f"Pada {start}"


def _by(event: SuperiorShifted) -> str:
    """Who entered it, and where to turn."""
    who = event.by.name or "pengelola server"
    return f"Dicatat {who}; bila keliru, beri tahu BKPSDM."


def _led(events: Sequence[SuperiorShifted], people: Mapping[int, Person]) -> str:
    name = _name(people, events[0].subject_id)
    more = len(events) - 1
    return f"{name} dan {number(more)} pegawai lain" if more else name


def _name(people: Mapping[int, Person], pk: int | None) -> str:
    found = people.get(pk or 0)
    return found.name if found else ""


def _message(event: SuperiorShifted, person_id: int, text: str, *, own: bool = False) -> Message:
    url = url_of("organization:person", person_id) if own else url_of("organization:people")
    return _message_of(event, person_id, text, url, event.start_on)


def _message_of(
    event: Event, person_id: int, text: str, url: str, start_on: date | None = None
) -> Message:
    told = f"{event.at.isoformat()} {event.subject_id} {start_on} {event.ids()} {person_id}"
    key = f"{event.kind}-{sha256(told.encode()).hexdigest()[:40]}"
    short = text if len(text) <= 300 else f"{text[:299]}…"
    return Message(person_id, key, event.kind, short, url, event.at)
