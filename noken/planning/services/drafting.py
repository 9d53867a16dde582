"""Beginning a plan or a change of one, and writing its draft."""

from collections.abc import Collection
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.organization import queries as organization
from noken.organization.models import Employee
from noken.planning import access, rules
from noken.planning.events import PlanDraftSaved, PlanStarted, RevisionDiscarded, RevisionStarted
from noken.planning.models import Indicator, Plan, PlannedResult, Revision, Step
from noken.planning.queries.agreements import content_in
from noken.planning.rules import Content
from noken.planning.services._records import (
    BASIS,
    add_step,
    links_for,
    lock_own,
    newest_revision,
    open_revision,
    parents_for,
    write_content,
)

Status = Revision.Status


@transaction.atomic
def start_plan(owner_id: int, year: int, *, by: Actor, at: datetime) -> Plan:
    """Begin one's own plan for this year or the next, as an empty draft in the lay-out of the post.

    Raises:
        Refused: `plan.not_yours`, `plan.not_employee`, `plan.not_startable`.
    Emits: PlanStarted.
    """
    if not access.can_edit(by, owner_id):
        raise Refused("SKP disusun oleh pemiliknya sendiri.", code="plan.not_yours")
    owner = organization.find_person(owner_id, clock.day_of(at))
    if owner is None or owner.kind == Employee.Kind.OFFICIAL:
        raise Refused(
            "SKP disusun oleh pegawai ASN. Pejabat negara tidak menyusun SKP.",
            code="plan.not_employee",
            basis=BASIS,
        )
    this_year = clock.day_of(at).year
    _check_startable(rules.why_not_startable(year, today_year=this_year, exists=False))
    plan, new = Plan.objects.get_or_create(owner_id=owner_id, year=year)
    _check_startable(rules.why_not_startable(year, today_year=this_year, exists=not new))
    revision = Revision.objects.create(
        plan=plan,
        number=1,
        status=Status.DRAFT,
        form=_usual_form(owner_id, clock.day_of(at)),
        started_at=at,
    )
    add_step(revision, Step.Kind.STARTED, by=by, at=at)
    _tell(PlanStarted, plan, revision, by=by, at=at)
    return plan


@transaction.atomic
def start_revision(plan_id: int, reason: str, *, by: Actor, at: datetime) -> Revision:
    """Begin a change of one's plan in force, as a copy of it; the plan goes on meanwhile.

    Raises:
        Refused: `plan.not_yours`, `plan.open_already`, `plan.nothing_in_force`,
            `plan.no_reason`.
    Emits: RevisionStarted.
    """
    plan = lock_own(plan_id, by)
    if open_revision(plan) is not None:
        raise Refused(
            "Perubahan SKP ini sudah dimulai. Lanjutkan yang ada.", code="plan.open_already"
        )
    agreed = plan.revisions.filter(status=Status.APPROVED).first()
    if agreed is None:
        raise Refused("Belum ada SKP yang disepakati untuk diubah.", code="plan.nothing_in_force")
    reason = " ".join(reason.split())
    if not reason:
        raise Refused(
            "Tuliskan alasan perubahan, misalnya tugas baru dari atasan.",
            code="plan.no_reason",
            basis=BASIS,
        )
    revision = Revision.objects.create(
        plan=plan,
        number=plan.revisions.latest("number").number + 1,
        status=Status.DRAFT,
        reason=reason,
        started_at=at,
    )
    content = content_in(agreed)
    write_content(revision, content, links_for(parents_for(plan, by), agreed))
    add_step(revision, Step.Kind.STARTED, by=by, at=at, note=reason)
    events.emit(
        RevisionStarted(
            by=by,
            at=at,
            subject_id=plan.owner_id,
            plan_id=plan.pk,
            revision_id=revision.pk,
            why=reason,
        )
    )
    return revision


@transaction.atomic
def discard_revision(plan_id: int, *, by: Actor, at: datetime) -> Revision:
    """Give up a change of one's plan that was not agreed; what is in force goes on alone.

    Raises:
        Refused: `plan.not_yours`, `plan.nothing_to_discard`, `plan.not_draft`.
    Emits: RevisionDiscarded.
    """
    plan = lock_own(plan_id, by)
    revision = open_revision(plan)
    if revision is None or not plan.revisions.filter(status=Status.APPROVED).exists():
        raise Refused("Tidak ada perubahan SKP yang dapat dibuang.", code="plan.nothing_to_discard")
    if reason := rules.why_not_changeable(revision.status):
        raise Refused(reason, code="plan.not_draft")

    revision.status = Status.DISCARDED
    revision.save(update_fields=["status"])
    add_step(revision, Step.Kind.DISCARDED, by=by, at=at)
    events.emit(
        RevisionDiscarded(
            by=by, at=at, subject_id=plan.owner_id, plan_id=plan.pk, revision_id=revision.pk
        )
    )
    return revision


