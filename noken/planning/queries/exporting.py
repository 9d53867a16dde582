"""Which plans leave as a table, and for whom."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.organization import queries as organization
from noken.organization.models import Employee, Posting, Unit
from noken.planning.models import Revision
from noken.planning.queries.agreements import Agreements, whole
from noken.planning.queries.results import results_of
from noken.planning.queries.stages import OPEN
from noken.planning.rules import Content

Status = Revision.Status
OWN, TEAM, UNIT = "saya", "tim", "opd"
KEEPERS = (Role.PERSONNEL, Role.ADMIN_OPD)


@dataclass(frozen=True, slots=True)
class ExportedPlan:
    """One plan in a table. `nip` is "" for who may not see it."""

    employee_id: int
    nip: str
    name: str
    year: int
    content: Content


@dataclass(frozen=True, slots=True)
class Export:
    """What a file will hold; `about` are the people in it, `role` as whom they are read."""

    name: str
    plans: tuple[ExportedPlan, ...]
    role: Role
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class ExportPage:
    """What the reader may take out: the own plan, the team's, those of kept units."""

    years: tuple[int, ...]
    year: int
    has_team: bool
    units: tuple[tuple[int, str], ...]


def export_page(actor: Actor) -> ExportPage:
    keeps = any(actor.has(role) for role in KEEPERS)
    units = organization.agencies(actor) if keeps else []
    year = actor.on.year
    return ExportPage(
        years=(year - 1, year, year + 1),
        year=year,
        has_team=actor.has(Role.SUPERIOR),
        units=tuple((unit.value, unit.label) for unit in units),
    )


def export(actor: Actor, scope: str, year: int, unit_id: int | None = None) -> Export:
    """The plans of a circle as the actor may see them: the own one with its draft, others' once
    they were handed in. People without any are left out.

    Args:
        scope: OWN, TEAM (all who answer to the actor, at any level) or UNIT.
        unit_id: for UNIT; a unit the actor does not keep gives nothing.
    """
    if scope == TEAM and actor.has(Role.SUPERIOR):
        people = Q(pk__in=organization.subjects_of(actor, Role.SUPERIOR))
        return _export(actor, people, year, f"skp-tim-{year}", Role.SUPERIOR)
    role = next((role for role in KEEPERS if actor.has(role)), None)
    if scope == UNIT and role and (posted := _posted_in(actor, unit_id)) is not None:
        people = Q(pk__in=organization.subjects_of(actor, role)) & posted
        return _export(actor, people, year, f"skp-unit-{unit_id}-{year}", role)
    return _export(actor, Q(pk=actor.employee_id), year, f"skp-saya-{year}", Role.SELF)


def visible_contents(actor: Actor, owners: Collection[int], year: int) -> dict[int, Content]:
    """Plans as the actor may see them: the own one with its draft; of others what was handed in or
    agreed. What leaders expect of behaviour and annexes are left out.
    """
    revisions = Revision.objects.filter(
        plan__owner__in=list(owners), plan__year=year, status__in=[*OPEN, Status.APPROVED]
    )
    wanted = {
        each.plan.owner_id: each
        for each in revisions.select_related("plan").order_by("number")
        if each.plan.owner_id == actor.employee_id
        or each.status in (Status.SUBMITTED, Status.APPROVED)
    }
    rows = results_of([each.pk for each in wanted.values()])
    nothing = Agreements((), {})
    return {
        owner_id: whole(each, rows.get(each.pk, ()), nothing) for owner_id, each in wanted.items()
    }


def _export(actor: Actor, people: Q, year: int, name: str, role: Role) -> Export:
    found = Employee.objects.filter(people).order_by("name", "pk")
    persons = {pk: (who, nip or "") for pk, who, nip in found.values_list("pk", "name", "nip")}
    contents = visible_contents(actor, list(persons), year)
    shows_nip = role is not Role.SUPERIOR
    plans = tuple(
        ExportedPlan(pk, nip if shows_nip else "", who, year, contents[pk])
        for pk, (who, nip) in persons.items()
        if pk in contents
    )
    return Export(name, plans, role, frozenset(plan.employee_id for plan in plans))


def _posted_in(actor: Actor, unit_id: int | None) -> Q | None:
    """People posted in a unit or below it today; None when there is no such unit."""
    unit = Unit.objects.filter(pk=unit_id or 0).first()
    if unit is None:
        return None
    posted = Posting.objects.filter(
        in_force(actor.on), unit__path__startswith=unit.path, kind=Posting.Kind.DEFINITIVE
    )
    return Q(pk__in=posted.values("employee_id"))
