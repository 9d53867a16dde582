"""Makers of leave and duty: rows with visible defaults, and drafts for the services."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from noken.core.uuid7 import uuid7
from noken.leave.models import Absence, Letter, Request, Step
from noken.leave.rules import kinds
from noken.leave.services import LeaveDraft, LetterDraft
from noken.organization.models import Employee, Unit
from tests.world import NOON

MONDAY = date(2026, 11, 30)
"""The first workday after the week of TODAY."""


def new_key(at: datetime = NOON) -> UUID:
    return uuid7(at)


def leave_draft(kind: str = kinds.ANNUAL, **fields: Any) -> LeaveDraft:
    """Three workdays of annual leave from MONDAY on, unless said otherwise."""
    start_on = fields.pop("start_on", MONDAY)
    detail = next(iter(kinds.DETAILS.get(kind, {})), "")
    values = {
        "key": new_key(),
        "kind": kind,
        "detail": detail,
        "start_on": start_on,
        "end_on": start_on + timedelta(3),
        "reason": "Menengok keluarga di Wasior",
        **fields,
    }
    return LeaveDraft(**values)


def letter_draft(people: list[Employee], **fields: Any) -> LetterDraft:
    """Two days of duty from MONDAY on."""
    values = {
        "key": new_key(),
        "number": "800/512/2026",
        "family": "DUTY",
        "purpose": "Verifikasi data sekolah",
        "place": "Distrik Warmare",
        "start_on": MONDAY,
        "end_on": MONDAY + timedelta(2),
        "people": tuple(person.pk for person in people),
        **fields,
    }
    return LetterDraft(**values)


def make_request(
    owner: Employee,
    kind: str = kinds.ANNUAL,
    *,
    status: str = "SUBMITTED",
    start_on: date = MONDAY,
    days: int = 3,
    at: datetime = NOON,
    **fields: Any,
) -> Request:
    """A request as the services write it, with its absence when it is approved."""
    decided = status in {"APPROVED", "REFUSED", "CANCELLED"}
    request = Request.objects.create(
        id=new_key(at),
        employee=owner,
        kind=kind,
        detail=fields.pop("detail", next(iter(kinds.DETAILS.get(kind, {})), "")),
        start_on=start_on,
        end_on=start_on + timedelta(days),
        reason=fields.pop("reason", "Menengok keluarga di Wasior"),
        status=status,
        submitted_at=at,
        decided_at=at if decided else None,
        **fields,
    )
    Step.objects.create(request=request, kind=Step.Kind.SUBMITTED, by=owner, role="SELF", at=at)
    if status == "APPROVED":
        make_absence(request)
    return request


def make_absence(request: Request) -> Absence:
    return Absence.objects.create(
        employee_id=request.employee_id,
        start_on=request.start_on,
        end_on=request.end_on,
        portion=request.portion,
        family=kinds.family_of(request.kind),
        kind=request.kind,
        request=request,
    )


def make_letter(
    unit: Unit,
    people: list[Employee],
    *,
    issued_by: Employee | None = None,
    number: str = "800/511/2026",
    start_on: date = MONDAY,
    days: int = 2,
    family: str = "DUTY",
) -> Letter:
    letter = Letter.objects.create(
        id=new_key(),
        unit=unit,
        number=number,
        family=family,
        purpose="Verifikasi data sekolah",
        place="Distrik Warmare",
        start_on=start_on,
        end_on=start_on + timedelta(days),
        issued_by=issued_by,
        role="SUPERIOR",
        issued_at=NOON,
    )
    Absence.objects.bulk_create(
        Absence(
            employee=person,
            start_on=letter.start_on,
            end_on=letter.end_on,
            family=family,
            kind=family,
            letter=letter,
            reference=number,
            place=letter.place,
        )
        for person in people
    )
    return letter
