"""One open page: text goes out as fast as its reader takes it, and not one byte more waits."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]

MOST_WAITING = 500
# How long a slow reader may take for its last words.
PATIENCE_S = 5


def chunk(text: bytes) -> Message:
    """Made once for all streams that get the same text."""
    return {"type": "http.response.body", "body": text, "more_body": True}


class Stream:
    """Sends without a task of its own.

    granian takes a chunk at once and answers with something that is already done; only when its
    reader is slow does it answer with a future. So a push is one call, and what comes while a
    future is open waits here, up to MOST_WAITING.
    """

    __slots__ = ("_busy", "_finishing", "_send", "_waiting", "gone", "slot")

    def __init__(self, send: Send, slot: int) -> None:
        self._send = send
        self._waiting: list[Message] = []
        self._busy = True
        self._finishing = False
        self.slot = slot
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def release(self, first: bytes) -> None:
        """Send what a page had missed, then what came meanwhile, then everything as it comes."""
        self._busy = False
        self._waiting.insert(0, chunk(first))
        self._go_on()

    def push(self, message: Message) -> bool:
        """False when the reader is too slow: the caller says so and closes."""
        if self._finishing:
            return True
        if not self._busy:
            self._transmit(message)
            return True
        if len(self._waiting) >= MOST_WAITING:
            return False
        self._waiting.append(message)
        return True

    def finish(self, last: bytes = b"", *, instead: bool = False) -> None:
        """Close after what waits and `last`; `instead` drops what waits."""
        if self._finishing:
            return
        self._finishing = True
        if instead:
            self._waiting.clear()
        if last:
            self._waiting.append(chunk(last))
        if self._busy:
            asyncio.get_running_loop().call_later(PATIENCE_S, self.leave)
        else:
            self._go_on()

    def leave(self, _: object = None) -> None:
        """The reader is gone or the server stops: nothing more is sent."""
        self._finishing = True
        self._waiting.clear()
        if not self.gone.done():
            self.gone.set_result(None)

    def _transmit(self, message: Message) -> None:
        try:
            sent = self._send(message)
        except RuntimeError:  # the transport is closed, its disconnect is on the way
            self.leave()
            return
        if asyncio.iscoroutine(sent):
            sent = asyncio.get_running_loop().create_task(sent)
        if asyncio.isfuture(sent):
            self._busy = True
            sent.add_done_callback(self._sent)

    def _sent(self, sent: "asyncio.Future[None]") -> None:
        self._busy = False
        if sent.cancelled() or sent.exception() is not None:
            self.leave()
        else:
            self._go_on()

    def _go_on(self) -> None:
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self._transmit(chunk(b"".join([message["body"] for message in waiting])))
        if self._finishing and not self._busy and not self.gone.done():
            self.gone.set_result(None)
