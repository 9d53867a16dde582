"""What the rater's superior does: take, hear both sides, decide. And the rater's answer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.evaluation import services as evaluation
from noken.evaluation.queries import who_rated
from noken.evaluation.services import DecidedFact, Verdict
from noken.objections.events import (
    ObjectionAnswered,
    ObjectionAssigned,
    ObjectionDecided,
    ObjectionHeard,
    ObjectionTaken,
)
from noken.objections.exports.papers import issue_decision
from noken.objections.models import Hearing, Objection, Statement, Step
from noken.objections.queries.deciders import decider_of
from noken.objections.queries.graded import Graded, grade_for, graded, is_lower
from noken.objections.queries.heard import heard_of, noted_by
from noken.objections.queries.hearing_days import steps_of
from noken.objections.queries.terms import terms_on
from noken.objections.rules import flow, hearing
from noken.objections.services._records import (
    about,
    add_step,
    check_state,
    hashes_of,
    hold,
    is_new,
    keep_files,
    lock,
    lock_rated,
    lock_to_decide,
    need_text,
    person_of,
    refuse,
)
from noken.objections.services.filing import StatementDraft
from noken.organization import queries as organization

RULED = (
    *("status", "decided_by", "decided_at"),
    *("outcome", "after_result", "after_behaviour", "after_grade", "reason"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingDraft:
    """Whom the decider heard, how, when and what was said. `key` is client-made (UUIDv7)."""

    key: UUID
    side: str
    mode: str
    held_on: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The two ratings as they shall stand, and why. `key` is the client-made id (UUIDv7).

    `lower_meant`: the decider was told that the grade falls, and means it. `fact` with its day is
    what another grade than Baik rests on.
    """

    key: UUID
    result: str
    behaviour: str
    reason: str
    lower_meant: bool = False
    fact_on: date | None = None
    fact: str = ""

    def dated_fact(self) -> DecidedFact | None:
        """None where neither day nor words are given."""
        if self.fact_on is None and not self.fact.strip():
            return None
        return DecidedFact(key=self.key, day=self.fact_on, text=self.fact)


@transaction.atomic
def take(objection_id: UUID, *, by: Actor, at: datetime) -> Objection:
    """Take an objection to examine it; from now on the rater knows of it and may answer.

    Whoever holds the seat later takes it over from who held it before; the days go on.

    Raises:
        Refused: `objection.unknown`, `objection.not_decider`, `objection.not_now`,
            `objection.taken_already`.
    Emits: ObjectionTaken.
    """
    hold(objection_id, by=by, at=at)
    row = lock_to_decide(objection_id, by, flow.TAKE, at)
    is_first = row.taken_at is None
    if row.taken_by_id == by.employee_id:
        raise Refused("Keberatan ini sudah Anda ambil.", code="objection.taken_already")
    if is_first:
        today = clock.day_of(at)
        terms = terms_on(today)
        row.taken_at = at
        row.answer_by, row.decide_by = steps_of(row.employee_id, today, terms)
        evaluation.note_objection(row.sheet_id, by=by, at=at)
    row.status, row.taken_by_id = Objection.Status.TAKEN, by.employee_id
    row.save(update_fields=["status", "taken_by", "taken_at", "answer_by", "decide_by"])
    add_step(row, Step.Kind.TAKEN if is_first else Step.Kind.HANDED, by=by, at=at)
    events.emit(ObjectionTaken(by=by, at=at, is_first=is_first, **about(row, at)))
    return row


@transaction.atomic
def answer(objection_id: UUID, draft: StatementDraft, *, by: Actor, at: datetime) -> Statement:
    """What the rater says to an objection that was taken. The same key adds nothing.

    Raises:
        Refused: `objection.unknown`, `objection.not_now`, `objection.empty`,
            `objection.too_long`, `objection.too_many_files`, `receipt.…`, `file.…`.
    Emits: ObjectionAnswered.
    """
    row = lock_rated(objection_id, by)
    content = {"rater": row.rater_id, "objection": str(row.pk), "text": draft.text}
    content |= {"files": hashes_of(draft.uploads)}
    if not is_new(draft.key, "OBJECTION_ANSWER", content, at):
        return Statement.objects.get(pk=draft.key, by_id=row.rater_id)
    check_state(row, flow.ANSWER)
    said = Statement.objects.create(
        id=draft.key,
        objection=row,
        kind=Statement.Kind.ANSWER,
        text=need_text(draft.text, "Tuliskan jawaban Anda atas keberatan ini."),
        by_id=person_of(by),
        at=at,
    )
    keep_files(row, draft.uploads, statement=said, by=by, at=at)
    add_step(row, Step.Kind.ANSWERED, by=by, at=at)
    events.emit(ObjectionAnswered(by=by, at=at, **about(row, at)))
    return said


