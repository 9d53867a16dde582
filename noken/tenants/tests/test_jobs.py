"""Work by the clock and once: in every instansi, whatever happens in another."""

from datetime import datetime
from typing import Any

import pytest
from procrastinate.contrib.django import app

from conftest import SCHEMA
from noken.core.actor import Actor
from noken.core.tenancy import current_tenant
from noken.tenants import jobs
from tests.jobs import do

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_task_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tasks made here are nobody's after the test."""
    monkeypatch.setattr(app, "tasks", dict(app.tasks))
    monkeypatch.setattr(jobs, "GIVEN_UP", {})
    monkeypatch.setattr(
        app.periodic_registry, "periodic_tasks", dict(app.periodic_registry.periodic_tasks)
    )


def test_a_fault_in_one_instansi_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "schemas", lambda: ["public", SCHEMA])
    done = []

    @jobs.by_the_clock("0 0 * * *")
    def count(by: Actor, at: datetime) -> None:  # noqa: ARG001 (as it is called)
        done.append(current_tenant())
        if current_tenant() == "public":
            raise LookupError

    with pytest.raises(LookupError):
        count(0)

    assert done == ["public", SCHEMA]


def test_the_last_fault_of_a_job_is_said() -> None:
    said: list[Any] = []

    def say(*, number: int) -> None:
        said.append((current_tenant(), number))

    @jobs.job("test.fails", queue="test", given_up=say)
    def fail(*, number: int) -> None:
        raise LookupError(number)

    for attempts in (0, jobs.ATTEMPTS - 2, jobs.ATTEMPTS - 1):
        assert said == []
        with pytest.raises(LookupError):
            do(fail, attempts=attempts, number=7)

    assert said == [(SCHEMA, 7)]
