"""Every night grades that nobody can object to in time become final and late steps are named;
outages give time; a changed result is followed."""

from collections.abc import Sequence
from datetime import datetime

from noken.calendars.events import DisruptionRecorded
from noken.core.actor import Actor
from noken.evaluation.events import ResultChanged
from noken.objections import services
from noken.tenants.jobs import by_the_clock


@by_the_clock("20 16 * * *")
def night(by: Actor, at: datetime) -> None:
    """At twenty past one in Papua: the day before is over for everybody."""
    services.finalize_due(by=by, at=at)
    services.remind(by=by, at=at)


def give_time(batch: Sequence[DisruptionRecorded]) -> None:
    """An outage moves what was due, in the transaction that records it."""
    for event in batch:
        services.give_time(event.disruption_id, by=event.by, at=event.at)


def follow_result(batch: Sequence[ResultChanged]) -> None:
    """In the transaction that changes it."""
    for event in batch:
        services.follow_result(event.sheet_id, by=event.by, at=event.at)
