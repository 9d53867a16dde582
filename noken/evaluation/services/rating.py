"""What the rater does: weigh, publish once, take back at once, change later with a reason."""

from datetime import datetime, timedelta

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.evaluation.events import (
    RatingDraftSaved,
    ResultChanged,
    ResultPublished,
    ResultReopened,
)
from noken.evaluation.models import Rating, Step
from noken.evaluation.rules import evidence, grading, sheet_flow
from noken.evaluation.services._records import (
    add_step,
    check,
    check_rater,
    check_ratings,
    evidence_of,
    in_force,
    lock_sheet,
    move,
    need_text,
    role_of,
)
from noken.evaluation.services._results import (
    RatingDraft,
    check_fact,
    check_turn,
    forecast_json,
    replace_result,
    store_draft,
    take_back,
)
from noken.regulations import grades

UNDO_TIME = timedelta(seconds=12)
"""The 8 s of Urungkan, and the network."""


@transaction.atomic
def save_rating(sheet_id: int, draft: RatingDraft, *, by: Actor, at: datetime) -> Rating:
    """Keep a rating that only its writer reads, with the forecast that stood beside it.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_rater`, `evaluation.not_now`,
            `evaluation.no_rating`, `evaluation.too_long`.
    Emits: RatingDraftSaved.
    """
    sheet = lock_sheet(sheet_id)
    check_rater(by, sheet)
    check(sheet_flow.RATE, sheet)
    check_ratings(draft.result, draft.behaviour)
    rating = store_draft(sheet, draft, evidence_of(sheet, by), by=by, at=at)
    events.emit(RatingDraftSaved(by=by, at=at, subject_id=sheet.employee_id, sheet_id=sheet.pk))
    return rating


@transaction.atomic
def publish_rating(sheet_id: int, *, by: Actor, at: datetime) -> Rating:
    """Publish the saved rating with the evidence as it stands; of two at once one comes too late.

    A grade other than Baik needs a fact the rater pinned; nothing else is asked.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_rater`, `evaluation.not_now`,
            `evaluation.no_draft`, `evaluation.wait_for_self`, `evaluation.no_fact`.
    Emits: ResultPublished.
    """
    sheet = lock_sheet(sheet_id)
    check_rater(by, sheet)
    check(sheet_flow.PUBLISH, sheet)
    rating = sheet.ratings.filter(by_id=by.employee_id, published_at__isnull=True).first()
    if rating is None:
        raise Refused("Pilih rating dan simpan dulu, lalu terbitkan.", code="evaluation.no_draft")
    check_turn(sheet, by)
    check_fact(sheet, rating.grade)

    found = evidence_of(sheet, by)
    rating.evidence, rating.forecast = evidence.to_json(found), forecast_json(found)
    rating.role, rating.saved_at, rating.published_at = role_of(by, sheet), at, at
    rating.save()
    sheet.ratings.filter(published_at__isnull=True).delete()
    sheet.published_at, sheet.received_at, sheet.receipt_note = at, None, ""
    move(sheet, sheet_flow.PUBLISH)
    sheet.save(update_fields=["status", "published_at", "received_at", "receipt_note"])
    step = add_step(sheet, Step.Kind.PUBLISHED, by=by, at=at)
    events.emit(
        ResultPublished(
            by=by,
            at=at,
            subject_id=sheet.employee_id,
            sheet_id=sheet.pk,
            rating_id=rating.pk,
            step_id=step.pk,
        )
    )
    return rating


@transaction.atomic
def undo_publish(sheet_id: int, *, by: Actor, at: datetime) -> Rating:
    """Urungkan by who published, at once and before it was opened: they go on with a draft.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_now`, `evaluation.under_review`,
            `evaluation.not_your_result`, `evaluation.too_late_to_undo`,
            `evaluation.already_received`.
    Emits: ResultReopened.
    """
    sheet = lock_sheet(sheet_id)
    check(sheet_flow.UNDO, sheet)
    rating = in_force(sheet)
    step = sheet.steps.filter(kind=Step.Kind.PUBLISHED).latest("at", "pk")
    if rating.by_id != by.employee_id or rating.origin != Rating.Origin.RATER:
        raise Refused(
            "Tidak ada hasil terbitan Anda yang dapat diurungkan di sini.",
            code="evaluation.not_your_result",
        )
    if sheet.received_at is not None:
        raise Refused(
            "Pegawai sudah membuka hasil ini. Ubahlah dengan alasan bila perlu.",
            code="evaluation.already_received",
        )
    if at > step.at + UNDO_TIME:
        raise Refused(
            "Waktu mengurungkan sudah lewat. Ubahlah dengan alasan bila perlu.",
            code="evaluation.too_late_to_undo",
        )
    draft = take_back(rating, at)
    sheet.published_at = None
    move(sheet, sheet_flow.UNDO)
    sheet.save(update_fields=["status", "published_at"])
    add_step(sheet, Step.Kind.REOPENED, by=by, at=at)
    events.emit(
        ResultReopened(
            by=by,
            at=at,
            subject_id=sheet.employee_id,
            sheet_id=sheet.pk,
            undone_id=step.pk,
            undone_at=step.at,
        )
    )
    return draft


@transaction.atomic
def change_after_calibration(
    sheet_id: int, *, result: str, behaviour: str, reason: str, by: Actor, at: datetime
) -> Rating:
    """The rater alone changes a published result and says why; the person receives it anew.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_rater`, `evaluation.not_now`,
            `evaluation.under_review`, `evaluation.no_rating`, `evaluation.reason_missing`,
            `evaluation.too_long`, `evaluation.no_change`, `evaluation.no_fact`.
    Emits: ResultChanged.
    """
    sheet = lock_sheet(sheet_id)
    check_rater(by, sheet)
    check(sheet_flow.CHANGE, sheet)
    check_ratings(result, behaviour)
    reason = need_text(
        reason, "Tuliskan alasan perubahan ini; pegawai yang bersangkutan membacanya."
    )
    before = in_force(sheet)
    if (before.result, before.behaviour) == (result, behaviour):
        raise Refused(
            "Rating yang dipilih sama dengan yang sudah terbit. Pilih rating lain, atau biarkan.",
            code="evaluation.no_change",
        )
    check_fact(sheet, grading.grade_of(result, behaviour, grades.grade_table()))

    rating = replace_result(
        before, (result, behaviour), Rating.Origin.CALIBRATION, reason, by=by, at=at
    )
    sheet.published_at, sheet.received_at, sheet.receipt_note = at, None, ""
    move(sheet, sheet_flow.CHANGE)
    sheet.save(update_fields=["status", "published_at", "received_at", "receipt_note"])
    add_step(sheet, Step.Kind.CHANGED, by=by, at=at, note=reason)
    events.emit(
        ResultChanged(
            by=by,
            at=at,
            subject_id=sheet.employee_id,
            sheet_id=sheet.pk,
            rating_id=rating.pk,
            why=reason,
        )
    )
    return rating
