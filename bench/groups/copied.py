"""New reports compared with a year of earlier ones, from the texts to the findings."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import sql

from bench import database
from bench.database import Base
from bench.deriver.facts import PEOPLE_SQL
from bench.figures import Book, note
from bench.place import ROOT, SCHEMA, environment, python
from bench.rounds import rounds

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "5000"))
DAYS = int(os.environ.get("BENCH_REPORT_DAYS", "240"))
LEAST_FOUND = 0.95
"""So much of what was copied or changed must be found; of all rows only the rest may be wrong."""


class Copier:
    """A process that compares reports through the product's services."""

    def __init__(self, base: Base) -> None:
        self._child = subprocess.Popen(
            python("-m", "bench.copier", str(PEOPLE), str(DAYS)),
            cwd=ROOT,
            env=environment(base.name, process="worker"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._read()

    def ask(self, line: str) -> list[float]:
        if self._child.stdin is not None:
            self._child.stdin.write(f"{line}\n")
            self._child.stdin.flush()
        return [float(word) for word in self._read().split()]

    def close(self) -> None:
        self._child.kill()
        self._child.wait()

    def _read(self) -> str:
        line = self._child.stdout.readline() if self._child.stdout is not None else ""
        if not line:
            raise RuntimeError("the process that compares reports ended early")
        return line.strip()


def measure(book: Book) -> None:
    with database.empty() as base, _copier(base) as copier:
        _fill(base)
        seconds, count = copier.ask("fill")
        note("earlier reports", [count], f"compared one after the other, {count / seconds:,.0f}/s")
        _run(base, "vacuum (analyze)", "checkpoint")
        speeds = [_speed(copier, number) for number, _ in enumerate(rounds())]
        book.take("copied_reports_per_s", speeds, places=0)


def _speed(copier: Copier, number: int) -> float:
    """Reports of one new day that were compared and asked about in a second."""
    copied, changed, routine = copier.ask(f"new {number}")
    seconds, count, rows, *found = copier.ask(f"run {number}")
    note("copied, changed", [copied + changed], f"planted, {found[0] + found[1]:.0f} found")
    note("honest routine", [routine], f"written, {found[2]:.0f} found, and {found[3]:.0f} others")
    right, wrong = found[0] + found[1], found[2] + found[3]
    if count != PEOPLE or right < LEAST_FOUND * (copied + changed):
        raise RuntimeError(f"{count:.0f} compared, {right:.0f} of {copied + changed:.0f} found")
    if wrong > (1 - LEAST_FOUND) * rows:
        raise RuntimeError(f"{wrong:.0f} of {rows:.0f} rows are about honest reports")
    if any(copier.ask(f"run {number}")[1:3]):
        raise RuntimeError("a second run found something to do")
    return PEOPLE / seconds


@contextmanager
def _copier(base: Base) -> Iterator[Copier]:
    copier = Copier(base)
    try:
        yield copier
    finally:
        copier.close()


def _fill(base: Base) -> None:
    _run(base, *PEOPLE_SQL.format(people=PEOPLE, units=PEOPLE // 60).split(";\n"), "analyze")


def _run(base: Base, *statements: str) -> None:
    with database.admin(base.name) as connection:
        connection.execute(sql.SQL("set search_path = {}, public").format(sql.Identifier(SCHEMA)))
        for statement in statements:
            if statement.strip():
                connection.execute(statement.encode())
