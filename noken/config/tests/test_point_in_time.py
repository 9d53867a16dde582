"""The words of docs/operations/backup.md about an outside PostgreSQL, tried on one with an archive:
a base backup, then the journal of the server, brings back a moment between two commits."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

from noken.core.database.account import Account, server_account
from noken.core.database.binaries import Binaries, find_binaries, reachable_binaries

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

NEEDED = ("initdb", "pg_ctl", "pg_basebackup", "pg_verifybackup")
ARCHIVING = """
wal_level = replica
archive_mode = on
archive_command = 'test ! -f {archive}/%f && cp %p {archive}/.%f && mv {archive}/.%f {archive}/%f'
archive_timeout = 300
"""
RECOVERY = """
restore_command = 'cp {archive}/%f %p'
recovery_target_time = '{moment}'
recovery_target_action = 'promote'
"""


class Outside(NamedTuple):
    """A server that is not noken's, its programs and its user."""

    base: Path
    programs: Path
    account: Account

    @property
    def archive(self) -> Path:
        return self.base / "archive"

    def run(self, program: str, *words: str | Path) -> None:
        self.account.run([self.programs / program, *words])

    def start(self, data: Path) -> None:
        sockets = f"-c listen_addresses='' -c unix_socket_directories={self.base}"
        log = data.with_suffix(".log")
        self.run("pg_ctl", "start", "-D", data, "-w", "-l", log, "-o", sockets)

    def stop(self, data: Path) -> None:
        self.run("pg_ctl", "stop", "-D", data, "-w", "-m", "fast")

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(f"host={self.base} user=postgres dbname=postgres", autocommit=True)


@pytest.fixture
def outside() -> Iterator[Outside]:
    account = server_account()
    base = Path(tempfile.mkdtemp(prefix="noken-pitr-"))
    found: Binaries = reachable_binaries(find_binaries(None, None), base, account)
    absent = [name for name in NEEDED if not (found.folder / name).is_file()]
    if absent:
        shutil.rmtree(base)
        pytest.skip(
            f"POINT-IN-TIME RECOVERY IS NOT PROVED: {', '.join(absent)} not in {found.folder}"
        )
    shutil.chown(base, account.uid, account.gid)
    place = Outside(base, found.folder, account)
    try:
        place.run("initdb", "-D", base / "data", "-U", "postgres", "--auth=trust", "--no-sync")
        account.run(["mkdir", "-m", "700", place.archive])
        with (base / "data" / "postgresql.conf").open("a") as conf:
            conf.write(ARCHIVING.format(archive=place.archive))
        yield place
    finally:
        for data in (base / "data", base / "again"):
            if (data / "postmaster.pid").is_file():
                place.stop(data)
        shutil.rmtree(base)


def test_a_moment_between_two_commits_comes_back(outside: Outside) -> None:
    data, again, copy = outside.base / "data", outside.base / "again", outside.base / "base"
    outside.start(data)
    with outside.connect() as server:
        server.execute("create table report (number int)")
        server.execute("insert into report values (1)")
        outside.run(
            "pg_basebackup",
            *("-h", outside.base, "-U", "postgres", "-D", copy, "--checkpoint=fast"),
        )
        outside.run("pg_verifybackup", copy)
        server.execute("insert into report values (2)")
        moment = _now(server)
        time.sleep(0.2)
        server.execute("delete from report")
        server.execute("select pg_switch_wal()")
        _wait_until_archived(server)
    outside.stop(data)

    outside.account.run(["cp", "-a", copy, again])
    with (again / "postgresql.conf").open("a") as conf:
        conf.write(RECOVERY.format(archive=outside.archive, moment=moment.isoformat()))
    outside.account.run(["touch", again / "recovery.signal"])
    outside.start(again)

    with outside.connect() as server:
        _wait_until_promoted(server)
        assert server.execute("select number from report order by 1").fetchall() == [(1,), (2,)]
        server.execute("insert into report values (3)")


def _now(server: psycopg.Connection) -> datetime:
    row = server.execute("select clock_timestamp()").fetchone()
    assert row is not None
    return datetime.fromisoformat(row[0].isoformat())


def _wait_until_archived(server: psycopg.Connection) -> None:
    _wait(
        server,
        "select last_archived_wal >= pg_walfile_name(pg_current_wal_lsn() - 1)"
        " from pg_stat_archiver",
    )


def _wait_until_promoted(server: psycopg.Connection) -> None:
    _wait(server, "select not pg_is_in_recovery()")


def _wait(server: psycopg.Connection, question: str) -> None:
    until = time.monotonic() + 60
    while server.execute(question).fetchone() != (True,):
        assert time.monotonic() < until, question
        time.sleep(0.05)
