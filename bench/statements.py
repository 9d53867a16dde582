"""Counts the statements that reach PostgreSQL, by its own log."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString

from psycopg import sql

from bench.database import Base, admin
from noken.core.database import APP

UNCOUNTED = re.compile(
    r"(begin|commit|rollback|savepoint|release|set|start transaction)\b", re.IGNORECASE
)
STATEMENT = re.compile(r"\[\d+\] (\S+) LOG:  (?:statement|execute [^:]*): (.*)")
PAGES = "noken-web"
PATIENCE_SECONDS = 20


class Log:
    """The lines that came since the last look; a mark of our own shows that all are there."""

    def __init__(self, base: Base) -> None:
        self._connection = admin(base.name)
        self._connection.execute("set log_statement = 'all'")
        self._place = Path(self._answer("select current_setting('data_directory')"))
        self._place /= self._answer("select pg_current_logfile()")
        self._at = self._place.stat().st_size
        self._marks = 0

    def statements(self) -> list[str]:
        """What the pages' connections executed since the last call, without BEGIN and the like."""
        self._marks += 1
        mark = f"mark {self._marks} of the bench"
        self._connection.execute(sql.SQL("select {}").format(sql.Literal(mark)))
        until, text = time.monotonic() + PATIENCE_SECONDS, ""
        with self._place.open(encoding="utf-8", errors="replace") as log:
            log.seek(self._at)
            while f"{mark}'\n" not in text:
                if time.monotonic() > until:
                    raise RuntimeError(f"{self._place} does not show the statements")
                time.sleep(0.005)
                text += log.read()
            self._at = log.tell()
        found = (STATEMENT.search(line) for line in text.splitlines())
        return [
            match[2]
            for match in found
            if match and match[1] == PAGES and not UNCOUNTED.match(match[2].strip())
        ]

    def close(self) -> None:
        self._connection.close()

    def _answer(self, question: LiteralString) -> str:
        row = self._connection.execute(question).fetchone()
        return str(row[0]) if row else ""


@contextmanager
def logged(base: Base) -> Iterator[None]:
    """Servers started in here have their statements logged."""
    role, name = sql.Identifier(APP), sql.Identifier(base.name)
    with admin(base.name) as connection:
        connection.execute(
            sql.SQL("alter role {} in database {} set log_statement = 'all'").format(role, name)
        )
        try:
            yield
        finally:
            connection.execute(
                sql.SQL("alter role {} in database {} reset log_statement").format(role, name)
            )
