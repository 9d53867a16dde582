"""Every night: the whole journal against its seals."""

from procrastinate.contrib.django import app

from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.oversight import services
from noken.tenants.queries import schemas


@app.periodic(cron="30 17 * * *")
@app.task(queue="upkeep", queueing_lock="oversight.night")
def night(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """At half past two in Papua, when nobody waits for the database."""
    for tenant in schemas():
        with in_tenant(tenant):
            services.check_journal(by=system(clock.today()), at=clock.now())
