"""Locking, judging and writing what several services need."""

from datetime import date, datetime
from typing import NoReturn
from uuid import UUID

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.followup import access
from noken.followup.access import Standing
from noken.followup.events import ImprovementEvent
from noken.followup.models import Improvement, Step
from noken.followup.rules import flow
from noken.followup.rules.flow import Why
from noken.organization.models import Employee

LONGEST = 2000
SHORT = 300

NOT_COACH = (
    "Ini dilakukan atasan langsung hari ini. Jika Anda baru ditunjuk, minta admin OPD memperbarui "
    "jabatan Anda."
)


def refuse(why: Why) -> NoReturn:
    raise Refused(why.text, code=why.code, basis=why.basis)


def need_person(by: Actor) -> int:
    """Raises Refused: `followup.no_person`."""
    if by.employee_id is None:
        raise Refused(
            "Akun ini belum terhubung dengan pegawai. Minta admin OPD menghubungkannya.",
            code="followup.no_person",
        )
    return by.employee_id


def lock_employee(employee_id: int) -> Employee:
    """Raises Refused: `followup.unknown`."""
    found = Employee.objects.select_for_update(no_key=True).filter(pk=employee_id).first()
    if found is None:
        raise Refused("Pegawai ini tidak ada.", code="followup.unknown")
    return found


def lock_plan(improvement_id: UUID) -> Improvement:
    """Raises Refused: `followup.unknown`."""
    rows = Improvement.objects.select_for_update(of=("self",)).select_related("employee")
    found = rows.filter(pk=improvement_id).first()
    if found is None:
        raise Refused("Rencana perbaikan ini tidak ada.", code="followup.unknown")
    return found


def standing_to(by: Actor, employee_id: int) -> Standing:
    """Raises Refused: `followup.not_yours`."""
    standing = access.standing_to(by, employee_id)
    if standing is None:
        raise Refused("Ini bukan urusan Anda hari ini.", code="followup.not_yours")
    return standing


def need_coach(by: Actor, employee_id: int) -> None:
    """Raises Refused: `followup.not_coach`."""
    standing = access.standing_to(by, employee_id)
    if standing is None or not standing.coaches:
        raise Refused(NOT_COACH, code="followup.not_coach")


def need_owner(by: Actor, plan: Improvement) -> None:
    """Raises Refused: `followup.not_owner`."""
    if by.employee_id != plan.employee_id:
        raise Refused("Ini hanya dilakukan pegawai yang bersangkutan.", code="followup.not_owner")


def advance(plan: Improvement, act: str) -> None:
    """Move a plan on.

    Raises:
        Refused: `followup.not_now`.
    """
    status = flow.after(plan.status, act)
    if status is None:
        word = Improvement.Status(plan.status).label.lower()
        raise Refused(
            f"Rencana ini sudah berubah: {word}. Muat ulang halaman untuk melihatnya.",
            code="followup.not_now",
        )
    plan.status = status


def add_step(plan: Improvement, kind: str, *, by: Actor, at: datetime, note: str = "") -> None:
    Step.objects.create(
        improvement=plan, kind=kind, by_id=by.employee_id, role=by.role, at=at, note=note
    )


def need_text(text: str, what: str, *, code: str, most: int = LONGEST) -> str:
    """Raises Refused: `code` when empty, `followup.too_long`."""
    text = text.strip()
    if not text:
        raise Refused(what, code=code)
    return fitting(text, most)


def fitting(text: str, most: int = LONGEST) -> str:
    """Raises Refused: `followup.too_long`."""
    text = text.strip()
    if len(text) > most:
        raise Refused(f"Paling panjang {most} huruf. Persingkat dulu.", code="followup.too_long")
    return text


def not_ahead(day: date, today: date) -> None:
    """Raises Refused: `followup.in_the_future`."""
    if day > today:
        raise Refused(
            "Tanggalnya belum tiba. Isi hari ini atau sebelumnya.", code="followup.in_the_future"
        )


def tell(
    kind: type[ImprovementEvent], plan: Improvement, *, by: Actor, at: datetime, **more: object
) -> None:
    """Emit an event of a plan with the superior of the day."""
    events.emit(
        kind(
            by=by,
            at=at,
            subject_id=plan.employee_id,
            improvement_id=plan.pk,
            coach_id=access.coach_of(by, plan.employee_id),
            **more,  # type: ignore[arg-type]  # fields of the kind
        )
    )
