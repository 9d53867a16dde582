"""noken's sign of life beside the jobs."""

import pytest

from noken.calendars.models import Pulse
from noken.config import pulse
from noken.config.demo.write_devices import MARK
from noken.devices.models import Device
from noken.devices.tests.machines import make_device

pytestmark = pytest.mark.django_db


def test_it_beats_in_every_instansi() -> None:
    pulse.beat()

    assert Pulse.objects.count() == 1


def test_the_sample_sleeps_without_an_outage() -> None:
    make_device()
    Device.objects.update(registry_code=MARK)

    pulse.beat()

    assert not Pulse.objects.exists()
