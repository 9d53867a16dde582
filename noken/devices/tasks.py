"""What the worker does for machines. Each may run twice without harm."""

from procrastinate.contrib.django import app

from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.devices.services import files, upkeep, watching
from noken.tenants.queries import schemas


@app.periodic(cron="*/5 * * * *")
@app.task(queue="upkeep", queueing_lock="devices.watch")
def watch_machines(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """Notice silence and doubtful clocks within five minutes."""
    for tenant in schemas():
        with in_tenant(tenant):
            watching.watch(by=system(clock.today()), at=clock.now())


@app.periodic(cron="20 17 * * *")
@app.task(queue="upkeep", queueing_lock="devices.night")
def check_counts(timestamp: int) -> None:  # noqa: ARG001 (as above)
    """At 02.20 in Papua."""
    for tenant in schemas():
        with in_tenant(tenant):
            by, at = system(clock.today()), clock.now()
            upkeep.ask_for_counts(by=by, at=at)
            upkeep.forget(by=by, at=at)
            files.forget_waiting(at=clock.now())
