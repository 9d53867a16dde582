"""A hub that really serves, in a thread with a loop of its own, on the test database."""

import asyncio
import json
import random
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore

from noken.realtime.api.endpoint import Live
from noken.realtime.api.hub import serving_hub

if TYPE_CHECKING:
    from concurrent.futures import Future

WAIT_S = 8.0
# Threads make a history random anyway, so no seed could bring it back.
chance = random.SystemRandom()


def until(condition: Callable[[], Any], wait_s: float = WAIT_S) -> bool:
    """Whether it came true in time."""
    end = time.monotonic() + wait_s
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def sign_in(login: str) -> "Session":
    user = get_user_model().objects.create(login=login)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return Session(str(session.session_key), user.pk)


@dataclass(frozen=True)
class Session:
    key: str
    user_id: int


@dataclass
class Page:
    """An open page: what it heard, without what it knew already, and where it stands."""

    position: str = ""
    status: int = 0
    heard: dict[int, dict[str, Any]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    repeated: int = 0
    ended: bool = False
    answer: bytes = b""
    torn: bool = False
    slow_s: float = 0.0
    waits: bool = False
    work: "Future[None] | None" = None

    @property
    def is_open(self) -> bool:
        """The first beat came: nothing that happens now is missed."""
        return bool(self.marks)

    def read(self, text: bytes) -> None:
        """A torn page takes what is whole of one more piece, and nothing after it."""
        if self.torn:
            text = text[: chance.randrange(len(text))]
            text = text[: text.rfind(b"\n\n") + 1]
        for block in text.decode().split("\n\n"):
            if not block or block.startswith("retry"):
                continue
            lines = dict(line.split(": ", 1) for line in block.split("\n"))
            self.position = lines["id"]
            data = json.loads(lines["data"])
            if "mark" in data:
                self.marks.append(data["mark"])
            if "id" not in data:
                self.said.append(lines["event"])
            elif data["id"] in self.heard:
                self.repeated += 1
            else:
                self.heard[data["id"]] = data

    def subjects(self) -> list[int | None]:
        return [data["subject"] for data in self.heard.values()]


class Taken:
    """What granian answers to a chunk it could take: awaitable, and done already."""

    def __await__(self) -> Iterator[None]:
        return iter(())


class Server:
    """`open` and `poll` are what a browser does; `cut` is what a network does."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self._pages: list[Page] = []
        self.live = self.run(self._make())
        assert until(lambda: self.live.hub.top > 0)

    async def _make(self) -> Live:
        live = Live(serving_hub())
        live.hub.start()
        return live

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(WAIT_S)

    def close(self) -> None:
        for page in self._pages:
            self.cut(page)
        self.run(self.live.hub.stop())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(WAIT_S)
        self.loop.close()

    def open(
        self, session: Session | None, since: str = "", page: Page | None = None, **headers: str
    ) -> Page:
        """Open the stream, or take it up where `page` was cut."""
        page = page or Page(position=since)
        if page.work is not None:
            headers["last_event_id"] = page.position
        page.marks.clear()
        page.torn = page.ended = False
        self._pages.append(page)
        page.work = asyncio.run_coroutine_threadsafe(
            self._request(page, _scope("/langsung", session, since, headers)), self.loop
        )
        return page

    def poll(self, session: Session | None, since: str = "", **headers: str) -> dict[str, Any]:
        page = Page()
        scope = _scope("/langsung/susulan", session, since, headers)
        self.run(self._request(page, scope))
        return {"status": page.status, **json.loads(page.answer)}

    def cut(self, page: Page) -> None:
        assert page.work is not None
        page.work.cancel()
        until(lambda: page.ended)

    def settle(self) -> None:
        """Wait until the hub has told what is committed now."""
        self.run(self.live.hub.next_look())

    async def _request(self, page: Page, scope: dict[str, Any]) -> None:
        messages = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> dict[str, Any]:
            if messages:
                page.waits = True
                await asyncio.sleep(page.slow_s)
                return messages.pop()
            await asyncio.Event().wait()
            raise AssertionError

        def send(message: Any) -> Taken:
            if message["type"] == "http.response.start":
                page.status = message["status"]
            elif page.status == 200 and scope["path"] == "/langsung":
                page.read(message["body"])
            else:
                page.answer += message["body"]
            return Taken()

        try:
            await self.live(scope, receive, send)
        finally:
            page.ended = True


def _scope(
    path: str, session: Session | None, since: str, headers: dict[str, str]
) -> dict[str, Any]:
    named = {"host": "testserver"}
    if session is not None:
        named["cookie"] = f"csrf=x; session={session.key}"
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    return {
        "type": "http",
        "method": named.pop("method", "GET"),
        "path": path,
        "query_string": f"sejak={since}".encode() if since else b"",
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }
