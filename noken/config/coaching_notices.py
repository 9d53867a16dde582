"""What people are told about talks and levels. No notice carries a word of a talk.

News for open pages of a talk goes to the accounts of the two, never to "who hears this employee".
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TypeVar

from django.urls import reverse

from noken.coaching import events as coaching
from noken.coaching import queries
from noken.coaching.queries import Concerned
from noken.core.events import Event
from noken.notices import services as notices
from noken.notices.services import Message
from noken.realtime import services as realtime
from noken.realtime.ports import account_topic
from noken.realtime.services import Announcement
from noken.ui import formats

T = TypeVar("T", bound=coaching.TalkEvent)
LEVELS = {"EASY": "longgar", "CLOSE": "rapat"}


def announce(batch: Sequence[coaching.TalkEvent]) -> None:
    """Open pages of the two."""
    two = {event.talk_id: {event.subject_id or 0, event.reader_id, _by(event)} for event in batch}
    accounts = queries.accounts_of({person for people in two.values() for person in people})
    realtime.announce(
        [
            Announcement(event.kind, None, event.ids(), account_topic(accounts[person]))
            for event in batch
            for person in sorted(two[event.talk_id])
            if person in accounts
        ]
    )


def tell_asked(batch: Sequence[coaching.TalkAsked]) -> None:
    for about, event in _talks(batch):
        text = f"{about.owner} meminta percakapan pembinaan. Tentukan hari dan jamnya."
        _tell([event.reader_id], event, text, about.url)


def tell_arranged(batch: Sequence[coaching.TalkArranged]) -> None:
    for about, event in _talks(batch):
        text = f"{about.coach} mengajak bicara: {about.when}. Baca dulu yang dilihat bersama."
        _tell([event.reader_id], event, text, about.url)


def tell_shared(batch: Sequence[coaching.TalkShared]) -> None:
    for about, event in _talks(batch):
        text = f"{event.by.name} menunjukkan catatan pembinaannya kepada Anda."
        _tell([event.reader_id], event, text, about.url)


def tell_offered(batch: Sequence[coaching.TalkOffered]) -> None:
    for about, event in _talks(batch):
        text = f"{about.coach} menunggu persetujuan Anda atas kesepakatan pembinaan."
        _tell([event.reader_id], event, text, about.url)


def tell_answered(batch: Sequence[coaching.TalkAgreed | coaching.TalkReopened]) -> None:
    for about, event in _talks(batch):
        agreed = isinstance(event, coaching.TalkAgreed)
        said = "menyetujui kesepakatan pembinaan" if agreed else "ingin membicarakannya lagi"
        _tell([event.reader_id], event, f"{event.by.name} {said}.", about.url)


def tell_weighed(batch: Sequence[coaching.TalkWeighed]) -> None:
    for about, event in _talks(batch):
        text = f"{about.owner} menyampaikan hasil kesepakatan pembinaan. Anda dapat mencatatnya."
        _tell([event.reader_id], event, text, about.url)


def tell_over(batch: Sequence[coaching.TalkChecked | coaching.TalkEnded]) -> None:
    """The other one of the two; both where the night ended it."""
    for about, event in _talks(batch):
        checked = isinstance(event, coaching.TalkChecked)
        said = "Hasil percakapan pembinaan tercatat." if checked else "Percakapan dihentikan."
        people = {event.reader_id} if event.by.employee_id else {about.owner_id}
        _tell(people, event, said, about.url)


def tell_relaxed(batch: Sequence[coaching.LevelRelaxed]) -> None:
    url = reverse("coaching:own_level")
    text = "Pengawasan Anda melonggar karena catatan Anda bersih. Anda boleh memilih tetap biasa."
    notices.notify([_message(event.subject_id or 0, event, text, url) for event in batch])


def tell_tightened(batch: Sequence[coaching.LevelTightened]) -> None:
    """The person, before it holds, with the reason."""
    for event in batch:
        text = (
            f"{event.by.name} merapatkan pengawasan Anda mulai "
            f"{formats.day_named(event.start_on)}. Baca alasan dan tanggal akhirnya."
        )
        _tell([event.subject_id or 0], event, text, reverse("coaching:own_level"))


def tell_level_ended(batch: Sequence[coaching.LevelEnded]) -> None:
    url = reverse("coaching:own_level")
    told = [event for event in batch if event.by.employee_id != event.subject_id]
    notices.notify(
        [
            _message(
                event.subject_id or 0,
                event,
                f"Tingkat pengawasan {LEVELS[event.level]} berakhir "
                f"{formats.day_named(event.start_on)}. Baca sebabnya.",
                url,
            )
            for event in told
        ]
    )


def _talks(batch: Sequence[T]) -> list[tuple[Concerned, T]]:
    found = queries.concerned({event.talk_id for event in batch})
    return [(found[event.talk_id], event) for event in batch]


def _by(event: Event) -> int:
    return event.by.employee_id or 0


def _tell(people: Iterable[int], event: Event, text: str, url: str) -> None:
    notices.notify([_message(person, event, text, url) for person in people])


def _message(person: int, event: Event, text: str, url: str) -> Message:
    said = f"{event.at.isoformat()} {sorted(event.ids().items())} {person}"
    key = f"{event.kind}-{sha256(said.encode()).hexdigest()[:40]}"
    return Message(person, key, event.kind, text[:300], url, event.at)
