"""Who has to hear of a case: what notices and live news need."""

from collections.abc import Collection
from datetime import date

from django.urls import reverse

from noken.core.actor import Role
from noken.core.periods import in_force
from noken.organization.models import Employee, RoleGrant


def url_of_case(number: str) -> str:
    return reverse("discipline:case", args=[number])


def personnel_ids(on: date) -> list[int]:
    """The people of BKPSDM, who keep the cases."""
    grants = RoleGrant.objects.filter(in_force(on), role=Role.PERSONNEL)
    return sorted(set(grants.values_list("employee_id", flat=True)))


def accounts_of(employee_ids: Collection[int]) -> dict[int, int]:
    """The account of each person, for news that reaches one account alone."""
    rows = Employee.objects.filter(pk__in=employee_ids, account__isnull=False)
    return {pk: account for pk, account in rows.values_list("pk", "account_id") if account}