@transaction.atomic
def hear(objection_id: UUID, draft: HearingDraft, *, by: Actor, at: datetime) -> Hearing:
    """Put on record that a side was heard and what it said; both sides read it.

    Raises:
        Refused: `objection.unknown`, `objection.not_decider`, `objection.not_taken`,
            `objection.not_now`, `objection.no_side`, `objection.bad_day`,
            `objection.too_soon`, `objection.heard_already`, `objection.empty`,
            `objection.too_long`.
    Emits: ObjectionHeard.
    """
    row = lock_to_decide(objection_id, by, flow.HEAR, at)
    kept = Hearing.objects.filter(pk=draft.key, objection=row).first()
    if kept is not None:
        return kept
    note = _judge_hearing(row, draft, clock.day_of(at))
    if why := hearing.why_heard_already(draft.side, draft.mode, noted_by(row, person_of(by))):
        refuse(why)
    heard = Hearing.objects.create(
        id=draft.key,
        objection=row,
        side=draft.side,
        mode=draft.mode,
        held_on=draft.held_on,
        note=note,
        by_id=person_of(by),
        at=at,
    )
    add_step(row, Step.Kind.HEARD, by=by, at=at, note=str(heard))
    events.emit(ObjectionHeard(by=by, at=at, **about(row, at)))
    return heard


def _judge_hearing(row: Objection, draft: HearingDraft, today: date) -> str:
    if draft.side not in Hearing.Side.values or draft.mode not in Hearing.Mode.values:
        raise Refused("Pilih siapa yang didengar dan bagaimana.", code="objection.no_side")
    if not clock.day_of(row.filed_at) <= draft.held_on <= today:
        raise Refused(
            "Pilih hari sejak keberatan diajukan sampai hari ini.", code="objection.bad_day"
        )
    if why := hearing.why_not_given_up(draft.mode, today, answer_by=row.answer_by or date.max):
        refuse(why)
    ask = (
        "Tuliskan mengapa pihak ini tidak dapat didengar, dan bagaimana Anda mengundangnya."
        if draft.mode == Hearing.Mode.NONE
        else "Tuliskan pokok keterangan yang Anda dengar."
    )
    return need_text(draft.note, ask)


@transaction.atomic
def decide(objection_id: UUID, decision: Decision, *, by: Actor, at: datetime) -> Objection:
    """Keep or change the ratings, with reasons, once both sides were heard; the decision is final.

    The same key again gives the same decision. The decision is issued as a signed paper.

    Raises:
        Refused: `objection.unknown`, `objection.not_decider`, `objection.not_taken`,
            `objection.not_now`, `objection.not_heard`, `objection.no_rating`,
            `objection.lower`, `objection.empty`, `objection.too_long`, `receipt.…`, and those of
            `evaluation.services.settle`.
    Emits: ObjectionDecided.
    """
    hold(objection_id, by=by, at=at)
    row = lock(objection_id)
    content = {
        "decider": by.employee_id,
        "objection": str(row.pk),
        "result": decision.result,
        "behaviour": decision.behaviour,
        "reason": decision.reason,
        "fact": [decision.fact_on.isoformat() if decision.fact_on else "", decision.fact],
    }
    if not is_new(decision.key, "OBJECTION_DECISION", content, at):
        return row
    row = lock_to_decide(objection_id, by, flow.DECIDE, at)
    if why := hearing.why_not_decidable(heard_of(row)):
        refuse(why)
    stands = graded([row.sheet_id])[row.sheet_id]
    grade, reason = _judge_decision(decision, stands)
    changed = (decision.result, decision.behaviour) != (stands.result, stands.behaviour)
    verdict = Verdict(
        result=decision.result if changed else None,
        behaviour=decision.behaviour if changed else None,
        reason=reason,
        fact=decision.dated_fact(),
    )
    settled = evaluation.settle(row.sheet_id, verdict, by=by, at=at)
    row.outcome = Objection.Outcome.CHANGED if changed else Objection.Outcome.KEPT
    row.after_result, row.after_behaviour = decision.result, decision.behaviour
    row.after_grade, row.reason = grade, reason
    _close(row, settled.record, by=by, at=at)
    events.emit(
        ObjectionDecided(
            by=by,
            at=at,
            is_changed=changed,
            **about(row, at),
        )
    )
    return row


