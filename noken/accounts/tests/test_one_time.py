"""A one-time password: used up at the first login, gone when its time is over."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from noken.accounts import services
from noken.accounts.models import User
from noken.accounts.passwords import ready_passwords
from noken.accounts.views import TRIES
from noken.audit.models import Entry
from noken.core import clock
from noken.core.actor import system
from tests.cast import Cast
from tests.world import NOON, TODAY

pytestmark = pytest.mark.django_db
OWN = "kasuari-di-hutan-9"
BY = system(TODAY)
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _forgetful(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def login(cast: Cast) -> tuple[str, str]:
    """Maria's NIP and the password that was made for her, for an hour."""
    account_id = cast.maria.account_id or 0
    made = services.issue_passwords(
        {account_id: NOON + timedelta(hours=1)}, ready_passwords(1), by=BY, at=NOON
    )
    return made[account_id]


def log_in(client: Client, login: tuple[str, str]) -> bool:
    name, password = login
    client.post(reverse("account_login"), {"login": name, "password": password})
    return "_auth_user_id" in client.session


def change(client: Client, old: str, new: str, again: str = "") -> int:
    form = {"old": old, "new": new, "again": again or new}
    return client.post(reverse("account_password"), form).status_code


def test_it_opens_the_page_of_the_own_password_and_nothing_else(
    client: Client, login: tuple[str, str]
) -> None:
    assert log_in(client, login)

    led = {client.get(reverse(name))["Location"] for name in ("home:today", "work:reports")}
    swapped = client.get(reverse("home:today"), headers=HTMX)
    asked = client.get(reverse("home:today"), headers={"Accept": "application/json"})

    assert led == {reverse("account_password")}
    assert swapped["HX-Redirect"] == reverse("account_password")
    assert (asked.status_code, asked.json()["refused"]) == (403, "account.one_time")
    assert "sekali pakai" in client.get(reverse("account_password")).content.decode()


def test_an_own_password_uses_it_up_and_keeps_this_session_alone(
    client: Client, login: tuple[str, str]
) -> None:
    other = Client()
    log_in(client, login)
    log_in(other, login)

    assert change(client, login[1], OWN) == 302

    assert client.get(reverse("home:today")).status_code == 200
    assert other.get(reverse("home:today"))["Location"].startswith(reverse("account_login"))
    assert not log_in(Client(), login)
    assert log_in(Client(), (login[0], OWN))
    assert Entry.objects.filter(action="PasswordSet").count() == 2


def test_when_its_time_is_over_it_is_a_wrong_password(
    client: Client, login: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(client, login)
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(hours=1))

    late = Client()
    answer = late.post(reverse("account_login"), {"login": login[0], "password": login[1]})

    assert "tidak cocok" in answer.content.decode()
    assert client.get(reverse("account_password"))["Location"].startswith(reverse("account_login"))


def test_a_new_one_ends_the_sessions_and_the_one_before(
    client: Client, login: tuple[str, str], cast: Cast
) -> None:
    log_in(client, login)

    until = NOON + timedelta(hours=1)
    again = services.issue_passwords(
        {cast.maria.account_id or 0: until}, ready_passwords(1), by=BY, at=NOON
    )

    assert client.get(reverse("account_password")).status_code == 302
    assert not log_in(Client(), login)
    assert log_in(Client(), again[cast.maria.account_id or 0])


@pytest.mark.parametrize(
    ("new", "again"), [("pendek", ""), (OWN, "lain-sekali-dari-itu"), ("123456789012345", "")]
)
def test_a_weak_or_mistyped_password_is_refused_in_the_form(
    client: Client, login: tuple[str, str], new: str, again: str
) -> None:
    log_in(client, login)

    assert change(client, login[1], new, again) == 422
    assert log_in(Client(), login)


def test_the_password_in_force_is_asked_for_and_not_guessed(
    client: Client, login: tuple[str, str]
) -> None:
    log_in(client, login)

    tries = [change(client, "salah sekali lagi", OWN) for _ in range(TRIES)]

    assert tries == [422] * TRIES
    assert change(client, login[1], OWN) == 422
    assert User.objects.get(login=login[0]).one_time_until is not None


def test_the_old_one_is_no_new_one(client: Client, login: tuple[str, str]) -> None:
    log_in(client, login)

    assert change(client, login[1], login[1]) == 422
