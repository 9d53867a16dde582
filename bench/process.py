"""The serving process as `noken serve` starts it, and what processes cost."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from bench.database import Base
from bench.place import ROOT, VAR, environment, python, server_place

READY_SECONDS, STOP_SECONDS = 60, 15
TICKS = os.sysconf("SC_CLK_TCK")
PAGE_KB = os.sysconf("SC_PAGE_SIZE") // 1024
LOG = VAR / "serve.log"


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU time in milliseconds, user and system, of all threads."""

    app_ms: float
    db_ms: float

    def since(self, earlier: "Spent", requests: int) -> "Spent":
        """The share of one request."""
        return Spent(
            (self.app_ms - earlier.app_ms) / requests, (self.db_ms - earlier.db_ms) / requests
        )

    @property
    def both_ms(self) -> float:
        return self.app_ms + self.db_ms


class Server:
    """`noken serve` on one database, for the time of a `with`."""

    def __init__(self, base: Base, *, processes: int = 1) -> None:
        self.base = base
        self.processes = processes
        self.port = free_port()
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        if self._child is None:
            raise RuntimeError("the server was not started")
        return self._child.pid

    def __enter__(self) -> "Server":
        command = python("-m", "noken", "serve", "--port", str(self.port))
        with LOG.open("ab") as log:
            self._child = subprocess.Popen(
                [*command, "--processes", str(self.processes)],
                cwd=ROOT,
                env=environment(self.base.name, port=self.port),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + READY_SECONDS
        while not self._listens():
            if self._child.poll() is not None or time.monotonic() > until:
                self._stop()
                raise RuntimeError(f"the server did not start; see {LOG}")
            time.sleep(0.1)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def spent(self) -> Spent:
        """What this server and the database have spent so far."""
        app = sum(_cpu_ms(pid) for pid in tree(self.pid))
        return Spent(app, sum(_cpu_ms(pid, reaped=True) for pid in tree(_postmaster())))

    def resident_kb(self) -> int:
        """The memory of the serving processes, shared pages included."""
        return sum(_resident_kb(pid) for pid in tree(self.pid))

    def _listens(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def _stop(self) -> None:
        if self._child is None:
            return
        self._child.send_signal(signal.SIGTERM)
        try:
            self._child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait()


def collect_static(base: Base) -> None:
    """The hashed and compressed files that the server insists on."""
    subprocess.run(
        python("manage.py", "collectstatic", "--noinput", "--verbosity", "0"),
        cwd=ROOT,
        env=environment(base.name),
        check=True,
    )


def tree(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in task.read_text().split():
                yield from tree(int(child))


def load() -> float:
    """The load average of the last minute."""
    return os.getloadavg()[0]


def _postmaster() -> int:
    return int((server_place().data / "postmaster.pid").read_text().split("\n", 1)[0])


def _cpu_ms(pid: int, *, reaped: bool = False) -> float:
    """Of a process, with `reaped` also of its children that have ended; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    ticks = sum(map(int, fields[11 : 15 if reaped else 13]))
    return ticks * 1000 / TICKS


def _resident_kb(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_KB
    except OSError:
        return 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
