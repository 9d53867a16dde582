"""Whom a request or a letter concerns and how it is named: what notices need."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from noken.core.actor import Role
from noken.core.periods import in_force
from noken.leave.models import Letter, Request
from noken.leave.queries.words import when_of
from noken.organization.models import RoleGrant


@dataclass(frozen=True, slots=True)
class Concerned:
    """The people of a request, and its days in words; 0 where there is nobody."""

    owner_id: int
    owner: str
    stand_in_id: int
    advised_by_id: int
    decided_by_id: int
    recorded_by_id: int
    when: str
    url: str


def concerned(request_ids: Collection[UUID]) -> dict[UUID, Concerned]:
    rows = Request.objects.filter(pk__in=request_ids).select_related("employee")
    return {
        row.pk: Concerned(
            row.employee_id,
            row.employee.name,
            row.stand_in_id or 0,
            row.advised_by_id or 0,
            row.decided_by_id or 0,
            row.recorded_by_id or 0,
            when_of(row.start_on, row.end_on, row.portion),
            row.get_absolute_url(),
        )
        for row in rows
    }


def letter_words(letter_ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """What a letter orders, in words, and its page."""
    rows = Letter.objects.filter(pk__in=letter_ids)
    return {
        row.pk: (
            f"{row.purpose}, {row.place}, {when_of(row.start_on, row.end_on, row.portion)}",
            row.get_absolute_url(),
        )
        for row in rows
    }


def personnel_ids(on: date) -> list[int]:
    """The people of BKPSDM, who decide where no official is found."""
    grants = RoleGrant.objects.filter(in_force(on), role=Role.PERSONNEL)
    return sorted(set(grants.values_list("employee_id", flat=True)))
