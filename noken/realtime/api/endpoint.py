"""The addresses `/langsung` (event stream) and `/langsung/susulan` (polling), as plain ASGI.

They pass no middleware and no thread: who asks is read from the session once, in a worker
thread, for both; what may be heard is the same for both. Neither is an activity of the session.
"""

import asyncio
import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qs

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.http import parse_cookie
from django.http.request import split_domain_port, validate_host

from noken.core.tenancy import in_tenant
from noken.realtime import queries, wire
from noken.realtime.api.hub import Hub
from noken.realtime.api.rooms import Listener
from noken.realtime.api.stream import Receive, Send
from noken.realtime.ports import Audience
from noken.realtime.wire import Happening
from noken.tenants.queries import schema_for_host

R = TypeVar("R")
logger = logging.getLogger(__name__)

STREAM = "/langsung"
POLL = "/langsung/susulan"

_POSITION = re.compile(r"[0-9]{1,19}")
_SESSION_KEY = re.compile(r"[0-9a-z]{8,64}")
_HEADERS = [
    (b"cache-control", b"no-store, no-transform"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-accel-buffering", b"no"),
]
_STREAM_HEADERS = [(b"content-type", b"text/event-stream; charset=utf-8"), *_HEADERS]


@dataclass(frozen=True, slots=True)
class Refusal(Exception):
    """Said as JSON; `code` is for the page's script, `message` for a person."""

    status: int
    code: str
    message: str
    retry_after_s: int = 0


ABSENT = Refusal(404, "live.absent", "Alamat ini tidak ada.")
ONLY_GET = Refusal(405, "live.only_get", "Alamat ini hanya dapat dibaca.")
OTHER_SITE = Refusal(403, "live.other_site", "Alamat ini hanya untuk halaman noken sendiri.")
SIGNED_OUT = Refusal(403, "live.signed_out", "Silakan masuk lagi untuk menerima pembaruan.")
NOT_READY = Refusal(
    503, "live.not_ready", "Pembaruan langsung belum siap. Halaman mencoba lagi sendiri.", 2
)


def is_live(path: str) -> bool:
    """Whether the router hands this path to Live rather than to the pages."""
    return path == STREAM or path.startswith(f"{STREAM}/")


class Live:
    """The ASGI application for the paths of `is_live`."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        try:
            headers = _check(scope)
            listener = await self._listener(headers)
            asked = parse_qs(scope["query_string"].decode("latin-1"))
            since = asked.get("sejak", [""])[-1]
            if scope["path"] == POLL:
                answer = await self._poll(listener, since)
            else:
                # A browser that reconnects repeats the address but knows better where it was.
                await self._stream(listener, headers.get("last-event-id") or since, receive, send)
                return
        except Refusal as refusal:
            await _refuse(send, refusal)
            return
        except (DatabaseError, TimeoutError):
            await _refuse(send, NOT_READY)
            return
        await _json(send, 200, answer)

    async def _listener(self, headers: Mapping[str, str]) -> Listener:
        cookie = parse_cookie(headers.get("cookie", ""))
        session_key = cookie.get(settings.SESSION_COOKIE_NAME, "")
        if not _SESSION_KEY.fullmatch(session_key):
            raise SIGNED_OUT
        if not self.hub.is_ready:
            raise NOT_READY
        tenant = await self._in_thread(_tenant_of, headers.get("host", ""))
        if tenant is None:
            raise ABSENT
        listener = await self.hub.listener(tenant, session_key)
        if listener is None:
            raise SIGNED_OUT
        return listener

    async def _stream(self, listener: Listener, since: str, receive: Receive, send: Send) -> None:
        # Before anything is waited for: a listener without a stream may be dismissed meanwhile.
        stream = self.hub.attach(listener, send)
        start = self.hub.watermark  # what comes while we look back is held
        leaving: asyncio.Future[Any] | None = None
        try:
            await receive()  # the empty body; the next message is the end of the connection
            leaving = asyncio.ensure_future(receive())
            leaving.add_done_callback(stream.leave)
            await send({"type": "http.response.start", "status": 200, "headers": _STREAM_HEADERS})
            found = await self._missed(listener, since)
            stream.release(_opening(found, since, start, listener.mark))
            await stream.gone
        except (DatabaseError, TimeoutError):
            logger.warning("a stream could not look back: it ends and comes back")
        finally:
            self.hub.detach(listener, stream)
            stream.leave()
            left = leaving is None or leaving.done()
            if leaving is not None:
                leaving.cancel()
        if not left:
            await _close(send)

    async def _poll(self, listener: Listener, since: str) -> dict[str, Any]:
        start = self.hub.watermark
        found = await self._missed(listener, since)
        return {
            "position": str(start if found is not None else self.hub.watermark),
            "mark": listener.mark,
            "events": [json.loads(happening.data) for happening in found or ()],
            "refresh": found is None,
        }

    async def _missed(self, listener: Listener, since: str) -> list[Happening] | None:
        """What happened from a position on; None when the page must read its state anew."""
        if not since:
            return []
        if not _POSITION.fullmatch(since):
            return None
        position = int(since)
        if position > self.hub.top:
            await self.hub.next_look()
            if position > self.hub.top:
                return None  # a number this database never gave: it was restored from a backup
        found = self.hub.recent(listener, position)
        if found is None:
            audience = listener.audience
            return await self._in_thread(_missed_of, listener.tenant, audience, position)
        return found if len(found) <= queries.MOST_REPLAYED else None

    async def _in_thread(self, work: Callable[..., R], *arguments: Any) -> R:
        threads = self.hub.audiences.threads
        return await asyncio.get_running_loop().run_in_executor(threads, work, *arguments)


def _check(scope: Mapping[str, Any]) -> dict[str, str]:
    """The headers, when the request is one that is answered here at all."""
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
    }
    if scope["path"] not in {STREAM, POLL}:
        raise ABSENT
    if scope["method"] != "GET":
        raise ONLY_GET
    # `same-site` is refused too: sibling host names are other instansi.
    if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        raise OTHER_SITE
    return headers


def _tenant_of(host: str) -> str | None:
    close_old_connections()
    name, _ = split_domain_port(host)
    return schema_for_host(name) if name and validate_host(name, settings.ALLOWED_HOSTS) else None


def _missed_of(tenant: str, audience: Audience, since: int) -> list[Happening] | None:
    close_old_connections()
    with in_tenant(tenant):
        return queries.missed(audience, since)


def _opening(found: list[Happening] | None, since: str, start: int, mark: str) -> bytes:
    """What was missed under the position the page had, then the first beat with the new one."""
    retry = b"retry: %d\n\n" % wire.RETRY_MS
    if found is None:
        return retry + wire.refresh(start, "old") + wire.beat(start, mark)
    missed = b"".join(wire.event(each.kind, int(since), each.data) for each in found)
    return retry + missed + wire.beat(start, mark)


async def _close(send: Send) -> None:
    """End the response; a reader that stalls is not waited for."""
    try:
        last = send({"type": "http.response.body", "body": b"", "more_body": False})
    except RuntimeError:  # the transport is closed already
        return
    if asyncio.iscoroutine(last):
        await last


async def _refuse(send: Send, refusal: Refusal) -> None:
    await _json(
        send,
        refusal.status,
        {"code": refusal.code, "message": refusal.message},
        refusal.retry_after_s,
    )


async def _json(send: Send, status: int, answer: Mapping[str, Any], retry_after_s: int = 0) -> None:
    headers = [(b"content-type", b"application/json"), *_HEADERS]
    if retry_after_s:
        headers.append((b"retry-after", str(retry_after_s).encode()))
    body = json.dumps(answer, separators=(",", ":"), ensure_ascii=False).encode()
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
