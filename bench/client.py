"""A small HTTP client over one kept connection: it costs little beside what it measures."""

import gzip
import json
import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any
from urllib.parse import urlencode

CSRF = "b" * 32
TIMEOUT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Answer:
    """`seconds` is the wall time from the first byte sent to the last one read."""

    status: int
    headers: Mapping[str, str]
    raw: bytes
    seconds: float

    @property
    def body(self) -> bytes:
        return gzip.decompress(self.raw) if self.headers.get("content-encoding") else self.raw

    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Requests of many people, one after another, over one connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket = socket.create_connection(("127.0.0.1", port), TIMEOUT_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = b""

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def get(self, path: str, session: str, *, htmx: bool = False) -> Answer:
        """One page, or with `htmx` the fragment that a script would ask for."""
        return self._ask("GET", path, session, ["HX-Request: true"] if htmx else [])

    def post(self, path: str, session: str, fields: Sequence[tuple[str, str]]) -> Answer:
        """A form, as a browser without script sends it."""
        kind = "Content-Type: application/x-www-form-urlencoded"
        return self._ask("POST", path, session, [kind], urlencode(fields).encode())

    def post_raw(self, path: str, body: bytes) -> Answer:
        """As a machine sends it: neither a session nor a form."""
        return self._ask("POST", path, "", ["Content-Type: text/plain"], body)

    def post_json(self, path: str, session: str, what: Any) -> Answer:
        kind = ["Content-Type: application/json", "Accept: application/json"]
        return self._ask("POST", path, session, kind, json.dumps(what).encode())

    def _ask(
        self, method: str, path: str, session: str, headers: list[str], body: bytes = b""
    ) -> Answer:
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self._port}",
            f"Cookie: session={session}; csrf={CSRF}",
            "Accept-Encoding: gzip",
            *headers,
        ]
        if method == "POST":
            lines += [f"X-CSRFToken: {CSRF}", f"Content-Length: {len(body)}"]
        began = time.perf_counter()
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        status, answered = self._head()
        if answered.get("transfer-encoding") == "chunked":
            raw = self._chunks()
        else:
            raw = self._take(int(answered.get("content-length", 0)))
        return Answer(status, answered, raw, time.perf_counter() - began)

    def _head(self) -> tuple[int, dict[str, str]]:
        while b"\r\n\r\n" not in self._buffer:
            self._more()
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        pairs = (line.partition(": ") for line in lines)
        return int(first.split(" ", 2)[1]), {name.lower(): value for name, _, value in pairs}

    def _chunks(self) -> bytes:
        parts: list[bytes] = []
        while True:
            while b"\r\n" not in self._buffer:
                self._more()
            size, _, self._buffer = self._buffer.partition(b"\r\n")
            part = self._take(int(size, 16) + 2)[:-2]
            if not part:
                return b"".join(parts)
            parts.append(part)

    def _take(self, length: int) -> bytes:
        while len(self._buffer) < length:
            self._more()
        taken, self._buffer = self._buffer[:length], self._buffer[length:]
        return taken

    def _more(self) -> None:
        some = self._socket.recv(65536)
        if not some:
            raise ConnectionError("the server closed the connection")
        self._buffer += some
