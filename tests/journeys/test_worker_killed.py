"""kill -9 of `noken worker` at any moment: its jobs run again, locks are free, nothing doubles.

`make prove` kills two hundred times, `make test` ten.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from noken.attendance import services as attendance
from noken.attendance.models import Day, DirtySpan
from noken.attendance.tasks import SHARDS
from noken.config import env
from noken.core import clock
from noken.core.actor import Role, system
from noken.core.tables import inbox
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.organization.models import Employee, ImportRow, ImportRun
from noken.organization.services import imports
from noken.tenants.jobs import ATTEMPTS
from tests.browser.serving import surroundings
from tests.cast import Cast, make_cast
from tests.world import actor

FULL = os.environ.get("NOKEN_ROUNDS") == "full"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(4 * 3600 if FULL else 600),
]
KILLS = 200 if FULL else 10
AGAIN_WITHIN_S = 60
ROWS = 620
SAMPLE = env.ROOT / "noken" / "organization" / "tests" / "data" / "siasn_contoh.xlsx"
chance = random.SystemRandom()


@pytest.fixture
def var() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="noken-worker-") as folder:
        yield Path(folder)


@contextmanager
def working(var: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """`noken worker` until the end of the block, if it lives so long."""
    with (var / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "noken", "worker"],
            cwd=env.ROOT,
            env=surroundings(var),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(60)


def jobs(*states: str) -> list[tuple[str, str, int]]:
    """Jobs in these states that need not wait any more."""
    due = ProcrastinateJob.objects.filter(status__in=states)
    return list(due.order_by("pk").values_list("task_name", "status", "attempts"))


def until(reached: Callable[[], Any], seconds: float, process: "subprocess.Popen[bytes]") -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if reached():
            return True
        assert process.poll() is None, "the worker ended by itself"
        time.sleep(0.02)
    return False


def receive(cast: Cast) -> ImportRun:
    file = inbox.receive(current_tenant(), [SAMPLE.read_bytes()])
    at = clock.now()
    new = imports.NewFile(uuid7(at), SAMPLE.name, file)
    return imports.receive_file(new, by=actor(cast.personnel, Role.PERSONNEL), at=at)


def _read(cast: Cast) -> None:
    receive(cast)


def _apply(cast: Cast) -> None:
    """The first file that was read is applied; one that is being applied goes on."""
    if ImportRun.objects.filter(status__in=["APPLYING", "APPLIED"]).exists():
        return
    run = ImportRun.objects.filter(status=ImportRun.Status.PREVIEWED).first()
    if run is not None:
        imports.confirm_run(run.pk, "SK", by=actor(cast.personnel, Role.PERSONNEL), at=clock.now())


def _derive(_: Cast) -> None:
    today = clock.today()
    by = system(today)
    attendance.mark_dirty(None, today - timedelta(60), today, by=by, at=clock.now())
    with suppress(AlreadyEnqueued):
        app.configure_task("noken.attendance.tasks.go_round").defer(timestamp=0)


def _by_the_clock(_: Cast) -> None:
    """Whatever the clock asks for in a day, at once."""
    for name in sorted({each.task.name for each in app.periodic_registry.periodic_tasks.values()}):
        with suppress(AlreadyEnqueued):
            app.configure_task(name).defer(timestamp=0)


KINDS = (_read, _derive, _apply, _by_the_clock)


def kill_amid(begin: Callable[[Cast], None], cast: Cast, var: Path) -> bool:
    """Kill a worker soon after it took up a job; whether one was left undone."""
    with working(var) as process:
        begin(cast)
        until(lambda: jobs("doing"), 20, process)
        time.sleep(chance.uniform(0, 0.6))
        os.killpg(process.pid, signal.SIGKILL)
    return bool(jobs("doing"))


def test_jobs_of_killed_workers_run_again_and_change_nothing_twice(var: Path) -> None:
    cast = make_cast()
    before = Employee.objects.count()
    _read(cast)
    with working(var) as process:
        assert until(lambda: ImportRun.objects.filter(status="PREVIEWED"), 60, process)

    at_work = [kill_amid(KINDS[number % len(KINDS)], cast, var) for number in range(KILLS)]
    assert any(at_work), "no worker was killed at work: the test shows nothing"
    _derive(cast)
    _apply(cast)

    with working(var) as process:
        done = until(lambda: not jobs("doing", "todo"), AGAIN_WITHIN_S + 120, process)
    assert done, jobs("doing", "todo")
    assert jobs("failed") == []
    assert not DirtySpan.objects.exists()
    states = set(ImportRun.objects.values_list("status", flat=True))
    assert states == {"PREVIEWED", "APPLIED"}
    assert ImportRun.objects.filter(status="APPLIED").count() == 1
    assert Employee.objects.count() == before + ROWS
    for run in ImportRun.objects.filter(status="PREVIEWED"):
        assert ImportRow.objects.filter(run=run).count() == sum(run.counts.values())
    assert Day.objects.filter(employee=cast.maria).exists()


def test_a_dead_job_blocks_its_lock_no_longer_than_a_minute(var: Path) -> None:
    """A worker took the job and was killed; the next was long alive by then."""
    cast = make_cast()
    today, shard = clock.today(), cast.maria.pk % SHARDS
    lock = f"attendance.derive-{current_tenant()}-{shard}"
    attendance.mark_dirty([cast.maria.pk], today, today, by=system(today), at=clock.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat)"
            " values (now() - interval '31 seconds') returning id"
        )
        (dead,) = cursor.fetchone()
        cursor.execute(
            "insert into procrastinate_jobs"
            " (queue_name, task_name, lock, queueing_lock, args, status, worker_id)"
            " values ('days', 'attendance.derive', %s, %s, %s, 'doing', %s)",
            [lock, lock, f'{{"tenant": "{current_tenant()}", "shard": {shard}}}', dead],
        )
    app.configure_task("attendance.derive", lock=lock, queueing_lock=lock).defer(
        tenant=current_tenant(), shard=shard
    )

    with working(var) as process:
        assert until(lambda: not jobs("doing", "todo"), AGAIN_WITHIN_S, process), jobs("doing")

    assert not DirtySpan.objects.filter(employee=cast.maria).exists()
    assert jobs("failed") == []


def test_a_job_that_takes_every_worker_with_it_is_ended_and_said(var: Path) -> None:
    cast = make_cast()
    run = receive(cast)
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set status = 'doing', attempts = %s", [ATTEMPTS - 1]
        )
    imports.begin_reading(run.pk, by=system(clock.today()), at=clock.now())

    with working(var) as process:
        assert until(lambda: jobs("failed"), AGAIN_WITHIN_S, process)

    run.refresh_from_db()
    assert run.status == ImportRun.Status.FAILED
    assert "terhenti" in run.failure
