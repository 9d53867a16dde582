"""Who may know of a finding, who decides on it, who hands it over. A test holds filter and
single answer together.

The person, the chain of superiors of the day, BKPSDM; the Inspektorat after saying why. Not the
superior of before, not colleagues, not who keeps an OPD's personnel.
"""

from typing import Any

from django.db.models import Q, QuerySet

from noken.core.actor import Actor, Role
from noken.organization import queries as organization

SEERS = (Role.SELF, Role.SUPERIOR, Role.PERSONNEL, Role.INSPECTORATE)


def relation_to(actor: Actor, employee_id: int) -> Role | None:
    """In which relation the actor sees findings about a person today; None: not at all.

    INSPECTORATE still has to say why (`audit.stated_reason`).
    """
    if actor.employee_id is None:
        return None
    return organization.relation_of(actor, employee_id, *SEERS)


def visible_to(actor: Actor) -> Q:
    """`relation_to` as a filter on findings."""
    if actor.employee_id is None:
        return Q(pk__in=[])
    return Q(employee_id__in=organization.subjects_of(actor, *SEERS))


def decides(actor: Actor, employee_id: int) -> bool:
    """The direct superior of the day, acting ones included; nobody about themselves."""
    me = actor.employee_id
    if me is None or me == employee_id:
        return False
    return organization.superiors([employee_id], actor.on).get(employee_id) == me


def decided_by(actor: Actor) -> QuerySet[Any, Any]:
    """`decides` as ids of people, for `…__in`."""
    return organization.direct_reports(actor.employee_id or 0, actor.on).exclude(
        employee_id=actor.employee_id or 0
    )


def hands_over(actor: Actor, employee_id: int) -> bool:
    """Who may put on record that the paper was handed over: who decides, and BKPSDM."""
    if actor.employee_id == employee_id:
        return False
    return actor.has(Role.PERSONNEL) or decides(actor, employee_id)