def _judge_decision(decision: Decision, stands: Graded) -> tuple[str, str]:
    """The grade the ratings give, and the reason, both fit to stand."""
    grade = grade_for(decision.result, decision.behaviour)
    if grade is None:
        raise Refused("Pilih kedua rating.", code="objection.no_rating")
    reason = need_text(
        decision.reason,
        "Tuliskan alasan putusan: apa yang Anda timbang dari kedua pihak dan mengapa demikian.",
    )
    if is_lower(grade, stands.grade) and not decision.lower_meant:
        raise Refused(
            "Putusan ini menurunkan predikat orang yang mengajukan keberatan. Jika memang "
            "demikian, centang pernyataannya, dan jelaskan alasannya.",
            code="objection.lower",
        )
    return grade, reason


def _close(row: Objection, record: str, *, by: Actor, at: datetime) -> None:
    row.status = Objection.Status.DECIDED
    row.decided_by_id, row.decided_at = by.employee_id, at
    row.save(update_fields=RULED)
    row.paper_id = issue_decision(row, record, by=by, at=at)
    row.save(update_fields=["paper_id"])
    add_step(row, Step.Kind.DECIDED, by=by, at=at, note=row.get_outcome_display())


@transaction.atomic
def assign(
    objection_id: UUID, employee_id: int, *, reason: str, by: Actor, at: datetime
) -> Objection:
    """Name who decides where nobody is found above the rater: BKPSDM, with its basis.

    Raises:
        Refused: `objection.keeper_only`, `objection.unknown`, `objection.not_now`,
            `objection.has_decider`, `objection.unfit`, `objection.empty`.
    Emits: ObjectionAssigned.
    """
    if not by.roles & {Role.PERSONNEL, Role.SYSTEM}:
        raise Refused(
            "Pemeriksa ditunjuk BKPSDM. Sampaikan usulan Anda kepada BKPSDM.",
            code="objection.keeper_only",
        )
    row = lock(objection_id)
    rated = who_rated([row.sheet_id])[row.sheet_id]
    if by.employee_id in rated and row.taken_at is None:
        raise Refused("Keberatan ini tidak ada, atau bukan untuk Anda.", code="objection.unknown")
    check_state(row, flow.ASSIGN)
    today = clock.day_of(at)
    if decider_of(row.pk, today) is not None:
        raise Refused(
            "Keberatan ini sudah mempunyai pemeriksa, yaitu atasan pejabat penilai.",
            code="objection.has_decider",
            basis="PP 30/2019 Pasal 59",
        )
    _check_fit(employee_id, {row.employee_id, by.employee_id, *rated}, today)
    basis = need_text(reason, "Tuliskan dasar penunjukan, misalnya nomor surat perintah.")[:300]
    row.assigned_to_id = employee_id
    row.save(update_fields=["assigned_to"])
    add_step(row, Step.Kind.ASSIGNED, by=by, at=at, note=basis)
    events.emit(ObjectionAssigned(by=by, at=at, why=basis, **about(row, at)))
    return row


def _check_fit(employee_id: int, sides: Collection[int | None], today: date) -> None:
    person = organization.find_person(employee_id, today)
    if person is None or not person.post or employee_id in sides:
        raise Refused(
            "Pilih pejabat yang bertugas hari ini, bukan pegawai yang keberatan, bukan "
            "penilainya, dan bukan Anda sendiri.",
            code="objection.unfit",
        )
