"""What reaches a page, without a server around it."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from noken.config import pages as module
from noken.config.pages import Pages

HEADERS = [
    (b"host", b"a"),
    (b"cookie", b"one=1"),
    (b"cookie", b"two=2"),
    (b"x_forwarded_for", b"1"),
]


def answer(scope: dict[str, Any], *messages: dict[str, Any]) -> tuple[int, dict[str, Any], bytes]:
    """Status, what the page was asked, and the body; a request that says nothing waits."""
    seen: dict[str, Any] = {}
    sent: list[dict[str, Any]] = []

    def page(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        seen.update(environ, body=environ["wsgi.input"].read())
        start_response("200 OK", [])
        return [b"page"]

    async def play() -> None:
        left = list(messages)

        async def receive() -> dict[str, Any]:
            if left:
                return left.pop(0)
            await asyncio.Event().wait()
            raise AssertionError

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        serving = Pages(page, threads=1, most_waiting=0)
        await serving(scope, receive, send)
        await serving.stop()

    asyncio.run(play())
    status = sent[0]["status"] if sent else 0
    return status, seen, b"".join(message.get("body", b"") for message in sent)


def asked(method: str = "GET", **more: Any) -> dict[str, Any]:
    return {
        "type": "http",
        "method": method,
        "path": "/",
        "query_string": b"",
        "headers": [(b"host", b"a")],
        "http_version": "1.1",
        **more,
    }


def part(body: bytes, *, more: bool) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_page_is_asked_what_the_browser_asked() -> None:
    status, seen, body = answer(asked(headers=HEADERS, query_string="cari=ané&x=%20".encode()))

    assert (status, body) == (200, b"page")
    assert seen["HTTP_COOKIE"] == "one=1; two=2"
    assert seen["QUERY_STRING"] == "cari=an%C3%A9&x=%20"
    assert "HTTP_X_FORWARDED_FOR" not in seen


def test_a_body_in_pieces_comes_whole() -> None:
    pieces = [part(b"a" * 700_000, more=True), part(b"b" * 700_000, more=False)]

    status, seen, _ = answer(asked("POST"), *pieces)

    assert status == 200
    assert seen["body"] == b"a" * 700_000 + b"b" * 700_000


def test_half_a_body_reaches_no_page() -> None:
    status, seen, _ = answer(asked("POST"), part(b"half", more=True), {"type": "http.disconnect"})

    assert status == 0
    assert not seen


def test_a_sender_that_goes_silent_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SILENCE_S", 0.01)

    status, seen, _ = answer(asked("POST"), part(b"half", more=True))

    assert status == 408
    assert not seen


def test_other_protocols_are_left_alone() -> None:
    assert answer(asked(type="websocket"))[0] == 0
