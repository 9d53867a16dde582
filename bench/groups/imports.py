"""Taking in a personnel file of 100,000 rows: speed, memory; a second time changes nothing."""

import json
import os
import subprocess
import time

from bench import database
from bench.database import Base
from bench.figures import Book
from bench.place import ROOT, SCHEMA, SCRATCH, VAR, environment, python
from bench.rounds import rounds

ROWS = 100_000
FILE = VAR / "import.xlsx"
SAID = VAR / "import.log"
COUNTS = ("employee", "posting", "unit", "position", "rankperiod", "standingperiod")


def measure(book: Book) -> None:
    good = _file()
    speeds, peaks = [], []
    for _ in rounds():
        with database.empty() as base:
            seconds, peak_mb = _taken_in(base)
            first = _rows(base)
            if first["employee"] != good:
                _leave_out(book, f"{good} good people sent, {first['employee']} stored")
                return
            _taken_in(base)
            if (second := _rows(base)) != first:
                _leave_out(book, f"the same file again changed {first} to {second}")
                return
        speeds.append(ROWS / seconds)
        peaks.append(peak_mb)
    book.take("import_rows_per_s", speeds, places=0)
    book.take("import_peak_mb", peaks, places=0)


def _file() -> int:
    """Write the list; how many of its people must be stored."""
    out = VAR / "import.json"
    subprocess.run(
        python("-m", "bench.data", "workbook", str(ROWS), str(FILE), str(out)),
        cwd=ROOT,
        env=environment(SCRATCH, process="worker"),
        check=True,
    )
    return int(json.loads(out.read_text()))


def _leave_out(book: Book, why: str) -> None:
    book.leave_out("import_rows_per_s", why)
    book.leave_out("import_peak_mb", why)


def _taken_in(base: Base) -> tuple[float, float]:
    """Seconds of preview and apply, and the highest resident memory in MiB."""
    began = time.monotonic()
    with SAID.open("ab") as log:
        child = subprocess.Popen(
            python("-m", "noken", "import", "people", str(FILE)),
            cwd=ROOT,
            env=environment(base.name, process="worker"),
            stdout=log,
            stderr=log,
        )
        _, status, used = os.wait4(child.pid, 0)
    seconds = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in {0, 1}:
        raise RuntimeError(f"the import ended with {child.returncode}; see {SAID}")
    return seconds, used.ru_maxrss / 1024


def _rows(base: Base) -> dict[str, int]:
    with database.admin(base.name) as connection:
        return {
            table: connection.execute(
                f"select count(*) from {SCHEMA}.organization_{table}"
            ).fetchall()[0][0]
            for table in COUNTS
        }
