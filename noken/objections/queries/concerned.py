"""Whom an objection concerns and how it is named: what notices and live news need."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from noken.core.actor import Role
from noken.core.periods import in_force
from noken.evaluation import queries as evaluation
from noken.objections.models import Objection
from noken.organization.models import Employee, RoleGrant


@dataclass(frozen=True, slots=True)
class Concerned:
    """The people of an objection; `taken_by_id` 0: nobody yet. `rated_ids` are all who rated, also
    before a change."""

    owner_id: int
    owner: str
    rater_id: int
    taken_by_id: int
    rated_ids: frozenset[int]
    period: str
    url: str


def concerned(objection_ids: Collection[UUID]) -> dict[UUID, Concerned]:
    rows = Objection.objects.filter(pk__in=objection_ids).select_related("employee")
    rated = evaluation.who_rated({row.sheet_id for row in rows})
    return {
        row.pk: Concerned(
            row.employee_id,
            row.employee.name,
            row.rater_id,
            row.taken_by_id or 0,
            rated[row.sheet_id],
            row.period,
            row.get_absolute_url(),
        )
        for row in rows
    }


def personnel_ids(on: date) -> list[int]:
    """The people of BKPSDM, who name somebody where nobody is found."""
    grants = RoleGrant.objects.filter(in_force(on), role=Role.PERSONNEL)
    return sorted(set(grants.values_list("employee_id", flat=True)))


def accounts_of(employee_ids: Collection[int]) -> dict[int, int]:
    """The account of each person, for news that reaches one account alone."""
    rows = Employee.objects.filter(pk__in=employee_ids, account__isnull=False)
    return {pk: account for pk, account in rows.values_list("pk", "account_id") if account}
