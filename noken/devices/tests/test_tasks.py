"""The worker's rounds, in every instansi."""

from datetime import timedelta

import pytest

from noken.calendars.models import Disruption
from noken.core import clock
from noken.devices import tasks
from noken.devices.models import Command, Fault
from noken.devices.tests.machines import expect_somebody, make_device

pytestmark = pytest.mark.django_db


def test_the_round_notices_a_silent_machine() -> None:
    now = clock.now()
    device = make_device(last_seen_at=now - timedelta(hours=2))
    expect_somebody(device, now - timedelta(hours=3), now + timedelta(hours=3))

    tasks.watch_machines(0)
    tasks.watch_machines(0)

    assert Fault.objects.get().kind == "SILENT"
    assert Disruption.objects.get().what.startswith("Mesin Mesin NKNA240700031 diam sejak ")


def test_the_night_asks_each_machine_that_is_heard() -> None:
    make_device(last_seen_at=clock.now() - timedelta(hours=2))
    make_device(serial="GONE0001", last_seen_at=clock.now() - timedelta(days=9))
    make_device(serial="WAIT0001", state="PENDING", last_seen_at=clock.now())

    tasks.check_counts(0)

    command = Command.objects.get()
    assert (command.verb, command.device.serial) == ("COUNT", "NKNA240700031")
