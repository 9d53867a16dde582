"""From which day attendance counts in units: a list that two people sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models.functions import Length

from noken.attendance.events import CountingBegun, StartProposed, StartSigned, StartWithdrawn
from noken.attendance.models import CountingStart, PersonStart, StartProposal, StartSignature
from noken.attendance.queries.begun import counted_in, counted_since
from noken.attendance.services.waiting import mark_spans
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization import services as organization
from noken.organization.models import Unit

SETTING = organization.Setting(
    StartProposal, StartSignature, "start", "Tanggal mulai presensi", dated=False
)


@dataclass(frozen=True, slots=True)
class NewStarts:
    """First days by unit, and on what they rest."""

    days: Mapping[int, date]
    source: str


@transaction.atomic
def propose_starts(new: NewStarts, *, by: Actor, at: datetime) -> StartProposal:
    """Put a list of units up for signature; a list that still waited is withdrawn by it.

    Raises:
        Refused: `start.not_yours`, `start.no_source`, `start.too_long`, `start.no_units`,
            `start.unknown_unit`.
    Emits: StartProposed.
    """
    source = organization.make_way(SETTING, new.source, by.on, by=by, at=at)
    if not new.days:
        raise Refused("Isi tanggal mulai untuk sedikitnya satu unit.", code="start.no_units")
    if Unit.objects.filter(pk__in=new.days).count() != len(new.days):
        raise Refused("Salah satu unit tidak ada lagi. Muat ulang.", code="start.unknown_unit")
    row = StartProposal.objects.create(
        start_on=by.on, source=source, proposed_by_id=by.employee_id, proposed_at=at
    )
    for unit_id, day in new.days.items():
        row.lines.create(unit_id=unit_id, counts_from=day)
    events.emit(StartProposed(by=by, at=at, proposal_id=row.pk, why=source))
    return row


@transaction.atomic
def begin_newcomers(days: Mapping[int, date], *, by: Actor, at: datetime) -> None:
    """Let people whom a file brought count from a day, where their unit counts already, and have
    the days since derived. Elsewhere the first day of the unit decides once it is signed."""
    today = clock.day_of(at)
    since = counted_since(days, today)
    counting = {pk: day for pk, day in days.items() if since.get(pk) is not None}
    PersonStart.objects.bulk_create(
        [PersonStart(employee_id=pk, counts_from=day) for pk, day in counting.items()],
        ignore_conflicts=True,
    )
    spans = [(pk, day, today + timedelta(1)) for pk, day in counting.items()]
    mark_spans(spans, by=by, at=at)


@transaction.atomic
def sign_starts(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to a list; True when it was the second person and the units count from their days.

    Raises:
        Refused: `start.not_a_signer`, `start.no_reason`, `start.too_long`, `start.gone`,
            `start.signed_twice`.
    Emits: StartSigned, and CountingBegun for each unit once it holds.
    """
    done = organization.sign_setting(SETTING, proposal_id, reason, by=by, at=at)
    events.emit(StartSigned(by=by, at=at, proposal_id=proposal_id, why=done.reason))
    if done.in_force:
        _begin(done.proposal, by=by, at=at)
    return done.in_force


@transaction.atomic
def withdraw_starts(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a list that still waits for its second signature.

    Raises:
        Refused: `start.not_yours`, `start.gone`.
    Emits: StartWithdrawn.
    """
    organization.withdraw_setting(SETTING, proposal_id, by=by, at=at)
    events.emit(StartWithdrawn(by=by, at=at, proposal_id=proposal_id, why=""))


def _begin(row: StartProposal, *, by: Actor, at: datetime) -> None:
    """Units above first; days that begin or end to count are derived anew."""
    for line in row.lines.select_related("unit").order_by(Length("unit__path"), "pk"):
        before = counted_in(line.unit.path) or line.counts_from
        CountingStart.objects.update_or_create(
            unit=line.unit, defaults={"counts_from": line.counts_from, "proposal": row}
        )
        events.emit(
            CountingBegun(
                by=by,
                at=at,
                unit_id=line.unit_id,
                start_on=min(before, line.counts_from),
                basis=row.source,
            )
        )
