"""Work in the background: what waits, what lost its worker, what failed, and running it again."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import connection, transaction

from noken.config.health.verdicts import NOTHING, Figure, Said, Verdict, setup

GONE = 30
"""Seconds without a sign of life after which a worker is gone."""
WAITS_LONG = 600
"""Seconds after which a job that is due has waited too long."""

_TASKS = """
with job as (
    select status, task_name, worker_id, args->>'tenant' as tenant, coalesce(scheduled_at, (
        select max(at) from public.procrastinate_events where job_id = j.id)) as due_at
    from public.procrastinate_jobs j where status in ('todo', 'doing', 'failed')
)
select task_name, coalesce(tenant, ''),
    count(*) filter (where status = 'todo' and due_at <= now()),
    coalesce(extract(epoch from now() - min(due_at) filter (where status = 'todo')), 0)::float,
    count(*) filter (where status = 'doing' and (worker.id is null
        or worker.last_heartbeat < now() - make_interval(secs => %s))),
    count(*) filter (where status = 'failed')
from job left join public.procrastinate_workers worker on worker.id = job.worker_id
group by 1, 2 order by 1, 2
"""
_WORKERS = """
select count(*) from public.procrastinate_workers
where last_heartbeat >= now() - make_interval(secs => %s)
"""
_FAILED = """
select job.id, job.task_name, job.args::text,
    coalesce(to_char(max(event.at), 'YYYY-MM-DD HH24:MI TZ'), '')
from public.procrastinate_jobs job
    left join public.procrastinate_events event on event.job_id = job.id
where job.status = 'failed' group by job.id order by job.id
"""
_CHOSEN = """
select id from public.procrastinate_jobs
where status = 'failed' and id = any(%s) order by id for update
"""
# Of a job that waits once only, and for which another waits by now, nothing is lost.
_AGAIN = """
select procrastinate_retry_job_v2(job.id, now(), null, null, null)
from public.procrastinate_jobs job
where job.id = %s and not exists (
    select from public.procrastinate_jobs other
    where other.queueing_lock = job.queueing_lock and other.status = 'todo')
"""
_FORGET = "delete from public.procrastinate_jobs where id = %s and status = 'failed'"


class Tally(NamedTuple):
    """The jobs of one task in one instansi ("" for work that is of none)."""

    task: str
    tenant: str
    waiting: int
    oldest_s: float
    lost: int
    failed: int


class Failed(NamedTuple):
    """A job after its last try. `about` holds ids only, no names of people."""

    number: int
    task: str
    about: str
    at: str

    @property
    def tenant(self) -> str:
        return str(json.loads(self.about).get("tenant", ""))


def tallies() -> list[Tally]:
    """Tasks of which a job waits, lost its worker or failed; or is being done."""
    return [Tally(*row) for row in _asked(_TASKS, [GONE])]


def failed() -> list[Failed]:
    return [Failed(*row) for row in _asked(_FAILED)]


@transaction.atomic
def retry(numbers: Iterable[int]) -> int:
    """Have failed jobs run again, at once; how many of them were failed."""
    chosen = [row[0] for row in _asked(_CHOSEN, [list(numbers)])]
    with connection.cursor() as cursor:
        for number in chosen:
            cursor.execute(_AGAIN, [number])
            cursor.execute(_FORGET, [number])
    return len(chosen)


def jobs() -> Iterator[Verdict]:
    """What waits, what lost its worker, what failed after its last try."""
    setup()
    found = tallies()
    alive = _asked(_WORKERS, [GONE])[0][0]
    waiting, lost = sum(each.waiting for each in found), sum(each.lost for each in found)
    oldest = round(max([0.0, *(each.oldest_s for each in found)]))
    stuck = lost or oldest > WAITS_LONG
    yield Verdict(
        Said("jobs", "Antrean pekerjaan"),
        Said(
            f"{waiting} wait, the oldest for {oldest} s; {lost} without their worker;"
            f" {alive} workers live",
            f"{waiting} menunggu, terlama {oldest} detik; {lost} terputus; {alive} pekerja hidup",
        ),
        Said(
            "See that noken worker runs; it takes up what is left within a minute.",
            "Pastikan noken worker berjalan; yang tertinggal diambilnya dalam semenit.",
        )
        if stuck
        else NOTHING,
        figures=(Figure("noken_workers", alive), *_figures(found)),
    )
    names = ", ".join(sorted({each.task for each in found if each.failed}))
    yield Verdict(
        Said("failed jobs", "Pekerjaan gagal"),
        Said(names, names) if names else Said("none", "tidak ada"),
        Said(
            "Mend the cause (the log of the worker names it), then run: noken jobs retry",
            "Atasi sebabnya (ada di log worker), lalu jalankan lagi.",
        )
        if names
        else NOTHING,
    )


def _figures(found: list[Tally]) -> Iterator[Figure]:
    for each in found:
        about = {"task": each.task, "tenant": each.tenant}
        for state in ("waiting", "lost", "failed"):
            yield Figure("noken_jobs", getattr(each, state), {**about, "state": state})
        yield Figure("noken_job_oldest_seconds", max(0.0, each.oldest_s), about)


def _asked(sql: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or [])
        return list(cursor.fetchall())
