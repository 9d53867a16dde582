"""The live screen: from COMMIT to the page that has parsed the event."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from bench import database
from bench.client import Client
from bench.database import Base, scratch
from bench.figures import Book, note
from bench.groups.search import percentile
from bench.place import ROOT, SCHEMA, VAR, environment, python
from bench.process import Server, collect_static
from bench.rounds import repeated, rounds
from bench.streams import Streams, missed_or_doubled
from bench.writer import ALL

PEOPLE, FEWER = 5_000, 1_000
SECONDS, RATE = 60, 50
AFTERWARDS_SECONDS = 5
BROADCASTS = 10
WARM_STREAMS, SETTLE_SECONDS = 500, 2
EACH_CONCERNS = 3


def measure(book: Book) -> None:
    base = database.base(PEOPLE)
    collect_static(base)
    with scratch(base) as copy:
        for count in (PEOPLE, FEWER):
            _delays(book, copy, count)
        _memory(book, copy)


def _delays(book: Book, base: Base, count: int) -> None:
    names = [f"live_p50_ms_{count}", f"live_p99_ms_{count}"]
    with Server(base) as server, _streams(server, count) as streams, _writer(base, count) as pipe:
        try:
            measured = repeated(lambda: _minute(base, streams, pipe, count))
        except Wrong as wrong:
            for name in names:
                book.leave_out(name, str(wrong))
            return
        for name in names:
            book.take(name, measured[name])
        if count == PEOPLE:
            _broadcast(book, streams, pipe, count)


class Wrong(Exception):
    """A delivery was missed, doubled or went astray, or a row is not there."""


def _minute(base: Base, streams: Streams, pipe: "Pipe", count: int) -> dict[str, float]:
    streams.heard.clear()
    pipe.say(f"file {SECONDS} {RATE} {pipe.out}")
    streams.listen(SECONDS + AFTERWARDS_SECONDS)
    if pipe.line() != "done":
        raise Wrong("the writer broke off")
    filed: dict[str, tuple[int, int]] = json.loads(pipe.out.read_text())
    expected = {key: hearers(base, author) for key, (author, _) in filed.items()}
    wrong = missed_or_doubled(streams.heard, expected, "report") or _not_stored(base, filed)
    if streams.cut or streams.refreshed:
        wrong = wrong or f"{streams.cut} streams cut, {streams.refreshed} told to start anew"
    if wrong:
        raise Wrong(wrong)
    delays = [
        (heard.at - filed[key][1]) / 1e6
        for heard in streams.heard
        if (key := str(heard.ids.get("report"))) in filed
    ]
    note(f"{len(filed)} reports, {len(delays)} deliveries, the longest", [max(delays)], "ms")
    return {
        f"live_p50_ms_{count}": percentile(delays, 0.5),
        f"live_p99_ms_{count}": percentile(delays, 0.99),
    }


def _broadcast(book: Book, streams: Streams, pipe: "Pipe", count: int) -> None:
    times = []
    for _ in rounds(1):
        for _ in range(BROADCASTS):
            streams.heard.clear()
            pipe.say("all")
            streams.listen(10, enough=lambda: len(streams.heard) >= count)
            streams.listen(0.5)
            at = int(pipe.line())
            heard = [each for each in streams.heard if each.kind == ALL]
            if len(heard) != count or len({each.number for each in heard}) != count:
                book.leave_out(f"live_broadcast_ms_{count}", f"{len(heard)} deliveries")
                return
            times.append((max(each.at for each in heard) - at) / 1e6)
    book.take(f"live_broadcast_ms_{count}", times)


def _memory(book: Book, base: Base) -> None:
    taken = []
    for _ in rounds():
        with Server(base) as server:
            with _streams(server, WARM_STREAMS):
                pass
            _look_around(server)
            time.sleep(SETTLE_SECONDS)
            before = server.resident_kb()
            with _streams(server, PEOPLE):
                time.sleep(SETTLE_SECONDS)
                taken.append((server.resident_kb() - before) / PEOPLE)
    book.take("live_kb_per_stream", taken)


def _look_around(server: Server) -> None:
    """Pages were asked for before the memory is weighed, as in life."""
    session = next(iter(server.base.cast["sessions"].values()))
    with Client(server.port) as client:
        for _ in range(50):
            client.get("/hari-ini/", session)


def hearers(base: Base, author: int) -> frozenset[int]:
    """The streams that hear of a report: the author's, and both of the superior's."""
    superior = base.cast["superiors"][str(author)]
    return frozenset({author, superior, -superior} if superior else {author})


def listening(base: Base, count: int) -> dict[int, str]:
    """Streams by number with their sessions: one for each person, a second one for team heads.

    A head has the board open on two machines, so that a member's report concerns three streams.
    The second has the person's number with a minus.
    """
    sessions, heads = base.cast["sessions"], set(base.cast["heads"])
    streams: dict[int, str] = {}
    for person in map(int, sessions):
        for number in (person, -person) if person in heads else (person,):
            if len(streams) < count:
                streams[number] = sessions[str(person)]
    return streams


def _not_stored(base: Base, filed: dict[str, Any]) -> str:
    with database.admin(base.name) as connection:
        stored = connection.execute(
            f"select count(*) from {SCHEMA}.work_report where id = any (%s::uuid[])",
            [list(filed)],
        ).fetchall()[0][0]
    return "" if stored == len(filed) else f"{len(filed)} reports filed, {stored} stored"


@contextmanager
def _streams(server: Server, count: int) -> Iterator[Streams]:
    streams = Streams(server.port)
    try:
        streams.open(listening(server.base, count))
        yield streams
    finally:
        streams.close()


class Pipe:
    """The writer's ears and mouth."""

    def __init__(self, ears: IO[str], mouth: IO[str]) -> None:
        self._ears = ears
        self._mouth = mouth
        self.out = VAR / "filed.json"

    def say(self, line: str) -> None:
        self._ears.write(line + "\n")
        self._ears.flush()

    def line(self) -> str:
        return self._mouth.readline().strip()


@contextmanager
def _writer(base: Base, count: int) -> Iterator[Pipe]:
    """The process that files, as people each of whose events concerns three of the streams."""
    streams = listening(base, count).keys()
    authors = [
        person
        for person in map(int, base.cast["sessions"])
        if len(them := hearers(base, person)) == EACH_CONCERNS and them <= streams
    ]
    facts = VAR / "writer.json"
    facts.write_text(json.dumps({"targets": base.cast["targets"], "authors": authors}))
    child = subprocess.Popen(
        python("-m", "bench.writer", str(facts)),
        cwd=ROOT,
        env=environment(base.name, process="worker"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("no pipe to the writer")
        pipe = Pipe(child.stdin, child.stdout)
        if pipe.line() != "ready":
            raise Wrong("the writer did not start")
        yield pipe
    finally:
        child.terminate()
        child.wait()
