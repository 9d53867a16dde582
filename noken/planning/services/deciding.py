"""The superior's answer to a plan."""

from datetime import datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.planning import access, rules
from noken.planning.events import PlanApproved, PlanReopened, PlanReturned
from noken.planning.models import Plan, Revision, Step
from noken.planning.services._records import add_step, lock_plan, newest_revision

Status = Revision.Status
DECISIONS = {Step.Kind.APPROVED, Step.Kind.RETURNED}


@transaction.atomic
def return_plan(plan_id: int, note: str, *, by: Actor, at: datetime) -> Revision:
    """Give a submitted plan back to its owner with a note that says what to change.

    Raises:
        Refused: `plan.not_direct_superior`, `plan.not_waiting`, `plan.note_missing`.
    Emits: PlanReturned.
    """
    plan = lock_plan(plan_id)
    revision = _waiting(plan, by)
    note = note.strip()
    if not note:
        raise Refused(
            "Tuliskan apa yang perlu diubah, supaya pegawai tahu langkah berikutnya.",
            code="plan.note_missing",
        )

    _decide(revision, Status.RETURNED, note, by=by, at=at)
    step = add_step(revision, Step.Kind.RETURNED, by=by, at=at, note=note)
    events.emit(
        PlanReturned(
            by=by,
            at=at,
            subject_id=plan.owner_id,
            plan_id=plan.pk,
            revision_id=revision.pk,
            note=note,
            step_id=step.pk,
        )
    )
    return revision


@transaction.atomic
def approve_plan(plan_id: int, *, by: Actor, at: datetime) -> Revision:
    """Agree to a submitted plan: it is in force, and the revision before it is superseded.

    Raises:
        Refused: `plan.not_direct_superior`, `plan.not_waiting`.
    Emits: PlanApproved.
    """
    plan = lock_plan(plan_id)
    revision = _waiting(plan, by)

    plan.revisions.filter(status=Status.APPROVED).update(status=Status.SUPERSEDED)
    _decide(revision, Status.APPROVED, "", by=by, at=at)
    step = add_step(revision, Step.Kind.APPROVED, by=by, at=at)
    events.emit(
        PlanApproved(
            by=by,
            at=at,
            subject_id=plan.owner_id,
            plan_id=plan.pk,
            revision_id=revision.pk,
            step_id=step.pk,
        )
    )
    return revision


@transaction.atomic
def reopen_plan(plan_id: int, *, by: Actor, at: datetime) -> Revision:
    """Urungkan of the last decision by whoever made it: the plan waits again, as it was handed in.

    What was in force before is in force again.

    Raises:
        Refused: `plan.not_your_decision`, `plan.too_late_to_undo`, `plan.gone_on`.
    Emits: PlanReopened.
    """
    plan = lock_plan(plan_id)
    acts = Step.objects.filter(revision__plan=plan).exclude(kind=Step.Kind.CLARIFIED)
    step = acts.order_by("at", "pk").last()
    if step is None or step.kind not in DECISIONS or step.by_id != by.employee_id:
        raise Refused(
            "Tidak ada keputusan Anda yang dapat diurungkan pada SKP ini.",
            code="plan.not_your_decision",
        )
    if reason := rules.why_not_undone(step.at, at):
        raise Refused(reason, code="plan.too_late_to_undo")
    revision = step.revision
    if revision.saved_at is not None and revision.saved_at >= step.at:
        raise Refused(
            "Pemiliknya sudah mulai memperbaiki SKP ini, jadi keputusan Anda tetap.",
            code="plan.gone_on",
        )

    before = plan.revisions.filter(status=Status.SUPERSEDED, number__lt=revision.number)
    _decide(revision, Status.SUBMITTED, "", by=None, at=None)
    if step.kind == Step.Kind.APPROVED and (last := before.order_by("-number").first()):
        last.status = Status.APPROVED
        last.save(update_fields=["status"])
    add_step(revision, Step.Kind.REOPENED, by=by, at=at)
    events.emit(
        PlanReopened(
            by=by,
            at=at,
            subject_id=plan.owner_id,
            plan_id=plan.pk,
            revision_id=revision.pk,
            undone_id=step.pk,
            undone=step.kind,
            undone_at=step.at,
        )
    )
    return revision


def _waiting(plan: Plan, by: Actor) -> Revision:
    """The revision that waits for this actor; call under the plan's lock."""
    if not access.can_decide(by, plan.owner_id):
        raise Refused(
            "Hanya atasan langsung hari ini yang memutuskan SKP ini. Jika Anda baru ditunjuk, "
            "minta admin OPD memperbarui jabatan Anda.",
            code="plan.not_direct_superior",
            basis="PP 30/2019 Pasal 1 angka 8",
        )
    revision = newest_revision(plan)
    if reason := rules.why_not_decidable(revision.status):
        raise Refused(reason, code="plan.not_waiting")
    return revision


def _decide(
    revision: Revision,
    status: Revision.Status,
    note: str,
    *,
    by: Actor | None,
    at: datetime | None,
) -> None:
    revision.status, revision.note = status, note
    revision.decided_at, revision.decided_by_id = at, by.employee_id if by else None
    revision.save(update_fields=["status", "note", "decided_at", "decided_by"])
