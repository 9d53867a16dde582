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
      and n.nspname not like 'pg\\_%%' and n.nspname not in ('information_schema', 'test_seeds')
      and not k.relname = any(%s)
"""


SEEDED_TABLES = """
    select k.relname, format('%%I.%%I', n.nspname, k.relname),
        format('test_seeds.%%I', n.nspname || '.' || k.relname)
    from pg_class k join pg_namespace n on n.oid = k.relnamespace
    where k.relname = any(%s) order by n.nspname, array_position(%s, k.relname::text)
"""


class DatabaseOperations(DjangoOperations):
    def keep_seeds(self) -> None:
        """Copy what migrations filled (`TEST_SEEDED_TABLES`, parents first, each with what tells
        its rows from others) while no test has written anything: what a flush brings back."""
        with as_owner(self.connection), self.connection.cursor() as cursor:
            cursor.execute("create schema test_seeds")
            for name, table, kept in _seeded(cursor):
                rows = f"select * from {table} where {settings.TEST_SEEDED_TABLES[name]}"  # noqa: S608 (our own settings)
                cursor.execute(f"create table {kept} as {rows}")

    def execute_sql_flush(self, sql_list: Any) -> None:  # noqa: ARG002  # it names one schema only
        """Empty all tables of all schemas in one statement, whatever list is handed over, and bring
        back the seeds. An instansi that a test made keeps what its seeded tables hold.

        No number is given twice: a server that runs meanwhile remembers ids.
        """
        with as_owner(self.connection), self.connection.cursor() as cursor:
            back = {}
            for number, (name, table, kept) in enumerate(_seeded(cursor)):
                cursor.execute("select to_regclass(%s)", [kept])
                back[table] = kept
                if cursor.fetchone()[0] is None:
                    back[table] = f"aside_{number}"
                    rows = f"select * from {table} where {settings.TEST_SEEDED_TABLES[name]}"  # noqa: S608 (our own settings)
                    cursor.execute(f"create temp table {back[table]} as {rows}")
            cursor.execute(ALL_TABLES, [list(KEPT)])
            cursor.execute(f"truncate {cursor.fetchone()[0]} cascade")
            for table, kept in back.items():
                cursor.execute(f"insert into {table} overriding system value table {kept}")
                if kept.startswith("aside"):
                    cursor.execute(f"drop table {kept}")


def _seeded(cursor: Any) -> list[tuple[str, str, str]]:
    """The seeded tables of all instansi: name, table, and the copy of its seeds."""
    names = list(settings.TEST_SEEDED_TABLES)
    cursor.execute(SEEDED_TABLES, [names, names])
    return list(cursor.fetchall())
