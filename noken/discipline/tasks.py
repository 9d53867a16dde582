"""Every night decisions whose counted workday has come take force, objections nobody ruled on in
time are granted, it is written down who sits where, as whenever lines change, and who rules on an
objection is reminded; outages and new days off give time."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from noken.calendars.events import DisruptionRecorded, HolidayDecided, UnitDaysChanged
from noken.calendars.queries import touched_by
from noken.core import clock
from noken.core.actor import Actor, system
from noken.core.events import Event
from noken.core.tenancy import current_tenant
from noken.discipline import queries, services
from noken.tenants.jobs import by_the_clock, job


@by_the_clock("40 16 * * *")
def night(by: Actor, at: datetime) -> None:
    """At twenty to two in Papua: the day before is over for everybody."""
    services.enter_into_force(by=by, at=at)
    services.grant_silence(by=by, at=at)
    _seat()
    services.remind_rulers(by=by, at=at)


@job("discipline.seat", queue="upkeep")
def seat() -> None:
    _seat()


def seat_soon(batch: Sequence[Event]) -> None:  # noqa: ARG001 (who sits where is read from the lines)
    """Somebody was moved, acts for another, or may decide now: many such facts are one job, and
    the night takes what was lost."""
    tenant = current_tenant()
    name = f"discipline.seat-{tenant}"
    try:
        with transaction.atomic():
            seat.configure(queueing_lock=name, lock=name).defer(tenant=tenant)
    except AlreadyEnqueued:
        pass


def _seat() -> None:
    today = clock.today()
    for case_id in queries.misplaced(today):
        services.reseat(case_id, by=system(today), at=clock.now())


def give_time(batch: Sequence[DisruptionRecorded | HolidayDecided | UnitDaysChanged]) -> None:
    """An outage or a new day off moves what was due, in the transaction that records it."""
    for event in batch:
        if days := touched_by(event):
            services.move_deadlines(days, by=event.by, at=event.at)
