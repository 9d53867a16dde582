"""Who owes a report: a dated setting with its source, in force once two people have signed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization import services as organization
from noken.work.events import DutyProposed, DutySet, DutySigned, DutyWithdrawn
from noken.work.models import Duty, DutyProposal, DutySignature

MOST_GRACE = 30
SETTLED = "A"
"""The mark of what the region has settled itself."""
SETTING = organization.Setting(DutyProposal, DutySignature, "duty", "Kewajiban melapor")


@dataclass(frozen=True, slots=True)
class NewDuty:
    """Empty `family` or `employee_kind` means any."""

    family: str
    employee_kind: str
    rhythm: str
    grace_workdays: int
    start_on: date
    source: str


@transaction.atomic
def propose_duty(new: NewDuty, *, by: Actor, at: datetime) -> DutyProposal:
    """Put a duty up for signature; one for the same people that still waited is withdrawn by it.

    Raises:
        Refused: `duty.not_yours`, `duty.no_source`, `duty.too_long`, `duty.in_the_past`,
            `duty.out_of_range`, `duty.not_after`.
    Emits: DutyProposed.
    """
    same = {"family": new.family, "employee_kind": new.employee_kind}
    source = organization.make_way(SETTING, new.source, new.start_on, by=by, at=at, **same)
    if not 0 <= new.grace_workdays <= MOST_GRACE:
        raise Refused(f"Kelonggaran paling lama {MOST_GRACE} hari kerja.", code="duty.out_of_range")
    _check_after(new.family, new.employee_kind, new.start_on)
    row = DutyProposal.objects.create(
        **same,
        rhythm=new.rhythm,
        grace_workdays=new.grace_workdays,
        start_on=new.start_on,
        source=source,
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(DutyProposed(by=by, at=at, proposal_id=row.pk, why=source))
    return row


@transaction.atomic
def sign_duty(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to a duty; True when it was the second person: it holds from its day on, and the one
    before ends there.

    Raises:
        Refused: `duty.not_a_signer`, `duty.no_reason`, `duty.too_long`, `duty.gone`,
            `duty.signed_twice`, `duty.too_late`, `duty.not_after`.
    Emits: DutySigned, DutySet.
    """
    done = organization.sign_setting(SETTING, proposal_id, reason, by=by, at=at)
    events.emit(DutySigned(by=by, at=at, proposal_id=proposal_id, why=done.reason))
    if done.in_force:
        _put_in_force(done.proposal, by, at)
    return done.in_force


@transaction.atomic
def withdraw_duty(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a proposal that still waits for its second signature.

    Raises:
        Refused: `duty.not_yours`, `duty.gone`.
    Emits: DutyWithdrawn.
    """
    organization.withdraw_setting(SETTING, proposal_id, by=by, at=at)
    events.emit(DutyWithdrawn(by=by, at=at, proposal_id=proposal_id))


def _put_in_force(row: DutyProposal, by: Actor, at: datetime) -> None:
    _check_after(row.family, row.employee_kind, row.start_on)
    _of(row.family, row.employee_kind, row.start_on).update(end_on=row.start_on)
    duty = Duty.objects.create(
        family=row.family,
        employee_kind=row.employee_kind,
        rhythm=row.rhythm,
        grace_workdays=row.grace_workdays,
        source=row.source,
        mark=SETTLED,
        start_on=row.start_on,
    )
    events.emit(DutySet(by=by, at=at, duty_id=duty.pk, source=duty.source))


def _check_after(family: str, kind: str, day: date) -> None:
    if any(row.start_on >= day for row in _of(family, kind, day).select_for_update()):
        raise Refused(
            "Sudah ada pengaturan yang mulai berlaku pada tanggal itu atau sesudahnya. "
            "Pilih tanggal yang lebih baru.",
            code="duty.not_after",
        )


def _of(family: str, kind: str, day: date) -> QuerySet[Duty]:
    """Duties of the same people that hold on a day or later."""
    return Duty.objects.filter(
        Q(end_on=None) | Q(end_on__gt=day), family=family, employee_kind=kind
    )
