"""What people of the sample wrote into their evaluations.

Nobody claims what the figures beside it may not bear: no target is said to be reached or missed.
"""

from typing import NamedTuple


class Voice(NamedTuple):
    """Words for one kind of workplace: of oneself, of a result, and of who rates: why, and a
    fact."""

    own: tuple[str, ...]
    results: tuple[str, ...]
    usual: tuple[str, ...]
    better: tuple[str, ...]
    worse: tuple[str, ...]
    good_facts: tuple[str, ...]
    weak_facts: tuple[str, ...]


OFFICE = Voice(
    own=(
        "Yang paling banyak menyita waktu adalah berkas yang datang kurang lengkap.",
        "Satu kegiatan bergeser karena cuaca. Jadwalnya saya susun ulang bersama tim.",
        "Pekerjaan berjalan sesuai rencana. Saya masih perlu belajar menyusun laporan yang lebih "
        "ringkas.",
        "Yang terbukti ada pada laporan kerja. Koordinasi dengan distrik lebih lancar daripada "
        "triwulan lalu.",
        "Pekerjaan rutin saya dahulukan. Waktu tunggu masih ingin saya perpendek.",
        "Saya menyelesaikan bagian saya dan membantu rekan yang sedang cuti selama tiga pekan.",
        "Hasil kerja saya dapat dibaca dari laporan. Satu bagian menunggu data dari lapangan.",
        "Saya mengusulkan jadwal kunjungan yang lebih awal untuk triwulan berikutnya.",
    ),
    results=(
        "Bukti ada pada laporan kerja.",
        "Dikerjakan lebih awal karena data sudah siap.",
        "Sisanya dilanjutkan pada pekan pertama triwulan berikut.",
        "Jadwalnya disusun ulang bersama tim.",
    ),
    usual=(
        "Hasil sesuai yang disepakati. Pertahankan ketelitian, dan mulai lebih awal untuk "
        "pekerjaan yang bergantung pada data dari luar.",
        "Bekerja sesuai harapan. Untuk triwulan berikut, dampingi satu rekan yang baru bergabung.",
        "Bekerja ajek dan rapi. Mohon lebih sering mengabari bila jadwal berubah.",
        "Sesuai ekspektasi. Kita sepakati satu pelatihan singkat tentang pengolahan data.",
        "Pekerjaannya dapat diandalkan oleh tim.",
    ),
    better=(
        "Hasilnya menonjol, dan unit lain ikut terbantu menyelesaikan pekerjaannya. Terima kasih.",
        "Memperbaiki cara kerja yang sudah lama menyita waktu; kini dipakai seluruh bidang.",
        "Menjadi tempat bertanya bagi rekan, tanpa melepas pekerjaannya sendiri.",
    ),
    worse=(
        "Ada yang masih perlu diperbaiki. Kita sudah membicarakan sebabnya dan menyepakati bantuan "
        "yang diperlukan.",
        "Beberapa pekerjaan selesai melewati waktu yang disepakati. Pendampingan segera dimulai.",
        "Kehadiran dalam kerja tim perlu diperbaiki. Kesepakatan tertulis ada pada catatan dialog.",
    ),
    good_facts=(
        "Menyusun lembar periksa yang kini dipakai di tiga distrik.",
        "Menyelesaikan tunggakan berkas dua tahun dalam enam pekan.",
        "Melatih dua rekan sampai dapat bekerja sendiri.",
        "Mempersingkat waktu layanan dari lima hari menjadi dua hari.",
        "Menghubungi setiap kampung yang datanya kosong sampai lengkap.",
    ),
    weak_facts=(
        "Laporan bulan kedua diserahkan dua belas hari setelah waktu yang disepakati.",
        "Tiga kunjungan yang direncanakan tidak terlaksana dan tidak dijadwalkan ulang.",
        "Berkas dikembalikan dua kali karena lampiran tidak lengkap.",
        "Tidak hadir pada dua rapat koordinasi tanpa kabar.",
        "Permohonan warga tidak diteruskan selama delapan hari kerja.",
    ),
)
SCHOOL = Voice(
    own=(
        "Waktu paling banyak saya pakai untuk murid yang belum lancar membaca.",
        "Saya masih ingin belajar menyusun asesmen yang lebih singkat.",
        "Hujan memutus jalan beberapa hari; pelajaran yang tertunda dijadwalkan lagi.",
        "Saling mengamati kelas membantu saya. Saya ingin melanjutkannya semester depan.",
        "Komunikasi dengan orang tua kini lebih lancar daripada tahun lalu.",
        "Saya mengusulkan jadwal membaca yang lebih pagi untuk semester berikutnya.",
        "Alat peraga kami buat sendiri. Yang belum ada saya usulkan ke sekolah.",
        "Saya membantu rekan yang baru bertugas menyiapkan rencana ajarnya.",
    ),
    results=(
        "Angkanya ada pada pernyataan realisasi.",
        "Catatan per murid ada di sekolah.",
        "Dibahas bersama rekan pada rapat guru.",
        "Sisanya dilanjutkan pada semester berikut.",
    ),
    usual=(
        "Mengajar dengan tenang dan ajek. Semester depan, cobalah asesmen yang lebih singkat.",
        "Bekerja sesuai harapan. Dampingi satu rekan yang baru bertugas semester depan.",
        "Kelasnya tertata. Mohon lebih awal mengabari bila jam mengajar perlu ditukar.",
        "Sesuai ekspektasi. Kita sepakati satu pelatihan singkat tentang literasi awal.",
        "Dapat diandalkan oleh sekolah, juga saat rekan berhalangan.",
    ),
    better=(
        "Cara mengajarnya menjadi contoh, dan kelas lain ikut terbantu. Terima kasih.",
        "Memperbaiki cara mencatat kemajuan murid; catatannya kini dipakai seluruh sekolah.",
        "Menjadi tempat bertanya bagi rekan, tanpa melepas kelasnya sendiri.",
    ),
    worse=(
        "Ada yang masih perlu diperbaiki. Kita sudah membicarakan sebabnya dan menyepakati bantuan "
        "yang diperlukan.",
        "Beberapa tugas selesai melewati waktu yang disepakati. Pendampingan segera dimulai.",
        "Kerja sama dengan rekan perlu diperbaiki. Kesepakatan tertulis ada pada catatan dialog.",
    ),
    good_facts=(
        "Menyusun kartu suku kata yang kini dipakai tiga kelas.",
        "Menemui keluarga enam murid yang lama tidak masuk.",
        "Melatih dua rekan sampai dapat memakai modul ajar sendiri.",
        "Membuka kelas membaca sore bagi murid yang tertinggal.",
        "Melengkapi catatan belajar seluruh murid sebelum rapor dibagikan.",
    ),
    weak_facts=(
        "Buku nilai diserahkan dua belas hari setelah waktu yang disepakati.",
        "Tiga pertemuan wali yang direncanakan tidak terlaksana dan tidak dijadwalkan ulang.",
        "Rencana ajar dikembalikan dua kali karena belum lengkap.",
        "Tidak hadir pada dua rapat guru tanpa kabar.",
        "Pertanyaan orang tua tidak dijawab selama delapan hari kerja.",
    ),
)
PART_NOTES = (
    "Selama di unit ini pekerjaannya selesai sesuai rencana dan diserahterimakan dengan rapi.",
    "Sebagian hasil dilanjutkan rekan setelah pindah; kualitasnya baik.",
)
UNIT_REASONS = {
    "EXCELLENT": "Seluruh sasaran rencana aksi terlampaui dan dua di antaranya lebih awal.",
    "GOOD": "Rencana aksi triwulan ini terlaksana dan sasaran berkala tercapai.",
    "NEEDS_IMPROVEMENT": "Sebagian rencana aksi belum bergerak; penyebabnya sudah dibahas bersama.",
    "POOR": "Lebih dari separuh rencana aksi belum bergerak sampai akhir triwulan.",
}
SPREAD_REASONS = (
    "Sebagian besar pegawai unit ini baru bertugas sejak awal tahun dan dinilai sesuai ekspektasi.",
    "Capaian unit didorong oleh seluruh tim; perbedaan antarpegawai kecil dan tercatat buktinya.",
)
GOOD_NOTES = (
    ("SERVICE", "Menjelaskan syarat kepada warga dua kali dengan sabar sampai dimengerti."),
    ("ACCOUNTABLE", "Angkanya selalu dapat ditelusuri sampai ke berkasnya."),
    ("COMPETENT", "Cepat menemukan sebab selisih data, dan caranya diajarkan kepada kami."),
    ("HARMONIOUS", "Mendengarkan semua pihak sebelum jadwal ditetapkan."),
    ("LOYAL", "Tetap membuka layanan saat jaringan padam, dicatat dengan tangan."),
    ("ADAPTIVE", "Segera menyesuaikan jadwal ketika jalan ke kampung terputus."),
    ("COLLABORATIVE", "Membantu tim kami menyiapkan berkas tanpa diminta."),
)
SCHOOL_NOTES = (
    ("SERVICE", "Menyambut murid di gerbang setiap pagi, juga saat hujan."),
    ("ACCOUNTABLE", "Catatan kemajuan tiap murid lengkap dan mudah dibaca."),
    ("COMPETENT", "Cara mengajar pecahan dengan kertas lipat kini dipakai rekan."),
    ("HARMONIOUS", "Menenangkan selisih dua murid dan melibatkan orang tuanya."),
    ("LOYAL", "Tetap masuk kelas ketika hanya separuh murid dapat hadir."),
    ("ADAPTIVE", "Memindahkan pelajaran ke teras ketika atap kelas diperbaiki."),
    ("COLLABORATIVE", "Menggantikan rekan yang sakit tanpa diminta."),
)
SCHOOL_BETTER_NOTES = (
    ("ADAPTIVE", "Mohon kabari lebih awal bila jam mengajar perlu ditukar."),
    ("COLLABORATIVE", "Berbagi modul ajar lebih awal akan membantu kelas sejenjang."),
    ("ACCOUNTABLE", "Buku nilai sebaiknya diisi pada pekan yang sama."),
)
BETTER_NOTES = (
    ("ADAPTIVE", "Mohon kabari lebih awal bila jadwal berubah."),
    ("COLLABORATIVE", "Berbagi data lebih awal akan sangat membantu unit kami."),
    ("ACCOUNTABLE", "Lampiran sebaiknya lengkap sejak pengiriman pertama."),
)


def notes(*, better: bool, school: bool) -> tuple[tuple[str, str], ...]:
    """Notes with their value: praise, or what could be better."""
    if school:
        return SCHOOL_BETTER_NOTES if better else SCHOOL_NOTES
    return BETTER_NOTES if better else GOOD_NOTES
