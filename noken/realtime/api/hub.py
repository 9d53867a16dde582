"""One hub per serving process: it hears the outbox and tells the open pages."""

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable
from functools import partial

import psycopg

from noken.realtime import access, wire
from noken.realtime.api.audiences import Answer, Audiences
from noken.realtime.api.recent import Recent
from noken.realtime.api.rooms import Listener, Room
from noken.realtime.api.stream import Message, Send, Stream, chunk
from noken.realtime.gateways import sessions
from noken.realtime.gateways.feed import Feed, FeedLost, Look, conninfo
from noken.realtime.wire import Happening

logger = logging.getLogger(__name__)

SWEEP_S = 1.0
BEAT_S = 15.0
# Rights are compared again this often: what ended is silent within a minute.
RELOAD_S = 48.0
TICK_S = 0.25
_BEATS = int(BEAT_S / TICK_S)
_RELOADS = int(RELOAD_S / TICK_S)
PAUSES_S = (0.1, 0.2, 0.5, 1.0, 2.0)
# A browser holds one stream; more than this is a fault or an attack, and the oldest ends.
MOST_STREAMS = 12
# Whose rights these concern are asked anew at once.
RIGHTS = frozenset(
    {
        *("LoggedOut", "SessionsEnded", "AccountEnded", "PasswordSet", "RoleChanged"),
        *("PersonMoved", "ActingAppointed", "ActingEnded", "SuperiorChosen", "LinesRefreshed"),
    }
)
_AT_ONCE = 500


