"""The background work on imports: by the real worker, twice, and when it fails."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from noken.accounts.sessions import SessionStore
from noken.audit.models import Entry
from noken.core import clock
from noken.core.actor import Role
from noken.core.tables import inbox
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.notices.models import Notice
from noken.notices.services import Message, notify
from noken.organization import tasks
from noken.organization.models import Employee, ImportRun, RoleGrant
from noken.organization.services import imports
from noken.tenants.jobs import ATTEMPTS
from tests.amending import erase
from tests.cast import Cast, make_cast
from tests.jobs import do
from tests.world import NOON, actor

DAY = timedelta(days=1)
SAMPLE = Path(__file__).parent / "data" / "siasn_contoh.xlsx"
# The real worker in a process of its own, until nothing is left to do.
WORKER = """
import sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"], settings.MEDIA_ROOT = sys.argv[1:]
django.setup()
from procrastinate.contrib.django import app
app.with_connector(app.connector.get_worker_connector()).run_worker(wait=False)
"""


def work(folder: Path) -> None:
    done = subprocess.run(  # noqa: S603 (our interpreter, our code)
        [sys.executable, "-c", WORKER, connection.settings_dict["NAME"], str(folder)],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def received(cast: Cast) -> ImportRun:
    file = inbox.receive(current_tenant(), [SAMPLE.read_bytes()])
    new = imports.NewFile(uuid7(NOON), SAMPLE.name, file)
    return imports.receive_file(new, by=actor(cast.personnel, Role.PERSONNEL), at=clock.now())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_worker_reads_and_applies(tmp_path: Path) -> None:
    people = make_cast()
    run = received(people)

    work(tmp_path / "files")
    run.refresh_from_db()
    assert run.status == ImportRun.Status.PREVIEWED, run.failure
    imports.confirm_run(run.pk, "SK", by=actor(people.personnel, Role.PERSONNEL), at=clock.now())
    work(tmp_path / "files")

    run.refresh_from_db()
    assert (run.status, run.counts["APPLIED"]) == (ImportRun.Status.APPLIED, 620), run.failure
    assert Employee.objects.count() > 620


@pytest.mark.django_db
def test_a_task_may_run_twice(cast: Cast) -> None:
    run = received(cast)

    for _ in range(2):
        do(tasks.read_import, run_id=run.pk)
    imports.confirm_run(run.pk, "", by=actor(cast.personnel, Role.PERSONNEL), at=clock.now())
    for _ in range(2):
        do(tasks.apply_import, run_id=run.pk)

    run.refresh_from_db()
    assert (run.status, run.counts["APPLIED"]) == (ImportRun.Status.APPLIED, 620)


@pytest.mark.django_db
def test_a_fault_is_told_after_the_last_try(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    run = received(cast)

    def fail(path: Path, mapping: object) -> None:  # noqa: ARG001 (as the real one takes it)
        raise RuntimeError(path)

    monkeypatch.setattr(imports, "parse", fail)

    for number, status in ((0, "READING"), (ATTEMPTS - 1, "FAILED")):
        with pytest.raises(RuntimeError):
            do(tasks.read_import, attempts=number, run_id=run.pk)
        run.refresh_from_db()
        assert run.status == status
    assert "tidak ada data pegawai yang berubah" in run.failure


@pytest.mark.django_db
def test_who_lost_the_role_applies_nothing(cast: Cast) -> None:
    run = received(cast)
    do(tasks.read_import, run_id=run.pk)
    imports.confirm_run(run.pk, "", by=actor(cast.personnel, Role.PERSONNEL), at=clock.now())
    erase(RoleGrant.objects.filter(employee=cast.personnel))

    do(tasks.apply_import, run_id=run.pk)

    run.refresh_from_db()
    assert run.status == ImportRun.Status.PREVIEWED
    assert "tidak lagi berwenang" in run.failure


@pytest.mark.django_db
def test_the_night_deletes_what_is_over(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    run, applied = received(cast), received(cast)
    for each in (run, applied):
        do(tasks.read_import, run_id=each.pk)
    ImportRun.objects.filter(pk=applied.pk).update(status=ImportRun.Status.APPLIED, applied_at=NOON)
    person = cast.maria.pk
    notify([Message(person, "lama", "ReportApproved", "Lama.", "/", NOON - 366 * DAY)])
    notify([Message(person, "baru", "ReportApproved", "Baru.", "/", NOON - 363 * DAY)])
    session = SessionStore()
    session.set_expiry(NOON - DAY)
    session.save()

    tasks.forget_old(timestamp=0)
    run.refresh_from_db()
    assert run.status == ImportRun.Status.PREVIEWED
    assert not Session.objects.filter(session_key=session.session_key).exists()
    assert list(Notice.objects.values_list("key", flat=True)) == ["baru"]

    monkeypatch.setattr(clock, "now", lambda: NOON + imports.EXPIRES)
    tasks.forget_old(timestamp=0)

    run.refresh_from_db()
    applied.refresh_from_db()
    assert (run.status, run.rows.count(), run.missing) == (ImportRun.Status.DISCARDED, 0, [])
    assert applied.status == ImportRun.Status.APPLIED
    assert Entry.objects.filter(action="ImportDiscarded", role="SYSTEM").count() == 1
