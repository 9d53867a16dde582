"""Perbaikan kinerja: a superior's people with their grade, plan and awards; and BKPSDM's desk."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from noken.core.actor import Actor, Role
from noken.followup.models import Award, Improvement
from noken.followup.queries import lines
from noken.followup.queries.waiting import Waiting, waiting_here
from noken.followup.queries.words import PlanRow, plan_rows
from noken.followup.rules import flow
from noken.organization import queries as organization
from noken.organization.queries import Person

MOST_FOUND = 60
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Member:
    """`may_open`: the last final grade gives a chance to improve and no plan runs; `may_praise`: it
    is Baik or better."""

    person: Person
    grade: str
    step: int
    period: str
    plan: PlanRow | None
    awards: int
    may_open: bool
    may_praise: bool


@dataclass(frozen=True, slots=True)
class TeamPage:
    waiting: Sequence[Waiting]
    members: Sequence[Member]
    role: Role
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class PlanOf:
    person: Person
    row: PlanRow


@dataclass(frozen=True, slots=True)
class DeskPage:
    """`waiting` for BKPSDM alone; plans by how they stand, without a word of what they say."""

    waiting: Sequence[Waiting]
    plans: Sequence[PlanOf]
    counts: Sequence[tuple[str, int]]
    more: int
    text: str
    found: Sequence[Person]
    is_personnel: bool
    role: Role
    about: frozenset[int]


def team_page(actor: Actor) -> TeamPage:
    """Direct reports of today, those with something to do first."""
    reports = organization.direct_reports(actor.employee_id or 0, actor.on)
    ids = [row["employee_id"] for row in reports]
    people = organization.people(ids, actor.on)
    found = lines.lines_of(actor, ids)
    plans = _open_plans(ids, actor)
    awards: dict[int, int] = {}
    for award in Award.objects.filter(employee__in=ids, status=Award.Status.PROPOSED):
        awards[award.employee_id] = awards.get(award.employee_id, 0) + 1
    words, members = lines.grade_words(), []
    for person in people.values():
        last = lines.newest_final(found.get(person.id, ()))
        plan = plans.get(person.id)
        members.append(
            Member(
                person,
                words.get(last.grade, "") if last else "",
                lines.step_of(last.grade) if last else 0,
                last.label if last else "",
                plan,
                awards.get(person.id, 0),
                may_open=plan is None
                and last is not None
                and flow.leads_to_plan(last.grade, final=True),
                may_praise=last is not None and not flow.leads_to_plan(last.grade, final=True),
            )
        )
    members.sort(key=lambda each: (each.plan is None, not each.may_open, each.person.name))
    waiting = waiting_here(actor).team
    whose = frozenset(each.whose for each in waiting)
    return TeamPage(waiting, members, Role.SUPERIOR, frozenset(people) | whose)


def desk_page(actor: Actor, text: str) -> DeskPage:
    """What stands at the keepers: plans of the people they keep, and awards for BKPSDM."""
    kept = organization.subjects_of(actor, actor.role)
    is_personnel = actor.role is Role.PERSONNEL
    plans = Improvement.objects.filter(employee__in=kept, status__in=flow.OPEN)
    ordered = list(plans.order_by("due_on", "opened_at"))
    shown = plan_rows(ordered[:MOST_LISTED], actor.on)
    people = organization.people({row.employee_id for row in shown}, actor.on)
    waiting = waiting_here(actor).kept if is_personnel else ()
    sought = organization.search_people(actor, text, MOST_FOUND) if text.strip() else []
    mine = set(kept.filter(pk__in=[each.id for each in sought]).values_list("pk", flat=True))
    statuses = [plan.status for plan in ordered]
    return DeskPage(
        waiting=waiting,
        plans=[PlanOf(people[row.employee_id], row) for row in shown],
        counts=[
            (Improvement.Status(code).label, statuses.count(code))
            for code in (flow.PROPOSED, flow.RUNNING, flow.TESTED)
        ],
        more=max(0, len(ordered) - MOST_LISTED),
        text=text,
        found=[each for each in sought if each.id in mine],
        is_personnel=is_personnel,
        role=actor.role,
        about=frozenset(people) | {each.whose for each in waiting},
    )


def _open_plans(ids: Collection[int], actor: Actor) -> dict[int, PlanRow]:
    plans = Improvement.objects.filter(employee__in=ids, status__in=flow.OPEN)
    return {row.employee_id: row for row in plan_rows(plans, actor.on)}
