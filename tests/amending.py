"""Changing a fact as nobody can who works for the application: the owner does it, for a test.

For what the makers of tests/world*.py cannot say, and for what was tampered with.
"""

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql import UpdateQuery
from psycopg import ClientCursor

MAKE = """
create or replace function public.test_as_owner(statement text) returns void
language plpgsql security definer as $$ begin execute statement; end $$
"""


def amend(rows: QuerySet[Any], **values: Any) -> None:
    """`rows.update(**values)`, whatever is sealed."""
    query = rows.query.chain(UpdateQuery)
    query.add_update_values(values)  # type: ignore[attr-defined]  # an UpdateQuery now
    as_owner_does(*query.get_compiler(connection=connection).as_sql())


def erase(rows: QuerySet[Any]) -> None:
    """`rows.delete()`, whatever is sealed, without what hangs on them."""
    table = rows.model._meta.db_table
    ids = list(rows.values_list("pk", flat=True))
    as_owner_does(f"delete from {table} where {rows.model._meta.pk.column} = any(%s)", [ids])  # noqa: S608 (our own names)


def as_owner_does(statement: str, values: Any = ()) -> None:
    connection.ensure_connection()
    text = ClientCursor(connection.connection).mogrify(statement, values)
    with connection.cursor() as cursor:
        cursor.execute("select public.test_as_owner(%s)", [text])
