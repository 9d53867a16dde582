"""One search among 100,000 people, as the personnel agency's screen asks it."""

from urllib.parse import urlencode

from bench import database
from bench.client import Client
from bench.figures import Book, note
from bench.groups.page import PEOPLE, Failed, insist
from bench.process import Server, collect_static
from bench.rounds import rounds

SIZE = 100_000
SHARE = 0.95
WARM_UP = 5


def measure(book: Book) -> None:
    base = database.base(SIZE)
    collect_static(base)
    name = f"search_ms_{SIZE}"
    try:
        with Server(base) as server, Client(server.port) as client:
            slowest = [_round(client, base.cast) for _ in rounds()]
    except Failed as failed:
        book.leave_out(name, str(failed))
        return
    book.take(name, slowest)


def _round(client: Client, cast: dict[str, dict[str, list[tuple[str, int]]]]) -> float:
    session = str(cast["sessions"][str(cast["personnel"])])
    times = []
    for kind, searches in cast["searches"].items():
        own, found = [], 0
        for number, (text, person) in enumerate([*searches[:WARM_UP], *searches]):
            path = f"{PEOPLE}?{urlencode({'cari': text})}"
            answer = client.get(path, session, htmx=True)
            insist(answer, PEOPLE)
            if number >= WARM_UP:
                own.append(answer.seconds * 1000)
                found += f"/pegawai/{person}/".encode() in answer.body
        note(f"{kind}: p95, {found} of {len(searches)} found", [percentile(own, SHARE)], "ms")
        times += own
    return percentile(times, SHARE)


def percentile(values: list[float], share: float) -> float:
    """The smallest value that `share` of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)]
