"""Whom a plan or an award concerns and how it is named: what notices need."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from noken.core.actor import Role
from noken.core.periods import in_force
from noken.followup.models import Award, Improvement
from noken.followup.rules import flow
from noken.organization.models import Employee, RoleGrant

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Concerned:
    owner_id: int
    owner: str
    url: str
    kind: str = ""


def concerned(
    improvement_ids: Collection[UUID] = (), award_ids: Collection[UUID] = ()
) -> dict[UUID, Concerned]:
    plans = Improvement.objects.filter(pk__in=improvement_ids).select_related("employee")
    awards = Award.objects.filter(pk__in=award_ids).select_related("employee")
    found = {
        row.pk: Concerned(row.employee_id, row.employee.name, row.get_absolute_url())
        for row in plans
    }
    return found | {
        row.pk: Concerned(
            row.employee_id, row.employee.name, row.get_absolute_url(), row.get_kind_display()
        )
        for row in awards
    }


def gives_chance(grade: str) -> bool:
    """Whether a final grade gives a chance to improve."""
    return flow.leads_to_plan(grade, final=True)


def open_plans_of(by_sheet: Mapping[int, E]) -> list[tuple[Concerned, E]]:
    """Open plans whose reason is one of these sheets, each with what was given for its sheet."""
    rows = Improvement.objects.filter(sheet_id__in=list(by_sheet), status__in=flow.OPEN)
    return [
        (
            Concerned(row.employee_id, row.employee.name, row.get_absolute_url()),
            by_sheet[row.sheet_id],
        )
        for row in rows.select_related("employee")
    ]


def names_of(employee_ids: Collection[int]) -> dict[int, str]:
    return dict(Employee.objects.filter(pk__in=employee_ids).values_list("pk", "name"))


def personnel_ids(on: date) -> list[int]:
    """The people of BKPSDM, who decide on awards."""
    grants = RoleGrant.objects.filter(in_force(on), role=Role.PERSONNEL)
    return sorted(set(grants.values_list("employee_id", flat=True)))
