"""The key of a machine, and from where it is believed: HTTP as a machine speaks it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from noken.attendance.models import Punch
from noken.core.addresses import client_address
from noken.devices.api import limits
from noken.devices.models import Command, Device, DeviceUser
from noken.devices.services import commands
from noken.devices.services._door import hash_key
from noken.devices.tests.machines import AT, SERIAL, ask, make_device
from tests.cast import Cast
from tests.fixtures import Browse
from tests.world import actor

pytestmark = pytest.mark.django_db
KEY = "471108153"
HERE, ELSEWHERE = "10.20.3.7", "103.28.4.9"
START = f"/iclock/cdata?SN={SERIAL}&options=all"
POLL = f"/iclock/getrequest?SN={SERIAL}"
PUSH = f"/iclock/cdata?SN={SERIAL}&table=ATTLOG&Stamp=1"
LINE = "7\t2026-11-24 07:00:00\n"


def keyed(**fields: Any) -> Device:
    return make_device(key_hash=hash_key(KEY), **fields)


def test_a_key_once_shown_is_asked_of_every_request() -> None:
    keyed()
    assert ask(f"{START}&pushcommkey={KEY}").status == 200

    for bare in (START, POLL, f"/iclock/ping?SN={SERIAL}"):
        assert ask(bare).status == 503, bare
    assert ask(PUSH, LINE).status == 503
    assert not Punch.objects.exists()

    assert ask(f"{PUSH}&pushcommkey={KEY}", LINE).text == "OK: 1"
    assert ask(f"{POLL}&pushcommkey={KEY}", address=ELSEWHERE).status == 200
    assert ask(PUSH, LINE, at=AT + timedelta(days=400)).status == 503


def test_a_machine_that_shows_it_at_its_start_only_needs_its_network_too() -> None:
    """Most models do: what the key proves at the start, the network proves afterwards."""
    keyed(networks=["10.20.3.0/24"])
    assert ask(POLL).status == 503
    assert ask(f"{START}&pushcommkey={KEY}").status == 200
    assert ask(PUSH, LINE).text == "OK: 1"
    assert ask(PUSH, LINE, address=ELSEWHERE).status == 401

    Device.objects.update(networks=["0.0.0.0/0"])
    assert ask(PUSH, LINE, address=ELSEWHERE).status == 503


def test_the_page_says_what_a_machine_without_its_key_needs(cast: Cast, browse: Browse) -> None:
    device = keyed()
    ask(f"{START}&pushcommkey={KEY}")
    ask(POLL)
    page = browse(cast.personnel).get(f"/mesin/{device.pk}/").content.decode()
    assert "Permintaan tanpa kunci" in page
    assert "Batasi juga jaringannya" in page


def test_a_poll_from_elsewhere_takes_no_command_and_answers_none(cast: Cast) -> None:
    device = make_device(clock_sent_at=AT)
    assert ask(POLL).text == "OK"
    wish = commands.Wish("WRITE_USER", pin="51", name="YULI")
    commands.ask_command(device.pk, wish, by=actor(cast.personnel), at=AT)
    command = Command.objects.get()

    later = AT + timedelta(days=1)
    said = ask(f"{POLL}&INFO=Ver%201,9,9,9,1.1.1.1", address=ELSEWHERE, at=later)
    assert (said.status, said.text) == (200, "OK")
    answer = f"ID={command.pk:x}&Return=0&CMD=DATA\n"
    ask(f"/iclock/devicecmd?SN={SERIAL}", answer, address=ELSEWHERE, at=later)
    command.refresh_from_db()
    assert command.state == "WAITING"
    device.refresh_from_db()
    assert device.records_count is None
    assert device.events.get(kind="ELSEWHERE").alarm

    assert "DATA UPDATE USERINFO PIN=51" in ask(POLL, at=later).text


def test_what_comes_from_elsewhere_changes_nothing_about_the_machine() -> None:
    """Its mark, its settings, its branch, its names: only its records are taken."""
    device = make_device(last_stamp="77", ask_from_start=True)
    ask(POLL)

    push = f"/iclock/cdata?SN={SERIAL}&table=ATTLOG&Stamp=99999999"
    assert ask(push, LINE, address=ELSEWHERE).text == "OK: 1"
    ask(f"/iclock/cdata?SN={SERIAL}&table=options", "~DeviceName=X,FWVersion=Y", address=ELSEWHERE)
    ask(f"/iclock/registry?SN={SERIAL}", "DeviceType=acc,~DeviceName=X", address=ELSEWHERE)
    ask(f"{START}&DeviceType=acc", address=ELSEWHERE)
    ask(f"/iclock/cdata?SN={SERIAL}&table=OPERLOG", "USER PIN=7\tName=Budi\n", address=ELSEWHERE)

    device.refresh_from_db()
    assert (device.last_stamp, device.maker, device.branch) == ("77", "", "ATT")
    assert not DeviceUser.objects.exists()
    assert "ATTLOGStamp=0\n" in ask(START).text


def test_the_first_poll_after_approval_says_where_it_stands() -> None:
    device = make_device(state="PENDING")
    ask(POLL, address=ELSEWHERE)
    assert Device.objects.get().home == ""

    Device.objects.update(state="ACTIVE", approved_at=AT)
    ask(PUSH, LINE, address=ELSEWHERE)
    ask(POLL, address=client_address("::ffff:10.20.3.7", "") or "")
    ask(POLL, address=ELSEWHERE)
    device.refresh_from_db()
    assert device.home == "10.20.3.0/24"


def test_who_guesses_keys_gets_one_try_a_minute() -> None:
    wrong = limits.WrongKeys()
    assert [wrong.waits("A", "10.0.0.1") for _ in range(3)] == [False] * 3
    for _ in range(10):
        wrong.note("A", "10.0.0.1")
    assert wrong.waits("A", "10.0.0.1")
    assert not wrong.waits("A", "10.0.0.2")
    assert not wrong.waits("B", "10.0.0.1")


def test_a_network_as_wide_as_the_world_is_no_fence(admin: Client) -> None:
    device = keyed()
    for wide in ("0.0.0.0/0", "::/0", "0.0.0.0/1 128.0.0.0/1", "::ffff:0:0/96", "8.0.0.0/7"):
        sent = {"networks": wide, "key": "", "ack": "COUNT"}
        assert admin.post(f"/mesin/{device.pk}/atur/", sent).status_code == 422, wide
    for narrow in ("10.0.0.0/8", "fd12:3456:789a::/48", "::ffff:10.20.3.0/120"):
        sent = {"networks": narrow, "key": "", "ack": "COUNT"}
        assert admin.post(f"/mesin/{device.pk}/atur/", sent).status_code == 302, narrow
    device.refresh_from_db()
    assert device.networks == ["10.20.3.0/24"]


@pytest.fixture
def admin(cast: Cast, browse: Browse) -> Client:
    return browse(cast.personnel)
