"""Creating an instansi: schema, tables, and the journal's write protection."""

from datetime import date

from django.db import connection
from django_tenants.utils import schema_context

from noken.tenants.models import Domain, Instansi
from noken.tenants.queries import forget_hosts


def create_instansi(schema: str, name: str, *, domain: str, on: date) -> Instansi:
    """A new instansi with an empty schema. Runs as the owner of the database."""
    connection.set_schema_to_public()  # type: ignore[attr-defined]  # django-tenants adds it
    tenant = Instansi(schema_name=schema, name=name, created_on=on)
    tenant.save(verbosity=0)
    with schema_context("public"):
        Domain.objects.create(domain=domain, tenant=tenant, is_primary=True)
    forget_hosts()
    return tenant
