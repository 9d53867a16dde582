"""Records that a module's tests share."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from noken.core import clock
from noken.organization.models import Employee
from tests.access.records import Records, make_records
from tests.cast import make_cast
from tests.fixtures import Browse, log_in
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


@pytest.fixture(scope="module")
def sessions(stored: Records) -> dict[int, str]:
    """Everybody is logged in once, for all tests of the module."""
    people = [person for person in stored.cast.standing().values() if person is not None]
    return {person.pk: log_in(person).cookies["session"].value for person in people}


@pytest.fixture
def browse(request: pytest.FixtureRequest, db: None, noon: None) -> Browse:
    """As everywhere; who is among the stored records comes with the session made for them."""
    known = request.getfixturevalue("sessions") if "sessions" in request.fixturenames else {}

    def logged_in(person: Employee | None) -> Client:
        if person is None or person.pk not in known:
            return log_in(person)
        client = Client()
        client.cookies["session"] = known[person.pk]
        return client

    return logged_in


@pytest.fixture
def records(stored: Records, sessions: dict[int, str], db: None, noon: None) -> Records:
    """What belongs to the owner, in objects that are the test's own."""
    return deepcopy(stored)
