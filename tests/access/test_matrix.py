"""Every address, every kind of person: what they get. A new address without a line
in the table fails."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any
from zlib import crc32

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from noken.organization.models import Employee
from tests.access.addresses import addresses
from tests.access.asks import ARGS, DATA
from tests.access.records import Records
from tests.access.table import ADDRESSES, MATRIX, METHODS, PUBLIC, Codes
from tests.cast import STANDING_PEOPLE

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
OUTSIDERS = ("ended", "anonymous")
FULL = os.environ.get("NOKEN_ROUNDS") == "full"
LOGIN = "/masuk/"
OPEN = (LOGIN, "/presensi/layar/", "/periksa/dokumen/")
"""Where visitors act, and are led on to somewhere else than the login page."""


def test_every_address_has_a_line_and_every_line_an_address() -> None:
    assert set(addresses()) == set(ADDRESSES)


def test_every_line_names_all_people() -> None:
    assert {len(codes) for codes in MATRIX.values()} == {len(STANDING_PEOPLE)}


@pytest.mark.parametrize(("name", "view"), addresses().items(), ids=list(addresses()))
def test_every_view_says_who_may_enter(name: str, view: Callable[..., Any]) -> None:
    declared = getattr(view, "policy", ())
    is_public = not getattr(view, "login_required", True)
    of_allauth = name.startswith("account_")

    assert bool(declared) + is_public == 1 or of_allauth
    assert is_public == (name in PUBLIC) or name == "account_logout"


def test_a_line_that_lets_nobody_in_is_a_mistake() -> None:
    assert all({200, 302} & set(codes[:11]) for codes in MATRIX.values())


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_everybody_gets(records: Records, browse: Browse, address: str) -> None:
    visitors = {name: browse(person) for name, person in records.cast.standing().items()}
    url = url_of(address, records)

    for method in METHODS:
        asked = who_asks(address, method)
        got = _ask({name: visitors[name] for name in asked}, method, url, address, records)
        wanted = dict(zip(STANDING_PEOPLE, expected(address, method), strict=True))
        assert (method, got) == (method, {name: wanted[name] for name in asked})


def who_asks(address: str, method: str) -> tuple[str, ...]:
    """Everybody, by the methods that pages have; by the others a visitor and, in the usual rounds,
    one of the people, another one at each address."""
    if FULL or method in {"GET", "POST"}:
        return STANDING_PEOPLE
    chosen = crc32(f"{address} {method}".encode()) % len(STANDING_PEOPLE)
    return (STANDING_PEOPLE[chosen], "anonymous")


def test_who_left_the_service_is_nobody_although_the_account_is_open(
    records: Records, browse: Browse
) -> None:
    ended = records.cast.ended
    account = ended.account
    assert account is not None
    account.is_active = True
    account.save()

    answer = browse(ended).get(reverse("home:today"))

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, LOGIN)


def expected(address: str, method: str) -> Codes:
    line = MATRIX.get((address, "GET" if method == "HEAD" else method))
    if line is not None:
        return line
    if address in PUBLIC | {"account_logout"}:
        return (405,) * len(STANDING_PEOPLE)
    return tuple(302 if name in OUTSIDERS else 405 for name in STANDING_PEOPLE)


def url_of(address: str, records: Records) -> str:
    return reverse(address, args=ARGS[address](records) if address in ARGS else [])


def _ask(
    visitors: dict[str, Client], method: str, url: str, address: str, records: Records
) -> dict[str, int]:
    form = DATA.get(address, no_form)
    return {
        name: _one(client, method, url, form(records) if method == "POST" else {}, name)
        for name, client in visitors.items()
    }


def _one(client: Client, method: str, url: str, data: dict[str, Any], name: str) -> int:
    with undone(client):
        send = getattr(client, method.lower())
        answer = send(url, data) if data else send(url)
        check_headers(answer)
        if name in OUTSIDERS and answer.status_code == 302 and not url.startswith(OPEN):
            assert answer["Location"].split("?")[0] == LOGIN
        return int(answer.status_code)


def no_form(_: Records) -> dict[str, Any]:
    return {}


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """What the request did is taken back, in the database and in the browser."""
    cookies = SimpleCookie({name: morsel.value for name, morsel in client.cookies.items()})
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def check_headers(answer: Any) -> None:
    """What stands on every answer, and that nothing personal stays anywhere."""
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy or "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    if answer.status_code in {200, 422}:
        kept = answer.get("Cache-Control", "")
        public = answer.request["PATH_INFO"] == "/periksa/kunci/"
        assert public or "no-store" in kept, f"{answer.request['PATH_INFO']}: {kept!r}"
