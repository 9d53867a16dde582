"""A second instansi beside the first, for the tests of this folder: one process runs them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection

from noken.core.postgres import as_owner
from noken.core.tenancy import in_tenant
from noken.tenants.models import Domain, Instansi
from noken.tenants.queries import forget_hosts
from noken.tenants.services import create_instansi

SECOND, SECOND_HOST = "teluk_bintuni", "bintuni.noken.test"


@pytest.fixture(scope="package")
def second(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Its schema. Made and dropped by the owner of the database."""
    with django_db_blocker.unblock():
        with as_owner(connection):
            create_instansi(
                SECOND, "Kabupaten Teluk Bintuni", domain=SECOND_HOST, on=date(2026, 1, 1)
            )
        yield SECOND
        with as_owner(connection), in_tenant("public"), connection.cursor() as cursor:
            cursor.execute(f"drop schema {SECOND} cascade")
            Domain.objects.filter(domain=SECOND_HOST).delete()
            Instansi.objects.filter(schema_name=SECOND)._raw_delete(using="default")
            forget_hosts()
