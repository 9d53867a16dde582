"""At the door: overload, a database that is away, whose machine it is, and who knocks."""

import asyncio
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import OperationalError, connection, connections

from noken.attendance.models import Punch
from noken.core.postgres import as_owner
from noken.core.tenancy import current_tenant, in_tenant
from noken.devices.api import limits, places, receiver
from noken.devices.models import UnknownSerial
from noken.devices.services import _door as door
from noken.devices.services import _notes as notes
from noken.devices.tests.machines import AT, SERIAL, make_device
from noken.tenants.queries import forget_hosts
from noken.tenants.services import create_instansi

TARGET = f"/iclock/cdata?SN={SERIAL}&table=ATTLOG&Stamp=1"
LINE = b"7\t2026-11-24 07:00:00\n"


class Wire:
    """Requests to the ASGI application itself."""

    def __init__(self) -> None:
        self.receiver = receiver.Receiver(threads=1)
        self.address = "10.20.3.7"

    def ask(self, *requests: tuple[str, bytes], host: str = "testserver") -> list[tuple[int, str]]:
        async def all_of_them() -> list[tuple[int, str]]:
            asked = [self._one(target, body, host) for target, body in requests]
            return list(await asyncio.gather(*asked))

        return asyncio.run(all_of_them())

    async def _one(self, target: str, body: bytes, host: str) -> tuple[int, str]:
        path, _, query = target.partition("?")
        said: list[dict[str, Any]] = []
        headers = [(b"host", host.encode())]
        if body:
            headers.append((b"content-length", str(len(body)).encode()))

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            said.append(message)

        scope = {
            "method": "POST" if body else "GET",
            "path": path,
            "query_string": query.encode(),
            "headers": headers,
            "client": (self.address, 40000),
        }
        await self.receiver(scope, receive, send)
        return said[0]["status"], said[1]["body"].decode()


@pytest.fixture
def wire(transactional_db: None) -> Iterator[Wire]:  # noqa: ARG001 (its threads commit)
    places.forget()
    there = Wire()
    yield there
    there.receiver._threads.submit(connections.close_all).result()
    there.receiver.stop()


def test_a_request_is_answered_and_committed(wire: Wire) -> None:
    make_device()
    assert wire.ask((TARGET, LINE)) == [(200, "OK: 1")]
    assert Punch.objects.count() == 1


def test_a_database_that_is_away_is_no_loss(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    make_device()

    def away(*_: Any, **__: Any) -> None:
        raise OperationalError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(receiver, "answer", away)
        assert wire.ask((TARGET, LINE)) == [(503, "")]
    assert wire.ask((TARGET, LINE)) == [(200, "OK: 1")]


def test_a_fault_of_ours_is_no_loss_either(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    make_device()

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("a fault")

    with monkeypatch.context() as patch:
        patch.setattr(receiver, "answer", broken)
        assert wire.ask((TARGET, LINE)) == [(503, "")]
    assert wire.ask((TARGET, LINE)) == [(200, "OK: 1")]


def test_nothing_is_acknowledged_before_the_commit(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A constraint that is only looked at when the transaction ends."""
    make_device()
    before = notes.take_notes

    def dangling(*arguments: Any, **named: Any) -> None:
        before(*arguments, **named)
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into devices_badline (delivery_id, line_no, text, reason, pin_key)"
                " values ('00000000-0000-7000-8000-000000000000', 1, '', 'OLD', '')"
            )

    with monkeypatch.context() as patch:
        patch.setattr(notes, "take_notes", dangling)
        assert wire.ask((TARGET, LINE)) == [(503, "")]
    assert not Punch.objects.exists()
    assert wire.ask((TARGET, LINE)) == [(200, "OK: 1")]


def test_too_many_at_once_are_sent_away(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    make_device()
    monkeypatch.setattr(limits, "MOST_WAITING", 4)
    statuses = [status for status, _ in wire.ask(*[(f"/iclock/ping?SN={SERIAL}", b"")] * 6)]
    assert statuses.count(200) == 2
    assert statuses.count(503) == 4


def test_one_address_leaves_the_others_half_of_the_room() -> None:
    room, body = limits.Room(), limits.MOST_BODY_BYTES
    taken = [room.enter(body, "10.0.0.1") for _ in range(20)]
    assert taken.count(True) == 8
    assert room.enter(body, "10.0.0.2")
    for _ in range(8):
        room.leave(body, "10.0.0.1")
    assert room.enter(body, "10.0.0.1")


def test_a_quick_machine_is_slowed_and_a_flood_refused() -> None:
    rate = limits.Rate(5, 10)
    waits = [rate.wait_s("A") for _ in range(40)]
    assert waits[:10] == [0.0] * 10
    assert 0 < (waits[10] or 0) <= 0.4
    assert waits[-1] is None
    assert rate.wait_s("B") == 0.0


def test_strangers_of_one_address_share_a_rate_and_those_let_in_do_not() -> None:
    guests = limits.Guests()
    guests.note("KNOWN001", 200)
    admitted = [guests.admits(f"ANY{number:05}", "10.0.0.1") for number in range(400)]
    assert 150 <= sum(admitted) <= 250
    assert guests.admits("KNOWN001", "10.0.0.1")
    assert guests.admits("ANY00000", "10.0.0.2")
    guests.note("KNOWN001", 401)
    assert not guests.admits("KNOWN001", "10.0.0.1")


def test_an_unknown_host_is_found_by_serial_when_it_is_an_address(wire: Wire) -> None:
    make_device()
    forget_hosts()
    ping = (f"/iclock/ping?SN={SERIAL}", b"")
    assert wire.ask(ping, host="10.1.2.3:8000") == [(200, "OK")]
    assert wire.ask(ping, host="[2001:db8::1]:8000") == [(200, "OK")]
    assert wire.ask(ping, host="elsewhere.example") == [(401, "")]
    assert wire.ask(("/iclock/ping?SN=NOBODY01", b""), host="10.1.2.3") == [(401, "")]


@pytest.mark.slow
def test_two_instansi_with_one_serial_are_told_apart_by_host_only(
    wire: Wire,
) -> None:
    here = current_tenant()
    with as_owner(connection):
        create_instansi("fakfak", "Kabupaten Fakfak", domain="fakfak.example", on=date(2026, 1, 1))
    try:
        with in_tenant(here):
            make_device()
        with in_tenant("fakfak"):
            make_device(state="PENDING")
        connection.set_schema(here)  # type: ignore[attr-defined]  # django-tenants adds it
        ping = (f"/iclock/ping?SN={SERIAL}", b"")
        assert wire.ask(ping, host="testserver") == [(200, "OK")]
        assert wire.ask(ping, host="fakfak.example") == [(503, "")]
        places.forget()
        assert wire.ask(ping, host="10.1.2.3") == [(401, "")]
    finally:
        with as_owner(connection), connection.cursor() as cursor:
            cursor.execute("drop schema fakfak cascade")
            cursor.execute("delete from tenants_domain where domain = 'fakfak.example'")
            cursor.execute("delete from tenants_instansi where schema_name = 'fakfak'")
        forget_hosts()


@pytest.mark.django_db
def test_the_ring_forgets_the_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "MOST_UNKNOWN", 3)
    for number in range(6):
        door.remember_unknown(f"KNOCK{number}", "10.0.0.1", at=AT.replace(minute=number))
    found = UnknownSerial.objects.order_by("serial").values_list("serial", flat=True)
    assert list(found) == ["KNOCK3", "KNOCK4", "KNOCK5"]
