"""An objection from the opened result to the signed decision, over HTTP."""

from datetime import timedelta

import pytest

from noken.evaluation.models import Rating
from noken.notices.models import Notice
from noken.objections.models import Objection
from noken.organization.models import Employee
from tests.cast import Cast
from tests.journeys.walk import Clock, Walk, Walker
from tests.world import TODAY
from tests.world_objections import WHY, make_grade
from tests.world_work import photo

WORD = "Prafi"
DAY = TODAY.isoformat()


def told(person: Employee) -> str:
    return " ".join(Notice.objects.filter(person_id=person.pk).values_list("text", flat=True))


def at() -> str:
    return Objection.objects.get().get_absolute_url()


@pytest.mark.django_db
def test_an_objection_is_written_taken_answered_heard_and_decided(
    cast: Cast, walk: Walk, time: Clock
) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    maria, yohana, markus = walk(cast.owner), walk(cast.superior), walk(cast.higher_superior)

    maria.go("/keberatan/").sees("Triwulan III 2026", "Predikat Butuh Perbaikan")
    maria.sees("sampai Jumat, 4 Desember", "10 hari lagi").go(f"/keberatan/ajukan/{sheet.pk}/")
    maria.sees("Tulislah dengan tenang", "pimpinan Bidang Pembinaan SD", "Yohana Saiba")
    maria.press("Kirim keberatan", alasan=WHY)
    assert maria.status == 422
    maria.sees("Pilih salah satu.", WORD)
    maria.press("Kirim keberatan", bagian="RESULT", lampiran=photo("tugas.jpg"))
    maria.sees("Penilai belum dapat melihatnya.", "tugas.jpg", "Diajukan tepat waktu")

    yohana.go("/menunggu/").misses("Keberatan Maria").go("/keberatan/tim/").misses("Maria")
    yohana.go(at())
    assert yohana.status == 404

    markus.go("/menunggu/").sees("Keberatan Maria Wanggai, Triwulan III 2026", "Ambil")
    markus.go(at()).sees(WORD, "Sampai saat itu ia tidak tahu.").press("Ambil untuk diperiksa")
    markus.sees("Anda memeriksa keberatan ini.", "Belum didengar")
    assert "menunggu keterangan Anda" in told(cast.superior)

    _both_are_heard(maria, yohana, markus)
    _it_is_decided(maria, markus)
    assert all("mengubah penilaian" in told(each) for each in (cast.owner, cast.superior))
    assert Rating.objects.get(sheet=sheet, replaced_at=None).grade == "GOOD"
    time.wait(days=40)
    maria.go(f"/keberatan/ajukan/{sheet.pk}/").sees("Surat tugasnya sah.")


def _both_are_heard(maria: Walker, yohana: Walker, markus: Walker) -> None:
    yohana.go("/menunggu/").sees("Keberatan Maria Wanggai", "Jawab").go(at()).sees(WORD)
    yohana.press("Kirim jawaban", alasan=" ")
    assert yohana.status == 422
    yohana.sees("Bagian ini belum diisi.")
    yohana.press("Kirim jawaban", alasan="Laporan Agustus masuk sesudah ditutup.")
    yohana.sees("Jawaban Anda terkirim.")
    maria.go(at()).sees("Laporan Agustus masuk sesudah ditutup.")

    markus.go(at()).press(
        "Catat", pihak="EMPLOYEE", cara="MEETING", hari=DAY, alasan="Menunjukkan surat tugas."
    )
    markus.sees("Keterangan tercatat.")


def _it_is_decided(maria: Walker, markus: Walker) -> None:
    markus.go(at())
    markus.press("Tetapkan putusan", hasil="BELOW", perilaku="BELOW", alasan="Surat tugasnya sah.")
    assert markus.status == 422
    markus.sees("menurunkan predikat orang yang mengajukan keberatan", "Surat tugasnya sah.")
    markus.press("Tetapkan putusan", hasil="AS", perilaku="AS")
    markus.sees("Putusan ditetapkan.", "Penilaian diubah", "Baik", "Surat tugasnya sah.")

    maria.go("/keberatan/").sees("Diputus: penilaian diubah").go(at()).sees("Surat tugasnya sah.")
    pdf = maria.client.get(f"{at()}cetak/")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.django_db
def test_late_and_taken_back_and_again(cast: Cast, walk: Walk, time: Clock) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    time.wait(days=20)
    maria = walk(cast.owner)

    maria.go("/keberatan/").sees("Waktunya sudah lewat", "dicatat terlambat")
    maria.go(f"/keberatan/ajukan/{sheet.pk}/").sees("tetap diterima dan dicatat terlambat")
    maria.press("Kirim keberatan", bagian="BOTH", alasan=WHY, dengar="TULISAN")
    maria.sees("dicatat terlambat", "Keterlambatan dicatat").press("Tarik keberatan")
    maria.sees("Keberatan Anda ditarik.")
    assert told(cast.superior) == ""

    maria.go(f"/keberatan/ajukan/{sheet.pk}/").sees("Tulislah dengan tenang")


@pytest.mark.django_db
def test_where_nobody_stands_above_bkpsdm_names_who_decides(cast: Cast, walk: Walk) -> None:
    sheet = make_grade(cast.agency_head, cast.bupati)
    head, hendrik = walk(cast.agency_head), walk(cast.personnel)

    head.go(f"/keberatan/ajukan/{sheet.pk}/").sees("Pemeriksa yang ditunjuk BKPSDM")
    head.press("Kirim keberatan", bagian="RESULT", alasan=WHY)

    hendrik.go("/menunggu/").sees("Keberatan Barnabas Dowansiba", "Tunjuk")
    hendrik.go("/keberatan/pantau/").sees("Belum ada pemeriksa").go(f"{at()}?cari=Dorteus")
    hendrik.misses(WORD).sees("Isinya hanya untuk kedua pihak dan pemeriksanya.")
    hendrik.press("Tunjuk", orang=cast.leader.pk, alasan="Perintah Bupati 800/4")
    hendrik.sees("Pemeriksa ditunjuk dan diberi tahu.")
    walk(cast.leader).go("/menunggu/").sees("Keberatan Barnabas Dowansiba", "Ambil")


@pytest.mark.django_db
def test_the_days_are_proposed_and_signed_by_two(cast: Cast, walk: Walk) -> None:
    hendrik, dorteus = walk(cast.personnel), walk(cast.leader)

    hendrik.go("/keberatan/ketentuan/").sees("14 hari kalender", "menunggu penetapan")
    hendrik.press(
        "Usulkan",
        mengajukan=21,
        mengambil=2,
        mendengar=4,
        memutus=10,
        mulai=(TODAY + timedelta(1)).isoformat(),
        dasar="Perbup 3/2026",
    ).sees("menunggu dua persetujuan")
    hendrik.press("Setujui", alasan="Sesuai rapat").sees("Persetujuan tercatat.")
    dorteus.go("/keberatan/ketentuan/").press("Setujui", alasan="Setuju")
    dorteus.sees("Waktu keberatan ditetapkan.", "21 hari, lalu 2, 4 dan 10 hari kerja")
