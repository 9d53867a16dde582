"""One wrong clock is one group in quarantine and one decision, however often the machine spoke."""

from datetime import timedelta

import pytest

from noken.attendance.models import Punch
from noken.core.actor import Role, system
from noken.core.errors import Refused
from noken.devices.models import BadLine, Delivery, Device, Settlement
from noken.devices.queries.held import held_groups, held_lines_page, held_page
from noken.devices.services import settling
from noken.devices.tests.machines import AT, attlog, make_device
from tests.cast import Cast
from tests.world import TODAY, actor
from tests.world_attendance import make_site

pytestmark = pytest.mark.django_db
BY = system(TODAY)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def device(cast: Cast) -> Device:
    return make_device(make_site(cast.agency))


def send_ahead(count: int) -> None:
    for minute in range(count):
        attlog(f"{minute + 1}\t2027-11-24 16:{minute:02}:00", at=AT + minute * MINUTE)


def test_a_year_ahead_is_one_group_and_one_decision(device: Device) -> None:
    send_ahead(35)
    recorder = device.recorder_id

    [group] = held_groups(BY)
    assert (group.recorder_id, group.reason, group.count) == (recorder, "FUTURE", 35)
    assert group.shift is not None
    assert (group.shift.days, group.shift.is_year) == (365, True)

    settling.shift_lines(recorder, 365, "baterai diganti", by=BY, at=AT + timedelta(days=1))

    assert held_groups(BY) == []
    punches = list(Punch.objects.filter(doubtful=True))
    assert {punch.local_time.date() for punch in punches} == {TODAY}
    assert len({punch.delivery_id for punch in punches}) == 35
    settled = Settlement.objects.get()
    assert settled.lines == 35
    assert settled.delivery == Delivery.objects.latest("received_at")
    assert not BadLine.objects.exclude(settlement=settled).exists()


def test_lines_of_many_machines_have_pages_and_each_can_be_opened(cast: Cast) -> None:
    machines = [make_device(make_site(cast.agency, f"K{n}"), f"SERI{n:04}") for n in range(31)]
    for minute, machine in enumerate(machines):
        attlog("sampah", serial=machine.serial, at=AT + minute * MINUTE)
    by = actor(cast.admin_opd, Role.ADMIN_OPD)

    assert (len(held_page(by).groups), len(held_page(by, 2).groups)) == (30, 1)
    oldest = held_lines_page(by, machines[0].recorder_id, "UNREADABLE")
    assert oldest is not None
    assert [line.text for line in oldest.lines] == ["sampah"]


def test_another_unit_s_admin_settles_nothing(cast: Cast, device: Device) -> None:
    send_ahead(1)
    other = actor(cast.admin_other, Role.ADMIN_OPD)

    assert held_lines_page(other, device.recorder_id, "FUTURE") is None
    with pytest.raises(Refused) as refusal:
        settling.drop_lines(device.recorder_id, "FUTURE", "x", by=other, at=AT)

    assert refusal.value.code == "held.unknown"
