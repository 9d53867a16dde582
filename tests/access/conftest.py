"""Records that a module's tests share, and a second instansi beside the first for as long."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from noken.core import clock
from noken.core.postgres import as_owner
from noken.core.tenancy import in_tenant
from noken.tenants.models import Domain, Instansi
from noken.tenants.queries import forget_hosts
from noken.tenants.services import create_instansi
from tests.access.records import Records, make_records
from tests.cast import make_cast
from tests.world import NOON

FIRST = "manokwari"
SECOND, SECOND_HOST = "teluk_bintuni", "bintuni.noken.test"


@pytest.fixture(scope="module")
def stored(django_db_setup: None, django_db_blocker: Any) -> Iterator[Records]:
    """The cast and its records, stored once; what each test does is taken back to here."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOON)
        connection.set_schema(FIRST)  # type: ignore[attr-defined]  # django-tenants adds it
        outermost = transaction.atomic()
        outermost._from_testcase = True  # type: ignore[attr-defined]  # as around Django's own
        with outermost:
            yield make_records(make_cast())
            transaction.set_rollback(True)


@pytest.fixture
def records(stored: Records, db: None, noon: None) -> Records:
    """What belongs to the owner, in objects that are the test's own."""
    return deepcopy(stored)


@pytest.fixture(scope="module")
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
