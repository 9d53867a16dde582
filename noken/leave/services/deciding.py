"""What superior and official do with a request."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.leave.events import LeaveAdvised, LeaveApproved, LeaveRefused, LeaveReturned
from noken.leave.models import Absence, Request, Step
from noken.leave.queries.terms import ledger_of, workdays_of
from noken.leave.rules import flow, kinds, limits
from noken.leave.services._records import (
    add_step,
    check_covered,
    check_overlap,
    check_status,
    lock_request,
    need_note,
    said,
    standing_of,
    turn_of,
)

NOT_OFFICIAL = (
    "Yang memutuskan cuti ini hari ini pejabat lain. Jika Anda baru ditunjuk, minta admin OPD "
    "memperbarui jabatan Anda."
)


@transaction.atomic
def advise(request_id: UUID, *, supports: bool, note: str, by: Actor, at: datetime) -> Request:
    """The direct superior says whether the leave fits; against it with a reason.

    Raises:
        Refused: `leave.unknown`, `leave.not_superior`, `leave.not_now`, `leave.note_missing`,
            `leave.too_long`.
    Emits: LeaveAdvised.
    """
    request = lock_request(request_id)
    today = clock.day_of(at)
    standing = standing_of(by, request, today)
    if standing is None or not standing.advises:
        raise Refused(
            "Pertimbangan diberikan atasan langsung hari ini. Jika Anda baru ditunjuk, minta admin "
            "OPD memperbarui jabatan Anda.",
            code="leave.not_superior",
        )
    check_status(request, {flow.SUBMITTED})
    if not supports:
        note = need_note(note, "Tuliskan mengapa cuti ini tidak Anda dukung.")
    request.status, request.advice, request.advised_by_id = flow.ADVISED, supports, by.employee_id
    request.save(update_fields=["status", "advice", "advised_by"])
    kind = Step.Kind.SUPPORTED if supports else Step.Kind.OPPOSED
    add_step(request, kind, by=by, at=at, note=note.strip())
    events.emit(
        LeaveAdvised(
            by=by,
            at=at,
            subject_id=request.employee_id,
            request_id=request.pk,
            waits_for=turn_of(request.employee_id, request.kind, today).official_id,
            note=said(request, note.strip()),
        )
    )
    return request


@transaction.atomic
def return_request(request_id: UUID, note: str, *, by: Actor, at: datetime) -> Request:
    """Give a request back to be mended; the note says what.

    Raises:
        Refused: `leave.unknown`, `leave.not_official`, `leave.not_now`, `leave.note_missing`,
            `leave.too_long`.
    Emits: LeaveReturned.
    """
    request = lock_request(request_id)
    standing = standing_of(by, request, clock.day_of(at))
    turn = standing is not None and (
        standing.decides or (standing.advises and request.status == flow.SUBMITTED)
    )
    if not turn:
        raise Refused(NOT_OFFICIAL, code="leave.not_official")
    check_status(request, flow.WAITING)
    note = need_note(note, "Tuliskan apa yang perlu diperbaiki, supaya pemohon tahu.")
    request.status = flow.RETURNED
    request.save(update_fields=["status"])
    add_step(request, Step.Kind.RETURNED, by=by, at=at, note=note)
    events.emit(
        LeaveReturned(
            by=by,
            at=at,
            subject_id=request.employee_id,
            request_id=request.pk,
            note=said(request, note),
        )
    )
    return request


@transaction.atomic
def refuse_request(request_id: UUID, note: str, *, by: Actor, at: datetime) -> Request:
    """Refuse a leave with a reason.

    Raises:
        Refused: `leave.unknown`, `leave.not_official`, `leave.not_now`, `leave.wait_for_advice`,
            `leave.note_missing`, `leave.too_long`.
    Emits: LeaveRefused.
    """
    request = _deciding(request_id, by, at)
    note = need_note(note, "Tuliskan mengapa tidak disetujui, supaya pemohon mengerti.")
    _decide(request, flow.REFUSED, Step.Kind.REFUSED, note, by=by, at=at)
    events.emit(
        LeaveRefused(
            by=by,
            at=at,
            subject_id=request.employee_id,
            request_id=request.pk,
            note=said(request, note),
        )
    )
    return request


@transaction.atomic
def approve_request(
    request_id: UUID, *, number: str = "", note: str = "", by: Actor, at: datetime
) -> Request:
    """Grant a leave; from here on the person is lawfully away.

    Args:
        number: of the letter of grant, "" when it comes later or not at all.

    Raises:
        Refused: `leave.unknown`, `leave.not_official`, `leave.not_now`, `leave.wait_for_advice`,
            `leave.no_letter`, `leave.overlap`, `leave.not_enough`, `leave.too_long`.
    Emits: LeaveApproved.
    """
    request = _deciding(request_id, by, at)
    today = clock.day_of(at)
    _check_grantable(request, today)
    request.number = number.strip()[:80]
    _decide(request, flow.APPROVED, Step.Kind.APPROVED, note.strip(), by=by, at=at)
    Absence.objects.create(
        employee_id=request.employee_id,
        start_on=request.start_on,
        end_on=request.end_on,
        portion=request.portion,
        family=kinds.family_of(request.kind),
        kind=request.kind,
        request=request,
        reference=request.number,
        place=request.address[:120] if request.kind == kinds.FLEX_PLACE else "",
    )
    events.emit(
        LeaveApproved(
            by=by,
            at=at,
            subject_id=request.employee_id,
            start_on=request.start_on,
            end_on=request.end_on,
            request_id=request.pk,
            stand_in_id=request.stand_in_id,
            note=said(request, note.strip()),
        )
    )
    return request


def _deciding(request_id: UUID, by: Actor, at: datetime) -> Request:
    """The request, when it is the actor's to decide now."""
    request = lock_request(request_id)
    today = clock.day_of(at)
    standing = standing_of(by, request, today)
    if standing is None or not standing.decides:
        raise Refused(NOT_OFFICIAL, code="leave.not_official")
    check_status(request, flow.WAITING)
    if request.status == flow.SUBMITTED and not flow.may_decide_without_advice(
        clock.day_of(request.submitted_at), today, start_on=request.start_on
    ):
        raise Refused(
            "Atasan langsung belum memberi pertimbangan. Tunggu sampai lima hari sejak diajukan, "
            "atau kembalikan dengan catatan.",
            code="leave.wait_for_advice",
        )
    return request


