"""Whom a talk concerns and how it is named: what notices need. Nothing of its words."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from noken.coaching.models import Talk
from noken.coaching.queries.agenda import when_of
from noken.organization.models import Employee


@dataclass(frozen=True, slots=True)
class Concerned:
    owner_id: int
    owner: str
    coach: str
    when: str
    url: str


def concerned(talk_ids: Collection[UUID]) -> dict[UUID, Concerned]:
    rows = Talk.objects.filter(pk__in=talk_ids).select_related("employee", "coach")
    return {
        row.pk: Concerned(
            row.employee_id,
            row.employee.name,
            row.coach.name,
            when_of(row, None),
            row.get_absolute_url(),
        )
        for row in rows
    }


def accounts_of(employee_ids: Collection[int]) -> dict[int, int]:
    """The account of each person, for news that reaches one account alone."""
    rows = Employee.objects.filter(pk__in=employee_ids, account__isnull=False)
    return {pk: account for pk, account in rows.values_list("pk", "account_id") if account}
