"""Machines of many minds over real HTTP, and connections cut at every byte."""

import os
import random
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from django.db import connection

from noken.attendance.models import Punch
from noken.core import clock
from noken.devices.models import BadLine, Command, Delivery, Device, DeviceEvent, Fault
from noken.devices.tests.machines import SERIAL, make_device
from tests.machines import simulator
from tests.machines.serving import Reply, Serving, read_reply, request, serving

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

LINE = "1042\t2026-11-24 07:21:49\t0\t15\t0\t0\t0\n"
TARGET = f"/iclock/cdata?SN={SERIAL}&table=ATTLOG&Stamp=9999"
FULL = os.environ.get("NOKEN_ROUNDS") == "full"


@pytest.fixture(scope="module")
def there(
    django_db_setup: None,  # noqa: ARG001 (the server needs the database of the tests)
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("push")) as server:
        yield server


def local_now() -> datetime:
    return clock.local(clock.now()).replace(tzinfo=None, microsecond=0)


PERSONALITIES = [
    simulator.BareOkLover,
    simulator.CountLover,
    simulator.SpaceSeparated,
    simulator.LowerCase,
    simulator.StampIgnorer,
    simulator.Replayer,
    simulator.Door,
]


def test_every_personality_is_taken_once_and_comes_to_rest(there: Serving) -> None:
    began = local_now() - timedelta(days=1)
    for number, kind in enumerate(PERSONALITIES):
        plain = kind is simulator.BareOkLover
        device = make_device(serial=f"SIM{number:05}", ack="PLAIN" if plain else "COUNT")
        machine = kind(there, device.serial)
        for second in range(120):
            machine.punch(str(second % 40 + 1), began + timedelta(seconds=second))

        assert machine.start().status == 200
        waiting = len(machine.lines)
        assert machine.send_all() == -(-waiting // simulator.BATCH), kind.__name__
        machine.start()
        machine.send_all()
        machine.poll()

        assert Punch.objects.filter(recorder=device.recorder_id).count() == 120, kind.__name__
        assert not machine.lines
        assert len(machine.commands) == 1  # the clock
    assert Device.objects.get(serial="SIM00006").branch == "ACC"
    assert not BadLine.objects.exists()
    assert not Punch.objects.filter(doubtful=True).exists()


def test_a_clock_that_runs_ahead_is_doubted_set_and_trusted_again(there: Serving) -> None:
    device = make_device()
    machine = simulator.Machine(there, SERIAL, drift=timedelta(minutes=11, seconds=8))
    machine.start()
    machine.poll()  # the first clock, which this machine does not obey
    machine.drift = timedelta(minutes=11, seconds=8)
    Device.objects.update(clock_sent_at=clock.now() - timedelta(minutes=11))

    machine.punch("7", local_now())
    machine.send_all()
    assert not Fault.objects.exists()
    machine.punch("6", local_now())
    machine.send_all()

    assert set(Punch.objects.values_list("doubtful", flat=True)) == {True}
    assert Fault.objects.get().kind == "CLOCK"
    assert DeviceEvent.objects.filter(kind="CLOCK", alarm=True).exists()
    device.refresh_from_db()
    assert device.drift_seconds in range(660, 672)

    machine.poll()
    assert machine.drift == timedelta(0)
    Device.objects.update(online_since=clock.now() - timedelta(minutes=20))
    for pin in "89":
        machine.punch(pin, local_now())
        machine.send_all()

    doubts = dict(Punch.objects.values_list("pin_key", "doubtful"))
    assert doubts == {"7": True, "6": True, "8": False, "9": False}
    assert Fault.objects.get().end_at is not None


def test_a_request_cut_at_any_byte_leaves_nothing_half(there: Serving) -> None:
    make_device()
    whole = request(TARGET, (LINE + LINE.replace("1042", "1043")).encode())

    for cut in range(len(whole)):
        with there.connect() as plug:
            plug.sendall(whole[:cut])
            plug.shutdown(socket.SHUT_WR)
            with suppress(ConnectionError, OSError):
                reply = read_reply(plug)
                assert reply.status in {400, 503}, (cut, reply)
    assert not Punch.objects.exists()
    assert not Delivery.objects.exists()

    with there.connect() as plug:
        for byte in whole:
            plug.sendall(bytes([byte]))
        assert read_reply(plug).text == "OK: 2"
    assert Punch.objects.count() == 2


def test_a_length_that_is_always_wrong_is_believed_the_third_time(there: Serving) -> None:
    make_device()
    body = (LINE + "1050\t2026-11-24 07:21:4").encode()

    replies = [_short(there, body) for _ in range(3)]

    assert [reply.status for reply in replies] == [503, 503, 200]
    assert replies[2].text == "OK: 1"
    assert [punch.pin_raw for punch in Punch.objects.all()] == ["1042"]
    assert Delivery.objects.get().cut


def _short(there: Serving, body: bytes) -> Reply:
    with there.connect() as plug:
        plug.sendall(request(TARGET, body, length=len(body) + 20))
        return read_reply(plug)


def test_the_answer_is_plain_counted_and_dated(there: Serving) -> None:
    make_device()

    reply = there.ask(TARGET, LINE.encode())

    assert reply.status == 200
    assert reply.headers["content-type"] == "text/plain"
    assert reply.headers["content-length"] == "5"
    assert reply.headers["date"].endswith(" GMT")
    assert not {"transfer-encoding", "content-encoding", "set-cookie"} & set(reply.headers)


@pytest.mark.parametrize("target", ["/iclock/getrequest.aspx", "/iclock/ping"])
def test_further_addresses(there: Serving, target: str) -> None:
    make_device()
    assert there.ask(f"{target}?SN={SERIAL}").status == 200


def test_hostile_requests_are_refused_in_few_bytes(there: Serving) -> None:
    make_device()
    packed = request(TARGET, LINE.encode()).replace(
        b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n"
    )
    chunked = (
        f"POST {TARGET} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        f"{len(LINE):x}\r\n{LINE}\r\n0\r\n\r\n"
    ).encode()
    twice = request(TARGET, LINE.encode()).replace(b"\r\n\r\n", b"\r\nContent-Length: 3\r\n\r\n", 1)
    expected = {
        "packed": (packed, {415}),
        "chunked": (chunked, {404, 411}),  # its host is nobody's; either way not taken
        "two lengths": (twice, {400}),
        "50 MB": (request(TARGET, b"x", length=50_000_000), {413}),
        "no serial": (request("/iclock/cdata?SN=../../etc&options=all"), {401}),
        "two serials": (request(f"/iclock/cdata?SN={SERIAL}&sn=OTHER1&options=all"), {401}),
        "lines": (request(TARGET, b"\n" * 50_001), {413}),
        "exchange": (request(f"/iclock/exchange?SN={SERIAL}&type=publickey", b"x"), {404}),
        "shell": (request("/iclock/../../etc/passwd"), {404}),
    }
    for name, (raw, statuses) in expected.items():
        with there.connect() as plug:
            plug.sendall(raw)
            reply = read_reply(plug)
        assert reply.status in statuses, (name, reply)
        assert (
            len(reply.text) < 200
            if reply.status == 404
            else not reply.text or name == "two lengths"
        )
    assert not Punch.objects.exists()


def test_hostile_lines_are_kept_harmless(there: Serving) -> None:
    make_device()
    body = b"\n".join(
        [
            b"=cmd|' /C calc'!A0\t2026-11-24 07:30:00\t0\t1",
            b"x" * 100_000,
            b"12\t2026-11-24 07:30:0\x00\t0\t1",
            b"13\t2026-11-24 07:30:00\t\x00\t1",
            b"14\t2026-11-24 07:30:00",
        ]
    )

    assert there.ask(TARGET, body).text == "OK: 5"
    names = b"USER PIN=9\tName=<img src=x onerror=alert(1)>\tPri=0\n"
    target = TARGET.replace("ATTLOG", "OPERLOG")
    assert there.ask(target, names).text == "OK: 1"
    assert sorted(Punch.objects.values_list("pin_raw", flat=True)) == ["13", "14"]
    assert BadLine.objects.count() == 3
    assert max(len(line.text) for line in BadLine.objects.all()) <= 500


def test_replay_in_any_order_equals_the_distinct_set(there: Serving) -> None:
    total, rounds = (100_000, 5) if FULL else (10_000, 3)
    device = make_device()
    chance = random.Random(7)  # noqa: S311 (the same each time)
    began = local_now() - timedelta(days=30)
    lines = [
        f"{chance.randrange(1, 500)}\t{began + timedelta(seconds=second)}\t0\t1"
        for second in (chance.randrange(2_000_000) for _ in range(total))
    ]
    distinct = {tuple(line.split("\t")[:2]) for line in lines}

    for _ in range(rounds):
        chance.shuffle(lines)
        for start in range(0, total, 1000):
            batch = lines[start : start + 1000]
            body = "".join(f"{line}\n" for line in batch).encode()
            if chance.random() < 0.1:  # the line breaks in the middle and the machine repeats
                with there.connect() as plug:
                    plug.sendall(request(TARGET, body)[: chance.randrange(200, len(body))])
            assert there.ask(TARGET, body).text == f"OK: {len(batch)}"

    rows = Punch.objects.filter(recorder=device.recorder_id).values_list("pin_raw", "local_time")
    assert {(pin, str(time)) for pin, time in rows} == distinct
    assert rows.count() == len(distinct)


def test_commands_go_out_once_and_the_restart_last(there: Serving) -> None:
    device = make_device(clock_sent_at=clock.now())
    for verb in ("REBOOT", "INFO", "CHECK"):
        Command.objects.create(device=device, verb=verb, asked_at=clock.now())
    machine = simulator.Machine(there, SERIAL)

    machine.poll()
    machine.poll()

    assert machine.commands == ["INFO", "CHECK", "REBOOT"]
    assert set(Command.objects.values_list("state", flat=True)) == {"DONE"}


def test_connections_to_the_database_that_die_lose_nothing(there: Serving) -> None:
    device = make_device()
    machine = simulator.Machine(there, SERIAL)
    began = local_now() - timedelta(days=1)
    for second in range(200):
        machine.punch("7", began + timedelta(seconds=second))

    while machine.lines:
        with connection.cursor() as cursor:
            cursor.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
                " and usename = current_user"
            )
        batch = machine.lines[: simulator.BATCH]
        if machine.believes(machine.send(batch), batch):
            del machine.lines[: len(batch)]

    assert Punch.objects.filter(recorder=device.recorder_id).count() == 200


