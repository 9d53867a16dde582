"""Values the law leaves open: proposed with a source, in force once two people signed."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.followup import access
from noken.followup.events import (
    FollowupValueProposed,
    FollowupValueSigned,
    FollowupValueWithdrawn,
)
from noken.followup.models import ValueProposal, ValueSignature
from noken.followup.queries.terms import known_values
from noken.followup.rules import values
from noken.followup.services._records import need_text


@dataclass(frozen=True, slots=True, kw_only=True)
class NewValue:
    name: str
    value: Decimal
    start_on: date
    source: str


@transaction.atomic
def propose_value(new: NewValue, *, by: Actor, at: datetime) -> ValueProposal:
    """Put a value up for signature; one of the same name that still waited is withdrawn by it.

    Raises:
        Refused: `followup.not_personnel`, `followup.not_settable`, `followup.out_of_range`,
            `followup.no_source`, `followup.too_long`, `followup.in_the_past`.
    Emits: FollowupValueProposed.
    """
    if not by.roles & {Role.PERSONNEL, Role.SYSTEM}:
        raise Refused(
            "Angka ini diusulkan BKPSDM. Sampaikan usulan Anda kepada BKPSDM.",
            code="followup.not_personnel",
        )
    known = known_values().get(new.name)
    if known is None:
        raise Refused(
            "Angka ini ditetapkan peraturan dan tidak dapat diubah di sini.",
            code="followup.not_settable",
        )
    if not values.fits(known, new.value):
        kind = "bilangan bulat" if known.whole else "angka"
        raise Refused(
            f"Isi {kind} dari {known.least.normalize():f} sampai {known.most.normalize():f}.",
            code="followup.out_of_range",
        )
    what = "Tuliskan dasarnya, misalnya nomor keputusan Bupati."
    source = need_text(new.source, what, code="followup.no_source", most=200)
    if new.start_on < by.on:
        raise Refused(
            "Angka ini tidak berlaku surut. Pilih hari ini atau sesudahnya.",
            code="followup.in_the_past",
        )
    for waiting in _waiting(new.name):
        waiting.withdrawn_at = at
        waiting.save(update_fields=["withdrawn_at"])
    row = ValueProposal.objects.create(
        name=new.name,
        value=new.value,
        source=source,
        start_on=new.start_on,
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(FollowupValueProposed(by=by, at=at, proposal_id=row.pk, why=source))
    return row


@transaction.atomic
def sign_value(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to a value; True when it was the second person and it is settled.

    Raises:
        Refused: `followup.not_a_signer`, `followup.no_reason`, `followup.too_long`,
            `followup.gone`, `followup.signed_twice`, `followup.too_late`.
    Emits: FollowupValueSigned.
    """
    if not access.can_sign(by):
        raise Refused(
            "Angka ini disetujui BKPSDM dan pimpinan. Sampaikan pendapat Anda kepada mereka.",
            code="followup.not_a_signer",
        )
    what = "Tuliskan alasan Anda menyetujuinya."
    reason = need_text(reason, what, code="followup.no_reason", most=300)
    row = ValueProposal.objects.select_for_update().filter(pk=proposal_id).first()
    signers = set(row.signatures.values_list("signer", flat=True)) if row else set()
    if row is None or row.withdrawn_at is not None or len(signers) >= values.SIGNATURES:
        raise _gone()
    if by.employee_id in signers:
        raise Refused(
            "Anda sudah menyetujuinya. Persetujuan kedua harus dari orang lain.",
            code="followup.signed_twice",
        )
    if row.start_on < by.on:
        raise Refused(
            "Tanggal mulainya sudah lewat dan angka ini tidak berlaku surut. "
            "Minta BKPSDM mengusulkannya lagi dengan tanggal baru.",
            code="followup.too_late",
        )
    ValueSignature.objects.create(
        proposal=row, signer_id=by.employee_id or 0, role=by.role, reason=reason, at=at
    )
    settled = len(signers) + 1 >= values.SIGNATURES
    events.emit(FollowupValueSigned(by=by, at=at, proposal_id=row.pk, why=reason, settled=settled))
    return settled


@transaction.atomic
def withdraw_value(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a proposal that still waits for its second signature.

    Raises:
        Refused: `followup.not_personnel`, `followup.gone`.
    Emits: FollowupValueWithdrawn.
    """
    if not by.roles & {Role.PERSONNEL, Role.SYSTEM}:
        raise Refused("Usulan ini ditarik BKPSDM.", code="followup.not_personnel")
    row = next((each for each in _waiting() if each.pk == proposal_id), None)
    if row is None:
        raise _gone()
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    events.emit(FollowupValueWithdrawn(by=by, at=at, proposal_id=row.pk))


def _waiting(name: str = "") -> list[ValueProposal]:
    rows = ValueProposal.objects.select_for_update().filter(withdrawn_at=None)
    found = rows.filter(name=name) if name else rows
    return [row for row in found if row.signatures.count() < values.SIGNATURES]


def _gone() -> Refused:
    return Refused(
        "Usulan ini tidak menunggu persetujuan lagi. Muat ulang halaman.", code="followup.gone"
    )
