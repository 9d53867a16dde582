"""Guessing: slowed for the account from anywhere, closed for the pair of account and address, and
never a closed door for those who sit behind the same address."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test import Client
from django.urls import reverse

from noken.accounts import services
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from tests.cast import Cast
from tests.world import NOON, TODAY

pytestmark = pytest.mark.django_db
PASSWORD, WRONG = "kasuari-di-hutan-9", "salah sekali"
OFFICE, HOME = "203.0.113.5", "198.51.100.7"
BY = system(TODAY)
Clock = Callable[[float], None]


@pytest.fixture
def nip(cast: Cast) -> str:
    """Maria's NIP; her account and that of her colleague have a password."""
    for person in (cast.owner, cast.peer):
        services.set_password(person.nip or "", PASSWORD, by=BY, at=NOON)
    return cast.owner.nip or ""


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Moves the clock of the limits on, to so many seconds from now."""
    at = [begun := time.time()]

    def move(seconds: float) -> None:
        at[0] = begun + seconds

    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: at[0])
    return move


def enters(client: Client, name: str, password: str, address: str = OFFICE) -> bool:
    typed = {"login": name, "password": password}
    page = client.post(reverse("account_login"), typed, REMOTE_ADDR=address)
    client.post(reverse("account_logout"))
    return page.status_code == 302


def somewhere(number: int) -> str:
    return f"192.0.2.{number}"


def test_a_spray_from_the_office_keeps_nobody_out_who_was_here_before(nip: str) -> None:
    own = Client()
    assert enters(own, nip, PASSWORD)
    for number in range(60):
        enters(Client(), f"1990010120201210{number:02}", WRONG)

    assert enters(own, nip, PASSWORD)


def test_a_spray_is_slowed_by_the_minute_and_no_longer(nip: str, later: Clock) -> None:
    for number in range(60):
        enters(Client(), f"1990010120201210{number:02}", WRONG)
    assert not enters(Client(), nip, PASSWORD)
    assert enters(Client(), nip, PASSWORD, HOME)

    later(61)

    assert enters(Client(), nip, PASSWORD)


def test_who_guesses_elsewhere_closes_the_pair_and_not_the_account(nip: str, later: Clock) -> None:
    for _ in range(5):
        enters(Client(), nip, WRONG, HOME)
    later(61)

    assert enters(Client(), nip, PASSWORD, OFFICE)
    assert not enters(Client(), nip, PASSWORD, HOME)


def test_the_own_device_never_waits_for_what_others_guess(nip: str) -> None:
    own = Client()
    assert enters(own, nip, PASSWORD)
    for number in range(30):
        enters(Client(), nip, WRONG, somewhere(number))

    assert enters(own, nip, PASSWORD)
    assert enters(own, nip, PASSWORD, HOME)


def test_from_anywhere_each_pause_is_longer_than_the_one_before(nip: str, later: Clock) -> None:
    addresses = iter(map(somewhere, range(200)))

    def guess(times: int) -> None:
        for _ in range(times):
            enters(Client(), nip, WRONG, next(addresses))

    def opens() -> bool:
        return enters(Client(), nip, PASSWORD, next(addresses))

    guess(5)
    assert not opens()
    later(61)
    assert opens()
    guess(5)
    later(122)
    assert not opens()
    later(662)
    assert opens()
    guess(5)
    later(723)
    guess(5)
    later(1400)
    assert not opens()
    later(3700)
    assert opens()


def test_a_refused_try_makes_nobody_wait_longer(nip: str, later: Clock) -> None:
    for number in range(5):
        enters(Client(), nip, WRONG, somewhere(number))
    for second in range(1, 60):
        later(second)
        enters(Client(), nip, WRONG, somewhere(second + 10))

    later(61)

    assert enters(Client(), nip, PASSWORD)


def test_a_device_is_no_way_around(nip: str, cast: Cast) -> None:
    """Its own guesses are counted wherever it is carried, and it speaks for one account only."""
    taken = Client()
    assert enters(taken, nip, PASSWORD)
    for number in range(5):
        assert not enters(taken, nip, WRONG, somewhere(number))
    assert not enters(taken, nip, PASSWORD, HOME)

    for number in range(5):
        enters(Client(), cast.peer.nip or "", WRONG, somewhere(number))
    assert not enters(taken, cast.peer.nip or "", PASSWORD, HOME)


def test_a_made_up_device_counts_as_none(nip: str) -> None:
    forged = Client()
    forged.cookies["device"] = "apa:saja:ini"
    for number in range(5):
        enters(Client(), nip, WRONG, somewhere(number))

    assert not enters(forged, nip, PASSWORD)


def test_the_cookie_of_a_device_names_nobody(nip: str) -> None:
    client = Client()
    enters(client, nip, PASSWORD)

    cookie = client.cookies["device"]

    assert nip not in cookie.value
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")


@pytest.mark.django_db(transaction=True)
def test_of_many_guesses_at_once_no_more_are_heard(nip: str) -> None:
    def guess(number: int) -> None:
        try:
            with in_tenant("manokwari"):
                enters(Client(), nip, WRONG, somewhere(number))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(guess, range(24)))

    assert 0 < AccessAttempt.objects.filter(username=nip).count() <= 5
