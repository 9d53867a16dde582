"""Explicit superiors, for what the structure does not say; and the recomputation of all lines."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.periods import in_force
from noken.organization.events import SuperiorChosen
from noken.organization.models import SuperiorOverride
from noken.organization.queries.facts import MAY_LEAD
from noken.organization.services._lines import Refreshed, lock_structure, refresh, refresh_everybody
from noken.organization.services._reach import check_begins
from noken.organization.services._records import (
    check_may_change,
    close_running,
    constraints_refuse,
    get_employee,
)

_BASIS = "PP 30/2019 Pasal 1 angka 8"


@dataclass(frozen=True, slots=True)
class Choice:
    """`end_on` is the first day after; None: until further notice."""

    employee_id: int
    superior_id: int
    reason: str
    start_on: date
    end_on: date | None = None


@transaction.atomic
def set_superior(choice: Choice, *, by: Actor, at: datetime) -> SuperiorOverride:
    """Choose a superior for a person; the choice before ends the day this one begins.

    Raises:
        Refused: `employee.unknown`, `employee.own_record`, `employee.not_yours`,
            `employee.above`, `superior.own_gain`, `superior.in_the_past`, `superior.no_reason`,
            `superior.self`, `superior.not_able`, `superior.circle`, `superior.later_exists`,
            `dates.order`.
    Emits: SuperiorChosen, LinesRefreshed, SuperiorShifted.
    """
    lock_structure()
    employee = get_employee(choice.employee_id)
    superior = get_employee(choice.superior_id)
    check_may_change(by, employee, clock.day_of(at))
    check_begins(by, choice.start_on, clock.day_of(at))
    if superior.pk == by.employee_id:
        raise Refused(
            "Tidak seorang pun menjadikan dirinya atasan orang lain. Mintalah BKPSDM, atau rekan "
            "di BKPSDM, menetapkannya.",
            code="superior.own_gain",
        )
    reason = " ".join(choice.reason.split())
    if not reason:
        raise Refused(
            "Tuliskan alasannya, misalnya nomor surat penetapan.", code="superior.no_reason"
        )
    if superior.pk == employee.pk:
        raise Refused(
            "Seseorang tidak dapat menjadi atasannya sendiri. Pilih orang lain.",
            code="superior.self",
            basis=_BASIS,
        )
    standing = superior.standings.filter(in_force(choice.start_on)).first()
    if standing is not None and standing.standing not in MAY_LEAD:
        raise Refused(
            f"{superior.name} sedang tidak bertugas ({standing.get_standing_display()}). "
            "Pilih orang lain.",
            code="superior.not_able",
        )
    with constraints_refuse():
        close_running(employee.superior_overrides.all(), choice.start_on)
        override = SuperiorOverride.objects.create(
            employee=employee,
            superior=superior,
            reason=reason,
            start_on=choice.start_on,
            end_on=choice.end_on,
        )
    events.emit(
        SuperiorChosen(by=by, at=at, subject_id=employee.pk, superior_id=superior.pk, why=reason)
    )
    done = refresh(by, at, employees=[employee.pk])
    if any(employee.pk in circle.members for circle in done.circles):
        raise Refused(
            f"{superior.name} sendiri berada di bawah {employee.name}. Pilih atasan lain, "
            "atau ubah dulu atasan yang satunya.",
            code="superior.circle",
            basis=_BASIS,
        )
    return override


@transaction.atomic
def clear_superior(employee_id: int, on: date, *, by: Actor, at: datetime) -> None:
    """From a day on the structure decides again.

    Raises:
        Refused: `employee.unknown`, `employee.own_record`, `employee.not_yours`,
            `employee.above`, `superior.in_the_past`, `superior.own_gain`, `superior.none`.
    Emits: SuperiorChosen, LinesRefreshed, SuperiorShifted.
    """
    lock_structure()
    employee = get_employee(employee_id)
    check_may_change(by, employee, clock.day_of(at))
    check_begins(by, on, clock.day_of(at))
    if not employee.superior_overrides.filter(in_force(on)).exists():
        raise Refused(
            f"Tidak ada penetapan khusus untuk {employee.name} pada tanggal itu.",
            code="superior.none",
        )
    close_running(employee.superior_overrides.all(), on)
    events.emit(SuperiorChosen(by=by, at=at, subject_id=employee.pk, superior_id=None))
    refresh(by, at, employees=[employee.pk])


@transaction.atomic
def refresh_lines(*, by: Actor, at: datetime) -> Refreshed:
    """Recompute everybody's lines, after rows were written in bulk; writes what differs.

    Emits: LinesRefreshed.
    """
    lock_structure()
    return refresh_everybody(by, at)
