"""Who hears of an objection: nothing reaches the rater before the superior has taken it.

News for open pages goes to accounts, never to "who hears this employee": that would be the rater.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from uuid import UUID

from django.urls import reverse

from noken.core import clock
from noken.notices import services as notices
from noken.notices.services import Message
from noken.objections import events as objections
from noken.objections import queries
from noken.objections.queries import Concerned
from noken.realtime import services as realtime
from noken.realtime.ports import account_topic
from noken.realtime.services import Announcement

Event = objections.ObjectionEvent


def announce(batch: Sequence[Event]) -> None:
    """Open pages of the two sides and of who decides; of the rater only once it was taken."""
    heard = {event.objection_id: _hearers(event) for event in batch}
    accounts = queries.accounts_of({pk for people in heard.values() for pk in people})
    realtime.announce(
        [
            Announcement(event.kind, None, event.ids(), account_topic(accounts[person]))
            for event in batch
            for person in sorted(heard[event.objection_id])
            if person in accounts
        ]
    )


def tell_filed(batch: Sequence[objections.ObjectionFiled | objections.ObjectionAssigned]) -> None:
    """Who decides, where nobody is found the people of BKPSDM; the person whose letter it was."""
    found = _found(batch)
    for event in batch:
        about = found[event.objection_id]
        text = f"Keberatan {about.owner} atas {about.period} ditujukan kepada Anda."
        _tell_decider(event, about, text)
        if isinstance(event, objections.ObjectionFiled) and event.letter:
            text = (
                f"Surat keberatan Anda atas {about.period} dicatat {event.by.name} dan diteruskan "
                "kepada atasan penilai. Penilai belum dapat melihatnya."
            )
            _tell([about.owner_id], event, text, about.url)


def tell_rerated(batch: Sequence[objections.ObjectionRerated]) -> None:
    """The person, that it goes on; who decides about what stands now."""
    found = _found(batch)
    for event in batch:
        about = found[event.objection_id]
        text = (
            f"Penilai mengubah hasil {about.period}. Keberatan Anda tetap berjalan, atas hasil "
            "yang baru. Bila Anda sudah sependapat, tariklah."
        )
        _tell([about.owner_id], event, text, about.url)
        text = (
            f"Hasil {about.period} yang dikeberatani {about.owner} diubah penilainya. Yang Anda "
            "periksa adalah hasil yang baru."
        )
        _tell_decider(event, about, text)


def tell_taken(batch: Sequence[objections.ObjectionTaken]) -> None:
    """The person; the rater for the first time, with the days there are to answer."""
    found = _found(batch)
    for event in batch:
        about = found[event.objection_id]
        text = f"{event.by.name} memeriksa keberatan Anda atas {about.period}."
        _tell([about.owner_id], event, text, about.url)
        if event.is_first:
            text = (
                f"{about.owner} mengajukan keberatan atas penilaian {about.period}. "
                f"{event.by.name} memeriksanya dan menunggu keterangan Anda."
            )
            _tell([about.rater_id], event, text, about.url)


def tell_said(
    batch: Sequence[
        objections.ObjectionAnswered | objections.ObjectionAdded | objections.ObjectionHeard
    ],
) -> None:
    """Who did not say it themselves; before it is taken only who decides."""
    found = _found(batch)
    for event in batch:
        about = found[event.objection_id]
        people = _hearers(event) - {event.by.employee_id}
        text = f"Ada keterangan baru pada keberatan {about.owner} atas {about.period}."
        _tell(people - {about.owner_id}, event, text, about.url)
        mine = f"Ada keterangan baru pada keberatan Anda atas {about.period}."
        _tell(people & {about.owner_id}, event, mine, about.url)


def tell_decided(batch: Sequence[objections.ObjectionDecided]) -> None:
    found = _found(batch)
    for event in batch:
        about = found[event.objection_id]
        what = "mengubah penilaian" if event.is_changed else "mempertahankan penilaian"
        text = f"{event.by.name} memutus keberatan Anda atas {about.period} dan {what}."
        _tell([about.owner_id], event, text, about.url)
        text = f"{event.by.name} memutus keberatan {about.owner} atas {about.period} dan {what}."
        _tell([about.rater_id], event, text, about.url)


def tell_withdrawn(batch: Sequence[objections.ObjectionWithdrawn]) -> None:
    """Who had it before them; the rater only where they knew of it."""
    found = _found(batch)
    for event in batch:
        about = found[event.objection_id]
        text = f"{about.owner} menarik keberatan atas {about.period}."
        url = reverse("objections:cases") if event.before_taken else about.url
        _tell(_hearers(event) - {about.owner_id}, event, text, url)


def tell_overdue(batch: Sequence[objections.ObjectionOverdue]) -> None:
    """Once a step and person: the key has no time in it."""
    found = _found(batch)
    messages = []
    for event in batch:
        about = found[event.objection_id]
        what = "belum diambil" if event.step == "TAKE" else "belum diputus"
        text = f"Keberatan {about.owner} atas {about.period} {what}, waktunya sudah lewat."
        key = f"keberatan-{event.step}-{event.objection_id}-{event.decider_id}"
        if event.decider_id:
            messages.append(Message(event.decider_id, key, event.kind, text, about.url, event.at))
    notices.notify(messages)


def _tell_decider(event: Event, about: Concerned, text: str) -> None:
    """Where nobody is found the people of BKPSDM, but for the person and who rated."""
    if event.decider_id:
        _tell([event.decider_id], event, text, about.url)
        return
    sides = {about.owner_id, *about.rated_ids}
    people = [pk for pk in queries.personnel_ids(clock.day_of(event.at)) if pk not in sides]
    text = f"Keberatan {about.owner} belum mempunyai pemeriksa. Tunjuk siapa yang memeriksa."
    _tell(people, event, text, about.url)


def _hearers(event: Event) -> set[int]:
    """The person, who decides, and the rater once it was taken."""
    people = {event.subject_id or 0, event.decider_id or 0}
    if not event.before_taken:
        people.add(event.rater_id)
    return people - {0}


def _found(batch: Iterable[Event]) -> dict[UUID, Concerned]:
    return queries.concerned({event.objection_id for event in batch})


def _tell(people: Iterable[int], event: Event, text: str, url: str) -> None:
    messages = [
        Message(person, _key(event, person), event.kind, text[:300], url, event.at)
        for person in people
    ]
    if messages:
        notices.notify(messages)


def _key(event: Event, person: int) -> str:
    text = f"{event.at.isoformat()} {sorted(event.ids().items())} {person}"
    return f"{event.kind}-{sha256(text.encode()).hexdigest()[:40]}"
