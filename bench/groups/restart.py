"""`noken run` after everything was killed: how long until it answers."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from bench.figures import Book
from bench.place import ROOT, VAR, python
from bench.process import free_port
from bench.rounds import rounds
from noken.core.database import locate, stop_database

PLACE = VAR / "restart"
SETTLE_SECONDS, MOST_SECONDS = 2, 120
FIRST = (("migrate",), ("demo", "--size", "small"), ("prepare", "--sample"))


def measure(book: Book) -> None:
    PLACE.mkdir(parents=True, exist_ok=True)
    port = free_port()
    surroundings = {key: value for key, value in os.environ.items() if "DATABASE" not in key}
    surroundings |= {"NOKEN_VAR": str(PLACE), "PORT": str(port)}
    surroundings |= {"DJANGO_SETTINGS_MODULE": "noken.config.settings.production"}
    if not (PLACE / "sample-logins.txt").is_file():
        for command in FIRST:
            subprocess.run(python("-m", "noken", *command), cwd=ROOT, env=surroundings, check=True)
    seconds = []
    with _running(surroundings, port):
        pass  # what this version has to prepare is no restart
    for _ in rounds():
        with _running(surroundings, port) as took:
            seconds.append(took)
    stop_database(locate(PLACE))
    book.take("restart_ready_s", seconds)


@contextmanager
def _running(surroundings: dict[str, str], port: int) -> Iterator[float]:
    """All of it from the start to the kill; what is handed over is the time until it answered."""
    with (VAR / "restart.log").open("ab") as log:
        begun = time.monotonic()
        run = subprocess.Popen(
            python("-m", "noken", "run"),
            cwd=ROOT,
            env=surroundings,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            while not _answers(port):
                if run.poll() is not None or time.monotonic() > begun + MOST_SECONDS:
                    raise RuntimeError(f"noken run did not answer; see {log.name}")
                time.sleep(0.02)
            took = time.monotonic() - begun
            time.sleep(SETTLE_SECONDS)
            yield took
        finally:
            for pid in _processes():
                os.kill(pid, signal.SIGKILL)
            run.wait()


def _answers(port: int) -> bool:
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=MOST_SECONDS)
        connection.request("GET", "/masuk/")
        return connection.getresponse().status == 200
    except OSError:
        return False


def _processes() -> Iterator[int]:
    """Ours of that run directory, and its PostgreSQL."""
    mark = f"NOKEN_VAR={PLACE}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            ours = mark in (process / "environ").read_bytes().split(b"\0")
            if ours or (process / "cwd").samefile(locate(PLACE).data):
                yield int(process.name)
        except OSError:
            continue