@transaction.atomic
def copy_from_last_period(plan_id: int, *, by: Actor, at: datetime) -> Revision:
    """Fill one's empty draft with the agreed results of the latest earlier year.

    Raises:
        Refused: `plan.not_yours`, `plan.not_draft`, `plan.not_empty`, `plan.nothing_to_copy`.
    Emits: PlanDraftSaved.
    """
    plan = lock_own(plan_id, by)
    revision = _changeable(plan)
    if revision.results.exists():
        raise Refused(
            "Draf ini sudah berisi hasil kerja. Salinan hanya untuk draf yang masih kosong.",
            code="plan.not_empty",
        )
    earlier = (
        Revision.objects.filter(
            plan__owner=plan.owner_id, plan__year__lt=plan.year, status=Status.APPROVED
        )
        .order_by("-plan__year")
        .first()
    )
    if earlier is None:
        raise Refused(
            "Belum ada SKP tahun sebelumnya yang disepakati di noken. Mulai dari draf kosong.",
            code="plan.nothing_to_copy",
        )
    parents = parents_for(plan, by)
    texts = {row.view.text: key for key, row in parents.items()}
    renewed = rules.renewed(content_in(earlier), partial(uuid7, at), texts)
    content = rules.in_form(renewed, revision.form)
    write_content(revision, content, links_for(parents, revision))
    return _saved(plan, revision, by=by, at=at)


@transaction.atomic
def save_draft(plan_id: int, content: Content, *, seen: str, by: Actor, at: datetime) -> Revision:
    """Make one's draft hold exactly this content; unfinished texts are welcome.

    Args:
        seen: `rules.fingerprint` of the content that was on the screen when typing began.
    Raises:
        Refused: `plan.not_yours`, `plan.not_draft`, `plan.changed_elsewhere`, `plan.too_many`,
            `plan.foreign_key`, `plan.not_superiors_result`.
    Emits: PlanDraftSaved, unless nothing changed.
    """
    plan = lock_own(plan_id, by)
    revision = _changeable(plan)
    stored = rules.fingerprint(content_in(revision))
    wanted = rules.fingerprint(content)
    if stored == wanted:
        return revision
    if stored != seen:
        raise Refused(
            "SKP ini sudah diubah di tab atau perangkat lain. Bandingkan, lalu pilih isian yang "
            "dipakai.",
            code="plan.changed_elsewhere",
        )
    _check_size(content)
    _check_keys(plan, content)
    links = links_for(parents_for(plan, by), revision)
    _check_parents(content, links)
    write_content(revision, content, links)
    return _saved(plan, revision, by=by, at=at)


def _usual_form(owner_id: int, on: date) -> str:
    post = organization.post_of(owner_id, on)
    if post is None:
        return rules.STAFF
    return rules.form_for(echelon=post.echelon, is_head=post.is_head, unit_kind=post.unit_kind)


def _check_startable(reason: str) -> None:
    if reason:
        raise Refused(reason, code="plan.not_startable")


def _changeable(plan: Plan) -> Revision:
    revision = newest_revision(plan)
    if reason := rules.why_not_changeable(revision.status):
        raise Refused(reason, code="plan.not_draft")
    return revision


def _check_size(content: Content) -> None:
    if any(len(content.annex_of(section)) > rules.MAX_ANNEX for section in rules.SECTIONS):
        raise Refused(
            f"Setiap bagian lampiran memuat paling banyak {rules.MAX_ANNEX} butir. Gabungkan yang "
            "serupa.",
            code="plan.too_many",
        )
    many = max((len(result.indicators) for result in content.results), default=0)
    if len(content.results) > rules.MAX_RESULTS or many > rules.MAX_INDICATORS:
        raise Refused(
            f"SKP memuat paling banyak {rules.MAX_RESULTS} hasil kerja, masing-masing dengan "
            f"{rules.MAX_INDICATORS} indikator. Gabungkan yang serupa.",
            code="plan.too_many",
        )


def _check_keys(plan: Plan, content: Content) -> None:
    """Keys are made by pages: one of another plan would draw its progress here."""
    results = {result.key for result in content.results}
    indicators = {i.key for result in content.results for i in result.indicators}
    taken = PlannedResult.objects.filter(key__in=results).exclude(revision__plan=plan)
    counted = Indicator.objects.filter(key__in=indicators).exclude(result__revision__plan=plan)
    if taken.exists() or counted.exists():
        raise Refused(
            "Isian ini milik SKP lain. Muat ulang halaman, lalu coba lagi.",
            code="plan.foreign_key",
        )


def _check_parents(content: Content, links: Collection[UUID]) -> None:
    if any(result.supports and result.supports not in links for result in content.results):
        raise Refused(
            "Hasil kerja atasan yang dipilih tidak ada di SKP atasan Anda. Pilih dari daftar.",
            code="plan.not_superiors_result",
            basis=BASIS,
        )


def _saved(plan: Plan, revision: Revision, *, by: Actor, at: datetime) -> Revision:
    revision.saved_at = at
    revision.save(update_fields=["saved_at"])
    _tell(PlanDraftSaved, plan, revision, by=by, at=at)
    return revision


def _tell(
    kind: type[PlanStarted | PlanDraftSaved],
    plan: Plan,
    revision: Revision,
    *,
    by: Actor,
    at: datetime,
) -> None:
    events.emit(
        kind(by=by, at=at, subject_id=plan.owner_id, plan_id=plan.pk, revision_id=revision.pk)
    )
