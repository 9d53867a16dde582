"""Ratings as rows: drafts, replacements, what must be there before one is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.evaluation.models import Pin, Rating, Sheet
from noken.evaluation.queries.deadlines import due_days
from noken.evaluation.rules import grading, sheet_flow
from noken.evaluation.rules.evidence import Evidence
from noken.evaluation.services._records import (
    REASON_LETTERS,
    TEXT_LETTERS,
    check_length,
    person_of,
    role_of,
)
from noken.regulations import grades
from noken.ui.formats import day_named

LONGEST_LOOK = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingDraft:
    """Codes of the two ratings; `opened_at` is when the rater opened the page, None: unknown."""

    result: str
    behaviour: str
    reason: str = ""
    recommendation: str = ""
    opened_at: datetime | None = None


def forecast_json(evidence: Evidence) -> dict[str, Any]:
    """What the evidence makes one expect, as it is kept beside a rating."""
    found = grading.forecast(evidence, grades.grade_table())
    return {
        "result": found.result,
        "behaviour": found.behaviour,
        "grade": found.grade,
        "why": list(found.why),
        "measured": found.is_measured,
    }


def store_draft(
    sheet: Sheet, draft: RatingDraft, evidence: Evidence, *, by: Actor, at: datetime
) -> Rating:
    """Raises Refused: `evaluation.too_long`."""
    table = grades.grade_table()
    rating = sheet.ratings.filter(by_id=by.employee_id, published_at__isnull=True).first()
    if rating is None:
        rating = Rating(sheet=sheet, by_id=person_of(by), started_at=_started(draft, at))
    rating.result, rating.behaviour = draft.result, draft.behaviour
    rating.grade = grading.grade_of(draft.result, draft.behaviour, table)
    rating.reason = check_length(draft.reason, REASON_LETTERS)
    rating.recommendation = check_length(draft.recommendation, TEXT_LETTERS)
    rating.forecast = forecast_json(evidence)
    rating.rules_from, rating.saved_at = table.valid_from, at
    rating.role = role_of(by, sheet)
    rating.save()
    return rating


def replace_result(
    before: Rating,
    codes: Sequence[str],
    origin: str,
    reason: str,
    *,
    by: Actor,
    at: datetime,
) -> Rating:
    """A new rating in force in the place of another, on the same evidence."""
    result, behaviour = codes
    table = grades.grade_table()
    by_its_rater = origin == Rating.Origin.CALIBRATION
    before.replaced_at = at
    before.save(update_fields=["replaced_at"])
    return Rating.objects.create(
        sheet_id=before.sheet_id,
        origin=origin,
        result=result,
        behaviour=behaviour,
        grade=grading.grade_of(result, behaviour, table),
        forecast=before.forecast,
        evidence=before.evidence,
        reason=reason,
        recommendation=before.recommendation,
        rules_from=table.valid_from,
        by_id=person_of(by),
        role=role_of(by, before.sheet) if by_its_rater else by.role.value,
        started_at=at,
        saved_at=at,
        published_at=at,
    )


def take_back(rating: Rating, at: datetime) -> Rating:
    """What was published stays as it was, unread; the draft says the same."""
    Rating.objects.filter(pk=rating.pk).update(replaced_at=at, undone_at=at)
    rating.pk, rating.published_at, rating.evidence = None, None, {}
    rating.save(force_insert=True)
    return rating


def check_turn(sheet: Sheet, by: Actor) -> None:
    """The person speaks first, unless the day for it has passed.

    Raises:
        Refused: `evaluation.wait_for_self`.
    """
    if sheet.status == sheet_flow.ASSESSED:
        return
    due = due_days([sheet.pk])[sheet.pk].self_on
    if by.on <= due:
        raise Refused(
            f"Penilaian diri masih ditunggu sampai {day_named(due)}. Simpan dulu sebagai draf; "
            "Anda dapat menerbitkan sesudah penilaian diri masuk atau tenggat itu lewat.",
            code="evaluation.wait_for_self",
        )


def check_fact(sheet: Sheet, grade: str) -> None:
    """Raises Refused: `evaluation.no_fact`."""
    if not grading.needs_fact(grade):
        return
    if not sheet.pins.filter(side=Pin.Side.RATER, removed_at__isnull=True).exists():
        word = grades.grade_table().grade(grade).word
        raise Refused(
            f"Predikat {word} perlu satu contoh nyata yang bertanggal. Sematkan laporan, umpan "
            "balik, atau catatan bertanggal, lalu terbitkan. Pilihan Anda tersimpan sebagai draf.",
            code="evaluation.no_fact",
        )


def _started(draft: RatingDraft, at: datetime) -> datetime:
    """When the rater opened the page, if that can be true."""
    opened = draft.opened_at
    return opened if opened and at - LONGEST_LOOK <= opened <= at else at
