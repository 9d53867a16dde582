"""Filing reports: CPU of one, and how many are acknowledged in a second."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from random import Random
from typing import Any

from psycopg import sql

from bench import database
from bench.client import Client
from bench.data.work import uuid7
from bench.database import Base, scratch
from bench.figures import Book, note
from bench.groups.page import Failed
from bench.place import SCHEMA
from bench.process import Server, collect_static
from bench.rounds import cost, repeated

FILE = "/laporan/kirim/"
IN_TURN, SECONDS = 50, 30
SINGLES, BATCHES = 16, 4
BATCH, PROCESSES = 20, 2
KEPT = ("work_report.id", "documents_receipt.key")


class Sender:
    """Sends reports of some people in turn and keeps the keys that got a receipt."""

    def __init__(self, base: Base, people: Sequence[int], seed: int) -> None:
        self._base = base
        self._people = people
        self._random = Random(f"{seed} {time.time_ns()}")
        self._turn = 0
        self.acknowledged: list[str] = []

    def send(self, client: Client, count: int) -> float:
        """One request with so many reports of the next person; its wall time in seconds.

        Raises:
            Failed: not every report got its receipt.
        """
        person = self._people[self._turn % len(self._people)]
        self._turn += 1
        items = [self.item(person) for _ in range(count)]
        answer = client.post_json(FILE, self._base.cast["sessions"][str(person)], {"items": items})
        if answer.status != 200:
            raise Failed(f"POST {FILE} answered {answer.status}")
        got = [item["key"] for item in answer.json()["outcomes"] if item.get("receipt")]
        if len(got) != count:
            raise Failed(f"{len(got)} receipts for {count} reports")
        self.acknowledged += got
        return answer.seconds

    def item(self, person: int) -> dict[str, Any]:
        """A report as a phone sends it: no photo."""
        now = datetime.now(UTC)
        return {
            "key": uuid7(now, self._random),
            "work_on": self._base.cast["day"],
            "indicator": self._base.cast["targets"][str(person)][0],
            "quantity": "2",
            "places": ["Kantor"],
            "note": "Berkas diperiksa, dicatat, dan diserahkan kepada pemohon.",
            "claimed_at": now.isoformat(),
        }


def measure(book: Book) -> None:
    base = database.base(5_000)
    collect_static(base)
    _cost(book, base)
    _throughput(book, base, "report_per_s", 1, SINGLES)
    _throughput(book, base, "report_batch_per_s", BATCH, BATCHES)


def _throughput(book: Book, base: Base, name: str, count: int, connections: int) -> None:
    with (
        _left_out(book, name),
        scratch(base) as copy,
        Server(copy, processes=PROCESSES) as server,
    ):
        _insist_on_batches(server)
        measured = repeated(lambda: {name: speed(server, count, connections)})
        book.take(name, measured[name], places=0)


def _cost(book: Book, base: Base) -> None:
    with (
        _left_out(book, "report_cpu_ms"),
        scratch(base) as copy,
        Server(copy) as server,
        Client(server.port) as client,
    ):
        sender = Sender(copy, copy.cast["staff"][:IN_TURN], seed=0)

        def once() -> dict[str, float]:
            spent, wall = cost(server, lambda _: sender.send(client, 1))
            note("wall of one report", [wall], "ms")
            return {"report_cpu_ms": spent.app_ms, "report_db_cpu_ms": spent.db_ms}

        measured = repeated(once)
        _insist_on_rows(copy, sender.acknowledged)
        for name, values in measured.items():
            book.take(name, values)


def speed(server: Server, count: int, connections: int, *, seconds: int = SECONDS) -> float:
    """Receipts in a second over so many connections, each with its own people."""
    people = [int(person) for person in server.base.cast["sessions"] if int(person) > 1]
    senders = [
        Sender(server.base, people[place::connections], seed=place) for place in range(connections)
    ]
    began = time.monotonic()
    until = began + seconds
    with ThreadPoolExecutor(connections) as threads:
        for done in [threads.submit(_send_until, each, server, count, until) for each in senders]:
            done.result()
    took = time.monotonic() - began
    acknowledged = [key for each in senders for key in each.acknowledged]
    _insist_on_rows(server.base, acknowledged)
    return len(acknowledged) / took


def _send_until(sender: Sender, server: Server, count: int, until: float) -> None:
    with Client(server.port) as client:
        while time.monotonic() < until:
            sender.send(client, count)


def _insist_on_batches(server: Server) -> None:
    """One bad item refuses no other.

    Raises:
        Failed: it did.
    """
    base = server.base
    person = base.cast["staff"][0]
    sender = Sender(base, [person], seed=-1)
    items = [sender.item(person) for _ in range(BATCH)]
    items[BATCH // 2]["indicator"] = items[0]["key"]
    with Client(server.port) as client:
        answer = client.post_json(FILE, base.cast["sessions"][str(person)], {"items": items})
    got = [item for item in answer.json()["outcomes"] if item.get("receipt")]
    if len(got) != BATCH - 1:
        raise Failed(f"a batch with one bad item got {len(got)} receipts of {BATCH - 1}")


def _insist_on_rows(base: Base, acknowledged: Sequence[str]) -> None:
    """Each receipt has its row, once.

    Raises:
        Failed: rows and receipts differ.
    """
    if len(set(acknowledged)) != len(acknowledged):
        raise Failed("a key was acknowledged twice")
    with database.admin(base.name) as connection:
        for place in KEPT:
            table, _, column = place.partition(".")
            query = sql.SQL("select count(*) from {} where {} = any (%s::uuid[])").format(
                sql.Identifier(SCHEMA, table), sql.Identifier(column)
            )
            stored = connection.execute(query, [list(acknowledged)]).fetchall()[0][0]
            if stored != len(acknowledged):
                raise Failed(f"{len(acknowledged)} receipts, {stored} rows in {table}")


@contextmanager
def _left_out(book: Book, name: str) -> Iterator[None]:
    try:
        yield
    except Failed as failed:
        book.leave_out(name, str(failed))
