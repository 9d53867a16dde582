"""What the person does who wants to be away, or who writes it down for them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents import services as documents
from noken.documents.queries import ReceiptCard
from noken.leave import access
from noken.leave.events import LeaveAttached, LeaveRequested, LeaveWithdrawn
from noken.leave.models import Request, Step
from noken.leave.rules import flow
from noken.leave.services._records import (
    LeaveDraft,
    add_step,
    check_status,
    fill,
    judge,
    keep_files,
    lock_employee,
    lock_person,
    lock_sent,
    turn_of,
)
from noken.organization.models import Employee


@transaction.atomic
def request_leave(draft: LeaveDraft, *, by: Actor, at: datetime) -> Request:
    """Ask for leave or flexible work. The same key again gives the same request.

    Raises:
        Refused: `leave.no_person`, `leave.no_kind`, `leave.not_for_pppk`, `leave.not_for_pns`,
            `leave.not_for_officials`, `leave.ends_before_start`, `leave.in_the_past`,
            `leave.too_old`, `leave.too_far`, `leave.no_workday`, `leave.whole_days`,
            `leave.too_many_days`, `leave.too_early_in_service`, `leave.no_extra_days`,
            `leave.no_detail`, `leave.no_reason`, `leave.too_long`, `leave.overlap`,
            `leave.not_enough`, `leave.service_unknown`, `leave.stand_in_unknown`,
            `leave.stand_in_away`, `leave.too_many_files`, `receipt.…`, `file.…`.
    Emits: LeaveRequested.
    """
    return _send(lock_person(by), draft, by=by, at=at)


@transaction.atomic
def record_leave(employee_id: int, draft: LeaveDraft, *, by: Actor, at: datetime) -> Request:
    """Write down the leave of somebody who cannot: in hospital, without an account, granted on
    paper before. It goes the way of every request; who wrote it down never decides on it.

    Raises:
        Refused: `leave.not_keeper`, `leave.would_decide`, `leave.no_source`, and all of
            `request_leave` but `leave.in_the_past`.
    Emits: LeaveRequested.
    """
    if not access.keeps(by, employee_id):
        raise Refused(
            "Cuti orang lain dicatat admin kepegawaian OPD-nya atau BKPSDM.",
            code="leave.not_keeper",
        )
    employee = lock_employee(employee_id)
    official_id = turn_of(employee_id, draft.kind, clock.day_of(at)).official_id
    if official_id is not None and official_id == by.employee_id:
        raise Refused(
            "Anda sendiri yang memutuskan cuti ini, jadi orang lain yang mencatatnya. Minta admin "
            "OPD lain atau BKPSDM.",
            code="leave.would_decide",
        )
    return _send(employee, draft, by=by, at=at)


@transaction.atomic
def mend_request(request_id: UUID, draft: LeaveDraft, *, by: Actor, at: datetime) -> Request:
    """Send a returned request again, changed; `draft.key` is the id of this submission.

    Raises:
        Refused: `leave.unknown`, `leave.not_yours`, `leave.not_now`, and all of `request_leave`.
    Emits: LeaveRequested.
    """
    request = lock_sent(request_id, by)
    if not _is_new(draft, request.employee_id, "LEAVE_CORRECTION", at):
        return request
    check_status(request, {flow.RETURNED})
    today = clock.day_of(at)
    recorded = request.recorded_by_id is not None
    judge(request.employee, draft, today, without=request.pk, recorded=recorded)
    turn = turn_of(request.employee_id, draft.kind, today)
    fill(request, draft)
    request.status, request.submitted_at = turn.status, at
    request.advice, request.advised_by = None, None
    request.save()
    keep_files(request, draft.uploads, at=at)
    add_step(request, Step.Kind.RESUBMITTED, by=by, at=at)
    events.emit(
        LeaveRequested(
            by=by,
            at=at,
            subject_id=request.employee_id,
            request_id=request.pk,
            waits_for=turn.waits_for,
        )
    )
    return request


@transaction.atomic
def attach(request_id: UUID, upload: Any, *, key: UUID, by: Actor, at: datetime) -> ReceiptCard:
    """Add a letter to a request that is not decided yet. The same key again adds nothing.

    Raises:
        Refused: `leave.unknown`, `leave.not_yours`, `leave.not_now`, `leave.too_many_files`,
            `receipt.…`, `file.…`.
    Emits: LeaveAttached.
    """
    request = lock_sent(request_id, by)
    content = {
        "employee": request.employee_id,
        "request": str(request.pk),
        "files": [documents.sha256_of(upload)],
    }
    issued = documents.issue_receipt(documents.Submission(key, "ATTACHMENT", content), at=at)
    if not issued.is_new:
        return issued.receipt
    check_status(request, flow.OPEN)
    keep_files(request, [upload], at=at)
    add_step(request, Step.Kind.ATTACHED, by=by, at=at)
    events.emit(LeaveAttached(by=by, at=at, subject_id=request.employee_id, request_id=request.pk))
    return issued.receipt


@transaction.atomic
def withdraw_request(request_id: UUID, *, by: Actor, at: datetime) -> Request:
    """Take a request back before it is decided; the trace stays.

    Raises:
        Refused: `leave.unknown`, `leave.not_yours`, `leave.not_now`.
    Emits: LeaveWithdrawn.
    """
    request = lock_sent(request_id, by)
    check_status(request, flow.OPEN)
    request.status = flow.WITHDRAWN
    request.save(update_fields=["status"])
    add_step(request, Step.Kind.WITHDRAWN, by=by, at=at)
    events.emit(LeaveWithdrawn(by=by, at=at, subject_id=request.employee_id, request_id=request.pk))
    return request


def _send(employee: Employee, draft: LeaveDraft, *, by: Actor, at: datetime) -> Request:
    """A new request of a locked person, sent by them or recorded for them."""
    if not _is_new(draft, employee.pk, "LEAVE", at):
        return Request.objects.get(pk=draft.key, employee=employee)
    today = clock.day_of(at)
    recorded = employee.pk != by.employee_id
    judge(employee, draft, today, recorded=recorded)
    turn = turn_of(employee.pk, draft.kind, today)
    request = Request(id=draft.key, employee=employee, status=turn.status, submitted_at=at)
    request.recorded_by_id = by.employee_id if recorded else None
    fill(request, draft)
    request.save(force_insert=True)
    keep_files(request, draft.uploads, at=at)
    add_step(request, Step.Kind.SUBMITTED, by=by, at=at)
    events.emit(
        LeaveRequested(
            by=by, at=at, subject_id=employee.pk, request_id=request.pk, waits_for=turn.waits_for
        )
    )
    return request


def _is_new(draft: LeaveDraft, employee_id: int, kind: str, at: datetime) -> bool:
    """Whether this submission arrives for the first time; its receipt is written either way."""
    hashes = [documents.sha256_of(upload) for upload in draft.uploads]
    content = draft.content(employee_id, hashes)
    try:
        return documents.issue_receipt(documents.Submission(draft.key, kind, content), at=at).is_new
    except Refused as refusal:
        if refusal.code != "receipt.changed":
            raise
        raise Refused(
            "Pengajuan ini sudah terkirim dengan isi lain. Buka Cuti dan dinas untuk melihatnya, "
            "atau muat ulang halaman untuk mengajukan yang baru.",
            code="receipt.changed",
        ) from None
