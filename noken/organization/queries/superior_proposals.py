"""Superiors whom another agency asks for: what waits for a word, and what waits for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from noken.core.actor import Actor, Role
from noken.core.tally import Tally
from noken.organization.access import proposals_for
from noken.organization.models import SuperiorProposal

_TALLY = """
    select 'superior_asks', count(*) from organization_superiorproposal p
    where p.outcome = '' and %s::bigint not in (p.superior_id, p.proposed_by_id, p.employee_id)
      and exists (select from organization_posting g
                  where g.employee_id = p.superior_id and g.kind = 'DEFINITIVE'
                    and g.unit_id = any(%s::bigint[]) and g.start_on <= %s::date
                    and (g.end_on is null or g.end_on > %s::date))
"""


@dataclass(frozen=True, slots=True)
class ProposalView:
    """`unit` is the person's, `by` who proposed it; `last_on` None: until further notice."""

    id: int
    employee: str
    superior: str
    unit: str
    by: str
    reason: str
    start_on: date
    last_on: date | None
    proposed_at: datetime


@dataclass(frozen=True, slots=True)
class ProposalsPage:
    rows: Sequence[ProposalView]
    role: Role
    about: frozenset[int]

    @property
    def url(self) -> str:
        return reverse("organization:proposals")


def proposals_page(actor: Actor) -> ProposalsPage:
    """What waits for the actor's word, the oldest first."""
    found = list(_with_names(proposals_for(actor)))
    about = frozenset(each.employee_id for each in found)
    return ProposalsPage([_view(each) for each in found], actor.role, about)


def proposal_of(employee_id: int) -> ProposalView | None:
    """What waits for another agency to lend a person a superior."""
    waiting = SuperiorProposal.objects.filter(employee=employee_id, outcome="")
    found = _with_names(waiting).first()
    return _view(found) if found else None


def asks_tally(actor: Actor) -> Tally:
    """How many wait for the actor's word, as `proposals_for` has them."""
    if not actor.has(Role.ADMIN_OPD):
        return Tally("select 'superior_asks', 0::bigint", [])
    return Tally(_TALLY, [actor.employee_id, sorted(actor.unit_ids), actor.on, actor.on])


def _with_names(rows: QuerySet[SuperiorProposal]) -> QuerySet[SuperiorProposal]:
    return rows.select_related("employee", "superior", "unit", "proposed_by").order_by(
        "proposed_at", "pk"
    )


def _view(row: SuperiorProposal) -> ProposalView:
    return ProposalView(
        row.pk,
        row.employee.name,
        row.superior.name,
        row.unit.name,
        row.proposed_by.name,
        row.reason,
        row.start_on,
        row.end_on - timedelta(1) if row.end_on else None,
        row.proposed_at,
    )
