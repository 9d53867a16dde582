"""Which instansi this thread works for. The tenant lives on the thread's connection."""

from contextlib import AbstractContextManager

from django.db import connection
from django_tenants.utils import schema_context


def current_tenant() -> str:
    """The schema name of the current instansi; `public` outside of one."""
    return str(connection.schema_name)  # type: ignore[attr-defined]  # django-tenants adds it


def in_tenant(schema: str) -> AbstractContextManager[None]:
    """Work inside the schema of one instansi, then return to where we were."""
    return schema_context(schema)  # type: ignore[no-any-return]  # the package has no types
