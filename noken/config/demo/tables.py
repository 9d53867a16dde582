"""Writing the sample with COPY: rows in, ids set by us, sequences put right after."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from psycopg import sql
from psycopg.types.json import Jsonb


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


def write_journal(rows: Iterable[tuple[Any, ...]]) -> None:
    """Each row: action, at, subject, ids and, unless it is the subject, who did it."""
    copy(
        "audit_entry",
        ("at", "employee_id", "user_id", "role", "action", "subject_id", "ids"),
        (
            (
                at,
                by[0] if by else subject,
                by[0] if by else subject,
                "SUPERIOR" if by else "SELF",
                action,
                subject,
                Jsonb(ids),
            )
            for action, at, subject, ids, *by in rows
        ),
    )
