"""The pages of machines, empty and full, looked at as every page is; and a click of two people."""

import pytest
from playwright.sync_api import expect

from noken.core import clock
from noken.devices.models import Command, Device, DeviceEvent, UnknownSerial
from noken.devices.tests.machines import make_device
from noken.organization.models import Employee
from tests.browser.conftest import PHONE, Open
from tests.browser.office import make_keepers, make_office
from tests.browser.test_pages import check
from tests.world_attendance import make_site

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]


def test_pages_of_machines(window: Open) -> None:
    office = make_office(2)
    keepers = make_keepers(office)
    admin = keepers["ADMIN_OPD"]
    check(window, admin, ["/mesin/daftar/"])

    site = make_site(office.unit, "Kantor induk")
    device = _with_a_past(make_device(site, "NKNA240700031"))
    waiting = make_device(site, "NKNA240700032", state="PENDING")

    check(window, admin, ["/mesin/daftar/", f"/mesin/{device.pk}/", f"/mesin/{waiting.pk}/"])
    check(window, keepers["INSPECTORATE"], [f"/mesin/{device.pk}/"])
    _delete_by_two(window, admin, keepers["PERSONNEL"], device)


def _with_a_past(device: Device) -> Device:
    now = clock.now()
    UnknownSerial.objects.create(
        serial="NKNX000000001", address="10.20.9.7", count=311, first_at=now, last_at=now
    )
    for verb, state in (("CLOCK", "DONE"), ("COUNT", "SENT"), ("REBOOT", "GIVEN_UP")):
        Command.objects.create(
            device=device, verb=verb, state=state, asked_at=now, day=clock.today(), count=803
        )
    for kind, alarm in (("OPERATION", True), ("MISSING", True), ("CLOCK", False)):
        DeviceEvent.objects.create(
            device=device, kind=kind, text="3 catatan belum masuk", alarm=alarm, at=now
        )
    return device


def _delete_by_two(window: Open, first: Employee, second: Employee, device: Device) -> None:
    """One asks, cannot agree to it, and another one does; on a phone."""
    asking = window(first, PHONE).go(f"/mesin/{device.pk}/")
    asking.get_by_label("PIN di mesin").fill("51")
    asking.get_by_role("button", name="Hapus orang dari mesin").click()
    expect(asking.locator("#pesan")).to_contain_text("Menunggu persetujuan orang kedua.")
    expect(asking.get_by_role("button", name="Setujui penghapusan")).to_have_count(0)

    agreeing = window(second, PHONE).go(f"/mesin/{device.pk}/")
    agreeing.get_by_role("button", name="Setujui penghapusan").click()
    expect(agreeing.locator("#pesan")).to_contain_text("Disetujui.")

    command = Command.objects.get(verb="DELETE_USER")
    assert (command.asked_by_id, command.second_by_id) == (first.pk, second.pk)
