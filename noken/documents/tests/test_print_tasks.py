"""Print jobs in the queue: a job for each part, tries that fail, the night's cleaning."""

import json
from typing import Any

import pytest
from django.db import connection

from noken.core import clock
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.documents import tasks
from noken.documents.models import PrintJob
from noken.documents.services import printing
from noken.documents.services.printing import Wanted
from noken.documents.tests.test_print_jobs import AT, KIND, OFFICER
from noken.tenants.jobs import ATTEMPTS
from tests.jobs import do

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> PrintJob:
    wanted = [Wanted(str(number), f"Pegawai {number}") for number in range(1, 26)]
    return printing.ask_print(KIND, wanted, key=uuid7(AT), title="Cetakan", by=OFFICER, at=AT)


def test_each_part_is_one_job_in_the_same_transaction(job: PrintJob) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select args from procrastinate_jobs where task_name = %s order by id",
            ["documents.print_part"],
        )
        asked = [json.loads(args) for (args,) in cursor.fetchall()]

    tenant = current_tenant()
    assert asked == [{"tenant": tenant, "job_id": job.pk, "first": first} for first in (1, 11, 21)]


def test_a_fault_is_tried_again_and_said_after_the_last_try(
    job: PrintJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise OSError

    monkeypatch.setattr(printing, "make_part", broken)

    for number in range(ATTEMPTS - 1):
        with pytest.raises(OSError):  # noqa: PT011 (it is the very one raised above)
            do(tasks.print_part, attempts=number, job_id=job.pk, first=1)
        job.refresh_from_db()
        assert job.failed == 0
    with pytest.raises(OSError):  # noqa: PT011 (as above)
        do(tasks.print_part, attempts=ATTEMPTS - 1, job_id=job.pk, first=1)

    job.refresh_from_db()
    assert (job.failed, job.status) == (10, PrintJob.Status.QUEUED)


def test_the_night_erases_in_every_instansi(job: PrintJob, monkeypatch: pytest.MonkeyPatch) -> None:
    PrintJob.objects.filter(pk=job.pk).update(status=PrintJob.Status.DONE)
    monkeypatch.setattr(clock, "now", lambda: AT + 2 * printing.KEPT)

    tasks.erase_old_jobs(0)

    job.refresh_from_db()
    assert job.status == PrintJob.Status.ERASED
