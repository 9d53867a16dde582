"""noken's sign of life beside the jobs."""

import threading

import pytest
from django.db import DatabaseError, connection

from noken.calendars.models import Pulse
from noken.config import pulse
from noken.config.demo.write_devices import MARK
from noken.devices.models import Device
from noken.devices.tests.machines import make_device

pytestmark = pytest.mark.django_db


def stopped() -> threading.Event:
    stop = threading.Event()
    stop.set()
    return stop


def test_it_beats_in_every_instansi() -> None:
    pulse.beat_on(stopped())

    assert Pulse.objects.count() == 1


def test_the_sample_sleeps_without_an_outage() -> None:
    make_device()
    Device.objects.update(registry_code=MARK)

    pulse.beat()

    assert not Pulse.objects.exists()


def test_a_database_that_is_away_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    def fail() -> None:
        done.append("beat")
        raise DatabaseError("away")

    monkeypatch.setattr(pulse, "beat", fail)
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: done.append("closed"))

    pulse.beat_on(stopped())

    assert done == ["beat", "closed"]
