"""Every night the rules look, and days pass; in the morning people are asked. Outages and new days
off give time.

Each may run twice without harm: what is done is not done again.
"""

from collections.abc import Callable, Sequence
from functools import partial

from procrastinate.contrib.django import app

from noken.calendars.events import DisruptionRecorded, HolidayDecided, UnitDaysChanged
from noken.calendars.queries import touched_by
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.findings import queries, services
from noken.findings.events import FindingSettled
from noken.findings.rules import flow
from noken.tenants.queries import schemas

CHUNK = 500
"""Findings of one transaction."""


@app.periodic(cron="40 16 * * *")
@app.task(queue="upkeep", queueing_lock="findings.night")
def night(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """At twenty to two in Papua: the day before is over and derived, so the rules look at it."""
    for tenant in schemas():
        with in_tenant(tenant):
            actor, at = system(clock.today()), clock.now()
            for card in queries.cards_on(actor.on):
                services.run_cards(codes=[card.code], by=actor, at=at)
            _until_done(partial(services.lapse_due, most=CHUNK, by=actor, at=at))
            services.rest_cards(by=actor, at=at)


@app.periodic(cron="30 22 * * *")
@app.task(queue="upkeep", queueing_lock="findings.morning")
def morning(timestamp: int) -> None:  # noqa: ARG001 (as above)
    """At half past seven in the morning: who is asked hears of it while others can help."""
    for tenant in schemas():
        with in_tenant(tenant):
            actor, at = system(clock.today()), clock.now()
            _until_done(partial(services.ask_due, most=CHUNK, by=actor, at=at))
            services.alert_near(by=actor, at=at)


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
