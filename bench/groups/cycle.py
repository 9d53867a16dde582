"""Opening a period for 50,000 people: sheets, parts, steps, notices and journal, committed."""

import subprocess

from psycopg import sql

from bench import database
from bench.database import Base, scratch
from bench.figures import Book, note
from bench.place import ROOT, SCHEMA, environment, python
from bench.rounds import rounds

PEOPLE = 50_000


def measure(book: Book) -> None:
    with scratch(database.base(PEOPLE)) as copy, _opener(copy) as child:
        _read(child)
        seconds, sheets = [], 0
        for _ in rounds():
            _forget(copy)
            taken, sheets = _ask(child)
            seconds.append(taken)
        note("sheets", [sheets], "made")
        if not PEOPLE * 0.9 <= sheets <= PEOPLE:
            book.leave_out("open_cycle_s_50000", f"{sheets} sheets for {PEOPLE} people")
            return
        book.take("open_cycle_s_50000", seconds)


def _opener(base: Base) -> subprocess.Popen[str]:
    return subprocess.Popen(
        python("-m", "bench.opener"),
        cwd=ROOT,
        env=environment(base.name, process="worker"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _ask(child: subprocess.Popen[str]) -> tuple[float, int]:
    if child.stdin is not None:
        child.stdin.write("open\n")
        child.stdin.flush()
    seconds, sheets = _read(child).split()
    return float(seconds), int(sheets)


def _read(child: subprocess.Popen[str]) -> str:
    line = child.stdout.readline() if child.stdout is not None else ""
    if not line:
        raise RuntimeError("the process that opens periods ended early")
    return line.strip()


def _forget(base: Base) -> None:
    """As it was before the round; the planner's figures are those of a running instansi."""
    with database.admin(base.name) as connection:
        connection.execute(sql.SQL("set search_path = {}, public").format(sql.Identifier(SCHEMA)))
        connection.execute("truncate evaluation_period, notices_notice cascade")
        connection.execute("vacuum (analyze)")
