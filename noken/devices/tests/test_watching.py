"""Silence and doubtful clocks: faults, and the disruptions that shield people."""

from datetime import UTC, datetime, timedelta

import pytest

from noken.attendance.models import PinAssignment
from noken.calendars.models import Disruption
from noken.core.actor import system
from noken.devices.models import Command, Device, DeviceEvent, Fault, HalfDay
from noken.devices.services import upkeep
from noken.devices.services.watching import watch
from noken.devices.tests.machines import AT, SERIAL, ask, attlog, expect_somebody, make_device
from tests.world import TODAY, make_position, make_posting

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def look(at: datetime) -> None:
    watch(by=system(TODAY), at=at)


def hear(serial: str, at: datetime) -> None:
    assert ask(f"/iclock/getrequest?SN={serial}", at=at).status == 200


def test_a_machine_that_polls_is_no_fault() -> None:
    make_device()
    for minute in range(0, 60, 2):
        hear(SERIAL, AT + minute * MINUTE)
        look(AT + minute * MINUTE)

    assert not Fault.objects.exists()
    assert HalfDay.objects.get().contacts == 30


def test_silence_shields_the_unit_from_its_beginning_until_it_is_heard_again() -> None:
    device = make_device()
    expect_somebody(device, AT - HOUR, AT + 4 * HOUR)
    hear(SERIAL, AT)

    look(AT + 10 * MINUTE)
    look(AT + 16 * MINUTE)

    fault, disruption = Fault.objects.get(), Disruption.objects.get()
    assert (fault.kind, fault.start_at, fault.end_at) == ("SILENT", AT, None)
    assert (disruption.start_at, disruption.end_at) == (AT, AT + 16 * MINUTE)
    site = (disruption.unit_id, disruption.site_id, disruption.only_presence)
    assert site == (device.recorder.site.unit_id, device.recorder.site_id, True)
    assert disruption.what == f"Mesin Mesin {SERIAL} diam sejak 24-11-2026 17.00"

    look(AT + 40 * MINUTE)
    disruption.refresh_from_db()
    assert disruption.end_at == AT + 16 * MINUTE  # it grows by the hour
    look(AT + 80 * MINUTE)
    disruption.refresh_from_db()
    assert disruption.end_at == AT + 80 * MINUTE

    hear(SERIAL, AT + 95 * MINUTE)
    look(AT + 96 * MINUTE)
    look(AT + 97 * MINUTE)
    fault.refresh_from_db()
    disruption.refresh_from_db()
    assert fault.end_at == disruption.end_at == AT + 95 * MINUTE
    assert Disruption.objects.count() == 1
    assert HalfDay.objects.get().silent_minutes == 80


def test_while_another_machine_of_the_site_is_heard_nobody_needs_a_shield() -> None:
    first = make_device()
    expect_somebody(first, AT - HOUR, AT + 4 * HOUR)
    make_device(first.recorder.site, "SECOND01")
    hear(SERIAL, AT)
    hear("SECOND01", AT + 20 * MINUTE)

    look(AT + 20 * MINUTE)
    assert Fault.objects.get().device == first
    assert not Disruption.objects.exists()

    look(AT + 40 * MINUTE)
    assert Fault.objects.count() == 2
    for disruption in Disruption.objects.all():  # from when the last one fell silent
        assert disruption.start_at == AT + 20 * MINUTE


def test_a_machine_switched_off_at_night_disturbs_nobody() -> None:
    """Off at 17.00, half an hour after work; on again before the next day's work."""
    device = make_device()
    expect_somebody(device, AT - 9 * HOUR, AT - HOUR / 2)
    expect_somebody(device, AT + 15 * HOUR, AT + 23 * HOUR, pin="78")
    hear(SERIAL, AT)

    for hours in range(1, 15):
        look(AT + hours * HOUR)
    hear(SERIAL, AT + 14 * HOUR + 30 * MINUTE)
    look(AT + 14 * HOUR + 31 * MINUTE)

    assert Fault.objects.get().end_at == AT + 14 * HOUR + 30 * MINUTE
    assert not Disruption.objects.exists()


def test_silence_counts_within_the_hours_of_the_place_and_no_further() -> None:
    device = make_device()
    expect_somebody(device, AT - 8 * HOUR, AT + HOUR)
    expect_somebody(device, AT + 15 * HOUR, AT + 23 * HOUR, pin="78")
    hear(SERIAL, AT)

    for hours in range(1, 14):
        look(AT + hours * HOUR)
    disruption = Disruption.objects.get()
    assert (disruption.start_at, disruption.end_at) == (AT, AT + HOUR)

    look(AT + 16 * HOUR)
    hear(SERIAL, AT + 17 * HOUR)
    look(AT + 17 * HOUR + MINUTE)

    disruption = Disruption.objects.get()
    assert disruption.end_at == AT + 17 * HOUR


def test_silence_that_began_at_night_counts_from_the_morning() -> None:
    device = make_device()
    expect_somebody(device, AT + 15 * HOUR, AT + 23 * HOUR)
    hear(SERIAL, AT)

    look(AT + 15 * HOUR + MINUTE)

    disruption = Disruption.objects.get()
    assert disruption.start_at == AT + 15 * HOUR
    assert disruption.what.endswith("diam sejak 24-11-2026 17.00")


def test_where_nobody_has_a_pin_the_hours_are_those_of_the_unit() -> None:
    device = make_device()
    expect_somebody(device, AT - HOUR, AT + HOUR)
    pin = PinAssignment.objects.get()
    make_posting(pin.employee, make_position(device.recorder.site.unit))
    pin.delete()
    hear(SERIAL, AT)

    look(AT + 20 * MINUTE)

    assert Disruption.objects.get().end_at == AT + 20 * MINUTE


