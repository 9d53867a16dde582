"""Handing a plan to the superior, and taking it back."""

from datetime import datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization import queries as organization
from noken.organization.models import ReportingLine
from noken.planning import rules
from noken.planning.events import PlanSubmitted, PlanWithdrawn
from noken.planning.models import Revision, Step
from noken.planning.queries.agreements import content_in
from noken.planning.services._records import BASIS, add_step, lock_own, newest_revision


@transaction.atomic
def submit_plan(plan_id: int, *, by: Actor, at: datetime) -> Revision:
    """Hand one's draft to the direct superior of the day.

    Raises:
        Refused: `plan.not_yours`, `plan.not_draft`, `plan.no_superior`, `plan.incomplete`.
    Emits: PlanSubmitted.
    """
    plan = lock_own(plan_id, by)
    revision = newest_revision(plan)
    if reason := rules.why_not_changeable(revision.status):
        raise Refused(reason, code="plan.not_draft")
    superior_id = _superior(plan.owner_id, at)
    if reason := rules.why_not_submittable(content_in(revision)):
        raise Refused(reason, code="plan.incomplete", basis=BASIS)

    revision.status, revision.submitted_at = Revision.Status.SUBMITTED, at
    revision.note = ""
    revision.save(update_fields=["status", "submitted_at", "note"])
    step = add_step(revision, Step.Kind.SUBMITTED, by=by, at=at)
    events.emit(
        PlanSubmitted(
            by=by,
            at=at,
            subject_id=plan.owner_id,
            plan_id=plan.pk,
            revision_id=revision.pk,
            superior_id=superior_id,
            step_id=step.pk,
        )
    )
    return revision


@transaction.atomic
def withdraw_submission(plan_id: int, *, by: Actor, at: datetime) -> Revision:
    """Take one's plan back before the superior decides; it is a draft again.

    Raises:
        Refused: `plan.not_yours`, `plan.not_waiting`.
    Emits: PlanWithdrawn.
    """
    plan = lock_own(plan_id, by)
    revision = newest_revision(plan)
    if reason := rules.why_not_withdrawable(revision.status):
        raise Refused(reason, code="plan.not_waiting")

    revision.status, revision.submitted_at = Revision.Status.DRAFT, None
    revision.save(update_fields=["status", "submitted_at"])
    undone = revision.steps.filter(kind=Step.Kind.SUBMITTED).order_by("pk").last()
    add_step(revision, Step.Kind.WITHDRAWN, by=by, at=at)
    events.emit(
        PlanWithdrawn(
            by=by,
            at=at,
            subject_id=plan.owner_id,
            plan_id=plan.pk,
            revision_id=revision.pk,
            undone_id=undone.pk if undone else None,
        )
    )
    return revision


def _superior(owner_id: int, at: datetime) -> int:
    superior = organization.superior_of(owner_id, clock.day_of(at))
    if superior.person is not None:
        return superior.person.id
    if superior.basis == ReportingLine.Basis.TOP:
        message = "Anda memimpin instansi, jadi tidak ada atasan yang menyetujui SKP ini di noken."
    else:
        message = (
            "Atasan Anda belum tercatat, jadi SKP ini belum dapat diajukan. Isian Anda tersimpan. "
            "Minta admin kepegawaian OPD melengkapi data atasan Anda."
        )
    raise Refused(message, code="plan.no_superior", basis="PP 30/2019 Pasal 1 angka 8")
