"""The page of one award, and what the form of a new one needs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from noken.core.actor import Actor, Role
from noken.core.uuid7 import uuid7
from noken.followup import access
from noken.followup.models import Award
from noken.followup.queries import lines
from noken.followup.queries.lines import GradeRow
from noken.followup.queries.words import AWARD_TONES
from noken.followup.rules import flow
from noken.organization import queries as organization
from noken.organization.models import Employee
from noken.organization.queries import Person

KINDS = Award.Kind.choices


@dataclass(frozen=True, slots=True)
class AwardPage:
    award: Award
    person: Person
    proposer: str
    decider: str
    grade: str
    step: int
    says: str
    tone: str
    icon: str
    may_decide: bool
    may_withdraw: bool
    is_own: bool
    role: Role
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class AskPage:
    """What a superior needs to open a plan or to propose an award; `reason` the last final grade.

    `may_open`: it gives a chance to improve.
    """

    person: Person
    address: str
    key: UUID
    reason: GradeRow | None
    may_open: bool
    role: Role
    about: frozenset[int]


def award_page(actor: Actor, award_id: UUID) -> AwardPage:
    """Raises Http404: not there, or not the actor's to see."""
    award = Award.objects.select_related("proposed_by", "decided_by").filter(pk=award_id).first()
    standing = access.sees_award(actor, award) if award else None
    if award is None or standing is None:
        raise Http404
    waits = award.status == Award.Status.PROPOSED
    tone, icon = AWARD_TONES[Award.Status(award.status)]
    return AwardPage(
        award=award,
        person=organization.people([award.employee_id], actor.on)[award.employee_id],
        proposer=award.proposed_by.name,
        decider=award.decided_by.name if award.decided_by else "",
        grade=lines.grade_words().get(award.grade, ""),
        step=lines.step_of(award.grade),
        says=award.get_status_display(),
        tone=tone,
        icon=icon,
        may_decide=waits and standing.decides,
        may_withdraw=waits and award.proposed_by_id == actor.employee_id,
        is_own=standing.is_owner,
        role=standing.role,
        about=frozenset({award.employee_id}),
    )


def ask_page(actor: Actor, employee_id: int, at: datetime) -> AskPage:
    """For the direct superior of the day.

    Raises:
        Http404: everybody else.
    """
    standing = access.standing_to(actor, employee_id)
    if standing is None or not standing.coaches:
        raise Http404
    own = lines.lines_of(actor, [employee_id]).get(employee_id, [])
    newest = lines.newest_final(own)
    rows = lines.rows_of([newest] if newest else [], (), actor.on)
    nip = Employee.objects.values_list("nip", flat=True).get(pk=employee_id)
    return AskPage(
        person=organization.people([employee_id], actor.on)[employee_id],
        address=organization.form_of_address(nip or ""),
        key=uuid7(at),
        reason=rows[0] if rows else None,
        may_open=newest is not None and flow.leads_to_plan(newest.grade, final=True),
        role=Role.SUPERIOR,
        about=frozenset({employee_id}),
    )
