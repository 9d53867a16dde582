"""Registering machines, setting them, and asking things of them, on the pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from noken.attendance.models import Site
from noken.core.errors import Refused
from noken.devices.models import Command, Device, UnknownSerial
from noken.devices.services import commands, registry
from noken.devices.tests.machines import AT, SERIAL, ask, attlog, make_device
from noken.organization.models import Employee, Unit
from tests.cast import Cast
from tests.world import actor
from tests.world_attendance import make_site

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
LIST = "/mesin/daftar/"


@pytest.fixture
def unit(cast: Cast) -> Unit:
    """A unit that the admin of the OPD keeps."""
    return cast.agency


@pytest.fixture
def admin(cast: Cast, browse: Browse) -> Client:
    return browse(cast.admin_opd)


def device_of(unit: Unit, **fields: object) -> Device:
    return make_device(make_site(unit), **fields)  # type: ignore[arg-type]  # a serial or a state


def test_a_machine_that_knocked_is_registered_approved_and_heard(admin: Client, unit: Unit) -> None:
    ask(f"/iclock/cdata?SN={SERIAL}&options=all")
    assert SERIAL in admin.get(LIST).content.decode()
    assert f'value="{SERIAL}"' in admin.get(f"{LIST}?seri={SERIAL}&dari=10.20.3.7").content.decode()

    answer = admin.post(
        LIST,
        {
            "serial": SERIAL,
            "name": "Pintu utama",
            "new_site": "Kantor induk",
            "unit": unit.pk,
            "zone": "Asia/Makassar",
            "networks": "10.20.3.0/24",
        },
    )
    device = Device.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/mesin/{device.pk}/"
    assert device.networks == ["10.20.3.0/24"]
    assert Site.objects.get().timezone == "Asia/Makassar"
    assert ask(f"/iclock/getrequest?SN={SERIAL}").status == 503
    assert "Setujui mesin" in admin.get(answer["Location"]).content.decode()

    admin.post(f"/mesin/{device.pk}/setujui/")

    assert attlog("7\t2026-11-24 07:00:00") == "OK: 1"
    assert "TimeZone=8" in ask(f"/iclock/cdata?SN={SERIAL}&options=all").text
    assert not UnknownSerial.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("serial", "../../etc", "4 sampai 32 huruf"),
        ("networks", "10.20.3.0/99", "bukan alamat jaringan"),
        ("key", "1 2", "Kunci komunikasi terdiri"),
        ("new_site", "", "Beri lokasi baru nama"),
    ],
)
def test_what_is_wrong_is_said_beside_the_form(
    admin: Client, unit: Unit, field: str, value: str, said: str
) -> None:
    typed = {"serial": SERIAL, "name": "Pintu", "new_site": "Kantor", "unit": unit.pk}

    answer = admin.post(LIST, {**typed, "zone": "Asia/Jayapura", field: value})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Device.objects.exists()


def test_a_serial_is_registered_once(cast: Cast, unit: Unit) -> None:
    site = make_site(unit)
    make_device(site)
    with pytest.raises(Refused) as refusal:
        registry.register_device(
            site.pk, SERIAL, "Lain", registry.Manner(), by=actor(cast.admin_opd), at=AT
        )
    assert refusal.value.code == "device.known"


def test_another_opd_neither_sees_nor_changes_it(cast: Cast, browse: Browse, unit: Unit) -> None:
    device = device_of(unit)
    other = browse(cast.admin_other)

    assert other.get(f"/mesin/{device.pk}/").status_code == 404
    for act in ("setujui", "atur", "semua", "pensiun", "perintah"):
        answer = other.post(
            f"/mesin/{device.pk}/{act}/", {"why": "x", "verb": "INFO", "ack": "COUNT"}
        )
        assert answer.status_code == 404, act
    assert SERIAL not in other.get(LIST).content.decode()


def test_settings_hold_at_the_door(admin: Client, unit: Unit) -> None:
    device = device_of(unit)

    admin.post(
        f"/mesin/{device.pk}/atur/", {"networks": "10.9.0.0/16", "key": "471108153", "ack": "PLAIN"}
    )
    start = f"/iclock/cdata?SN={SERIAL}&options=all"

    assert ask(start, address="10.20.3.7").status == 401
    assert ask(start, address="10.9.1.1").status == 503  # the key was never shown
    assert ask(f"{start}&pushcommkey=1", address="10.9.1.1").status == 401
    assert ask(f"{start}&pushcommkey=471108153", address="10.9.1.1").status == 200
    assert ask(f"/iclock/getrequest?SN={SERIAL}", address="10.9.1.1").status == 200
    kinds = set(device.events.values_list("kind", flat=True))
    assert kinds == {"WRONG_NETWORK", "WRONG_KEY"}
    page = admin.get(f"/mesin/{device.pk}/").content.decode()
    assert "471108153" not in page
    assert "471108153" not in Device.objects.get().key_hash

    admin.post(f"/mesin/{device.pk}/atur/", {"networks": "", "key": "-", "ack": "COUNT"})
    assert ask(start).status == 200


def test_everything_is_asked_for_once(admin: Client, unit: Unit) -> None:
    device = device_of(unit, last_stamp="77")
    start = f"/iclock/cdata?SN={SERIAL}&options=all"

    admin.post(f"/mesin/{device.pk}/semua/")

    assert "ATTLOGStamp=0\n" in ask(start).text
    assert "ATTLOGStamp=77\n" in ask(start).text


def test_a_retired_machine_is_refused_and_its_records_stay(admin: Client, unit: Unit) -> None:
    device = device_of(unit)
    attlog("7\t2026-11-24 07:00:00")

    assert admin.post(f"/mesin/{device.pk}/pensiun/", {"why": " "}).status_code == 422
    admin.post(f"/mesin/{device.pk}/pensiun/", {"why": "diganti"})

    assert ask(f"/iclock/getrequest?SN={SERIAL}").status == 401
    assert device.recorder.punches.count() == 1


def test_commands_wait_for_the_poll_and_show_what_became_of_them(admin: Client, unit: Unit) -> None:
    device = device_of(unit, clock_sent_at=AT)
    for verb in ("INFO", "REBOOT", "CHECK"):
        admin.post(f"/mesin/{device.pk}/perintah/", {"verb": verb})
    admin.post(
        f"/mesin/{device.pk}/perintah/",
        {"verb": "WRITE_USER", "pin": "51", "name": "YULI\tPri=14\r\nC:1:SHELL"},
    )

    lines = ask(f"/iclock/getrequest?SN={SERIAL}").text.splitlines()

    assert [line.split(":", 2)[2] for line in lines] == [
        "INFO",
        "CHECK",
        "DATA UPDATE USERINFO PIN=51\tName=YULIPri=14C:1:SHELL",
        "REBOOT",
    ]
    assert "Terkirim" in admin.get(f"/mesin/{device.pk}/").content.decode()


@pytest.mark.parametrize("verb", ["SHELL", "CLEAR DATA", "AC_UNLOCK", "", "info"])
def test_nothing_else_can_be_asked(admin: Client, unit: Unit, verb: str) -> None:
    device = device_of(unit)
    assert admin.post(f"/mesin/{device.pk}/perintah/", {"verb": verb}).status_code == 422
    assert not Command.objects.exists()


def test_deleting_somebody_takes_two(cast: Cast, browse: Browse, admin: Client, unit: Unit) -> None:
    device = device_of(unit, clock_sent_at=AT)
    admin.post(f"/mesin/{device.pk}/perintah/", {"verb": "DELETE_USER", "pin": "51"})
    command = Command.objects.get()

    assert ask(f"/iclock/getrequest?SN={SERIAL}").text == "OK"
    assert admin.post(f"/mesin/perintah/{command.pk}/setujui/").status_code == 422
    assert ask(f"/iclock/getrequest?SN={SERIAL}").text == "OK"

    second = browse(cast.personnel)
    assert "Setujui penghapusan" in second.get(f"/mesin/{device.pk}/").content.decode()
    assert second.post(f"/mesin/perintah/{command.pk}/setujui/").status_code == 302

    said = ask(f"/iclock/getrequest?SN={SERIAL}").text
    assert said.endswith(":DATA DELETE USERINFO PIN=51\n")


def test_what_was_not_fetched_can_be_taken_back(admin: Client, unit: Unit) -> None:
    device = device_of(unit, clock_sent_at=AT)
    admin.post(f"/mesin/{device.pk}/perintah/", {"verb": "INFO"})
    command = Command.objects.get()

    assert admin.post(f"/mesin/perintah/{command.pk}/batal/").status_code == 302
    assert ask(f"/iclock/getrequest?SN={SERIAL}").text == "OK"
    assert admin.post(f"/mesin/perintah/{command.pk}/batal/").status_code == 422


def test_a_command_of_another_opd_is_not_there(cast: Cast, browse: Browse, unit: Unit) -> None:
    device = device_of(unit)
    command = commands.ask_command(
        device.pk, commands.Wish("DELETE_USER", pin="5"), by=actor(cast.admin_opd), at=AT
    )
    other = browse(cast.admin_other)
    for act in ("setujui", "batal"):
        assert other.post(f"/mesin/perintah/{command.pk}/{act}/").status_code == 404


def test_the_inspectorate_reads_and_cannot_ask(cast: Cast, browse: Browse, unit: Unit) -> None:
    device = device_of(unit)
    reader = browse(cast.inspectorate)
    page = reader.get(f"/mesin/{device.pk}/").content.decode()
    assert "Keterangan" in page
    assert "Pengaturan" not in page
    assert reader.post(f"/mesin/{device.pk}/perintah/", {"verb": "INFO"}).status_code == 404
