"""Roles beyond self and superior: granted and ended, with dates."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization import access
from noken.organization.events import RoleChanged
from noken.organization.models import RoleGrant
from noken.organization.services._records import (
    check_in_service,
    constraints_refuse,
    get_employee,
    get_open_unit,
)

_NOT_YOURS = "Peran ini diberikan oleh BKPSDM, dan tidak oleh seseorang kepada dirinya sendiri."


@dataclass(frozen=True, slots=True)
class Grant:
    """`unit_id` None: the whole instansi. `end_on` is the first day after."""

    employee_id: int
    role: str
    unit_id: int | None
    start_on: date
    end_on: date | None = None
    reason: str = ""


@transaction.atomic
def grant_role(grant: Grant, *, by: Actor, at: datetime) -> RoleGrant:
    """Give a person a role for a unit and all below it, or for the whole instansi.

    Raises:
        Refused: `role.not_yours`, `role.needs_unit`, `role.exists`, `employee.unknown`,
            `employee.not_in_service`, `unit.unknown`, `unit.closed`, `unit.not_begun`,
            `dates.order`.
    Emits: RoleChanged.
    """
    employee = get_employee(grant.employee_id)
    _permit(by, employee.pk, grant.role, grant.unit_id)
    if grant.role == RoleGrant.Role.ADMIN_OPD and grant.unit_id is None:
        raise Refused("Pilih unit yang dikelola admin ini.", code="role.needs_unit")
    if grant.unit_id is not None:
        get_open_unit(grant.unit_id, grant.start_on)
    check_in_service(employee, grant.start_on)
    with constraints_refuse():
        made = RoleGrant.objects.create(
            employee=employee,
            role=grant.role,
            unit_id=grant.unit_id,
            start_on=grant.start_on,
            end_on=grant.end_on,
            reason=grant.reason.strip(),
        )
    _tell("GRANTED", made, by, at)
    return made


@transaction.atomic
def end_role(grant_id: int, on: date, *, by: Actor, at: datetime) -> None:
    """End a role on a day; one that has not begun by then is taken back.

    Raises:
        Refused: `role.unknown`, `role.not_yours`, `role.over`.
    Emits: RoleChanged.
    """
    grant = RoleGrant.objects.select_for_update(of=("self",)).filter(pk=grant_id).first()
    if grant is None:
        raise Refused("Peran itu tidak ditemukan. Muat ulang halaman.", code="role.unknown")
    _permit(by, grant.employee_id, grant.role, grant.unit_id)
    if grant.end_on is not None and grant.end_on <= on:
        raise Refused("Peran itu sudah berakhir pada tanggal itu.", code="role.over")
    if grant.start_on >= on:
        RoleGrant.objects.filter(pk=grant.pk).delete()
    else:
        grant.end_on = on
        grant.save(update_fields=["end_on"])
    _tell("ENDED", grant, by, at)


def _permit(by: Actor, employee_id: int, role: str, unit_id: int | None) -> None:
    if not access.can_grant(by, employee_id, role, unit_id):
        raise Refused(_NOT_YOURS, code="role.not_yours")


def _tell(change: str, grant: RoleGrant, by: Actor, at: datetime) -> None:
    events.emit(
        RoleChanged(
            by=by,
            at=at,
            subject_id=grant.employee_id,
            grant_id=grant.pk,
            role=grant.role,
            change=change,
            why=grant.reason,
        )
    )
