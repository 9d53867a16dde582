"""The pages of a sheet over HTTP: what each reader is shown, and what the buttons do."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from noken.core import clock
from noken.core.uuid7 import uuid7
from noken.evaluation.models import Pin, Rating, SelfAssessment, Sheet
from noken.organization.models import Employee
from noken.planning.models import Indicator
from tests.cast import Cast
from tests.world import NOON, TODAY, make_position, make_posting, make_unit
from tests.world_evaluation import (
    make_period,
    make_pin,
    make_rating,
    make_self,
    make_sheet,
    split_sheet,
)
from tests.world_leave import make_request
from tests.world_work import make_agreed, make_duty, make_feedback, make_report

Browse = Callable[[Employee | None], Client]
WORDS = "Semua sekolah tervalidasi tepat waktu."
SECRET = "Masih saya timbang, jangan terbaca siapa pun."


@pytest.fixture
def sheet(cast: Cast) -> Sheet:
    agreed = make_agreed(cast.maria, ["Data valid", "Pendampingan kurikulum"], target=12)
    day = date(2026, 8, 14)
    make_report(cast.maria, agreed.indicators[0], on=day, quantity=12, status="APPROVED")
    make_feedback(cast.maria, cast.peer, "Sabar dan jelas.", value="SERVICE", at=clock.at_noon(day))
    return make_sheet(cast.maria, make_period(self_due_on=TODAY))


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_the_rater_sees_evidence_first_and_the_matrix_beside_it(
    cast: Cast, browse: Browse, sheet: Sheet
) -> None:
    make_self(sheet, text=WORDS)
    make_duty(start_on=date(2026, 9, 30))

    page = text(browse(cast.acting_superior), sheet.get_absolute_url())

    assert page.index("Bukti hasil kerja") < page.index("Penilaian Anda")
    for word in ("Data valid", "Sabar dan jelas.", WORDS, "prakiraan", "Sangat Kurang"):
        assert word in page, word
    assert page.count('name="rating"') == 9
    assert "Sebaran predikat di unit" not in page


def test_a_plan_in_sentences_shows_sentences_and_their_reports(cast: Cast, browse: Browse) -> None:
    agreed = make_agreed(cast.maria, ["Data valid"], unit="", target=0)
    Indicator.objects.update(text="Data 42 sekolah terverifikasi tiap bulan")
    day = date(2026, 8, 14)
    make_report(cast.maria, agreed.indicators[0], on=day, quantity=None, status="APPROVED")
    sheet = make_sheet(cast.maria, make_period(self_due_on=TODAY))

    page = text(browse(cast.acting_superior), sheet.get_absolute_url())

    assert "Data 42 sekolah terverifikasi tiap bulan" in page
    assert f'?rhk={agreed.results[0].key}">1 laporan disetujui</a>' in page
    assert "belum ada nilai" not in page
    assert "Ukuran keberhasilan dan target" in page


def test_texts_stay_private_until_their_writer_publishes(
    cast: Cast, browse: Browse, sheet: Sheet
) -> None:
    make_self(sheet, text=WORDS, published=False)
    make_rating(sheet, cast.acting_superior, published=False, reason=SECRET)
    make_pin(sheet, cast.acting_superior, SECRET)
    url = sheet.get_absolute_url()

    assert WORDS not in text(browse(cast.acting_superior), url)
    assert WORDS in text(browse(cast.maria), url)
    for who in (cast.maria, cast.higher_superior, cast.admin_opd, cast.personnel):
        assert SECRET not in text(browse(who), url), who
    assert SECRET in text(browse(cast.acting_superior), url)


def test_a_keeper_reads_how_it_stands_but_no_texts(
    cast: Cast, browse: Browse, sheet: Sheet
) -> None:
    make_self(sheet, text=WORDS)
    make_rating(sheet, cast.acting_superior, reason="Terbit.")

    for who in (cast.admin_opd, cast.personnel, cast.inspectorate):
        page = text(browse(who), sheet.get_absolute_url())
        assert WORDS not in page
        assert "Sabar dan jelas." not in page
        assert "Baik" in page


def test_who_has_no_part_in_it_meets_nothing(cast: Cast, browse: Browse, sheet: Sheet) -> None:
    for who in (cast.peer, cast.admin_other, cast.leader):
        assert browse(who).get(sheet.get_absolute_url()).status_code == 404


def test_the_own_view_is_drafted_and_sent(cast: Cast, browse: Browse, sheet: Sheet) -> None:
    client, url = browse(cast.maria), sheet.get_absolute_url()
    values = {"rating": "AS-ABOVE", "uraian": WORDS, "key": str(uuid7(NOON))}
    assert text(client, url).count('name="rating"') == 9

    client.post(f"{url}diri/", {**values, "aksi": "draf"})
    assert not SelfAssessment.objects.get().published_at
    answer = client.post(f"{url}diri/", {**values, "aksi": "kirim"}, follow=True)

    assert "Penilaian diri terkirim" in answer.content.decode()
    assert SelfAssessment.objects.get().published_at == NOON
    assert "Tanda terima" in text(client, url)


def test_a_rating_goes_the_whole_way_to_being_opened(
    cast: Cast, browse: Browse, sheet: Sheet
) -> None:
    make_self(sheet)
    rater, owner, url = browse(cast.acting_superior), browse(cast.maria), sheet.get_absolute_url()
    values = {"rating": "ABOVE-ABOVE", "alasan": "Panduannya dipakai tiga distrik."}

    refused = rater.post(f"{url}nilai/", {**values, "aksi": "terbitkan"})
    assert refused.status_code == 422
    assert "contoh nyata" in refused.content.decode()
    assert Rating.objects.get().published_at is None

    note = {"sumber": "OTHER", "id": str(uuid7(NOON)), "tanggal": "2026-08-14", "isi": "Panduan."}
    rater.post(f"{url}sematkan/", note)
    assert Pin.objects.get().content == {"text": "Panduan."}
    done = rater.post(f"{url}nilai/", {**values, "aksi": "terbitkan"}, follow=True)
    assert "Hasil diterbitkan" in done.content.decode()
    assert f"{url}urungkan/" in done.content.decode()

    waiting = text(owner, url)
    assert "Buka hasil" in waiting
    assert values["alasan"] not in waiting
    assert "Sangat Baik" not in waiting
    opened = owner.post(f"{url}buka/", follow=True).content.decode()
    assert values["alasan"] in opened
    assert "Sangat Baik" in opened
    sheet.refresh_from_db()
    assert sheet.received_at == NOON


def test_urungkan_and_a_later_change(cast: Cast, browse: Browse, sheet: Sheet) -> None:
    make_self(sheet)
    rater, url = browse(cast.acting_superior), sheet.get_absolute_url()
    values = {"rating": "AS-AS", "aksi": "terbitkan"}
    rater.post(f"{url}nilai/", values)
    rater.post(f"{url}urungkan/")
    sheet.refresh_from_db()
    assert sheet.status == "ASSESSED"

    rater.post(f"{url}nilai/", values)
    make_pin(sheet, cast.acting_superior)
    answer = rater.post(
        f"{url}ubah/", {"rating": "ABOVE-ABOVE", "alasan": "Sesudah rapat."}, follow=True
    )

    assert "Hasil sebelumnya" in answer.content.decode()
    assert Rating.objects.filter(replaced_at__isnull=True).get().grade == "VERY_GOOD"


def test_reading_a_result_writes_nothing(cast: Cast, browse: Browse, sheet: Sheet) -> None:
    make_rating(sheet, cast.acting_superior)

    text(browse(cast.maria), sheet.get_absolute_url())

    sheet.refresh_from_db()
    assert sheet.received_at is None


def test_an_earlier_superior_closes_the_part_and_the_rater_reads_it(
    cast: Cast, browse: Browse, sheet: Sheet
) -> None:
    part = split_sheet(sheet, date(2026, 8, 15), cast.former_superior)
    url = sheet.get_absolute_url()
    assert "Tutup bagian Anda" in text(browse(cast.former_superior), url)

    told = {"bagian": str(part.pk), "rating": "AS-AS", "catatan": "Rapi sampai Agustus."}
    answer = browse(cast.former_superior).post(f"{url}bagian/", told)

    assert answer.status_code == 302
    assert "Rapi sampai Agustus." in text(browse(cast.acting_superior), url)
    assert "Rapi sampai Agustus." not in text(browse(cast.maria), url)


def test_paper_excuse_and_taking_it_back(cast: Cast, browse: Browse, sheet: Sheet) -> None:
    admin, url = browse(cast.admin_opd), sheet.get_absolute_url()
    admin.post(f"{url}kecualikan/", {"alasan": "Cuti besar, SK 800/12."})
    assert "Cuti besar, SK 800/12." in text(browse(cast.maria), url)
    admin.post(f"{url}sertakan/")
    make_rating(sheet, cast.acting_superior)

    admin.post(f"{url}serahkan/", {"tanggal": TODAY.isoformat(), "saksi": "Frans Rumbiak"})

    sheet.refresh_from_db()
    assert sheet.receipt_note == "Frans Rumbiak"
    assert "Buka hasil" not in text(browse(cast.maria), url)


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("nilai/", {"aksi": "entah"}),
        ("diri/", {"aksi": "kirim", "key": "bukan"}),
        ("sematkan/", {}),
        ("sematkan/", {"sumber": "OTHER", "id": "x", "tanggal": "kemarin"}),
        ("bagian/", {"bagian": "x"}),
    ],
)
def test_what_cannot_be_read_is_said_so(
    cast: Cast, browse: Browse, sheet: Sheet, path: str, values: dict[str, str]
) -> None:
    who = cast.maria if path == "diri/" else cast.acting_superior

    answer = browse(who).post(sheet.get_absolute_url() + path, values)

    assert answer.status_code == 422


def test_the_reports_behind_a_figure_are_pinned_from_their_page(
    cast: Cast, browse: Browse, sheet: Sheet
) -> None:
    client, url = browse(cast.acting_superior), f"{sheet.get_absolute_url()}bukti/"
    page = text(client, url)
    assert "Verifikasi data Dapodik SD" in page
    assert "Sematkan" in page
    report = cast.maria.reports.get()

    values = {"sumber": "REPORT", "id": str(report.pk), "kembali": url}
    answer = client.post(f"{sheet.get_absolute_url()}sematkan/", values)

    assert answer.headers["Location"] == url
    assert "tersemat" in text(client, url)
    assert "Verifikasi data" not in text(client, f"{url}?rhk={uuid7(NOON)}")
    assert "Sabar dan jelas." in text(client, f"{url}?dari=umpan-balik")
    assert browse(cast.admin_opd).get(url).status_code == 404


def test_the_list_of_the_rater_leads_from_one_to_the_next(
    cast: Cast, browse: Browse, sheet: Sheet
) -> None:
    other = make_sheet(cast.peer, sheet.period)
    make_self(sheet)
    client = browse(cast.acting_superior)

    page = text(client, "/evaluasi/")

    assert "0 dari 2 selesai dinilai" in page
    assert "Satu siap Anda nilai" in page
    assert sheet.get_absolute_url() in page
    assert "Maria W." in text(client, other.get_absolute_url())
    assert client.get("/evaluasi/?periode=999999").status_code == 404


def test_before_any_period_the_lists_say_what_will_come(cast: Cast, browse: Browse) -> None:
    assert "Belum ada yang perlu dinilai" in text(browse(cast.acting_superior), "/evaluasi/")
    assert "Tidak ada evaluasi yang berjalan" in text(browse(cast.maria), "/evaluasi/saya/")


def test_my_evaluations_say_what_is_awaited_and_keep_the_past(
    cast: Cast,
    browse: Browse,
    sheet: Sheet,  # noqa: ARG001 (Triwulan III is running)
) -> None:
    old = make_sheet(cast.maria, make_period(number=1, due_on=date(2026, 4, 30)))
    make_rating(old, cast.former_superior, final=True, received_at=NOON - timedelta(4))

    page = text(browse(cast.maria), "/evaluasi/saya/")

    assert "Isi penilaian diri" in page
    assert page.index("Triwulan III 2026") < page.index("Triwulan I 2026")
    assert "Baik" in page


def test_what_waits_is_counted_as_it_is_listed(cast: Cast, browse: Browse, sheet: Sheet) -> None:
    make_self(sheet)
    mine = make_sheet(cast.acting_superior, sheet.period)
    split_sheet(make_sheet(cast.peer, sheet.period), date(2026, 8, 15), cast.acting_superior)

    page = text(browse(cast.acting_superior), "/menunggu/")

    assert "Evaluasi Triwulan III 2026 Maria Wanggai" in page
    assert "Bagian Triwulan III 2026 Frans Rumbiak" in page
    assert "Penilaian diri Triwulan III 2026" in page
    assert mine.get_absolute_url() in page


def test_a_long_leave_is_proposed_as_a_reason(cast: Cast, browse: Browse, sheet: Sheet) -> None:
    client, url = browse(cast.acting_superior), sheet.get_absolute_url()
    assert "dari 92 hari periode ini" not in text(client, url)
    make_request(cast.maria, start_on=date(2026, 8, 1), days=80, status="APPROVED")

    assert "Cuti 61 dari 92 hari periode ini" in text(client, url)


def test_a_standing_off_full_duty_is_proposed_as_a_reason(
    cast: Cast, browse: Browse, sheet: Sheet
) -> None:
    standing = cast.maria.standings.get()
    standing.end_on = date(2026, 8, 1)
    standing.save()
    cast.maria.standings.create(standing="STUDY", start_on=date(2026, 8, 1))

    page = text(browse(cast.acting_superior), sheet.get_absolute_url())

    assert "61 dari 92 hari periode ini menurut data kepegawaian" in page


def test_a_period_of_people_somebody_else_rates_is_not_listed(
    cast: Cast, browse: Browse, sheet: Sheet
) -> None:
    """Who came after the period is rated by the superior of then."""
    old = cast.peer.postings.get()
    old.end_on = TODAY - timedelta(10)
    old.save()
    elsewhere = make_unit("Bidang lain", cast.agency)
    make_posting(cast.peer, make_position(elsewhere), start_on=TODAY - timedelta(10))
    make_sheet(cast.peer, make_period(number=2, due_on=TODAY), superior=cast.former_superior)

    page = text(browse(cast.acting_superior), "/evaluasi/")

    assert sheet.period.pk
    assert "Triwulan II 2026" not in page
