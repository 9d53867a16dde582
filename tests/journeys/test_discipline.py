"""A discipline case over HTTP, from the finding to the end of the sanction; and a breach that ends
in a talk. Everybody but the person says why before the case opens."""

from datetime import timedelta

import pytest

from noken.core import clock
from noken.core.actor import system
from noken.discipline import services
from noken.discipline.models import Case
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.cast import Cast
from tests.journeys.walk import Clock, Walk, Walker
from tests.world import TODAY
from tests.world_discipline import WHAT, make_counting, make_settings

WHY = "Menangani perkara sesuai tugas jabatan saya."
DAY = TODAY.isoformat()


def told(person: Employee) -> str:
    return " ".join(Notice.objects.filter(person_id=person.pk).values_list("text", flat=True))


def at() -> str:
    return Case.objects.get().get_absolute_url()


def opens(walker: Walker) -> Walker:
    """Opens the case; says why where that was not done yet."""
    walker.go(at())
    if "Buka dan catat" in walker.text:
        walker.press("Buka dan catat", dasar="Tugas jabatan", alasan=WHY)
    return walker


@pytest.mark.django_db
def test_a_case_from_a_finding_to_its_end(cast: Cast, walk: Walk, time: Clock) -> None:
    make_settings()
    finding = make_counting(cast.owner)
    naomi, maria = walk(cast.acting_superior), walk(cast.owner)

    naomi.go(f"/perkara/buka/{finding.number}/").sees("Teguran lisan", finding.number)
    naomi.press("Buka perkara", uraian="Tidak masuk kerja tiga hari tanpa alasan yang sah.")
    naomi.sees("dicatat. Pegawai diberi tahu.", "Maria Wanggai", "memanggil pegawai")
    number = Case.objects.get().number
    assert number in told(cast.owner)
    assert "Maria" not in told(cast.acting_superior)

    naomi.go(at()).sees("Buka perkara", "Pegawainya membaca alasan ini").misses("Tidak masuk")
    naomi.press("Buka dan catat", dasar="Tugas jabatan", alasan="singkat").sees("sedikitnya 20")
    naomi.press("Buka dan catat", alasan=WHY).sees("Tidak masuk kerja tiga hari")
    naomi.press("Buat surat panggilan", nomor="800/12", hari=DAY, jam="09:00", tempat="Ruang")
    naomi.sees("Pilih hari kerja sesudah sekarang")
    naomi.press("Buat surat panggilan", hari="2026-11-30", jam="10:00", tempat="Ruang rapat")
    naomi.sees("Surat panggilan dibuat.", "belum terbukti diterima")

    assert walk(cast.peer).go(at()).status == 404
    maria.go("/menunggu/").sees("Perkara disiplin", number)
    maria.go(at()).sees("Surat panggilan untuk Anda").misses("Ruang rapat")
    maria.press("Buka").sees("Ruang rapat", "Hak Anda", "Panggilan")

    time.wait(days=6)
    _it_is_heard_and_reported(cast, walk, maria)
    _it_is_decided(cast, walk, maria)
    time.wait(days=23)
    _it_ends(cast, walk, maria)


def _it_is_heard_and_reported(cast: Cast, walk: Walk, maria: Walker) -> None:
    yohana = walk(cast.superior)
    yohana.go("/menunggu/").sees("Perkara disiplin")
    opens(yohana).press(
        "Tambah pertanyaan",
        hari="2026-11-30",
        jam="10:15",
        jawab_1="Sehat dan bersedia.",
        jawab_2="Mengerti.",
        tolak="Tidak sependapat dengan hitungannya",
    ).sees("Pertanyaan 18").misses("Berita acara tersimpan.", "belum diisi")
    yohana.press(
        "Simpan berita acara", tanya_18="Siapa yang mengetahuinya?", jawab_18="Rekan seruangan."
    ).sees("Berita acara tersimpan.", "Sehat dan bersedia.", "berita acara tetap sah")
    yohana.sees("Rekan seruangan.")
    maria.go(at()).sees("Sehat dan bersedia.")
    yohana.press(
        "Sampaikan laporan",
        nomor="800/20",
        waktu="Oktober 2026",
        tempat="Seksi Kurikulum SD",
        dampak="UNIT",
        uraian="Pekerjaan tertunda.",
        hukuman="R1",
    ).sees("Laporan disampaikan", "Teguran lisan")
    maria.go(at()).misses("800/20", "Rekomendasi")


