"""Papers in the background: the parts of a print job, and erasing what is over."""

from collections.abc import Sequence

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import current_tenant, in_tenant
from noken.documents.events import PrintAsked
from noken.documents.services import printing
from noken.tenants.queries import schemas

ATTEMPTS = 5
_RETRY = RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=3)


@app.task(name="documents.print_part", queue="papers", retry=_RETRY, pass_context=True)
def print_part(context: JobContext, *, tenant: str, job_id: int, first: int) -> None:
    """Make one part; after the last try say which papers could not be made."""
    with in_tenant(tenant):
        by = system(clock.today())
        try:
            printing.make_part(job_id, first, by=by, at=clock.now())
        except Exception:
            if context.job.attempts + 1 >= ATTEMPTS:
                printing.give_up(job_id, first, by=by, at=clock.now())
            raise


@app.periodic(cron="40 15 * * *")
@app.task(queue="upkeep", queueing_lock="documents.erase_jobs")
def erase_old_jobs(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """Just after midnight in Papua: archives older than a week go."""
    for tenant in schemas():
        with in_tenant(tenant):
            printing.erase_jobs(by=system(clock.today()), at=clock.now())


def queue_printing(batch: Sequence[PrintAsked]) -> None:
    """One job of the queue for each part, in the transaction that asked for it."""
    for event in batch:
        for first in range(1, event.total + 1, printing.PART):
            print_part.defer(tenant=current_tenant(), job_id=event.job_id, first=first)
