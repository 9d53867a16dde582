"""A real granian: it stops at once whatever is open, takes bodies, and sheds load."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import connection, transaction
from django.test import Client

from noken.config import env
from noken.organization.models import Employee
from noken.realtime.services import Announcement, announce
from tests.fixtures import BACKEND
from tests.world import make_employee

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

APPLICATION = "noken.config.tests.slow_asgi:application"


@dataclass
class Serving:
    process: "subprocess.Popen[bytes]"
    port: int
    log: Path

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def ask(self, path: str, *, cookie: str = "", method: str = "GET") -> socket.socket:
        plug = self.connect()
        plug.sendall(
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode()
        )
        return plug

    def stop_s(self) -> float:
        """Seconds from SIGTERM to the end of all its processes."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(15)
        return time.monotonic() - began


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path / "log"
    command = [
        *(sys.executable, "-m", "granian", APPLICATION, "--interface", "asgi", "--no-ws"),
        *("--loop", "asyncio", "--host", "127.0.0.1", "--port", str(port)),
        *("--backpressure", "500", "--workers-kill-timeout", "8"),
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 (our own command, no shell)
            command, cwd=env.ROOT, env=os.environ | _test_database(), stdout=output, stderr=output
        )
        serving = Serving(process, port, log)
        try:
            _wait(serving)
            yield serving
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(15)


def _test_database() -> dict[str, str]:
    """The database of this test, as the variables of another process."""
    settings = connection.settings_dict
    owner = settings["TEST"]["OWNER"]

    def url(user: str, password: str) -> str:
        where = urlencode({"host": settings["HOST"], "port": settings["PORT"]})
        return f"postgresql://{quote(user)}:{quote(password or '')}@/{settings['NAME']}?{where}"

    return {
        "DATABASE_URL": url(settings["USER"], settings["PASSWORD"]),
        "DATABASE_OWNER_URL": url(owner["USER"], owner["PASSWORD"]),
        "DJANGO_SETTINGS_MODULE": "noken.config.settings.test",
    }


def _wait(serving: Serving) -> None:
    """Until a page and the event feed answer."""
    for _ in range(200):
        assert serving.process.poll() is None, serving.log.read_text()
        with suppress(OSError):
            if _status(serving, "/langsung/susulan", f"session={'0' * 32}") == 403:
                return
        time.sleep(0.1)
    raise AssertionError(serving.log.read_text())


def _status(serving: Serving, path: str, cookie: str = "") -> int:
    client = HTTPConnection("127.0.0.1", serving.port, timeout=10)
    client.request("GET", path, headers={"Cookie": cookie})
    status = client.getresponse().status
    client.close()
    return status


@pytest.fixture
def cookie() -> str:
    return _sign_in(make_employee())


def _sign_in(person: Employee) -> str:
    client = Client()
    client.force_login(person.account, backend=BACKEND)  # type: ignore[arg-type]  # has one
    return f"session={client.cookies['session'].value}"


def _read_until(plug: socket.socket, end: bytes) -> bytes:
    text = b""
    while end not in text:
        part = plug.recv(65_536)
        assert part, text
        text += part
    return text


def test_it_stops_at_once_whatever_is_open(serving: Serving, cookie: str) -> None:
    cookies = [_sign_in(make_employee()) for _ in range(5)]
    streams = [serving.ask("/langsung", cookie=each) for each in cookies * 10]
    opened = [_read_until(stream, b"event: denyut") for stream in streams]
    stalled = [serving.ask("/langsung", cookie=cookie) for _ in range(10)]
    for _ in range(20):
        serving.ask("/lambat").close()
    time.sleep(0.1)

    took_s = serving.stop_s()

    assert took_s < 2, serving.log.read_text()
    assert serving.process.returncode == 0
    assert "kill" not in serving.log.read_text().lower()
    assert all(b"text/event-stream" in head for head in opened)
    assert all(_at_end(stream) for stream in streams)
    for plug in [*streams, *stalled]:
        plug.close()


def _at_end(stream: socket.socket) -> bool:
    """The whole answer came, its last chunk included: no page takes it for a broken network."""
    text = b""
    with suppress(OSError):
        while part := stream.recv(65_536):
            text += part
    return text.endswith(b"0\r\n\r\n")


def test_an_event_passes_through_the_real_server(serving: Serving) -> None:
    person = make_employee()
    stream = serving.ask("/langsung", cookie=_sign_in(person))
    head = _read_until(stream, b"event: denyut").lower()
    with transaction.atomic():
        announce([Announcement("ReportFiled", person.pk, {"report": 5})])

    text = _read_until(stream, b"}}\n\n")

    assert f'"subject":{person.pk},"ids":{{"report": 5}}'.encode() in text
    assert b"cache-control: no-store" in head
    assert b"x-accel-buffering: no" in head
    assert b"content-encoding" not in head
    stream.close()


def test_bodies_arrive_whole_and_slow_ones_hold_no_page(serving: Serving) -> None:
    slow = []
    for _ in range(12):
        plug = serving.connect()
        plug.sendall(b"POST /gema HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf")
        slow.append(plug)

    assert _status(serving, "/cepat") == 200
    assert _post(serving, b"x" * 3_000_000) == (200, 3_000_000)
    assert _post(serving, b"") == (200, 0)
    assert _post(serving, b"x" * (30 * 1024 * 1024 + 1))[0] == 413
    slow[0].sendall(b" whole")
    assert _read_until(slow[0], b"half whole")
    for plug in slow:
        plug.close()


def _post(serving: Serving, body: bytes) -> tuple[int, int]:
    client = HTTPConnection("127.0.0.1", serving.port, timeout=20)
    client.request("POST", "/gema", body)
    answer = client.getresponse()
    received = (answer.status, len(answer.read()))
    client.close()
    return received


def test_too_many_pages_at_once_are_told_to_come_back(serving: Serving) -> None:
    """8 threads and 12 places for readers; who hands something in may use all 24."""

    def ask(method: str) -> tuple[int, str | None]:
        client = HTTPConnection("127.0.0.1", serving.port, timeout=20)
        client.request(method, "/lambat")
        answer = client.getresponse()
        answer.read()
        client.close()
        return answer.status, answer.getheader("retry-after")

    with ThreadPoolExecutor(40) as crowd:
        reading = [crowd.submit(ask, "GET") for _ in range(30)]
        time.sleep(0.15)
        sending = [crowd.submit(ask, "POST") for _ in range(8)]
        read: list[Any] = [each.result() for each in reading]
        sent = [each.result()[0] for each in sending]

    assert sorted({status for status, _ in read}) == [200, 503]
    assert all(2 <= int(wait) <= 8 for status, wait in read if status == 503)
    assert sent == [200] * 8


def test_polling_answers_through_the_real_server(serving: Serving, cookie: str) -> None:
    client = HTTPConnection("127.0.0.1", serving.port, timeout=10)
    client.request("GET", "/langsung/susulan", headers={"Cookie": cookie})
    answer = json.loads(client.getresponse().read())
    client.close()

    assert answer["events"] == []
    assert int(answer["position"]) > 0
