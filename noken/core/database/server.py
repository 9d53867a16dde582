"""Starts and stops the embedded server. Many processes may ask at once; they get one server."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from noken.core.database.binaries import Binaries, find_binaries, reachable_binaries
from noken.core.database.files import write_files
from noken.core.database.names import ADMIN, OWNER, PORT, DatabaseError
from noken.core.database.place import Place
from noken.core.database.roles import SETUP_VERSION, set_up

START_SECONDS = 120
"""Recovery after a crash may take this long."""
LOCK_SECONDS = START_SECONDS + 30
GONE_STATES = frozenset("ZX")
"""A killed process may linger as a zombie under a pid 1 that does not collect it: it is dead."""


def ensure_database(place: Place, *, binaries: Path | None = None) -> bool:
    """See that the server runs and is set up; True when this call started it.

    Args:
        place: from `locate`.
        binaries: the folder of the programs, when the operator chose one.

    Raises:
        DatabaseError: it does not start; the text says why and what to do.
    """
    if is_reachable(place):
        return False
    _make_base(place)
    with _locked(place):
        if is_reachable(place):
            return False
        started = not _is_running(place)
        if started:
            _start(place, _programs(place, binaries))
        elif not _socket(place).exists():
            # Somebody removed it. Who starts a server holds the lock, so none is just coming up.
            _stop(place, _programs(place, binaries))
            _start(place, _programs(place, binaries))
        else:
            _wait_for_answer(place)
        set_up(place)
        _setup_mark(place).touch()
        return started


def stop_database(place: Place, *, binaries: Path | None = None) -> bool:
    """Stop the server and end its connections; False when none ran."""
    if not place.base.is_dir():
        return False
    with _locked(place):
        if not _is_running(place):
            return False
        _stop(place, _programs(place, binaries))
        return True


def is_reachable(place: Place) -> bool:
    """Whether the server is set up and answers: asked by a real connection, never by a pid."""
    return _setup_mark(place).is_file() and _answers(place.url(OWNER))


def _answers(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=5, autocommit=True) as connection:
            return bool(connection.execute("select 1").fetchone())
    except psycopg.Error:
        return False


def _setup_mark(place: Place) -> Path:
    return place.base / f"set-up-{SETUP_VERSION}"


def _make_base(place: Place) -> None:
    """The base belongs to us and is open to read; what the server writes belongs to its user."""
    place.base.mkdir(parents=True, exist_ok=True)
    if place.account.other:
        place.base.chmod(0o755)
    for folder in (place.run, place.log):
        _own_folder(folder, place)


def _own_folder(folder: Path, place: Place) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    if place.account.other and folder.stat().st_uid == os.geteuid():
        os.chown(folder, place.account.uid, place.account.gid)
    if folder.is_symlink() or folder.stat().st_uid != place.account.uid:
        raise DatabaseError(f"{folder} belongs to somebody else. Remove it and start again.")
    folder.chmod(0o700)


@contextmanager
def _locked(place: Place) -> Iterator[None]:
    with (place.base / "lock").open("w") as file:
        until = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() > until:
                    raise DatabaseError(
                        f"Another process has held {file.name} for {LOCK_SECONDS} seconds. "
                        "See which one it is with `fuser`, end it, and start again."
                    ) from error
                time.sleep(0.05)
        yield


def _programs(place: Place, chosen: Path | None) -> Binaries:
    made_by = place.data / "PG_VERSION"
    major = int(made_by.read_text()) if made_by.is_file() else None
    return reachable_binaries(find_binaries(chosen, major), place.base, place.account)


def _start(place: Place, programs: Binaries) -> None:
    if not (place.data / "PG_VERSION").is_file():
        _initialise(place, programs)
    _clear_dead_pid(place)
    write_files(place)
    log = place.log / "start.log"
    try:
        _control(place, programs, "start", "-l", str(log))
    except DatabaseError as error:
        said = log.read_text(errors="replace")[-800:] if log.is_file() else ""
        raise DatabaseError(f"{error}\n{said}\nMore is in {place.log}.") from error
    _wait_for_answer(place)


def _stop(place: Place, programs: Binaries) -> None:
    _control(place, programs, "stop", "-m", "fast")


def _control(place: Place, programs: Binaries, verb: str, *options: str) -> None:
    """Have `pg_ctl` do it, and wait until it is done."""
    place.account.run(
        [
            *(programs.folder / "pg_ctl", verb, "-D", place.data),
            *(*options, "-w", "-t", str(START_SECONDS)),
        ],
        timeout_seconds=LOCK_SECONDS,
    )


def _initialise(place: Place, programs: Binaries) -> None:
    """Into a folder of another name first: a start that was killed leaves no half-made data."""
    unfinished = place.base / "data.part"
    shutil.rmtree(unfinished, ignore_errors=True)
    _own_folder(unfinished, place)
    place.account.run(
        [
            programs.folder / "initdb",
            *("-D", unfinished, "-U", ADMIN, "--auth-local=peer", "--auth-host=scram-sha-256"),
            *("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *("--locale=C", "--data-checksums"),
        ]
    )
    unfinished.rename(place.data)


def _wait_for_answer(place: Place) -> None:
    until = time.monotonic() + START_SECONDS
    while not _answers(place.url(ADMIN, "postgres")):
        if time.monotonic() > until:
            raise DatabaseError(
                f"PostgreSQL in {place.base} did not answer within {START_SECONDS} seconds. "
                f"What it says is in {place.log}. To stop it: noken db stop"
            )
        time.sleep(0.05)


def _socket(place: Place) -> Path:
    return place.run / f".s.PGSQL.{PORT}"


def _pid(place: Place) -> int | None:
    try:
        return int((place.data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _is_running(place: Place) -> bool:
    pid = _pid(place)
    return pid is not None and _works_in(pid, place.data)


def _works_in(pid: int, data: Path) -> bool:
    """Whether a living process has this folder as its own, as every process of PostgreSQL has."""
    process = Path("/proc") / str(pid)
    try:
        state = (process / "stat").read_text().rpartition(")")[2].split()[0]
        return state not in GONE_STATES and (process / "cwd").samefile(data)
    except (FileNotFoundError, ProcessLookupError):
        return False
    except PermissionError:
        return False  # somebody else's process: the number was given out again


def _clear_dead_pid(place: Place) -> None:
    """PostgreSQL takes a zombie, or a stranger with the same number, for a living server.

    Its files may go only after the last process of the dead server has gone: they share memory.
    """
    if _pid(place) is None:
        return
    until = time.monotonic() + START_SECONDS
    while any(_works_in(int(p.name), place.data) for p in Path("/proc").glob("[0-9]*")):
        if time.monotonic() > until:
            raise DatabaseError(
                f"Processes of a PostgreSQL that was killed still use {place.data}. "
                "End them (`fuser`), and start again."
            )
        time.sleep(0.05)
    for file in (place.data / "postmaster.pid", place.run / f"{_socket(place).name}.lock"):
        file.unlink(missing_ok=True)