def _it_is_decided(cast: Cast, walk: Walk, maria: Walker) -> None:
    hendrik, yohana = walk(cast.personnel), walk(cast.superior)
    hendrik.go("/menunggu/").sees("Konsep keputusan disusun")
    opens(hendrik).press(
        "Ajukan konsep", nomor="800/31", menimbang="Terbukti tidak masuk tiga hari kerja."
    )
    hendrik.sees("menunggu pejabat yang berwenang", "pejabat yang sama").misses(
        "Tetapkan keputusan"
    )
    opens(yohana).sees("Konsep keputusan").press("Tetapkan keputusan", tempat="Manokwari")
    yohana.sees("Keputusan ditetapkan.")
    maria.go(at()).misses("Teguran lisan", "800/31")
    assert "ditetapkan" not in told(cast.owner)

    opens(hendrik).press("Catat penyampaian", hari="2026-11-30", tempat="Ruang BKPSDM")
    hendrik.sees("bukan penerima dan bukan Anda")
    hendrik.press("Catat penyampaian", saksi="Frans Rumbiak")
    hendrik.sees("Penyampaian dicatat.")
    maria.go(at()).sees("Teguran lisan", "800/31", "21 Desember", "Ajukan upaya administratif")


def _it_ends(cast: Cast, walk: Walk, maria: Walker) -> None:
    assert services.enter_into_force(by=system(clock.today()), at=clock.now()) == 1
    assert "mulai berlaku" in told(cast.owner)
    hendrik = walk(cast.personnel)
    opens(hendrik).press("Catat selesai").sees("Perkara selesai.")
    maria.go("/perkara/saya/").sees("Selesai dijalani")


@pytest.mark.django_db
def test_a_breach_is_answered_first_and_ends_in_a_talk(cast: Cast, walk: Walk, time: Clock) -> None:
    make_settings()
    naomi, maria = walk(cast.acting_superior), walk(cast.owner)

    naomi.go("/perkara/catat/").sees("Maria Wanggai").press(
        "Catat dan beri tahu",
        orang=cast.owner.pk,
        uraian=WHAT,
        sumber="Laporan warga",
        pasal="PP 94/2021 Pasal 4 huruf f",
        sejak="2026-11-17",
        sampai="2026-11-17",
        dampak="UNIT",
    ).sees("Pegawai diberi tahu.")
    opens(naomi).sees("Menunggu pegawai menerima").misses("Buat surat panggilan")
    maria.go(at()).sees("Pemberitahuan untuk Anda").misses(WHAT).press("Buka").sees(WHAT)
    maria.press("Kirim keterangan", keterangan=" ")
    assert maria.status == 422
    maria.press("Kirim keterangan", keterangan="Saya mengantar berkas ke dinas.")
    maria.sees("Keterangan Anda diterima", "mengantar berkas")

    opens(naomi).sees("mengantar berkas", "Panggil pegawai secara tertulis")
    naomi.press("Teruskan ke pembinaan", alasan="Tugasnya benar; suratnya menyusul.")
    naomi.sees("diteruskan ke pembinaan")
    maria.go(at()).sees("Tugasnya benar; suratnya menyusul.")
    assert "tanpa hukuman" in told(cast.owner)
    time.wait(hours=13)
    naomi.go(at()).sees("Buka dan catat").misses(WHAT)


@pytest.mark.django_db
def test_the_settings_are_proposed_and_signed_by_two(cast: Cast, walk: Walk) -> None:
    hendrik, dorteus = walk(cast.personnel), walk(cast.leader)
    start = (TODAY + timedelta(1)).isoformat()

    hendrik.go("/perkara/wewenang/").sees("menunggu penetapan", "Pejabat Pembina Kepegawaian")
    hendrik.press("Usulkan", mulai=start, dasar="Perbup 9/2026", PELAKSANA_RINGAN="JPT_PRATAMA")
    hendrik.sees("menunggu dua persetujuan", "Pelaksana, ringan")
    hendrik.press("Setujui", alasan="Sesuai rapat").sees("Persetujuan tercatat.")
    dorteus.go("/perkara/wewenang/").press("Setujui", alasan="Setuju").sees("ditetapkan.")
    hendrik.press("Usulkan", mulai=start, dasar="Perbup 9/2026", PELAKSANA_BERAT="JPT_PRATAMA")
    hendrik.sees("Hukuman berat selalu ditetapkan")

    hendrik.go("/perkara/hari-kerja/").sees("menunggu penetapan", "15")
    hendrik.press("Usulkan", mulai=start, dasar="Perbup 9/2026").sees("dua persetujuan")
    hendrik.press("Tarik usulan").sees("Usulan ditarik.")

    hendrik.go("/perkara/hukuman-sedang/").sees("menunggu penetapan", "belum dapat dipilih")
    hendrik.press("Usulkan", jenis=["S1"], mulai="", dasar="Surat BKN").sees("Isi tanggal")
    hendrik.press("Usulkan", mulai=TODAY.isoformat()).sees("menunggu dua persetujuan")
    hendrik.press("Setujui", alasan="Sesuai surat BKN").sees("Persetujuan tercatat.")
    dorteus.go("/perkara/hukuman-sedang/").press("Setujui", alasan="Setuju").sees("ditetapkan.")
    dorteus.sees("selama 6 bulan berlaku", "selama 9 bulan belum dapat dipilih")


