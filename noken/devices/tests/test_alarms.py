"""What alarms: told to those who keep the machine, and counted until one of them has looked."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from noken.attendance.models import Site
from noken.core.actor import Role, system
from noken.core.errors import Refused
from noken.core.tables import inbox
from noken.core.tally import counted
from noken.core.uuid7 import uuid7
from noken.devices.models import Device, DeviceEvent, Upload
from noken.devices.queries.alarms import unseen_alarms
from noken.devices.queries.health import waiting_tally
from noken.devices.services import files, registry
from noken.devices.services.watching import watch
from noken.devices.tests.attlogs import attlog, line
from noken.devices.tests.machines import AT, SERIAL, ask, make_device
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import TODAY, actor
from tests.world_attendance import make_site

pytestmark = pytest.mark.django_db
BY = system(TODAY)
MINUTE = timedelta(minutes=1)
WIPED = "OPLOG 23\t14\t2026-11-24 16:02:11\t0\t0\t0\t0"
DELETED = "OPLOG 9\t14\t2026-11-24 16:03:11\t1042\t0\t0\t0"
OPENED = "OPLOG 4\t14\t2026-11-24 16:04:11\t0\t0\t0\t0"


@pytest.fixture
def site(cast: Cast) -> Site:
    return make_site(cast.agency, "Kantor Dinas")


@pytest.fixture
def device(site: Site) -> Device:
    return make_device(site, last_seen_at=AT)


def tell(*operations: str, minute: int = 0) -> None:
    """Lines of a machine's own journal, and the look of the watch right after."""
    body = "".join(f"{operation}\n" for operation in operations)
    at = AT + minute * MINUTE
    assert ask(f"/iclock/cdata?SN={SERIAL}&table=OPERLOG&Stamp=1", body, at=at).status == 200
    watch(by=BY, at=at + MINUTE)


def told_to(person: Employee) -> list[str]:
    notices = Notice.objects.filter(person_id=person.pk, kind="AlarmsNoticed")
    return list(notices.order_by("pk").values_list("text", flat=True))


def in_menu(person: Employee) -> int:
    return counted([waiting_tally(actor(person, Role.ADMIN_OPD))])["devices"]


@pytest.mark.usefixtures("device")
def test_what_was_done_at_a_machine_is_told_to_its_keeper_once_a_day(cast: Cast) -> None:
    tell(OPENED)
    assert told_to(cast.admin_opd) == []

    tell(WIPED, DELETED, minute=5)
    tell(WIPED, DELETED, minute=10)

    [text] = told_to(cast.admin_opd)
    assert text.startswith("Mesin Kantor Dinas: ")
    assert "Catatan presensi dihapus" in text or "Orang dihapus dari mesin" in text
    assert "dan 1 kejadian lain" in text
    assert "1042" not in text
    assert told_to(cast.admin_other) == []
    assert DeviceEvent.objects.filter(alarm=True).count() == 2


def test_where_a_unit_has_no_admin_bkpsdm_is_told(cast: Cast) -> None:
    make_device(make_site(cast.instansi, "Kantor Bupati"), last_seen_at=AT)

    tell(WIPED)

    assert told_to(cast.admin_opd) == []
    assert len(told_to(cast.personnel)) == 1


def test_it_counts_in_the_menu_until_a_keeper_has_looked(cast: Cast, device: Device) -> None:
    assert in_menu(cast.admin_opd) == 0
    tell(WIPED)
    assert (in_menu(cast.admin_opd), unseen_alarms([device.pk])) == (1, {device.pk: 1})

    by = actor(cast.admin_opd, Role.ADMIN_OPD)
    registry.see_alarms(device.pk, by=by, at=AT + 3 * MINUTE)

    device.refresh_from_db()
    assert device.alarms_seen_by_id == cast.admin_opd.pk
    assert (in_menu(cast.admin_opd), unseen_alarms([device.pk])) == (0, {})
    tell(DELETED, minute=4)
    assert (in_menu(cast.admin_opd), unseen_alarms([device.pk])) == (1, {device.pk: 1})


def test_another_unit_s_keeper_cannot_say_it_was_looked_at(cast: Cast, device: Device) -> None:
    with pytest.raises(Refused) as refusal:
        registry.see_alarms(device.pk, by=actor(cast.admin_other, Role.ADMIN_OPD), at=AT)

    assert refusal.value.code == "device.not_yours"


def test_the_page_asks_and_remembers_who_looked(
    cast: Cast, device: Device, browse: Callable[[Employee | None], Client]
) -> None:
    tell(WIPED, minute=-600)
    admin, path = browse(cast.admin_opd), f"/mesin/{device.pk}/"
    assert "1 kejadian belum diperiksa" in admin.get(path).content.decode()
    assert "1 kejadian" in admin.get("/mesin/").content.decode()
    assert "Sudah saya periksa" not in browse(cast.inspectorate).get(path).content.decode()

    assert admin.post(f"{path}diperiksa/").status_code == 302

    html = admin.get(path).content.decode()
    assert "belum diperiksa" not in html
    assert f"oleh {cast.admin_opd.name}" in html


def test_records_a_machine_kept_back_alarm_when_their_file_is_taken_in(
    cast: Cast, device: Device, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    Device.objects.update(last_rows_at=AT)
    path = attlog(tmp_path, [line("7", "2026-11-20 07:20:00"), line("7", "2026-11-24 17:05:00")])
    new = files.NewFile(uuid7(AT), path.name, Upload.Kind.ATTLOG, inbox.described(path))

    files.take_from_disk(path, new, device.recorder_id, by=BY, at=AT + 10 * MINUTE)
    watch(by=BY, at=AT + 11 * MINUTE)

    event = DeviceEvent.objects.get(kind="UNSENT")
    assert (event.alarm, event.code) == (True, 1)
    assert event.text == "1 catatan dari berkas tidak pernah dikirim mesin"
    assert told_to(cast.admin_opd) == [
        "Mesin Kantor Dinas: Catatan yang tidak dikirim mesin. Periksa di halaman mesinnya."
    ]
