"""DATABASE_URL and DATABASE_OWNER_URL replace the embedded server by another one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from noken.config import database, env
from noken.core.database import APP, OWNER

pytestmark = pytest.mark.slow

NAME = f"noken_outside_{os.getpid()}"


@pytest.fixture(scope="module")
def outside() -> Iterator[dict[str, str]]:
    """An empty database elsewhere, as variables: here our own socket plays the other server."""
    database.start()
    place = database.place()
    with psycopg.connect(place.url(OWNER, "postgres"), autocommit=True) as owner:
        owner.execute(sql.SQL("create database {}").format(sql.Identifier(NAME)))
        yield {
            "DATABASE_URL": place.url(APP, NAME),
            "DATABASE_OWNER_URL": place.url(OWNER, NAME),
        }
        owner.execute(sql.SQL("drop database {}").format(sql.Identifier(NAME)))


def _noken(*command: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "-m", "noken", *command],
        cwd=env.ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "noken.config.settings.production"}
        | variables,
        capture_output=True,
        text=True,
        timeout=120,
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
