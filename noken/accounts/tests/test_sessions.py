"""When a session ends: 12 hours after its login; a keeper's after half an hour without an act."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from noken.accounts.sessions import SessionStore
from tests.cast import Cast
from tests.fixtures import log_in

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
