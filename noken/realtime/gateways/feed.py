"""The outbox as a serving process hears it: one connection listens, one reads.

Plain SQL on connections of its own: they live on the event loop, where Django's must not be
used, and belong to no instansi, because each row names its own.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connections
from psycopg import AsyncConnection

from noken.realtime.wire import CHANNEL, Happening, happening

logger = logging.getLogger(__name__)

# A server that does not answer within this is taken for lost.
PATIENCE_S = 10
# What is loaded at the start, so that pages that reconnect then are served from memory.
_BEGINNING = """
select least(
  pg_snapshot_xmin(pg_current_snapshot()),
  (select min(newest.xid) from (
     select xid from public.realtime_outbox
     where created_at > now() - interval '10 minutes' order by created_at desc limit 5000
   ) newest)
)::text::bigint
"""
_COLUMNS = "select id, xid::text::bigint, tenant, kind, subject_id, topic, ids::text"
_OF_TRANSACTIONS = (
    f"{_COLUMNS} from public.realtime_outbox where xid = any (%s::text[]::xid8[]) order by id"
)
_OF_IDS = f"{_COLUMNS} from public.realtime_outbox where id = any (%s) order by xid, id"
# One statement, one snapshot: the ids are complete for every transaction below its xmin.
_LOOK = """
select pg_snapshot_xmin(now.snapshot)::text::bigint, pg_snapshot_xmax(now.snapshot)::text::bigint,
  array(select id from public.realtime_outbox
        where xid >= %s::text::xid8 and xid < pg_snapshot_xmax(now.snapshot) order by xid, id)
from (select pg_current_snapshot() as snapshot) now
"""


class FeedLost(ConnectionError):
    """The database went away."""


@dataclass(frozen=True, slots=True)
class Look:
    """One glance: the oldest running transaction, the next one, the rows since the watermark."""

    xmin: int
    xmax: int
    ids: Sequence[int]


def conninfo() -> dict[str, Any]:
    """How Django's default connection reaches the database, without what is Django's own."""
    parameters = dict(connections["default"].get_connection_params())
    for ours in ("cursor_factory", "context", "prepare_threshold", "pool", "client_encoding"):
        parameters.pop(ours, None)
    return parameters | {
        "connect_timeout": PATIENCE_S,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 20_000,
        "application_name": "noken realtime",
    }


class Feed:
    """Calls `heard` with the number of each transaction that announced something.

    `heard(None)` says that the listening connection was lost.
    """

    def __init__(self, parameters: dict[str, Any], heard: Callable[[int | None], None]) -> None:
        self._parameters = parameters
        self._heard = heard
        self._listening: AsyncConnection[Any] | None = None
        self._reading: AsyncConnection[Any] | None = None
        self._watched = -1

    async def open(self) -> None:
        """Connect and listen.

        Raises:
            psycopg.Error, OSError: not reachable.
        """
        self._reading = await AsyncConnection.connect(
            **self._parameters, autocommit=True, prepare_threshold=0
        )
        self._listening = await AsyncConnection.connect(**self._parameters, autocommit=True)
        self._listening.add_notify_handler(lambda notify: self._heard(int(notify.payload)))
        await self._listening.execute(f"listen {CHANNEL}")
        # Kept, because a lost connection no longer tells its number.
        self._watched = self._listening.fileno()
        asyncio.get_running_loop().add_reader(self._watched, self._readable)

    async def close(self) -> None:
        self._stop_watching()
        for connection in (self._listening, self._reading):
            if connection is not None:
                await connection.close()

    async def beginning(self) -> int:
        """The position from which a new hub loads what happened lately."""
        return int((await self._rows(_BEGINNING, []))[0][0])

    async def of_transactions(self, xids: Collection[int]) -> list[Happening]:
        rows = await self._rows(_OF_TRANSACTIONS, [[str(xid) for xid in xids]])
        return [happening(row) for row in rows]

    async def of_ids(self, ids: Sequence[int]) -> list[Happening]:
        return [happening(row) for row in await self._rows(_OF_IDS, [list(ids)])]

    async def look(self, watermark: int) -> Look:
        return Look(*(await self._rows(_LOOK, [str(watermark)]))[0])

    async def _rows(self, statement: str, parameters: Sequence[Any]) -> list[Any]:
        if self._reading is None:
            raise FeedLost("not connected")
        async with asyncio.timeout(PATIENCE_S):
            cursor = await self._reading.execute(statement.encode(), parameters)
            return await cursor.fetchall()

    def _readable(self) -> None:
        """Something came on the listening connection: news, or its end."""
        if self._listening is None:
            return
        backend = self._listening.pgconn
        try:
            backend.consume_input()
            while notify := backend.notifies():
                self._heard(int(notify.extra))
        except psycopg.OperationalError as lost:
            logger.warning("the event feed lost its connection: %s", lost)
            self._stop_watching()
            self._heard(None)

    def _stop_watching(self) -> None:
        if self._watched >= 0:
            asyncio.get_running_loop().remove_reader(self._watched)
            self._watched = -1
