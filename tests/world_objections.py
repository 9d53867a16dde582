"""Makers of objections: a published grade to object to, drafts for the services, and rows."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from noken.core import clock
from noken.core.uuid7 import uuid7
from noken.evaluation.models import Period, Sheet
from noken.objections.models import Hearing, Objection, Statement, Step
from noken.objections.queries.deciders import seat_above
from noken.objections.queries.graded import graded
from noken.objections.services import (
    Decision,
    HearingDraft,
    NewTerms,
    ObjectionDraft,
    StatementDraft,
)
from noken.organization.models import Employee, Unit
from tests.world import NOON, TODAY
from tests.world_evaluation import make_period, make_rating, make_sheet

PUBLISHED_AT = NOON - timedelta(5)
RECEIVED_AT = NOON - timedelta(4)
"""Friday, 20 November: the last day in time is 4 December."""
WHY = "Laporan bulan Agustus tentang 12 sekolah di Prafi belum ditimbang."


def new_key(at: datetime = NOON) -> UUID:
    return uuid7(at)


def make_grade(
    employee: Employee,
    rater: Employee,
    result: str = "BELOW",
    behaviour: str = "AS",
    *,
    year: int = 2026,
    number: int = 3,
    published_at: datetime = PUBLISHED_AT,
    received_at: datetime | None = RECEIVED_AT,
    final: bool = False,
    unit: Unit | None = None,
) -> Sheet:
    """A published and received grade: Butuh Perbaikan unless told otherwise."""
    sheet = make_sheet(employee, _period(year, number), superior=rater, unit=unit)
    make_rating(
        sheet,
        rater,
        result,
        behaviour,
        at=published_at,
        received_at=received_at,
        final=final,
        reason="Realisasi di bawah target.",
    )
    return sheet


def objection_draft(sheet: Sheet, **fields: Any) -> ObjectionDraft:
    values = {
        "key": new_key(),
        "sheet_id": sheet.pk,
        "about": Objection.About.RESULT,
        "text": WHY,
        "wants_hearing": True,
        **fields,
    }
    return ObjectionDraft(**values)


def statement_draft(text: str = "Laporan itu terlambat diunggah.", **fields: Any) -> StatementDraft:
    return StatementDraft(**{"key": new_key(), "text": text, **fields})


def hearing_draft(side: str = "EMPLOYEE", **fields: Any) -> HearingDraft:
    values = {
        "key": new_key(),
        "side": side,
        "mode": Hearing.Mode.MEETING,
        "held_on": TODAY,
        "note": "Menjelaskan 12 sekolah yang dikunjungi pada Agustus.",
        **fields,
    }
    return HearingDraft(**values)


def decision(result: str = "AS", behaviour: str = "AS", **fields: Any) -> Decision:
    values = {
        "key": new_key(),
        "result": result,
        "behaviour": behaviour,
        "reason": "Laporan Agustus sah dan menggenapi target; kedua pihak membenarkannya.",
        **fields,
    }
    return Decision(**values)


def new_terms(**fields: Any) -> NewTerms:
    values = {
        "file_days": 21,
        "take_workdays": 2,
        "answer_workdays": 4,
        "decide_workdays": 10,
        "start_on": TODAY,
        "source": "Perbup 3/2026",
        **fields,
    }
    return NewTerms(**values)


def make_objection(
    sheet: Sheet,
    *,
    status: str = "FILED",
    by: Employee | None = None,
    text: str = WHY,
    wants_hearing: bool = False,
    at: datetime = NOON - timedelta(1),
    **fields: Any,
) -> Objection:
    """An objection as the services write it; TAKEN and DECIDED ones were taken by `by`."""
    found = graded([sheet.pk])[sheet.pk]
    seat = seat_above(found.employee_id, found.rater_id, found.published_on)
    day = clock.day_of(at)
    received = found.received_on or day
    taken = status in {"TAKEN", "DECIDED"}
    row = Objection.objects.create(
        id=new_key(at),
        sheet_id=sheet.pk,
        period=found.period,
        employee_id=found.employee_id,
        rater_id=found.rater_id,
        seat_id=seat.unit_id,
        assigned_to_id=seat.person_id,
        about=fields.pop("about", Objection.About.RESULT),
        text=text,
        wants_hearing=wants_hearing,
        before_result=found.result,
        before_behaviour=found.behaviour,
        before_grade=found.grade,
        received_on=received,
        due_on=received + timedelta(14),
        is_late=day > received + timedelta(14),
        status=status,
        filed_at=at,
        take_by=day + timedelta(3),
        taken_by=by if taken else None,
        taken_at=at if taken else None,
        answer_by=day + timedelta(7) if taken else None,
        decide_by=day + timedelta(21) if taken else None,
        **(_decided(by, at, fields) if status == "DECIDED" else {}),
        **fields,
    )
    Step.objects.create(
        objection=row, kind=Step.Kind.FILED, by_id=row.employee_id, role="SELF", at=at
    )
    if status == "TAKEN":
        Sheet.objects.filter(pk=sheet.pk).update(objected_at=at)
    return row


def make_answer(row: Objection, text: str = "Laporan itu terlambat diunggah.") -> Statement:
    return Statement.objects.create(
        id=new_key(),
        objection=row,
        kind=Statement.Kind.ANSWER,
        text=text,
        by_id=row.rater_id,
        at=NOON,
    )


def _decided(by: Employee | None, at: datetime, fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "decided_by": by,
        "decided_at": at,
        "outcome": fields.pop("outcome", Objection.Outcome.KEPT),
        "after_result": "AS",
        "after_behaviour": "AS",
        "after_grade": "GOOD",
        "reason": fields.pop("reason", "Kedua pihak sudah didengar."),
    }


def _period(year: int, number: int) -> Period:
    found = Period.objects.filter(group="GENERAL", year=year, kind="QUARTER", number=number)
    return found.first() or make_period(year=year, number=number)
