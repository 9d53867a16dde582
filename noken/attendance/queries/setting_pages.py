"""Ramadan and the tolerance: what holds, what waits for a signature, who signed and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from noken.attendance.models import Ramadan, ToleranceProposal
from noken.attendance.queries.catalogue import tolerance, tolerance_of
from noken.attendance.rules.tolerance import Tolerance
from noken.core.actor import Actor, Role
from noken.organization.queries import ProposalRow, proposals_of, row_of


@dataclass(frozen=True, slots=True)
class Season:
    first: date
    last: date
    confirmed: bool
    source: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The `value` of each proposal is its Tolerance."""

    seasons: Sequence[Season]
    tolerance: Tolerance
    waiting: ProposalRow | None
    coming: ProposalRow | None
    signed: Sequence[ProposalRow]
    is_keeper: bool
    role: Role


def settings_page(actor: Actor) -> SettingsPage:
    """Everybody may read what decides about lateness."""
    rows = [row_of(row, tolerance_of(row), actor) for row in proposals_of(ToleranceProposal)]
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
        waiting=next((row for row in rows if row.left), None),
        coming=next((row for row in rows[::-1] if not row.left and row.start_on > actor.on), None),
        signed=[row for row in rows if not row.left],
        is_keeper=actor.has(Role.PERSONNEL),
        role=actor.role,
    )
