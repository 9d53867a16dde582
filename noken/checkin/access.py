"""Who may keep an office, enter and verify presences, answer checks, and look at patterns."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q

from noken.checkin.models import ManualEntry
from noken.core.actor import Actor, Role
from noken.organization import queries as organization

KEEPERS = (Role.PERSONNEL, Role.ADMIN_OPD)
EXAMINERS = (Role.INSPECTORATE, Role.PERSONNEL)
ENTERERS = (Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)
"""Who writes a presence by hand for somebody else, and who may verify what another one wrote."""


def can_keep_unit(actor: Actor, unit_id: int) -> bool:
    """Offices and screens of a unit: BKPSDM everywhere, an OPD's admin in the own units."""
    if actor.roles & {Role.PERSONNEL, Role.SYSTEM}:
        return True
    return actor.has(Role.ADMIN_OPD) and unit_id in actor.unit_ids


def kept_units(actor: Actor) -> Q:
    """The same as a filter on rows with a `site`."""
    if actor.roles & {Role.PERSONNEL, Role.SYSTEM}:
        return Q()
    if actor.has(Role.ADMIN_OPD):
        return Q(site__unit_id__in=actor.unit_ids)
    return Q(pk__in=[])


def relation_for_entry(actor: Actor, person_id: int) -> Role | None:
    """In which relation the actor may write or verify a presence of somebody else."""
    return organization.relation_of(actor, person_id, *ENTERERS)


def enterable(actor: Actor, person_ids: Iterable[int]) -> set[int]:
    """Of these people, those for whom the actor may enter and verify; one query."""
    found = organization.subjects_of(actor, *ENTERERS).filter(pk__in=set(person_ids))
    return set(found.values_list("pk", flat=True))


def cared_for(actor: Actor) -> Any:
    """Everybody for whom the actor may enter and verify, as ids for `…__in`."""
    return organization.subjects_of(actor, *ENTERERS)


def can_withdraw(actor: Actor, entry: ManualEntry) -> bool:
    """Who may verify a presence may also say later that it was not true; never the person."""
    if actor.employee_id is None or actor.employee_id == entry.employee_id:
        return False
    return bool(enterable(actor, [entry.employee_id]))


def kept_people(actor: Actor) -> Any:
    """Everybody whose phones the actor decides on, as ids for `…__in`."""
    return organization.subjects_of(actor, *KEEPERS)


def answerable(actor: Actor, person_ids: Collection[int]) -> set[int]:
    """Of these people, those whose direct superior the actor is today."""
    if actor.employee_id is None:
        return set()
    superiors = organization.superiors(person_ids, actor.on)
    return {pk for pk, superior in superiors.items() if superior == actor.employee_id}


def decides_on_phones_of(actor: Actor, person_id: int) -> bool:
    """The personnel office of the person, never the person."""
    if actor.employee_id == person_id:
        return False
    return organization.relation_of(actor, person_id, *KEEPERS) is not None
