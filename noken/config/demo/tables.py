"""Writing the sample with COPY: rows in, ids set by us, sequences put right after."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg import sql
from psycopg.types.json import Jsonb

_KEYS = """
    select c.relname, k.conname, pg_get_constraintdef(k.oid)
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.conrelid = any(%s::regclass[]) order by k.conname
"""
_INDEXES = """
    select c.relname, pg_get_indexdef(i.indexrelid)
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = any(%s::regclass[]) and not i.indisunique
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
    order by c.relname
"""


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


@contextmanager
def bare(*tables: str) -> Iterator[None]:
    """Without foreign keys and plain indexes, which are made anew for all rows at once afterwards:
    far cheaper than row by row. A key that does not hold breaks the load here."""
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, [list(tables)])
        keys = cursor.fetchall()
        cursor.execute(_INDEXES, [list(tables)])
        indexes = cursor.fetchall()
        cursor.execute("set constraints all immediate")
        for table, name, _definition in keys:
            cursor.execute(
                sql.SQL("alter table {} drop constraint {}").format(
                    sql.Identifier(table), sql.Identifier(name)
                )
            )
        for name, _definition in indexes:
            cursor.execute(sql.SQL("drop index {}").format(sql.Identifier(name)))
        cursor.execute("set constraints all deferred")
    yield
    with connection.cursor() as cursor:
        for _name, definition in indexes:
            cursor.execute(definition)
        cursor.execute("set constraints all immediate")
        for table, name, definition in keys:
            cursor.execute(
                sql.SQL("alter table {} add constraint {} {}").format(
                    sql.Identifier(table), sql.Identifier(name), sql.SQL(definition)
                )
            )
        cursor.execute("set constraints all deferred")


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


def analyse(*tables: str) -> None:
    """Give the planner its figures of these tables, or of all, or what reads them next is slow."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("analyze {}").format(sql.SQL(", ").join(map(sql.Identifier, tables)))
        )


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