@pytest.mark.django_db
def test_an_excuse_is_read_and_answered(cast: Cast, walk: Walk) -> None:
    make_settings()
    finding = make_counting(cast.owner)
    naomi, maria = walk(cast.acting_superior), walk(cast.owner)
    naomi.go(f"/perkara/buka/{finding.number}/")
    naomi.press("Buka perkara", uraian="Tidak masuk kerja tiga hari tanpa alasan yang sah.")
    opens(naomi).press(
        "Buat surat panggilan", nomor="800/12", hari="2026-11-30", jam="10:00", tempat="Ruang rapat"
    )
    naomi.press("Catat penyerahan", hari=DAY, jam="23:00", saksi="Frans Rumbiak")
    naomi.sees("sampai sekarang").press("Catat penyerahan", jam="").sees("saksi Frans Rumbiak")
    assert "diserahkan kepada Anda di kertas" in told(cast.owner)

    maria.go(at()).press("Kirim alasan", alasan="Anak saya masuk rumah sakit.")
    maria.sees("Alasan Anda diterima.", "Menunggu jawaban pemeriksa.")
    naomi.go("/menunggu/").sees("Alasan berhalangan menunggu jawaban pemeriksa.")
    naomi.go(at()).sees("Pegawai berhalangan: Anak saya masuk rumah sakit.")
    naomi.press("Kirim jawaban", jawaban="Surat dokternya dari bulan lalu.")
    maria.go(at()).sees("Tidak diterima: Surat dokternya dari bulan lalu.")
    assert "berhalangan Anda" in told(cast.owner)


@pytest.mark.django_db
def test_several_acts_are_one_case(cast: Cast, walk: Walk) -> None:
    make_settings()
    finding, blocks = make_counting(cast.owner), make_counting(cast.owner, 1, code="HDR-07")
    reports = make_counting(cast.owner, 1, code="LAP-03")
    naomi, maria = walk(cast.acting_superior), walk(cast.owner)
    naomi.go(f"/perkara/buka/{finding.number}/").sees(blocks.number, reports.number)
    naomi.press("Buka perkara", temuan=[str(reports.pk)], uraian="Tidak masuk.", dampak="AGENCY")
    opens(naomi).sees("ancaman sedang", finding.number, blocks.number, reports.number)

    copied = make_counting(cast.owner, 1, code="LAP-04")
    naomi.go(f"/perkara/buka/{copied.number}/").sees("Tambahkan di sana")
    naomi.go(at()).press("Tambahkan temuan", uraian="").sees("Bagian ini belum diisi.")
    naomi.press("Tambahkan temuan", uraian="Laporan disalin.").sees("Temuan ditambahkan.")
    naomi.sees("Laporan disalin.", copied.number)
    later = (TODAY + timedelta(1)).isoformat()
    act = {"uraian": "Loket ditinggalkan.", "sumber": "Laporan warga", "pasal": "Pasal 4 huruf g"}
    naomi.press("Tambahkan dan beri tahu", **act, sejak=DAY, sampai=later, dampak="UNIT")
    naomi.sees("Isi hari kejadian")
    naomi.press("Tambahkan dan beri tahu", sampai=DAY).sees("Dugaan ditambahkan.")
    naomi.sees("Menunggu pegawai menerima pemberitahuannya.").misses("Buat surat panggilan")

    assert "ditambahkan pada perkara" in told(cast.owner)
    maria.go(at()).sees("Pemberitahuan untuk Anda").press("Buka").sees("Loket ditinggalkan.")
    maria.press("Kirim keterangan", keterangan="Saya diminta ke dinas.")
    naomi.go(at()).sees("Saya diminta ke dinas.", "Buat surat panggilan")
