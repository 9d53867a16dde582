"""From what the machine said to a day that everybody accepts, and the month that closes."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from noken.attendance.models import Correction, Day
from noken.notices.models import Notice
from tests.cast import Cast
from tests.journeys.walk import Clock, Walk
from tests.world import NOON, TODAY
from tests.world_corrections import empty_day, late_day, make_day

MONDAY = TODAY - timedelta(1)


@pytest.mark.django_db
def test_a_day_is_disputed_asked_about_answered_and_accepted(
    cast: Cast, walk: Walk, time: Clock
) -> None:
    late_day(cast.owner, MONDAY)
    maria, naomi = walk(cast.owner), walk(cast.acting_superior)

    maria.go("/kehadiran/").sees("Perlu Anda lihat", "Masuk 08.12, lewat 42 menit")
    maria.press("Kirim keterangan", sebenarnya="FIELD", keterangan="Mengantar berkas BOS.")
    maria.sees("Keterangan terkirim. Tanda terima", "Menunggu keputusan", "0 menit")

    naomi.go("/menunggu/").sees("Maria Wanggai, Senin, 23 November.", "Mengantar berkas BOS.")
    naomi.press("Kirim pertanyaan", catatan="")
    assert naomi.status == 422
    naomi.go("/menunggu/").press("Kirim pertanyaan", catatan="Siapa yang meminta?")
    naomi.go("/menunggu/").misses("Mengantar berkas BOS.")

    maria.go("/menunggu/").sees("Pertanyaan tentang Senin, 23 November", "Siapa yang meminta?")
    maria.go("/kehadiran/").press("Kirim jawaban", jawaban="Ibu Yohana, lewat telepon.")
    naomi.go("/kehadiran/tim/").sees("Ibu Yohana, lewat telepon.")
    naomi.press("Terima").sees("Keterangan diterima. Rekaman asli tetap tersimpan.")

    maria.go("/kehadiran/").sees("Keterangan diterima", "Rekaman waktu itu: Masuk 08.12")
    assert Day.objects.get(employee=cast.owner).late_minutes == 42
    time.wait(minutes=1)
    told = Notice.objects.filter(person_id=cast.owner.pk).values_list("text", flat=True)
    assert any("menerima keterangan Anda" in text for text in told)


@pytest.mark.django_db
def test_who_is_refused_reads_why_and_who_thinks_again_takes_back(cast: Cast, walk: Walk) -> None:
    empty_day(cast.owner, MONDAY)
    maria, naomi = walk(cast.owner), walk(cast.acting_superior)

    maria.go("/kehadiran/").press(
        "Kirim keterangan", sebenarnya="MACHINE", keterangan="Jari basah kena hujan."
    )
    naomi.go("/kehadiran/tim/").press("Belum dapat diterima", catatan="Anda tidak terlihat.")
    maria.go("/kehadiran/").sees("Anda tidak terlihat.", "Sampaikan lagi")
    maria.press("Kirim keterangan", sebenarnya="EMERGENCY", keterangan="Anak saya sakit.")
    maria.press("Tarik keterangan").sees("Keterangan ditarik")

    kept = Correction.objects.filter(employee=cast.owner).order_by("filed_at", "id")
    assert {row.status for row in kept} == {"REFUSED", "WITHDRAWN"}


@pytest.mark.django_db
def test_a_month_is_closed_taken_along_and_opened_again(cast: Cast, walk: Walk) -> None:
    october = date(2026, 10, 6)
    make_day(cast.owner, october)
    late_day(cast.owner, october + timedelta(1))
    admin = walk(cast.admin_opd)

    admin.go("/kehadiran/rekap/").sees("Dapat ditutup mulai Selasa, 1 Desember 2026")
    unit = cast.agency.pk
    admin.go(f"/kehadiran/rekap/?unit={unit}&bulan=2026-10").sees("Maria Wanggai")
    admin.press("Tutup Oktober 2026").sees("Rekap ditutup untuk")

    maria = walk(cast.owner).go("/kehadiran/?bulan=2026-10")
    maria.sees("Rekap Oktober 2026 ditutup").misses("Kirim keterangan")
    admin.go(f"/kehadiran/rekap/unduh.xlsx?unit={unit}&bulan=2026-10")
    book = CalamineWorkbook.from_filelike(BytesIO(admin.answer.content))
    rows = book.get_sheet_by_name(cast.section.name).to_python()
    assert any("Rekap ditutup Selasa, 24 November 2026" in str(row[0]) for row in rows)

    admin.go(f"/kehadiran/rekap/?unit={unit}&bulan=2026-10")
    admin.press("Buka kembali Oktober 2026", alasan="Surat tugas menyusul.")
    admin.sees("Surat tugas menyusul.", "Tutup Oktober 2026")
    maria.go("/kehadiran/?bulan=2026-10").sees("Kirim keterangan")


@pytest.mark.django_db
def test_the_first_of_the_next_month_in_the_region_opens_closing(
    cast: Cast, walk: Walk, time: Clock
) -> None:
    make_day(cast.owner, MONDAY)
    admin = walk(cast.admin_opd)
    midnight = datetime(2026, 11, 30, 15, tzinfo=UTC)  # 00.00 on 1 December in Manokwari

    time.wait(seconds=(midnight - NOON).total_seconds() - 1)
    page = f"/kehadiran/rekap/?unit={cast.agency.pk}&bulan=2026-11"
    admin = walk(cast.admin_opd).go(page).misses("Tutup November 2026")
    time.wait(seconds=1)
    admin.go(page).sees("Tutup November 2026")
