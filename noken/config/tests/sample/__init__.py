"""Tests of the small sample, which one process loads once for all of them."""

import pytest
from django.db import connection
from django_tenants.utils import schema_context

from noken.realtime.models import Outbox
from noken.tenants.models import Domain, Instansi
from noken.tenants.queries import forget_hosts

SAMPLE = [pytest.mark.django_db, pytest.mark.slow]
SCHEMA = "contoh"


def drop(schema: str) -> None:
    """As the owner: the instansi is gone with all that it held."""
    with schema_context("public"):
        Domain.objects.filter(tenant__schema_name=schema).delete()
        Instansi.objects.filter(schema_name=schema).delete()
        Outbox.objects.filter(tenant=schema).delete()
        with connection.cursor() as cursor:
            cursor.execute(f"drop schema if exists {schema} cascade")
    forget_hosts()
