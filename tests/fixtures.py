"""Fixtures for all tests; the root conftest.py names this module."""

from collections.abc import Callable

import pytest
from django.test import Client

from noken.core import clock
from noken.organization.models import Employee
from tests.cast import Cast, make_cast
from tests.world import NOON

Browse = Callable[[Employee | None], Client]
BACKEND = "noken.accounts.backends.AccountBackend"


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock that views read stands at NOON of TODAY."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def cast(db: None, noon: None) -> Cast:  # noqa: ARG001 (a fixture asks for others)
    """The standing people, stored; the clock stands at NOON of TODAY."""
    return make_cast()


def log_in(person: Employee | None) -> Client:
    """A browser in which a person is logged in; None is a visitor."""
    client = Client()
    if person is not None:
        client.force_login(person.account, backend=BACKEND)  # type: ignore[arg-type]  # has one
    return client


@pytest.fixture
def browse(db: None, noon: None) -> Browse:  # noqa: ARG001 (a fixture asks for others)
    return log_in
