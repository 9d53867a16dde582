"""Attendance machines: how many rows are stored in a second, and how long a thousand wait."""

import asyncio
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from psycopg import sql

from bench import database
from bench.client import Client
from bench.database import Base, scratch
from bench.figures import Book, note
from bench.groups.page import Failed
from bench.place import SCHEMA
from bench.process import Server, collect_static
from bench.rounds import repeated

SENDERS, BATCH, SECONDS = 10, 1_000, 30
MACHINES, POLL_EVERY_S, LINE_EVERY_S, WATCHED_S = 1_000, 30, 60, 60
PEOPLE, SOME = 400, 20
BEGAN = datetime(2026, 1, 5, 7, 0, tzinfo=UTC)
_MACHINES = """
insert into attendance_site (name, unit_id, timezone)
select 'Lokasi ' || n, (select min(id) from organization_unit), 'Asia/Jayapura'
from generate_series(1, {count}) n;
insert into attendance_recorder (site_id, kind, name, grade, clock_doubtful)
select id, 'DEVICE', 'Mesin ' || name, 1, false from attendance_site
where name like 'Lokasi %';
insert into devices_device
    (recorder_id, serial, state, ack, one_for_empty, branch, networks, key_hash, home,
     clock_witness, registry_code, session_id, last_stamp, last_op_stamp, ask_from_start, maker,
     firmware, push_version, missing_count, registered_at, approved_at, clock_sent_at)
select id, 'BENCH' || lpad(row_number() over (order by id)::text, 5, '0'), 'ACTIVE', 'COUNT',
       false, 'ATT', '{{}}', '', '', '', 'r', 's', '0', '0', false, '', '', '', 0,
       now(), now(), now()
from attendance_recorder where name like 'Mesin Lokasi %';
insert into attendance_pinassignment (site_id, pin_key, employee_id, start_on)
select s.id, p.n::text, p.employee_id, '2020-01-01'
from attendance_site s
cross join (
    select row_number() over (order by id) as n, id as employee_id from organization_employee
    limit {people}
) p
where s.name like 'Lokasi %';
analyze attendance_pinassignment;
"""
"""Each machine at a site of its own, with somebody behind every PIN: rows cost as in life."""


@dataclass(slots=True)
class Sender:
    """One machine with a long memory: no row is sent twice."""

    number: int
    sent: int = 0

    def batch(self) -> bytes:
        lines = []
        for _ in range(BATCH):
            at = BEGAN + timedelta(seconds=self.sent // PEOPLE * 7)
            lines.append(f"{self.sent % PEOPLE + 1}\t{at:%Y-%m-%d %H:%M:%S}\t0\t15\t0\t0\t0\n")
            self.sent += 1
        return "".join(lines).encode()


@dataclass(slots=True)
class Waits:
    """How long each answer took, in seconds, and what was not answered well."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def measure(book: Book) -> None:
    base = database.base(500)
    collect_static(base)
    with _left_out(book, "device_rows_per_s"), _served(base, SENDERS) as server:
        senders = [Sender(number) for number in range(1, SENDERS + 1)]
        measured = repeated(lambda: {"device_rows_per_s": _speed(server, senders)})
        book.take("device_rows_per_s", measured["device_rows_per_s"], places=0)
    with _left_out(book, "device_p99_ms_1000"), _served(base, MACHINES) as server:
        measured = repeated(lambda: {"device_p99_ms_1000": _waits(server)})
        book.take("device_p99_ms_1000", measured["device_p99_ms_1000"], places=1)


def _speed(server: Server, senders: list[Sender]) -> float:
    """Rows acknowledged in a second over ten connections, each of them stored once."""
    stored = _rows(server.base)
    before = server.spent()
    until = time.monotonic() + SECONDS
    began = time.monotonic()
    with ThreadPoolExecutor(len(senders)) as threads:
        counts = [threads.submit(_send_until, each, server.port, until) for each in senders]
        acknowledged = sum(count.result() for count in counts)
    seconds = time.monotonic() - began
    spent = server.spent().since(before, max(1, acknowledged // BATCH))
    note("CPU of one batch, server", [spent.app_ms], "ms")
    note("CPU of one batch, database", [spent.db_ms], "ms")
    if _rows(server.base) - stored != acknowledged:
        raise Failed(f"{acknowledged} rows acknowledged, {_rows(server.base) - stored} stored")
    return acknowledged / seconds


def _send_until(sender: Sender, port: int, until: float) -> int:
    target = f"/iclock/cdata?SN=BENCH{sender.number:05}&table=ATTLOG&Stamp=9999"
    acknowledged = 0
    with Client(port) as client:
        while time.monotonic() < until:
            answer = client.post_raw(target, sender.batch())
            if answer.body != b"OK: %d" % BATCH:
                raise Failed(f"a batch was answered {answer.status} {answer.body!r}")
            acknowledged += BATCH
    return acknowledged


def _waits(server: Server) -> float:
    """p99 in ms over all answers of a minute, each on a connection of its own."""
    waits = asyncio.run(_minute(server.port))
    if waits.failures:
        raise Failed(f"{len(waits.failures)} answers failed, such as {waits.failures[0]}")
    note("answers of a minute", [len(waits.seconds)], "")
    note("median", [statistics.median(waits.seconds) * 1000], "ms")
    return statistics.quantiles(waits.seconds, n=100)[98] * 1000


async def _minute(port: int) -> Waits:
    waits = Waits()
    chance = Random(4)
    began = time.monotonic()
    machines = [_machine(port, n, began, chance.random(), waits) for n in range(1, MACHINES + 1)]
    await asyncio.gather(*machines)
    return waits


async def _machine(port: int, number: int, began: float, phase: float, waits: Waits) -> None:
    """Polls and sends when its time has come, however long answers take."""
    serial = f"BENCH{number:05}"
    due = [(phase * POLL_EVERY_S + k * POLL_EVERY_S, "") for k in range(WATCHED_S // POLL_EVERY_S)]
    due.append((phase * LINE_EVERY_S, _line(number)))
    asking = set()
    for seconds, line in sorted(due):
        await asyncio.sleep(max(0.0, began + seconds - time.monotonic()))
        asking.add(asyncio.create_task(_ask(port, serial, line, waits)))
    await asyncio.gather(*asking)


async def _ask(port: int, serial: str, line: str, waits: Waits) -> None:
    began = time.monotonic()
    if line:
        head = f"POST /iclock/cdata?SN={serial}&table=ATTLOG&Stamp=9999 HTTP/1.1"
        head += f"\r\nContent-Length: {len(line)}"
    else:
        head = f"GET /iclock/getrequest?SN={serial} HTTP/1.1"
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"{head}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n{line}".encode())
        said = await reader.read()
        writer.close()
    except OSError as error:
        waits.failures.append(repr(error))
        return
    waits.seconds.append(time.monotonic() - began)
    if not said.startswith(b"HTTP/1.1 200") or b"\r\n\r\nOK" not in said:
        waits.failures.append(f"{serial}: {said[:80]!r}")


def _line(number: int) -> str:
    now = datetime.now(UTC) + timedelta(hours=9)
    return f"{number % SOME + 1}\t{now:%Y-%m-%d %H:%M:%S}\t0\t15\t0\t0\t0\n"


@contextmanager
def _served(base: Base, machines: int) -> Iterator[Server]:
    """A copy with so many machines, and one process that serves it."""
    with scratch(base) as copy:
        with database.admin(copy.name) as connection:
            connection.execute(sql.SQL("set search_path = {}").format(sql.Identifier(SCHEMA)))
            people = PEOPLE if machines <= SENDERS else SOME
            connection.execute(_MACHINES.format(count=machines, people=people))
        with Server(copy) as server:
            yield server


def _rows(base: Base) -> int:
    with database.admin(base.name) as connection:
        query = sql.SQL("select count(*) from {}").format(
            sql.Identifier(SCHEMA, "attendance_punch")
        )
        return int(connection.execute(query).fetchall()[0][0])


@contextmanager
def _left_out(book: Book, name: str) -> Iterator[None]:
    try:
        yield
    except Failed as failed:
        book.leave_out(name, str(failed))
