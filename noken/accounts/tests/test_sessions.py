"""When a session ends: 12 hours after its login; a keeper's after half an hour without an act."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from noken.accounts import services
from noken.accounts.devices import device_words
from noken.accounts.models import Login
from noken.accounts.sessions import SessionStore
from noken.audit.models import Entry
from noken.core.actor import system
from tests.cast import Cast
from tests.fixtures import log_in
from tests.world import NOON, TODAY

pytestmark = pytest.mark.django_db
SOON = timedelta(seconds=20)


def left(client: Client) -> timedelta:
    """How long the session of a browser still goes on."""
    row = Session.objects.get(pk=client.cookies["session"].value)
    return row.expire_date - datetime.now(UTC)


def leave(client: Client, time: timedelta) -> None:
    rows = Session.objects.filter(pk=client.cookies["session"].value)
    rows.update(expire_date=datetime.now(UTC) + time)


def of(person: Any) -> Client:
    client = log_in(person)
    client.get("/saya/")
    return client


def test_twelve_hours_are_the_most_whatever_is_done(cast: Cast) -> None:
    maria = of(cast.owner)
    assert timedelta(hours=12) - SOON < left(maria) <= timedelta(hours=12)
    stored = SessionStore(maria.cookies["session"].value)
    stored["begun"] -= 3600 * 11
    stored.save()

    maria.post("/pemberitahuan/dibaca/")
    again = SessionStore(maria.cookies["session"].value)
    again["kabar"] = []
    again.save()

    assert timedelta(0) < left(maria) <= timedelta(hours=1)


@pytest.mark.parametrize("who", ["personnel", "admin_opd", "inspectorate"])
def test_a_keeper_who_does_nothing_is_logged_out(cast: Cast, who: str) -> None:
    client = of(getattr(cast, who))
    assert timedelta(minutes=30) - SOON < left(client) <= timedelta(minutes=30)

    leave(client, timedelta(minutes=10))
    client.get("/menunggu/", headers={"X-Langsung": "1", "HX-Request": "true"})
    assert left(client) <= timedelta(minutes=10)
    client.get("/menunggu/")
    assert left(client) > timedelta(minutes=29)

    leave(client, -timedelta(seconds=1))
    assert client.get("/menunggu/").headers["Location"].startswith("/masuk/")


def test_a_superior_is_no_keeper(cast: Cast) -> None:
    naomi = of(cast.acting_superior)
    leave(naomi, timedelta(minutes=10))

    naomi.get("/tim/")

    assert left(naomi) <= timedelta(minutes=10)


def test_an_act_is_written_down_once_a_minute(cast: Cast) -> None:
    client = of(cast.personnel)
    leave(client, timedelta(minutes=29, seconds=30))

    client.get("/saya/")

    assert left(client) <= timedelta(minutes=29, seconds=30)


PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Edg/126.0"
PASSWORD = "kasuari-di-hutan-9"


@pytest.fixture
def nip(cast: Cast) -> str:
    for person in (cast.owner, cast.peer):
        services.set_password(person.nip or "", PASSWORD, by=system(TODAY), at=NOON)
    return cast.owner.nip or ""


def entered(nip: str, agent: str) -> Client:
    client = Client(headers={"User-Agent": agent})
    assert client.post("/masuk/", {"login": nip, "password": PASSWORD}).status_code == 302
    return client


def test_the_owner_sees_each_device_and_ends_one(nip: str) -> None:
    phone, desk = entered(nip, PHONE), entered(nip, DESK)
    page = phone.get("/sesi/").content.decode()
    assert page.index("perangkat ini") < page.index("Edge di Windows")
    assert "Chrome di Android" in page
    other = Login.objects.get(device="Edge di Windows")

    assert phone.post(f"/sesi/{other.pk}/akhiri/").status_code == 302

    assert desk.get("/saya/").headers["Location"].startswith("/masuk/")
    assert phone.get("/saya/").status_code == 200
    assert "Edge di Windows" not in phone.get("/sesi/").content.decode()
    assert phone.post(f"/sesi/{other.pk}/akhiri/").status_code == 422
    assert Entry.objects.get(action="SessionsEnded").ids["count"] == 1


def test_all_others_end_at_once_and_this_one_stays(nip: str) -> None:
    phone, others = entered(nip, PHONE), [entered(nip, DESK) for _ in range(3)]

    assert phone.post("/sesi/akhiri/").status_code == 302

    assert all(each.get("/saya/").status_code == 302 for each in others)
    assert phone.get("/saya/").status_code == 200


def test_nobody_ends_or_sees_anothers(nip: str, cast: Cast) -> None:
    phone, frans = entered(nip, PHONE), entered(cast.peer.nip or "", DESK)
    hers = Login.objects.get(user=cast.owner.account_id)

    assert frans.post(f"/sesi/{hers.pk}/akhiri/").status_code == 422
    assert frans.post("/sesi/akhiri/").status_code == 422
    assert "Android" not in frans.get("/sesi/").content.decode()
    assert phone.get("/saya/").status_code == 200


def test_a_new_password_leaves_this_device_alone_on_the_list(nip: str) -> None:
    phone, desk = entered(nip, PHONE), entered(nip, DESK)
    new = "ombak-di-teluk-doreri"

    phone.post("/sandi/", {"old": PASSWORD, "new": new, "again": new})

    page = phone.get("/sesi/").content.decode()
    assert "perangkat ini" in page
    assert "Edge" not in page
    assert desk.get("/saya/").status_code == 302


def test_what_is_over_leaves_the_list_and_the_night_forgets_it(nip: str) -> None:
    phone, desk = entered(nip, PHONE), entered(nip, DESK)
    leave(desk, -timedelta(seconds=1))

    services.forget_sessions(by=system(TODAY), at=datetime.now(UTC))

    assert "Edge" not in phone.get("/sesi/").content.decode()
    assert [row.device for row in Login.objects.all()] == ["Chrome di Android"]


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Safari/604.1", "Safari di iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Firefox/127.0", "Firefox di Linux"),
        ("curl/8.5.0", "Peramban lain"),
        ("", "Peramban lain"),
    ],
)
def test_a_browser_in_words(agent: str, words: str) -> None:
    assert device_words(agent) == words
