"""All days of 10,000 people derived anew, from the facts as they lie in the database."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from psycopg import sql

from bench import database
from bench.database import Base
from bench.deriver.facts import DROPPED, PEOPLE_SQL
from bench.figures import Book, note
from bench.place import ROOT, SCHEMA, environment, python
from bench.rounds import rounds

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "10000"))
WORKERS = 2
"""As many as `noken worker` does at once."""


class Deriver:
    """A process that derives days through the product's service."""

    def __init__(self, base: Base) -> None:
        self._child = subprocess.Popen(
            python("-m", "bench.deriver"),
            cwd=ROOT,
            env=environment(base.name, process="worker"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._read()

    def ask(self, line: str) -> int:
        self.begin(line)
        return self.answer()

    def begin(self, line: str) -> None:
        if self._child.stdin is not None:
            self._child.stdin.write(f"{line}\n")
            self._child.stdin.flush()

    def answer(self) -> int:
        return int(self._read())

    def close(self) -> None:
        self._child.kill()
        self._child.wait()

    def _read(self) -> str:
        line = self._child.stdout.readline() if self._child.stdout is not None else ""
        if not line:
            raise RuntimeError("the process that derives days ended early")
        return line.strip()


def measure(book: Book) -> None:
    with database.empty() as base, ExitStack() as stack:
        _fill(base)
        derivers = [stack.enter_context(_deriver(base)) for _ in range(WORKERS)]
        note("punches", [derivers[0].ask("punch")], "rows")
        _run(base, "vacuum (analyze)")
        speeds, alone = [], []
        for _ in rounds():
            speeds.append(_speed(base, derivers))
            alone.append(_speed(base, derivers[:1]))
        book.take("days_per_s", speeds, places=0)
        note("with one worker", alone, "days/s")


def _speed(base: Base, derivers: list[Deriver]) -> float:
    """Days stored in a second, from none to all."""
    _run(base, "truncate attendance_day, attendance_dayversion", "vacuum attendance_day")
    share = -(-PEOPLE // len(derivers))
    began = time.monotonic()
    for number, deriver in enumerate(derivers):
        deriver.begin(f"derive {number * share + 1} {min((number + 1) * share, PEOPLE) + 1}")
    stored = sum(deriver.answer() for deriver in derivers)
    seconds = time.monotonic() - began
    found = _count(base)
    if not found or found != stored:
        raise RuntimeError(f"{stored} days said to be stored, {found} found")
    note("days", [stored], "stored")
    return stored / seconds


@contextmanager
def _deriver(base: Base) -> Iterator[Deriver]:
    deriver = Deriver(base)
    try:
        yield deriver
    finally:
        deriver.close()


def _fill(base: Base) -> None:
    statements = PEOPLE_SQL.format(people=PEOPLE, units=PEOPLE // 60)
    dropped = (f"drop index {name}" for name in DROPPED)
    _run(base, *statements.split(";\n"), *dropped, "analyze")


def _run(base: Base, *statements: str) -> None:
    with database.admin(base.name) as connection:
        connection.execute(sql.SQL("set search_path = {}, public").format(sql.Identifier(SCHEMA)))
        for statement in statements:
            if statement.strip():
                connection.execute(statement.encode())


def _count(base: Base) -> int:
    with database.admin(base.name) as connection:
        table = sql.SQL("select count(*) from {}.attendance_day").format(sql.Identifier(SCHEMA))
        return int(connection.execute(table).fetchall()[0][0])
