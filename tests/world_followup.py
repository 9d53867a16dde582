"""Makers of what follows from a grade. They write rows directly."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from noken.core import clock
from noken.core.uuid7 import uuid7
from noken.evaluation.models import Period, Sheet
from noken.followup.models import (
    Award,
    CoachingNote,
    Difference,
    Goal,
    GradeFile,
    Improvement,
    Potential,
    Retest,
    Step,
    ValueProposal,
    ValueSignature,
)
from noken.followup.rules import flow, values
from noken.followup.services import NewGoal, NewImprovement
from noken.organization.models import Employee, Unit
from noken.organization.queries import superiors
from tests.world import NOON, START, TODAY
from tests.world_evaluation import make_period, make_rating, make_sheet

LOW = ("BELOW", "AS")
"""Ratings that give Butuh Perbaikan."""


def new_key(at: datetime = NOON) -> UUID:
    return uuid7(at)


def last_year() -> Period:
    """The year 2025, found or made."""
    found = Period.objects.filter(kind="YEAR", year=2025, group="GENERAL").first()
    return found or make_period(year=2025, number=0, kind="YEAR", due_on=date(2026, 1, 31))


def make_final(
    person: Employee,
    by: Employee,
    ratings: tuple[str, str] = LOW,
    *,
    period: Period | None = None,
    unit: Unit | None = None,
) -> Sheet:
    """A final evaluation, of the year 2025 unless told otherwise; `unit` for before START."""
    sheet = make_sheet(person, period or last_year(), superior=by, unit=unit)
    at = clock.at_noon(date(2026, 2, 10))
    make_rating(sheet, by, *ratings, final=True, at=at, received_at=at + timedelta(hours=1))
    return sheet


def new_improvement(person: Employee, sheet: Sheet, **fields: object) -> NewImprovement:
    given = {
        "key": new_key(),
        "employee_id": person.pk,
        "sheet_id": sheet.pk,
        "reason": "Laporan validasi terlambat pada tiga triwulan.",
        "goals": [goal()],
        **fields,
    }
    return NewImprovement(**given)  # type: ignore[arg-type]  # by name


def goal(text: str = "Laporan validasi selesai tepat waktu") -> NewGoal:
    return NewGoal(
        text=text,
        measure="Tanggal kirim di laporan harian",
        support="Daftar cek dan pendampingan tiap Senin",
    )


def make_improvement(
    person: Employee,
    *,
    status: str = flow.RUNNING,
    sheet: Sheet | None = None,
    by: Employee | None = None,
    start_on: date = TODAY - timedelta(20),
    due_on: date | None = None,
    answered: bool = False,
    text: str = "Laporan validasi terlambat pada tiga triwulan.",
    outcome: str = flow.NOT_YET,
    key: UUID | None = None,
) -> Improvement:
    """A plan with one goal; a TESTED one has a result, of yesterday."""
    superior_id = by.pk if by else superiors([person.pk], TODAY)[person.pk] or 0
    at = clock.at_noon(start_on)
    runs = status not in {flow.PROPOSED, flow.STOPPED}
    plan = Improvement.objects.create(
        id=key or new_key(),
        employee=person,
        sheet_id=sheet.pk if sheet else 0,
        grade="NEEDS_IMPROVEMENT",
        period="Tahun 2025",
        reason=text,
        status=status,
        opened_by_id=superior_id,
        opened_at=at,
        proposed_at=at,
        answered_at=at if answered or runs else None,
        agreed_at=at if runs else None,
        start_on=start_on if runs else None,
        due_on=(due_on or flow.due_after(start_on, values.USUAL_MONTHS)) if runs else None,
        months=values.USUAL_MONTHS,
        closed_at=NOON if status in flow.DONE else None,
    )
    Goal.objects.create(
        improvement=plan, order=0, text=text[:300], measure="Tanggal kirim", support="Pendampingan"
    )
    Step.objects.create(
        improvement=plan, kind="PROPOSED", by_id=superior_id, role="SUPERIOR", at=at
    )
    if status == flow.TESTED:
        Retest.objects.create(
            improvement=plan,
            held_on=TODAY - timedelta(1),
            outcome=outcome,
            facts=text,
            by_id=superior_id,
            at=NOON - timedelta(1),
        )
    return plan


def make_note(
    plan: Improvement,
    coach: Employee,
    *,
    by: Employee | None = None,
    held_on: date = TODAY - timedelta(2),
    text: str = "Hujan membuat kiriman terlambat.",
) -> CoachingNote:
    return CoachingNote.objects.create(
        id=new_key(),
        improvement=plan,
        coach=coach,
        by=by or coach,
        held_on=held_on,
        said=text,
        at=clock.at_noon(held_on),
    )


def make_award(
    person: Employee, by: Employee, *, status: str = "PROPOSED", text: str = "Panduan validasi"
) -> Award:
    return Award.objects.create(
        id=new_key(),
        employee=person,
        kind=Award.Kind.LEARNING,
        reason=text,
        status=status,
        proposed_by=by,
        proposed_at=NOON - timedelta(1),
    )


def make_value(
    name: str = values.MONTHS,
    value: str = "6",
    signers: tuple[Employee, ...] = (),
    *,
    start_on: date = START,
    by: Employee | None = None,
) -> ValueProposal:
    """A proposed value with one signature of each of these people."""
    row = ValueProposal.objects.create(
        name=name,
        value=Decimal(value),
        source="Keputusan Bupati 12/2026",
        start_on=start_on,
        proposed_by=by,
        proposed_at=NOON - timedelta(9),
    )
    for signer in signers:
        ValueSignature.objects.create(
            proposal=row, signer=signer, role="PERSONNEL", reason="Sudah dibahas", at=NOON
        )
    return row


def make_difference(
    sheet: Sheet, rater: Employee, uploader: Employee, *, state: str = "WAITING"
) -> Difference:
    """A file of the uploader that names Baik where noken has Butuh Perbaikan."""
    file = GradeFile.objects.create(
        id=new_key(),
        name="predikat.xlsx",
        sha256="0" * 64,
        counts={"DIFFERS": 1},
        by=uploader,
        role="PERSONNEL",
        at=NOON - timedelta(1),
    )
    return Difference.objects.create(
        file=file,
        row=6,
        verdict="DIFFERS",
        employee=sheet.employee,
        sheet_id=sheet.pk,
        rater=rater,
        label=sheet.employee.name,
        period="Triwulan III 2026",
        given={"result": "AS", "behaviour": "AS", "grade": "GOOD"},
        known={"result": "BELOW", "behaviour": "AS", "grade": "NEEDS_IMPROVEMENT"},
        state=state,
    )


def make_potential(person: Employee, level: str = "HIGH") -> Potential:
    return Potential.objects.create(
        employee=person,
        level=level,
        measured_on=TODAY - timedelta(60),
        source="Asesmen provinsi 7/2026",
        at=NOON,
    )
