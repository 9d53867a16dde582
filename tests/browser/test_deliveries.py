"""Health, files, PINs and quarantine, empty and full; and a file brought by hand."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from noken.attendance.models import Recorder
from noken.core import clock
from noken.core.actor import system
from noken.devices.models import Device, DeviceUser, Fault, HalfDay
from noken.devices.services import settling
from noken.devices.tests.attlogs import attlog, line
from noken.devices.tests.machines import make_device
from noken.organization.models import Employee
from tests.access.deliveries import make_delivery, make_upload, make_waiting
from tests.browser.conftest import PHONE, Open
from tests.browser.office import make_keepers, make_office
from tests.browser.test_pages import check
from tests.world_attendance import make_pin, make_recorder, make_site

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
PAGES = ["/mesin/", "/mesin/muat/", "/mesin/pin/", "/mesin/karantina/", "/mesin/riwayat/"]
LONG = "Kantor Dinas Pemberdayaan Perempuan, Perlindungan Anak, dan Keluarga Berencana"


def test_before_there_is_a_machine(window: Open) -> None:
    keepers = make_keepers(make_office(0))

    check(window, keepers["ADMIN_OPD"], [*PAGES, "/mesin/muat/?jenis=tabel"])


def test_pages_of_files_and_health(window: Open, tmp_path: Path) -> None:
    office = make_office(3)
    keepers = make_keepers(office)
    admin = keepers["ADMIN_OPD"]
    site = make_site(office.unit, LONG)
    device = _with_a_past(make_device(site, "NKNA240700041"))
    machine = device.recorder
    make_device(site, "NKNA240700042")
    make_pin(site, "1042", office.maria)
    delivery = make_delivery(machine, "31 → 2026-11-1")
    make_waiting(machine, "2047", delivery)
    make_waiting(machine, "2048", delivery)
    DeviceUser.objects.create(
        site=site, pin_key="2047", name=office.others[0].name.upper(), told_at=clock.now()
    )
    settling.drop_lines(
        machine.pk, "UNREADABLE", "uji coba", by=system(clock.today()), at=clock.now()
    )
    outside = make_recorder(site, "Aplikasi lama", kind=Recorder.Kind.FILE)
    checked = make_upload(
        machine, "ATTLOG", line("7", "2026-11-20 07:21:09").encode(), state="CHECKED"
    )
    table = b"PIN;Nama;Tanggal;Jam\r\n2049;Siapa;20/11/2026;07.21\r\n"
    mapping = make_upload(outside, "TABLE", table, state="MAPPING")
    check(
        window,
        admin,
        [
            *PAGES,
            "/mesin/?tampil=semua",
            f"/mesin/pin/?tempat={site.pk}",
            f"/mesin/pin/{site.pk}/2047/",
            f"/mesin/muat/{checked.pk}/",
            f"/mesin/muat/{mapping.pk}/",
            f"/mesin/karantina/{machine.pk}/FUTURE/",
        ],
    )
    check(window, keepers["INSPECTORATE"], ["/mesin/"])
    _bring(window, admin, machine, attlog(tmp_path, [line("7", "2025-11-20 07:21:09"), "x"]))


def _with_a_past(device: Device) -> Device:
    now = clock.now()
    start = now.replace(hour=3, minute=0, second=0, microsecond=0)
    for back in range(2, 20):
        HalfDay.objects.create(
            device=device,
            start_at=start - timedelta(hours=12 * back),
            contacts=900,
            rows=40,
            drift_seconds=400 if back < 5 else 2,
        )
    Fault.objects.create(device=device, kind="SILENT", start_at=now - timedelta(hours=20))
    device.approved_at = now - timedelta(days=90)
    device.save()
    return device


def _bring(window: Open, admin: Employee, machine: Recorder, path: Path) -> None:
    """The machine is chosen, the file sent, looked at and taken in, on a phone."""
    page = window(admin, PHONE).go("/mesin/muat/")
    page.get_by_label("Mesin", exact=True).select_option(str(machine.pk))
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Periksa 2 baris")
    expect(page.locator("main")).to_contain_text("Rekaman terbarunya dari 20 Nov 2025.")
    page.get_by_label(re.compile("Ya, berkas ini dari")).check()
    page.get_by_role("button", name=re.compile("Muat 1 rekaman, tahan 1")).click()
    expect(page.locator("#pesan")).to_contain_text("1 rekaman baru dimuat, 1 baris ditahan.")
