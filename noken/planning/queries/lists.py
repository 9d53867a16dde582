"""Plans as rows: one's own, those that wait for a superior, people without one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.core.tally import Tally, counted
from noken.organization import queries as organization
from noken.organization.models import Employee, ReportingLine, StandingPeriod
from noken.organization.queries import Person
from noken.planning.models import Plan, Revision
from noken.planning.queries.stages import OPEN
from noken.planning.queries.terms import LatePlan, late_plans

KEEPERS = (Role.ADMIN_OPD, Role.PERSONNEL)
WAITING = Q(status=Revision.Status.SUBMITTED)
_AWAITING = """
    select 'team_plans', count(*) from organization_reportingline l
    join planning_plan p on p.owner_id = l.employee_id
    join planning_revision v on v.plan_id = p.id and v.status = 'SUBMITTED'
    where l.superior_id = %s and l.start_on <= %s and (l.end_on is null or l.end_on > %s)
"""
_OWN_RETURNED = """
    select 'own_plan', count(*) from planning_plan p
    join planning_revision v on v.plan_id = p.id and v.status = 'RETURNED'
    where p.owner_id = %s and p.year = %s
"""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan of a person in a list. `open` is the status of the revision being worked on,
    "" for none; `in_force` the number of the revision that counts, None for none.
    """

    id: int
    year: int
    url: str
    results: int
    open: str
    in_force: int | None

    @property
    def words(self) -> str:
        if not self.open:
            return "Berlaku" if self.in_force else ""
        said = str(Revision.Status(self.open).label)
        return f"Berlaku, perubahan: {said.lower()}" if self.in_force else said

    @property
    def tone(self) -> str:
        if self.open == Revision.Status.RETURNED:
            return "warn"
        if self.open == Revision.Status.SUBMITTED:
            return "thr"
        return "ok" if self.in_force else ""


@dataclass(frozen=True, slots=True)
class MinePage:
    """One's own plans. `startable` are the years without a plan that can be started now;
    `copyable` the year whose agreed results a new plan may begin with, None for none.
    """

    current: PlanRow | None
    others: tuple[PlanRow, ...]
    startable: tuple[int, ...]
    copyable: int | None
    superior: organization.Superior
    year: int
    late: LatePlan | None = None


@dataclass(frozen=True, slots=True)
class AwaitingPlan:
    """A plan that waits for the decision of one person. `number` 2 and more is a change."""

    plan_id: int
    year: int
    url: str
    owner: Person
    number: int
    reason: str
    submitted_at: datetime
    results: int


@dataclass(frozen=True, slots=True)
class AwaitingPage:
    """What waits, and what else is going on among the direct reports for the year. `late` are those
    whose days for an agreed plan are over; a reminder."""

    plans: tuple[AwaitingPlan, ...]
    without: tuple[Person, ...]
    drafting: tuple[Person, ...]
    late: tuple[LatePlan, ...]
    year: int
    role: Role
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class WithoutPlan:
    """How many people have no plan in force for a year, by what is missing."""

    none: int
    drafting: int
    waiting: int

    @property
    def total(self) -> int:
        return self.none + self.drafting + self.waiting


def my_plans(actor: Actor) -> MinePage:
    """The actor's own plans, newest first."""
    owner_id = actor.employee_id or 0
    year = actor.on.year
    rows = _rows(Q(owner=owner_id))
    taken = {row.year for row in rows}
    older = [row.year for row in rows if row.in_force]
    return MinePage(
        current=next((row for row in rows if row.year == year), None),
        others=tuple(row for row in rows if row.year != year),
        startable=tuple(y for y in (year, year + 1) if y not in taken),
        copyable=max(older, default=None),
        superior=organization.superior_of(owner_id, actor.on),
        year=year,
        late=late_plans([owner_id], year, actor.on).get(owner_id),
    )


def plans_awaiting(actor: Actor, count: int | None = None) -> list[AwaitingPlan]:
    """Plans that wait for the actor's decision today, the oldest submission first.

    `count` is how many there are, where it was counted already (`awaiting_tally`).
    """
    # Every opening of the board asks, and mostly there are none: counting costs a fifth.
    if count is None:
        count = sum(counted([awaiting_tally(actor)]).values())
    if not count:
        return []
    rows = list(
        _awaiting(actor)
        .annotate(results_count=Count("results"))
        .select_related("plan")
        .order_by("submitted_at", "pk")
    )
    people = organization.people([row.plan.owner_id for row in rows], actor.on)
    return [
        AwaitingPlan(
            plan_id=row.plan_id,
            year=row.plan.year,
            url=row.plan.get_absolute_url(),
            owner=people[row.plan.owner_id],
            number=row.number,
            reason=row.reason,
            submitted_at=row.submitted_at or row.started_at,
            results=row.results_count,
        )
        for row in rows
    ]


