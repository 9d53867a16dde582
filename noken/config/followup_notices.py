"""What people are told about what follows a grade. No notice carries a word of a talk."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TypeVar

from django.urls import reverse

from noken.core import clock
from noken.core.events import Event
from noken.evaluation import events as evaluation
from noken.followup import events as followup
from noken.followup import queries
from noken.followup.queries import Concerned
from noken.notices import services as notices
from noken.notices.services import Message
from noken.organization import queries as organization

E = TypeVar("E", bound=followup.ImprovementEvent)
Talk = followup.CoachingNoted | followup.CoachingAnswered
DECIDED = {
    "improve": "Rencana perbaikan Anda selesai dengan baik.",
    "extend": "Rencana perbaikan Anda diperpanjang.",
    "forward": "Rencana perbaikan Anda diteruskan ke uji kompetensi. Bacalah langkahnya.",
}


def tell_low_grade(batch: Sequence[evaluation.GradeConfirmed]) -> None:
    """The superior of the day: a final grade below Baik gives a chance to improve. Where a grade
    is better now than the reason of an open plan, both hear of that.
    """
    low = [each for each in batch if queries.gives_chance(each.grade)]
    people = {each.subject_id or 0 for each in low}
    names = queries.names_of(people)
    superiors = organization.superiors(people, clock.day_of(batch[0].at))
    messages = []
    for event in low:
        person = event.subject_id or 0
        text = f"Predikat final {names.get(person, '')} memberi kesempatan perbaikan. Susun berdua."
        url = reverse("followup:person", args=[person])
        messages += _messages([superiors.get(person)], event, text, url)
    better = {each.sheet_id: each for each in batch if not queries.gives_chance(each.grade)}
    for about, event in queries.open_plans_of(better):
        whom = organization.superiors([about.owner_id], clock.day_of(event.at))
        text = "Predikat di balik rencana perbaikan berubah. Rencana itu dapat dihentikan."
        both = [about.owner_id, whom.get(about.owner_id)]
        messages += _messages(both, event, text, about.url)
    if messages:
        notices.notify(messages)


def tell_proposed(batch: Sequence[followup.ImprovementProposed]) -> None:
    for about, event in _plans(batch):
        text = f"{event.by.name} mengusulkan rencana perbaikan. Baca, lalu tanggapi."
        _tell([about.owner_id], event, text, about.url)


def tell_answered(batch: Sequence[followup.ImprovementAnswered]) -> None:
    for about, event in _plans(batch):
        said = "menyepakati rencana perbaikan" if event.agreed else "mengusulkan perubahan rencana"
        _tell([event.coach_id], event, f"{about.owner} {said}.", about.url)


def tell_started(batch: Sequence[followup.ImprovementStarted]) -> None:
    for about, event in _plans(batch):
        text = f"{event.by.name} memulai rencana perbaikan Anda."
        _tell([about.owner_id], event, text, about.url)


def tell_tested(batch: Sequence[followup.ImprovementTested]) -> None:
    for about, event in _plans(batch):
        text = f"{event.by.name} mencatat hasil cek rencana perbaikan Anda. Anda dapat menanggapi."
        _tell([about.owner_id], event, text, about.url)


def tell_test_answered(batch: Sequence[followup.RetestAnswered]) -> None:
    for about, event in _plans(batch):
        _tell([event.coach_id], event, f"{about.owner} menanggapi hasil cek.", about.url)


def tell_decided(batch: Sequence[followup.ImprovementDecided]) -> None:
    """The person; of the competence test the superior too."""
    for about, event in _plans(batch):
        _tell([about.owner_id], event, DECIDED[event.outcome], about.url)
        if event.outcome == "forward":
            text = f"Rencana perbaikan {about.owner} diteruskan ke uji kompetensi."
            _tell([event.coach_id], event, text, about.url)


def tell_stopped(batch: Sequence[followup.ImprovementStopped]) -> None:
    for about, event in _plans(batch):
        done = {event.by.employee_id}
        _tell({about.owner_id} - done, event, "Rencana perbaikan Anda dihentikan.", about.url)
        text = f"Rencana perbaikan {about.owner} dihentikan."
        _tell({event.coach_id} - done, event, text, about.url)


def tell_talk(batch: Sequence[Talk]) -> None:
    """The other one of the two hears that there is something to read, not what."""
    for about, event in _plans(batch):
        noted = isinstance(event, followup.CoachingNoted)
        said = "mencatat percakapan" if noted else "menanggapi catatan"
        _tell([event.reader_id], event, f"{event.by.name} {said} rencana perbaikan.", about.url)


def tell_award(batch: Sequence[followup.AwardProposed]) -> None:
    """BKPSDM decides; the person knows of it from the start."""
    found = queries.concerned(award_ids={event.award_id for event in batch})
    for event in batch:
        about = found[event.award_id]
        keepers = queries.personnel_ids(clock.day_of(event.at))
        text = f"{event.by.name} mengusulkan penghargaan untuk {about.owner}: {about.kind.lower()}."
        _tell((pk for pk in keepers if pk != about.owner_id), event, text, about.url)
        text = f"{event.by.name} mengusulkan penghargaan untuk Anda: {about.kind.lower()}."
        _tell([about.owner_id], event, text, about.url)


def tell_award_decided(batch: Sequence[followup.AwardDecided]) -> None:
    found = queries.concerned(award_ids={event.award_id for event in batch})
    for event in batch:
        about = found[event.award_id]
        said = "diberikan" if event.granted else "tidak diberikan"
        text = f"Usulan penghargaan untuk Anda, {about.kind.lower()}, {said}."
        _tell([about.owner_id], event, text, about.url)
        text = f"Usulan penghargaan Anda untuk {about.owner} {said}."
        _tell([event.proposer_id], event, text, about.url)


def tell_differences(batch: Sequence[followup.GradeFileTaken]) -> None:
    """Each rater once, however many rows."""
    for event in batch:
        text = "Ada usulan perubahan predikat dari berkas. Anda yang menentukan."
        _tell(event.raters, event, text, reverse("home:waiting"))


def _plans(batch: Sequence[E]) -> list[tuple[Concerned, E]]:
    found = queries.concerned({event.improvement_id for event in batch})
    return [(found[event.improvement_id], event) for event in batch]


def _tell(people: Iterable[int | None], event: Event, text: str, url: str) -> None:
    if messages := _messages(people, event, text, url):
        notices.notify(messages)


def _messages(people: Iterable[int | None], event: Event, text: str, url: str) -> list[Message]:
    return [
        Message(person, _key(event, person, text), event.kind, text[:300], url, event.at)
        for person in dict.fromkeys(people)
        if person
    ]


def _key(event: Event, person: int, text: str) -> str:
    told = f"{event.at.isoformat()} {sorted(event.ids().items())} {person} {text}"
    return f"{event.kind}-{sha256(told.encode()).hexdigest()[:40]}"
