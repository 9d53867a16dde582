"""Files of machines: looked at, taken in whole or not at all, and twice the same."""

# ruff: noqa: DTZ001 (what a clock on the wall showed has no zone)

import logging
import tracemalloc
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import pytest
from django.db import connection

from noken.attendance.models import Punch, Recorder
from noken.core.actor import Actor, system
from noken.core.errors import Refused
from noken.core.tables import inbox
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.devices.models import BadLine, Delivery, Upload
from noken.devices.queries.sources import MACHINE, Source, source
from noken.devices.services import files
from noken.devices.tests.attlogs import attlog, line, real_log
from tests.world import NOON, TODAY, make_employee, make_unit
from tests.world_attendance import make_pin, make_recorder, make_site

pytestmark = pytest.mark.django_db
BY = system(TODAY)
LAST_YEAR = datetime(2027, 11, 23, 7, 26, 10)


@pytest.fixture
def machine() -> Source:
    recorder = make_recorder(make_site(make_unit("Dinas Sosial"), "Kantor"), "Pintu utama")
    return at(recorder)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")


def at(recorder: Recorder, by: Actor = BY) -> Source:
    found = source(by, MACHINE, recorder.pk)
    assert found
    return found


def send(path: Path, origin: Source, *, key: Any = None, by: Actor = BY) -> Upload:
    received = inbox.receive(current_tenant(), [path.read_bytes()])
    new = files.NewFile(key or uuid7(NOON), path.name, Upload.Kind.ATTLOG, received)
    return files.receive_file(new, origin.id, by=by, at=NOON)


GOOD = [line("1042", "2026-11-23 07:21:09"), line("0317", "2026-11-23 07:21:44", 1, 15)]


def test_a_file_is_looked_at_first_and_changes_nothing(tmp_path: Path, machine: Source) -> None:
    upload = send(attlog(tmp_path, [*GOOD, "rubbish", GOOD[0]]), machine)

    assert upload.state == Upload.State.CHECKED
    found = files.Preview(**upload.preview)
    assert (found.lines, found.new, found.known, found.held) == (4, 2, 1, 1)
    assert (found.pins, found.unknown_pins) == (2, 2)
    assert found.shown == [(3, "rubbish", "UNREADABLE")]
    assert not Punch.objects.exists()
    assert not Delivery.objects.exists()


def test_taking_it_in_does_what_the_preview_said(tmp_path: Path, machine: Source) -> None:
    upload = send(attlog(tmp_path, [*GOOD, "rubbish", line("7", LAST_YEAR)]), machine)

    delivery = files.take_file(upload.pk, by=BY, at=NOON)

    assert (delivery.rows_new, delivery.rows_known, delivery.rows_bad) == (2, 0, 2)
    assert sorted(Punch.objects.values_list("pin_key", "status", "verify")) == [
        ("1042", 0, 1),
        ("317", 1, 15),
    ]
    held = BadLine.objects.order_by("line_no")
    assert [(row.line_no, row.reason, row.pin_key) for row in held] == [
        (3, "UNREADABLE", ""),
        (4, "FUTURE", "7"),
    ]
    upload.refresh_from_db()
    assert (upload.state, upload.preview, upload.stored_name) == (Upload.State.TAKEN, {}, "")


def test_taking_twice_is_taking_once(tmp_path: Path, machine: Source) -> None:
    upload = send(attlog(tmp_path, GOOD), machine)

    first = files.take_file(upload.pk, by=BY, at=NOON)
    second = files.take_file(upload.pk, by=BY, at=NOON)

    assert first == second
    assert Delivery.objects.count() == 1


def test_the_same_file_again_changes_nothing(tmp_path: Path, machine: Source) -> None:
    path = attlog(tmp_path, [*GOOD, "rubbish", line("7", LAST_YEAR)])
    files.take_file(send(path, machine).pk, by=BY, at=NOON)

    again = send(path, machine)

    found = files.Preview(**again.preview)
    assert (found.new, found.known, found.held, found.held_before) == (0, 2, 0, 2)
    with pytest.raises(Refused) as refusal:
        files.take_file(again.pk, by=BY, at=NOON)
    assert refusal.value.code == "file.nothing_new"
    assert (Delivery.objects.count(), BadLine.objects.count()) == (1, 2)


def test_one_sending_is_one_upload(tmp_path: Path, machine: Source) -> None:
    key = uuid7(NOON)
    first = send(attlog(tmp_path, GOOD), machine, key=key)

    assert send(attlog(tmp_path, GOOD), machine, key=key) == first
    with pytest.raises(Refused, match="Kiriman ini sudah dipakai"):
        send(attlog(tmp_path, GOOD[:1]), machine, key=key)


def test_a_file_that_is_put_away_leaves_nothing(
    tmp_path: Path, machine: Source, django_capture_on_commit_callbacks: Any
) -> None:
    upload = send(attlog(tmp_path, GOOD), machine)
    path = inbox.path_of(current_tenant(), upload.stored_name)

    with django_capture_on_commit_callbacks(execute=True):
        dropped = files.drop_file(upload.pk, by=BY, at=NOON)

    assert (dropped.preview, dropped.stored_name, path.exists()) == ({}, "", False)
    with pytest.raises(Refused, match="sudah dimuat atau dibatalkan"):
        files.take_file(upload.pk, by=BY, at=NOON)


