"""The days of each step: proposed with their source, in force once two people have signed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.objections.events import (
    ObjectionTermsProposed,
    ObjectionTermsSigned,
    ObjectionTermsWithdrawn,
)
from noken.objections.models import TermsProposal, TermsSignature
from noken.organization import services as organization

MOST = {"file_days": 90, "take_workdays": 30, "answer_workdays": 30, "decide_workdays": 90}
SETTING = organization.Setting(TermsProposal, TermsSignature, "terms", "Waktu keberatan")


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
        Refused: `terms.not_yours`, `terms.no_source`, `terms.too_long`, `terms.in_the_past`,
            `terms.out_of_range`.
    Emits: ObjectionTermsProposed.
    """
    source = organization.make_way(SETTING, new.source, new.start_on, by=by, at=at)
    if any(not 1 <= getattr(new, name) <= most for name, most in MOST.items()):
        raise Refused(
            "Isi paling sedikit 1 hari; mengajukan dan memutus paling lama 90 hari, mengambil "
            "dan mendengar paling lama 30 hari.",
            code="terms.out_of_range",
        )
    row = TermsProposal.objects.create(
        file_days=new.file_days,
        take_workdays=new.take_workdays,
        answer_workdays=new.answer_workdays,
        decide_workdays=new.decide_workdays,
        start_on=new.start_on,
        source=source,
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(ObjectionTermsProposed(by=by, at=at, proposal_id=row.pk, why=source))
    return row


@transaction.atomic
def sign_terms(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to the days; True when it was the second person and they will hold.

    Raises:
        Refused: `terms.not_a_signer`, `terms.no_reason`, `terms.too_long`, `terms.gone`,
            `terms.signed_twice`, `terms.too_late`.
    Emits: ObjectionTermsSigned.
    """
    done = organization.sign_setting(SETTING, proposal_id, reason, by=by, at=at)
    events.emit(ObjectionTermsSigned(by=by, at=at, proposal_id=proposal_id, why=done.reason))
    return done.in_force


@transaction.atomic
def withdraw_terms(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a proposal that still waits for its second signature.

    Raises:
        Refused: `terms.not_yours`, `terms.gone`.
    Emits: ObjectionTermsWithdrawn.
    """
    organization.withdraw_setting(SETTING, proposal_id, by=by, at=at)
    events.emit(ObjectionTermsWithdrawn(by=by, at=at, proposal_id=proposal_id))
