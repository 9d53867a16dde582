"""Random histories: whatever is cut and whoever commits late, state and events are a fresh read."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from noken.realtime import queries
from noken.realtime.api import hub as hub_module
from noken.realtime.api.recent import Recent
from noken.realtime.models import Outbox
from noken.realtime.ports import Audience
from noken.realtime.services import Announcement, announce
from noken.realtime.tests.serving import Page, Server, Session, chance, sign_in, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

CUTS = 1_000 if os.environ.get("NOKEN_ROUNDS") == "full" else 100
WRITERS = 3
PEOPLE = 8


class Board:
    """A page that shows one line a person, and fetches a line anew when an event names it."""

    def __init__(self, server: Server, session: Session, team: frozenset[int]) -> None:
        self.team = team
        self._server = server
        self._session = session
        self._seen: set[int] = set()
        self.page = Page(position=queries.position())
        self._known_before = set(_said(team))
        self.lines = _lines(team)
        self.resume()

    def resume(self) -> None:
        self._server.open(self._session, self.page.position, self.page)

    def cut(self) -> None:
        self.page.torn = chance.random() < 0.5
        if self.page.torn:
            time.sleep(chance.random() / 200)
        self._server.cut(self.page)

    def poll(self) -> None:
        answer = self._server.poll(self._session, self.page.position)
        assert not answer["refresh"]
        self.page.position = answer["position"]
        for event in answer["events"]:
            self.page.heard.setdefault(event["id"], event)

    def catch_up(self) -> None:
        heard = {row: data for row, data in list(self.page.heard.items()) if row not in self._seen}
        self._seen |= set(heard)
        self.lines |= _lines({data["subject"] for data in heard.values()})

    def missing(self) -> set[int]:
        """Of what was said since the page was read."""
        return set(_said(self.team)) - self._known_before - set(self.page.heard)


def _lines(team: "set[int] | frozenset[int]") -> dict[int, str]:
    return dict(get_user_model().objects.filter(pk__in=team).values_list("pk", "login"))


def _said(team: frozenset[int]) -> list[int]:
    return list(Outbox.objects.filter(subject_id__in=team).values_list("id", flat=True))


def _write(people: list[int], stop: threading.Event, failures: list[BaseException]) -> None:
    """Change people in transactions of any length, and take back every fifth of them."""
    connection.set_schema("manokwari")  # type: ignore[attr-defined]  # django-tenants adds it
    try:
        while not stop.is_set():
            with transaction.atomic():
                _change(sorted(chance.sample(people, chance.randint(1, 3))))
                time.sleep(chance.choice([0, 0, 0.002, 0.03]))
                transaction.set_rollback(chance.random() < 0.2)
    except BaseException as failure:
        failures.append(failure)
        raise
    finally:
        connection.close()


def _change(subjects: list[int]) -> None:
    for subject in subjects:
        get_user_model().objects.filter(pk=subject).update(login=f"{subject}-{chance.random()}")
    announce([Announcement("Changed", subject, {"person": subject}) for subject in subjects])


@contextmanager
def writers(people: list[int]) -> Iterator[None]:
    stop = threading.Event()
    failures: list[BaseException] = []
    threads = [
        threading.Thread(target=_write, args=(people, stop, failures)) for _ in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert not failures


def _board(server: Server, audiences: dict[int, Audience], team: frozenset[int]) -> Board:
    session = sign_in(uuid4().hex)
    audiences[session.user_id] = Audience(session.user_id, team)
    return Board(server, session, team)


def _disturb(board: Board) -> None:
    time.sleep(chance.random() / 100)
    board.catch_up()
    board.cut()
    if chance.random() < 0.2:
        board.poll()
    board.resume()


@pytest.mark.parametrize("memory", [10_000, 15], ids=["from memory", "from the table"])
def test_state_and_events_equal_a_fresh_read_whatever_is_cut(
    memory: int, audiences: dict[int, Audience], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "Recent", partial(Recent, most=memory))
    people = [get_user_model().objects.create(login=f"person {n}").pk for n in range(PEOPLE)]
    server = Server()
    try:
        with writers(people):
            boards = [
                _board(server, audiences, frozenset(team))
                for team in (people[:4], people[2:6], people)
            ]
            for cut in range(CUTS):
                _disturb(boards[cut % len(boards)])
        server.settle()
        assert until(lambda: not any(board.missing() for board in boards))
    finally:
        server.close()

    for board in boards:
        board.catch_up()
        assert board.lines == _lines(board.team)
        assert {data["subject"] for data in board.page.heard.values()} <= board.team
        assert set(board.page.heard) <= set(_said(board.team))
        assert "segarkan" not in board.page.said


def test_an_uncut_page_hears_each_event_once(audiences: dict[int, Audience]) -> None:
    people = [get_user_model().objects.create(login=f"person {n}").pk for n in range(PEOPLE)]
    session = sign_in("superior")
    audiences[session.user_id] = Audience(session.user_id, frozenset(people))
    server = Server()
    try:
        page = server.open(session)
        assert until(lambda: page.is_open)
        with writers(people):
            time.sleep(1.5)
        server.settle()
        assert set(page.heard) == set(Outbox.objects.values_list("id", flat=True))
        assert page.repeated == 0
    finally:
        server.close()
