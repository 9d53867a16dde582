"""Periods in the background: what was mended is completed, people are reminded, outages give time.

Each may run twice without harm.
"""

from collections.abc import Sequence

from procrastinate.contrib.django import app

from noken.calendars.events import DisruptionRecorded
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.evaluation import queries, services
from noken.tenants.queries import schemas


@app.periodic(cron="20 15 * * *")
@app.task(queue="upkeep", queueing_lock="evaluation.complete")
def complete(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """After midnight in Papua: running periods get the sheets, plans and superiors they lacked."""
    for tenant in schemas():
        with in_tenant(tenant):
            for period_id in queries.running_periods():
                services.catch_up(period_id, by=system(clock.today()), at=clock.now())


@app.periodic(cron="0 23 * * *")
@app.task(queue="upkeep", queueing_lock="evaluation.remind")
def remind(timestamp: int) -> None:  # noqa: ARG001 (as above)
    """At eight in the morning: who owes something whose day is near hears of it."""
    for tenant in schemas():
        with in_tenant(tenant):
            services.remind(by=system(clock.today()), at=clock.now())


def give_time(batch: Sequence[DisruptionRecorded]) -> None:
    """An outage moves what was due, in the transaction that records it."""
    for event in batch:
        services.extend_for_disruption(event.disruption_id, by=event.by, at=event.at)
