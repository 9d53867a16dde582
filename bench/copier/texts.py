"""Texts of reports: each its own, or copied, lightly changed, or honest routine."""

from random import Random

DOES = (
    "Memeriksa",
    "Mendampingi",
    "Menginput",
    "Merekap",
    "Menyusun",
    "Memverifikasi",
    "Mengarsipkan",
    "Menyiapkan",
    "Mencocokkan",
    "Memperbarui",
    "Menelaah",
    "Membagikan",
    "Menghitung",
    "Melengkapi",
)
WHAT = (
    "berkas kenaikan pangkat",
    "laporan bantuan sekolah",
    "daftar aset kantor",
    "data penduduk rentan",
    "rekap kehadiran honorer",
    "usulan tunjangan distrik",
    "catatan ruang kelas rusak",
    "stok vaksin",
    "buku register surat",
    "peta jalan kampung",
    "naskah kerja sama",
    "usulan pelatihan nelayan",
    "kartu kendali anggaran",
    "daftar penerima beras",
    "hasil timbang balita",
    "tagihan listrik",
    "berita acara serah terima",
    "izin usaha kecil",
    "permohonan akta lahir",
    "jadwal truk sampah",
)
WHERE = (
    "di Wosi",
    "di Distrik Prafi",
    "di Warmare",
    "di Kampung Maripi",
    "di Masni",
    "di Sidey",
    "di Amban",
    "di Sowi",
    "di aula kantor",
    "di ruang arsip",
    "di loket depan",
    "di Pasar Sanggeng",
    "di Borarsi",
    "di Andai",
    "di Manggoapi",
    "di pelabuhan",
    "di puskesmas induk",
    "di balai kampung",
    "di Aimasi",
)
WITH = (
    "bersama operator",
    "dengan kepala kampung",
    "dengan bendahara",
    "bersama kader posyandu",
    "dengan tim bidang",
    "bersama guru senior",
    "dengan petugas distrik",
    "bersama komite",
    "dengan staf keuangan",
    "bersama pendamping desa",
    "dengan pengurus barang",
    "bersama penyuluh",
    "dengan petugas piket",
    "bersama pengawas",
    "dengan ketua kelompok tani",
    "bersama mahasiswa magang",
)
THING = (
    "Hasilnya",
    "Berkasnya",
    "Datanya",
    "Daftarnya",
    "Suratnya",
    "Catatannya",
    "Lampirannya",
    "Rekapnya",
    "Formulirnya",
    "Salinannya",
    "Arsipnya",
    "Jadwalnya",
    "Petanya",
    "Usulannya",
    "Tagihannya",
    "Dokumennya",
)
STATE = (
    "lengkap lalu diteruskan",
    "kurang tanda tangan sehingga dikembalikan",
    "selisih dua angka dan dibahas",
    "sudah dipindai dan diunggah",
    "ganda sebagian lalu dirapikan",
    "disetujui tanpa perubahan",
    "menunggu paraf terakhir",
    "dicocokkan baris demi baris",
    "difotokopi tiga rangkap",
    "ditempel di papan pengumuman",
    "dibacakan di depan peserta",
    "dikirim lewat kurir",
    "disimpan dalam map biru",
    "ditolak karena formulir lama",
    "diperbaiki di tempat",
    "dititipkan kepada piket",
)
WHOM = (
    "kepala sekolah",
    "bendahara bidang",
    "pengawas wilayah",
    "sekretaris dinas",
    "ketua kelompok tani",
    "petugas distrik",
    "bidan kampung",
    "mantri hutan",
    "pengurus gereja",
    "komite sekolah",
    "kepala puskesmas",
    "operator server",
    "penyuluh perikanan",
    "ketua adat",
    "staf perencanaan",
    "juru ukur",
)
WHEN = (
    "besok pagi",
    "sesudah ibadah Minggu",
    "pada rapat Jumat",
    "minggu depan",
    "setelah kapal sandar",
    "menjelang siang",
    "sebelum akhir bulan",
    "pada triwulan depan",
    "sore ini juga",
    "setelah hujan reda",
    "usai apel Senin",
    "pada kunjungan berikut",
)
ROUTINE = (
    "Melayani {} pemohon legalisasi dan {} pemohon mutasi di loket, {} berkas dikembalikan karena "
    "belum lengkap, semuanya dicatat di buku register layanan umum.",
    "Menerima {} surat masuk dan mengirim {} surat keluar, {} di antaranya segera, semuanya "
    "diagendakan dan didistribusikan kepada bidang yang dituju.",
    "Memeriksa {} pasien rawat jalan, memberi {} imunisasi dan {} rujukan ke rumah sakit, "
    "seluruhnya dicatat di register kunjungan harian puskesmas.",
)
SYNONYMS = {"lengkap": "komplet", "semua": "seluruh", "dengan": "bersama", "besok": "esoknya"}


def fresh(random: Random) -> str:
    """A text of one's own, about forty words."""
    draw = random.choice
    parts = (DOES, WHAT, WHERE, WITH)
    first, last = (" ".join(draw(part) for part in parts) for _ in range(2))
    said = (f"{draw(THING)} {draw(STATE)} oleh {draw(WHOM)} {draw(WHEN)}" for _ in range(3))
    return f"{first}, {random.randint(2, 60)} lembar. {'. '.join(said)}. {last}."


def routine(random: Random, person: int) -> str:
    """The same words each day, with the true counts of the day."""
    counts = (random.randint(1, 40) for _ in range(3))
    return ROUTINE[person % len(ROUTINE)].format(*counts)


def lightly_changed(random: Random, text: str) -> str:
    """A few words exchanged, the sentences in another order, or a beginning put before it."""
    way = random.randrange(3)
    if way == 0:
        return " ".join(SYNONYMS.get(word, word) for word in text.split())
    if way == 1:
        sentences = text.rstrip(".").split(". ")
        return ". ".join([*sentences[1:], sentences[0]]) + "."
    return f"Seperti kemarin. {text}"
