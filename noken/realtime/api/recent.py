"""The newest events in memory, so that a page that was cut off shortly needs no database."""

from bisect import bisect_left, insort
from operator import attrgetter

from noken.realtime.wire import Happening

MOST = 10_000
_xid = attrgetter("xid")


class Recent:
    """Complete, among what its hub has delivered, for transactions from `floor` on."""

    def __init__(self, floor: int, most: int = MOST) -> None:
        self.floor = floor
        self._most = most
        self._happenings: list[Happening] = []

    def add(self, happening: Happening) -> None:
        known = self._happenings
        if happening.xid < self.floor:
            return
        if not known or known[-1].xid <= happening.xid:
            known.append(happening)
        else:
            insort(known, happening, key=_xid)
        if len(known) > self._most:
            self._drop_oldest()

    def since(self, position: int) -> list[Happening] | None:
        """Delivered events of transactions from `position` on; None if memory is too short."""
        if position < self.floor:
            return None
        return self._happenings[bisect_left(self._happenings, position, key=_xid) :]

    def _drop_oldest(self) -> None:
        self.floor = self._happenings[self._most // 10].xid + 1
        del self._happenings[: bisect_left(self._happenings, self.floor, key=_xid)]
