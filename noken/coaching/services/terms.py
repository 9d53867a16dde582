"""Values of coaching and supervision: proposed with their source, in force once two signed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.coaching.events import (
    CoachingTermsProposed,
    CoachingTermsSigned,
    CoachingTermsWithdrawn,
)
from noken.coaching.models import TermsProposal, TermsSignature
from noken.coaching.rules import terms as rules
from noken.coaching.rules.terms import Terms
from noken.core import events
from noken.core.actor import Actor
from noken.organization import services as organization

SETTING = organization.Setting(
    TermsProposal, TermsSignature, "coaching_terms", "Ketentuan pembinaan"
)


@dataclass(frozen=True, slots=True)
class NewTerms:
    """`terms` carries the values and their source."""

    terms: Terms
    start_on: date


@transaction.atomic
def propose_terms(new: NewTerms, *, by: Actor, at: datetime) -> TermsProposal:
    """Put the values up for signature; a proposal that still waited is withdrawn by it.

    Raises:
        Refused: `coaching_terms.not_yours`, `coaching_terms.no_source`,
            `coaching_terms.too_long`, `coaching_terms.in_the_past`,
            `coaching_terms.out_of_range`.
    Emits: CoachingTermsProposed.
    """
    source = organization.make_way(SETTING, new.terms.source, new.start_on, by=by, at=at)
    if name := rules.out_of_range(new.terms):
        least, most = rules.LIMITS[name]
        raise SETTING.refused(f"Isi angka dari {least} sampai {most}.", "out_of_range")
    row = TermsProposal.objects.create(
        **{name: getattr(new.terms, name) for name in rules.LIMITS},
        start_on=new.start_on,
        source=source,
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(CoachingTermsProposed(by=by, at=at, proposal_id=row.pk, why=source))
    return row


@transaction.atomic
def sign_terms(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to the values; True when it was the second person and they will hold.

    Raises:
        Refused: `coaching_terms.not_a_signer`, `coaching_terms.no_reason`,
            `coaching_terms.too_long`, `coaching_terms.gone`, `coaching_terms.signed_twice`,
            `coaching_terms.too_late`.
    Emits: CoachingTermsSigned.
    """
    done = organization.sign_setting(SETTING, proposal_id, reason, by=by, at=at)
    events.emit(CoachingTermsSigned(by=by, at=at, proposal_id=proposal_id, why=done.reason))
    return done.in_force


@transaction.atomic
def withdraw_terms(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a proposal that still waits for its second signature.

    Raises:
        Refused: `coaching_terms.not_yours`, `coaching_terms.gone`.
    Emits: CoachingTermsWithdrawn.
    """
    organization.withdraw_setting(SETTING, proposal_id, by=by, at=at)
    events.emit(CoachingTermsWithdrawn(by=by, at=at, proposal_id=proposal_id))
