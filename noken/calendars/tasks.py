"""What the worker does for the calendar."""

from procrastinate.contrib.django import app

from noken.calendars import services
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.tenants.queries import schemas


@app.periodic(cron="2 15 * * *")
@app.task(queue="upkeep", queueing_lock="calendars.fill_years")
def fill_years(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """Just after midnight in Papua: nobody counts a day of a year whose holidays are not there."""
    for tenant in schemas():
        with in_tenant(tenant):
            services.fill_years(by=system(clock.today()), at=clock.now())
