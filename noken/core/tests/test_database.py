"""The embedded server: one for many, up again after a kill, wherever the checkout lies."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from noken.core.database import APP, OWNER, Place, ensure_database, locate, stop_database
from noken.core.database.binaries import find_binaries
from noken.core.database.names import DatabaseError
from noken.core.database.server import _clear_dead_pid, _pid, _socket, _works_in

pytestmark = pytest.mark.slow

START_ONE = """
import sys
from pathlib import Path
from noken.core.database import ensure_database, locate
print(ensure_database(locate(Path(sys.argv[1]))))
"""


@pytest.fixture
def var() -> Iterator[Path]:
    """An empty run directory that every user may enter; its server is gone afterwards."""
    base = Path(tempfile.mkdtemp(prefix="noken-"))
    base.chmod(0o755)
    yield base / "var"
    _remove(locate(base / "var"))
    shutil.rmtree(base)


def _remove(place: Place) -> None:
    stop_database(place)
    shutil.rmtree(place.base, ignore_errors=True)
    shutil.rmtree(place.run, ignore_errors=True)


def _user(place: Place, role: str) -> str:
    with psycopg.connect(place.url(role)) as connection:
        row = connection.execute("select current_user").fetchone()
    return str(row[0]) if row else ""


def test_of_six_processes_that_start_it_at_once_one_does_and_all_have_it(var: Path) -> None:
    root = Path(__file__).parents[3]
    racers = [
        subprocess.Popen(  # noqa: S603  # ourselves
            [sys.executable, "-c", START_ONE, str(var)],
            cwd=root,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    said = sorted(racer.communicate(timeout=120)[0].strip() for racer in racers)

    assert said == ["False"] * 5 + ["True"]
    assert _user(locate(var), APP) == APP


def test_after_a_kill_of_the_server_the_next_start_has_all_that_was_committed(var: Path) -> None:
    place = locate(var)
    ensure_database(place)
    with psycopg.connect(place.url(OWNER)) as owner:
        owner.execute("create table kept (a int)")
        owner.execute("insert into kept values (7)")
    killed = _pid(place)
    assert killed is not None
    os.kill(killed, signal.SIGKILL)

    assert ensure_database(place) is True

    with psycopg.connect(place.url(APP)) as app:
        assert app.execute("select a from kept").fetchall() == [(7,)]


def test_a_server_whose_socket_was_removed_is_started_again(var: Path) -> None:
    place = locate(var)
    ensure_database(place)
    _socket(place).unlink()

    ensure_database(place)

    assert _user(place, APP) == APP


def test_a_stranger_or_a_zombie_with_the_number_of_the_server_is_not_the_server(var: Path) -> None:
    place = locate(var)
    place.data.mkdir(parents=True)
    with subprocess.Popen(["/bin/true"]) as zombie:
        while Path(f"/proc/{zombie.pid}/stat").read_text().split()[2] != "Z":
            pass
        (place.data / "postmaster.pid").write_text(f"{zombie.pid}\n")

        assert not _works_in(zombie.pid, place.data)
        assert not _works_in(os.getpid(), place.data)

        _clear_dead_pid(place)
    assert _pid(place) is None


def test_a_path_too_long_for_a_socket_still_has_a_server(var: Path) -> None:
    place = locate(var / ("long" * 20))

    ensure_database(place)

    try:
        assert place.run.parent == Path("/tmp")  # noqa: S108  # where the code puts it
        assert _user(place, APP) == APP
    finally:
        _remove(place)


def test_below_a_closed_folder_roots_data_move_and_nobodys_rights_change(var: Path) -> None:
    closed = var.parent / "home"
    closed.mkdir(mode=0o700)
    place = locate(closed / "noken" / "var")

    ensure_database(place)

    try:
        assert place.moved == (os.geteuid() == 0)
        assert place.base.parent in {Path("/var/lib/noken"), closed / "noken" / "var"}
        assert closed.stat().st_mode & 0o777 == 0o700
        assert _user(place, APP) == APP
    finally:
        _remove(place)


def test_no_network_address_and_no_trust(var: Path) -> None:
    place = locate(var)
    ensure_database(place)

    with psycopg.connect(place.url(OWNER)) as owner:
        listens = owner.execute("show listen_addresses").fetchone()
    rules = (place.data / "pg_hba.conf").read_text()

    assert listens == ("",)
    assert "trust" not in rules
    assert "host" not in rules


def test_data_of_another_version_are_refused_with_the_remedy() -> None:
    with pytest.raises(DatabaseError, match="postgresql-16"):
        find_binaries(None, 16)


def test_a_folder_without_programs_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="POSTGRES_BIN"):
        find_binaries(tmp_path, None)
