"""`/iclock/…` as plain ASGI: no session, no CSRF, no middleware, no chunks, no compression.

Nothing is answered with OK before its transaction is committed. Whatever goes wrong on our side
is answered 503: the machine keeps its records and comes again.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from email.utils import formatdate
from typing import Any

from django.db import Error as DatabaseError
from django.db import close_old_connections, connections

from noken.core import clock
from noken.core.actor import system
from noken.core.addresses import client_address
from noken.core.tenancy import in_tenant
from noken.devices.api import limits
from noken.devices.api.places import instansi_of
from noken.devices.rules.asks import PREFIX, Ask, read_ask
from noken.devices.rules.words import is_serial
from noken.devices.services.pushing import Answer, Body, answer

logger = logging.getLogger(__name__)

Receive = Callable[[], Any]
Send = Callable[[dict[str, Any]], Any]

ABSENT, UNKNOWN, LATER = Answer(404), Answer(401), Answer(503)


class Refusal(Exception):
    """Answered before a thread is taken: the status."""


class ShortBody(Exception):
    """Fewer bytes than announced: what came."""


def is_push(path: str) -> bool:
    """Whether the router hands this path to the receiver rather than to the pages."""
    return path.startswith(PREFIX)


class Receiver:
    """The ASGI application for the paths of `is_push`."""

    def __init__(self, *, threads: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="push")
        self._rate = limits.Rate(limits.REQUESTS_PER_S, limits.BURST)
        self._guests = limits.Guests()
        self._keys = limits.WrongKeys()
        self._short = limits.ShortBodies()
        self._room = limits.Room()

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        try:
            said = await self._answer(scope, receive)
        except Refusal as refusal:
            said = Answer(refusal.args[0])
        except Exception:
            logger.exception("a machine was not answered")
            said = LATER
        with suppress(RuntimeError):  # the machine is gone: it will send again
            await _send(send, said)

    def stop(self) -> None:
        """What is in the middle of a transaction ends it; nobody waits."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _answer(self, scope: Mapping[str, Any], receive: Receive) -> Answer:
        query = scope["query_string"].decode("latin-1")
        try:
            ask = read_ask(scope["method"], scope["path"], query)
        except ValueError:  # more fields than any machine has
            return UNKNOWN
        if ask is None:
            return ABSENT
        await self._take_turn(ask.serial)
        headers = _headers(scope)
        address = _address(scope, headers)
        size = _announced(ask, headers)
        shows_key = "pushcommkey" in ask.params
        if shows_key and self._keys.waits(ask.serial, address):
            return LATER
        if not self._guests.admits(ask.serial, address) or not self._room.enter(size, address):
            return LATER
        try:
            body = await self._take_body(ask, size, receive)
            if body.raw.count(b"\n") > limits.MOST_LINES:
                return Answer(413)
            said = await asyncio.get_running_loop().run_in_executor(
                self._threads, self._serve, ask, body, headers.get("host", ""), address
            )
        except ShortBody:
            return LATER
        finally:
            self._room.leave(size, address)
        self._guests.note(ask.serial, said.status)
        if shows_key and said.status == UNKNOWN.status:
            self._keys.note(ask.serial, address)
        return said

    async def _take_turn(self, serial: str) -> None:
        """Wait until this machine may ask again.

        Raises:
            Refusal: 401 for what is no serial, 503 for who does not wait for answers.
        """
        if not is_serial(serial):
            raise Refusal(401)
        wait_s = self._rate.wait_s(serial)
        if wait_s is None:
            raise Refusal(503)
        if wait_s:
            await asyncio.sleep(wait_s)

    async def _take_body(self, ask: Ask, size: int, receive: Receive) -> Body:
        if not size:
            return Body(b"")
        raw = await _read(receive, size)
        if len(raw) == size:
            return Body(raw)
        if raw and self._short.believes(ask.serial, raw):
            return Body(raw, cut=True)
        raise ShortBody

    def _serve(self, ask: Ask, body: Body, host: str, address: str | None) -> Answer:
        """In a thread, in the schema of the machine's instansi."""
        try:
            close_old_connections()
            schema = instansi_of(host, ask.serial)
            if schema is None:
                return UNKNOWN
            with in_tenant(schema):
                at = clock.now()
                by = system(clock.day_of(at))
                return answer(ask, body, address=address, by=by, at=at)
        except DatabaseError:
            logger.warning("the database did not take what a machine sent", exc_info=True)
            with suppress(DatabaseError):
                connections.close_all()
            return LATER


def _headers(scope: Mapping[str, Any]) -> dict[str, str]:
    """Each name once; two lengths are no length.

    Raises:
        Refusal: 400.
    """
    headers: dict[str, str] = {}
    for raw_name, value in scope["headers"]:
        name = raw_name.decode("latin-1").lower()
        if name == "content-length" and name in headers:
            raise Refusal(400)
        headers[name] = value.decode("latin-1")
    return headers


def _address(scope: Mapping[str, Any], headers: Mapping[str, str]) -> str | None:
    there = scope["client"][0] if scope.get("client") else ""
    return client_address(there, headers.get("x-forwarded-for", ""))


def _announced(ask: Ask, headers: Mapping[str, str]) -> int:
    """How many bytes the body has; a reading request has none.

    Raises:
        Refusal: 411 without a length, 413 for a body too large, 415 for a packed one.
    """
    if ask.method == "GET":
        return 0
    if headers.get("content-encoding", "identity").lower() not in {"", "identity"}:
        raise Refusal(415)
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        raise Refusal(411)
    if len(length) > 8 or int(length) > limits.MOST_BODY_BYTES:
        raise Refusal(413)
    return int(length)


async def _read(receive: Receive, size: int) -> bytes:
    """What comes of the body in time, which may be less than all of it."""
    parts: list[bytes] = []
    got = 0
    more = True
    with suppress(TimeoutError):
        async with asyncio.timeout(limits.BODY_WITHIN_S):
            while more and got < size:
                async with asyncio.timeout(limits.SILENCE_S):
                    message = await receive()
                if message["type"] != "http.request":
                    break
                part = message.get("body", b"")
                parts.append(part)
                got += len(part)
                more = message.get("more_body", False)
    return b"".join(parts)[: size + 1]


async def _send(send: Send, said: Answer) -> None:
    text = said.text.encode()
    headers = [
        (b"content-type", b"text/plain"),
        (b"content-length", str(len(text)).encode()),
        (b"date", formatdate(usegmt=True).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": said.status, "headers": headers})
    await send({"type": "http.response.body", "body": text, "more_body": False})
