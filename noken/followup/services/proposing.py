"""An improvement plan from its proposal until it runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from noken.core import clock
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.evaluation import queries as evaluation
from noken.followup.events import (
    ImprovementAnswered,
    ImprovementProposed,
    ImprovementStarted,
)
from noken.followup.models import Goal, Improvement, Step
from noken.followup.queries.terms import improvement_months
from noken.followup.rules import flow
from noken.followup.services._records import (
    SHORT,
    add_step,
    advance,
    lock_employee,
    lock_plan,
    need_coach,
    need_owner,
    need_person,
    need_text,
    refuse,
    tell,
)

MOST_GOALS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGoal:
    text: str
    measure: str
    support: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewImprovement:
    """`key` is the client-made id (UUIDv7); `sheet_id` the evaluation that is the reason."""

    key: UUID
    employee_id: int
    sheet_id: int
    reason: str
    goals: Sequence[NewGoal]


@transaction.atomic
def propose_improvement(new: NewImprovement, *, by: Actor, at: datetime) -> Improvement:
    """Put a plan before its person; sent again, the same one comes back.

    Raises:
        Refused: `followup.no_person`, `followup.unknown`, `followup.not_coach`,
            `followup.grade_is_fine`, `followup.already_open`, `followup.no_reason`,
            `followup.no_goal`, `followup.half_a_goal`, `followup.too_long`, `followup.key_taken`.
    Emits: ImprovementProposed.
    """
    me = need_person(by)
    lock_employee(new.employee_id)
    before = Improvement.objects.filter(pk=new.key).first()
    if before is not None:
        if (before.employee_id, before.opened_by_id) == (new.employee_id, me):
            return before
        raise Refused("Kode kiriman ini sudah dipakai. Muat ulang.", code="followup.key_taken")
    need_coach(by, new.employee_id)
    sheet = evaluation.get_sheet(by, new.sheet_id)
    final = sheet.employee_id == new.employee_id and sheet.final_at is not None
    if not flow.leads_to_plan(sheet.grade, final=final):
        raise Refused(
            "Rencana perbaikan menyusul predikat final di bawah Baik. Untuk yang lain cukup "
            "percakapan dan umpan balik.",
            code="followup.grade_is_fine",
            basis="PP 30/2019 pasal 56",
        )
    if Improvement.objects.filter(employee=new.employee_id, status__in=flow.OPEN).exists():
        raise Refused(
            "Masih ada rencana perbaikan yang berjalan. Selesaikan itu dulu.",
            code="followup.already_open",
        )
    goals = _judged(new.goals)
    months = improvement_months(clock.day_of(at))
    plan = Improvement.objects.create(
        id=new.key,
        employee_id=new.employee_id,
        sheet_id=new.sheet_id,
        grade=sheet.grade,
        period=sheet.period_label,
        reason=_reason(new.reason),
        opened_by_id=me,
        opened_at=at,
        proposed_at=at,
        months=int(months.value),
        is_settled=months.settled,
    )
    _put(plan, goals)
    add_step(plan, Step.Kind.PROPOSED, by=by, at=at)
    tell(ImprovementProposed, plan, by=by, at=at)
    return plan


@transaction.atomic
def mend_improvement(
    improvement_id: UUID, reason: str, goals: Sequence[NewGoal], *, by: Actor, at: datetime
) -> Improvement:
    """Change a plan that waits for its person, who then answers anew.

    Raises:
        Refused: `followup.unknown`, `followup.not_coach`, `followup.not_now`,
            `followup.no_reason`, `followup.no_goal`, `followup.half_a_goal`, `followup.too_long`.
    Emits: ImprovementProposed.
    """
    plan = lock_plan(improvement_id)
    need_coach(by, plan.employee_id)
    advance(plan, flow.MEND)
    judged = _judged(goals)
    plan.reason, plan.proposed_at, plan.answered_at = _reason(reason), at, None
    plan.save(update_fields=["reason", "proposed_at", "answered_at"])
    plan.goals.all().delete()
    _put(plan, judged)
    add_step(plan, Step.Kind.MENDED, by=by, at=at)
    tell(ImprovementProposed, plan, by=by, at=at)
    return plan


@transaction.atomic
def answer_improvement(
    improvement_id: UUID, *, agrees: bool, note: str, by: Actor, at: datetime
) -> Improvement:
    """The person agrees, and the clock starts; or says what should be otherwise.

    Raises:
        Refused: `followup.unknown`, `followup.not_owner`, `followup.not_now`,
            `followup.note_missing`, `followup.too_long`.
    Emits: ImprovementAnswered.
    """
    plan = lock_plan(improvement_id)
    need_owner(by, plan)
    advance(plan, flow.AGREE if agrees else flow.ANSWER)
    plan.answered_at = at
    if agrees:
        plan.agreed_at = at
        _start_clock(plan, clock.day_of(at))
    else:
        note = need_text(
            note, "Tuliskan apa yang perlu diubah.", code="followup.note_missing", most=1000
        )
    plan.save()
    kind = Step.Kind.AGREED if agrees else Step.Kind.ASKED
    add_step(plan, kind, by=by, at=at, note=note.strip()[:1000])
    tell(ImprovementAnswered, plan, by=by, at=at, agreed=agrees)
    return plan


@transaction.atomic
def start_improvement(improvement_id: UUID, *, by: Actor, at: datetime) -> Improvement:
    """Start a plan its person did not agree to: after an answer, or a week of silence.

    Raises:
        Refused: `followup.unknown`, `followup.not_coach`, `followup.not_now`,
            `followup.wait_for_answer`.
    Emits: ImprovementStarted.
    """
    plan = lock_plan(improvement_id)
    need_coach(by, plan.employee_id)
    advance(plan, flow.START)
    today, proposed_on = clock.day_of(at), clock.day_of(plan.proposed_at)
    if why := flow.why_not_startable(proposed_on, today, answered=plan.answered_at is not None):
        refuse(why)
    _start_clock(plan, today)
    plan.save()
    add_step(plan, Step.Kind.STARTED, by=by, at=at)
    tell(ImprovementStarted, plan, by=by, at=at)
    return plan


def _start_clock(plan: Improvement, today: date) -> None:
    """The span of today: it may have been settled since the proposal."""
    months = improvement_months(today)
    plan.months, plan.is_settled = int(months.value), months.settled
    plan.start_on, plan.due_on = today, flow.due_after(today, plan.months)


def _reason(text: str) -> str:
    what = "Tuliskan alasannya: hasil atau perilaku yang perlu diperbaiki, dengan faktanya."
    return need_text(text, what, code="followup.no_reason")


def _judged(goals: Sequence[NewGoal]) -> list[NewGoal]:
    filled = [each for each in goals if each.text.strip() or each.measure.strip()]
    if not filled:
        raise Refused("Isi paling sedikit satu hal yang ingin dicapai.", code="followup.no_goal")
    if len(filled) > MOST_GOALS:
        raise Refused(f"Paling banyak {MOST_GOALS} hal.", code="followup.no_goal")
    what = "Setiap hal memerlukan isi, cara melihat hasilnya, dan dukungan Anda."
    parts = ("text", "measure", "support")
    return [
        NewGoal(
            **{
                part: need_text(getattr(goal, part), what, code="followup.half_a_goal", most=SHORT)
                for part in parts
            }
        )
        for goal in filled
    ]


def _put(plan: Improvement, goals: Sequence[NewGoal]) -> None:
    Goal.objects.bulk_create(
        Goal(
            improvement=plan,
            order=order,
            text=goal.text,
            measure=goal.measure,
            support=goal.support,
        )
        for order, goal in enumerate(goals)
    )
