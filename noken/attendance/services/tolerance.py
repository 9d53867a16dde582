"""The tolerance for lateness: proposed with its source, in force once two people have signed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.attendance.events import ToleranceProposed, ToleranceSigned, ToleranceWithdrawn
from noken.attendance.models import ToleranceProposal, ToleranceSignature
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization import services as organization

MOST_LATE, MOST_MADE_UP = 240, 480
SETTING = organization.Setting(ToleranceProposal, ToleranceSignature, "tolerance", "Toleransi")


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
        Refused: `tolerance.not_yours`, `tolerance.no_source`, `tolerance.too_long`,
            `tolerance.in_the_past`, `tolerance.out_of_range`.
    Emits: ToleranceProposed.
    """
    source = organization.make_way(SETTING, new.source, new.start_on, by=by, at=at)
    if not (0 <= new.late_minutes <= MOST_LATE and 0 <= new.make_up_minutes <= MOST_MADE_UP):
        raise Refused(
            f"Toleransi paling lama {MOST_LATE} menit dan penggantian {MOST_MADE_UP} menit.",
            code="tolerance.out_of_range",
        )
    row = ToleranceProposal.objects.create(
        late_minutes=new.late_minutes,
        make_up_minutes=new.make_up_minutes,
        start_on=new.start_on,
        source=source,
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(ToleranceProposed(by=by, at=at, proposal_id=row.pk, why=source))
    return row


@transaction.atomic
def sign_tolerance(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to a setting; True when it was the second person and the setting is in force.

    Raises:
        Refused: `tolerance.not_a_signer`, `tolerance.no_reason`, `tolerance.too_long`,
            `tolerance.gone`, `tolerance.signed_twice`, `tolerance.too_late`.
    Emits: ToleranceSigned.
    """
    done = organization.sign_setting(SETTING, proposal_id, reason, by=by, at=at)
    events.emit(
        ToleranceSigned(
            by=by,
            at=at,
            proposal_id=proposal_id,
            why=done.reason,
            start_on=done.proposal.start_on if done.in_force else None,
        )
    )
    return done.in_force


@transaction.atomic
def withdraw_tolerance(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a proposal that still waits for its second signature.

    Raises:
        Refused: `tolerance.not_yours`, `tolerance.gone`.
    Emits: ToleranceWithdrawn.
    """
    organization.withdraw_setting(SETTING, proposal_id, by=by, at=at)
    events.emit(ToleranceWithdrawn(by=by, at=at, proposal_id=proposal_id, why=""))
