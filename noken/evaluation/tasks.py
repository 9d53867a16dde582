"""Periods in the background: what was mended is completed, people are reminded, outages give time.

Each may run twice without harm.
"""

from collections.abc import Sequence
from datetime import datetime

from noken.calendars.events import DisruptionRecorded
from noken.core.actor import Actor
from noken.evaluation import queries, services
from noken.tenants.jobs import by_the_clock


@by_the_clock("20 15 * * *")
def complete(by: Actor, at: datetime) -> None:
    """After midnight in Papua: running periods get the sheets, plans and superiors they lacked."""
    for period_id in queries.running_periods():
        services.catch_up(period_id, by=by, at=at)


@by_the_clock("0 23 * * *")
def remind(by: Actor, at: datetime) -> None:
    """At eight in the morning: who owes something whose day is near hears of it."""
    services.remind(by=by, at=at)


def give_time(batch: Sequence[DisruptionRecorded]) -> None:
    """An outage moves what was due, in the transaction that records it."""
    for event in batch:
        services.extend_for_disruption(event.disruption_id, by=event.by, at=event.at)
