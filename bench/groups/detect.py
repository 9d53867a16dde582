"""The rules of attendance over a year of 100,000 people, one more day, and a finding's page."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from psycopg import Connection, sql

from bench import database
from bench.database import Base
from bench.detector.facts import ABSENT, DAYS, PEOPLE, PLANTED
from bench.figures import Book, note
from bench.groups import _finding
from bench.place import ROOT, SCHEMA, environment, python
from bench.rounds import rounds

COUNT = int(os.environ.get("BENCH_DETECT_PEOPLE", "100000"))
FIRST, LENGTH = date(2026, 1, 1), 250
EXPLAINING = timedelta(14)
"""After so long no day is still being explained."""


class Detector:
    """A process that runs the rules through the product's service."""

    def __init__(self, base: Base) -> None:
        self._child = subprocess.Popen(
            python("-m", "bench.detector"),
            cwd=ROOT,
            env=environment(base.name, process="worker"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._read()

    def run(self, since: date, until: date) -> tuple[float, int, int, int]:
        """Seconds, and the findings, rows and cleared rows written."""
        if self._child.stdin is not None:
            on = until + EXPLAINING
            self._child.stdin.write(f"{since} {on + timedelta(1)} {on}\n")
            self._child.stdin.flush()
        seconds, *written = self._read().split()
        findings, rows, cleared = map(int, written)
        return float(seconds), findings, rows, cleared

    def close(self) -> None:
        self._child.kill()
        self._child.wait()

    def _read(self) -> str:
        line = self._child.stdout.readline() if self._child.stdout is not None else ""
        if not line:
            raise RuntimeError("the process that runs the rules ended early")
        return line.strip()


def measure(book: Book) -> None:
    with database.empty() as base, _detector(base) as detector:
        weekdays = [FIRST + timedelta(n) for n in range(366)]
        days = [day for day in weekdays if day.weekday() < 5][: LENGTH + 1]
        _fill(base, days[:LENGTH])
        speeds, again, added = [], [], []
        for _ in rounds():
            _forget(base, days[LENGTH])
            speeds.append(_whole(base, detector, days))
            again.append(_second(detector, days))
            added.append(_one_more(base, detector, days))
        book.take("detect_days_per_s", speeds, places=0)
        note("the same once more, nothing new", again, "s")
        book.take("detect_incremental_s_100000", added)
    _finding.measure(book)


def _whole(base: Base, detector: Detector, days: list[date]) -> float:
    """Person-days looked at in a second; every absent day and all who were planted are found."""
    seconds, findings, rows, _ = detector.run(FIRST, days[LENGTH])
    note("findings, rows", [findings], f"and {rows:,} rows in {seconds:.2f} s")
    with _connected(base) as connection:
        absent = connection.execute(ABSENT, [days[LENGTH]]).fetchall()[0][0]
        found = connection.execute(PLANTED, {"away": days[100:112]}).fetchall()[0]
    if rows < absent or found[0] != found[1]:
        raise RuntimeError(f"{rows} rows of {absent} absent days, {found[0]} of {found[1]} planted")
    return COUNT * LENGTH / seconds


def _second(detector: Detector, days: list[date]) -> float:
    seconds, *written = detector.run(FIRST, days[LENGTH])
    if any(written):
        raise RuntimeError(f"the second run wrote {written}")
    return seconds


def _one_more(base: Base, detector: Detector, days: list[date]) -> float:
    """One more day has come: the run over what is new."""
    with _connected(base) as connection:
        connection.execute(DAYS, {"days": days[LENGTH:]})
        connection.execute("vacuum attendance_day")
    seconds, _, rows, cleared = detector.run(days[LENGTH], days[LENGTH] + timedelta(1))
    note("rows of the day", [rows], f"new, {cleared} cleared")
    if not rows or cleared:
        raise RuntimeError(f"one more day wrote {rows} rows and cleared {cleared}")
    return seconds


@contextmanager
def _detector(base: Base) -> Iterator[Detector]:
    detector = Detector(base)
    try:
        yield detector
    finally:
        detector.close()


@contextmanager
def _connected(base: Base) -> Iterator[Connection[Any]]:
    with database.admin(base.name) as connection:
        connection.execute(sql.SQL("set search_path = {}, public").format(sql.Identifier(SCHEMA)))
        yield connection


def _fill(base: Base, days: list[date]) -> None:
    """The indexes of the days are made after the days, from their own definitions."""
    with _connected(base) as connection:
        for statement in PEOPLE.format(people=COUNT, units=COUNT // 60).split(";\n"):
            if statement.strip():
                connection.execute(statement.encode())
        made = connection.execute(
            "select indexname, indexdef from pg_indexes where schemaname = %s"
            " and tablename = 'attendance_day' and indexname <> 'attendance_day_pkey'",
            [SCHEMA],
        ).fetchall()
        for name, _ in made:
            connection.execute(sql.SQL("drop index {}").format(sql.Identifier(name)))
        connection.execute("alter table attendance_day drop constraint attendance_day_pkey")
        connection.execute(DAYS, {"days": days})
        connection.execute("set maintenance_work_mem = '1GB'")
        connection.execute("alter table attendance_day add primary key (employee_id, day)")
        for _, definition in made:
            connection.execute(definition.encode())
        connection.execute("vacuum (analyze)")
        connection.execute("checkpoint")


def _forget(base: Base, newest: date) -> None:
    """As it was before the round."""
    with _connected(base) as connection:
        connection.execute("delete from attendance_day where day >= %s", [newest])
        tables = "findings_finding, findings_row, findings_detectionrun"
        connection.execute(f"truncate {tables} cascade")
        connection.execute("vacuum (analyze) attendance_day, findings_finding, findings_row")
        connection.execute("checkpoint")
