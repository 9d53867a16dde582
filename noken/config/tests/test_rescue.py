"""Jobs that nobody works on: found, taken up once, ended after the last try; and `noken jobs`."""

from argparse import Namespace

import pytest
from django.db import connection

from noken.config.cli import jobs
from noken.config.health.work import GONE
from noken.config.rescue import Rescue
from noken.tenants.jobs import ATTEMPTS, GIVEN_UP

pytestmark = pytest.mark.django_db


def worker(silent_s: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat)"
            " values (now() - make_interval(secs => %s)) returning id",
            [silent_s],
        )
        return int(cursor.fetchone()[0])


def put(
    by: int | None = None, *, state: str = "doing", attempts: int = 0, waits_once: str | None = None
) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs"
            " (queue_name, task_name, queueing_lock, args, status, worker_id, attempts)"
            " values ('test', 'test.any', %s, '{\"tenant\": \"manokwari\"}', %s, %s, %s)"
            " returning id",
            [waits_once, state, by, attempts],
        )
        return int(cursor.fetchone()[0])


def states() -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("select id, status from procrastinate_jobs where task_name = 'test.any'")
        return dict(cursor.fetchall())


def test_only_what_lost_its_worker_runs_again() -> None:
    held = put(worker(GONE - 5))
    lost, orphaned = put(worker(GONE + 5)), put()

    assert Rescue().look() == 2
    assert states() == {held: "doing", lost: "todo", orphaned: "todo"}
    assert Rescue().look() == 0


def test_the_end_of_a_job_that_could_not_be_written_down() -> None:
    """The job is over, the worker lives: only it can know. What it works on is left alone."""
    rescue = Rescue()
    rescue.worker = worker(0)
    busy, idle = put(rescue.worker), put(rescue.worker)
    rescue.running.add(busy)

    assert rescue.look() == 0
    assert rescue.look() == 1
    assert states() == {busy: "doing", idle: "todo"}


def test_a_job_for_which_another_waits_goes() -> None:
    put(waits_once="test.once")
    other = put(state="todo", waits_once="test.once")

    assert Rescue().look() == 1
    assert states() == {other: "todo"}


def test_two_dead_ones_of_which_one_may_wait() -> None:
    first, _ = put(waits_once="test.once"), put(waits_once="test.once")

    assert Rescue().look() == 2
    assert states() == {first: "todo"}


def test_after_the_last_try_it_ends_and_nobody_else_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise LookupError

    monkeypatch.setitem(GIVEN_UP, "test.any", fail)
    last, other = put(attempts=ATTEMPTS - 1), put()

    assert Rescue().look() == 2
    assert states() == {last: "failed", other: "todo"}


def test_failed_jobs_are_listed_and_run_again(capsys: pytest.CaptureFixture[str]) -> None:
    failed = put(state="failed", attempts=ATTEMPTS)
    put(state="failed", waits_once="test.once")
    other = put(state="todo", waits_once="test.once")

    jobs.listed(Namespace())
    assert "2 failed" in capsys.readouterr().out
    jobs.retry(Namespace())

    assert states() == {failed: "todo", other: "todo"}
    jobs.listed(Namespace())
    assert "0 failed" in capsys.readouterr().out
