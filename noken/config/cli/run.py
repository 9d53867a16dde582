"""`noken run`: starts all of it on one machine, and stops all that it started."""

import errno
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO

from noken.config import database, env, prepared
from noken.config.cli import orphans
from noken.config.cli.serve import host, port_of
from noken.config.cli.terms import Mistake, say

STOP_SECONDS = 25
"""A child that has not ended by then is killed: longer than a job may take to break off."""
READY_SECONDS = 60
LOOK_EVERY_SECONDS = 0.2
DATABASE_EVERY_SECONDS = 5


def run(args: Namespace) -> int:
    """Returns 0 when told to stop; anything else is said by an exception."""
    port = port_of(args)
    var = database.var_dir()
    var.mkdir(mode=0o755, parents=True, exist_ok=True)
    with _alone(var / "run.lock", f"http://{host()}:{port}"):
        _stop_on_signals()
        if left := orphans.end(var / "run.mark"):
            say(f"Ended {left} processes that a killed run had left behind.")
        _refuse_taken(host(), port)
        house = House(orphans.new_mark(var / "run.mark"))
        try:
            house.open(port)
            _greet(port, var)
            house.watch()
        except KeyboardInterrupt:
            say("\nStopping …")
        finally:
            house.close()
    return 0


class House:
    """The processes that this one started, and the database server if it was started here."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.started_database = False

    def open(self, port: int) -> None:
        self._see_to_database()
        if not prepared.is_done(prepared.stamp(sample=True)):
            self._prepare()
        self._begin("serve", "--port", str(port))
        until = time.monotonic() + READY_SECONDS
        while not _listens(host(), port):
            self._refuse_dead()
            if time.monotonic() > until:
                raise Mistake(f"The server did not listen on port {port} in {READY_SECONDS} s.")
            time.sleep(LOOK_EVERY_SECONDS)
        self._begin("worker")  # pages first

    def watch(self) -> None:
        """Until a signal. A database server that was killed is started again."""
        look_at_database = 0.0
        while True:
            self._refuse_dead()
            if time.monotonic() > look_at_database:
                self._see_to_database()
                look_at_database = time.monotonic() + DATABASE_EVERY_SECONDS
            time.sleep(LOOK_EVERY_SECONDS)

    def close(self) -> None:
        """In the order of need: first who uses the database, then the database."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for child in self.children.values():
            child.terminate()
        until = time.monotonic() + STOP_SECONDS
        for child in self.children.values():
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        if self.started_database:
            database.stop()

    def _prepare(self) -> None:
        self._begin("prepare", "--sample")
        code = self.children["prepare"].wait()
        del self.children["prepare"]
        if code:
            raise Mistake(f"The preparation failed (exit code {code}); see above, or: noken doctor")

    def _see_to_database(self) -> None:
        self.started_database = database.start() or self.started_database

    def _begin(self, *command: str) -> None:
        """In a session of its own: Ctrl-C reaches only us, and we stop them in order."""
        self.children[command[0]] = subprocess.Popen(  # noqa: S603  # ourselves, no shell
            [sys.executable, "-m", "noken", *command],
            cwd=env.ROOT,
            env={**os.environ, orphans.MARK: self.mark},
            start_new_session=True,
        )

    def _refuse_dead(self) -> None:
        for name, child in self.children.items():
            if child.poll() is not None:
                raise Mistake(
                    f"`noken {name}` ended by itself (exit code {child.returncode}), so all of it "
                    "stops. What it said is above; `noken doctor` looks for the cause."
                )


@contextmanager
def _alone(place: Path, address: str) -> Iterator[None]:
    """Hold the lock of this checkout; who cannot have it learns who does."""
    with place.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Mistake(_who_runs(file)) from error
        file.truncate(0)
        file.write(f"{os.getpid()} {address}")
        file.flush()
        yield


def _who_runs(file: IO[str]) -> str:
    file.seek(0)
    pid, _, address = file.read().partition(" ")
    return (
        f"noken already runs from this folder: process {pid}, {address}. "
        f"Stop it with Ctrl-C there, or with: kill {pid}"
    )


def port_state(address: str, port: int, var: Path) -> tuple[str, str]:
    """What is on the port, and the remedy when that is not us; for `noken doctor`."""
    lock = var / "run.lock"
    if lock.is_file():
        with lock.open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return _who_runs(file).partition(". ")[0], ""
    try:
        _refuse_taken(address, port)
    except Mistake as error:
        says, _, remedy = str(error).partition("). ")
        return f"{says})", remedy
    return f"{port} on {address} is free", ""


def _refuse_taken(address: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            reasons = {errno.EADDRINUSE: "is taken by another programme"}
            raise Mistake(
                f"Port {port} on {address} {reasons.get(error.errno or 0, 'cannot be used')} "
                f"({error.strerror}). Choose another, for example: make run PORT={port % 65535 + 1}"
            ) from error


def _listens(address: str, port: int) -> bool:
    try:
        with socket.create_connection((address, port), timeout=1):
            return True
    except OSError:
        return False


def _stop_on_signals() -> None:
    """Ctrl-C too: whoever was begun by a script in the background inherits it as ignored."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def _greet(port: int, var: Path) -> None:
    """Said in one go, so that nothing comes between the address and the logins."""
    words = [f"\nnoken is ready: http://{host()}:{port}   (Ctrl-C stops all of it)\n"]
    logins = var / "sample-logins.txt"
    if logins.is_file():
        words.append(logins.read_text().rstrip())
    say("\n".join(words))