def test_a_machine_never_heard_or_retired_is_not_silent() -> None:
    make_device()
    make_device(serial="RETIRED1", state="RETIRED", last_seen_at=AT - timedelta(days=9))
    look(AT)
    assert not Fault.objects.exists()


def test_a_fault_ends_when_the_machine_is_retired() -> None:
    make_device()
    hear(SERIAL, AT)
    look(AT + 20 * MINUTE)
    Device.objects.update(state="RETIRED")
    look(AT + 25 * MINUTE)
    assert Fault.objects.get().end_at == AT + 25 * MINUTE


def test_a_doubtful_clock_shields_until_it_is_right_again() -> None:
    make_device()
    hear(SERIAL, AT)

    attlog("7\t2026-11-24 17:12:00", "9\t2026-11-24 17:12:05", at=AT + MINUTE)  # arrived 17.01
    look(AT + 2 * MINUTE)

    assert Fault.objects.get().kind == "CLOCK"
    disruption = Disruption.objects.get()
    assert disruption.start_at == AT + MINUTE
    assert Command.objects.filter(verb="CLOCK").exists()

    for minute in range(2, 20):
        hear(SERIAL, AT + minute * MINUTE)
    attlog("8\t2026-11-24 17:20:00", at=AT + 20 * MINUTE)
    look(AT + 21 * MINUTE)
    assert Fault.objects.get().end_at == AT + 20 * MINUTE
    disruption.refresh_from_db()
    assert disruption.end_at == AT + 20 * MINUTE


def test_what_was_kept_while_away_says_nothing_about_the_clock() -> None:
    make_device()
    hear(SERIAL, AT)
    attlog("7\t2026-11-24 07:12:00", at=AT + timedelta(hours=3))

    assert not Fault.objects.filter(kind="CLOCK").exists()
    assert Device.objects.get().drift_seconds is None


def test_a_clock_that_lags_is_seen_on_a_machine_long_online() -> None:
    make_device()
    for minute in range(0, 14, 2):
        hear(SERIAL, AT + minute * MINUTE)
    attlog("7\t2026-11-24 17:00:00", "8\t2026-11-24 17:00:00", at=AT + 14 * MINUTE)
    assert Device.objects.get().drift_seconds == -14 * 60
    assert Fault.objects.get().kind == "CLOCK"


def test_a_replay_says_nothing_about_the_clock() -> None:
    make_device()
    for minute in range(40):
        hear(SERIAL, AT + minute * MINUTE)
        attlog("7\t2026-11-24 17:00:00", at=AT + minute * MINUTE)
    assert not Fault.objects.exists()


def test_four_minutes_are_told_and_not_doubted() -> None:
    make_device(clock_sent_at=AT - timedelta(minutes=20))
    attlog("7\t2026-11-24 17:04:00")
    event = DeviceEvent.objects.get()
    assert (event.kind, event.alarm, event.text) == ("CLOCK", False, "+4 menit")
    assert not Fault.objects.exists()
    assert Command.objects.get().verb == "CLOCK"


def test_the_night_asks_for_counts_and_says_what_is_missing() -> None:
    device = make_device()
    at = datetime(2026, 11, 24, 17, 20, tzinfo=UTC)
    hear(SERIAL, at)
    Command.objects.all().delete()

    upkeep.ask_for_counts(by=system(TODAY), at=at)
    upkeep.ask_for_counts(by=system(TODAY), at=at)

    command = Command.objects.get()
    assert (command.verb, str(command.day)) == ("COUNT", "2026-11-24")  # the site has the 25th
    hear(SERIAL, at + MINUTE)
    ask(
        f"/iclock/devicecmd?SN={SERIAL}",
        f"ID={command.pk:x}&Return=0&CMD=VERIFY SUM&AttlogSum=3",
        at=at + MINUTE,
    )
    device.refresh_from_db()
    assert device.missing_count == 3
    assert DeviceEvent.objects.get(kind="MISSING").text == "3 catatan 24-11-2026 belum masuk"

    hear(SERIAL, at + 2 * MINUTE)
    query = Command.objects.get(verb="QUERY")
    attlog(*(f"{pin}\t2026-11-24 07:00:00" for pin in (1, 2, 3)), at=at + 3 * MINUTE)
    ask(f"/iclock/devicecmd?SN={SERIAL}", f"ID={query.pk:x}&Return=0&CMD=DATA QUERY", at=at)
    again = Command.objects.get(verb="COUNT", state="WAITING")
    hear(SERIAL, at + 4 * MINUTE)
    ask(f"/iclock/devicecmd?SN={SERIAL}", f"ID={again.pk:x}&Return=0&AttlogSum=3", at=at)
    device.refresh_from_db()
    assert device.missing_count == 0


def test_where_a_day_cannot_be_counted_the_total_is_compared() -> None:
    device = make_device(records_count=18, last_seen_at=AT)
    Command.objects.create(device=device, verb="COUNT", state="FAILED", asked_at=AT)
    upkeep.ask_for_counts(by=system(TODAY), at=AT)
    device.refresh_from_db()
    assert device.missing_count == 18


@pytest.mark.parametrize("days", [89, 91])
def test_bodies_are_kept_ninety_days(days: int) -> None:
    make_device()
    attlog("7\t2026-11-24 07:00:00")
    device = Device.objects.select_related("recorder").get()
    upkeep.forget(by=system(TODAY), at=AT + timedelta(days=days))
    assert (device.recorder.deliveries.get().raw is None) is (days > 90)
