"""Who knows a serial and reaches the port, tried against the whole receiver."""

from collections.abc import Iterator

import pytest
from django.db import connections

from noken.attendance.models import Punch
from noken.devices.api import limits, places
from noken.devices.models import Device
from noken.devices.services._door import hash_key
from noken.devices.tests.machines import SERIAL, make_device
from noken.devices.tests.test_door import LINE, TARGET, Wire

KEY = "471108"
START = f"/iclock/cdata?SN={SERIAL}&options=all"


@pytest.fixture
def wire(transactional_db: None) -> Iterator[Wire]:  # noqa: ARG001 (its threads commit)
    places.forget()
    there = Wire()
    yield there
    there.receiver._threads.submit(connections.close_all).result()
    there.receiver.stop()


def test_a_neighbour_in_the_fence_needs_the_key_and_the_machines_address(wire: Wire) -> None:
    make_device(key_hash=hash_key(KEY), networks=["10.20.3.0/24"])
    wire.address = "::ffff:10.20.3.7"
    assert wire.ask((f"{START}&pushcommkey={KEY}", b""))[0][0] == 200
    assert Device.objects.get().key_address == "10.20.3.7"
    assert wire.ask((TARGET, LINE)) == [(200, "OK: 1")]

    wire.address = "10.20.3.8"
    assert wire.ask((TARGET, LINE), (START, b"")) == [(503, ""), (503, "")]
    assert Punch.objects.count() == 1


def test_who_guesses_keys_is_told_to_wait_and_the_machine_is_not(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BURST", 100)
    wire = Wire()
    make_device(key_hash=hash_key(KEY))
    wire.address = "10.66.6.6"
    told = [wire.ask((f"{START}&pushcommkey={n}", b""))[0][0] for n in range(13)]
    assert told == [401] * 10 + [503] * 3
    assert wire.ask((f"{START}&pushcommkey={KEY}", b"")) == [(503, "")]

    wire.address = "10.20.3.7"
    assert wire.ask((f"{TARGET}&pushcommkey={KEY}", LINE)) == [(200, "OK: 1")]
    wire.receiver._threads.submit(connections.close_all).result()
    wire.receiver.stop()