def test_what_was_acknowledged_survives_the_death_of_the_server(tmp_path: Path) -> None:
    devices = [make_device(serial=f"DIES000{number}") for number in range(4)]
    with serving(tmp_path) as there, ThreadPoolExecutor(len(devices)) as threads:
        sending = [threads.submit(_send_until_it_dies, there, d.serial) for d in devices]
        time.sleep(1.5)
        there.kill()
        acknowledged = {sent for each in sending for sent in each.result()}

    stored = Punch.objects.values_list("recorder__device__serial", "pin_raw", "local_time")
    found = {(serial, pin, str(at)) for serial, pin, at in stored}
    assert acknowledged
    assert acknowledged <= found
    assert len(found) == Punch.objects.count()


def _send_until_it_dies(there: Serving, serial: str) -> list[tuple[str, str, str]]:
    """What was acknowledged."""
    began = local_now() - timedelta(days=1)
    target, acknowledged = f"/iclock/cdata?SN={serial}&table=ATTLOG&Stamp=1", []
    with suppress(OSError):
        for number in count():
            rows = [
                (serial, str(pin), str(began + timedelta(seconds=number))) for pin in range(1, 50)
            ]
            body = "".join(f"{pin}\t{at}\t0\t1\n" for _, pin, at in rows)
            if there.ask(target, body.encode()).text == f"OK: {len(rows)}":
                acknowledged += rows
    return acknowledged
