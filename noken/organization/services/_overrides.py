"""Writing an explicit superior. Whoever calls has looked at who may."""

from dataclasses import dataclass
from datetime import date, datetime

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.periods import in_force
from noken.organization.events import SuperiorChosen
from noken.organization.models import Employee, SuperiorOverride
from noken.organization.queries.facts import MAY_LEAD
from noken.organization.services._lines import refresh
from noken.organization.services._records import close_running, constraints_refuse

BASIS = "PP 30/2019 Pasal 1 angka 8"


@dataclass(frozen=True, slots=True)
class Choice:
    """`end_on` is the first day after; None: until further notice."""

    employee_id: int
    superior_id: int
    reason: str
    start_on: date
    end_on: date | None = None


def check_able(superior: Employee, on: date) -> None:
    standing = superior.standings.filter(in_force(on)).first()
    if standing is not None and standing.standing not in MAY_LEAD:
        raise Refused(
            f"{superior.name} sedang tidak bertugas ({standing.get_standing_display()}). "
            "Pilih orang lain.",
            code="superior.not_able",
        )


def choose(
    employee: Employee, superior: Employee, choice: Choice, *, by: Actor, at: datetime
) -> SuperiorOverride:
    """The choice before ends the day this one begins."""
    with constraints_refuse():
        close_running(employee.superior_overrides.all(), choice.start_on)
        override = SuperiorOverride.objects.create(
            employee=employee,
            superior=superior,
            reason=choice.reason,
            start_on=choice.start_on,
            end_on=choice.end_on,
        )
    whom, why = superior.pk, choice.reason
    events.emit(SuperiorChosen(by=by, at=at, subject_id=employee.pk, superior_id=whom, why=why))
    done = refresh(by, at, employees=[employee.pk])
    if any(employee.pk in circle.members for circle in done.circles):
        raise Refused(
            f"{superior.name} sendiri berada di bawah {employee.name}. Pilih atasan lain, "
            "atau ubah dulu atasan yang satunya.",
            code="superior.circle",
            basis=BASIS,
        )
    return override
