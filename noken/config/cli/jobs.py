"""`noken jobs`: work in the background that failed after its last try, and having it run again."""

from argparse import Namespace

from django.db import connection, transaction

from noken.config.cli.terms import say

_FAILED = """
select job.id, job.task_name, job.args::text,
    coalesce(to_char(max(event.at), 'YYYY-MM-DD HH24:MI TZ'), '')
from procrastinate_jobs job left join procrastinate_events event on event.job_id = job.id
where job.status = 'failed' group by job.id order by job.id
"""
# Of a job that waits once only, and for which another waits by now, nothing is lost.
_AGAIN = """
select procrastinate_retry_job_v2(job.id, now(), null, null, null) from procrastinate_jobs job
where job.id = %s and not exists (
    select from procrastinate_jobs other
    where other.queueing_lock = job.queueing_lock and other.status = 'todo')
"""
_FORGET = "delete from procrastinate_jobs where id = %s and status = 'failed'"


def listed(_: Namespace) -> int:
    """One line for each; ids only, no names of people."""
    rows = _failed()
    for number, task, about, at in rows:
        say(f"{number}  {at}  {task}  {about}")
    say(f"{len(rows)} failed." + ("  Run them again: noken jobs retry" if rows else ""))
    return 0


@transaction.atomic
def retry(_: Namespace) -> int:
    """All of them, at once; the worker takes them up."""
    rows = _failed()
    with connection.cursor() as cursor:
        for number, *_rest in rows:
            cursor.execute(_AGAIN, [number])
            cursor.execute(_FORGET, [number])
    say(f"{len(rows)} run again.")
    return 0


def _failed() -> list[tuple[int, str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_FAILED)
        return [tuple(row) for row in cursor.fetchall()]
