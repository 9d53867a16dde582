"""kill -9 of `noken worker` amid every kind of job: it runs again, locks are free, nothing doubles.

`make prove` kills two hundred times, `make test` ten.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from noken.attendance import services as attendance
from noken.attendance.models import DirtySpan
from noken.attendance.tasks import SHARDS
from noken.config import env
from noken.core import clock
from noken.core.actor import Role, system
from noken.core.tenancy import current_tenant
from noken.organization.models import ImportRun
from noken.organization.services import imports
from noken.tenants.jobs import ATTEMPTS
from tests.access.records import make_records
from tests.browser.serving import surroundings
from tests.cast import make_cast
from tests.journeys.killing import Prepare, begin_anew, contents, differences, kinds, receive
from tests.world import NOON, actor

FULL = os.environ.get("NOKEN_ROUNDS") == "full"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(4 * 3600 if FULL else 900),
]
KILLS = 200 if FULL else 10
AGAIN_WITHIN_S = 60
BEGINS = NOON + timedelta(20)
"""What was asked of people in the world of the tests is over by then."""
chance = random.SystemRandom()


@pytest.fixture
def var() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="noken-worker-") as folder:
        yield Path(folder)


@contextmanager
def working(var: Path, **more: str) -> Iterator["subprocess.Popen[bytes]"]:
    """`noken worker` until the end of the block, if it lives so long."""
    with (var / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "noken", "worker"],
            cwd=env.ROOT,
            env=surroundings(var) | more,
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


class Shift:
    """A world, and workers that do in it one job after the other at the same hours."""

    def __init__(self, var: Path) -> None:
        self.var = var
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(clock, "now", lambda: NOON)
            self.records = make_records(make_cast())
        self.behind = clock.now() - BEGINS
        self.number = 0

    def now(self) -> datetime:
        return clock.now() - self.behind

    def worker(self) -> AbstractContextManager["subprocess.Popen[bytes]"]:
        return working(
            self.var,
            DJANGO_SETTINGS_MODULE="tests.journeys.killed_settings",
            TEST_CLOCK_BEHIND_S=str(self.behind.total_seconds()),
        )

    def begin(self, prepare: Prepare, kill_at: int = 0) -> None:
        begin = prepare(self.records, self.now())
        self.number += 1
        (self.var / "new").write_text(f"{self.number} {kill_at}")
        (self.var / "new").replace(self.var / "kill")
        begin()

    def statements(self) -> int:
        """How many there were of the job that was begun last."""
        seen = self.var / "seen"
        number, _, count = seen.read_text().partition(" ") if seen.is_file() else ("", "", "0")
        return int(count) if number == str(self.number) else 0

    def bury(self) -> None:
        """The worker that was killed counts as gone at once; the next one lives."""
        (self.var / "kill").unlink()
        with connection.cursor() as cursor:
            cursor.execute(
                "update procrastinate_workers set last_heartbeat = now() - interval '1 hour'"
            )


def finish(process: "subprocess.Popen[bytes]") -> None:
    assert until(lambda: not jobs("doing", "todo"), 120, process), jobs("doing", "todo")
    assert jobs("failed") == []


def kill_amid(shift: Shift, process: Any, prepare: Prepare, most: int) -> bool:
    """Begin a job; its worker is gone at a random statement of it, or between the last one and
    the end of the job. Whether a job was left undone."""
    at = chance.randint(1, most + 1)
    shift.begin(prepare, kill_at=at)
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end and jobs("doing", "todo"):
        if at > most and shift.statements() >= most:
            break
        time.sleep(0.01)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
    shift.bury()
    return bool(jobs("doing"))


def rounds(names: Iterable[str]) -> list[str]:
    """Every kind as often as it takes for all kills, each time in another order."""
    names, order = list(names), list[str]()
    while len(order) < max(KILLS, len(names)):
        order += chance.sample(names, len(names))
    return order


def unharmed(shift: Shift, order: list[str]) -> Counter[str]:
    """All of it by one worker; the statements of each kind."""
    known, lengths = kinds(), Counter[str]()
    with shift.worker() as process:
        for name in order:
            shift.begin(known[name])
            finish(process)
            lengths[name] = max(lengths[name], shift.statements())
    return lengths


def harmed(shift: Shift, order: list[str], lengths: Counter[str]) -> list[bool]:
    """The same with KILLS kills, and a new worker after each; which of them were amid a job."""
    chosen, at_work, known = chance.sample(range(len(order) - 1), KILLS), list[bool](), kinds()
    left = [(name, place in chosen) for place, name in enumerate(order)]
    while left:
        with shift.worker() as process:
            finish(process)
            while left and not left[0][1]:
                shift.begin(known[left.pop(0)[0]])
                finish(process)
            if left:
                name, _ = left.pop(0)
                at_work.append(kill_amid(shift, process, known[name], lengths[name]))
    return at_work


def test_any_job_killed_anywhere_is_done_once(var: Path) -> None:
    """Two worlds alike, the same jobs in the same order: in one of them nobody is killed.

    A second look at the same night may clear a hint, so both worlds have one at the end.
    """
    order = [*rounds(kinds()), "noken.findings.tasks.night"]
    begin_anew()
    lengths = unharmed(Shift(var), order)
    wanted = contents()
    begin_anew()
    at_work = harmed(Shift(var), order, lengths)

    assert sum(at_work) * 2 > KILLS, f"only {sum(at_work)} of {KILLS} were killed at work"
    assert differences(wanted, contents()) == []


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
    run = receive(actor(cast.personnel, Role.PERSONNEL), clock.now())
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
