"""The health page in a browser: readable by everybody, and a failed job runs again by one press."""

import json
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import expect

from noken.config.health.door import PREFIX
from tests.browser.conftest import Open
from tests.browser.test_pages import check

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
JOBS = (("attendance.derive", "failed"), ("attendance.derive", "todo"), ("audit.seal", "failed"))


@pytest.fixture
def queue(browser: object) -> Iterator[None]:  # noqa: ARG001 (a fixture asks for others)
    """Jobs that wait and failed; no worker runs here."""
    with connection.cursor() as cursor:
        for task, state in JOBS:
            cursor.execute(
                "insert into procrastinate_jobs (queue_name, task_name, args, status, scheduled_at)"
                " values ('days', %s, %s, %s::procrastinate_job_status, now())",
                [task, json.dumps({"tenant": "manokwari"}), state],
            )
        yield
        cursor.execute("delete from procrastinate_jobs")


def test_the_page_is_readable_by_everybody(window: Open, queue: None) -> None:  # noqa: ARG001
    check(window, None, [PREFIX])


def test_a_failed_job_runs_again_by_one_press(window: Open, queue: None) -> None:  # noqa: ARG001
    page = window(None).go(PREFIX)

    page.get_by_role("button", name="Jalankan lagi audit.seal").click()

    expect(page.get_by_role("status")).to_contain_text("1 pekerjaan dijalankan lagi.")
    expect(page.get_by_role("button", name="Jalankan lagi audit.seal")).to_have_count(0)
