"""What the area of objections tells: hold a result, let it go, settle it for good."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents.services import papers
from noken.evaluation.events import GradeConfirmed, ResultHeld, ResultReleased, ResultSettled
from noken.evaluation.exports.papers import RECORD, printables
from noken.evaluation.models import Pin, Rating, Sheet, Step
from noken.evaluation.rules import grading, sheet_flow
from noken.evaluation.services._records import (
    BASIS,
    TEXT_LETTERS,
    add_step,
    check,
    check_ratings,
    dated_note,
    in_force,
    lock_sheet,
    move,
    need_text,
    person_of,
)
from noken.evaluation.services._results import replace_result


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedFact:
    """The dated fact on which a decision rests; `key` is the client-made id of the decision."""

    key: UUID
    day: date | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How an objection ends: codes of both ratings (both None, or the same again: the result
    stays), why, and on which fact it rests."""

    result: str | None = None
    behaviour: str | None = None
    reason: str
    fact: DecidedFact | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """The rating that stands from now on; `record` is the number under which the one objected to
    was issued as a record, "": it was not."""

    rating: Rating
    record: str


@transaction.atomic
def hold_result(sheet_id: int, *, by: Actor, at: datetime) -> None:  # noqa: ARG001 (as any service)
    """Until the transaction ends nobody else changes the result; what is no sheet holds nothing."""
    Sheet.objects.select_for_update(no_key=True).filter(pk=sheet_id).first()


@transaction.atomic
def note_objection(sheet_id: int, *, by: Actor, at: datetime) -> Sheet:
    """An objection is under review: nothing but its decision changes the result.

    The area of objections has settled who may say so, and leaves no step here.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_now`, `evaluation.under_review`.
    Emits: ResultHeld.
    """
    sheet = lock_sheet(sheet_id)
    check(sheet_flow.OBJECT, sheet)
    sheet.objected_at = at
    sheet.save(update_fields=["objected_at"])
    events.emit(ResultHeld(by=by, at=at, subject_id=sheet.employee_id, sheet_id=sheet.pk))
    return sheet


@transaction.atomic
def drop_objection(sheet_id: int, *, by: Actor, at: datetime) -> Sheet:
    """The objection was taken back: the result goes on as it stood.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_now`, `evaluation.no_objection`.
    Emits: ResultReleased.
    """
    sheet = lock_sheet(sheet_id)
    check(sheet_flow.DROP, sheet)
    sheet.objected_at = None
    sheet.save(update_fields=["objected_at"])
    events.emit(ResultReleased(by=by, at=at, subject_id=sheet.employee_id, sheet_id=sheet.pk))
    return sheet


@transaction.atomic
def settle(sheet_id: int, verdict: Verdict, *, by: Actor, at: datetime) -> Settled:
    """Decide an objection: the result stays or is another; final.

    A result that was changed and not opened again is received with the decision.

    Another grade than Baik names the dated fact it rests on, as any such grade does.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_now`, `evaluation.no_objection`,
            `evaluation.not_to_settle`, `evaluation.no_rating`, `evaluation.reason_missing`,
            `evaluation.too_long`, `evaluation.no_fact`, `evaluation.fact_day`.
    Emits: ResultSettled, GradeConfirmed.
    """
    sheet = lock_sheet(sheet_id)
    check(sheet_flow.SETTLE, sheet)
    before = in_force(sheet)
    if by.employee_id in {None, sheet.employee_id, before.by_id}:
        raise Refused(
            "Keberatan diputus atasan pejabat penilai, bukan pegawai atau penilainya sendiri.",
            code="evaluation.not_to_settle",
            basis="PP 30/2019 Pasal 59",
        )
    reason = need_text(verdict.reason, "Tuliskan alasan putusan ini.", TEXT_LETTERS)
    codes = (verdict.result or before.result, verdict.behaviour or before.behaviour)
    check_ratings(*codes)
    changed = codes != (before.result, before.behaviour)
    record = _record_of(sheet, by)
    stands = before
    if verdict.fact is not None:
        _keep_fact(sheet, verdict.fact, by=by, at=at)
    if changed:
        stands = replace_result(before, codes, Rating.Origin.OBJECTION, reason, by=by, at=at)
        if verdict.fact is None and grading.needs_fact(stands.grade):
            raise Refused(
                "Predikat selain Baik perlu satu contoh nyata yang bertanggal. Sebutkan hari dan "
                "apa yang terjadi.",
                code="evaluation.no_fact",
                basis=BASIS,
            )

    _finish(sheet, by=by, at=at)
    events.emit(
        ResultSettled(
            by=by,
            at=at,
            subject_id=sheet.employee_id,
            sheet_id=sheet.pk,
            rating_id=stands.pk if changed else None,
            why=reason,
        ),
        GradeConfirmed(
            by=by,
            at=at,
            subject_id=sheet.employee_id,
            sheet_id=sheet.pk,
            period_id=sheet.period_id,
            grade=stands.grade,
        ),
    )
    return Settled(stands, record)


def _finish(sheet: Sheet, *, by: Actor, at: datetime) -> None:
    move(sheet, sheet_flow.SETTLE)
    sheet.objected_at, sheet.final_at = None, at
    if sheet.received_at is None:
        sheet.received_at, sheet.receipt_note = at, sheet_flow.WITH_DECISION
    sheet.save()
    add_step(sheet, Step.Kind.SETTLED, by=by, at=at)
    add_step(sheet, Step.Kind.FINAL, by=by, at=at)


def _record_of(sheet: Sheet, by: Actor) -> str:
    """The number of the record that says what stands now; "": none was issued."""
    data = printables(by, RECORD, [sheet.pk])[sheet.pk].data
    return papers.issued_number(RECORD, data) if data is not None else ""


def _keep_fact(sheet: Sheet, fact: DecidedFact, *, by: Actor, at: datetime) -> None:
    """Raises Refused: `evaluation.fact_day`, `evaluation.reason_missing`, `evaluation.too_long`."""
    day, text = dated_note(sheet, fact.day, fact.text)
    Pin.objects.create(
        sheet=sheet,
        side=Pin.Side.DECIDER,
        source=Pin.Source.OTHER,
        source_id=str(fact.key),
        day=day,
        content={"text": text},
        by_id=person_of(by),
        at=at,
    )
