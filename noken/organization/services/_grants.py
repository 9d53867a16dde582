"""Keeping roles and ending them: the same by one hand or two, for who moves and for who leaves."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization.events import RoleChanged
from noken.organization.models import RoleGrant
from noken.organization.services._records import constraints_refuse

_ENDING = ["end_on", "ended_by", "ended_at"]


@dataclass(frozen=True, slots=True)
class Grant:
    """`unit_id` None: the whole instansi. `end_on` is the first day after. `letter`: its number."""

    employee_id: int
    role: str
    unit_id: int | None
    start_on: date
    end_on: date | None = None
    reason: str = ""
    letter: str = ""


def keep_grant(row: RoleGrant, grant: Grant, by: Actor, at: datetime) -> RoleGrant:
    """Store what was granted, and tell. `row` says whose hands gave it."""
    check_order(grant)
    row.employee_id, row.role, row.unit_id = grant.employee_id, grant.role, grant.unit_id
    row.start_on, row.end_on = grant.start_on, grant.end_on
    row.reason, row.letter = grant.reason.strip(), grant.letter.strip()
    with constraints_refuse():
        row.save()
    events.emit(changed("GRANTED", row, by, at, row.reason))
    return row


def check_order(grant: Grant) -> None:
    if grant.end_on is not None and grant.end_on <= grant.start_on:
        raise Refused("Tanggal selesai harus setelah tanggal mulai.", code="dates.order")


def end_grants(
    rows: QuerySet[RoleGrant], on: date, *, by: Actor, at: datetime, reason: str = ""
) -> list[RoleChanged]:
    """End those that would still hold on a day or after it; what is to be told. They stay in the
    register, also those that had not begun."""
    running = list(rows.select_for_update(of=("self",)).filter(Q(end_on=None) | Q(end_on__gt=on)))
    for grant in running:
        grant.end_on = max(on, grant.start_on)
        grant.ended_by_id, grant.ended_at = by.employee_id, at
    RoleGrant.objects.bulk_update(running, _ENDING)
    return [changed("ENDED", grant, by, at, reason) for grant in running]


def changed(change: str, grant: RoleGrant, by: Actor, at: datetime, reason: str) -> RoleChanged:
    return RoleChanged(
        by=by,
        at=at,
        subject_id=grant.employee_id,
        grant_id=grant.pk,
        role=grant.role,
        change=change,
        at_console=grant.at_console,
        why=reason or grant.reason,
    )
