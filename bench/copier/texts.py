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
OUTCOME = (
    "Hasilnya lengkap lalu diteruskan ke bidang keuangan",
    "Masih kurang tanda tangan kepala sekolah",
    "Ditemukan selisih yang dibahas dengan bendahara",
    "Data ganda dihapus setelah dikonfirmasi",
    "Berkas dikembalikan karena formulir lama dipakai",
    "Semua peserta hadir dan absen dipindai",
    "Jaringan lambat sehingga unggahan selesai sore",
    "Catatan rapat dibagikan kepada anggota tim",
    "Warga meminta penjelasan tambahan tentang syarat",
    "Kendaraan dinas dipakai bergantian hari itu",
    "Hujan deras membuat kunjungan dipersingkat",
    "Alat ukur dipinjam dari dinas sebelah",
    "Dua orang petugas baru ikut belajar",
    "Sebagian dokumen harus difotokopi ulang",
    "Pimpinan menyetujui tanpa perubahan",
    "Angka terakhir dicocokkan dengan buku besar",
)
NEXT = (
    "besok dilanjutkan ke sekolah di pesisir utara",
    "tindak lanjut menunggu arahan kepala bidang",
    "minggu depan dijadwalkan kunjungan bersama komite",
    "sisa pekerjaan diserahkan kepada piket malam",
    "rekap dipaparkan pada rapat hari Jumat",
    "salinan dikirim ke pengawas untuk diperiksa",
    "surat pengantar disiapkan sekretariat",
    "foto kegiatan disimpan di map bersama",
    "warga diberi tahu lewat pengeras suara gereja",
    "anggaran perubahan diusulkan triwulan depan",
    "daftar hadir ditempel di papan pengumuman",
    "pertemuan berikut memakai aula distrik",
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
    """A text of one's own, about thirty words."""
    draw = random.choice
    return (
        f"{draw(DOES)} {draw(WHAT)} {draw(WHERE)} {draw(WITH)}, {random.randint(2, 60)} lembar. "
        f"{draw(OUTCOME)}, {draw(NEXT)}. {draw(DOES)} juga {draw(WHAT)} {draw(WHERE)} "
        f"{draw(WITH)}."
    )


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
