"""Every night the rules look, and days pass; in the morning people are asked. Outages and new days
off give time.

Each may run twice without harm: what is done is not done again.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from noken.calendars.events import DisruptionRecorded, HolidayDecided, UnitDaysChanged
from noken.calendars.queries import touched_by
from noken.core import clock
from noken.core.actor import Actor, system
from noken.findings import queries, services
from noken.findings.events import FindingSettled
from noken.findings.rules import flow
from noken.tenants.jobs import by_the_clock

CHUNK = 500
"""Findings of one transaction."""


@by_the_clock("40 16 * * *")
def night(by: Actor, at: datetime) -> None:
    """At twenty to two in Papua: the day before is over and derived, so the rules look at it."""
    for card in queries.cards_on(by.on):
        services.run_cards(codes=[card.code], by=by, at=at)
    _until_done(partial(services.lapse_due, most=CHUNK, by=by, at=at))
    services.rest_cards(by=by, at=at)


@by_the_clock("30 22 * * *")
def morning(by: Actor, at: datetime) -> None:
    """At half past seven in the morning: who is asked hears of it while others can help."""
    _until_done(partial(services.ask_due, most=CHUNK, by=by, at=at))
    services.alert_near(by=by, at=at)


def give_time(batch: Sequence[DisruptionRecorded | HolidayDecided | UnitDaysChanged]) -> None:
    """An outage or a new day off moves what was due, in the transaction that records it."""
    for event in batch:
        if days := touched_by(event):
            services.move_deadlines(days, by=event.by, at=event.at)


def check_cards(batch: Sequence[FindingSettled]) -> None:
    """An answer that was accepted may have been one too many for its card."""
    accepted = [event for event in batch if event.decision in {flow.ACCEPTED, "OVERTURNED"}]
    codes = queries.codes_of({event.finding_id for event in accepted})
    if codes:
        services.rest_cards(codes=codes, by=system(clock.day_of(batch[0].at)), at=batch[0].at)


def _until_done(step: Callable[[], int]) -> None:
    while step():
        pass
