"""The pages as somebody uses them: what is typed stays, what is wrong is said at its field."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from noken.leave.models import Absence, Letter, Request
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import TODAY
from tests.world_leave import MONDAY, make_letter, make_request, new_key
from tests.world_work import hostile, photo

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]


@pytest.fixture
def maria(cast: Cast, browse: Browse) -> Client:
    return browse(cast.owner)


def form(**fields: Any) -> dict[str, Any]:
    return {
        "key": str(new_key()),
        "jenis": "ANNUAL",
        "start_on": MONDAY.isoformat(),
        "last_on": (MONDAY + timedelta(2)).isoformat(),
        "reason": "Menengok keluarga di Wasior",
        "stand_in": "",
        **fields,
    }


def html(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_person_chooses_a_kind_and_sees_who_will_decide(maria: Client) -> None:
    assert "Cuti di luar tanggungan negara" in html(maria, "/cuti/ajukan/")

    page = html(maria, "/cuti/ajukan/?jenis=ANNUAL")

    assert "Barnabas Dowansiba" in page
    assert "Naomi Rumbiak" in page
    assert "menunggu penetapan" in page
    assert "extra_days" not in page
    assert "portion" not in page


def test_a_kind_one_does_not_have_is_no_page(cast: Cast, maria: Client) -> None:
    Employee.objects.filter(pk=cast.owner.pk).update(kind="PPPK")

    assert maria.get("/cuti/ajukan/?jenis=LONG").status_code == 404
    assert "Cuti besar" not in html(maria, "/cuti/ajukan/")


def test_what_is_sent_stands_on_its_own_page(cast: Cast, maria: Client) -> None:
    answer = maria.post("/cuti/ajukan/", form(stand_in=cast.peer.pk, lampiran=[photo()]))

    request = Request.objects.get()
    assert answer["Location"] == request.get_absolute_url()
    assert (request.end_on, request.stand_in) == (MONDAY + timedelta(3), cast.peer)
    page = html(maria, request.get_absolute_url())
    assert "3 hari kerja" in page
    assert "Tanda terima" in page
    assert "30 Nov sampai 2 Des" in html(maria, "/cuti/")


def test_pressed_twice_it_is_sent_once(maria: Client) -> None:
    data = form()

    first, second = (maria.post("/cuti/ajukan/", data) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Request.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"last_on": (MONDAY - timedelta(1)).isoformat()}, "Periksa kedua tanggalnya"),
        ({"start_on": "besok"}, "Isi tanggal yang ada"),
        ({"last_on": ""}, "Isi tanggal yang ada"),
        ({"reason": ""}, "Bagian ini belum diisi"),
        ({"last_on": (MONDAY + timedelta(30)).isoformat()}, "Sisa cuti tahunan 2026"),
        ({"stand_in": "999"}, "Pilih pengganti dari daftar"),
        ({"lampiran": [hostile()]}, "foto"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    maria: Client, fields: dict[str, Any], words: str
) -> None:
    answer = maria.post("/cuti/ajukan/", form(**fields))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    if "reason" not in fields:
        assert "Menengok keluarga di Wasior" in page
    assert not Request.objects.exists()


def test_a_key_that_is_none_is_said(maria: Client) -> None:
    assert maria.post("/cuti/ajukan/", form(key="x")).status_code == 422


def test_a_returned_request_opens_filled_with_its_note(cast: Cast, maria: Client) -> None:
    request = make_request(cast.owner, status="RETURNED")
    request.steps.create(
        kind="RETURNED",
        by=cast.acting_superior,
        role="SUPERIOR",
        note="Sebutkan pengganti",
        at=request.submitted_at,
    )
    path = reverse("leave:mend", args=[request.pk])

    page = html(maria, path)
    answer = maria.post(path, form(reason="Lain", stand_in=cast.peer.pk))

    assert "Sebutkan pengganti" in page
    assert 'value="2026-12-02"' in page
    assert answer.status_code == 302
    request.refresh_from_db()
    assert (request.status, request.stand_in) == ("SUBMITTED", cast.peer)
    bad = maria.post(path, form(reason=""))
    assert bad.status_code == 404


def test_mending_refused_keeps_what_was_typed(cast: Cast, maria: Client) -> None:
    make_letter(cast.agency, [cast.owner])
    request = make_request(cast.owner, status="RETURNED", start_on=MONDAY + timedelta(7))
    path = reverse("leave:mend", args=[request.pk])

    overlap, empty = maria.post(path, form()), maria.post(path, form(reason=""))

    assert "bertabrakan dengan dinas luar" in overlap.content.decode()
    assert (overlap.status_code, empty.status_code) == (422, 422)


def test_superior_and_official_decide_on_the_same_page(cast: Cast, browse: Browse) -> None:
    request = make_request(cast.owner)
    naomi, head = browse(cast.acting_superior), browse(cast.agency_head)
    url = request.get_absolute_url()

    assert "Pertimbangan Anda" in html(naomi, url)
    assert "Tunggu pertimbangan Naomi Rumbiak" in html(head, url)
    naomi.post(f"{url}pertimbangan/", {"keputusan": "dukung", "catatan": ""})
    assert "Keputusan Anda" in html(head, url)
    head.post(f"{url}putusan/", {"keputusan": "setujui", "nomor": "850/1", "catatan": ""})

    request.refresh_from_db()
    assert (request.status, request.number) == ("APPROVED", "850/1")
    assert "850/1" in html(browse(cast.owner), url)


@pytest.mark.parametrize(
    ("act", "field", "status"),
    [("pertimbangan", "kembalikan", "RETURNED"), ("pertimbangan", "tidak", "ADVISED")],
)
def test_other_answers_of_the_superior(
    cast: Cast, browse: Browse, act: str, field: str, status: str
) -> None:
    request = make_request(cast.owner)
    url = f"{request.get_absolute_url()}{act}/"
    naomi = browse(cast.acting_superior)

    assert naomi.post(url, {"keputusan": "apa"}).status_code == 422
    assert naomi.post(url, {"keputusan": field, "catatan": ""}).status_code == 422
    assert naomi.post(url, {"keputusan": field, "catatan": "Musim ujian"}).status_code == 302

    request.refresh_from_db()
    assert request.status == status


@pytest.mark.parametrize(("field", "status"), [("tolak", "REFUSED"), ("kembalikan", "RETURNED")])
def test_other_answers_of_the_official(cast: Cast, browse: Browse, field: str, status: str) -> None:
    request = make_request(cast.owner, status="ADVISED")
    url = f"{request.get_absolute_url()}putusan/"
    head = browse(cast.agency_head)

    assert head.post(url, {"keputusan": "apa"}).status_code == 422
    assert head.post(url, {"keputusan": field, "catatan": "Musim ujian"}).status_code == 302

    request.refresh_from_db()
    assert request.status == status


def test_the_owner_attaches_withdraws_ends_and_cancels(cast: Cast, maria: Client) -> None:
    waiting = make_request(cast.owner).get_absolute_url()
    later = make_request(cast.owner, status="APPROVED", start_on=MONDAY + timedelta(7))
    url = later.get_absolute_url()
    back = (MONDAY + timedelta(8)).isoformat()

    assert maria.post(f"{waiting}lampiran/", {"key": new_key()}).status_code == 422
    sent = {"key": str(new_key()), "lampiran": photo()}
    assert maria.post(f"{waiting}lampiran/", sent).status_code == 302
    assert maria.post(f"{waiting}tarik/").status_code == 302
    assert maria.post(f"{url}akhiri/", {"masuk": "", "alasan": "x"}).status_code == 422
    assert maria.post(f"{url}akhiri/", {"masuk": back, "alasan": "Selesai"}).status_code == 302
    assert "Semula" in html(maria, url)
    assert maria.post(f"{url}batalkan/", {"alasan": "Ditunda"}).status_code == 302

    assert not Absence.objects.filter(cancelled_at=None).exists()


def test_a_head_who_leaves_is_told_of_an_acting_officer(cast: Cast, browse: Browse) -> None:
    request = make_request(cast.higher_superior, status="ADVISED", stand_in=cast.superior)

    page = html(browse(cast.agency_head), request.get_absolute_url())

    assert "Usulan pelaksana harian (Plh): <b>Yohana Saiba</b>" in page
    assert reverse("organization:unit", args=[cast.division.pk]) in page


def test_the_calendar_shows_a_month_in_words_and_marks(cast: Cast, browse: Browse) -> None:
    make_request(cast.owner, status="APPROVED", start_on=TODAY, stand_in=cast.peer)
    make_request(cast.peer, "FLEX_TIME", status="APPROVED", days=1, portion="MORNING")
    make_letter(cast.agency, [cast.peer], start_on=TODAY)
    naomi = browse(cast.acting_superior)

    page, next_month = html(naomi, "/cuti/tim/"), html(naomi, "/cuti/tim/?bulan=2026-12")

    assert "digantikan Frans Rumbiak" in page
    assert 'aria-label="24 Nov: cuti tahunan"' in page
    assert 'aria-label="25 Nov: dinas luar"' in page
    assert 'class="k f h"' in page
    assert "Desember 2026" in next_month
    assert html(naomi, "/cuti/tim/?bulan=kemarin")
    assert "cuti tahunan" not in html(browse(cast.peer), "/cuti/rekan/")


def test_a_letter_is_issued_with_a_search_that_keeps_what_was_typed(
    cast: Cast, browse: Browse
) -> None:
    naomi = browse(cast.acting_superior)
    data = {
        "key": str(new_key()),
        "family": "TRAINING",
        "number": "800/1",
        "purpose": "Bimtek Dapodik",
        "place": "Manokwari",
        "start_on": MONDAY.isoformat(),
        "last_on": MONDAY.isoformat(),
        "portion": "MORNING",
        "pegawai": [cast.owner.pk],
    }

    assert "Frans Rumbiak" in html(naomi, "/surat-tugas/terbitkan/")
    searched = naomi.post("/surat-tugas/terbitkan/", {**data, "aksi": "cari", "cari": "Frans"})
    typed = searched.content.decode()
    assert "Bimtek Dapodik" in typed
    assert f'value="{cast.owner.pk}" checked' in typed
    assert "Frans Rumbiak" in typed
    assert naomi.post("/surat-tugas/terbitkan/", {**data, "number": ""}).status_code == 422
    assert naomi.post("/surat-tugas/terbitkan/", {**data, "pegawai": []}).status_code == 422
    made = naomi.post("/surat-tugas/terbitkan/", {**data, "lampiran": [photo()]})

    letter = Letter.objects.get()
    assert made["Location"] == letter.get_absolute_url()
    assert "paruh pertama hari" in html(browse(cast.owner), letter.get_absolute_url())
    assert "Bimtek Dapodik" in html(browse(cast.owner), "/cuti/")
    assert "800/1" in html(browse(cast.owner), "/surat-tugas/?saring=saya")


def test_a_letter_ends_and_is_cancelled_from_its_page(cast: Cast, browse: Browse) -> None:
    letter = make_letter(cast.agency, [cast.owner, cast.peer], issued_by=cast.superior, days=3)
    url, naomi = letter.get_absolute_url(), browse(cast.admin_opd)
    back = (MONDAY + timedelta(1)).isoformat()

    assert naomi.post(f"{url}akhiri/", {"masuk": "x"}).status_code == 422
    assert naomi.post(f"{url}akhiri/", {"masuk": back, "alasan": "Selesai"}).status_code == 302
    assert naomi.post(f"{url}batalkan/", {"pegawai": "x"}).status_code == 422
    assert naomi.post(f"{url}batalkan/", {"alasan": "Ditunda", "pegawai": ""}).status_code == 302

    assert "dibatalkan" in html(browse(cast.owner), url)


def test_those_who_keep_leave_find_a_person_and_enter_a_balance(cast: Cast, browse: Browse) -> None:
    rina = browse(cast.admin_opd)
    url = reverse("leave:record", args=[cast.owner.pk])

    assert url in html(rina, "/cuti/pegawai/?cari=Maria")
    assert "Tidak ada yang cocok" in html(rina, "/cuti/pegawai/?cari=Petrus")
    assert rina.post(url, {"year": 2026, "value": 13, "source": "x"}).status_code == 422
    assert rina.post(url, {"year": 2026, "value": 4, "source": "Daftar"}).status_code == 302
    assert "Termasuk 4 hari dari tahun lalu" in html(rina, url)


def test_bkpsdm_settles_numbers_and_officials(cast: Cast, browse: Browse) -> None:
    hendrik = browse(cast.personnel)
    number = {
        "angka-name": "REMOTE_DAYS",
        "angka-value": 6,
        "angka-unit": cast.agency.pk,
        "angka-on": TODAY.isoformat(),
        "angka-source": "SK 12/2026",
    }
    official = {
        "pejabat-unit": cast.agency.pk,
        "pejabat-for_head": "1",
        "pejabat-granted_by": "",
        "pejabat-on": TODAY.isoformat(),
        "pejabat-source": "SK 13/2026",
    }

    assert "menunggu penetapan" in html(hendrik, "/cuti/ketentuan/")
    assert hendrik.post("/cuti/ketentuan/angka/", {**number, "angka-value": 40}).status_code == 422
    assert hendrik.post("/cuti/ketentuan/angka/", {**number, "angka-on": ""}).status_code == 422
    assert hendrik.post("/cuti/ketentuan/angka/", number).status_code == 302
    assert hendrik.post("/cuti/ketentuan/angka/", number).status_code == 422
    assert (
        hendrik.post("/cuti/ketentuan/pejabat/", {**official, "pejabat-unit": ""}).status_code
        == 422
    )
    assert hendrik.post("/cuti/ketentuan/pejabat/", official).status_code == 302
    assert hendrik.post("/cuti/ketentuan/pejabat/", official).status_code == 422
    page = html(browse(cast.owner), "/cuti/ketentuan/")
    assert "ditetapkan, berlaku sejak 24 Nov 2026" in page
    assert "Tambahan hari perjalanan" in html(browse(cast.owner), "/cuti/ajukan/?jenis=ANNUAL")


def test_files_of_letters_are_for_whom_they_concern(cast: Cast, browse: Browse) -> None:
    data = {
        "key": str(new_key()),
        "family": "DUTY",
        "number": "800/1",
        "purpose": "Rapat",
        "place": "Sorong",
        "start_on": MONDAY.isoformat(),
        "last_on": MONDAY.isoformat(),
        "pegawai": [cast.owner.pk],
        "lampiran": [photo()],
    }
    browse(cast.acting_superior).post("/surat-tugas/terbitkan/", data)
    url = reverse("leave:letter_file", args=[Letter.objects.get().files.get().file_id])

    assert browse(cast.owner).get(url).status_code == 200
    assert browse(cast.peer).get(url).status_code == 404
    assert browse(cast.owner).get(reverse("leave:letter_file", args=[new_key()])).status_code == 404
    missing = reverse("leave:attachment", args=[new_key()])
    assert browse(cast.owner).get(missing).status_code == 404


def figures(page: str) -> list[str]:
    """Sisa, dipakai, menunggu and hak of the card of a year."""
    card = page.split('<ul class="sisa">', 1)[1].split("</ul>", 1)[0]
    return re.findall(r"<b>([^<]+)</b>", card)


def test_the_balance_is_one_figure_on_all_pages(cast: Cast, maria: Client, browse: Browse) -> None:
    """Seven days granted in two parts, two waiting: 12 - 7 - 2 = 3, whichever page is open."""
    granted = [
        make_request(cast.owner, status="APPROVED", start_on=MONDAY - timedelta(56), days=4),
        make_request(cast.owner, status="APPROVED", start_on=MONDAY - timedelta(28), days=3),
    ]
    waiting = make_request(cast.owner, start_on=MONDAY, days=2)

    pages = ["/cuti/", "/cuti/ajukan/?jenis=ANNUAL"]
    pages += [each.get_absolute_url() for each in (*granted, waiting)]
    for path in pages:
        assert figures(html(maria, path)) == ["3", "7", "2", "12"], path

    decider = html(browse(cast.acting_superior), waiting.get_absolute_url())
    assert figures(decider) == ["3", "7", "2", "12"]
    assert "Sisa 5 hari tanpa cuti ini, menjadi <b>3</b> bila disetujui." in decider
    assert "bila disetujui" not in html(maria, waiting.get_absolute_url())
