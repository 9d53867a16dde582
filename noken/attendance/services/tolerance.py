"""The tolerance for lateness: proposed with its source, in force once two people have signed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.attendance import access
from noken.attendance.events import ToleranceProposed, ToleranceSigned, ToleranceWithdrawn
from noken.attendance.models import ToleranceProposal, ToleranceSignature
from noken.attendance.rules.tolerance import SIGNATURES
from noken.core import events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused

MOST_LATE, MOST_MADE_UP = 240, 480


@dataclass(frozen=True, slots=True)
class NewTolerance:
    late_minutes: int
    make_up_minutes: int
    start_on: date
    source: str


@transaction.atomic
def propose_tolerance(new: NewTolerance, *, by: Actor, at: datetime) -> ToleranceProposal:
    """Put a setting up for signature; one that still waited is withdrawn by it.

    Raises:
        Refused: `tolerance.not_yours`, `tolerance.no_source`, `tolerance.out_of_range`,
            `tolerance.in_the_past`.
    Emits: ToleranceProposed.
    """
    if not by.roles & {Role.PERSONNEL, Role.SYSTEM}:
        raise Refused(
            "Toleransi diusulkan BKPSDM. Sampaikan usulan Anda kepada BKPSDM.",
            code="tolerance.not_yours",
        )
    if not new.source.strip():
        raise Refused(
            "Tuliskan dasarnya, misalnya nomor peraturan Bupati.", code="tolerance.no_source"
        )
    if not (0 <= new.late_minutes <= MOST_LATE and 0 <= new.make_up_minutes <= MOST_MADE_UP):
        raise Refused(
            f"Toleransi paling lama {MOST_LATE} menit dan penggantian {MOST_MADE_UP} menit.",
            code="tolerance.out_of_range",
        )
    if new.start_on < by.on:
        raise Refused(
            "Toleransi tidak berlaku surut. Pilih hari ini atau sesudahnya.",
            code="tolerance.in_the_past",
        )
    for waiting in _waiting():
        waiting.withdrawn_at = at
        waiting.save(update_fields=["withdrawn_at"])
    row = ToleranceProposal.objects.create(
        late_minutes=new.late_minutes,
        make_up_minutes=new.make_up_minutes,
        start_on=new.start_on,
        source=new.source,
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(ToleranceProposed(by=by, at=at, proposal_id=row.pk, why=new.source))
    return row


@transaction.atomic
def sign_tolerance(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to a setting; True when it was the second person and the setting is in force.

    Raises:
        Refused: `tolerance.not_a_signer`, `tolerance.no_reason`, `tolerance.gone`,
            `tolerance.signed_twice`, `tolerance.too_late`.
    Emits: ToleranceSigned.
    """
    if not access.can_sign_tolerance(by):
        raise Refused(
            "Toleransi disetujui BKPSDM dan pimpinan. Sampaikan pendapat Anda kepada mereka.",
            code="tolerance.not_a_signer",
        )
    if not reason.strip():
        raise Refused("Tuliskan alasan Anda menyetujuinya.", code="tolerance.no_reason")
    row = ToleranceProposal.objects.select_for_update().filter(pk=proposal_id).first()
    signers = set(row.signatures.values_list("signer", flat=True)) if row else set()
    if row is None or row.withdrawn_at is not None or len(signers) >= SIGNATURES:
        raise _gone()
    if by.employee_id in signers:
        raise Refused(
            "Anda sudah menyetujuinya. Persetujuan kedua harus dari orang lain.",
            code="tolerance.signed_twice",
        )
    if row.start_on < by.on:
        raise Refused(
            "Tanggal mulainya sudah lewat dan toleransi tidak berlaku surut. "
            "Minta BKPSDM mengusulkannya lagi dengan tanggal baru.",
            code="tolerance.too_late",
        )
    ToleranceSignature.objects.create(
        proposal=row, signer_id=by.employee_id or 0, role=by.role, reason=reason, at=at
    )
    in_force = len(signers) + 1 >= SIGNATURES
    events.emit(
        ToleranceSigned(
            by=by,
            at=at,
            proposal_id=row.pk,
            why=reason,
            start_on=row.start_on if in_force else None,
        )
    )
    return in_force


@transaction.atomic
def withdraw_tolerance(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a proposal that still waits for its second signature.

    Raises:
        Refused: `tolerance.not_yours`, `tolerance.gone`.
    Emits: ToleranceWithdrawn.
    """
    if not by.roles & {Role.PERSONNEL, Role.SYSTEM}:
        raise Refused("Usulan ini ditarik BKPSDM.", code="tolerance.not_yours")
    row = next((each for each in _waiting() if each.pk == proposal_id), None)
    if row is None:
        raise _gone()
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    events.emit(ToleranceWithdrawn(by=by, at=at, proposal_id=row.pk, why=""))


def _waiting() -> list[ToleranceProposal]:
    rows = ToleranceProposal.objects.select_for_update().filter(withdrawn_at=None)
    return [row for row in rows if row.signatures.count() < SIGNATURES]


def _gone() -> Refused:
    return Refused(
        "Usulan ini tidak menunggu persetujuan lagi. Muat ulang halaman.", code="tolerance.gone"
    )
