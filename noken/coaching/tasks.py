"""Every night: levels follow records, words are forgotten, talks without their coach end."""

from procrastinate.contrib.django import app

from noken.coaching import services
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.tenants.queries import schemas


@app.periodic(cron="50 16 * * *")
@app.task(queue="upkeep", queueing_lock="coaching.night")
def night(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """At ten to two in Papua: the day before is over for everybody."""
    for tenant in schemas():
        with in_tenant(tenant):
            actor, at = system(clock.today()), clock.now()
            services.end_unclean(by=actor, at=at)
            services.relax_due(by=actor, at=at)
            services.forget_due(by=actor, at=at)
            services.end_left(by=actor, at=at)
