"""After how many days a plan is late: proposed with its source, in force once two have signed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization import services as organization
from noken.planning.events import LateTermProposed, LateTermSigned, LateTermWithdrawn
from noken.planning.models import LateTerm, LateTermSignature

MOST_DAYS = 180
SETTING = organization.Setting(LateTerm, LateTermSignature, "late_term", "Angka ini")


@dataclass(frozen=True, slots=True)
class NewLateTerm:
    days: int
    start_on: date
    source: str


@transaction.atomic
def propose_late_term(new: NewLateTerm, *, by: Actor, at: datetime) -> LateTerm:
    """Put a number up for signature; one that still waited is withdrawn by it.

    Raises:
        Refused: `late_term.not_yours`, `late_term.no_source`, `late_term.too_long`,
            `late_term.in_the_past`, `late_term.out_of_range`.
    Emits: LateTermProposed.
    """
    source = organization.make_way(SETTING, new.source, new.start_on, by=by, at=at)
    if not 1 <= new.days <= MOST_DAYS:
        raise Refused(f"Isi jumlah hari dari 1 sampai {MOST_DAYS}.", code="late_term.out_of_range")
    row = LateTerm.objects.create(
        days=new.days,
        source=source,
        start_on=new.start_on,
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(LateTermProposed(by=by, at=at, term_id=row.pk, why=source))
    return row


@transaction.atomic
def sign_late_term(term_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to a number; True when it was the second person and the number is in force.

    Raises:
        Refused: `late_term.not_a_signer`, `late_term.no_reason`, `late_term.too_long`,
            `late_term.gone`, `late_term.signed_twice`, `late_term.too_late`.
    Emits: LateTermSigned.
    """
    done = organization.sign_setting(SETTING, term_id, reason, by=by, at=at)
    events.emit(LateTermSigned(by=by, at=at, term_id=term_id, why=done.reason))
    return done.in_force


@transaction.atomic
def withdraw_late_term(term_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a number that still waits for its second signature.

    Raises:
        Refused: `late_term.not_yours`, `late_term.gone`.
    Emits: LateTermWithdrawn.
    """
    organization.withdraw_setting(SETTING, term_id, by=by, at=at)
    events.emit(LateTermWithdrawn(by=by, at=at, term_id=term_id))
