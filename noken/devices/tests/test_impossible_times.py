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
    """A day ahead and more, or begun anew in 2000: no punch, and when two people's rows say so the
    machine is not sound."""
    make_device()

    attlog(f"7\t{told}")

    assert BadLine.objects.get().reason == reason
    assert not Punch.objects.exists()
    event = DeviceEvent.objects.get(kind="CLOCK")
    assert (event.alarm, event.text) == (True, drift)
    assert Command.objects.get().verb == "CLOCK"
    assert not Fault.objects.exists()
    attlog(f"9\t{told}")
    assert Fault.objects.get().kind == "CLOCK"

    watch(by=system(TODAY), at=AT + MINUTE)
    assert Disruption.objects.get().site_id == Device.objects.get().recorder.site_id
    attlog("8\t2026-11-24 17:02:00", at=AT + 2 * MINUTE)
    assert Punch.objects.get().doubtful


def test_a_held_row_that_comes_again_after_the_clock_was_set_shows_nothing() -> None:
    make_device()
    for minute in range(0, 22, 2):
        ask(f"/iclock/getrequest?SN={SERIAL}", at=AT + minute * MINUTE)
    attlog("7\t2027-11-24 17:00:00", "8\t2027-11-24 17:00:00", at=AT + 22 * MINUTE)
    attlog("7\t2026-11-24 17:24:00", at=AT + 24 * MINUTE)
    assert Fault.objects.get().end_at == AT + 24 * MINUTE

    attlog("7\t2027-11-24 17:00:00", "7\t2026-11-24 17:24:00", at=AT + 26 * MINUTE)

    assert Fault.objects.count() == 1
    assert Device.objects.get().drift_seconds == 0


def test_one_line_from_the_future_makes_nobody_else_doubtful() -> None:
    """A day or five years ahead, again and again, by one person: the others count as ever."""
    make_device()
    for minute in range(0, 40, 2):
        ask(f"/iclock/getrequest?SN={SERIAL}", at=AT + minute * MINUTE)
    attlog("6\t2031-01-01 07:00:00", at=AT + 40 * MINUTE)
    attlog("6\t2031-01-01 07:00:01", at=AT + 41 * MINUTE)
    attlog("6\t2026-11-24 21:00:00", at=AT + 42 * MINUTE)
    attlog("7\t2026-11-24 17:43:00", at=AT + 43 * MINUTE)
    watch(by=system(TODAY), at=AT + 44 * MINUTE)

    assert not Fault.objects.exists()
    assert not Disruption.objects.exists()
    assert dict(Punch.objects.values_list("pin_key", "doubtful")) == {"6": True, "7": False}


def test_beside_a_row_that_is_right_rows_from_the_future_are_doubtful_alone() -> None:
    make_device()
    attlog("5\t2026-11-24 20:00:00", "6\t2026-11-24 21:00:00", "7\t2026-11-24 17:00:00")

    assert not Fault.objects.exists()
    assert dict(Punch.objects.values_list("pin_key", "doubtful")) == {
        "5": True,
        "6": True,
        "7": False,
    }


def test_rows_from_elsewhere_doubt_no_clock() -> None:
    make_device()
    ask(f"/iclock/getrequest?SN={SERIAL}")
    push = f"/iclock/cdata?SN={SERIAL}&table=ATTLOG&Stamp=1"
    ask(push, "5\t2031-01-01 07:00:00\n6\t2031-01-01 07:00:00\n", address="103.28.4.9")
    assert not Fault.objects.exists()
    ask(push, "5\t2031-01-01 07:00:01\n6\t2031-01-01 07:00:01\n")
    assert Fault.objects.exists()


def test_the_row_that_shows_the_clock_right_again_counts_in_full() -> None:
    make_device()
    for minute in range(0, 22, 2):
        ask(f"/iclock/getrequest?SN={SERIAL}", at=AT + minute * MINUTE)
    attlog("5\t2027-11-24 17:00:00", "6\t2027-11-24 17:00:00", at=AT + 22 * MINUTE)
    attlog("7\t2026-11-24 17:24:00", "8\t2026-11-24 17:10:00", at=AT + 24 * MINUTE)
    assert dict(Punch.objects.values_list("pin_key", "doubtful")) == {"7": False, "8": True}


def test_old_rows_beside_newer_ones_say_nothing_about_the_clock() -> None:
    make_device()
    attlog("7\t2000-01-01 00:03:11", "7\t2026-11-20 07:00:00")

    assert not Fault.objects.exists()
    assert BadLine.objects.get().reason == "OLD"
