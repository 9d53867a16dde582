"""A unit's evaluations as one print job: read, set, sealed, stored and packed by two workers."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from psycopg import sql

from bench import database
from bench.database import Base, scratch
from bench.figures import Book, note
from bench.groups.days import WORKERS
from bench.groups.page import Failed
from bench.place import ROOT, SCHEMA, VAR, environment, python
from bench.rounds import rounds

COUNT = int(os.environ.get("BENCH_DOCS", "500"))
WAIT_SECONDS, LOOK_SECONDS, STOP_SECONDS = 300, 0.05, 25
TICKS = os.sysconf("SC_CLK_TCK")
LOG = VAR / "print.log"


class Printer:
    """A process that asks for print jobs through the product's service."""

    def __init__(self, base: Base) -> None:
        self._child = subprocess.Popen(
            python("-m", "bench.printer"),
            cwd=ROOT,
            env=environment(base.name, process="web"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._read()

    def ask(self, line: str) -> int:
        if self._child.stdin is not None:
            self._child.stdin.write(f"{line}\n")
            self._child.stdin.flush()
        return int(self._read())

    def close(self) -> None:
        self._child.kill()
        self._child.wait()

    def _read(self) -> str:
        line = self._child.stdout.readline() if self._child.stdout is not None else ""
        if not line:
            raise RuntimeError("the process that asks for papers ended early")
        return line.strip()


def measure(book: Book) -> None:
    with scratch(database.base(500)) as base, ExitStack() as stack:
        printer = stack.enter_context(_printer(base))
        if (filled := printer.ask(f"fill {COUNT}")) != COUNT:
            raise Failed(f"{filled} sheets instead of {COUNT}")
        workers = [stack.enter_context(_worker(base)) for _ in range(WORKERS)]
        stack.callback(shutil.rmtree, VAR / "files" / SCHEMA, ignore_errors=True)
        _made(base, printer, workers)  # imports, fonts, the first key
        book.take("docs_per_s", [_made(base, printer, workers) for _ in rounds()], places=1)


def _made(base: Base, printer: Printer, workers: list[subprocess.Popen[bytes]]) -> float:
    """Finished papers in a second, from the asking until the archive is there."""
    before = sum(_cpu(worker.pid) for worker in workers)
    began = time.monotonic()
    job = printer.ask("print")
    until = began + WAIT_SECONDS
    while (found := _state(base, job))[0] != "DONE":
        if time.monotonic() > until:
            raise Failed(f"after {WAIT_SECONDS} s the job was {found[0]} with {found[1]} papers")
        time.sleep(LOOK_SECONDS)
    seconds = time.monotonic() - began
    if found[1:] != (COUNT, COUNT):
        raise Failed(f"{found[1]} of {COUNT} papers in the job, {found[2]} in the register")
    spent = sum(_cpu(worker.pid) for worker in workers) - before
    note("CPU of one paper, workers", [spent * 1000 / COUNT], "ms")
    return COUNT / seconds


def _state(base: Base, job: int) -> tuple[str, int, int]:
    with database.admin(base.name) as connection:
        schema = sql.Identifier(SCHEMA)
        query = sql.SQL(
            "select status, done, (select count(*) from {0}.documents_paper)"
            " from {0}.documents_printjob where id = %s"
        ).format(schema)
        (row,) = connection.execute(query, [job]).fetchall()
        return str(row[0]), int(row[1]), int(row[2])


def _cpu(pid: int) -> float:
    """User and system time of a process in seconds."""
    parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / TICKS


@contextmanager
def _printer(base: Base) -> Iterator[Printer]:
    printer = Printer(base)
    try:
        yield printer
    finally:
        printer.close()


@contextmanager
def _worker(base: Base) -> Iterator[subprocess.Popen[bytes]]:
    """`noken worker`, as `noken run` starts it."""
    with LOG.open("ab") as log:
        child = subprocess.Popen(
            python("-m", "noken", "worker"),
            cwd=ROOT,
            env=environment(base.name, process="worker"),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield child
    finally:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
