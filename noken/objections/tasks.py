"""Every night grades that nobody can object to in time become final and late steps are named;
outages give time; a changed result is followed."""

from collections.abc import Sequence

from procrastinate.contrib.django import app

from noken.calendars.events import DisruptionRecorded
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.evaluation.events import ResultChanged
from noken.objections import services
from noken.tenants.queries import schemas


@app.periodic(cron="20 16 * * *")
@app.task(queue="upkeep", queueing_lock="objections.night")
def night(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """At twenty past one in Papua: the day before is over for everybody."""
    for tenant in schemas():
        with in_tenant(tenant):
            actor, at = system(clock.today()), clock.now()
            services.finalize_due(by=actor, at=at)
            services.remind(by=actor, at=at)


def give_time(batch: Sequence[DisruptionRecorded]) -> None:
    """An outage moves what was due, in the transaction that records it."""
    for event in batch:
        services.give_time(event.disruption_id, by=event.by, at=event.at)


def follow_result(batch: Sequence[ResultChanged]) -> None:
    """In the transaction that changes it."""
    for event in batch:
        services.follow_result(event.sheet_id, by=event.by, at=event.at)
