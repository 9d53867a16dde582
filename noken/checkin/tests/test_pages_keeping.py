"""Pages of who keeps offices, and of presences by hand."""

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from noken.attendance.models import Punch, Site
from noken.checkin.models import (
    ManualEntry,
    OfficePlace,
    Phone,
)
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON
from tests.world_attendance import make_site
from tests.world_checkin import (
    make_entry,
    make_phone,
)

pytestmark = pytest.mark.usefixtures("cast")
Browse = Callable[[Employee | None], Client]


def html_of(browser: Client, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status
    return answer.content.decode()


# --- keeping offices ---


def test_an_admin_keeps_the_own_offices_only(cast: Cast, browse: Browse, site: Site) -> None:
    path = f"/presensi/kantor/{site.pk}/"

    assert "Kantor Dinas Pendidikan" in html_of(browse(cast.admin_opd), "/presensi/kantor/")
    assert "Kantor Dinas Pendidikan" not in html_of(browse(cast.admin_other), "/presensi/kantor/")
    html_of(browse(cast.admin_opd), path)
    html_of(browse(cast.admin_other), path, 404)


def test_an_office_begins_without_a_machine(cast: Cast, browse: Browse) -> None:
    """From nothing to a file and a screen: no serial is asked for on the way."""
    admin = browse(cast.admin_opd)
    assert 'href="/presensi/kantor/tambah/"' in html_of(admin, "/presensi/kantor/")
    assert 'href="/presensi/kantor/tambah/"' in html_of(admin, "/mesin/muat/")
    data = {"nama": "Gedung B", "unit": cast.agency.pk, "zona": "Asia/Jayapura"}

    answer = admin.post("/presensi/kantor/tambah/", data)

    site = Site.objects.get(name="Gedung B")
    assert answer.headers["Location"] == f"/presensi/kantor/{site.pk}/"
    assert "Gedung B</option>" in html_of(admin, "/mesin/muat/")


def test_an_office_is_renamed_and_what_is_refused_stays_typed(
    cast: Cast, browse: Browse, site: Site
) -> None:
    admin, path = browse(cast.admin_opd), f"/presensi/kantor/{site.pk}/ubah/"
    make_site(site.unit, "Gedung B")
    typed = {"nama": "Gedung B", "unit": site.unit_id, "zona": "Asia/Jayapura"}
    assert f'value="{site.name}"' in html_of(admin, path)

    refused = admin.post(path, typed)
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "sudah punya kantor dengan nama ini" in html
    assert 'value="Gedung B"' in html

    assert admin.post(path, typed | {"nama": "Gedung C"}).status_code == 302
    site.refresh_from_db()
    assert site.name == "Gedung C"


def test_another_unit_s_office_is_not_offered(cast: Cast, browse: Browse) -> None:
    data = {"nama": "Gedung B", "unit": cast.other_agency.pk, "zona": "Asia/Jayapura"}

    answer = browse(cast.admin_opd).post("/presensi/kantor/tambah/", data)

    assert (answer.status_code, Site.objects.count()) == (422, 0)


@pytest.mark.parametrize("latitude", ["-0,861", "-0.861", " -0,861000 "])
def test_a_point_is_set_with_comma_or_point(
    cast: Cast, browse: Browse, site: Site, latitude: str
) -> None:
    data = {"lintang": latitude, "bujur": "134,062", "jari": "200", "foto": "50"}

    answer = browse(cast.admin_opd).post(f"/presensi/kantor/{site.pk}/titik/", data)

    assert answer.status_code == 302
    place = OfficePlace.objects.get()
    assert (float(place.latitude), place.radius_m, place.photo_per_mille) == (-0.861, 200, 50)


def test_a_point_that_is_none_says_which_field(cast: Cast, browse: Browse, site: Site) -> None:
    answer = browse(cast.admin_opd).post(
        f"/presensi/kantor/{site.pk}/titik/", {"lintang": "utara", "jari": "5"}
    )

    assert answer.status_code == 422
    assert "Lintang berupa angka." in answer.content.decode()


def test_the_word_is_shown_once(cast: Cast, browse: Browse, site: Site) -> None:
    admin = browse(cast.admin_opd)

    shown = admin.post(f"/presensi/kantor/{site.pk}/layar/", {"nama": "Lobi"}).content.decode()

    assert "Kata pemasangan" in shown
    assert "Kata pemasangan" not in html_of(admin, f"/presensi/kantor/{site.pk}/")


def test_a_change_of_phone_is_decided_by_the_personnel_office(cast: Cast, browse: Browse) -> None:
    old = make_phone(cast.maria).phone
    asked = make_phone(cast.maria, state=Phone.State.WAITING).phone
    assert "Pergantian ponsel" in html_of(browse(cast.admin_opd), "/presensi/kantor/")

    browse(cast.admin_opd).post(f"/presensi/ponsel/{asked.pk}/", {"keputusan": "pastikan"})

    old.refresh_from_db()
    asked.refresh_from_db()
    assert (old.state, asked.state) == ("ENDED", "ACTIVE")


# --- by hand ---


@pytest.mark.usefixtures("site")
def test_a_list_for_a_day_when_the_machine_is_broken(cast: Cast, browse: Browse) -> None:
    naomi = browse(cast.acting_superior)
    html = html_of(naomi, "/presensi/manual/catat/")
    assert "Maria Wanggai" in html
    data = {
        "tanggal": "2026-11-24",
        "sebab": "MACHINE",
        "alasan": "Mesin mati",
        f"masuk-{cast.maria.pk}": "07:30",
        f"pulang-{cast.maria.pk}": "",
        f"masuk-{cast.peer.pk}": "07.45",
    }

    answer = naomi.post("/presensi/manual/catat/", data)

    assert answer.status_code == 302
    assert ManualEntry.objects.count() == 2
    assert not Punch.objects.exists()
    own = html_of(naomi, "/presensi/manual/")
    assert "Menunggu diperiksa" in own
    assert 'name="presensi"' not in own


def test_somebody_else_verifies_it_and_then_it_counts(
    cast: Cast, browse: Browse, site: Site
) -> None:
    entry = make_entry(cast.maria, site, cast.acting_superior, NOON - timedelta(hours=4))
    admin = browse(cast.admin_opd)
    assert "Maria Wanggai" in html_of(admin, "/presensi/manual/")

    admin.post("/presensi/manual/periksa/", {"presensi": entry.pk, "keputusan": "benar"})

    punch = Punch.objects.select_related("recorder").get()
    assert (punch.employee, punch.recorder.kind, punch.at) == (cast.maria, "MANUAL", entry.at)


@pytest.mark.usefixtures("site")
def test_who_leaves_before_the_hour_they_came_at_leaves_on_the_next_day(
    cast: Cast, browse: Browse
) -> None:
    naomi = browse(cast.acting_superior)
    data = {
        "tanggal": "2026-11-23",
        "sebab": "MACHINE",
        "alasan": "Mesin mati",
        f"masuk-{cast.maria.pk}": "21.30",
        f"pulang-{cast.maria.pk}": "07.10",
        f"masuk-{cast.peer.pk}": "07.30",
        f"pulang-{cast.peer.pk}": "16.00",
    }

    naomi.post("/presensi/manual/catat/", data)

    rows = ManualEntry.objects.order_by("at").values_list("employee", "at")
    wit = ZoneInfo("Asia/Jayapura")
    assert [(pk, f"{at.astimezone(wit):%d %H.%M}") for pk, at in rows] == [
        (cast.peer.pk, "23 07.30"),
        (cast.peer.pk, "23 16.00"),
        (cast.maria.pk, "23 21.30"),
        (cast.maria.pk, "24 07.10"),
    ]
    assert "Pulang 1 orang dicatat pada Selasa, 24 November" in html_of(naomi, "/presensi/manual/")


@pytest.mark.usefixtures("site")
def test_what_is_refused_stays_as_typed(cast: Cast, browse: Browse) -> None:
    naomi = browse(cast.acting_superior)
    data = {
        "tanggal": "2026-11-24",
        "sebab": "POWER",
        "alasan": "",
        f"masuk-{cast.maria.pk}": "07.31",
        f"masuk-{cast.peer.pk}": "07.45",
    }

    answer = naomi.post("/presensi/manual/catat/", data)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Tuliskan alasannya" in html
    for typed in ('value="07.31"', 'value="07.45"', 'value="2026-11-24"'):
        assert typed in html
    assert '<option value="POWER" selected>' in html


@pytest.mark.usefixtures("site")
def test_a_bad_time_says_which(cast: Cast, browse: Browse) -> None:
    data = {
        "tanggal": "2026-11-24",
        "sebab": "MACHINE",
        "alasan": "x",
        f"masuk-{cast.maria.pk}": "setengah",
    }

    answer = browse(cast.acting_superior).post("/presensi/manual/catat/", data)

    assert answer.status_code == 422
    assert "Jam setengah tidak terbaca" in answer.content.decode()
