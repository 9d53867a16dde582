"""Which plans of a year somebody may have printed together."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.organization import queries as organization
from noken.organization.models import Posting, Unit
from noken.planning.models import Plan, Revision
from noken.planning.queries.lists import KEEPERS


def plan_years() -> list[int]:
    """The years in which anybody has a plan, the newest first."""
    return list(Plan.objects.order_by("-year").values_list("year", flat=True).distinct())


def plans_to_print(
    actor: Actor, year: int, unit_id: int | None, *, agreed: bool = True
) -> QuerySet[Plan]:
    """The plans of a year that are agreed, or those that are not, in order of names.

    With a unit those of people in it and below whose files the actor keeps, without one those of
    whom the actor leads. Of themselves people print on the page of the plan.
    """
    roles = (Role.SUPERIOR,) if unit_id is None else KEEPERS
    has_agreed = Exists(
        Revision.objects.filter(plan=OuterRef("pk"), status=Revision.Status.APPROVED)
    )
    rows = Plan.objects.filter(year=year, owner__in=organization.subjects_of(actor, *roles))
    if unit_id is not None:
        rows = rows.filter(owner__in=_people_in(unit_id, min(actor.on, date(year, 12, 31))))
    rows = rows.filter(has_agreed if agreed else ~has_agreed).exclude(owner=actor.employee_id or 0)
    return rows.select_related("owner").order_by("owner__name", "owner_id")


def _people_in(unit_id: int, on: date) -> QuerySet[Posting, int]:
    path = Unit.objects.values_list("path", flat=True).get(pk=unit_id)
    return Posting.objects.filter(
        in_force(on),
        Q(unit=unit_id) | Q(unit__path__startswith=f"{path.rstrip('/')}/"),
        kind=Posting.Kind.DEFINITIVE,
    ).values_list("employee_id", flat=True)
