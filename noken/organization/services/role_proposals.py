"""Roles for the whole instansi: proposed by BKPSDM, given once a second hand has confirmed.

Two signatures, as a setting takes them (`services.signing`); where no two holders could give a
role, the server's console is the second hand, and the register says so.
"""

from datetime import datetime
from typing import NoReturn

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.organization.events import RoleProposed
from noken.organization.models import Employee, RoleGrant, RoleProposal, RoleSignature
from noken.organization.queries.holders import holders_with
from noken.organization.rules.hands import HAND_DAYS, is_one_hand
from noken.organization.rules.holding import SECONDS, Holders, may_second, needs_console, seconds
from noken.organization.services._grants import Grant, check_order, keep_grant
from noken.organization.services._records import (
    check_in_service,
    constraints_refuse,
    get_employee,
)
from noken.organization.services.roles import LONGEST_REASON
from noken.organization.services.signing import (
    Setting,
    make_way,
    sign_setting,
    withdraw_setting,
)

SIGNERS = frozenset({Role.PERSONNEL, Role.LEADER, Role.INSPECTORATE})
ROLE = Setting(RoleProposal, RoleSignature, "role", "Peran ini", signers=SIGNERS)
_ONE_HAND = (
    "Pengusul, yang mengonfirmasi, dan pegawainya harus tiga orang: dalam "
    f"{HAND_DAYS} hari terakhir tidak ada yang membuatkan kata sandi yang lain, dan tidak ada "
    "satu orang yang membuatkan keduanya. Minta rekan lain."
)


@transaction.atomic
def propose_role(grant: Grant, *, by: Actor, at: datetime) -> RoleProposal:
    """Put a role for the whole instansi up for a second person; what still waited for the same
    person and role is withdrawn.

    Raises:
        Refused: `role.not_yours`, `role.no_letter`, `role.too_long`, `role.in_the_past`,
            `role.no_reason`, `role.exists`, `role.one_hand`, `employee.unknown`,
            `employee.not_in_service`, `dates.order`.
    Emits: RoleProposed.
    """
    employee = get_employee(grant.employee_id)
    if by.employee_id in {None, employee.pk} or grant.role not in SECONDS:
        raise Refused(
            "Peran untuk diri sendiri diusulkan rekan Anda di BKPSDM.", code="role.not_yours"
        )
    if not grant.letter.strip():
        raise Refused("Tuliskan nomor suratnya.", code="role.no_letter")
    same = {"employee": employee, "role": grant.role, "done_at": None}
    letter = make_way(ROLE, grant.letter, grant.start_on, by=by, at=at, **same)
    reason = grant.reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Refused(
            f"Tuliskan alasannya, paling panjang {LONGEST_REASON} huruf.", code="role.no_reason"
        )
    check_order(grant)
    _check_new(employee, grant)
    holders = holders_with({by.employee_id or 0, employee.pk}, by.on, at)
    tied = is_one_hand(by.employee_id or 0, employee.pk, holders.made_by)
    if tied and not needs_console(grant.role, employee.pk, holders):
        raise Refused(_ONE_HAND, code="role.one_hand")
    with constraints_refuse():
        row = RoleProposal.objects.create(
            employee=employee,
            role=grant.role,
            reason=reason,
            source=letter,
            start_on=grant.start_on,
            end_on=grant.end_on,
            proposed_by_id=by.employee_id,
            proposed_at=at,
        )
    row.signatures.create(signer_id=by.employee_id, role=Role.PERSONNEL, reason=reason, at=at)
    _tell("PROPOSED", row, by, at, reason)
    return row


