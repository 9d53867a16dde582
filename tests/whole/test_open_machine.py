"""A machine without a fence: the person loses nothing by it, its keeper sees what is missing."""

import re
from datetime import date, timedelta

import pytest

from noken.attendance.models import Day, Punch
from noken.attendance.services import derive_waiting
from noken.core.actor import system
from noken.devices.models import Device
from noken.devices.tests.machines import AT, SERIAL, ask, attlog, make_device
from tests.cast import Cast
from tests.fixtures import Browse
from tests.whole.day_pages import line_of, one_letter, own_page
from tests.world import TODAY
from tests.world_attendance import make_pin, make_site

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
POLL = f"/iclock/getrequest?SN={SERIAL}"


@pytest.fixture(autouse=True)
def device(cast: Cast) -> Device:
    """Maria's and Frans's; both came late that Monday."""
    site = make_site(cast.section)
    for pin, person in (("7", cast.maria), ("8", cast.peer)):
        make_pin(site, pin, person)
    return make_device(site)


def push(pin: str) -> None:
    attlog(f"{pin}\t2026-11-23 07:52:00", f"{pin}\t2026-11-23 16:10:00")
    derive_waiting(by=system(TODAY), at=AT)


def said(line: str) -> str:
    """What is said of a day, without the form to answer it."""
    return re.sub(r"<[^>]*>|\s+", " ", line.split("<details", maxsplit=1)[0])


def test_a_lower_grade_never_costs_the_person(cast: Cast, browse: Browse) -> None:
    """The same day of two people, one through an open machine, the other through a fenced one."""
    push("7")
    Device.objects.update(networks=["10.20.3.0/24"], fenced_at=AT)
    push("8")

    assert dict(Punch.objects.values_list("employee", "grade").distinct()) == {
        cast.maria.pk: 5,
        cast.peer.pk: None,
    }
    open_day, fenced = (
        Day.objects.get(employee=who, day=MONDAY) for who in (cast.maria, cast.peer)
    )
    assert (open_day.grade, fenced.grade) == (5, 1)
    same = ("status", "first_at", "last_at", "late_minutes", "is_shielded", "reasons")
    assert [getattr(open_day, name) for name in same] == [getattr(fenced, name) for name in same]
    letters = {one_letter(browse, cast, who, MONDAY) for who in (cast.maria, cast.peer)}
    assert len(letters) == 1
    lines = {
        said(line_of(own_page(browse, who, MONDAY), MONDAY)) for who in (cast.maria, cast.peer)
    }
    assert len(lines) == 1
    assert "Masuk 07.52, lewat 22 menit" in lines.pop()
    assert "mesin absensi" in own_page(browse, cast.maria, MONDAY)


def test_its_keepers_see_it_and_bkpsdm_fences_it_with_one_press(
    cast: Cast, browse: Browse, device: Device
) -> None:
    ask(POLL)
    url = f"/mesin/{device.pk}/"
    admin, bkpsdm = browse(cast.admin_opd), browse(cast.personnel)
    page = admin.get(url).content.decode()
    assert "Terbuka" in page
    assert "10.20.3.0/24" in page
    assert "Batasi ke" not in page
    assert "Terbuka" in admin.get("/mesin/daftar/").content.decode()
    assert "terbuka" in admin.get("/mesin/").content.decode()
    assert admin.post(f"{url}pagar/").status_code == 404

    assert "Batasi ke 10.20.3.0/24" in bkpsdm.get(url).content.decode()
    assert bkpsdm.post(f"{url}pagar/").status_code == 302

    device.refresh_from_db()
    assert (device.networks, device.is_open) == (["10.20.3.0/24"], False)
    assert "Terbuka" not in bkpsdm.get(url).content.decode()
    assert ask(POLL, address="10.20.4.7").status == 401
    push("7")
    assert set(Punch.objects.values_list("grade", flat=True)) == {None}


def test_what_an_admin_sets_holds_at_the_door_and_waits_for_bkpsdm(
    cast: Cast, browse: Browse, device: Device
) -> None:
    url = f"/mesin/{device.pk}/"
    sent = {"networks": "10.9.0.0/16", "key": "", "ack": "COUNT"}
    assert browse(cast.admin_opd).post(f"{url}atur/", sent).status_code == 302
    assert ask(POLL).status == 401
    bkpsdm = browse(cast.personnel)
    page = bkpsdm.get(url).content.decode()
    assert "Terbuka" in page
    assert "Batasi ke 10.9.0.0/16" in page
    bkpsdm.post(f"{url}pagar/")
    device.refresh_from_db()
    assert (device.fenced_at is not None, device.fenced_by_id) == (True, cast.personnel.pk)

    plain = {**sent, "ack": "PLAIN"}
    browse(cast.admin_opd).post(f"{url}atur/", plain)
    device.refresh_from_db()
    assert not device.is_open
    browse(cast.admin_opd).post(f"{url}atur/", {**sent, "networks": "10.0.0.0/8"})
    device.refresh_from_db()
    assert device.is_open


def test_a_machine_nobody_heard_has_nothing_to_propose(
    cast: Cast, browse: Browse, device: Device
) -> None:
    bkpsdm = browse(cast.personnel)
    assert bkpsdm.post(f"/mesin/{device.pk}/pagar/").status_code == 422
    device.refresh_from_db()
    assert device.is_open


def test_an_address_that_changes_every_week_loses_no_record() -> None:
    """Behind a proxy of a mobile network: open, and every record is taken."""
    for week in range(6):
        at = AT + timedelta(weeks=week)
        here = f"36.68.{week}.9"
        assert ask(POLL, address=here, at=at).status == 200
        line = f"7\t{at + timedelta(hours=9):%Y-%m-%d %H:%M:%S}\n"
        push_to = f"/iclock/cdata?SN={SERIAL}&table=ATTLOG&Stamp=1"
        assert ask(push_to, line, address=here, at=at).text == "OK: 1"
    assert Punch.objects.count() == 6
    assert not Punch.objects.filter(doubtful=True).exists()
