import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from noken.accounts.models import User
from noken.core import clock
from noken.organization.models import Employee
from tests.cast import Cast, make_cast
from tests.journeys.walk import Clock, Walk, Walker

PASSWORD = "kata sandi untuk uji"


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clockwork = Clock()
    monkeypatch.setattr(clock, "now", clockwork.now)
    return clockwork


@pytest.fixture
def cast(db: None, time: Clock) -> Cast:
    """The standing people, each with a password; time stands until the test lets it pass."""
    cast = make_cast()
    User.objects.filter(is_active=True).update(password=make_password(PASSWORD))
    return cast


@pytest.fixture
def walk(cast: Cast) -> Walk:
    """Logs a person in through the login form, as they do."""

    def entered(person: Employee) -> Walker:
        walker = Walker(Client(enforce_csrf_checks=True))
        walker.go("/").sees("Masuk", "NIP")
        assert person.account is not None
        walker.press("Masuk", login=person.account.login, password=PASSWORD)
        assert walker.status == 200
        assert "/masuk/" not in walker.url, walker.text
        return walker

    return entered
