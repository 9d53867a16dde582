"""Half-sent bodies: how long one may take, and how many an address may hold open."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from noken.config import arriving, pages
from noken.config.pages import Pages
from noken.config.tests.test_pages import asked, part

OFFICE, HOME = "36.68.1.9", "36.68.1.10"


class Sender:
    """A request whose body comes as the test says."""

    def __init__(self, serving: Pages, address: str) -> None:
        self.left: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.sent: list[dict[str, Any]] = []
        scope = asked("POST", client=(address, 40_000))
        self.task = asyncio.create_task(serving(scope, self.left.get, self._send))

    async def _send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)

    def say(self, body: bytes, *, more: bool = True) -> None:
        self.left.put_nowait(part(body, more=more))

    @property
    def status(self) -> int:
        return self.sent[0]["status"] if self.sent else 0


@asynccontextmanager
async def serving() -> AsyncIterator[Pages]:
    def page(_: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK", [])
        return [b"page"]

    there = Pages(page, threads=2, most_waiting=50)
    yield there
    await there.stop()


def test_a_body_that_trickles_is_let_go_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte now and then is never silent; the whole of it still has a time."""
    monkeypatch.setattr(arriving, "TOTAL_S", 0.2)

    async def play() -> int:
        async with serving() as there:
            slow = Sender(there, OFFICE)
            for _ in range(60):
                slow.say(b"x")
                await asyncio.sleep(0.01)
            slow.task.cancel()
            return slow.status

    assert asyncio.run(play()) == 408


def test_an_office_is_never_turned_away_the_idlest_gives_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Eight bodies held open, then the whole office sends: each of them gets its page."""
    monkeypatch.setattr(arriving, "MOST", 8)

    async def play() -> tuple[list[int], list[int], int]:
        async with serving() as there:
            photo = Sender(there, OFFICE)
            photo.say(b"x" * 50_000)
            await asyncio.sleep(0.01)
            idle = [Sender(there, OFFICE) for _ in range(8)]
            for each in idle:
                each.say(b"x")
            await asyncio.sleep(0.02)
            office = [Sender(there, OFFICE) for _ in range(20)]
            for each in office:
                each.say(b"tugas=1", more=False)
            await asyncio.gather(*(each.task for each in office))
            photo.say(b"x" * 50_000, more=False)
            await photo.task
            for each in idle:
                each.task.cancel()
            return [each.status for each in office], [e.status for e in idle], photo.status

    office, idle, photo = asyncio.run(play())
    assert set(office) == {200}
    assert photo == 200
    assert 408 in idle


def test_another_address_is_not_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "MOST", 2)

    async def play() -> int:
        async with serving() as there:
            lone = Sender(there, HOME)
            lone.say(b"x")
            await asyncio.sleep(0.01)
            crowd = [Sender(there, OFFICE) for _ in range(10)]
            await asyncio.sleep(0.02)
            lone.say(b"y", more=False)
            await lone.task
            for each in crowd:
                each.task.cancel()
            return lone.status

    assert asyncio.run(play()) == 200


def test_too_much_of_one_address_lets_the_idlest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("MOST_BYTES", 100), ("LARGE_BYTES", 10), ("WINDOW_S", 0.02)):
        monkeypatch.setattr(arriving, name, value)

    async def play() -> tuple[int, int]:
        async with serving() as there:
            idle, busy = Sender(there, OFFICE), Sender(there, OFFICE)
            idle.say(b"x" * 60)
            await asyncio.sleep(0.1)
            busy.say(b"x" * 60)
            await asyncio.sleep(0.02)
            busy.say(b"x", more=False)
            await busy.task
            await idle.task
            return idle.status, busy.status

    assert asyncio.run(play()) == (408, 200)


def test_pages_know_who_sends_behind_a_proxy(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    scope = asked(
        "POST", client=("127.0.0.1", 1), headers=[(b"x-forwarded-for", b"9.9.9.9, 1.2.3.4")]
    )
    assert pages.sender_of(scope) == "1.2.3.4"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert pages.sender_of(scope) == "127.0.0.1"
