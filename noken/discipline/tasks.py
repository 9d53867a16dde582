"""Every night: decisions whose counted workday has come take force."""

from procrastinate.contrib.django import app

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
