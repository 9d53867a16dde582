"""Rows whose time cannot be: held, and yet they show that a clock is wrong."""

from datetime import timedelta

import pytest

from noken.attendance.models import Punch
from noken.calendars.models import Disruption
from noken.core.actor import system
from noken.devices.models import BadLine, Command, Device, DeviceEvent, Fault
from noken.devices.services.watching import watch
from noken.devices.tests.machines import AT, SERIAL, ask, attlog, make_device
from tests.world import TODAY

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("told", "reason", "drift"),
    [
        ("2026-11-26 07:00:00", "FUTURE", "+1 hari 14 jam"),
        ("2027-11-24 17:00:00", "FUTURE", "+365 hari"),
        ("9999-12-31 23:59:59", "FUTURE", "+24855 hari 3 jam"),
        ("2000-01-01 00:03:11", "OLD", "\N{MINUS SIGN}9824 hari 16 jam"),
    ],
)
def test_a_row_held_for_its_time_shows_the_clock(told: str, reason: str, drift: str) -> None:
    """A day ahead and more, or begun anew in 2000: no punch, and the machine is not sound."""
    make_device()

    attlog(f"7\t{told}")

    assert BadLine.objects.get().reason == reason
    assert not Punch.objects.exists()
    event = DeviceEvent.objects.get(kind="CLOCK")
    assert (event.alarm, event.text) == (True, drift)
    assert Fault.objects.get().kind == "CLOCK"
    assert Command.objects.get().verb == "CLOCK"

    watch(by=system(TODAY), at=AT + MINUTE)
    assert Disruption.objects.get().site_id == Device.objects.get().recorder.site_id
    attlog("8\t2026-11-24 17:02:00", at=AT + 2 * MINUTE)
    assert Punch.objects.get().doubtful


def test_a_held_row_that_comes_again_after_the_clock_was_set_shows_nothing() -> None:
    make_device()
    for minute in range(0, 22, 2):
        ask(f"/iclock/getrequest?SN={SERIAL}", at=AT + minute * MINUTE)
    attlog("7\t2027-11-24 17:00:00", at=AT + 22 * MINUTE)
    attlog("7\t2026-11-24 17:24:00", at=AT + 24 * MINUTE)
    assert Fault.objects.get().end_at == AT + 24 * MINUTE

    attlog("7\t2027-11-24 17:00:00", "7\t2026-11-24 17:24:00", at=AT + 26 * MINUTE)

    assert Fault.objects.count() == 1
    assert Device.objects.get().drift_seconds == 0


def test_old_rows_beside_newer_ones_say_nothing_about_the_clock() -> None:
    make_device()
    attlog("7\t2000-01-01 00:03:11", "7\t2026-11-20 07:00:00")

    assert not Fault.objects.exists()
    assert BadLine.objects.get().reason == "OLD"
