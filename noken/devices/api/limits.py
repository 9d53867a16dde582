"""How much one machine, and all of them together, may ask of this process."""

import time
from collections import OrderedDict
from collections.abc import Hashable

MOST_BODY_BYTES = 4 * 1024 * 1024
MOST_LINES = 50_000
BODY_WITHIN_S = 30
SILENCE_S = 10
REQUESTS_PER_S = 5
BURST = 10
STRANGERS_PER_S = 50
STRANGERS_BURST = 200
"""Serials that were not let in lately, by the address they come from: an office's relay is one."""
MOST_WAITING = 400
MOST_WAITING_BYTES = 64 * 1024 * 1024
REMEMBERED = 5000
SAME_SHORT_BODY = 3
WRONG_KEYS, WRONG_KEY_EVERY_S = 10, 60
WELCOME = 200


class Rate:
    """A bucket per key that refills with time; of many keys the longest unused are forgotten.

    Who is too quick waits for its turn, so that a machine with many records is slowed and not
    sent away; only who does not wait for answers is refused.
    """

    def __init__(self, per_s: float, burst: int) -> None:
        self._per_s = per_s
        self._burst = burst
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def wait_s(self, key: Hashable) -> float | None:
        """For how long the next request of this key waits; None when it is refused."""
        now = time.monotonic()
        left, then = self._buckets.pop(key, (float(self._burst), now))
        left = min(self._burst, left + (now - then) * self._per_s)
        allowed = left > -self._burst
        self._buckets[key] = (left - 1 if allowed else left, now)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return max(0.0, (1 - left) / self._per_s) if allowed else None


class Guests:
    """Who was let in lately is no stranger; the others share a rate by address."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, None] = OrderedDict()
        self._rate = Rate(STRANGERS_PER_S, STRANGERS_BURST)

    def admits(self, serial: str, address: str | None) -> bool:
        """Whether the database may be asked about this serial now."""
        return serial in self._known or self._rate.wait_s(address) == 0.0

    def note(self, serial: str, status: int) -> None:
        """Remember with what status a serial was met."""
        self._known.pop(serial, None)
        if status == WELCOME:
            self._known[serial] = None
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)


class WrongKeys:
    """A key is a few figures long: whoever showed ten wrong ones from an address shows there one
    a minute. The machine itself comes from another."""

    def __init__(self) -> None:
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def waits(self, serial: str, address: str | None) -> bool:
        return self._now((serial, address)) < 1

    def note(self, serial: str, address: str | None) -> None:
        key = (serial, address)
        left = self._now(key)
        self._left.pop(key, None)
        self._left[key] = (left - 1, time.monotonic())
        if len(self._left) > REMEMBERED:
            self._left.popitem(last=False)

    def _now(self, key: Hashable) -> float:
        left, then = self._left.get(key, (float(WRONG_KEYS), 0.0))
        return min(WRONG_KEYS, left + (time.monotonic() - then) / WRONG_KEY_EVERY_S)


class ShortBodies:
    """Some firmware announces a wrong length: the same short body is believed the third time."""

    def __init__(self) -> None:
        self._seen: OrderedDict[Hashable, int] = OrderedDict()

    def believes(self, serial: str, body: bytes) -> bool:
        key = (serial, hash(body))
        times = self._seen.pop(key, 0) + 1
        if times >= SAME_SHORT_BODY:
            return True
        self._seen[key] = times
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return False


class Room:
    """What waits for a thread at present, in requests and bytes; of one address at most half, so
    that whoever sends half bodies leaves the others their room."""

    def __init__(self) -> None:
        self._all = [0, 0]
        self._of: dict[str | None, list[int]] = {}

    def enter(self, size: int, address: str | None) -> bool:
        own = self._of.get(address, [0, 0])
        if not (_fits(self._all, size, 1) and _fits(own, size, 2)):
            return False
        for used in (self._all, self._of.setdefault(address, own)):
            used[0] += 1
            used[1] += size
        return True

    def leave(self, size: int, address: str | None) -> None:
        for used in (self._all, self._of[address]):
            used[0] -= 1
            used[1] -= size
        if not self._of[address][0]:
            del self._of[address]


def _fits(used: list[int], size: int, share: int) -> bool:
    requests, held = used
    return requests < MOST_WAITING // share and held + size <= MOST_WAITING_BYTES // share
