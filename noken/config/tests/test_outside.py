"""DATABASE_URL and DATABASE_OWNER_URL replace the embedded server by another one."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from noken.config import database, env
from noken.core.database import APP, OWNER
from noken.organization.tests.data.builders import workbook

pytestmark = pytest.mark.slow

HEADER = ("NIP", "NAMA", "JABATAN", "UNIT KERJA")
HEAD = ("199001012014021001", "ABRAHAM", "Kepala Badan Kepegawaian", "BADAN KEPEGAWAIAN")
KEEPER = ("199104122015042014", "RIBKA", "Analis SDM Aparatur", "BADAN KEPEGAWAIAN")
NAME = f"noken_outside_{os.getpid()}"


@pytest.fixture(scope="module")
def outside() -> Iterator[dict[str, str]]:
    """An empty database elsewhere, for all tests that put nobody into it."""
    with _database(NAME) as variables:
        yield variables


@pytest.fixture
def empty() -> Iterator[dict[str, str]]:
    """One for a test alone."""
    with _database(f"{NAME}_empty") as variables:
        yield variables


@contextmanager
def _database(name: str) -> Iterator[dict[str, str]]:
    """An empty database elsewhere, as variables: here our own socket plays the other server."""
    database.start()
    place = database.place()
    with psycopg.connect(place.url(OWNER, "postgres"), autocommit=True) as owner:
        owner.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        yield {
            "DATABASE_URL": place.url(APP, name),
            "DATABASE_OWNER_URL": place.url(OWNER, name),
        }
        # Not by force: that is not ours to use on a worker that vacuums there just now.
        owner.execute(sql.SQL("drop database {}").format(sql.Identifier(name)))


def _environment(variables: dict[str, str]) -> dict[str, str]:
    settings = {"DJANGO_SETTINGS_MODULE": "noken.config.settings.production"}
    return {**os.environ, **settings, **variables}


def _noken(*command: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "-m", "noken", *command],
        cwd=env.ROOT,
        env=_environment(variables),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_it_is_migrated_by_its_owner_and_no_server_of_our_own_is_started(
    outside: dict[str, str], tmp_path: Path
) -> None:
    migrated = _noken("migrate", NOKEN_VAR=str(tmp_path), **outside)

    assert migrated.returncode == 0, migrated.stderr
    assert not (tmp_path / "postgres").exists()
    with psycopg.connect(outside["DATABASE_URL"]) as app:
        assert app.execute("select count(*) from tenants_instansi").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("create table mine (a int)")


def test_the_doctor_tells_whose_it_is(outside: dict[str, str], tmp_path: Path) -> None:
    said = _noken("doctor", NOKEN_VAR=str(tmp_path), **outside).stdout

    assert "well  database: outside" in said
    assert f"well  roles: {APP} serves, {OWNER} owns" in said


def test_the_doctor_says_when_one_role_does_all(outside: dict[str, str], tmp_path: Path) -> None:
    one = {**outside, "DATABASE_URL": outside["DATABASE_OWNER_URL"]}

    sick = _noken("doctor", NOKEN_VAR=str(tmp_path), **one)

    assert sick.returncode == 1
    assert "the journal is NOT write-protected" in sick.stdout


def test_our_server_is_neither_started_nor_stopped(outside: dict[str, str], tmp_path: Path) -> None:
    for verb in ("start", "stop", "status"):
        refused = _noken("db", verb, NOKEN_VAR=str(tmp_path), **outside)

        assert refused.returncode == 1
        assert "DATABASE_URL is set" in refused.stderr


@pytest.mark.timeout(600)
def test_from_nothing_to_the_first_import_and_a_served_page(
    empty: dict[str, str], tmp_path: Path
) -> None:
    """The sequence of docs/operations/install.md; without `--sample` nobody else is there."""
    around = {"NOKEN_VAR": str(tmp_path), **empty}
    name, host = "Pemerintah Kabupaten Contoh", "noken.contoh.example"
    file = workbook(tmp_path / "pegawai.xlsx", {"ASN": (HEADER, HEAD, KEEPER)})

    steps = [
        _noken(*command, **around)
        for command in (
            ("prepare",),
            ("instansi", "create", "contoh", name, host),
            ("instansi", "keeper", KEEPER[0], KEEPER[1]),
            ("import", "people", str(file)),
        )
    ]

    assert [step.returncode for step in steps] == [0, 0, 0, 0], [s.stderr for s in steps]
    assert f"Login {KEEPER[0]}, one-time password" in steps[2].stdout
    assert "Applied: 2 people written." in steps[3].stdout
    with psycopg.connect(empty["DATABASE_URL"]) as app:
        found = app.execute(
            "select count(*), count(*) filter (where u.password not like '!%%'),"
            " count(*) filter (where e.nip = %s and p.id is not null)"
            " from contoh.organization_employee e"
            " join contoh.accounts_user u on u.id = e.account_id"
            " left join contoh.organization_posting p on p.employee_id = e.id",
            [KEEPER[0]],
        ).fetchone()
        holidays = app.execute("select count(*) > 20 from contoh.calendars_holiday").fetchone()
    assert found == (2, 1, 1)
    assert holidays == (True,)
    assert _served_login(around) == 200
    assert "already holds people" in _noken("demo", "--size", "small", **around).stderr


def _served_login(around: dict[str, str]) -> int:
    """The status of the login page of the one instansi, from a server of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    served = subprocess.Popen(  # noqa: S603  # ourselves
        [sys.executable, "-m", "noken", "serve", "--port", str(port)],
        cwd=env.ROOT,
        env=_environment(around),
    )
    try:
        return _asked(port, until=time.monotonic() + 60)
    finally:
        served.terminate()
        served.wait(timeout=30)


def _asked(port: int, *, until: float) -> int:
    while True:
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
                connection.request("GET", "/masuk/")
                return connection.getresponse().status
        except ConnectionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
