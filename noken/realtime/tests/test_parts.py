"""The parts of the hub that need no database."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.realtime import access, wire
from noken.realtime.api import stream as stream_module
from noken.realtime.api.audiences import MOST_AT_ONCE, THREADS, Audiences
from noken.realtime.api.recent import Recent
from noken.realtime.api.rooms import Listener, Room
from noken.realtime.api.stream import MOST_WAITING, Stream, chunk
from noken.realtime.ports import Audience, account_topic
from noken.realtime.wire import Happening, happening

SUBJECTS = st.integers(1, 5)
TOPICS = st.sampled_from(["news", "units", account_topic(1), account_topic(2)])
AUDIENCES = st.builds(
    Audience, st.integers(1, 3), st.frozensets(SUBJECTS), st.frozensets(TOPICS), st.booleans()
)
HAPPENINGS = st.builds(
    lambda subject, topic: happening((1, 1, "manokwari", "A", subject, topic, "{}")),
    st.none() | SUBJECTS,
    st.just("") | TOPICS,
)


def at(xid: int, row: int = 0) -> Happening:
    return happening((row, xid, "manokwari", "A", 11, "", "{}"))


def test_an_event_is_what_the_browser_reads() -> None:
    event = happening((123, 9, "manokwari", "ReportFiled", 45, "", '{"report": 7}'))

    assert wire.event(event.kind, 8, event.data) == (
        b'id: 8\nevent: ReportFiled\ndata: {"id":123,"kind":"ReportFiled","subject":45,'
        b'"ids":{"report": 7}}\n\n'
    )
    assert b'"subject":null' in happening((1, 9, "manokwari", "A", None, "", "{}")).data
    assert wire.refresh(8, "old") == b'id: 8\nevent: segarkan\ndata: {"why":"old"}\n\n'


@given(st.lists(AUDIENCES, max_size=6), HAPPENINGS)
def test_a_room_finds_exactly_those_who_may_hear(
    audiences: list[Audience], happening: Happening
) -> None:
    room = Room()
    listeners = [Listener("manokwari", str(n), audience, 0) for n, audience in enumerate(audiences)]
    for listener in listeners:
        room.enter(listener)
    for gone in listeners[4:]:
        room.leave(gone)

    heard = list(room.hearers(happening))

    expected = [each for each in listeners[:4] if access.can_hear(each.audience, happening)]
    assert sorted(heard, key=id) == sorted(expected, key=id)


@given(st.lists(AUDIENCES, max_size=6))
def test_an_empty_room_is_empty(audiences: list[Audience]) -> None:
    room = Room()
    listeners = [Listener("manokwari", str(n), audience, 0) for n, audience in enumerate(audiences)]
    for listener in listeners:
        room.enter(listener)
    for listener in listeners:
        room.leave(listener)

    assert not any([room.listeners, room._by_subject, room._by_topic, room._whole])


@given(AUDIENCES, AUDIENCES)
def test_the_mark_changes_with_the_rights(one: Audience, other: Audience) -> None:
    assert (one.mark == other.mark) == (one == other)


@given(st.lists(st.integers(10, 60), max_size=60), st.integers(0, 70))
def test_memory_answers_wholly_or_not_at_all(xids: list[int], position: int) -> None:
    recent = Recent(floor=10, most=20)
    for row, xid in enumerate(xids):
        recent.add(at(xid, row))

    answer = recent.since(position)

    if answer is None:
        assert position < recent.floor
    else:
        assert [event.xid for event in answer] == sorted(xid for xid in xids if xid >= position)
    assert len(recent._happenings) <= 20
    assert recent.since(recent.floor) is not None


def test_one_transaction_of_many_events_may_leave_memory_empty() -> None:
    recent = Recent(floor=1, most=10)
    for row in range(11):
        recent.add(at(5, row))

    assert recent.since(5) is None
    assert recent.since(6) == []


class Reader:
    """Takes what is sent; while `slow`, as granian does, with a future that is not done."""

    def __init__(self) -> None:
        self.texts: list[bytes] = []
        self.slow = False
        self.closed = False
        self.pending: asyncio.Future[None] | None = None

    def __call__(self, message: dict[str, Any]) -> Any:
        if self.closed:
            raise RuntimeError("Transport not initialized or closed")
        self.texts.append(message["body"])
        if self.slow:
            self.pending = asyncio.get_running_loop().create_future()
            return self.pending
        return object()  # granian's own awaitable, already done

    async def catch_up(self) -> None:
        assert self.pending is not None
        self.slow = False
        self.pending.set_result(None)
        await asyncio.sleep(0)


def opened(reader: Reader) -> Stream:
    stream = Stream(reader, 0)
    stream.release(b"first ")
    return stream


def test_what_comes_while_a_page_looks_back_comes_after_it() -> None:
    async def play() -> None:
        reader = Reader()
        stream = Stream(reader, 0)
        assert stream.push(chunk(b"second"))
        assert reader.texts == []

        stream.release(b"first ")
        stream.push(chunk(b"third"))

        assert reader.texts == [b"first second", b"third"]

    asyncio.run(play())


def test_a_slow_reader_gets_all_that_waited_at_once() -> None:
    async def play() -> None:
        reader = Reader()
        stream = opened(reader)
        reader.slow = True
        for text in (b"1", b"2", b"3"):
            assert stream.push(chunk(text))
        assert reader.texts == [b"first ", b"1"]

        await reader.catch_up()

        assert reader.texts == [b"first ", b"1", b"23"]
        assert not stream.gone.done()

    asyncio.run(play())


def test_who_is_too_slow_gets_last_words_instead_of_what_waited() -> None:
    async def play() -> None:
        reader = Reader()
        stream = opened(reader)
        reader.slow = True
        for _ in range(1 + MOST_WAITING):
            assert stream.push(chunk(b"x"))
        assert not stream.push(chunk(b"x"))

        stream.finish(b"refresh", instead=True)
        assert stream.push(chunk(b"x"))
        await reader.catch_up()

        assert reader.texts == [b"first ", b"x", b"refresh"]
        assert stream.gone.done()

    asyncio.run(play())


def test_a_reader_that_stalls_does_not_hold_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_module, "PATIENCE_S", 0.01)

    async def play() -> None:
        reader = Reader()
        stream = opened(reader)
        reader.slow = True
        stream.push(chunk(b"x"))
        stream.finish(b"end")
        stream.finish(b"end again")

        await asyncio.wait_for(stream.gone, 1)

    asyncio.run(play())


def test_a_stream_that_ends_while_it_looks_back_says_both() -> None:
    async def play() -> None:
        reader = Reader()
        stream = Stream(reader, 0)
        stream.finish(b"end")
        stream.release(b"first ")

        assert reader.texts == [b"first end"]
        assert stream.gone.done()

    asyncio.run(play())


def test_a_broken_connection_ends_the_stream() -> None:
    async def play() -> None:
        reader = Reader()
        stream = opened(reader)
        reader.closed = True
        assert stream.push(chunk(b"x"))
        assert stream.gone.done()

        reader = Reader()
        reader.slow = True
        stream = opened(reader)
        assert reader.pending is not None
        reader.pending.set_exception(ConnectionError())
        await asyncio.sleep(0)
        assert stream.gone.done()

    asyncio.run(play())


def test_many_questions_are_asked_in_few_batches() -> None:
    batches: list[int] = []

    def load(_: str, keys: Sequence[str]) -> dict[str, Audience]:
        batches.append(len(keys))
        return {key: Audience(int(key)) for key in keys if int(key) % 2}

    async def play() -> None:
        asking = Audiences(load)
        keys = [str(number) for number in range(3 * MOST_AT_ONCE)]
        answers = await asyncio.gather(*(asking.ask("manokwari", key) for key in keys))
        again = asking.ask("manokwari", "1")
        assert asking.ask("manokwari", "1") is again
        assert await asking.ask("elsewhere", "4") is None
        await again
        await asking.close()

        assert [answer and answer.user_id for answer in answers] == [
            number if number % 2 else None for number in range(3 * MOST_AT_ONCE)
        ]
        assert len(batches) == 5
        assert THREADS == 2

    asyncio.run(play())


def test_a_failure_reaches_all_who_asked() -> None:
    def load(_tenant: str, _keys: Sequence[str]) -> dict[str, Audience]:
        raise OSError("no database")

    async def play() -> None:
        asking = Audiences(load)
        answers = await asyncio.gather(
            *(asking.ask("manokwari", key) for key in "ab"), return_exceptions=True
        )
        await asking.close()

        assert [type(answer) for answer in answers] == [OSError, OSError]

    asyncio.run(play())
