"""Records that a module's tests share."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection, transaction

from noken.core import clock
from tests.access.records import Records, make_records
from tests.cast import make_cast
from tests.world import NOON

FIRST = "manokwari"


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
