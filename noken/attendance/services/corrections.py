"""A person disputes a day; the direct superior accepts, asks, or says why not."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from noken.attendance import access
from noken.attendance.events import (
    CorrectionAccepted,
    CorrectionAnswered,
    CorrectionAsked,
    CorrectionFiled,
    CorrectionRefused,
    CorrectionWithdrawn,
)
from noken.attendance.models import Correction, CorrectionStep
from noken.attendance.queries.month import day_on
from noken.attendance.queries.months import is_closed
from noken.attendance.queries.terms import limits_on
from noken.attendance.rules import holding
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents import services as documents
from noken.documents.queries import ReceiptCard
from noken.findings import services as findings

MOST_LETTERS = 1000
UNDECIDED = (Correction.Status.WAITING, Correction.Status.ASKED)
Kind = CorrectionStep.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionDraft:
    """What a person says about a day, as sent. `key` is the client-made submission id (UUIDv7)."""

    key: UUID
    day: date
    choice: str
    text: str
    upload: Any = None


@transaction.atomic
def file_correction(draft: CorrectionDraft, *, by: Actor, at: datetime) -> ReceiptCard:
    """Dispute one's own day. The same key again gets the same receipt and adds nothing.

    Raises:
        Refused: `correction.no_person`, `correction.future`, `correction.nothing_to_say`,
            `correction.no_choice`, `correction.empty`, `correction.too_long`,
            `correction.already`, `month.closed`, `receipt.changed`, `receipt.bad_key`, `file.…`.
    Emits: CorrectionFiled.
    """
    person_id = _person_of(by)
    issued = documents.issue_receipt(_submission(draft, person_id), at=at)
    if not issued.is_new:
        return issued.receipt
    _judge(draft, person_id, clock.day_of(at))
    seen, sentence = day_on(person_id, draft.day, at)
    _judge_words(draft, seen)
    kept = documents.take_file(draft.upload, at=at) if draft.upload else None
    row = Correction.objects.create(
        id=draft.key,
        employee_id=person_id,
        day=draft.day,
        choice=draft.choice,
        text=draft.text.strip(),
        file_id=kept.pk if kept else None,
        seen=sentence,
        filed_at=at,
        decide_by=limits_on(clock.day_of(at)).decide_by,
    )
    _note(row, Kind.FILED, "", by=by, at=at)
    events.emit(CorrectionFiled(by=by, at=at, **_about(row)))
    return issued.receipt


def _submission(draft: CorrectionDraft, person_id: int) -> documents.Submission:
    content = {
        "author": person_id,
        "day": draft.day.isoformat(),
        "choice": draft.choice,
        "text": draft.text,
        "files": [documents.sha256_of(draft.upload)] if draft.upload else [],
    }
    return documents.Submission(draft.key, "CORRECTION", content)


def _judge(draft: CorrectionDraft, person_id: int, today: date) -> None:
    if draft.day > today:
        raise Refused(
            "Hari ini belum tiba. Sampaikan keterangan setelah harinya berjalan.",
            code="correction.future",
        )
    if is_closed(person_id, draft.day):
        raise Refused(
            "Rekap bulan ini sudah ditutup. Minta admin kepegawaian OPD membukanya kembali, "
            "lalu kirim keterangan Anda.",
            code="month.closed",
        )
    taken = Correction.objects.filter(
        employee_id=person_id, day=draft.day, status__in=(*UNDECIDED, Correction.Status.ACCEPTED)
    )
    if taken.exists():
        raise Refused(
            "Keterangan untuk hari ini sudah Anda kirim. Bukalah untuk melihat jawabannya.",
            code="correction.already",
        )


def _judge_words(draft: CorrectionDraft, seen: holding.Seen | None) -> None:
    offered = holding.choices_for(seen) if seen else ()
    if not offered:
        raise Refused(
            "Hari ini sudah dihitung penuh atau bukan hari kerja Anda, jadi tidak ada yang perlu "
            "diperbaiki. Jika rekamannya keliru, beri tahu admin kepegawaian OPD.",
            code="correction.nothing_to_say",
        )
    if draft.choice not in offered:
        raise Refused("Pilih dulu apa yang sebenarnya terjadi.", code="correction.no_choice")
    _say(draft.text, "Tuliskan keterangan singkat, satu kalimat sudah cukup.")


@transaction.atomic
def accept_correction(correction_id: UUID, *, by: Actor, at: datetime) -> Correction:
    """The day holds as the person said. What was recorded stays beside it.

    Raises:
        Refused: `correction.not_yours`, `correction.decided`, `correction.in_finding`.
    Emits: CorrectionAccepted.
    """
    row = _to_decide(correction_id, by)
    _decide(row, Correction.Status.ACCEPTED, Kind.ACCEPTED, "", by=by, at=at)
    events.emit(CorrectionAccepted(by=by, at=at, **_about(row)))
    return row


@transaction.atomic
def refuse_correction(correction_id: UUID, *, note: str, by: Actor, at: datetime) -> Correction:
    """The day stays as recorded, and the person reads why. They may file again.

    Raises:
        Refused: `correction.not_yours`, `correction.decided`, `correction.in_finding`,
            `correction.empty`, `correction.too_long`.
    Emits: CorrectionRefused.
    """
    row = _to_decide(correction_id, by)
    _say(note, "Tuliskan mengapa keterangan ini belum dapat diterima.")
    _decide(row, Correction.Status.REFUSED, Kind.REFUSED, note, by=by, at=at)
    events.emit(CorrectionRefused(by=by, at=at, note=note.strip(), **_about(row)))
    return row


@transaction.atomic
def ask_about_correction(correction_id: UUID, *, note: str, by: Actor, at: datetime) -> Correction:
    """A question to the person. The day stays undecided until it is answered and decided.

    Raises:
        Refused: `correction.not_yours`, `correction.decided`, `correction.in_finding`,
            `correction.empty`, `correction.too_long`.
    Emits: CorrectionAsked.
    """
    row = _to_decide(correction_id, by)
    _say(note, "Tuliskan apa yang ingin Anda tanyakan.")
    row.status = Correction.Status.ASKED
    row.save(update_fields=["status"])
    _note(row, Kind.ASKED, note, by=by, at=at)
    events.emit(CorrectionAsked(by=by, at=at, note=note.strip(), **_about(row)))
    return row


@transaction.atomic
def answer_about_correction(
    correction_id: UUID, *, text: str, by: Actor, at: datetime
) -> Correction:
    """The person's answer; the superior has as many workdays again.

    Raises:
        Refused: `correction.not_yours`, `correction.not_asked`, `correction.empty`,
            `correction.too_long`.
    Emits: CorrectionAnswered.
    """
    row = _own(correction_id, by)
    if row.status != Correction.Status.ASKED:
        raise Refused("Tidak ada pertanyaan yang menunggu jawaban.", code="correction.not_asked")
    _say(text, "Tuliskan jawaban Anda.")
    row.status = Correction.Status.WAITING
    row.decide_by = limits_on(clock.day_of(at)).decide_by
    row.save(update_fields=["status", "decide_by"])
    _note(row, Kind.ANSWERED, text, by=by, at=at)
    events.emit(CorrectionAnswered(by=by, at=at, **_about(row)))
    return row


@transaction.atomic
def withdraw_correction(correction_id: UUID, *, by: Actor, at: datetime) -> Correction:
    """Take back what is not decided yet; the trace stays. A finding that it answered asks again.

    Raises:
        Refused: `correction.not_yours`, `correction.decided`, `correction.in_finding` (what
            was said there, or is no longer to be taken back).
    Emits: CorrectionWithdrawn.
    """
    row = _own(correction_id, by)
    if row.status not in UNDECIDED:
        raise _decided(row)
    said_here = row.choice != Correction.Choice.FINDING
    if not (said_here and findings.take_back(row.day, by=by, at=at)):
        _check_here(row)
    row.status = Correction.Status.WITHDRAWN
    row.save(update_fields=["status"])
    _note(row, Kind.WITHDRAWN, "", by=by, at=at)
    events.emit(CorrectionWithdrawn(by=by, at=at, **_about(row)))
    return row


def _to_decide(correction_id: UUID, by: Actor) -> Correction:
    """The locked row, if the actor is the person's direct superior today.

    What was filed before the month was closed is still decided: the lines that were kept stay, and
    their keeper sees that days changed since.
    """
    row = Correction.objects.select_for_update().filter(pk=correction_id).first()
    if row is None or not access.can_decide(by, row.employee_id):
        raise Refused(
            "Keterangan ini diputuskan oleh atasan langsung pegawai hari ini. Muat ulang "
            "halaman untuk melihat siapa yang memutuskan.",
            code="correction.not_yours",
        )
    _check_here(row)
    return row


def _check_here(row: Correction) -> None:
    """Raises Refused: `correction.decided`, `correction.in_finding`."""
    if row.status not in UNDECIDED:
        raise _decided(row)
    if row.finding:
        raise Refused(
            f"Keterangan ini ditimbang di temuan {row.finding}. Buka temuannya.",
            code="correction.in_finding",
        )


def _own(correction_id: UUID, by: Actor) -> Correction:
    row = (
        Correction.objects.select_for_update()
        .filter(pk=correction_id, employee_id=_person_of(by))
        .first()
    )
    if row is None:
        raise Refused(
            "Keterangan ini bukan milik Anda atau sudah tidak ada.", code="correction.not_yours"
        )
    return row


def _decide(row: Correction, status: str, kind: str, note: str, *, by: Actor, at: datetime) -> None:
    row.status = status
    row.decided_by_id = by.employee_id
    row.decided_at = at
    row.save(update_fields=["status", "decided_by", "decided_at"])
    _note(row, kind, note, by=by, at=at)


def _note(row: Correction, kind: str, note: str, *, by: Actor, at: datetime) -> None:
    CorrectionStep.objects.create(
        correction=row, kind=kind, by_id=by.employee_id, role=by.role, note=note.strip(), at=at
    )


def _about(row: Correction) -> dict[str, Any]:
    return {"subject_id": row.employee_id, "correction_id": row.pk, "day": row.day}


def _say(text: str, ask: str) -> None:
    if not text.strip():
        raise Refused(ask, code="correction.empty")
    if len(text.strip()) > MOST_LETTERS:
        raise Refused(
            f"Paling banyak {MOST_LETTERS} huruf. Singkatkan, lalu kirim lagi.",
            code="correction.too_long",
        )


def _decided(row: Correction) -> Refused:
    return Refused(
        f"Keterangan ini sudah selesai: {row.get_status_display().lower()}. Muat ulang halaman.",
        code="correction.decided",
    )


def _person_of(by: Actor) -> int:
    if by.employee_id is None:
        raise Refused(
            "Akun ini belum terhubung dengan pegawai. Minta admin OPD menghubungkannya.",
            code="correction.no_person",
        )
    return by.employee_id


__all__ = [
    "CorrectionDraft",
    "accept_correction",
    "answer_about_correction",
    "ask_about_correction",
    "file_correction",
    "refuse_correction",
    "withdraw_correction",
]
