"""Values the law leaves open: proposed with a source, in force once two people signed."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.followup.events import (
    FollowupValueProposed,
    FollowupValueSigned,
    FollowupValueWithdrawn,
)
from noken.followup.models import ValueProposal, ValueSignature
from noken.followup.queries.terms import known_values
from noken.followup.rules import values
from noken.organization import services as organization

SETTING = organization.Setting(ValueProposal, ValueSignature, "followup", "Angka ini")


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
        Refused: `followup.not_yours`, `followup.no_source`,
            `followup.too_long`, `followup.in_the_past`,
            `followup.not_settable`, `followup.out_of_range`.
    Emits: FollowupValueProposed.
    """
    source = organization.make_way(SETTING, new.source, new.start_on, by=by, at=at, name=new.name)
    known = known_values().get(new.name)
    if known is None:
        raise SETTING.refused(
            "Angka ini ditetapkan peraturan dan tidak dapat diubah di sini.", "not_settable"
        )
    if not values.fits(known, new.value):
        kind = "bilangan bulat" if known.whole else "angka"
        raise SETTING.refused(
            f"Isi {kind} dari {known.least.normalize():f} sampai {known.most.normalize():f}.",
            "out_of_range",
        )
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
        Refused: `followup.not_a_signer`, `followup.no_reason`,
            `followup.too_long`, `followup.gone`, `followup.signed_twice`,
            `followup.too_late`.
    Emits: FollowupValueSigned.
    """
    done = organization.sign_setting(SETTING, proposal_id, reason, by=by, at=at)
    events.emit(
        FollowupValueSigned(
            by=by, at=at, proposal_id=proposal_id, why=done.reason, settled=done.in_force
        )
    )
    return done.in_force


@transaction.atomic
def withdraw_value(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a proposal that still waits for its second signature.

    Raises:
        Refused: `followup.not_yours`, `followup.gone`.
    Emits: FollowupValueWithdrawn.
    """
    organization.withdraw_setting(SETTING, proposal_id, by=by, at=at)
    events.emit(FollowupValueWithdrawn(by=by, at=at, proposal_id=proposal_id))
