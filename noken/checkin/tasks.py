"""What the worker does for checking in."""

from procrastinate.contrib.django import app

from noken.checkin.services import erase_traces
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.tenants.queries import schemas


@app.periodic(cron="25 16 * * *")
@app.task(queue="upkeep", queueing_lock="checkin.erase")
def erase_old_traces(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """Every night: points after 90 days, photos after 30, in every instansi."""
    for tenant in schemas():
        with in_tenant(tenant):
            erase_traces(by=system(clock.today()), at=clock.now())
