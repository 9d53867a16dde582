"""Who may see, decide and comment on work. A test holds the filter and the single answer together.

Reports are seen by their author and the chain of superiors. A decision belongs to the direct
superior of today, acting officers included; beyond the second limit (Escalation) also to who leads
that one. Colleagues of the same unit may give feedback.
"""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.organization import queries as organization
from noken.organization.models import Posting, ReportingLine
from noken.work.models import Escalation, Report

SEERS = (Role.SELF, Role.SUPERIOR)


def visible_to(actor: Actor) -> Q:
    """Reports of the actor and of everybody below."""
    if actor.employee_id is None:
        return Q(pk__in=[])
    own = Q(author_id=actor.employee_id)
    if not actor.has(Role.SUPERIOR):
        return own
    return own | Q(author_id__in=organization.subjects_of(actor, Role.SUPERIOR))


def can_see(actor: Actor, report: Report) -> Role | None:
    """In which relation the actor may see a report; None if not at all."""
    return can_see_work_of(actor, report.author_id)


def can_see_work_of(actor: Actor, person_id: int) -> Role | None:
    return organization.relation_of(actor, person_id, *SEERS)


def reviewable_by(actor: Actor, author_ids: Collection[int]) -> set[int]:
    """Of these authors, those whose direct superior the actor is today."""
    if actor.employee_id is None:
        return set()
    superiors = organization.superiors(author_ids, actor.on)
    return {pk for pk, superior in superiors.items() if superior == actor.employee_id}


def can_review(actor: Actor, author_id: int) -> bool:
    return author_id in reviewable_by(actor, [author_id])


def escalated_to(actor: Actor) -> Q:
    """Reports that the author's superior of today left too long, where the actor leads that one."""
    leads = ReportingLine.objects.filter(
        in_force(actor.on), employee=OuterRef("report__author"), superior=OuterRef("superior")
    )
    below = organization.direct_reports(actor.employee_id or 0, actor.on)
    rows = Escalation.objects.filter(Exists(leads), superior__in=below)
    return Q(pk__in=rows.values("report"))


def may_decide(actor: Actor, report: Report) -> bool:
    """The direct superior of today; who leads that one, once it has waited too long."""
    if can_review(actor, report.author_id):
        return True
    return Report.objects.filter(escalated_to(actor), pk=report.pk).exists()


def can_feedback(actor: Actor, person_id: int) -> bool:
    """The chain of superiors, and colleagues posted in the same unit; nobody to themselves."""
    if actor.employee_id is None or actor.employee_id == person_id:
        return False
    above = organization.relation_of(actor, person_id, Role.SUPERIOR)
    return above is not None or _share_a_unit(actor.employee_id, person_id, actor.on)


def _share_a_unit(one: int, other: int, on: date) -> bool:
    posted = Posting.objects.filter(in_force(on), kind=Posting.Kind.DEFINITIVE)
    units = posted.filter(employee_id=one).values("unit_id")
    return posted.filter(employee_id=other, unit_id__in=units).exists()
