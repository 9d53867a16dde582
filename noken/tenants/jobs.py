"""Work in the background, said once: by the clock in every instansi or for the server, or once for
one instansi.

Every task may run twice without harm, since the jobs of a worker that was killed run again. Work
by the clock that was missed while no worker lived is made up for at the next start (PERIODIC in
the settings), within a day.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from noken.core import clock
from noken.core.actor import Actor, system
from noken.core.tenancy import in_tenant
from noken.tenants.queries import schemas

ATTEMPTS = 5
"""So often is a job begun at most, whether it ended by a fault or with its worker."""
_AGAIN = RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=3)
_log = logging.getLogger(__name__)

GIVEN_UP: dict[str, Callable[..., None]] = {}
"""By name of the task: what says to those who wait that its last try failed."""


def by_the_clock(cron: str) -> Callable[[Callable[[Actor, datetime], None]], Any]:
    """A task for every instansi whenever `cron` (UTC) says so. A fault in one stops no other.

    The work gets the system as actor, and the time. It waits in the queue at most once.
    """

    def decorate(work: Callable[[Actor, datetime], None]) -> Any:
        @wraps(work)
        def run(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
            faults = []
            for tenant in schemas():
                try:
                    with in_tenant(tenant):
                        work(system(clock.today()), clock.now())
                except Exception as fault:  # noqa: BLE001  # other instansi still get theirs
                    _log.exception("%s failed in %s", work.__module__, tenant)
                    faults.append(fault)
            if faults:
                raise faults[0]

        return _periodic(cron, work, run)

    return decorate


def for_the_server(cron: str) -> Callable[[Callable[[], None]], Any]:
    """A task for all instansi together whenever `cron` (UTC) says so. It waits at most once."""

    def decorate(work: Callable[[], None]) -> Any:
        @wraps(work)
        def run(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
            work()

        return _periodic(cron, work, run)

    return decorate


def _periodic(cron: str, work: Callable[..., None], run: Callable[[int], None]) -> Any:
    name = f"{work.__module__}.{work.__name__}"
    return app.periodic(cron=cron)(app.task(name=name, queue="upkeep", queueing_lock=name)(run))


def job(
    name: str, *, queue: str, given_up: Callable[..., None] | None = None
) -> Callable[[Callable[..., None]], Any]:
    """A task for one instansi, deferred with `tenant` and what it is about, in the transaction of
    the fact that asks for it.

    Args:
        name: never changed, because jobs that wait bear it.
        given_up: called like the work, in the instansi, once the last try failed.
    """

    def decorate(work: Callable[..., None]) -> Any:
        @wraps(work)
        def run(context: JobContext, *, tenant: str, **about: Any) -> None:
            with in_tenant(tenant):
                try:
                    work(**about)
                except Exception:
                    if given_up is not None and context.job.attempts + 1 >= ATTEMPTS:
                        given_up(**about)
                    raise

        if given_up is not None:
            GIVEN_UP[name] = given_up
        task: Any = app.task(name=name, queue=queue, retry=_AGAIN, pass_context=True)
        return task(run)

    return decorate
