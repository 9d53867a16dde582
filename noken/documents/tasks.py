"""Papers in the background: the parts of a print job, and erasing what is over."""

from collections.abc import Sequence
from datetime import datetime

from noken.core import clock
from noken.core.actor import Actor, system
from noken.core.tenancy import current_tenant
from noken.documents.events import PrintAsked
from noken.documents.services import printing
from noken.tenants.jobs import by_the_clock, job


def _give_up(*, job_id: int, first: int) -> None:
    """Say which papers could not be made."""
    printing.give_up(job_id, first, by=system(clock.today()), at=clock.now())


@job("documents.print_part", queue="papers", given_up=_give_up)
def print_part(*, job_id: int, first: int) -> None:
    """Make one part."""
    printing.make_part(job_id, first, by=system(clock.today()), at=clock.now())


@by_the_clock("40 15 * * *")
def erase_old_jobs(by: Actor, at: datetime) -> None:
    """Just after midnight in Papua: archives older than a week go."""
    printing.erase_jobs(by=by, at=at)


def queue_printing(batch: Sequence[PrintAsked]) -> None:
    """One job of the queue for each part, in the transaction that asked for it."""
    for event in batch:
        for first in range(1, event.total + 1, printing.PART):
            print_part.defer(tenant=current_tenant(), job_id=event.job_id, first=first)
