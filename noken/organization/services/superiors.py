"""Explicit superiors, for what the structure does not say; and the recomputation of all lines."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.periods import in_force
from noken.organization import access
from noken.organization.events import SuperiorChosen
from noken.organization.models import Employee, SuperiorOverride
from noken.organization.queries.lending import crossings
from noken.organization.services._lines import Refreshed, lock_structure, refresh, refresh_everybody
from noken.organization.services._overrides import BASIS, Choice, check_able, choose
from noken.organization.services._proposing import drop_waiting, propose
from noken.organization.services._reach import check_begins
from noken.organization.services._records import (
    check_may_change,
    close_running,
    constraints_refuse,
    get_employee,
)


@transaction.atomic
def set_superior(choice: Choice, *, by: Actor, at: datetime) -> SuperiorOverride | None:
    """Choose a superior for a person; the choice before ends the day this one begins.

    One of another agency waits for a word of that agency (None), and holds from then on. Where
    nobody there could give it, BKPSDM chooses alone.

    Raises:
        Refused: `employee.unknown`, `employee.own_record`, `employee.not_yours`,
            `employee.above`, `superior.own_gain`, `superior.in_the_past`, `superior.no_reason`,
            `superior.self`, `superior.not_able`, `superior.other_agency`, `superior.circle`,
            `superior.later_exists`, `dates.order`.
    Emits: SuperiorChosen, LinesRefreshed, SuperiorShifted; else SuperiorProposed.
    """
    lock_structure()
    employee = get_employee(choice.employee_id)
    superior = get_employee(choice.superior_id)
    today = clock.day_of(at)
    check_may_change(by, employee, today)
    check_begins(by, choice.start_on, today)
    choice = replace(choice, reason=" ".join(choice.reason.split()))
    _check_choice(choice, employee, superior, by)
    crossed = crossings({employee.pk: superior.pk}, by, max(today, choice.start_on))
    if not crossed:
        drop_waiting([employee.pk], by, at)
        return choose(employee, superior, choice, by=by, at=at)
    crossing = crossed[employee.pk]
    if crossing.speakers:
        with constraints_refuse():
            propose(crossed, [choice], by, at)
        return None
    if not access.keeps_everybody(by):
        raise Refused(
            f"{superior.name} bertugas di {crossing.agency}, dan di sana belum ada admin yang "
            "dapat menyetujuinya. Mintalah BKPSDM menetapkannya.",
            code="superior.other_agency",
        )
    drop_waiting([employee.pk], by, at)
    return choose(employee, superior, choice, by=by, at=at)


def _check_choice(choice: Choice, employee: Employee, superior: Employee, by: Actor) -> None:
    if superior.pk == by.employee_id:
        raise Refused(
            "Tidak seorang pun menjadikan dirinya atasan orang lain. Mintalah BKPSDM, atau rekan "
            "di BKPSDM, menetapkannya.",
            code="superior.own_gain",
        )
    if not choice.reason:
        raise Refused(
            "Tuliskan alasannya, misalnya nomor surat penetapan.", code="superior.no_reason"
        )
    if superior.pk == employee.pk:
        raise Refused(
            "Seseorang tidak dapat menjadi atasannya sendiri. Pilih orang lain.",
            code="superior.self",
            basis=BASIS,
        )
    check_able(superior, choice.start_on)


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
