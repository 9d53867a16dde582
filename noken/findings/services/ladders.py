"""The region's ladder of days for PPPK: proposed with its source, in force once two have signed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.findings.events import (
    RegionLadderProposed,
    RegionLadderSigned,
    RegionLadderWithdrawn,
)
from noken.findings.models import LadderProposal, LadderSignature
from noken.findings.rules.regional import Step, why_not_table
from noken.organization import services as organization

SETTING = organization.Setting(LadderProposal, LadderSignature, "ladder", "Tabel PPPK")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLadder:
    groups: Sequence[str]
    steps: Sequence[Step]
    run: int
    start_on: date
    source: str


@transaction.atomic
def propose_ladder(new: NewLadder, *, by: Actor, at: datetime) -> LadderProposal:
    """Put the table up for signature; a proposal that still waited is withdrawn by it.

    Raises:
        Refused: `ladder.not_yours`, `.no_source`, `.too_long`, `.in_the_past`, `.no_groups`,
            `.no_rows`, `.bad_run`, `.bad_row`, `.order`, `.too_many`.
    Emits: RegionLadderProposed.
    """
    source = organization.make_way(SETTING, new.source, new.start_on, by=by, at=at)
    if why := why_not_table(new.groups, new.steps, new.run):
        raise Refused(why.text, code=why.code)
    row = LadderProposal.objects.create(
        groups=list(new.groups),
        steps=[asdict(each) for each in new.steps],
        run=new.run,
        start_on=new.start_on,
        source=source,
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(RegionLadderProposed(by=by, at=at, proposal_id=row.pk, why=source))
    return row


@transaction.atomic
def sign_ladder(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to the table; True when it was the second person and it will hold.

    Raises:
        Refused: `ladder.not_a_signer`, `.no_reason`, `.too_long`, `.gone`, `.signed_twice`,
            `.too_late`.
    Emits: RegionLadderSigned.
    """
    done = organization.sign_setting(SETTING, proposal_id, reason, by=by, at=at)
    events.emit(RegionLadderSigned(by=by, at=at, proposal_id=proposal_id, why=done.reason))
    return done.in_force


@transaction.atomic
def withdraw_ladder(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a proposal that still waits for its second signature.

    Raises:
        Refused: `ladder.not_yours`, `ladder.gone`.
    Emits: RegionLadderWithdrawn.
    """
    organization.withdraw_setting(SETTING, proposal_id, by=by, at=at)
    events.emit(RegionLadderWithdrawn(by=by, at=at, proposal_id=proposal_id))
