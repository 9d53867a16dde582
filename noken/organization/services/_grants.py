"""Ending roles: the same for one that somebody ends, for who moves and for who leaves."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from noken.core.actor import Actor
from noken.organization.events import RoleChanged
from noken.organization.models import RoleGrant

_ENDING = ["end_on", "ended_by", "ended_at"]


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
