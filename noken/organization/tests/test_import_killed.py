"""kill -9 in the middle of applying changes nothing, and the import can be applied again.

`make prove` does so before fifty of its statements, with 100,000 rows.
"""

import json
import os
import random
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
FULL = os.environ.get("NOKEN_ROUNDS") == "full"
ROWS, KILLS = 100_000, 50 if FULL else 6
TRIAL = -1
ROOT = Path(__file__).parents[3]
# Applies a run in a process of its own, which ends itself before its n-th statement; with TRIAL it
# only counts them and takes everything back. What follows the commit is not counted.
CHILD = """
import os, signal, sys
import django
from django.db import connection, transaction
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
with in_tenant(schema), connection.execute_wrapper(count), transaction.atomic():
    imports.apply_run(run, by=system(clock.today()), at=clock.now())
    transaction.set_rollback(last < 0)
    print(seen)
"""


def child(run: ImportRun, last: int) -> subprocess.CompletedProcess[str]:
    told = [connection.settings_dict["NAME"], current_tenant(), str(run.pk), str(last)]
    return subprocess.run(  # noqa: S603 (our interpreter, our code)
        [sys.executable, "-c", CHILD, *told],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )


def source(folder: Path) -> tuple[Path, int]:
    """The file, and how many of its people must be stored."""
    if not FULL:
        return SAMPLE, 620
    file, said = folder / "pegawai.xlsx", folder / "pegawai.json"
    told = ["workbook", str(ROWS), str(file), str(said)]
    subprocess.run([sys.executable, "-m", "bench.data", *told], check=True, cwd=ROOT)  # noqa: S603 (as above)
    return file, int(json.loads(said.read_text()))


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Employee, Unit, Posting))


@pytest.mark.slow
@pytest.mark.timeout(4 * 3600 if FULL else 300)
@pytest.mark.django_db(transaction=True)
def test_a_killed_application_changes_nothing_and_can_be_repeated(tmp_path: Path) -> None:
    file, people = source(tmp_path)
    by, at = system(clock.today()), clock.now()
    new = imports.NewFile(uuid7(at), file.name, inbox.described(file))
    run = imports.receive_file(new, by=by, at=at)
    imports.begin_reading(run.pk, by=by, at=at)
    imports.stage_file(run.pk, imports.parse(file), by=by, at=at)
    imports.confirm_run(run.pk, "", by=by, at=at)
    rows = ImportRow.objects.count()

    steps = int(child(run, TRIAL).stdout)
    assert counts() == (0, 0, 0)
    for last in sorted(random.SystemRandom().sample(range(1, steps + 1), min(KILLS, steps))):
        done = child(run, last)
        assert done.returncode == KILLED, f"{last}: {done.stderr}"
        assert counts() == (0, 0, 0)
        assert ImportRow.objects.count() == rows
        run.refresh_from_db()
        assert run.status == ImportRun.Status.APPLYING

    whole = child(run, 0)

    assert whole.returncode == 0, whole.stderr
    assert int(whole.stdout) == steps
    run.refresh_from_db()
    assert (run.status, run.counts["APPLIED"]) == (ImportRun.Status.APPLIED, people)
    assert counts()[0] == people
