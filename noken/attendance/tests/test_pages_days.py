"""Kehadiran saya, Kehadiran tim and the recap over HTTP."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from noken.attendance.models import Correction, DayVersion, MonthClosing
from noken.audit.models import Reading
from noken.core.uuid7 import uuid7
from noken.documents.services import take_files
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_corrections import empty_day, late_day, make_closing, make_correction, make_day
from tests.world_work import photo

Browse = Callable[[Employee | None], Client]
HTMX = {"HX-Request": "true"}
MONDAY = TODAY - timedelta(1)


@pytest.fixture
def maria(cast: Cast, browse: Browse) -> Client:
    return browse(cast.owner)


@pytest.fixture
def superior(cast: Cast, browse: Browse) -> Client:
    return browse(cast.acting_superior)


def html_of(browser: Client, path: str, *, part: bool = False, status: int = 200) -> str:
    answer = browser.get(path, headers=HTMX if part else None)
    assert answer.status_code == status
    return answer.content.decode()


def said(**more: str) -> dict[str, str]:
    return {
        "key": str(uuid7(NOON)),
        "hari": MONDAY.isoformat(),
        "sebenarnya": "FIELD",
        "keterangan": "Rapat di Bappeda.",
        **more,
    }


def test_a_day_is_disputed_with_a_photo(cast: Cast, maria: Client, superior: Client) -> None:
    late_day(cast.owner, MONDAY)

    answer = maria.post("/kehadiran/keterangan/", {**said(), "foto": photo()})

    assert answer["Location"] == "/kehadiran/?bulan=2026-11#hari-23"
    row = Correction.objects.get()
    html = html_of(maria, "/kehadiran/?bulan=2026-11")
    assert "Keterangan terkirim. Tanda terima" in html
    assert "Menunggu keputusan" in html
    proof = maria.get(f"/kehadiran/keterangan/{row.pk}/lampiran/?kecil=1")
    assert proof["Content-Type"].startswith("image/")
    notice = Notice.objects.get(person_id=cast.acting_superior.pk)
    assert notice.text == "Maria Wanggai memberi keterangan untuk Senin, 23 November."
    assert "Rapat di Bappeda." in html_of(superior, "/menunggu/")


def test_a_day_says_how_long_on_what_it_rests_and_what_it_said_before(
    cast: Cast, maria: Client
) -> None:
    make_day(cast.owner, MONDAY)
    make_day(cast.owner, MONDAY - timedelta(3), "DUTY", first=None, last=None)
    for number, came in enumerate((NOON - timedelta(1, hours=3), None)):
        DayVersion.objects.create(
            employee=cast.owner,
            day=MONDAY,
            status="OPEN",
            first_at=came,
            closes_at=NOON,
            schedule="Lima hari",
            reasons=[],
            rule_version=1,
            derived_at=NOON,
            replaced_at=NOON - timedelta(hours=number + 1),
        )

    html = html_of(maria, "/kehadiran/?bulan=2026-11")

    assert html.count("Bekerja 7 jam 30 menit, bukti: mesin absensi.") == 1
    assert "Sebelumnya: Masuk 09.00, rekaman pulang tidak ada." in html
    assert "Sebelumnya: Tidak ada rekaman." in html
    assert html.index("Sebelumnya: Masuk") < html.index("Sebelumnya: Tidak")


def test_each_day_is_a_submission_of_its_own_and_an_answered_one_is_named(
    cast: Cast, maria: Client
) -> None:
    late_day(cast.owner, MONDAY)
    empty_day(cast.owner, MONDAY - timedelta(3))
    keys = re.findall(r'name="key" value="([0-9a-f-]{36})"', html_of(maria, "/kehadiran/"))
    assert len(set(keys)) == len(keys) == 2

    maria.post("/kehadiran/keterangan/", said(key=keys[0]))

    assert f'data-sent="{keys[0]}"' in html_of(maria, "/kehadiran/?bulan=2026-11")
    again = maria.post("/kehadiran/keterangan/", said(key=keys[0], keterangan="Lain."))
    assert f'data-spent="{keys[0]}"' in again.content.decode()


def test_refused_words_stay_in_the_form(cast: Cast, maria: Client) -> None:
    late_day(cast.owner, MONDAY)

    answer = maria.post("/kehadiran/keterangan/", said(sebenarnya=""))

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Pilih dulu apa yang sebenarnya terjadi." in html
    assert "Rapat di Bappeda." in html
    assert not Correction.objects.exists()


def test_what_cannot_be_read_is_refused(maria: Client) -> None:
    answer = maria.post("/kehadiran/keterangan/", {"hari": "kemarin"})

    assert answer.status_code == 422


def test_the_live_piece_of_the_month_is_itself_and_no_page(cast: Cast, maria: Client) -> None:
    late_day(cast.owner, MONDAY)

    piece = html_of(maria, "/kehadiran/", part=True)

    assert piece.strip().startswith('<div id="bulan"')
    assert f'data-live-subject="{cast.owner.pk}"' in piece
    assert "<!doctype" not in piece


def test_another_month_and_nonsense(cast: Cast, maria: Client) -> None:
    make_day(cast.owner, MONDAY)

    assert "Oktober 2026" in html_of(maria, "/kehadiran/?bulan=2026-10")
    assert "Belum ada hari yang tercatat" in html_of(maria, "/kehadiran/?bulan=2026-10")
    for nonsense in ("2030-01", "x", "1999-01", "2026-13"):
        html_of(maria, f"/kehadiran/?bulan={nonsense}")


def test_a_superior_reads_a_month_and_it_is_written_down(cast: Cast, superior: Client) -> None:
    late_day(cast.owner, MONDAY)

    html = html_of(superior, f"/kehadiran/pegawai/{cast.owner.pk}/")

    assert "Masuk 08.12, lewat 42 menit" in html
    assert "Kirim keterangan" not in html
    reading = Reading.objects.get(screen="attendance:person")
    assert (reading.person_id, reading.role) == (cast.owner.pk, "SUPERIOR")


@pytest.mark.parametrize(
    ("chosen", "status", "told"),
    [
        ("terima", "ACCEPTED", "menerima keterangan Anda untuk"),
        ("tanya", "ASKED", "bertanya tentang"),
        ("tolak", "REFUSED", "belum dapat menerima keterangan Anda untuk"),
    ],
)
def test_a_decision_is_made_and_told(
    cast: Cast, superior: Client, chosen: str, status: str, told: str
) -> None:
    late_day(cast.owner, MONDAY)
    row = make_correction(cast.owner, MONDAY)

    answer = superior.post(
        f"/kehadiran/keterangan/{row.pk}/putuskan/",
        {"keputusan": chosen, "catatan": "Ke bank mana?", "kembali": "/kehadiran/tim/"},
    )

    assert answer["Location"] == "/kehadiran/tim/"
    row.refresh_from_db()
    assert row.status == status
    notice = Notice.objects.get(person_id=cast.owner.pk)
    assert told in notice.text
    assert notice.url == "/kehadiran/?bulan=2026-11#hari-23"


def test_no_decision_at_all(cast: Cast, superior: Client) -> None:
    late_day(cast.owner, MONDAY)
    row = make_correction(cast.owner, MONDAY)

    answer = superior.post(f"/kehadiran/keterangan/{row.pk}/putuskan/", {})

    assert answer.status_code == 422


def test_a_question_is_answered_on_the_own_page(
    cast: Cast, maria: Client, superior: Client
) -> None:
    late_day(cast.owner, MONDAY)
    row = make_correction(cast.owner, MONDAY, status="ASKED", by=cast.acting_superior)

    assert "Pertanyaan tentang Senin, 23 November" in html_of(maria, "/menunggu/")
    assert "Ke bank mana?" in html_of(maria, "/kehadiran/")
    maria.post(f"/kehadiran/keterangan/{row.pk}/jawab/", {"jawaban": "Bank Papua."})

    assert "Bank Papua." in html_of(superior, "/kehadiran/tim/")
    assert "menjawab pertanyaan Anda" in Notice.objects.get().text


def test_taking_back(cast: Cast, maria: Client) -> None:
    late_day(cast.owner, MONDAY)
    row = make_correction(cast.owner, MONDAY)

    maria.post(f"/kehadiran/keterangan/{row.pk}/tarik/")

    row.refresh_from_db()
    assert row.status == "WITHDRAWN"
    assert "Keterangan ditarik" in html_of(maria, "/kehadiran/")


def test_the_team_on_its_page(cast: Cast, superior: Client) -> None:
    late_day(cast.owner, MONDAY)
    empty_day(cast.peer, MONDAY)
    make_correction(cast.peer, MONDAY)

    whole = html_of(superior, "/kehadiran/tim/")
    piece = html_of(superior, "/kehadiran/tim/", part=True)

    assert piece.strip().startswith('<div id="papan"')
    for html in (whole, piece):
        assert '<b class="k late">terlambat</b>' in html
        assert '<b class="k wait">menunggu keputusan' in html
        assert "Frans Rumbiak, Senin, 23 November." in html
    assert "aturan toleransi menunggu penetapan" in whole


@pytest.mark.parametrize("path", ["/kehadiran/tim/unduh.xlsx", "/kehadiran/rekap/unduh.xlsx"])
def test_a_file_counts_as_a_reading(cast: Cast, browse: Browse, path: str) -> None:
    late_day(cast.owner, MONDAY)
    who = cast.admin_opd if "rekap" in path else cast.acting_superior

    answer = browse(who).get(path)

    assert answer.content.startswith(b"PK")
    assert Reading.objects.filter(person_id=cast.owner.pk, screen__endswith="_file").exists()


def test_the_own_month_as_a_file(maria: Client) -> None:
    answer = maria.get("/kehadiran/unduh.xlsx?bulan=2026-11")

    assert answer["Content-Disposition"].endswith('"kehadiran-saya-2026-11.xlsx"')


def test_an_admin_closes_and_opens_again(cast: Cast, browse: Browse) -> None:
    late_day(cast.owner, MONDAY.replace(month=10))
    admin, page = browse(cast.admin_opd), "/kehadiran/rekap/?bulan=2026-10"

    assert "Tutup Oktober 2026" in html_of(admin, page)
    admin.post("/kehadiran/rekap/tutup/", {"unit": cast.agency.pk, "bulan": "2026-10"})
    closing = MonthClosing.objects.get()
    assert "Ditutup Selasa, 24 November 2026" in html_of(admin, page + f"&unit={cast.agency.pk}")
    address = f"/kehadiran/rekap/{closing.pk}/buka/"
    assert admin.post(address, {"alasan": ""}).status_code == 422
    admin.post(address, {"alasan": "Surat tugas menyusul."})

    html = html_of(admin, page + f"&unit={cast.agency.pk}")
    assert "Surat tugas menyusul." in html
    assert "Tutup Oktober 2026" in html


def test_a_closed_month_says_so_on_the_own_page(cast: Cast, maria: Client) -> None:
    make_closing(cast.agency, [cast.owner], TODAY.replace(month=10, day=1))

    assert "Rekap Oktober 2026 ditutup" in html_of(maria, "/kehadiran/?bulan=2026-10")


def test_bkpsdm_finds_what_nobody_else_decides(cast: Cast, browse: Browse) -> None:
    late_day(cast.bupati, MONDAY)
    row = make_correction(cast.bupati, MONDAY)
    bkpsdm = browse(cast.personnel)

    assert "Keputusan Anda" in html_of(bkpsdm, "/kehadiran/rekap/")
    bkpsdm.post(f"/kehadiran/keterangan/{row.pk}/putuskan/", {"keputusan": "terima"})

    row.refresh_from_db()
    assert row.status == "ACCEPTED"


def test_a_proof_is_not_for_the_office(cast: Cast, browse: Browse) -> None:
    late_day(cast.owner, MONDAY)
    (stored,) = take_files([photo()], at=NOON)
    row = make_correction(cast.owner, MONDAY, file_id=stored.id)
    address = f"/kehadiran/keterangan/{row.pk}/lampiran/"

    assert browse(cast.acting_superior).get(address).status_code == 200
    assert browse(cast.admin_opd).get(address).status_code == 404
    without = make_correction(cast.peer, MONDAY)
    missing = f"/kehadiran/keterangan/{without.pk}/lampiran/"
    assert browse(cast.peer).get(missing).status_code == 404
