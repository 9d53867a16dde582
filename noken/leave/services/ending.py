"""What was granted ends earlier, or does not take place."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.leave import access
from noken.leave.events import LeaveCancelled, LeaveShortened
from noken.leave.models import Request, Step
from noken.leave.rules import flow
from noken.leave.services._records import (
    add_step,
    check_status,
    lock_request,
    need_note,
    refuse,
    said,
    standing_of,
)


@transaction.atomic
def end_early(request_id: UUID, on: date, *, reason: str, by: Actor, at: datetime) -> Request:
    """The person is back at work on `on`, before the end; the days after it are given back.

    The owner may name today or a later day, who grants any day of the leave.

    Raises:
        Refused: `leave.unknown`, `leave.not_yours`, `leave.not_now`, `leave.not_begun_then`,
            `leave.not_earlier`, `leave.in_the_past`, `leave.note_missing`, `leave.too_long`.
    Emits: LeaveShortened.
    """
    request, standing = _mine_to_change(request_id, by, at)
    earliest = date.min if standing.decides else clock.day_of(at)
    if why := flow.why_not_ended(request.start_on, request.end_on, on, earliest=earliest):
        refuse(why)
    reason = need_note(reason, "Tuliskan mengapa berakhir lebih awal.")
    end_on = request.end_on
    request.asked_end_on = request.asked_end_on or end_on
    request.end_on = on
    request.extra_days = max(0, request.extra_days - (end_on - on).days)
    request.save(update_fields=["end_on", "asked_end_on", "extra_days"])
    request.absence.end_on = on
    request.absence.save(update_fields=["end_on"])
    add_step(request, Step.Kind.SHORTENED, by=by, at=at, note=reason)
    events.emit(
        LeaveShortened(
            by=by,
            at=at,
            subject_id=request.employee_id,
            start_on=on,
            end_on=end_on,
            request_id=request.pk,
            note=said(request, reason),
        )
    )
    return request


@transaction.atomic
def cancel_leave(request_id: UUID, *, reason: str, by: Actor, at: datetime) -> Request:
    """A granted leave does not take place. Its owner cancels before it begins, who grants always.

    Raises:
        Refused: `leave.unknown`, `leave.not_yours`, `leave.not_now`, `leave.begun`,
            `leave.note_missing`, `leave.too_long`.
    Emits: LeaveCancelled.
    """
    request, standing = _mine_to_change(request_id, by, at)
    if not standing.decides and request.start_on <= clock.day_of(at):
        raise Refused(
            "Cuti ini sudah dimulai. Akhiri lebih awal, atau minta pejabat yang memberi izin "
            "membatalkannya.",
            code="leave.begun",
        )
    reason = need_note(reason, "Tuliskan mengapa dibatalkan.")
    request.status = flow.CANCELLED
    request.save(update_fields=["status"])
    request.absence.cancelled_at = at
    request.absence.save(update_fields=["cancelled_at"])
    add_step(request, Step.Kind.CANCELLED, by=by, at=at, note=reason)
    events.emit(
        LeaveCancelled(
            by=by,
            at=at,
            subject_id=request.employee_id,
            start_on=request.start_on,
            end_on=request.end_on,
            request_id=request.pk,
            note=said(request, reason),
        )
    )
    return request


def _mine_to_change(request_id: UUID, by: Actor, at: datetime) -> tuple[Request, access.Standing]:
    request = lock_request(request_id)
    standing = standing_of(by, request, clock.day_of(at))
    is_own = request.employee_id == by.employee_id
    if standing is None or not (is_own or standing.decides):
        raise Refused(
            "Hanya pemilik cuti dan pejabat yang memberi izin yang dapat mengubahnya.",
            code="leave.not_yours",
        )
    check_status(request, {flow.APPROVED})
    return request, standing
