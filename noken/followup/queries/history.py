"""Riwayat predikat: a person's grades with their points, plans and awards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import Http404

from noken.core.actor import Actor, Role
from noken.followup import access
from noken.followup.models import Award, Improvement
from noken.followup.queries import lines
from noken.followup.queries.lines import GradeRow
from noken.followup.queries.words import AwardRow, PlanRow, award_rows, plan_rows
from noken.followup.rules import credit, flow
from noken.organization import queries as organization
from noken.organization.models import Employee
from noken.organization.queries import Person
from noken.regulations import grades


@dataclass(frozen=True, slots=True)
class CreditCard:
    """What the functional post asks for, and what noken knows of. `total` counts the present level
    alone; `unsettled`: a coefficient waits for its owner. `years` have points to print."""

    level: str
    total: Decimal
    others: Decimal
    need_rank: Decimal | None
    need_level: Decimal | None
    unsettled: bool
    has_points: bool
    unread: bool
    years: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """One person's history. `plan_reason` is the sheet a plan may be opened for, None for none;
    `is_low`: the newest final grade gives a chance to improve."""

    person: Person
    rows: Sequence[GradeRow]
    credit: CreditCard | None
    plans: Sequence[PlanRow]
    awards: Sequence[AwardRow]
    plan_reason: GradeRow | None
    is_low: bool
    is_own: bool
    coaches: bool
    has_open_plan: bool
    role: Role
    about: frozenset[int]

    @property
    def years(self) -> list[tuple[int, list[GradeRow]]]:
        found: dict[int, list[GradeRow]] = {}
        for row in self.rows:
            found.setdefault(row.line.year, []).append(row)
        return list(found.items())


def my_history(actor: Actor) -> HistoryPage:
    """Raises Http404: an account without a person."""
    if actor.employee_id is None:
        raise Http404
    return history_page(actor, actor.employee_id)


def history_page(actor: Actor, employee_id: int) -> HistoryPage:
    """Raises Http404: not the actor's to see."""
    standing = access.standing_to(actor, employee_id)
    if standing is None or not Employee.objects.filter(pk=employee_id).exists():
        raise Http404
    own = lines.lines_of(actor, [employee_id]).get(employee_id, [])
    first = min((line.start_on for line in own), default=actor.on)
    held = lines.held_by([employee_id], first).get(employee_id, [])
    rows = lines.rows_of(own, held, actor.on)
    plans = Improvement.objects.filter(employee=employee_id).order_by("-opened_at")
    has_open = any(plan.status in flow.OPEN for plan in plans)
    newest = lines.newest_final(own)
    low = newest is not None and flow.leads_to_plan(newest.grade, final=True)
    reason = next((row for row in rows if low and row.line is newest), None)
    shows_awards = standing.role is not Role.ADMIN_OPD
    awards = Award.objects.filter(employee=employee_id).order_by("-proposed_at")
    return HistoryPage(
        person=organization.people([employee_id], actor.on)[employee_id],
        rows=rows,
        credit=_card(employee_id, rows, actor.on),
        plans=plan_rows(plans, actor.on),
        awards=award_rows(awards) if shows_awards else (),
        plan_reason=reason if standing.coaches and not has_open else None,
        is_low=low,
        is_own=standing.is_owner,
        coaches=standing.coaches,
        has_open_plan=has_open,
        role=standing.role,
        about=frozenset({employee_id}),
    )


def _card(employee_id: int, rows: Sequence[GradeRow], on: date) -> CreditCard | None:
    """None for somebody who has no functional post and earned no points in one."""
    today = lines.functional_today([employee_id], on)
    parts = [part for row in rows if row.counts for part in row.credit]
    if employee_id not in today and not parts:
        return None
    level = today.get(employee_id, "")
    known = {each.code: each for each in grades.credit_levels()}.get(level)
    here = [part for part in parts if part.level == level]
    zero = Decimal(0)
    return CreditCard(
        level=credit.LEVEL_WORDS.get(level, ""),
        total=sum((part.points for part in here), zero),
        others=sum((part.points for part in parts if part.level != level), zero),
        need_rank=known.need_rank if known else None,
        need_level=known.need_level if known else None,
        unsettled=any(not part.settled for part in parts),
        has_points=bool(parts),
        unread=employee_id in today and not level,
        years=sorted({row.line.year for row in rows if row.counts}, reverse=True)[:4],
    )
