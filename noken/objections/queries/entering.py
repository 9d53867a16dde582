"""Keberatan di kertas: who may record one that came as a letter, and the page for it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.uuid7 import uuid7
from noken.evaluation.queries import who_rated
from noken.objections import access
from noken.objections.queries.graded import Graded, find_graded
from noken.objections.queries.windows import window_on
from noken.objections.rules.clock import Window
from noken.organization import queries as organization


@dataclass(frozen=True, slots=True)
class EntryPage:
    """What stands beside the form. Whether there is an objection already it does not say.

    `window` None: the person has not received the result, so that is recorded first.
    """

    graded: Graded
    person: organization.Person
    window: Window | None
    key: UUID
    draft: str
    on: date
    role: Role
    about: frozenset[int]


def entry_page(actor: Actor, sheet_id: int, at: datetime) -> EntryPage:
    """Raises Http404: no published grade, or the actor is not who records its objection."""
    found = find_graded(sheet_id)
    role = role_to_enter(actor, found) if found else None
    if found is None or role is None:
        raise Http404
    today = clock.day_of(at)
    return EntryPage(
        graded=found,
        person=organization.people([found.employee_id], today)[found.employee_id],
        window=window_on(found.received_on, today) if found.received_on else None,
        key=uuid7(at),
        draft=f"surat-{sheet_id}",
        on=today,
        role=role,
        about=frozenset({found.employee_id}),
    )


def role_to_enter(actor: Actor, found: Graded) -> Role | None:
    """As `access.may_enter`, of a grade."""
    if not any(actor.has(role) for role in access.KEEPERS):
        return None
    raters = who_rated([found.sheet_id])[found.sheet_id]
    return access.may_enter(actor, found.employee_id, {*raters, found.rates_today})
