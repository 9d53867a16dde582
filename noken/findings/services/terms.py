"""The days and limits of all findings: proposed with their source, in force once two people have
signed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.findings.events import (
    FindingTermsProposed,
    FindingTermsSigned,
    FindingTermsWithdrawn,
)
from noken.findings.models import TermsProposal, TermsSignature
from noken.findings.rules.terms import BOUNDS
from noken.organization import services as organization

SETTING = organization.Setting(TermsProposal, TermsSignature, "terms", "Ketentuan temuan")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerms:
    reply_workdays: int
    decide_workdays: int
    proof_workdays: int
    overturned_percent: int
    settled_least: int
    companion: bool
    shown_months: int
    start_on: date
    source: str


@transaction.atomic
def propose_terms(new: NewTerms, *, by: Actor, at: datetime) -> TermsProposal:
    """Put the terms up for signature; a proposal that still waited is withdrawn by it.

    Raises:
        Refused: `terms.not_yours`, `terms.no_source`, `terms.too_long`, `terms.in_the_past`,
            `terms.out_of_range`.
    Emits: FindingTermsProposed.
    """
    source = organization.make_way(SETTING, new.source, new.start_on, by=by, at=at)
    values = {name: getattr(new, name) for name in BOUNDS}
    if any(not least <= values[name] <= most for name, (least, most) in BOUNDS.items()):
        raise Refused(
            "Salah satu angka di luar batasnya. Batas setiap angka tertulis di bawah isiannya.",
            code="terms.out_of_range",
        )
    row = TermsProposal.objects.create(
        **values,
        companion=new.companion,
        start_on=new.start_on,
        source=source,
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(FindingTermsProposed(by=by, at=at, proposal_id=row.pk, why=source))
    return row


@transaction.atomic
def sign_terms(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to the terms; True when it was the second person and they will hold.

    Raises:
        Refused: `terms.not_a_signer`, `terms.no_reason`, `terms.too_long`, `terms.gone`,
            `terms.signed_twice`, `terms.too_late`.
    Emits: FindingTermsSigned.
    """
    done = organization.sign_setting(SETTING, proposal_id, reason, by=by, at=at)
    events.emit(FindingTermsSigned(by=by, at=at, proposal_id=proposal_id, why=done.reason))
    return done.in_force


@transaction.atomic
def withdraw_terms(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a proposal that still waits for its second signature.

    Raises:
        Refused: `terms.not_yours`, `terms.gone`.
    Emits: FindingTermsWithdrawn.
    """
    organization.withdraw_setting(SETTING, proposal_id, by=by, at=at)
    events.emit(FindingTermsWithdrawn(by=by, at=at, proposal_id=proposal_id))
