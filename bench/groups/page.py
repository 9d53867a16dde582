"""What pages cost: CPU of one request and the statements it sends to PostgreSQL."""

from collections.abc import Callable, Sequence

from psycopg import sql

from bench import database
from bench.client import Answer, Client
from bench.database import Base
from bench.figures import Book, note
from bench.place import SCHEMA
from bench.process import Server, Spent, collect_static
from bench.rounds import ROUNDS, cost, rounds
from bench.statements import Log, logged

TODAY, TEAM, PEOPLE = "/hari-ini/", "/tim/", "/pegawai/"
PEOPLE_PAGES = (1, 10, 18)
"""First, tenth and last page of an agency of 855 people, fifty on each."""
QUERIED = 50


class Failed(Exception):
    """The answer was not the page that was asked for."""


def measure(book: Book) -> None:
    small, large = database.base(5_000), database.base(50_000)
    collect_static(small)
    _page(book, small, "today", TODAY, small.cast["staff"])
    _page(book, small, "team", TEAM, small.cast["heads"])
    _people(book, large)


def _page(book: Book, base: Base, name: str, path: str, people: Sequence[int]) -> None:
    try:
        spent = costs(base, path, people)
    except Failed as failed:
        book.leave_out(f"page_{name}_cpu_ms", str(failed))
        book.leave_out(f"page_{name}_queries", str(failed))
        return
    book.take(f"page_{name}_cpu_ms", [each.app_ms for each in spent])
    book.take(f"page_{name}_db_cpu_ms", [each.db_ms for each in spent])
    counts = queries(base, path, people[:QUERIED])
    book.take(f"page_{name}_queries", [max(counts)], places=0)


def _people(book: Book, base: Base) -> None:
    who, agency = [base.cast["personnel"]], base.cast["agency"]
    each: list[list[Spent]] = []
    try:
        for page in PEOPLE_PAGES:
            path = f"{PEOPLE}?unit={agency}&halaman={page}"
            each.append(costs(base, path, who))
    except Failed as failed:
        book.leave_out("page_people_cpu_ms", str(failed))
        return
    for name, take in (("page_people_cpu_ms", app_ms), ("page_people_db_cpu_ms", db_ms)):
        means = [sum(map(take, together)) / len(together) for together in zip(*each, strict=True)]
        book.take(name, means)


def app_ms(spent: Spent) -> float:
    return spent.app_ms


def db_ms(spent: Spent) -> float:
    return spent.db_ms


def costs(base: Base, path: str, people: Sequence[int], *, count: int = ROUNDS) -> list[Spent]:
    """CPU of one GET by these people in turn, for each round.

    The journal of readings is emptied before each round, so that the lines are written anew.

    Raises:
        Failed: an answer was no page.
    """
    spent = []
    with Server(base) as server, Client(server.port) as client:
        get = getter(client, base, path, people)
        for _ in rounds(count):
            forget_readings(base)
            each, wall = cost(server, get)
            note(f"wall of {path.partition('?')[0]}", [wall], "ms")
            spent.append(each)
    return spent


def getter(client: Client, base: Base, path: str, people: Sequence[int]) -> Callable[[int], float]:
    """A request by number: the people take turns."""
    sessions = [base.cast["sessions"][str(person)] for person in people]

    def get(number: int) -> float:
        answer = client.get(path, sessions[number % len(sessions)])
        insist(answer, path)
        return answer.seconds

    return get


def insist(answer: Answer, path: str) -> None:
    """Only a page that was really shown counts.

    Raises:
        Failed: another status.
    """
    if answer.status != 200:
        raise Failed(f"GET {path} answered {answer.status}")


def queries(base: Base, path: str, people: Sequence[int]) -> list[int]:
    """Statements of one request, by person; each connection of the server was used before."""
    forget_readings(base)
    sessions = [base.cast["sessions"][str(person)] for person in people]
    counts = []
    with logged(base), Server(base) as server, Client(server.port) as client:
        for _ in range(3):
            client.get(path, sessions[-1])
        log = Log(base)
        log.statements()
        for session in sessions:
            insist(client.get(path, session), path)
            counts.append(len(log.statements()))
        log.close()
    return counts


def forget_readings(base: Base) -> None:
    """Empty the journal of readings: the next ones are the first of the hour."""
    with database.admin(base.name) as connection:
        connection.execute(sql.SQL("truncate {}").format(sql.Identifier(SCHEMA, "audit_reading")))
