"""A real granian on the test database, and machines that speak to it over sockets."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from django.db import connection

from noken.config import env

APPLICATION = "tests.machines.quick_asgi:application"


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True)
class Serving:
    """A server under test; `ask` is one whole request on a connection of its own."""

    process: "subprocess.Popen[bytes]"
    port: int
    log: Path

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def kill(self) -> None:
        """At once and with all that it started, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)

    def ask(self, target: str, body: bytes = b"", *, method: str = "") -> Reply:
        with self.connect() as plug:
            plug.sendall(request(target, body, method=method))
            return read_reply(plug)


def request(
    target: str, body: bytes = b"", *, method: str = "", length: int | None = None
) -> bytes:
    """The bytes a machine sends; `length` is what it announces, right or wrong."""
    verb = method or ("POST" if body else "GET")
    lines = [f"{verb} {target} HTTP/1.1", "Host: 127.0.0.1", "User-Agent: iClock Proxy/1.09"]
    if verb == "POST":
        size = len(body) if length is None else length
        lines += ["Content-Type: application/push;charset=UTF-8", f"Content-Length: {size}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def read_reply(plug: socket.socket) -> Reply:
    """One answer; a connection that ends before it raises ConnectionError."""
    text = b""
    while b"\r\n\r\n" not in text:
        text += _more(plug)
    head, _, rest = text.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    size = int(headers.get("content-length", 0))
    while len(rest) < size:
        rest += _more(plug)
    assert len(rest) == size, "more than was announced"
    return Reply(int(first.split()[1]), headers, rest.decode())


def _more(plug: socket.socket) -> bytes:
    some = plug.recv(65536)
    if not some:
        raise ConnectionError
    return some


@contextmanager
def serving(folder: Path) -> Iterator[Serving]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "log"
    command = [
        *(sys.executable, "-m", "granian", APPLICATION, "--interface", "asgi", "--no-ws"),
        *("--loop", "asyncio", "--host", "127.0.0.1", "--port", str(port)),
        *("--backpressure", "2000", "--workers-kill-timeout", "8"),
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 (our own command, no shell)
            command,
            cwd=env.ROOT,
            env=os.environ | _database(),
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            there = Serving(process, port, log)
            _wait(there)
            yield there
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(20)


def _wait(there: Serving) -> None:
    for _ in range(300):
        assert there.process.poll() is None, there.log.read_text()
        with suppress(OSError):
            if there.ask("/iclock/nothing").status == 404:
                return
        time.sleep(0.1)
    raise AssertionError(there.log.read_text())


def _database() -> dict[str, str]:
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