def test_a_file_that_was_left_is_gone_after_a_week(tmp_path: Path, machine: Source) -> None:
    upload = send(attlog(tmp_path, GOOD), machine)

    assert files.forget_waiting(at=NOON + timedelta(days=6)) == 0
    assert files.forget_waiting(at=NOON + timedelta(days=8)) == 1
    upload.refresh_from_db()
    assert (upload.state, upload.preview) == (Upload.State.DROPPED, {})


def test_rows_of_the_wrong_machine_are_twins_and_not_counted_twice(
    tmp_path: Path, machine: Source
) -> None:
    path = attlog(tmp_path, GOOD)
    files.take_file(send(path, machine).pk, by=BY, at=NOON)
    other = at(make_recorder(_site_of(machine), "Pintu belakang"))

    upload = send(path, other)

    found = files.Preview(**upload.preview)
    assert (found.new, found.twins) == (0, {"Pintu utama": 2})
    files.take_file(upload.pk, sure=True, by=BY, at=NOON)
    assert Punch.objects.count() == 2
    assert set(BadLine.objects.values_list("reason", flat=True)) == {"TWIN"}


def test_a_year_ahead_proposes_a_year(tmp_path: Path, machine: Source) -> None:
    upload = send(attlog(tmp_path, [*GOOD, line("27", LAST_YEAR)]), machine)

    found = files.Preview(**upload.preview)
    assert (found.shift_days, found.shift_is_year) == (365, True)
    assert found.unread == {"FUTURE": 1}


def test_known_people_are_told_from_unknown(tmp_path: Path, machine: Source) -> None:
    make_pin(_site_of(machine), "1042", make_employee())

    found = files.Preview(**send(attlog(tmp_path, GOOD), machine).preview)

    assert (found.pins, found.unknown_pins) == (2, 1)


@pytest.mark.parametrize(
    ("content", "word"), [(b"PK\x03\x04", "Excel"), (b"", "kosong"), (b"a;b\n", "Tidak ada baris")]
)
def test_what_is_no_attlog_is_refused_in_words(
    content: bytes, word: str, tmp_path: Path, machine: Source
) -> None:
    path = tmp_path / "x.dat"
    path.write_bytes(content)

    with pytest.raises(Refused, match=word) as refusal:
        send(path, machine)

    assert refusal.value.code == "file.unreadable"
    assert not Upload.objects.exists()


def test_a_file_full_of_held_lines_is_refused_whole(
    tmp_path: Path, machine: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("noken.devices.services.files.sorting.MOST_HELD", 5)
    lines = [GOOD[0], *(f"rubbish {place}" for place in range(6))]

    with pytest.raises(Refused, match="tidak dapat dihitung"):
        send(attlog(tmp_path, lines), machine)


def test_the_real_log_loads_twice_the_same(machine: Source) -> None:
    path = real_log()

    upload = send(path, machine)
    delivery = files.take_file(upload.pk, sure=True, by=BY, at=NOON)
    again = files.Preview(**send(path, machine).preview)

    assert (delivery.rows_new, delivery.rows_bad) == (11_902, 0)
    assert Punch.objects.count() == 11_902
    assert Punch.objects.values("pin_key").distinct().count() == 90
    assert (again.new, again.known, again.changes) == (0, 11_902, False)


def many(folder: Path, count: int) -> Path:
    """So many punches of 500 people, in no order."""
    start = datetime(2026, 1, 1)
    lines = [line(str(n % 500), start + timedelta(seconds=41 * n)) for n in range(count)]
    Random(7).shuffle(lines)  # noqa: S311 (an order, no secret)
    return attlog(folder, lines, f"{count}.dat")


def test_a_hundred_thousand_lines_shuffled_are_their_set(tmp_path: Path, machine: Source) -> None:
    path = many(tmp_path, 100_000)

    began = perf_counter()
    found = files.preview_on_disk(path, Upload.Kind.ATTLOG, machine, NOON)
    looked = perf_counter() - began
    new = files.NewFile(uuid7(NOON), path.name, Upload.Kind.ATTLOG, inbox.described(path))
    delivery = files.take_from_disk(path, new, machine.id, by=BY, at=NOON)
    took = perf_counter() - began - looked

    logging.getLogger(__name__).info("seen in %.1f s, taken in %.1f s", looked, took)
    assert found.new == 100_000
    assert delivery is not None
    assert delivery.rows_new == 100_000
    assert files.take_from_disk(path, new, machine.id, by=BY, at=NOON) is None


def test_a_larger_file_needs_hardly_more_memory(tmp_path: Path, machine: Source) -> None:
    path = many(tmp_path, 40_000)

    tracemalloc.start()
    files.preview_on_disk(path, Upload.Kind.ATTLOG, machine, NOON)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 10_000_000


def _site_of(origin: Source) -> Any:
    return Recorder.objects.get(pk=origin.id).site


def test_nothing_holds_a_lock_after_a_refusal(tmp_path: Path, machine: Source) -> None:
    path = attlog(tmp_path, GOOD)
    files.take_file(send(path, machine).pk, by=BY, at=NOON)

    new = files.NewFile(uuid7(NOON), path.name, Upload.Kind.ATTLOG, inbox.described(path))

    assert files.take_from_disk(path, new, machine.id, by=BY, at=NOON) is None
    assert connection.in_atomic_block
    assert Punch.objects.count() == 2
