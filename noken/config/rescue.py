"""A job whose worker is gone runs again: kill -9, a power cut or a lost machine stops nothing.

A worker shows every ten seconds that it lives. A job that nobody works on any more keeps its lock
for ever, and whatever waits for the lock waits with it, so every worker looks for such jobs.
"""

import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from django.db import connection, transaction
from procrastinate import JobContext
from procrastinate.worker import Worker

from noken.config.health.work import GONE
from noken.core.tenancy import in_tenant
from noken.tenants.jobs import ATTEMPTS, GIVEN_UP
from noken.tenants.queries import schemas

SECONDS = 10
"""Between two looks."""
_log = logging.getLogger(__name__)

# Of a job that waits once only, and for which another waits by now, nothing is lost: it goes.
_LEFT = """
select job.id, job.task_name, job.attempts, job.args::text, exists (
    select from procrastinate_jobs other
    where other.queueing_lock = job.queueing_lock and other.status = 'todo'
) as is_waiting
from procrastinate_jobs job left join procrastinate_workers worker on worker.id = job.worker_id
where job.status = 'doing' and (
    worker.id is null or worker.last_heartbeat < now() - make_interval(secs => %(gone)s)
    or job.worker_id = %(own)s and job.id = any(%(idle)s)
)
order by job.id limit 1 for update of job skip locked
"""
_AGAIN = "select procrastinate_retry_job_v2(%s, now(), null, null, null)"
_END = "select procrastinate_finish_job_v1(%s, %s, %s)"
_MINE = "select id from procrastinate_jobs where status = 'doing' and worker_id = %s"


class _Left(NamedTuple):
    job: int
    task: str
    attempts: int
    args: str
    is_waiting: bool


class Rescue:
    """Of one worker process: knows what it works on, and looks for what nobody works on."""

    def __init__(self) -> None:
        self.worker: int | None = None
        self.running: set[int] = set()
        self._idle: set[int] = set()

    async def note(
        self, work: Callable[[], Awaitable[Any]], context: JobContext, worker: Worker
    ) -> Any:
        """Around every job (procrastinate's worker middleware)."""
        self.worker, job = worker.worker_id, context.job.id or 0
        self.running.add(job)
        try:
            return await work()
        finally:
            self.running.discard(job)

    def look(self) -> int:
        """Have every job that nobody works on run again, or end it after its last try; how many.

        A job of this worker whose end could not be written down counts from the second look.
        """
        before, self._idle = self._idle, self._own_idle()
        count = 0
        while self._take_one(sorted(before & self._idle)):
            count += 1
        return count

    def _own_idle(self) -> set[int]:
        with connection.cursor() as cursor:
            cursor.execute(_MINE, [self.worker])
            return {row[0] for row in cursor.fetchall()} - self.running

    @transaction.atomic
    def _take_one(self, idle: list[int]) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(_LEFT, {"gone": GONE, "own": self.worker, "idle": idle})
            row = cursor.fetchone()
            if row is None:
                return False
            left = _Left(*row)
            if left.is_waiting:
                cursor.execute(_END, [left.job, "failed", True])
            elif left.attempts + 1 < ATTEMPTS:
                cursor.execute(_AGAIN, [left.job])
            else:
                cursor.execute(_END, [left.job, "failed", False])
                _give_up(left)
        _log.warning("job %s (%s) had lost its worker", left.job, left.task)
        return True


def _give_up(left: _Left) -> None:
    """Whoever waits for it learns that it is over; where that fails too, the others go on."""
    about = json.loads(left.args)
    tenant = about.pop("tenant", None)
    if left.task not in GIVEN_UP or tenant not in schemas():
        return
    try:
        with in_tenant(tenant), transaction.atomic():
            GIVEN_UP[left.task](**about)
    except Exception:  # noqa: BLE001  # whoever is told next must not wait for this one
        _log.exception("nobody was told that job %s (%s) is given up", left.job, left.task)
