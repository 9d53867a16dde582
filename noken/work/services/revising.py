"""Correct a report, or take it back: the first one stays readable."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents import queries as kept
from noken.documents import services as documents
from noken.work.events import ReportCorrected, ReportWithdrawn
from noken.work.models import Report, Review, Withdrawal
from noken.work.rules import filing
from noken.work.services._drafts import (
    Outcome,
    ReportDraft,
    author_of,
    ground_for,
    left_out_of,
    prepare,
    repeated,
    store,
    take_files,
)

CORRECTABLE = frozenset({Report.Status.WAITING, Report.Status.APPROVED, Report.Status.RETURNED})


@transaction.atomic
def correct_report(report_id: UUID, draft: ReportDraft, *, by: Actor, at: datetime) -> Outcome:
    """Replace a report of the actor by a new one that points to it and waits for review again.

    The day of the work stays: `draft.work_on` is not read. The same key again gets the same
    receipt.

    Raises:
        Refused: `report.not_yours`, `report.not_correctable`, `receipt.changed`, and all that
            an outcome of `file_reports` may hold.
    Emits: ReportCorrected.
    """
    old = _own(report_id, by)
    draft = _on_the_same_day(draft, old)
    if kept.receipts_for([draft.key]):
        return _once_more(draft, old, at)
    if old.status not in CORRECTABLE:
        raise Refused(
            "Laporan ini sudah diganti atau ditarik. Buka laporan terbarunya, "
            "lalu koreksi di sana.",
            code="report.not_correctable",
        )
    prepared = prepare(draft, ground_for([draft], by=by, at=at), corrects=old)
    if isinstance(prepared, Refused):
        raise prepared
    if refusal := take_files(prepared, at=at):
        raise refusal
    issued = documents.issue_receipt(prepared.submission(), at=at)
    if issued.is_new:
        old.status = Report.Status.CORRECTED
        old.save(update_fields=["status"])
        store([prepared], at=at)
        events.emit(
            ReportCorrected(
                by=by,
                at=at,
                subject_id=old.author_id,
                report_id=prepared.row.pk,
                corrects_id=old.pk,
            )
        )
    return Outcome(
        key=draft.key,
        receipt=issued.receipt,
        is_new=issued.is_new,
        left_out=prepared.left_out,
    )


def _once_more(draft: ReportDraft, old: Report, at: datetime) -> Outcome:
    """The receipt of a correction that had arrived before, whatever became of it since."""
    sent = repeated(draft, old.author_id, old.pk)
    if isinstance(sent, Refused):
        raise sent
    receipt = documents.issue_receipt(sent, at=at).receipt
    return Outcome(key=draft.key, receipt=receipt, left_out=left_out_of(draft))


@transaction.atomic
def withdraw_report(report_id: UUID, *, by: Actor, at: datetime) -> Report:
    """Urungkan: take a report back within eight seconds. The row and its trace stay.

    What a withdrawn correction had replaced stands again as it stood. Twice is once.

    Raises:
        Refused: `report.not_yours`, `report.too_late_to_withdraw`, `report.already_decided`.
    Emits: ReportWithdrawn.
    """
    report = _own(report_id, by)
    if report.status == Report.Status.WITHDRAWN:
        return report
    if report.status != Report.Status.WAITING:
        raise Refused(
            "Laporan ini sudah diputuskan atau diganti. Kirim koreksi bila ada yang perlu diubah.",
            code="report.already_decided",
        )
    if why := filing.why_not_withdrawable(report.received_at, at):
        raise Refused(why.text, code=why.code)
    report.status = Report.Status.WITHDRAWN
    report.save(update_fields=["status"])
    Withdrawal.objects.create(report=report, at=at)
    if report.corrects_id is not None:
        before = Report.objects.filter(pk=report.corrects_id)
        before.update(status=_decided_status(report.corrects_id))
    events.emit(ReportWithdrawn(by=by, at=at, subject_id=report.author_id, report_id=report.pk))
    return report


def _own(report_id: UUID, by: Actor) -> Report:
    """The actor's report, locked together with the one it corrects, in the order of ids.

    Raises:
        Refused: `work.no_person`, `report.not_yours`.
    """
    author_id = author_of(by)
    ids = Report.objects.filter(pk=report_id, author_id=author_id).values_list("pk", "corrects_id")
    both = [pk for row in ids for pk in row if pk is not None]
    locked = Report.objects.select_for_update().filter(pk__in=both).order_by("pk")
    report = next((row for row in locked if row.pk == report_id), None)
    if report is None:
        raise Refused("Laporan ini bukan milik Anda atau sudah tidak ada.", code="report.not_yours")
    return report


def _on_the_same_day(draft: ReportDraft, old: Report) -> ReportDraft:
    return ReportDraft(
        key=draft.key,
        work_on=old.work_on,
        indicator_key=draft.indicator_key,
        title=draft.title,
        quantity=draft.quantity,
        places=draft.places,
        note=draft.note,
        late_reason=draft.late_reason,
        claimed_at=draft.claimed_at,
        uploads=draft.uploads,
    )


def _decided_status(report_id: UUID) -> str:
    """What the newest decision says about a report."""
    newest = Review.objects.filter(report_id=report_id).order_by("-at", "-pk").first()
    if newest is None or newest.decision == Review.Decision.REOPENED:
        return Report.Status.WAITING
    return Report.Status(newest.decision)