def _check_grantable(request: Request, today: date) -> None:
    ledger = ledger_of(request.employee, today, without=request.pk)
    days = (request.end_on - request.start_on).days
    if (
        request.kind == kinds.SICK
        and limits.needs_letter(days, ledger.settings)
        and not request.attachments.exists()
    ):
        raise Refused(
            "Cuti sakit lebih dari sehari memerlukan surat dokter, dan lampirannya belum ada. "
            "Kembalikan dengan catatan supaya pemohon melampirkannya.",
            code="leave.no_letter",
            basis="PP 11/2017",
        )
    check_overlap(
        request.employee_id,
        request.start_on,
        request.end_on,
        request.portion,
        without=request.pk,
    )
    if request.kind == kinds.ANNUAL:
        covered = workdays_of(
            ledger.place.unit_id, request.start_on, request.end_on, extra_days=request.extra_days
        )
        check_covered(ledger, covered, request.portion, request.start_on)


def _decide(
    request: Request, status: str, kind: Step.Kind, note: str, *, by: Actor, at: datetime
) -> None:
    if len(note) > limits.REASON_LETTERS:
        raise Refused(
            f"Catatan paling panjang {limits.REASON_LETTERS} huruf. Persingkat dulu.",
            code="leave.too_long",
        )
    request.status, request.decided_at, request.decided_by_id = status, at, by.employee_id
    request.save(update_fields=["status", "decided_at", "decided_by", "number"])
    add_step(request, kind, by=by, at=at, note=note)
