"""What people of the sample wrote into their evaluations."""

SELF = (
    "Target triwulan ini tercapai. Yang paling banyak menyita waktu adalah berkas yang datang "
    "kurang lengkap.",
    "Sebagian besar rencana selesai tepat waktu. Satu kegiatan bergeser karena cuaca, lalu "
    "dikejar pada bulan terakhir.",
    "Pekerjaan berjalan sesuai rencana. Saya masih perlu belajar menyusun laporan yang lebih "
    "ringkas.",
    "Hasil kerja sesuai kesepakatan. Koordinasi dengan distrik jauh lebih lancar daripada "
    "triwulan lalu.",
    "Semua permohonan yang masuk terlayani. Waktu tunggu sudah lebih pendek.",
    "Saya menyelesaikan bagian saya dan membantu rekan yang sedang cuti selama tiga pekan.",
    "Dua dari tiga hasil kerja melampaui target. Satu masih menunggu data dari lapangan.",
    "Sesuai target. Saya mengusulkan jadwal kunjungan yang lebih awal untuk triwulan berikutnya.",
)
RESULT_NOTES = (
    "Tercapai, bukti ada pada laporan kerja.",
    "Tercapai lebih awal karena data sudah siap.",
    "Hampir tercapai; sisanya selesai pada pekan pertama triwulan berikut.",
    "Sesuai target setelah jadwal disusun ulang bersama tim.",
)
USUAL = (
    "Hasil sesuai yang disepakati. Pertahankan ketelitian, dan mulai lebih awal untuk pekerjaan "
    "yang bergantung pada data dari luar.",
    "Bekerja sesuai harapan. Untuk triwulan berikut, dampingi satu rekan yang baru bergabung.",
    "Target tercapai dan laporan rapi. Mohon lebih sering mengabari bila jadwal berubah.",
    "Sesuai ekspektasi. Kita sepakati satu pelatihan singkat tentang pengolahan data.",
    "Pekerjaan selesai tepat waktu dan dapat diandalkan oleh tim.",
)
BETTER = (
    "Hasil jauh di atas target dan membantu unit lain menyelesaikan pekerjaannya. Terima kasih.",
    "Memperbaiki cara kerja yang sudah lama menyita waktu; hasilnya kini dipakai seluruh bidang.",
    "Menjadi tempat bertanya bagi rekan, dan tetap menyelesaikan seluruh targetnya lebih awal.",
)
WORSE = (
    "Sebagian target belum tercapai. Kita sudah membicarakan sebabnya dan menyepakati bantuan "
    "yang diperlukan.",
    "Beberapa pekerjaan selesai melewati waktu yang disepakati. Pendampingan dimulai pekan depan.",
    "Kehadiran dalam kerja tim perlu diperbaiki. Kesepakatan tertulis ada pada catatan dialog.",
)
GOOD_FACTS = (
    "Menyusun lembar periksa yang kini dipakai di tiga distrik.",
    "Menyelesaikan tunggakan berkas dua tahun dalam enam pekan.",
    "Melatih dua rekan sampai dapat bekerja sendiri.",
    "Mempersingkat waktu layanan dari lima hari menjadi dua hari.",
    "Menghubungi setiap kampung yang datanya kosong sampai lengkap.",
)
WEAK_FACTS = (
    "Laporan bulan kedua diserahkan dua belas hari setelah waktu yang disepakati.",
    "Tiga kunjungan yang direncanakan tidak terlaksana dan tidak dijadwalkan ulang.",
    "Berkas dikembalikan dua kali karena lampiran tidak lengkap.",
    "Tidak hadir pada dua rapat koordinasi tanpa kabar.",
    "Permohonan warga tidak diteruskan selama delapan hari kerja.",
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
BETTER_NOTES = (
    ("ADAPTIVE", "Mohon kabari lebih awal bila jadwal berubah."),
    ("COLLABORATIVE", "Berbagi data lebih awal akan sangat membantu unit kami."),
    ("ACCOUNTABLE", "Lampiran sebaiknya lengkap sejak pengiriman pertama."),
)
