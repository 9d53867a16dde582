"""Declared settings (`noken.core.signed`): proposed by BKPSDM, in force once two have signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.signed import Declared
from noken.organization.events import SettingProposed, SettingSigned, SettingWithdrawn
from noken.organization.models import DeclaredProposal, DeclaredSignature
from noken.organization.services.signing import (
    Setting,
    make_way,
    sign_setting,
    withdraw_setting,
)

SETTING = Setting(DeclaredProposal, DeclaredSignature, "setting", "Setelan ini")


@dataclass(frozen=True, slots=True)
class NewValues:
    """Values for a declared setting with their source and the first day."""

    declared: Declared
    values: Mapping[str, Any]
    source: str
    start_on: date


@transaction.atomic
def propose_values(new: NewValues, *, by: Actor, at: datetime) -> DeclaredProposal:
    """Put values up for signature; those that still waited for this setting are withdrawn.

    Raises:
        Refused: `setting.not_yours`, `setting.no_source`, `setting.too_long`,
            `setting.in_the_past`, `setting.out_of_range`.
    Emits: SettingProposed.
    """
    name = new.declared.name
    source = make_way(SETTING, new.source, new.start_on, by=by, at=at, name=name)
    for each in new.declared.values:
        if not each.fits(new.values.get(each.name)):
            raise SETTING.refused(f"{each.label}: {each.said}", "out_of_range")
    row = DeclaredProposal.objects.create(
        name=name,
        values={each.name: new.values[each.name] for each in new.declared.values},
        start_on=new.start_on,
        source=source,
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(SettingProposed(by=by, at=at, proposal_id=row.pk, name=name, why=source))
    return row


@transaction.atomic
def sign_values(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to values; True when it was the second person and they will hold.

    Raises:
        Refused: `setting.not_a_signer`, `setting.no_reason`, `setting.too_long`, `setting.gone`,
            `setting.signed_twice`, `setting.too_late`.
    Emits: SettingSigned.
    """
    done = sign_setting(SETTING, proposal_id, reason, by=by, at=at)
    events.emit(
        SettingSigned(
            by=by,
            at=at,
            proposal_id=proposal_id,
            name=done.proposal.name,
            why=done.reason,
            in_force=done.in_force,
        )
    )
    return done.in_force


@transaction.atomic
def withdraw_values(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back values that still wait for their second signature.

    Raises:
        Refused: `setting.not_yours`, `setting.gone`.
    Emits: SettingWithdrawn.
    """
    row = withdraw_setting(SETTING, proposal_id, by=by, at=at)
    events.emit(SettingWithdrawn(by=by, at=at, proposal_id=row.pk, name=row.name))
