"""Transactional tests are emptied by the owner: the application may not truncate the journal."""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql.operations import DatabaseOperations as DjangoOperations

from noken.core.postgres.owner import as_owner

KEPT = (
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "tenants_instansi",
    "tenants_domain",
    "audit_factform",
)
ALL_TABLES = """
    select string_agg(format('%%I.%%I', n.nspname, k.relname), ', ')
    from pg_class k join pg_namespace n on n.oid = k.relnamespace
    where k.relkind in ('r', 'p') and not k.relispartition
      and n.nspname not like 'pg\\_%%' and n.nspname <> 'information_schema'
      and not k.relname = any(%s)
"""


SEEDED_TABLES = """
    select k.relname, format('%%I.%%I', n.nspname, k.relname)
    from pg_class k join pg_namespace n on n.oid = k.relnamespace
    where k.relname = any(%s) order by n.nspname, array_position(%s, k.relname::text)
"""


class DatabaseOperations(DjangoOperations):
    def execute_sql_flush(self, sql_list: Any) -> None:  # noqa: ARG002  # it names one schema only
        """Empty all tables of all schemas in one statement, whatever list is handed over.

        What migrations filled (`TEST_SEEDED_TABLES`, parents first, each with what tells its rows
        from those of a test) is put aside and back: a table that points at an emptied one is
        emptied with it. No number is given twice: a server that runs meanwhile remembers ids.
        """
        theirs = settings.TEST_SEEDED_TABLES
        seeded = list(theirs)
        with as_owner(self.connection), self.connection.cursor() as cursor:
            cursor.execute(SEEDED_TABLES, [seeded, seeded])
            aside = {}
            for number, (name, table) in enumerate(cursor.fetchall()):
                aside[table] = kept = f"aside_{number}"
                rows = f"select * from {table} where {theirs[name]}"  # noqa: S608 (our own settings)
                cursor.execute(f"create temp table {kept} as {rows}")
            cursor.execute(ALL_TABLES, [list(KEPT)])
            cursor.execute(f"truncate {cursor.fetchone()[0]} cascade")
            for table, kept in aside.items():
                cursor.execute(f"insert into {table} overriding system value table {kept}")
                cursor.execute(f"drop table {kept}")
