"""The pages of periods as BKPSDM uses them: dry run, opening, more time, closing."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from noken.core import clock
from noken.evaluation.models import CycleValue, Extension, Period, Sheet
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, make_position, make_posting
from tests.world_evaluation import DUE, make_period, make_rating, make_sheet
from tests.world_planning import make_plan

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
KEY = "GENERAL-QUARTER-2026-3"


@pytest.fixture
def bkpsdm(cast: Cast, browse: Browse) -> Client:
    return browse(cast.personnel)


def html(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_the_list_over_the_dry_run_to_a_running_period(cast: Cast, bkpsdm: Client) -> None:
    make_plan(cast.peer)
    make_plan(cast.owner, status="SUBMITTED")
    listed = html(bkpsdm, "/evaluasi/periode/")
    assert f"/evaluasi/periode/buka/?periode={KEY}" in listed
    assert "menunggu penetapan" in listed

    dry = html(bkpsdm, f"/evaluasi/periode/buka/?periode={KEY}")
    assert "SKP menunggu persetujuan atasan." in dry
    assert 'name="self_due_on" value="2026-11-30"' in dry

    answer = bkpsdm.post(
        f"/evaluasi/periode/buka/?periode={KEY}",
        {"self_due_on": "2026-11-25", "due_on": "2026-11-30"},
    )
    period = Period.objects.get()
    assert answer["Location"] == f"/evaluasi/periode/{period.pk}/"
    page = html(bkpsdm, answer["Location"])
    assert "Triwulan III 2026 dibuka." in page
    assert "Maria Wanggai" in page
    assert "menunggu penilaian dirinya" in page
    assert "SKP belum disepakati" in page


def test_what_was_typed_stays_when_it_is_refused(bkpsdm: Client) -> None:
    answer = bkpsdm.post(
        f"/evaluasi/periode/buka/?periode={KEY}",
        {"self_due_on": "2026-11-29", "due_on": "2026-11-25"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="2026-11-29"' in page
    assert "tidak boleh sebelum tenggat penilaian diri" in page
    assert not Period.objects.exists()


def test_what_runs_still_has_a_dry_run_and_no_button(bkpsdm: Client) -> None:
    page = html(bkpsdm, "/evaluasi/periode/buka/?periode=GENERAL-QUARTER-2026-4")

    assert "Periode ini belum berakhir" in page
    assert "Buka Triwulan IV" not in page


@pytest.mark.parametrize(
    "query", ["?periode=apa-saja", "?keadaan=APA", "?unit=x&halaman=0", "?halaman=99"]
)
def test_an_address_that_asks_for_nonsense_is_answered(bkpsdm: Client, query: str) -> None:
    assert "Gladi" in html(bkpsdm, f"/evaluasi/periode/buka/{query}")


def test_one_person_gets_more_time_from_the_list_of_who_is_not_done(
    cast: Cast, bkpsdm: Client
) -> None:
    period = make_period()
    sheet = make_sheet(cast.owner, period)
    page = html(bkpsdm, f"/evaluasi/periode/{period.pk}/")
    address = f"/evaluasi/periode/{period.pk}/?lembar={sheet.pk}"
    assert address in page
    assert "Waktu tambahan untuk Maria Wanggai" in html(bkpsdm, address)

    fields = {
        "tambah-self_due_on": DUE.isoformat(),
        "tambah-due_on": (DUE + timedelta(7)).isoformat(),
    }
    url = f"/evaluasi/periode/{period.pk}/perpanjang/?lembar={sheet.pk}"
    empty = bkpsdm.post(url, {**fields, "tambah-reason": ""})
    done = bkpsdm.post(url, {**fields, "tambah-reason": "Bertugas di Numfor sampai 4 Desember."})

    assert empty.status_code == 422
    assert done.status_code == 302
    assert Extension.objects.get().sheet == sheet
    after = html(bkpsdm, f"/evaluasi/periode/{period.pk}/")
    assert "Bertugas di Numfor sampai 4 Desember." in after
    assert "Senin, 7 Desember" in html(bkpsdm, f"{address}")


def test_a_unit_and_a_state_narrow_the_list(cast: Cast, bkpsdm: Client) -> None:
    period = make_period()
    make_sheet(cast.owner, period)
    make_sheet(cast.admin_other, period, status="ASSESSED")
    address = f"/evaluasi/periode/{period.pk}/"

    unit = html(bkpsdm, f"{address}?unit={cast.section.pk}")
    state = html(bkpsdm, f"{address}?keadaan=ASSESSED")

    assert "Maria Wanggai" in unit
    assert "Petrus Sayori" not in unit
    assert "Petrus Sayori" in state
    assert "Maria Wanggai" not in state


def test_an_opds_admin_sees_the_own_units_and_no_form(
    cast: Cast, browse: Browse, bkpsdm: Client
) -> None:
    period = make_period()
    make_sheet(cast.owner, period)
    make_sheet(cast.admin_other, period)
    address = f"/evaluasi/periode/{period.pk}/"

    page = html(browse(cast.admin_opd), address)

    assert "Maria Wanggai" in page
    assert "Petrus Sayori" not in page
    assert "perpanjang/" not in page
    assert "perpanjang/" in html(bkpsdm, address)


def test_completing_says_how_many_changed(cast: Cast, bkpsdm: Client) -> None:
    period = make_period()
    make_sheet(cast.owner, period)
    missing = Sheet.objects.count()

    bkpsdm.post(f"/evaluasi/periode/{period.pk}/lengkapi/")

    assert Sheet.objects.count() > missing
    assert "lembar dilengkapi" in html(bkpsdm, f"/evaluasi/periode/{period.pk}/")
    bkpsdm.post(f"/evaluasi/periode/{period.pk}/lengkapi/")
    assert "Semua lembar sudah lengkap" in html(bkpsdm, f"/evaluasi/periode/{period.pk}/")


def test_closing_asks_for_the_reason_and_keeps_it(cast: Cast, bkpsdm: Client) -> None:
    period = make_period()
    make_sheet(cast.owner, period)
    url = f"/evaluasi/periode/{period.pk}/tutup/"

    refused = bkpsdm.post(url, {"tutup-note": ""})
    bkpsdm.post(url, {"tutup-note": "Pegawai ini pindah instansi."})

    assert refused.status_code == 422
    assert "Masih ada 1 lembar yang belum final" in refused.content.decode()
    page = html(bkpsdm, f"/evaluasi/periode/{period.pk}/")
    assert "Pegawai ini pindah instansi." in page
    assert "tutup/" not in page
    assert "Sudah ditutup" in html(bkpsdm, "/evaluasi/periode/")


def test_usual_days_are_settled_with_their_ground(bkpsdm: Client) -> None:
    fields = {"hari-name": "SELF_DUE", "hari-value": "4", "hari-on": "2026-11-24"}
    url = "/evaluasi/periode/tenggat/"

    refused = bkpsdm.post(url, {**fields, "hari-source": ""})
    wide = bkpsdm.post(url, {**fields, "hari-value": "90", "hari-source": "SE Sekda 4/2026"})
    done = bkpsdm.post(url, {**fields, "hari-source": "SE Sekda 4/2026"})
    again = bkpsdm.post(url, {**fields, "hari-source": "SE Sekda 5/2026"})

    assert [each.status_code for each in (refused, wide, done, again)] == [422, 422, 302, 422]
    assert CycleValue.objects.get().source == "SE Sekda 4/2026"
    assert "SE Sekda 4/2026" in html(bkpsdm, "/evaluasi/periode/")


def test_a_later_value_ends_the_one_before(bkpsdm: Client) -> None:
    fields = {"hari-name": "SELF_DUE", "hari-source": "SE Sekda 4/2026"}
    for value, on in (("4", "2026-11-24"), ("6", "2026-12-01")):
        bkpsdm.post("/evaluasi/periode/tenggat/", {**fields, "hari-value": value, "hari-on": on})

    assert list(CycleValue.objects.order_by("start_on").values_list("value", "end_on")) == [
        (4, date(2026, 12, 1)),
        (6, None),
    ]


def test_everybody_has_the_page_of_the_own_position(cast: Cast, browse: Browse) -> None:
    period = make_period()
    make_sheet(cast.owner, period)
    make_rating(make_sheet(cast.peer, period), cast.superior)

    own = html(browse(cast.owner), "/evaluasi/posisi/")
    team = html(browse(cast.acting_superior), "/evaluasi/posisi/")
    nobody = html(browse(cast.inspectorate), "/evaluasi/posisi/")

    assert "Penilaian diri Triwulan III 2026" in own
    assert "Tim Anda" not in own
    assert "1 dari 2 orang sudah dinilai" in team
    assert "Frans Rumbiak" in team
    assert "Belum disusun. Susunlah, lalu ajukan kepada atasan." in nobody
    assert "Triwulan IV 2026 berjalan sampai Kamis, 31 Desember 2026." in nobody


def test_a_school_has_its_own_period_beside_the_quarter(cast: Cast, bkpsdm: Client) -> None:
    post = make_position(cast.section, family="TEACHER")
    cast.peer.postings.all().delete()
    make_posting(cast.peer, post)

    page = html(bkpsdm, "/evaluasi/periode/buka/?periode=TEACHERS-SEMESTER-2026-1")

    assert "Frans Rumbiak" in page
    assert "Maria Wanggai" not in page
    assert clock.day_of(NOON) == date(2026, 11, 24)
