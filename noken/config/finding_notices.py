"""Who hears of a finding: the person first and alone. The superior hears once there is an answer,
or once the days to answer have passed after a proven notice.

News of what only the person may know goes to their account, never to "who hears this employee", for
that is the superior too.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.urls import reverse

from noken.attendance import queries as attendance_queries
from noken.attendance.events import CorrectionAccepted, CorrectionFiled
from noken.coaching.queries import accounts_of
from noken.core import clock
from noken.findings import events as findings
from noken.findings import queries, services
from noken.findings.queries import Concerned
from noken.notices import services as notices
from noken.notices.services import Message
from noken.realtime import services as realtime
from noken.realtime.ports import account_topic
from noken.realtime.services import Announcement
from noken.ui.formats import day_named

Event = findings.FindingEvent
DECIDED = {
    "ACCEPTED": "menerima keterangan Anda",
    "REFUSED": "belum dapat menerima keterangan Anda",
    "PROOF": "meminta bukti untuk keterangan Anda",
    "OVERTURNED": "menggugurkan, sesudah upaya administratif Anda, hitungan",
}


def announce_alone(batch: Sequence[Event]) -> None:
    """Open pages of the person, and of nobody else."""
    found = _found(batch)
    realtime.announce(
        [
            Announcement(event.kind, None, event.ids(), account_topic(about.account_id))
            for event in batch
            if (about := found[event.finding_id]).account_id
        ]
    )


def tell_raised(batch: Sequence[findings.FindingRaised]) -> None:
    _tell_person(
        batch,
        "Ada yang perlu Anda ketahui dan jelaskan: {title}. Buka dulu; selama Anda belum dapat "
        "menjawab, tidak ada yang dihitung.",
    )


def announce_near(batch: Sequence[findings.FindingNear]) -> None:
    """As `announce_alone`, where there may be no finding yet."""
    accounts = accounts_of({event.subject_id or 0 for event in batch})
    realtime.announce(
        [
            Announcement(event.kind, None, {}, account_topic(accounts[person]))
            for event in batch
            if (person := event.subject_id or 0) in accounts
        ]
    )


def tell_near(batch: Sequence[findings.FindingNear]) -> None:
    notices.notify([_near(event) for event in batch])


def _near(event: findings.FindingNear) -> Message:
    """Days nobody asks about yet are explained where they stand, the others in their finding."""
    how = " berturut-turut" if event.in_a_row else " tahun ini"
    url, where = reverse("findings:mine"), "di temuannya"
    if event.open_days:
        url, where = reverse("attendance:mine"), "di Kehadiran saya"
    text = (
        f"Sekadar mengingatkan: tercatat {event.days} hari kerja{how} tanpa keterangan, dan "
        f"jenjang berikutnya sudah dekat. Bila ada alasannya, sampaikan sekarang {where}."
    )
    return _message(event.subject_id or 0, event, text, url)


def tell_delivered(batch: Sequence[findings.FindingDelivered]) -> None:
    """Handed over on paper: the person has it here too."""
    paper = [event for event in batch if event.way == "PAPER"]
    _tell_person(paper, "Surat tentang {title} sudah diserahkan kepada Anda di kertas.")


def tell_replied(batch: Sequence[findings.ReplyGiven]) -> None:
    """Who decides: for the first time now, or again because something turned up."""
    waits = [event for event in batch if event.to_weigh]
    _tell_decider(waits, "{owner} memberi keterangan tentang {title}. Timbang dan putuskan.")
    _tell_decider(
        [event for event in batch if not event.to_weigh],
        "{owner} menambah keterangan tentang {title} yang sudah dua kali belum dapat diterima. "
        "Baca, dan bila sekarang meyakinkan, terima di halamannya.",
    )


def tell_taken_back(batch: Sequence[findings.ReplyTakenBack]) -> None:
    """Whoever was to weigh it need not any more."""
    _tell_decider(batch, "{owner} menarik keterangannya tentang {title}. Anda tidak perlu memutus.")


def tell_lapsed(batch: Sequence[findings.ReplyLapsed]) -> None:
    _tell_person(
        batch,
        "Waktu menjawab tentang {title} sudah lewat. Keterangan Anda tetap dapat disampaikan "
        "sebelum ada keputusan pejabat.",
    )
    _tell_decider(batch, "{owner} belum memberi keterangan tentang {title} sampai tenggatnya.")


def tell_proof_lapsed(batch: Sequence[findings.ProofLapsed]) -> None:
    _tell_decider(
        batch, "Bukti dari {owner} tentang {title} belum ada sampai tenggatnya. Putuskan."
    )


def tell_settled(batch: Sequence[findings.FindingSettled]) -> None:
    found = _found(batch)
    for event in batch:
        about = found[event.finding_id]
        text = f"{event.by.name or 'Sistem'} {DECIDED[event.decision]} tentang {about.title}."
        _tell(about.owner_id, event, text, about.url)


def tell_cleared(batch: Sequence[findings.FindingCleared]) -> None:
    _tell_person(
        batch, "Catatan yang menyusul menjelaskan {title}. Yang tercatat itu tidak dihitung lagi."
    )


def tell_moved(batch: Sequence[findings.DeadlineMoved]) -> None:
    for why in sorted({event.why for event in batch}):
        words = f"Ada {why}, jadi waktu Anda menjawab tentang {{title}} diperpanjang."
        _tell_person([event for event in batch if event.why == why], words)


def tell_rested(batch: Sequence[findings.CardRested]) -> None:
    """Who keeps the card must act; the Inspektorat hears of it."""
    for event in batch:
        text = (
            f"Aturan {event.code} berhenti sendiri: {event.overturned} dari {event.settled} "
            "barisnya ternyata keliru. Perbaiki lewat versi baru."
        )
        url = reverse("findings:card", args=[event.code])
        for person in queries.card_keepers(event.code, clock.day_of(event.at)):
            key = f"{event.kind}-{event.code}-{event.version}-{person}"
            notices.notify([Message(person, key, event.kind, text, url, event.at)])


def note_corrections(batch: Sequence[CorrectionFiled]) -> None:
    """What was said about a day answers what is asked about that day."""
    texts = attendance_queries.correction_texts([event.correction_id for event in batch])
    for event in batch:
        services.note_said_elsewhere(
            event.subject_id or 0,
            event.day,
            texts.get(event.correction_id, ""),
            f"Keterangan hari, {day_named(event.day)}",
            by=event.by,
            at=event.at,
        )


def accept_corrections(batch: Sequence[CorrectionAccepted]) -> None:
    """What was accepted of a day is accepted of what is asked about that day."""
    for event in batch:
        services.note_accepted_elsewhere(
            event.subject_id or 0,
            event.day,
            f"Keterangan hari {day_named(event.day)} diterima.",
            by=event.by,
            at=event.at,
        )


def _tell_person(batch: Sequence[Event], words: str) -> None:
    found = _found(batch)
    notices.notify(
        [
            _message(about.owner_id, event, words.format(title=about.title), about.url)
            for event in batch
            if (about := found[event.finding_id])
        ]
    )


def _tell_decider(batch: Sequence[Event], words: str) -> None:
    found = _found(batch)
    notices.notify(
        [
            _message(
                about.decider_id,
                event,
                words.format(title=about.title, owner=about.owner),
                about.url,
            )
            for event in batch
            if (about := found[event.finding_id]).decider_id
        ]
    )


def _found(batch: Iterable[Event]) -> dict[int, Concerned]:
    events = list(batch)
    if not events:
        return {}
    return queries.concerned({each.finding_id for each in events}, clock.day_of(events[0].at))


def _tell(person: int, event: Event, text: str, url: str) -> None:
    notices.notify([_message(person, event, text, url)])


def _message(person: int, event: Event | findings.FindingNear, text: str, url: str) -> Message:
    stamp = f"{event.at.isoformat()} {event.ids()} {person}"
    key = f"{event.kind}-{sha256(stamp.encode()).hexdigest()[:40]}"
    return Message(person, key, event.kind, text[:300], url, event.at)
