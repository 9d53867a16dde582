"""Rows and words that several pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from noken.followup.models import Award, Improvement
from noken.followup.queries.lines import grade_words
from noken.followup.rules import flow

TONES = {
    flow.PROPOSED: ("thr", "messages-square"),
    flow.RUNNING: ("acc", "sprout"),
    flow.TESTED: ("thr", "clipboard-check"),
    flow.IMPROVED: ("ok", "check"),
    flow.FORWARDED: ("warn", "arrow-right"),
    flow.STOPPED: ("", "x"),
}
AWARD_TONES = {
    Award.Status.PROPOSED: ("thr", "hourglass"),
    Award.Status.GRANTED: ("ok", "badge-check"),
    Award.Status.DECLINED: ("", "x"),
    Award.Status.WITHDRAWN: ("", "undo-2"),
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in a list, without what it says."""

    employee_id: int
    period: str
    grade: str
    status: str
    says: str
    tone: str
    icon: str
    start_on: date | None
    due_on: date | None
    days_left: int | None
    is_settled: bool
    url: str


@dataclass(frozen=True, slots=True)
class AwardRow:
    employee_id: int
    kind: str
    status: str
    says: str
    tone: str
    icon: str
    proposed_at: datetime
    url: str


def plan_rows(plans: Iterable[Improvement], on: date) -> list[PlanRow]:
    words = grade_words()
    return [
        PlanRow(
            plan.employee_id,
            plan.period,
            words.get(plan.grade, ""),
            plan.status,
            plan.get_status_display(),
            *TONES[plan.status],
            plan.start_on,
            plan.due_on,
            (plan.due_on - on).days if plan.due_on and plan.status in flow.OPEN else None,
            plan.is_settled,
            plan.get_absolute_url(),
        )
        for plan in plans
    ]


def award_rows(awards: Iterable[Award]) -> list[AwardRow]:
    return [
        AwardRow(
            award.employee_id,
            award.get_kind_display(),
            award.status,
            award.get_status_display(),
            *AWARD_TONES[Award.Status(award.status)],
            award.proposed_at,
            award.get_absolute_url(),
        )
        for award in awards
    ]
