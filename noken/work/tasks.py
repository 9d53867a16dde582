"""Work in the background: new reports are compared with earlier ones, what is old is forgotten.

May run twice without harm.
"""

from procrastinate.contrib.django import app

from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.tenants.queries import schemas
from noken.work import services


@app.periodic(cron="10 14 * * *")
@app.task(queue="upkeep", queueing_lock="work.compare")
def compare(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """Before midnight in Papua, before the rules run: the reports of the day, then upkeep."""
    for tenant in schemas():
        with in_tenant(tenant):
            by = system(clock.today())
            while services.compare_reports(by=by, at=clock.now()):
                pass
            services.forget_wordings(by=by, at=clock.now())


@app.periodic(cron="50 19 * * *")
@app.task(queue="upkeep", queueing_lock="work.escalate")
def escalate(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """Before the working day in Papua: what waits beyond the second limit goes on."""
    for tenant in schemas():
        with in_tenant(tenant):
            services.escalate_reports(by=system(clock.today()), at=clock.now())
