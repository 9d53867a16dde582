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
)
ALL_TABLES = """
    select string_agg(format('%%I.%%I', n.nspname, k.relname), ', ')
    from pg_class k join pg_namespace n on n.oid = k.relnamespace
    where k.relkind in ('r', 'p') and not k.relispartition
      and n.nspname not like 'pg\\_%%' and n.nspname <> 'information_schema'
      and not k.relname = any(%s)
"""


class DatabaseOperations(DjangoOperations):
    def execute_sql_flush(self, sql_list: Any) -> None:  # noqa: ARG002  # it names one schema only
        """Empty all tables of all schemas in one statement, whatever list is handed over."""
        with as_owner(self.connection), self.connection.cursor() as cursor:
            kept = [*KEPT, *settings.TEST_SEEDED_TABLES]
            cursor.execute(ALL_TABLES, [kept])
            cursor.execute(f"truncate {cursor.fetchone()[0]} restart identity cascade")
