"""Roles beyond self and superior, with dates. An OPD's admin is named by one person; a role for
the whole instansi is proposed by one and confirmed by another (ADR 0035). One ends any of them."""

from datetime import date, datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.organization import access
from noken.organization.events import RoleReviewed
from noken.organization.models import RoleGrant
from noken.organization.rules.holding import SECONDS
from noken.organization.services._grants import Grant, end_grants, keep_grant
from noken.organization.services._records import (
    check_in_service,
    get_employee,
    get_open_unit,
)

_NOT_YOURS = "Peran ini diberikan oleh BKPSDM, dan tidak oleh seseorang kepada dirinya sendiri."
_NOT_YOURS_TO_END = (
    "Peran ini diakhiri atau ditinjau pemegang peran lain, tidak oleh pemegangnya sendiri. "
    "Hubungi BKPSDM."
)
LONGEST_REASON = 300


@transaction.atomic
def grant_role(grant: Grant, *, by: Actor, at: datetime) -> RoleGrant:
    """Name an OPD's admin for a unit and all below it. The server's console gives any role.

    Raises:
        Refused: `role.two_hands`, `role.not_yours`, `role.needs_unit`, `role.exists`,
            `employee.unknown`, `employee.not_in_service`, `unit.unknown`, `unit.closed`,
            `unit.not_begun`, `dates.order`.
    Emits: RoleChanged.
    """
    employee = get_employee(grant.employee_id)
    at_console = by.has(Role.SYSTEM)
    if grant.role in SECONDS and not at_console:
        raise Refused(
            "Peran ini diusulkan BKPSDM, lalu dikonfirmasi orang kedua.", code="role.two_hands"
        )
    if not access.can_grant(by, employee.pk, grant.unit_id):
        raise Refused(_NOT_YOURS, code="role.not_yours")
    if grant.role == RoleGrant.Role.ADMIN_OPD and grant.unit_id is None:
        raise Refused("Pilih unit yang dikelola admin ini.", code="role.needs_unit")
    if grant.unit_id is not None:
        get_open_unit(grant.unit_id, grant.start_on)
    check_in_service(employee, grant.start_on)
    row = RoleGrant(proposed_by_id=by.employee_id, at_console=at_console)
    return keep_grant(row, grant, by, at)


@transaction.atomic
def end_role(grant_id: int, on: date, reason: str = "", *, by: Actor, at: datetime) -> None:
    """End a role on a day; one that has not begun by then never holds. All holders are told.

    Raises:
        Refused: `role.unknown`, `role.not_yours`, `role.over`, `role.too_long`.
    Emits: RoleChanged.
    """
    grant = _get_grant(grant_id)
    _check_may_end(by, grant)
    reason = _checked(reason)
    if grant.end_on is not None and grant.end_on <= on:
        raise Refused("Peran itu sudah berakhir pada tanggal itu.", code="role.over")
    rows = RoleGrant.objects.filter(pk=grant.pk)
    events.emit(*end_grants(rows, on, by=by, at=at, reason=reason))


@transaction.atomic
def review_role(grant_id: int, reason: str, *, by: Actor, at: datetime) -> None:
    """Say why a role is still needed: it leaves the list of those to review for a year.

    Raises:
        Refused: `role.unknown`, `role.not_yours`, `role.over`, `role.no_reason`, `role.too_long`.
    Emits: RoleReviewed.
    """
    grant = _get_grant(grant_id)
    _check_may_end(by, grant)
    reason = _checked(reason)
    if not reason:
        raise Refused("Tuliskan mengapa peran ini masih perlu.", code="role.no_reason")
    if grant.end_on is not None and grant.end_on <= by.on:
        raise Refused("Peran itu sudah berakhir. Muat ulang halaman.", code="role.over")
    grant.reviewed_by_id, grant.reviewed_on, grant.review = by.employee_id, by.on, reason
    grant.save(update_fields=["reviewed_by", "reviewed_on", "review"])
    events.emit(
        RoleReviewed(
            by=by, at=at, subject_id=grant.employee_id, role=grant.role, why=reason, of=grant.pk
        )
    )


def _get_grant(grant_id: int) -> RoleGrant:
    grant = RoleGrant.objects.select_for_update(of=("self",)).filter(pk=grant_id).first()
    if grant is None:
        raise Refused("Peran itu tidak ditemukan. Muat ulang halaman.", code="role.unknown")
    return grant


def _check_may_end(by: Actor, grant: RoleGrant) -> None:
    if not access.can_end_role(by, grant.employee_id, grant.role, grant.unit_id):
        raise Refused(_NOT_YOURS_TO_END, code="role.not_yours")


def _checked(reason: str) -> str:
    reason = reason.strip()
    if len(reason) > LONGEST_REASON:
        raise Refused(f"Paling panjang {LONGEST_REASON} huruf. Singkatkan.", code="role.too_long")
    return reason
