"""Logging in by NIP: the same answer for everyone, throttled per account, no other door."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse

from noken.accounts import services
from noken.accounts.models import User
from noken.audit.models import Entry
from noken.core.actor import system
from noken.core.errors import Refused
from tests.cast import Cast
from tests.world import NOON, TODAY

pytestmark = pytest.mark.django_db
PASSWORD = "kasuari-di-hutan-9"
BY = system(TODAY)


@pytest.fixture
def nip(cast: Cast) -> str:
    """Maria's NIP; her account has a password."""
    nip = cast.owner.nip or ""
    services.set_password(nip, PASSWORD, by=BY, at=NOON)
    return nip


def login(client: Client, name: str, password: str) -> int:
    return client.post(reverse("account_login"), {"login": name, "password": password}).status_code


def test_a_nip_and_its_password_open_the_door(client: Client, nip: str) -> None:
    assert login(client, nip, PASSWORD) == 302

    assert "_auth_user_id" in client.session
    assert Entry.objects.filter(action="LoggedIn").count() == 1


def test_spaces_inside_a_nip_do_not_matter(client: Client, nip: str) -> None:
    spaced = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"

    assert login(client, spaced, PASSWORD) == 302


def test_a_known_and_an_unknown_nip_get_the_same_answer(client: Client, nip: str) -> None:
    def answer(name: str) -> str:
        page = client.post(reverse("account_login"), {"login": name, "password": "salah sekali"})
        return page.content.decode().replace(name, "NIP")

    known, unknown = answer(nip), answer("199001012020121999")

    assert _without_tokens(known) == _without_tokens(unknown)


@pytest.mark.parametrize("whose", ["known", "unknown", "no password", "ended", "run out"])
def test_every_failed_login_computes_one_hash(
    client: Client, nip: str, monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    """So all take the same time: the hash is nearly all of it."""
    user = User.objects.get(login=nip)
    given = PASSWORD if whose in {"ended", "run out"} else "salah sekali"
    if whose == "no password":
        user.set_unusable_password()
    user.is_active = whose != "ended"
    user.one_time_until = NOON if whose == "run out" else None
    user.save()
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(salt)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    name = "199001012020121999" if whose == "unknown" else nip

    assert login(client, name, given) == 200

    assert len(hashed) == 1


def test_a_number_of_another_length_is_told_before_anything_is_tried(client: Client) -> None:
    page = client.post(
        reverse("account_login"), {"login": "1991041220150420", "password": "apa saja"}
    )

    assert "NIP harus 18 angka; Anda mengetik 16." in page.content.decode()


def test_after_five_failures_the_right_password_is_refused(client: Client, nip: str) -> None:
    for _ in range(5):
        login(client, nip, "salah sekali")

    assert login(client, nip, PASSWORD) != 302
    assert "_auth_user_id" not in client.session


def test_a_colleague_at_the_same_address_still_gets_in(
    client: Client, nip: str, cast: Cast
) -> None:
    services.set_password(cast.peer.nip or "", PASSWORD, by=BY, at=NOON)
    for _ in range(6):
        login(client, nip, "salah sekali")

    assert login(Client(), cast.peer.nip or "", PASSWORD) == 302


def test_an_ended_account_is_nobody_from_the_next_request_on(client: Client, nip: str) -> None:
    login(client, nip, PASSWORD)
    services.end_account(User.objects.get(login=nip).pk, by=BY, at=NOON)

    assert client.get("/", follow=False).headers["Location"].startswith(reverse("account_login"))


def test_a_new_password_ends_the_sessions(client: Client, nip: str) -> None:
    login(client, nip, PASSWORD)
    services.set_password(nip, "cenderawasih-terbang-3", by=BY, at=NOON)

    assert client.get("/", follow=False).headers["Location"].startswith(reverse("account_login"))


def test_logging_out_leaves_a_trace_and_an_empty_session(client: Client, nip: str) -> None:
    login(client, nip, PASSWORD)

    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session
    assert Entry.objects.filter(action="LoggedOut").count() == 1


@pytest.mark.parametrize("code_and_password", ["pendek", "123456789012345"])
def test_a_weak_password_is_refused(nip: str, code_and_password: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.set_password(nip, code_and_password, by=BY, at=NOON)

    assert refusal.value.code == "account.weak_password"


def test_a_password_for_nobody_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        services.set_password("199001012020121999", PASSWORD, by=BY, at=NOON)

    assert refusal.value.code == "account.unknown"


def test_opening_accounts_twice_keeps_the_first() -> None:
    first = services.open_accounts(["198001012005011001"], by=BY, at=NOON)
    again = services.open_accounts(["198001012005011001", "198001012005011002"], by=BY, at=NOON)

    assert again["198001012005011001"] == first["198001012005011001"]
    assert len(again) == 2


@pytest.mark.parametrize(
    "address",
    ["/accounts/signup/", "/masuk/daftar/", "/accounts/password/reset/", "/accounts/login/code/"],
)
def test_every_other_door_of_the_login_library_is_absent(client: Client, address: str) -> None:
    assert client.get(address).status_code in {302, 404}


def _without_tokens(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]