def awaiting_page(actor: Actor) -> AwaitingPage:
    """The superior's list of plans, with direct reports who have no agreed plan this year."""
    waiting = tuple(plans_awaiting(actor))
    reports = organization.direct_reports(actor.employee_id or 0, actor.on)
    found = _lacking(Q(pk__in=reports), actor.on, actor.on.year)
    states = dict(found.values_list("pk", "has_open"))
    people = organization.people(states, actor.on)
    named = sorted(people.values(), key=lambda person: person.name)
    shown = {plan.owner.id for plan in waiting}
    return AwaitingPage(
        plans=waiting,
        without=tuple(p for p in named if not states[p.id] and p.id not in shown),
        drafting=tuple(p for p in named if states[p.id] and p.id not in shown),
        late=tuple(late_plans(list(people), actor.on.year, actor.on).values()),
        year=actor.on.year,
        role=Role.SUPERIOR,
        about=frozenset(shown | set(people)),
    )


def own_returned_tally(actor: Actor) -> Tally:
    """Whether the actor's own plan of the year came back with a note (what `my_plans` shows as
    returned), as `own_plan`."""
    return Tally(_OWN_RETURNED, [actor.employee_id, actor.on.year])


def awaiting_tally(actor: Actor) -> Tally:
    """How many plans wait for the actor, as `team_plans`."""
    return Tally(_AWAITING, [actor.employee_id, actor.on, actor.on])


def first_planned_year() -> int | None:
    """The earliest year for which a plan was ever agreed here; None while none was."""
    agreed = Revision.objects.filter(status=Revision.Status.APPROVED)
    first: int | None = agreed.aggregate(first=Min("plan__year"))["first"]
    return first


def current_plan_ids(owner_ids: Collection[int] | QuerySet[Any, Any], year: int) -> dict[int, int]:
    """The plan of a year by its owner; one statement."""
    return dict(Plan.objects.filter(owner__in=owner_ids, year=year).values_list("owner_id", "pk"))


def without_plan_counts(actor: Actor, year: int) -> WithoutPlan:
    """People in the actor's care (ADMIN_OPD, PERSONNEL) without a plan in force, by cause."""
    subjects = organization.subjects_of(actor, *KEEPERS)
    counts = _lacking(Q(pk__in=subjects), actor.on, year).aggregate(
        none=Count("pk", filter=Q(has_open=False)),
        drafting=Count("pk", filter=Q(has_open=True, has_sent=False)),
        waiting=Count("pk", filter=Q(has_sent=True)),
    )
    return WithoutPlan(**counts)


def without_plan(actor: Actor, year: int, *, limit: int = 50) -> list[Person]:
    """Those of `without_plan_counts` who have not even begun, by name."""
    subjects = organization.subjects_of(actor, *KEEPERS)
    ids = list(
        _lacking(Q(pk__in=subjects), actor.on, year)
        .filter(has_open=False)
        .order_by("name", "pk")
        .values_list("pk", flat=True)[:limit]
    )
    people = organization.people(ids, actor.on)
    return [people[pk] for pk in ids if pk in people]


def _awaiting(actor: Actor) -> QuerySet[Revision]:
    reports = organization.direct_reports(actor.employee_id or 0, actor.on)
    return Revision.objects.filter(WAITING, plan__owner__in=reports)


def _rows(condition: Q) -> list[PlanRow]:
    open_status = Revision.objects.filter(plan=OuterRef("pk"), status__in=OPEN)
    agreed = Revision.objects.filter(plan=OuterRef("pk"), status=Revision.Status.APPROVED)
    newest = Q(revisions__status__in=[*OPEN, Revision.Status.APPROVED])
    found = (
        Plan.objects.filter(condition)
        .annotate(
            open=open_status.values("status")[:1],
            agreed=agreed.values("number")[:1],
            results=Count("revisions__results__key", filter=newest, distinct=True),
        )
        .order_by("-year")
    )
    return [
        PlanRow(
            plan.pk, plan.year, plan.get_absolute_url(), plan.results, plan.open or "", plan.agreed
        )
        for plan in found
    ]


def _lacking(condition: Q, on: date, year: int) -> QuerySet[Any, Any]:
    """ASN in active service without a plan in force for the year, and what they have of one."""
    revisions = Revision.objects.filter(plan__owner=OuterRef("pk"), plan__year=year)
    active = StandingPeriod.objects.filter(
        in_force(on), employee=OuterRef("pk"), standing=StandingPeriod.Standing.ACTIVE
    )
    answers = ReportingLine.objects.filter(in_force(on), employee=OuterRef("pk"))
    return (
        Employee.objects.filter(condition, Exists(active), Exists(answers))
        .exclude(kind=Employee.Kind.OFFICIAL)
        .annotate(
            has_open=Exists(revisions.filter(status__in=OPEN)),
            has_sent=Exists(revisions.filter(WAITING)),
        )
        .exclude(Exists(revisions.filter(status=Revision.Status.APPROVED)))
        .order_by()
    )
