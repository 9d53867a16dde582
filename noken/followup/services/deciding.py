"""What an improvement plan led to: the result, the decision, an end without one."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from noken.core import clock
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.followup.access import Standing
from noken.followup.events import (
    ImprovementDecided,
    ImprovementStopped,
    ImprovementTested,
    RetestAnswered,
)
from noken.followup.models import Improvement, Retest, Step
from noken.followup.queries.terms import improvement_months
from noken.followup.rules import flow
from noken.followup.services._records import (
    NOT_COACH,
    add_step,
    advance,
    lock_plan,
    need_coach,
    need_owner,
    need_person,
    need_text,
    not_ahead,
    refuse,
    standing_to,
    tell,
)

_STEPS = {
    flow.IMPROVE: Step.Kind.IMPROVED,
    flow.EXTEND: Step.Kind.EXTENDED,
    flow.FORWARD: Step.Kind.FORWARDED,
}


@transaction.atomic
def record_retest(
    improvement_id: UUID, outcome: str, facts: str, on: date, *, by: Actor, at: datetime
) -> Retest:
    """Say what was reached, with facts; the person may put a word beside it.

    Raises:
        Refused: `followup.unknown`, `followup.not_coach`, `followup.not_now`,
            `followup.no_outcome`, `followup.no_facts`, `followup.too_long`,
            `followup.in_the_future`, `followup.before_start`.
    Emits: ImprovementTested.
    """
    plan = lock_plan(improvement_id)
    need_coach(by, plan.employee_id)
    advance(plan, flow.TEST)
    if outcome not in flow.OUTCOMES:
        raise Refused("Pilih hasil ceknya.", code="followup.no_outcome")
    not_ahead(on, clock.day_of(at))
    if plan.start_on and on < plan.start_on:
        raise Refused("Cek hasil dilakukan sesudah rencana dimulai.", code="followup.before_start")
    what = "Tuliskan fakta yang Anda lihat, misalnya capaian dan tanggalnya."
    row = Retest.objects.create(
        improvement=plan,
        held_on=on,
        outcome=outcome,
        facts=need_text(facts, what, code="followup.no_facts"),
        by_id=need_person(by),
        at=at,
    )
    plan.save(update_fields=["status"])
    add_step(plan, Step.Kind.TESTED, by=by, at=at, note=row.get_outcome_display())
    tell(ImprovementTested, plan, by=by, at=at)
    return row


@transaction.atomic
def answer_retest(improvement_id: UUID, text: str, *, by: Actor, at: datetime) -> Retest:
    """The person's word beside the last result, once, before it is decided.

    Raises:
        Refused: `followup.unknown`, `followup.not_owner`, `followup.not_now`,
            `followup.note_missing`, `followup.too_long`, `followup.answered`.
    Emits: RetestAnswered.
    """
    plan = lock_plan(improvement_id)
    need_owner(by, plan)
    row = plan.retests.order_by("-at", "-pk").first()
    if row is None or plan.status != flow.TESTED:
        raise Refused("Tidak ada hasil yang menunggu tanggapan.", code="followup.not_now")
    if row.answered_at is not None:
        raise Refused("Tanggapan Anda sudah tersimpan.", code="followup.answered")
    row.answer = need_text(text, "Tuliskan tanggapan Anda.", code="followup.note_missing")
    row.answered_at = at
    row.save(update_fields=["answer", "answered_at"])
    tell(RetestAnswered, plan, by=by, at=at)
    return row


@transaction.atomic
def decide_improvement(
    improvement_id: UUID,
    act: str,
    note: str,
    *,
    until: date | None = None,
    by: Actor,
    at: datetime,
) -> Improvement:
    """After the result: end it well, go on until a day, or hand it to the competence test.

    The superior ends or extends; BKPSDM alone hands on, and only once the span is settled and
    over.

    Raises:
        Refused: `followup.unknown`, `followup.not_coach`, `followup.not_personnel`,
            `followup.not_now`, `followup.note_missing`, `followup.too_long`,
            `followup.bad_extension`, `followup.reached`, `followup.unsettled`,
            `followup.too_early`.
    Emits: ImprovementDecided.
    """
    plan = lock_plan(improvement_id)
    _permit(act, standing_to(by, plan.employee_id))
    advance(plan, act)
    note = need_text(note, "Tuliskan alasan putusan ini.", code="followup.note_missing", most=1000)
    today = clock.day_of(at)
    if act == flow.EXTEND:
        if why := flow.why_not_extendable(today, until or today, plan.months):
            refuse(why)
        plan.due_on = until
    elif act == flow.FORWARD:
        _check_over(plan, today)
    if plan.status in flow.DONE:
        plan.closed_at = at
    plan.save()
    add_step(plan, _STEPS[act], by=by, at=at, note=note)
    tell(ImprovementDecided, plan, by=by, at=at, outcome=act, note=note)
    return plan


@transaction.atomic
def stop_improvement(improvement_id: UUID, note: str, *, by: Actor, at: datetime) -> Improvement:
    """End a plan that has lost its reason: a move, a retirement, a grade changed by decision.

    Raises:
        Refused: `followup.unknown`, `followup.not_yours`, `followup.not_coach`,
            `followup.not_now`, `followup.note_missing`, `followup.too_long`.
    Emits: ImprovementStopped.
    """
    plan = lock_plan(improvement_id)
    standing = standing_to(by, plan.employee_id)
    if not (standing.coaches or standing.decides):
        raise Refused(NOT_COACH, code="followup.not_coach")
    advance(plan, flow.STOP)
    what = "Tuliskan mengapa rencana ini dihentikan."
    note = need_text(note, what, code="followup.note_missing", most=1000)
    plan.closed_at = at
    plan.save(update_fields=["status", "closed_at"])
    add_step(plan, Step.Kind.STOPPED, by=by, at=at, note=note)
    tell(ImprovementStopped, plan, by=by, at=at, note=note)
    return plan


def _permit(act: str, standing: Standing) -> None:
    if act not in _STEPS:
        raise Refused("Pilih putusannya.", code="followup.not_now")
    if act == flow.FORWARD and not standing.decides:
        raise Refused(
            "Uji kompetensi diteruskan BKPSDM, dan tidak untuk diri sendiri.",
            code="followup.not_personnel",
        )
    if act != flow.FORWARD and not standing.coaches:
        raise Refused(NOT_COACH, code="followup.not_coach")


def _check_over(plan: Improvement, today: date) -> None:
    """Nothing follows from a span that nobody settled, or that is not over."""
    settled = improvement_months(today).settled
    last, due_on = plan.retests.latest("at", "pk"), plan.due_on or today
    if why := flow.why_not_forwardable(last.outcome, due_on, today, settled=settled):
        refuse(why)
