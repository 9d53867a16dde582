"""Django's pages behind the ASGI server: a fixed number of threads and a bounded queue."""

import asyncio
import random
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from a2wsgi import WSGIMiddleware

from noken.config.arriving import Arrival, Arrivals
from noken.core.addresses import client_address

if TYPE_CHECKING:
    from a2wsgi.wsgi_typing import WSGIApp

Receive = Callable[[], Any]
Send = Callable[[dict[str, Any]], Any]

READING = frozenset({"GET", "HEAD", "OPTIONS"})
# Requests that wait beyond those the threads work on.
MOST_WAITING = 128
# A page that only shows gives way first: what somebody wants to hand in may fill the whole queue.
READERS_SHARE = 0.5
MOST_BODY_BYTES = 30 * 1024 * 1024
IN_MEMORY_BYTES = 1024 * 1024
# A phone on 2G sends a photo in a minute; this is how long it may send nothing.
SILENCE_S = 60
# Answers of this many chunks leave their thread before a slow reader has taken them.
MOST_CHUNKS_WAITING = 256
BUSY = "Server sedang sibuk. Halaman ini dapat dicoba lagi sebentar lagi."
TOO_LARGE = "Kiriman terlalu besar. Paling banyak 30 MB sekali kirim."


class Refused(Exception):
    """Answered before a thread is taken: (status, message)."""


class Pages:
    """The ASGI application for everything that is not a stream.

    A request takes a thread only once its body has arrived, so that slow phones cannot hold the
    threads; and when more wait than the queue holds, it is told to come back.
    """

    def __init__(self, application: Any, *, threads: int, most_waiting: int = MOST_WAITING) -> None:
        self._wsgi = WSGIMiddleware(
            cast("WSGIApp", application),
            workers=threads,
            send_queue_size=MOST_CHUNKS_WAITING,
        )
        self._threads = threads
        self._most_waiting = most_waiting
        self._running = 0
        self._arrivals = Arrivals()

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        # a2wsgi needs coroutines; granian's own awaitables are none.
        async def sending(message: dict[str, Any]) -> None:
            with suppress(RuntimeError):  # the reader is gone: nobody misses the rest
                await send(message)

        if scope["type"] != "http":
            return
        with tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES) as body:
            try:
                if _has_body(scope):
                    await self._await_body(scope, receive, body)
                self._make_room(scope["method"])
            except Refused as refusal:
                await _refuse(sending, *refusal.args)
                return
            except ConnectionError:
                return
            self._running += 1
            try:
                await self._wsgi(cast("Any", _clean(scope)), _replay(body), cast("Any", sending))
            finally:
                self._running -= 1

    async def _await_body(self, scope: dict[str, Any], receive: Receive, body: Any) -> None:
        try:
            async with self._arrivals.enter(sender_of(scope)) as arrival:
                await _take_body(receive, body, arrival)
        except TimeoutError as over:
            raise Refused(408, BUSY) from over

    async def stop(self) -> None:
        """Let the threads end while the loop still runs: they wait for it to take their answers.

        Interpreter exit would join them, and they it.
        """
        executor = self._wsgi.executor
        executor.shutdown(wait=False, cancel_futures=True)
        ending = threading.Thread(target=executor.shutdown, daemon=True)
        ending.start()
        for _ in range(150):
            if not ending.is_alive():
                break
            await asyncio.sleep(0.02)

    def _make_room(self, method: str) -> None:
        share = READERS_SHARE if method in READING else 1.0
        if self._running >= self._threads + self._most_waiting * share:
            raise Refused(503, BUSY)


def _has_body(scope: dict[str, Any]) -> bool:
    announced = {b"content-length", b"transfer-encoding"}
    return scope["method"] not in READING or any(name in announced for name, _ in scope["headers"])


def sender_of(scope: dict[str, Any]) -> str | None:
    """The address that a request comes from."""
    there = scope["client"][0] if scope.get("client") else ""
    passed = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    return client_address(there, b",".join(passed).decode("latin-1"))


async def _take_body(receive: Receive, body: Any, arrival: Arrival) -> None:
    """Read the whole body.

    Raises:
        Refused: too large, or its sender went silent.
        ConnectionError: the sender is gone; what came is not worth a page.
    """
    size = 0
    more = True
    while more:
        try:
            async with asyncio.timeout(SILENCE_S):
                message = await receive()
        except TimeoutError as silence:
            raise Refused(408, BUSY) from silence
        if message["type"] == "http.disconnect":
            raise ConnectionError
        size += len(message.get("body", b""))
        arrival.note(len(message.get("body", b"")))
        if size > MOST_BODY_BYTES:
            raise Refused(413, TOO_LARGE)
        body.write(message.get("body", b""))
        more = message.get("more_body", False)
    body.seek(0)


def _replay(body: Any) -> Any:
    """The body again, as a2wsgi asks for it."""

    async def receive() -> dict[str, Any]:
        part = body.read(IN_MEMORY_BYTES)
        return {"type": "http.request", "body": part, "more_body": len(part) == IN_MEMORY_BYTES}

    return receive


def _clean(scope: dict[str, Any]) -> dict[str, Any]:
    """What a2wsgi passes on wrongly, set right.

    Headers with an underscore would look like the proxy's own; parts of a cookie would be joined
    by a comma; a query that is not ASCII would fail.
    """
    headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    cookies = [value for name, value in headers if name == b"cookie"]
    if len(cookies) > 1:
        headers = [(name, value) for name, value in headers if name != b"cookie"]
        headers.append((b"cookie", b"; ".join(cookies)))
    query = scope["query_string"]
    if not query.isascii():
        query = quote(query, safe="%/?:@!$&'()*+,;=~-._").encode()
    return {**scope, "headers": headers, "query_string": query}


async def _refuse(send: Send, status: int, message: str) -> None:
    text = message.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(text)).encode()),
        (b"cache-control", b"no-store"),
    ]
    if status == 503:
        wait_s = random.randint(2, 8)  # noqa: S311 (spreads the return, guards nothing)
        headers.append((b"retry-after", str(wait_s).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text, "more_body": False})
