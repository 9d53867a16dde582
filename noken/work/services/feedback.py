"""Dated notes to a person, and the person's answer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents import services as documents
from noken.regulations import loader
from noken.work import access
from noken.work.events import FeedbackAnswered, FeedbackGiven, FeedbackRead
from noken.work.models import Feedback, FeedbackReply, Report
from noken.work.rules import filing
from noken.work.services._drafts import author_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackDraft:
    """A note as sent: about a report, a BerAKHLAK value (code), both or neither. `tone` is GOOD,
    BETTER or ""."""

    key: UUID
    person_id: int
    text: str
    report_id: UUID | None = None
    value: str = ""
    tone: str = ""


@transaction.atomic
def give_feedback(draft: FeedbackDraft, *, by: Actor, at: datetime) -> Feedback:
    """Tell a person something dated. The same key again adds nothing.

    Raises:
        Refused: `work.no_person`, `feedback.not_allowed`, `feedback.empty`, `feedback.too_long`,
            `feedback.unknown_value`, `feedback.unknown_tone`, `feedback.unknown_report`,
            `receipt.changed`, `receipt.bad_key`.
    Emits: FeedbackGiven.
    """
    giver_id = author_of(by)
    _permit(draft, by)
    content = {
        "author": giver_id,
        "person": draft.person_id,
        "report": str(draft.report_id) if draft.report_id else None,
        "value": draft.value,
        "text": draft.text,
        **({"tone": draft.tone} if draft.tone else {}),
    }
    issued = documents.issue_receipt(documents.Submission(draft.key, "FEEDBACK", content), at=at)
    if not issued.is_new:
        return Feedback.objects.get(pk=draft.key)
    row = Feedback.objects.create(
        id=draft.key,
        person_id=draft.person_id,
        by_id=giver_id,
        report_id=draft.report_id,
        value=draft.value,
        tone=draft.tone,
        text=draft.text.strip(),
        at=at,
    )
    events.emit(
        FeedbackGiven(
            by=by,
            at=at,
            subject_id=draft.person_id,
            feedback_id=row.pk,
            report_id=draft.report_id,
        )
    )
    return row


def _permit(draft: FeedbackDraft, by: Actor) -> None:
    if not access.can_feedback(by, draft.person_id):
        raise Refused(
            "Umpan balik diberikan oleh atasan dan rekan satu unit. Untuk rekan di unit lain, "
            "sampaikan lewat atasannya.",
            code="feedback.not_allowed",
        )
    if why := filing.why_not_said(draft.text):
        raise Refused(why.text, code=why.code)
    if draft.value and draft.value not in {value.code for value in loader.core_values()}:
        raise Refused("Pilih salah satu dari tujuh nilai.", code="feedback.unknown_value")
    if draft.tone and draft.tone not in Feedback.Tone.values:
        raise Refused("Pilih jenis umpan balik dari daftar.", code="feedback.unknown_tone")
    if draft.report_id is not None and not _may_speak_of(draft.report_id, draft.person_id, by):
        raise Refused(
            "Laporan ini tidak ada atau tidak dapat Anda lihat. Beri umpan balik tanpa laporan.",
            code="feedback.unknown_report",
        )


def _may_speak_of(report_id: UUID, person_id: int, by: Actor) -> bool:
    report = Report.objects.filter(pk=report_id, author_id=person_id).first()
    return report is not None and access.can_see(by, report) is not None


@transaction.atomic
def answer_feedback(
    feedback_id: UUID, *, key: UUID, text: str, done: bool, by: Actor, at: datetime
) -> FeedbackReply:
    """The person's answer: a text, "sudah saya lakukan", or both. It also counts as read.

    Raises:
        Refused: `feedback.not_yours`, `feedback.empty`, `feedback.too_long`, `receipt.changed`,
            `receipt.bad_key`.
    Emits: FeedbackAnswered.
    """
    row = _own(feedback_id, by)
    if not done or text.strip():
        why = filing.why_not_said(text)
        if why:
            raise Refused(why.text, code=why.code)
    content = {"author": row.person_id, "feedback": str(row.pk), "text": text, "done": done}
    issued = documents.issue_receipt(documents.Submission(key, "FEEDBACK_REPLY", content), at=at)
    if not issued.is_new:
        return FeedbackReply.objects.get(pk=key)
    reply = FeedbackReply.objects.create(
        id=key, feedback=row, by_id=row.person_id, text=text.strip(), done=done, at=at
    )
    if row.read_at is None:
        row.read_at = at
        row.save(update_fields=["read_at"])
    events.emit(
        FeedbackAnswered(
            by=by,
            at=at,
            subject_id=row.person_id,
            feedback_id=row.pk,
            reply_id=reply.pk,
            giver_id=row.by_id,
        )
    )
    return reply


@transaction.atomic
def read_feedback(ids: Collection[UUID], *, by: Actor, at: datetime) -> int:
    """Mark notes to the actor as read; how many were unread.

    Emits: FeedbackRead, unless nothing changed.
    """
    unread = Feedback.objects.select_for_update().filter(
        pk__in=ids, person_id=author_of(by), read_at=None
    )
    changed = sorted(unread.values_list("pk", flat=True))
    if changed:
        Feedback.objects.filter(pk__in=changed).update(read_at=at)
        events.emit(
            FeedbackRead(by=by, at=at, subject_id=by.employee_id, feedback_ids=tuple(changed))
        )
    return len(changed)


def _own(feedback_id: UUID, by: Actor) -> Feedback:
    row = (
        Feedback.objects.select_for_update().filter(pk=feedback_id, person_id=author_of(by)).first()
    )
    if row is None:
        raise Refused(
            "Umpan balik ini bukan untuk Anda atau sudah tidak ada.", code="feedback.not_yours"
        )
    return row
