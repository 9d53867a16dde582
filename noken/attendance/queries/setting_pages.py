"""Ramadan and the tolerance: what holds, what waits for a signature, who signed and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from noken.attendance.models import Ramadan, ToleranceProposal
from noken.attendance.queries.catalogue import tolerance
from noken.attendance.rules.tolerance import Tolerance
from noken.core.actor import Actor, Role
from noken.core.signing import SIGNATURES
from noken.organization import queries as organization


@dataclass(frozen=True, slots=True)
class Season:
    first: date
    last: date
    confirmed: bool
    source: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """`left` signatures are still missing; `may_sign` for the actor."""

    id: int
    late_minutes: int
    make_up_minutes: int
    start_on: date
    source: str
    by: str
    signatures: Sequence[Signature]
    left: int
    may_sign: bool
    signed_by_me: bool


@dataclass(frozen=True, slots=True)
class SettingsPage:
    seasons: Sequence[Season]
    tolerance: Tolerance
    waiting: Proposal | None
    coming: Proposal | None
    signed: Sequence[Proposal]
    is_keeper: bool
    role: Role


def settings_page(actor: Actor) -> SettingsPage:
    """Everybody may read what decides about lateness."""
    proposals = [_proposal(row, actor) for row in _proposals()]
    return SettingsPage(
        seasons=[
            Season(
                row.start_on,
                row.end_on - timedelta(1),
                row.confirmed,
                row.source,
                row.end_on <= actor.on,
            )
            for row in Ramadan.objects.order_by("-start_on")[:6]
        ],
        tolerance=tolerance(actor.on),
        waiting=next((each for each in proposals if each.left), None),
        coming=next((each for each in proposals[::-1] if _is_coming(each, actor.on)), None),
        signed=[each for each in proposals if not each.left],
        is_keeper=actor.has(Role.PERSONNEL),
        role=actor.role,
    )


def _is_coming(proposal: Proposal, on: date) -> bool:
    return not proposal.left and proposal.start_on > on


def _proposals() -> list[ToleranceProposal]:
    rows = ToleranceProposal.objects.filter(withdrawn_at=None).select_related("proposed_by")
    return list(rows.prefetch_related("signatures__signer").order_by("-start_on", "-pk"))


def _proposal(row: ToleranceProposal, actor: Actor) -> Proposal:
    signed = sorted(row.signatures.all(), key=lambda each: each.at)
    mine = any(each.signer_id == actor.employee_id for each in signed)
    left = max(0, SIGNATURES - len(signed))
    return Proposal(
        id=row.pk,
        late_minutes=row.late_minutes,
        make_up_minutes=row.make_up_minutes,
        start_on=row.start_on,
        source=row.source,
        by=row.proposed_by.name if row.proposed_by else "sistem",
        signatures=[Signature(each.signer.name, each.reason, each.at) for each in signed],
        left=left,
        may_sign=bool(left) and not mine and organization.can_sign_settings(actor),
        signed_by_me=mine,
    )
