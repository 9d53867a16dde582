"""Sealing the journal while it grows."""

from procrastinate.contrib.django import app

from noken.audit import services
from noken.core import clock
from noken.core.tenancy import in_tenant
from noken.tenants.queries import schemas


@app.periodic(cron="*/5 * * * *")
@app.task(queue="upkeep", queueing_lock="audit.seal")
def seal(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """Every five minutes: what was written since then cannot be changed unseen any more."""
    for tenant in schemas():
        with in_tenant(tenant):
            services.seal_journal(at=clock.now())
