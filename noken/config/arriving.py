"""Bodies on their way in, by the address that sends them: nobody is turned away, the idlest goes.

An office of hundreds stands behind one address, and in its last minutes before a deadline dozens
of phones send photos over one poor line. Whoever holds bodies open without sending brings less
than any of them.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

TOTAL_S = 600
"""At the 5 kB/s of 2G ten minutes are 3 MB, six photos as phones send them."""
MOST = 256
MOST_BYTES = 512 * 1024 * 1024
"""Of one address: half of the phones of a large office at the same moment, and 2 MB of each."""
LARGE_BYTES = 1024 * 1024
"""From here on a body is worth a look at all of its address."""
WINDOW_S = 10


class Arrival:
    """A body that is not whole yet."""

    def __init__(self, limit: asyncio.Timeout, now: float, grown: Callable[[float], None]) -> None:
        self._limit, self._grown = limit, grown
        self._window, self._before, self._now = now, 0, 0
        self.began = now
        self.size = 0
        self.is_over = False

    def note(self, size: int) -> None:
        """So many bytes came."""
        now = asyncio.get_running_loop().time()
        self._turn(now)
        self.size += size
        self._now += size
        if self.size > LARGE_BYTES:
            self._grown(now)

    def lately(self, now: float) -> int:
        """What it brought in the last ten seconds or so."""
        self._turn(now)
        return self._before + self._now

    def end(self, now: float) -> None:
        self.is_over = True
        self._limit.reschedule(now)

    def _turn(self, now: float) -> None:
        if now - self._window < WINDOW_S:
            return
        is_next = now - self._window < 2 * WINDOW_S
        self._window, self._before, self._now = now, self._now if is_next else 0, 0


class Arrivals:
    """All bodies that are not whole yet."""

    def __init__(self) -> None:
        self._of: defaultdict[str | None, set[Arrival]] = defaultdict(set)

    @asynccontextmanager
    async def enter(self, address: str | None) -> AsyncIterator[Arrival]:
        """A body of this address is awaited.

        Raises:
            TimeoutError: its time is over, or its address sends too many and it brings the least.
        """
        now = asyncio.get_running_loop().time()
        self._make_room(address, now, coming=1)
        async with asyncio.timeout(TOTAL_S) as limit:
            arrival = Arrival(limit, now, partial(self._make_room, address))
            self._of[address].add(arrival)
            try:
                yield arrival
            finally:
                self._leave(address, arrival)

    def _make_room(self, address: str | None, now: float, *, coming: int = 0) -> None:
        """Let the idlest of an address go, the oldest first, while it has too many or too much."""
        here = {each for each in self._of.get(address, ()) if not each.is_over}
        size = sum(each.size for each in here)
        while here and (len(here) + coming > MOST or size > MOST_BYTES):
            idlest = min(here, key=lambda each: (each.lately(now), each.began))
            idlest.end(now)
            here.remove(idlest)
            size -= idlest.size

    def _leave(self, address: str | None, arrival: Arrival) -> None:
        self._of[address].discard(arrival)
        if not self._of[address]:
            del self._of[address]