@transaction.atomic
def confirm_role(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> RoleGrant:
    """The second hand: the role is given.

    Raises:
        Refused: `role.gone`, `role.not_a_signer`, `role.proposer_gone`, `role.one_hand`,
            `role.needs_console`, `role.exists`, `employee.not_in_service`, and as `sign_setting`.
    Emits: RoleChanged.
    """
    row = _get_waiting(proposal_id)
    if by.employee_id == row.employee_id or not may_second(row.role, by.roles):
        _refuse_signer(row)
    holders = _checked(row, by, at)
    if by.employee_id != row.proposed_by_id and by.employee_id not in _seconds(row, holders):
        if needs_console(row.role, row.employee_id, holders):
            raise Refused(
                "Belum ada dua orang yang dapat memberi peran ini. Minta pengelola server "
                f"mengonfirmasinya: noken instansi confirm {row.pk}.",
                code="role.needs_console",
            )
        raise Refused(_ONE_HAND, code="role.one_hand")
    sign_setting(ROLE, row.pk, reason, by=by, at=at)
    return _give(row, RoleGrant(confirmed_by_id=by.employee_id), by, at)


@transaction.atomic
def confirm_at_console(proposal_id: int, *, by: Actor, at: datetime) -> RoleGrant:
    """The server's console is the second hand, while no two holders could give this role.

    Raises:
        Refused: `role.gone`, `role.console_closed`, `role.proposer_gone`, `role.too_late`,
            `role.exists`, `employee.not_in_service`.
    Emits: RoleChanged.
    """
    row = _get_waiting(proposal_id)
    holders = _checked(row, by, at)
    if not by.has(Role.SYSTEM) or not needs_console(row.role, row.employee_id, holders):
        raise Refused(
            "Sudah ada dua pemegang peran yang dapat memberinya. Konfirmasi di halaman "
            "Pemegang peran.",
            code="role.console_closed",
        )
    if row.start_on < by.on:
        raise ROLE.refused(
            "Tanggal mulainya sudah lewat. Minta BKPSDM mengusulkannya lagi.", "too_late"
        )
    return _give(row, RoleGrant(at_console=True), by, at)


@transaction.atomic
def withdraw_role(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a proposal that still waits.

    Raises:
        Refused: `role.not_yours`, `role.gone`.
    Emits: RoleProposed.
    """
    row = _get_waiting(proposal_id)
    withdraw_setting(ROLE, row.pk, by=by, at=at)
    _tell("WITHDRAWN", row, by, at, row.reason)


def _get_waiting(proposal_id: int) -> RoleProposal:
    """Locked after its person, as a new proposal for them locks."""
    rows = RoleProposal.objects.filter(pk=proposal_id, withdrawn_at=None, done_at=None)
    for person in rows.values_list("employee", flat=True):
        get_employee(person)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise ROLE.refused("Usulan ini tidak menunggu lagi. Muat ulang halaman.", "gone")
    return row


def _checked(row: RoleProposal, by: Actor, at: datetime) -> Holders:
    """The holders of today; the proposer is still one of BKPSDM, the person still in service."""
    people = {row.employee_id, row.proposed_by_id or 0, by.employee_id or 0}
    holders = holders_with(people, by.on, at)
    if Role.PERSONNEL not in holders.roles.get(row.proposed_by_id or 0, ()):
        raise Refused(
            "Yang mengusulkan tidak lagi di BKPSDM. Minta BKPSDM mengusulkannya lagi.",
            code="role.proposer_gone",
        )
    _check_new(row.employee, _grant_of(row))
    return holders


def _check_new(employee: Employee, grant: Grant) -> None:
    check_in_service(employee, grant.start_on)
    held = employee.role_grants.filter(role=grant.role)
    if held.filter(end_on=None).exists() or held.filter(end_on__gt=grant.start_on).exists():
        raise Refused("Pegawai ini sudah memegang peran itu pada masa itu.", code="role.exists")


def _seconds(row: RoleProposal, holders: Holders) -> frozenset[int]:
    return seconds(row.role, row.employee_id, row.proposed_by_id or 0, holders)


def _give(row: RoleProposal, made: RoleGrant, by: Actor, at: datetime) -> RoleGrant:
    row.done_at = at
    row.save(update_fields=["done_at"])
    made.proposed_by_id = row.proposed_by_id
    return keep_grant(made, _grant_of(row), by, at)


def _grant_of(row: RoleProposal) -> Grant:
    return Grant(
        row.employee_id, row.role, None, row.start_on, row.end_on, row.reason, row.source
    )  # fmt: skip


def _refuse_signer(row: RoleProposal) -> NoReturn:
    who = {"PERSONNEL": "BKPSDM atau pimpinan", "LEADER": "pimpinan atau Inspektorat"}
    words = who.get(row.role, who["LEADER"])
    raise Refused(
        f"Peran ini dikonfirmasi {words}, dan tidak oleh pemegangnya sendiri.",
        code="role.not_a_signer",
    )


def _tell(change: str, row: RoleProposal, by: Actor, at: datetime, reason: str) -> None:
    events.emit(
        RoleProposed(
            by=by,
            at=at,
            subject_id=row.employee_id,
            proposal_id=row.pk,
            role=row.role,
            change=change,
            why=reason,
        )
    )
