"""The days of each step: proposed with their source, in force once two people have signed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.objections import access
from noken.objections.events import (
    ObjectionTermsProposed,
    ObjectionTermsSigned,
    ObjectionTermsWithdrawn,
)
from noken.objections.models import TermsProposal, TermsSignature
from noken.objections.rules.clock import SIGNATURES

KEEPERS = frozenset({Role.PERSONNEL, Role.SYSTEM})
MOST = {"file_days": 90, "take_workdays": 30, "answer_workdays": 30, "decide_workdays": 90}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerms:
    file_days: int
    take_workdays: int
    answer_workdays: int
    decide_workdays: int
    start_on: date
    source: str


@transaction.atomic
def propose_terms(new: NewTerms, *, by: Actor, at: datetime) -> TermsProposal:
    """Put the days up for signature; a proposal that still waited is withdrawn by it.

    Raises:
        Refused: `terms.not_yours`, `terms.no_source`, `terms.out_of_range`,
            `terms.in_the_past`.
    Emits: ObjectionTermsProposed.
    """
    if not by.roles & KEEPERS:
        raise Refused(
            "Waktu keberatan diusulkan BKPSDM. Sampaikan usulan Anda kepada BKPSDM.",
            code="terms.not_yours",
        )
    if not new.source.strip():
        raise Refused("Tuliskan dasarnya, misalnya nomor peraturan Bupati.", code="terms.no_source")
    if any(not 1 <= getattr(new, name) <= most for name, most in MOST.items()):
        raise Refused(
            "Isi paling sedikit 1 hari; mengajukan dan memutus paling lama 90 hari, mengambil "
            "dan mendengar paling lama 30 hari.",
            code="terms.out_of_range",
        )
    if new.start_on < by.on:
        raise Refused(
            "Ketentuan tidak berlaku surut. Pilih hari ini atau sesudahnya.",
            code="terms.in_the_past",
        )
    for waiting in _waiting():
        waiting.withdrawn_at = at
        waiting.save(update_fields=["withdrawn_at"])
    row = TermsProposal.objects.create(
        file_days=new.file_days,
        take_workdays=new.take_workdays,
        answer_workdays=new.answer_workdays,
        decide_workdays=new.decide_workdays,
        start_on=new.start_on,
        source=new.source.strip()[:200],
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(ObjectionTermsProposed(by=by, at=at, proposal_id=row.pk, why=row.source))
    return row


@transaction.atomic
def sign_terms(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to the days; True when it was the second person and they will hold.

    Raises:
        Refused: `terms.not_a_signer`, `terms.no_reason`, `terms.gone`, `terms.signed_twice`,
            `terms.too_late`.
    Emits: ObjectionTermsSigned.
    """
    if not access.can_sign_terms(by):
        raise Refused(
            "Waktu keberatan disetujui BKPSDM dan pimpinan. Sampaikan pendapat Anda kepada mereka.",
            code="terms.not_a_signer",
        )
    if not reason.strip():
        raise Refused("Tuliskan alasan Anda menyetujuinya.", code="terms.no_reason")
    row = TermsProposal.objects.select_for_update().filter(pk=proposal_id).first()
    signers = set(row.signatures.values_list("signer", flat=True)) if row else set()
    if row is None or row.withdrawn_at is not None or len(signers) >= SIGNATURES:
        raise _gone()
    if by.employee_id in signers:
        raise Refused(
            "Anda sudah menyetujuinya. Persetujuan kedua harus dari orang lain.",
            code="terms.signed_twice",
        )
    if row.start_on < by.on:
        raise Refused(
            "Tanggal mulainya sudah lewat dan ketentuan tidak berlaku surut. Minta BKPSDM "
            "mengusulkannya lagi dengan tanggal baru.",
            code="terms.too_late",
        )
    why = reason.strip()[:300]
    TermsSignature.objects.create(
        proposal=row, signer_id=by.employee_id or 0, role=by.role, reason=why, at=at
    )
    events.emit(ObjectionTermsSigned(by=by, at=at, proposal_id=row.pk, why=why))
    return len(signers) + 1 >= SIGNATURES


@transaction.atomic
def withdraw_terms(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a proposal that still waits for its second signature.

    Raises:
        Refused: `terms.not_yours`, `terms.gone`.
    Emits: ObjectionTermsWithdrawn.
    """
    if not by.roles & KEEPERS:
        raise Refused("Usulan ini ditarik BKPSDM.", code="terms.not_yours")
    row = next((each for each in _waiting() if each.pk == proposal_id), None)
    if row is None:
        raise _gone()
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    events.emit(ObjectionTermsWithdrawn(by=by, at=at, proposal_id=row.pk))


def _waiting() -> list[TermsProposal]:
    rows = TermsProposal.objects.select_for_update().filter(withdrawn_at=None)
    return [row for row in rows if row.signatures.count() < SIGNATURES]


def _gone() -> Refused:
    return Refused(
        "Usulan ini tidak menunggu persetujuan lagi. Muat ulang halaman.", code="terms.gone"
    )
