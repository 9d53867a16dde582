"""Writing the sample with COPY: rows in, ids set by us, sequences put right after."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from psycopg import sql


def copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """COPY rows into a table of the current instansi; how many there were."""
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    count = 0
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row(row)
            count += 1
    return count


def put_sequences_right(*tables: str) -> None:
    """Let each id sequence go on after the highest id that was copied in."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                sql.SQL(
                    "select setval(pg_get_serial_sequence({name}, 'id'),"
                    " coalesce((select max(id) from {table}), 1))"
                ).format(name=sql.Literal(table), table=sql.Identifier(table))
            )


def analyse() -> None:
    """Give the planner its figures, or the first pages are slow."""
    with connection.cursor() as cursor:
        cursor.execute("analyze")
