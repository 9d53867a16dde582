"""What an OPD's admin never does alone: act on who leads them, gain people, change days gone by.

BKPSDM does it for them, from the same pages.
"""

from collections.abc import Collection, Iterable
from datetime import date

from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization import access
from noken.organization.models import Employee
from noken.organization.rules.shifts import Shift


def check_not_above(by: Actor, employee: Employee) -> None:
    """The people above an admin are kept by BKPSDM.

    Raises:
        Refused: `employee.above`.
    """
    if employee.pk in access.people_above(by):
        raise Refused(
            f"{employee.name} memimpin Anda. Perubahan untuknya dibuat BKPSDM; kirimkan "
            "suratnya ke sana.",
            code="employee.above",
        )


def check_seat(by: Actor, unit_id: int) -> None:
    """Who sits at the head of a unit above an admin is entered by BKPSDM.

    Raises:
        Refused: `seat.above`.
    """
    if unit_id in access.units_above(by):
        raise Refused(
            "Jabatan itu memimpin Anda. Pejabat, Plt, atau Plh-nya dicatat BKPSDM; kirimkan "
            "suratnya ke sana.",
            code="seat.above",
        )


def check_shifts(by: Actor, shifts: Iterable[Shift], moved: Collection[int], today: date) -> None:
    """Whatever act it was: no admin gains people by it, chooses the own superior, or changes who
    led others on days gone by.

    Args:
        moved: people the act is about; for their own days their own page answers.
    Raises:
        Refused: `superior.own_gain`, `superior.own_line`, `superior.in_the_past`.
    """
    if access.keeps_everybody(by):
        return
    for shift in shifts:
        if shift.now == by.employee_id:
            raise Refused(_GAIN.format(_name(shift.employee)), code="superior.own_gain")
        if shift.employee == by.employee_id:
            raise Refused(_OWN_LINE, code="superior.own_line")
        if shift.start < today and shift.employee not in moved:
            raise Refused(_PAST.format(_name(shift.employee)), code="superior.in_the_past")


def check_begins(by: Actor, on: date, today: date) -> None:
    """A choice of a superior for a day gone by is BKPSDM's.

    Raises:
        Refused: `superior.in_the_past`.
    """
    if on < today and not access.keeps_everybody(by):
        raise Refused(
            "Penetapan atasan dimulai hari ini atau sesudahnya. Untuk hari yang sudah lewat, "
            "mintalah BKPSDM menetapkannya.",
            code="superior.in_the_past",
        )


_GAIN = "Perubahan ini menjadikan Anda atasan {}. Itu ditetapkan BKPSDM; kirimkan dasarnya ke sana."
_OWN_LINE = (
    "Perubahan ini mengganti atasan Anda sendiri. Itu ditetapkan BKPSDM; kirimkan dasarnya ke sana."
)
_PAST = (
    "Perubahan ini mengganti atasan {} pada hari yang sudah lewat. Pilih hari ini atau "
    "sesudahnya, atau mintalah BKPSDM menetapkannya."
)


def _name(employee_id: int) -> str:
    return Employee.objects.values_list("name", flat=True).get(pk=employee_id)
