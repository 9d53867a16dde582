"""What binding each fact costs who reports, and how fast all of it is checked."""

import re
import subprocess
import time

from psycopg import sql

from bench import database
from bench.database import Base, scratch
from bench.figures import Book, note
from bench.groups.page import Failed
from bench.groups.report import SINGLES, speed
from bench.place import ROOT, SCHEMA, environment, python
from bench.process import Server, collect_static
from bench.rounds import repeated, rounds

REPORTING, PROCESSES, SECONDS = 5_000, 2, 15
CHECKED = 50_000
_TRIGGERS = """
    select k.relname, t.tgname from pg_trigger t join pg_class k on k.oid = t.tgrelid
    where k.relnamespace = %s::regnamespace and t.tgname like 'sealed\\_commit%%'
"""


def measure(book: Book) -> None:
    _overhead(book, database.base(REPORTING))
    _verify(book, database.base(CHECKED))


def _overhead(book: Book, base: Base) -> None:
    collect_static(base)
    with scratch(base) as copy, Server(copy, processes=PROCESSES) as server:

        def pair() -> dict[str, float]:
            _switch(copy, on=False)
            without = speed(server, 1, SINGLES, seconds=SECONDS)
            _switch(copy, on=True)
            sealed = speed(server, 1, SINGLES, seconds=SECONDS)
            note("reports without sealing", [without], "per s")
            note("reports with it", [sealed], "per s")
            return {"seal_overhead_pct": (without / sealed - 1) * 100}

        book.take("seal_overhead_pct", repeated(pair)["seal_overhead_pct"])


def _switch(base: Base, *, on: bool) -> None:
    act = sql.SQL("enable" if on else "disable")
    with database.admin(base.name) as connection:
        for table, name in connection.execute(_TRIGGERS, [SCHEMA]).fetchall():
            connection.execute(
                sql.SQL("alter table {}.{} {} trigger {}").format(
                    *(sql.Identifier(SCHEMA), sql.Identifier(table), act, sql.Identifier(name))
                )
            )


def _verify(book: Book, base: Base) -> None:
    """Facts that the generator copied in are bound first, as an upgrade does."""
    with scratch(base) as copy:
        with database.admin(copy.name) as connection:
            connection.execute(
                sql.SQL("update {}.audit_factform set made = ''").format(sql.Identifier(SCHEMA))
            )
        begun = time.monotonic()
        _noken(copy, "migrate", process="owner")
        with database.admin(copy.name) as connection:
            connection.execute("vacuum (analyze)")
        note("binding what stands", [time.monotonic() - begun], "s")
        _noken(copy, "audit", "seal")
        speeds = []
        for _ in rounds():
            begun = time.monotonic()
            said = _noken(copy, "audit", "verify")
            took = time.monotonic() - begun
            if not (whole := re.search(rf"{SCHEMA}: (\d+) rows, .*: whole", said)):
                raise Failed(said)
            note("checked", [float(whole[1])], "rows")
            speeds.append(int(whole[1]) / took)
        book.take("verify_rows_per_s", speeds, places=0)


def _noken(base: Base, *command: str, process: str = "worker") -> str:
    done = subprocess.run(
        python("-m", "noken", *command),
        cwd=ROOT,
        env=environment(base.name, process=process),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Failed(done.stderr)
    return done.stdout
