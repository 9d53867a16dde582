"""kill -9 in the middle of applying changes nothing, and the import can be applied again."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from noken.core import clock
from noken.core.actor import system
from noken.core.tables import inbox
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.organization.models import Employee, ImportRow, ImportRun, Posting, Unit
from noken.organization.services import imports

SAMPLE = Path(__file__).parent / "data" / "siasn_contoh.xlsx"
KILLED = -9
# Applies a run in a process of its own, which ends itself before its n-th statement.
CHILD = """
import os, signal, sys
import django
from django.db import connection
django.setup()
name, schema, run, last = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
connection.settings_dict["NAME"] = name
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.organization.services import imports
seen = 0
def count(execute, sql, params, many, context):
    global seen
    seen += 1
    if seen == last:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
with in_tenant(schema), connection.execute_wrapper(count):
    imports.apply_run(run, by=system(clock.today()), at=clock.now())
print(seen)
"""


def child(run: ImportRun, last: int) -> subprocess.CompletedProcess[str]:
    told = [connection.settings_dict["NAME"], current_tenant(), str(run.pk), str(last)]
    return subprocess.run(  # noqa: S603 (our interpreter, our code)
        [sys.executable, "-c", CHILD, *told],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
    )


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Employee, Unit, Posting))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_application_changes_nothing_and_can_be_repeated() -> None:
    by, at = system(clock.today()), clock.now()
    new = imports.NewFile(uuid7(at), SAMPLE.name, inbox.described(SAMPLE))
    run = imports.receive_file(new, by=by, at=at)
    imports.begin_reading(run.pk, by=by, at=at)
    imports.stage_file(run.pk, imports.parse(SAMPLE), by=by, at=at)
    imports.confirm_run(run.pk, "", by=by, at=at)

    for last in (4, 11, 18, 25, 32, 39):
        done = child(run, last)
        assert done.returncode == KILLED, f"{last}: {done.stderr}"
        assert counts() == (0, 0, 0)
        assert ImportRow.objects.count() == 620
        run.refresh_from_db()
        assert run.status == ImportRun.Status.APPLYING

    whole = child(run, 0)

    assert whole.returncode == 0, whole.stderr
    assert int(whole.stdout) > 39
    run.refresh_from_db()
    assert (run.status, run.counts["APPLIED"]) == (ImportRun.Status.APPLIED, 620)
    assert counts()[0] == 620
