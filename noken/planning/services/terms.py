"""After how many days a plan is late: proposed with its source, in force once two have signed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.planning import access
from noken.planning.events import LateTermProposed, LateTermSigned, LateTermWithdrawn
from noken.planning.models import LateTerm, LateTermSignature
from noken.planning.queries.terms import SIGNATURES

MOST_DAYS = 180


@dataclass(frozen=True, slots=True)
class NewLateTerm:
    days: int
    start_on: date
    source: str


@transaction.atomic
def propose_late_term(new: NewLateTerm, *, by: Actor, at: datetime) -> LateTerm:
    """Put a number up for signature; one that still waited is withdrawn by it.

    Raises:
        Refused: `late_term.not_yours`, `late_term.no_source`, `late_term.out_of_range`,
            `late_term.in_the_past`.
    Emits: LateTermProposed.
    """
    if not by.roles & {Role.PERSONNEL, Role.SYSTEM}:
        raise Refused(
            "Angka ini diusulkan BKPSDM. Sampaikan usulan Anda kepada BKPSDM.",
            code="late_term.not_yours",
        )
    if not new.source.strip():
        raise Refused("Tuliskan dasarnya, misalnya nomor surat edaran.", code="late_term.no_source")
    if not 1 <= new.days <= MOST_DAYS:
        raise Refused(f"Isi jumlah hari dari 1 sampai {MOST_DAYS}.", code="late_term.out_of_range")
    if new.start_on < by.on:
        raise Refused(
            "Angka ini tidak berlaku surut. Pilih hari ini atau sesudahnya.",
            code="late_term.in_the_past",
        )
    for waiting in _waiting():
        waiting.withdrawn_at = at
        waiting.save(update_fields=["withdrawn_at"])
    row = LateTerm.objects.create(
        days=new.days,
        source=new.source.strip()[:200],
        start_on=new.start_on,
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(LateTermProposed(by=by, at=at, term_id=row.pk, why=row.source))
    return row


@transaction.atomic
def sign_late_term(term_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to a number; True when it was the second person and the number is in force.

    Raises:
        Refused: `late_term.not_a_signer`, `late_term.no_reason`, `late_term.gone`,
            `late_term.signed_twice`, `late_term.too_late`.
    Emits: LateTermSigned.
    """
    if not access.can_sign_late_term(by):
        raise Refused(
            "Angka ini disetujui BKPSDM dan pimpinan. Sampaikan pendapat Anda kepada mereka.",
            code="late_term.not_a_signer",
        )
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Refused("Tuliskan alasan Anda menyetujuinya.", code="late_term.no_reason")
    row = next((each for each in _waiting() if each.pk == term_id), None)
    if row is None:
        raise _gone()
    signers = set(row.signatures.values_list("signer", flat=True))
    if by.employee_id in signers:
        raise Refused(
            "Anda sudah menyetujuinya. Persetujuan kedua harus dari orang lain.",
            code="late_term.signed_twice",
        )
    if row.start_on < by.on:
        raise Refused(
            "Tanggal mulainya sudah lewat dan angka ini tidak berlaku surut. Minta BKPSDM "
            "mengusulkannya lagi dengan tanggal baru.",
            code="late_term.too_late",
        )
    role = by.role if by.role in {Role.PERSONNEL, Role.LEADER} else Role.PERSONNEL
    LateTermSignature.objects.create(
        term=row, signer_id=by.employee_id or 0, role=role, reason=reason, at=at
    )
    events.emit(LateTermSigned(by=by, at=at, term_id=row.pk, why=reason))
    return len(signers) + 1 >= SIGNATURES


@transaction.atomic
def withdraw_late_term(term_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a number that still waits for its second signature.

    Raises:
        Refused: `late_term.not_yours`, `late_term.gone`.
    Emits: LateTermWithdrawn.
    """
    if not by.roles & {Role.PERSONNEL, Role.SYSTEM}:
        raise Refused("Usulan ini ditarik BKPSDM.", code="late_term.not_yours")
    row = next((each for each in _waiting() if each.pk == term_id), None)
    if row is None:
        raise _gone()
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    events.emit(LateTermWithdrawn(by=by, at=at, term_id=row.pk))


def _waiting() -> list[LateTerm]:
    rows = LateTerm.objects.select_for_update().filter(withdrawn_at=None)
    return [row for row in rows if row.signatures.count() < SIGNATURES]


def _gone() -> Refused:
    return Refused(
        "Usulan ini tidak menunggu persetujuan lagi. Muat ulang halaman.", code="late_term.gone"
    )
