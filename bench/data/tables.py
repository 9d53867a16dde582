"""COPY into several tables at once, as administrator and without the checks of foreign keys."""

import re
from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Any

import psycopg
from psycopg import sql

FLUSH_LINES = 2_000
_SPECIAL = re.compile(r"[\\\t\n\r]")


class Table:
    """One table with its own connection, so that many can be filled side by side."""

    def __init__(self, stack: ExitStack, url: str, schema: str, table: str, columns: str) -> None:
        connection = stack.enter_context(psycopg.connect(url))
        connection.execute("set session_replication_role = replica")
        connection.execute(sql.SQL("set search_path = {}, public").format(sql.Identifier(schema)))
        names = sql.SQL(", ").join(map(sql.Identifier, columns.split()))
        cursor = stack.enter_context(connection.cursor())
        self._copy = stack.enter_context(
            cursor.copy(sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(table), names))
        )
        self._lines: list[str] = []

    def add(self, *values: Any) -> None:
        """A row of any values."""
        self.line("\t".join(map(_text, values)))

    def line(self, line: str) -> None:
        """A row written already, without its line feed: texts in it hold nothing special."""
        self._lines.append(line)
        if len(self._lines) >= FLUSH_LINES:
            self.flush()

    def flush(self) -> None:
        if self._lines:
            self._copy.write("\n".join(self._lines) + "\n")
            self._lines.clear()


class Tables:
    """All tables of one load; leaving it without an error commits each."""

    def __init__(self, url: str, schema: str, columns: dict[str, str]) -> None:
        self._stack = ExitStack()
        self._made = (url, schema, columns)
        self._tables: dict[str, Table] = {}

    def __enter__(self) -> "Tables":
        url, schema, columns = self._made
        for table, names in columns.items():
            self._tables[table] = Table(self._stack, url, schema, table, names)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            for table in self._tables.values():
                table.flush()
        self._stack.__exit__(kind, error, trace)

    def __getitem__(self, table: str) -> Table:
        return self._tables[table]


def put_sequences_right(url: str, schema: str, tables: Sequence[str]) -> None:
    """Let each id sequence go on after the highest id that was copied in."""
    with psycopg.connect(url) as connection:
        for table in tables:
            name = sql.Identifier(schema, table)
            connection.execute(
                sql.SQL(
                    "select setval(pg_get_serial_sequence({}, 'id'),"
                    " coalesce((select max(id) from {}), 1))"
                ).format(sql.Literal(f"{schema}.{table}"), name)
            )


def _text(value: Any) -> str:
    if value is None:
        return "\\N"
    if value is True or value is False:
        return "t" if value else "f"
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", str(value))
