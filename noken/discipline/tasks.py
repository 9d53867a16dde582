"""Every night decisions whose counted workday has come take force; outages and new days off give
time."""

from collections.abc import Sequence

from procrastinate.contrib.django import app

from noken.calendars.events import DisruptionRecorded, HolidayDecided, UnitDaysChanged
from noken.calendars.queries import touched_by
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.discipline import services
from noken.tenants.queries import schemas


@app.periodic(cron="40 16 * * *")
@app.task(queue="upkeep", queueing_lock="discipline.night")
def night(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """At twenty to two in Papua: the day before is over for everybody."""
    for tenant in schemas():
        with in_tenant(tenant):
            services.enter_into_force(by=system(clock.today()), at=clock.now())


def give_time(batch: Sequence[DisruptionRecorded | HolidayDecided | UnitDaysChanged]) -> None:
    """An outage or a new day off moves what was due, in the transaction that records it."""
    for event in batch:
        if days := touched_by(event):
            services.move_deadlines(days, by=event.by, at=event.at)
