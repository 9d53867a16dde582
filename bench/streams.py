"""Thousands of open event streams in one process, without a coroutine for each."""

import json
import selectors
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

AT_ONCE = 64
OPENING_SECONDS = 120
CHUNK_END = b"\r\n"
BEAT, REFRESH, ENDED = "denyut", "segarkan", "berakhir"
NO_NEWS = frozenset({BEAT, REFRESH, ENDED})


@dataclass(slots=True)
class Stream:
    """One connection; `buffer` is what came and is no whole chunk yet, `text` no whole event."""

    number: int
    socket: socket.socket
    has_head: bool = False
    is_open: bool = False
    buffer: bytes = b""
    text: bytes = b""


@dataclass(frozen=True, slots=True)
class Heard:
    """An event as a subscriber parsed it; `at` is the monotonic clock in nanoseconds."""

    number: int
    kind: str
    id: int
    ids: Mapping[str, object]
    at: int


@dataclass(slots=True)
class Streams:
    """All streams; `heard` gathers their news, `cut` counts those that ended."""

    port: int
    heard: list[Heard] = field(default_factory=list)
    cut: int = 0
    refreshed: int = 0
    _selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    _streams: list[Stream] = field(default_factory=list)

    def open(self, sessions: Mapping[int, str]) -> None:
        """Open a stream for each number and wait until the first beat of each has come.

        Raises:
            TimeoutError: not all came.
        """
        until = time.monotonic() + OPENING_SECONDS
        waiting = list(sessions.items())
        while waiting or not all(stream.is_open for stream in self._streams):
            opening = sum(not stream.is_open for stream in self._streams[-4 * AT_ONCE :])
            while waiting and opening < AT_ONCE:
                self._connect(*waiting.pop())
                opening += 1
            self.listen(0.02)
            if time.monotonic() > until or self.cut:
                raise TimeoutError(f"{len(waiting)} streams are not open, {self.cut} were cut")

    def listen(self, seconds: float, enough: Callable[[], bool] = lambda: False) -> None:
        """Take in what comes for so long, or until there is enough."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not enough():
            for key, _ in self._selector.select(left):
                self._read(key.data)

    def close(self) -> None:
        for stream in self._streams:
            stream.socket.close()
        self._selector.close()

    def _connect(self, number: int, session: str) -> None:
        connection = socket.create_connection(("127.0.0.1", self.port), OPENING_SECONDS)
        connection.sendall(
            b"GET /langsung HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: session=%s\r\n"
            b"Accept: text/event-stream\r\n\r\n" % (self.port, session.encode())
        )
        connection.setblocking(False)  # noqa: FBT003 (the library's signature)
        stream = Stream(number, connection)
        self._streams.append(stream)
        self._selector.register(connection, selectors.EVENT_READ, stream)

    def _read(self, stream: Stream) -> None:
        try:
            some = stream.socket.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            some = b""
        if not some:
            self._end(stream)
            return
        stream.buffer += some
        if not stream.has_head and not self._read_head(stream):
            return
        self._read_chunks(stream)
        while b"\n\n" in stream.text:
            event, _, stream.text = stream.text.partition(b"\n\n")
            self._take(stream, event)

    def _read_head(self, stream: Stream) -> bool:
        if b"\r\n\r\n" not in stream.buffer:
            return False
        head, _, stream.buffer = stream.buffer.partition(b"\r\n\r\n")
        stream.has_head = True
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            self._end(stream)
            return False
        return True

    def _read_chunks(self, stream: Stream) -> None:
        while CHUNK_END in stream.buffer:
            size, _, rest = stream.buffer.partition(CHUNK_END)
            length = int(size, 16)
            if len(rest) < length + 2:
                return
            stream.text += rest[:length]
            stream.buffer = rest[length + 2 :]

    def _take(self, stream: Stream, event: bytes) -> None:
        fields = dict(line.partition(": ")[::2] for line in event.decode().split("\n"))
        kind = fields.get("event", "")
        stream.is_open = stream.is_open or kind == BEAT
        self.refreshed += kind == REFRESH
        if kind and kind not in NO_NEWS:
            said = json.loads(fields["data"])
            self.heard.append(
                Heard(stream.number, kind, said["id"], said["ids"], time.monotonic_ns())
            )

    def _end(self, stream: Stream) -> None:
        self.cut += 1
        self._selector.unregister(stream.socket)
        stream.socket.close()


def missed_or_doubled(
    heard: Sequence[Heard], expected: Mapping[str, frozenset[int]], field_name: str
) -> str:
    """What is wrong with the deliveries, "" when each hearer got each event exactly once.

    Args:
        heard: the deliveries.
        expected: who must hear, by the id that the event carries as `field_name`.
        field_name: the name of that id.
    """
    got: dict[str, list[int]] = {key: [] for key in expected}
    for each in heard:
        key = str(each.ids.get(field_name))
        if key in got:
            got[key].append(each.number)
    missed = sum(len(expected[key] - set(numbers)) for key, numbers in got.items())
    others = sum(len(set(numbers) - expected[key]) for key, numbers in got.items())
    doubled = sum(len(numbers) - len(set(numbers)) for numbers in got.values())
    if missed or others or doubled:
        return f"{missed} deliveries missed, {doubled} doubled, {others} to others"
    return ""
