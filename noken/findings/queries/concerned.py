"""Whom a finding concerns and how it is named: what notices and live news need."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from noken.core.actor import Role
from noken.core.periods import in_force
from noken.findings.models import CardVersion, Finding
from noken.findings.queries.page_words import card_title
from noken.organization import queries as organization
from noken.organization.models import RoleGrant


@dataclass(frozen=True, slots=True)
class Concerned:
    """`decider_id` 0: nobody is above the person today. `account_id` 0: no account."""

    owner_id: int
    owner: str
    account_id: int
    decider_id: int
    code: str
    title: str
    url: str


def concerned(finding_ids: Collection[int], on: date) -> dict[int, Concerned]:
    """Three statements, however many findings."""
    rows = list(Finding.objects.filter(pk__in=finding_ids).select_related("employee"))
    deciders = organization.superiors({row.employee_id for row in rows}, on)
    return {
        row.pk: Concerned(
            owner_id=row.employee_id,
            owner=row.employee.name,
            account_id=row.employee.account_id or 0,
            decider_id=deciders.get(row.employee_id) or 0,
            code=row.code,
            title=card_title(row.code),
            url=row.get_absolute_url(),
        )
        for row in rows
    }


def card_keepers(code: str, on: date) -> list[int]:
    """Who must act when a card stopped itself: BKPSDM and whoever proposed it; the Inspektorat
    hears of it too."""
    roles = RoleGrant.objects.filter(
        in_force(on), role__in=[Role.PERSONNEL, Role.INSPECTORATE]
    ).values_list("employee_id", flat=True)
    proposers = CardVersion.objects.filter(code=code, proposed_by__isnull=False)
    return sorted({*roles, *proposers.values_list("proposed_by_id", flat=True)})
