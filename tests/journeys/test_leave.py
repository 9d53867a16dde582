"""Leave from the wish to the day, an illness, and a duty of several people: over HTTP."""

from datetime import timedelta

import pytest

from noken.leave import queries as leave
from noken.leave.models import Letter, Request
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.cast import Cast
from tests.journeys.walk import Clock, Walk
from tests.world import TODAY
from tests.world_leave import MONDAY
from tests.world_work import photo

LAST = MONDAY + timedelta(2)


def told(person: Employee) -> str:
    return " ".join(Notice.objects.filter(person_id=person.pk).values_list("text", flat=True))


@pytest.mark.django_db
def test_a_leave_is_given_back_mended_supported_and_granted(
    cast: Cast, walk: Walk, time: Clock
) -> None:
    maria, naomi, head = walk(cast.owner), walk(cast.acting_superior), walk(cast.agency_head)

    maria.go("/cuti/").sees("12 sisa hari kerja").go("/cuti/ajukan/?jenis=ANNUAL")
    maria.press("Ajukan", start_on=MONDAY, last_on=LAST, reason="Menengok ibu di Wasior")
    maria.sees("Pengajuan terkirim. Naomi Rumbiak meninjaunya lebih dulu.", "3 hari kerja")
    maria.go("/cuti/").sees("9 sisa hari kerja", "3 menunggu")

    naomi.go("/menunggu/").sees("Cuti tahunan Maria Wanggai", "30 Nov sampai 2 Des")
    naomi.go(maria_url()).sees("Menengok ibu di Wasior")
    naomi.press("Kembalikan", catatan="Siapa yang menggantikan?").sees("Dikembalikan kepada")

    maria.go("/menunggu/").sees("Cuti tahunan", "Perbaiki").go(f"{maria_url()}perbaiki/")
    maria.sees("Siapa yang menggantikan?", "Menengok ibu di Wasior")
    maria.press("Ajukan lagi", stand_in=cast.peer.pk).sees("Perbaikan terkirim.")

    naomi.go("/cuti/tim/").sees("Menunggu Anda", "Maria Wanggai")
    naomi.go(maria_url()).press("Dukung").sees("Barnabas Dowansiba memutuskan.")
    head.go("/menunggu/").sees("didukung atasan").go(maria_url()).press("Setujui", nomor="850/9")
    head.sees("Disetujui. Maria Wanggai diberi tahu.")

    maria.go(maria_url()).sees("Disetujui", "850/9")
    assert "menyetujui pengajuan Anda, 30 Nov sampai 2 Des" in told(cast.owner)
    assert "Maria Wanggai menunjuk Anda sebagai pengganti" in told(cast.peer)
    time.wait(days=7)
    walk(cast.superior).go("/cuti/tim/").sees("digantikan Frans Rumbiak")
    walk(cast.peer).go("/cuti/rekan/").sees("Maria Wanggai", "cuti").misses("cuti tahunan")


@pytest.mark.django_db
def test_an_illness_is_answered_without_anybody_reading_more(cast: Cast, walk: Walk) -> None:
    maria, naomi, head = walk(cast.owner), walk(cast.acting_superior), walk(cast.agency_head)
    word = "Demam berdarah"

    maria.go("/cuti/ajukan/?jenis=SICK")
    maria.press(
        "Ajukan", detail="ILLNESS", start_on=TODAY, last_on=TODAY + timedelta(1), reason=word
    ).sees("Cuti sakit", word)
    naomi.go(maria_url()).misses(word).sees("hanya dibuka oleh yang memutuskan").press("Dukung")
    head.go(maria_url()).sees(word, "Belum ada surat dokter").press("Setujui")
    assert head.status == 422
    maria.go(maria_url()).press("Lampirkan", lampiran=photo("surat.jpg")).sees("surat.jpg")
    head.go(maria_url()).press("Setujui").sees("Disetujui.")

    naomi.go("/cuti/tim/").sees("sakit").misses(word)
    walk(cast.admin_opd).go("/cuti/pegawai/").sees("sakit").misses(word)
    assert word not in told(cast.acting_superior) + told(cast.agency_head)


@pytest.mark.django_db
def test_a_duty_is_ordered_told_and_shortened(cast: Cast, walk: Walk) -> None:
    naomi, maria = walk(cast.acting_superior), walk(cast.owner)

    naomi.go("/surat-tugas/terbitkan/").press(
        "Terbitkan",
        number="800/77",
        purpose="Supervisi SD",
        place="Distrik Prafi",
        start_on=MONDAY,
        last_on=LAST,
        pegawai=[cast.owner.pk, cast.peer.pk],
    ).sees("Surat tugas diterbitkan.", "2 orang")
    maria.go("/cuti/").sees("Supervisi SD", "Distrik Prafi")
    assert "menugaskan Anda: Supervisi SD" in told(cast.owner)

    naomi.go("/surat-tugas/").sees("Supervisi SD").go(naomi_letter())
    naomi.press("Akhiri lebih awal", masuk=LAST, alasan="Selesai lebih cepat")
    naomi.sees("Tugas diakhiri lebih awal.")
    assert not leave.absences(LAST, LAST + timedelta(9))
    maria.go("/cuti/ajukan/?jenis=FLEX_TIME").press(
        "Ajukan", start_on=MONDAY, last_on=MONDAY, reason="Mengurus KTP"
    )
    assert maria.status == 422
    maria.sees("bertabrakan dengan dinas luar", "Mengurus KTP")


def maria_url() -> str:
    return Request.objects.get().get_absolute_url()


def naomi_letter() -> str:
    return Letter.objects.get().get_absolute_url()
