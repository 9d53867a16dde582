"""What the evaluated person does: assess oneself, also on paper, and receive the result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents import services as documents
from noken.documents.services import Issued, Submission
from noken.evaluation import access
from noken.evaluation.events import ResultReceived, SelfAssessed, SelfDraftSaved
from noken.evaluation.models import SelfAssessment, Sheet, Step
from noken.evaluation.rules import sheet_flow
from noken.evaluation.services._records import (
    LINE_LETTERS,
    add_step,
    check,
    check_keeper,
    check_length,
    check_own,
    check_ratings,
    lock_sheet,
    move,
    need_text,
)
from noken.regulations import grades
from noken.ui.formats import day_long

KIND = "SELF_ASSESSMENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfDraft:
    """The own view: codes of ratings ("" while undecided), a text, a sentence per result by key."""

    result: str = ""
    behaviour: str = ""
    text: str = ""
    results: Mapping[str, str] = field(default_factory=dict)

    def content(self, sheet: Sheet) -> dict[str, Any]:
        """What the receipt covers."""
        return {
            "sheet": sheet.pk,
            "employee": sheet.employee_id,
            "result": self.result,
            "behaviour": self.behaviour,
            "text": self.text,
            "results": dict(self.results),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """When something came on paper, and who received it."""

    day: date
    receiver: str


@transaction.atomic
def save_self(sheet_id: int, draft: SelfDraft, *, by: Actor, at: datetime) -> SelfAssessment:
    """Keep the own view as a draft that nobody else reads.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_yours`, `evaluation.not_now`,
            `evaluation.no_rating`, `evaluation.too_long`.
    Emits: SelfDraftSaved.
    """
    sheet = lock_sheet(sheet_id)
    check_own(by, sheet)
    check(sheet_flow.SELF, sheet)
    row = _store(sheet, draft, at)
    events.emit(SelfDraftSaved(by=by, at=at, subject_id=sheet.employee_id, sheet_id=sheet.pk))
    return row


@transaction.atomic
def publish_self(sheet_id: int, draft: SelfDraft, *, key: UUID, by: Actor, at: datetime) -> Issued:
    """Send the own view to the rater; from then on it stays as it is. The same key is once.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_yours`, `evaluation.not_now`,
            `evaluation.no_rating`, `evaluation.reason_missing`, `evaluation.too_long`,
            `receipt.changed`, `receipt.bad_key`.
    Emits: SelfAssessed.
    """
    sheet = lock_sheet(sheet_id)
    check_own(by, sheet)
    submission = documents.Submission(key, KIND, draft.content(sheet))
    if SelfAssessment.objects.filter(sheet=sheet, submission=key).exists():
        return documents.issue_receipt(submission, at=at)
    return _publish(sheet, draft, submission, by=by, at=at)


@transaction.atomic
def enter_self(
    sheet_id: int, draft: SelfDraft, paper: PaperFacts, *, key: UUID, by: Actor, at: datetime
) -> Issued:
    """Record the own view of somebody who wrote it on paper; who keeps the personnel does, and
    never who rates. The same key is once.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_keeper`, `evaluation.not_now`,
            `evaluation.paper_day`, `evaluation.no_rating`, `evaluation.reason_missing`,
            `evaluation.too_long`, `receipt.changed`, `receipt.bad_key`.
    Emits: SelfAssessed.
    """
    sheet = lock_sheet(sheet_id)
    check_keeper(by, sheet)
    if by.employee_id == access.rater_of(sheet.pk, by.on):
        raise Refused(
            "Anda penilainya. Minta petugas kepegawaian lain mencatat penilaian diri ini.",
            code="evaluation.not_keeper",
        )
    submission = documents.Submission(key, KIND, draft.content(sheet))
    if SelfAssessment.objects.filter(sheet=sheet, submission=key).exists():
        return documents.issue_receipt(submission, at=at)
    opened = clock.day_of(sheet.opened_at)
    if not opened <= paper.day <= clock.day_of(at):
        raise Refused(
            f"Tanggal diterima dari {day_long(opened)}, saat periode dibuka, sampai hari ini.",
            code="evaluation.paper_day",
        )
    receiver = need_text(paper.receiver, "Tuliskan siapa yang menerimanya.", LINE_LETTERS)
    note = f"Diterima di kertas pada {day_long(paper.day)} oleh {receiver}."
    return _publish(sheet, draft, submission, by=by, at=at, paper=note)


def _publish(
    sheet: Sheet,
    draft: SelfDraft,
    submission: Submission,
    *,
    by: Actor,
    at: datetime,
    paper: str = "",
) -> Issued:
    check(sheet_flow.SELF, sheet)
    check_ratings(draft.result, draft.behaviour)
    need_text(draft.text, "Tuliskan penilaian Anda dalam beberapa kalimat.", most=4000)
    row = _store(sheet, draft, at)
    row.published_at, row.submission = at, submission.key
    row.save(update_fields=["published_at", "submission"])
    issued = documents.issue_receipt(submission, at=at)
    sheet.self_assessment = row
    move(sheet, sheet_flow.SELF)
    sheet.save(update_fields=["status"])
    add_step(sheet, Step.Kind.ASSESSED, by=by, at=at, note=paper)
    events.emit(
        SelfAssessed(
            by=by,
            at=at,
            subject_id=sheet.employee_id,
            sheet_id=sheet.pk,
            rater_id=access.rater_of(sheet.pk, by.on),
            paper=paper,
        )
    )
    return issued


@transaction.atomic
def receive(sheet_id: int, *, by: Actor, at: datetime) -> Sheet:
    """The person opens the published result: the proven notice. Opened again it says the same.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_yours`, `evaluation.not_now`.
    Emits: ResultReceived, the first time.
    """
    sheet = lock_sheet(sheet_id)
    check_own(by, sheet)
    if sheet.received_at is not None:
        return sheet
    check(sheet_flow.RECEIVE, sheet)
    sheet.received_at = at
    sheet.save(update_fields=["received_at"])
    add_step(sheet, Step.Kind.RECEIVED, by=by, at=at)
    events.emit(
        ResultReceived(
            by=by, at=at, subject_id=sheet.employee_id, sheet_id=sheet.pk, on_paper=False
        )
    )
    return sheet


def _store(sheet: Sheet, draft: SelfDraft, at: datetime) -> SelfAssessment:
    """Raises Refused: `evaluation.no_rating`, `evaluation.too_long`."""
    known = {"", *(rating.code for rating in grades.ratings())}
    if not {draft.result, draft.behaviour} <= known:
        raise Refused("Pilih rating dari daftar.", code="evaluation.no_rating")
    row, _ = SelfAssessment.objects.update_or_create(
        sheet=sheet,
        defaults={
            "result": draft.result,
            "behaviour": draft.behaviour,
            "text": check_length(draft.text),
            "results": {
                key: check_length(text, LINE_LETTERS)
                for key, text in draft.results.items()
                if text.strip()
            },
            "saved_at": at,
        },
    )
    return row