class Hub:
    """All that live pages share.

    `watermark` is the position: every event of a transaction below it has been told. Events come
    by their transaction's number as soon as it commits; once a second a look at the table, in one
    snapshot, finds what a lost connection kept from us and moves the watermark on. `top` is the
    next transaction number the database will give.
    """

    def __init__(self, audiences: Audiences, feed: Callable[..., Feed]) -> None:
        self.audiences = audiences
        self._make_feed = feed
        self.watermark = -1
        self.top = 0
        self._recent = Recent(0)
        self._rooms: dict[str, Room] = {}
        self._known: dict[int, int] = {}
        self._notified: set[int] = set()
        self._lost = False
        self._wake = asyncio.Event()
        self._looks: list[asyncio.Future[None]] = []
        self._beats: list[set[Stream]] = [set() for _ in range(_BEATS)]
        self._reloads: list[set[Listener]] = [set() for _ in range(_RELOADS)]
        self._changed: set[Listener] = set()
        self._count = 0
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def is_ready(self) -> bool:
        """False until the database was reached once."""
        return self.watermark >= 0

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._live()), asyncio.create_task(self._tick())]

    async def stop(self) -> None:
        self.end_streams()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.audiences.close()

    def end_streams(self) -> None:
        """Close every stream now; the pages come back by themselves, to whoever serves then."""
        for slot in self._beats:
            for stream in slot:
                stream.leave()

    # Who listens

    async def listener(self, tenant: str, session_key: str) -> Listener | None:
        """The session's place in its instansi; None when it is not signed in."""
        room = self._rooms.setdefault(tenant, Room())
        known = room.listeners.get(session_key)
        if known is not None:
            return known
        audience = await self.audiences.ask(tenant, session_key)
        if audience is None:
            return None
        known = room.listeners.get(session_key)  # another tab may have been quicker
        if known is None:
            self._count += 1
            known = Listener(tenant, session_key, audience, self._count % _RELOADS)
            room.enter(known)
            self._reloads[known.slot].add(known)
        return known

    def attach(self, listener: Listener, send: Send) -> Stream:
        """A new stream, held until it is released."""
        self._count += 1
        stream = Stream(send, self._count % _BEATS)
        if len(listener.streams) >= MOST_STREAMS:
            listener.streams[0].finish()
        listener.streams = (*listener.streams, stream)
        self._beats[stream.slot].add(stream)
        return stream

    def detach(self, listener: Listener, stream: Stream) -> None:
        """The listener stays, for polling and for the next stream, until its turn comes."""
        listener.streams = tuple(other for other in listener.streams if other is not stream)
        self._beats[stream.slot].discard(stream)

    def recent(self, listener: Listener, since: int) -> list[Happening] | None:
        """What it may hear of transactions from `since` on; None if memory is too short."""
        found = self._recent.since(since)
        if found is None:
            return None
        tenant, audience = listener.tenant, listener.audience
        return [h for h in found if h.tenant == tenant and access.can_hear(audience, h)]

    async def next_look(self) -> None:
        """Wait until the table has been looked at again.

        Raises:
            TimeoutError: the database does not answer.
        """
        looked: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._looks.append(looked)
        self._wake.set()
        async with asyncio.timeout(5):
            await looked

    # What happens

    async def _live(self) -> None:
        """Follow the outbox for ever; connect anew when the connection is lost."""
        failures = 0
        while True:
            feed = self._make_feed(self._heard)
            try:
                self._lost = False
                await feed.open()
                failures = 0
                await self._follow(feed)
            except (psycopg.Error, OSError) as failure:
                failures += 1
                logger.warning("the event feed was cut: %s", failure)
            finally:
                await feed.close()
            await asyncio.sleep(PAUSES_S[min(failures, len(PAUSES_S) - 1)])

    def _heard(self, xid: int | None) -> None:
        if xid is None:
            self._lost = True
        else:
            self._notified.add(xid)
        self._wake.set()

    async def _follow(self, feed: Feed) -> None:
        loop = asyncio.get_running_loop()
        if not self.is_ready:
            start = await feed.beginning()
            self._recent = Recent(start)
            self.watermark = start
        next_look = loop.time()
        while not self._lost:
            if self._notified:
                await self._fetch(feed)
            if self._looks or loop.time() >= next_look:
                await self._look(feed)
                next_look = loop.time() + SWEEP_S
                loop.call_at(next_look, self._wake.set)
            if not self._notified and not self._looks:
                await self._wake.wait()
            self._wake.clear()
        raise FeedLost("the listening connection was closed")

    async def _fetch(self, feed: Feed) -> None:
        xids, self._notified = self._notified, set()
        self._tell(await feed.of_transactions(xids))

    async def _look(self, feed: Feed) -> None:
        looks, self._looks = self._looks, []
        look = await feed.look(self.watermark)
        if look.xmin < self.watermark:
            self._start_over(look)
        missing = [row_id for row_id in look.ids if row_id not in self._known]
        for first in range(0, len(missing), _AT_ONCE):
            self._tell(await feed.of_ids(missing[first : first + _AT_ONCE]))
        if look.xmin > self.watermark:
            self.watermark = look.xmin
            self._known = {row: xid for row, xid in self._known.items() if xid >= look.xmin}
        self.top = look.xmax
        for looked in looks:
            if not looked.done():
                looked.set_result(None)

    def _start_over(self, look: Look) -> None:
        """Transaction numbers went back: another database, or an older state of it, answers."""
        logger.warning("the database lost history: every open page is refreshed")
        self.watermark = look.xmin
        self._recent = Recent(look.xmin)
        self._known = {}
        message = chunk(wire.refresh(look.xmin, "old"))
        for slot in self._beats:
            self._push(slot, message)

    def _tell(self, happenings: Iterable[Happening]) -> None:
        for happening in happenings:
            # Below the watermark all was told: this one's notice came late.
            if happening.xid < self.watermark or happening.id in self._known:
                continue
            self._known[happening.id] = happening.xid
            self._recent.add(happening)
            room = self._rooms.get(happening.tenant)
            if room is not None:
                self._fan_out(happening, room.hearers(happening))

    def _fan_out(self, happening: Happening, hearers: Collection[Listener]) -> None:
        if not hearers:
            return
        message = chunk(wire.event(happening.kind, self.watermark, happening.data))
        for listener in hearers:
            self._push(listener.streams, message)
        if happening.kind in RIGHTS:
            self._changed.update(hearers)

    def _push(self, streams: Iterable[Stream], message: Message) -> None:
        for stream in streams:
            if not stream.push(message):
                stream.finish(wire.refresh(self.watermark, "slow"), instead=True)

    # What returns by the clock

    async def _tick(self) -> None:
        """One timer for all: a sixtieth of the streams beat, a part of the rights is renewed."""
        turn = 0
        while True:
            await asyncio.sleep(TICK_S)
            turn += 1
            self._push(tuple(self._beats[turn % _BEATS]), chunk(wire.beat(self.watermark)))
            self._changed |= self._reloads[turn % _RELOADS]
            changed, self._changed = self._changed, set()
            for listener in changed:
                self._renew(listener)

    def _renew(self, listener: Listener) -> None:
        if listener.streams:
            answer = self.audiences.ask(listener.tenant, listener.key)
            answer.add_done_callback(partial(self._renewed, listener))
        else:
            self._dismiss(listener)

    def _renewed(self, listener: Listener, answer: Answer) -> None:
        if answer.cancelled() or self._rooms[listener.tenant].listeners.get(listener.key) is not (
            listener
        ):
            return
        if answer.exception() is not None:
            # Nobody can say what may be heard: the pages come back with their position.
            logger.warning("rights could not be asked: %s", answer.exception())
            self._dismiss(listener)
            return
        audience = answer.result()
        if audience is None:
            self._dismiss(listener, wire.ended(self.watermark))
        elif audience != listener.audience:
            room = self._rooms[listener.tenant]
            room.leave(listener)
            listener.audience, listener.mark = audience, audience.mark
            room.enter(listener)
            self._push(listener.streams, chunk(wire.refresh(self.watermark, "rights")))

    def _dismiss(self, listener: Listener, last: bytes = b"") -> None:
        self._rooms[listener.tenant].leave(listener)
        self._reloads[listener.slot].discard(listener)
        for stream in listener.streams:
            stream.finish(last)


def serving_hub() -> Hub:
    """The hub of a serving process, not yet started."""
    return Hub(Audiences(sessions.audiences), lambda heard: Feed(conninfo(), heard))
