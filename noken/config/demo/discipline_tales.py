"""What the discipline cases of the sample are about: one for each stage of the way of a case. All
of it is made up."""

from typing import NamedTuple


class Tale(NamedTuple):
    """`stage` is how far it goes; `back` workdays before the day of loading it was written down.
    `answer` is what the person said first, `heard` at the hearing."""

    stage: str
    back: int
    breach: str
    source: str
    answer: str
    question: str = ""
    heard: str = ""
    impact: str = ""
    mitigating: str = ""
    considering: str = ""


OF_THE_TOUR = Tale(
    "SUMMONED_1",
    2,
    "Meninggalkan loket pada jam pelayanan tanpa memberi tahu.",
    "Pengaduan warga lewat SP4N-LAPOR! (contoh)",
    "Saya mengerti keluhannya. Hari itu saya sendirian dan menyesal tidak memberi kabar.",
)
TALES = (
    Tale(
        "IN_FORCE",
        24,
        "Mengisi daftar hadir rekan yang tidak datang.",
        "Catatan atasan langsung (contoh)",
        "Benar, saya yang mengisinya. Saya tidak memikirkan akibatnya.",
        "Mengapa Saudara mengisinya?",
        "Saya diminta rekan, dan saya menyesalinya.",
        "Daftar hadir bidang tidak dapat dipercaya dan harus diperiksa ulang.",
        "Mengakui dan menyesali.",
        "Bahwa perbuatannya terbukti, diakui, dan baru pertama kali.",
    ),
    Tale(
        "APPEALED",
        17,
        "Memakai mobil dinas ke luar daerah untuk keperluan keluarga.",
        "Laporan petugas kendaraan (contoh)",
        "Mobil saya rusak, sedangkan orang tua saya harus dijemput di Bintuni.",
        "Siapa yang mengizinkan pemakaian kendaraan itu?",
        "Saya hanya memberi tahu sopir, tidak meminta izin tertulis.",
        "Kunjungan ke dua kampung tertunda karena tidak ada kendaraan.",
        "Mengganti bahan bakar dari uang sendiri.",
        "Bahwa kendaraan dipakai tanpa izin dan kunjungan kerja tertunda karenanya.",
    ),
    Tale(
        "GUIDANCE_ONLY",
        16,
        "Menolak menerima berkas warga yang datang lima menit sebelum tutup.",
        "Kotak saran kantor (contoh)",
        "Sistem antrean sudah saya tutup karena listrik akan dipadamkan hari itu.",
        considering="Pemadaman listriknya benar. Cara menyampaikannya kepada warga yang perlu "
        "dibicarakan.",
    ),
    Tale(
        "DROPPED",
        15,
        "Membawa pulang cap dinas tanpa izin.",
        "Laporan rekan seruangan (contoh)",
        "Cap itu saya simpan di lemari besi; berita acara penyimpanannya ada pada bendahara.",
        considering="Berita acara penyimpanan cocok dengan keterangannya; cap tidak pernah keluar.",
    ),
    Tale(
        "DELIVERED",
        14,
        "Membagikan foto dokumen kepegawaian rekan di grup percakapan.",
        "Pengaduan pegawai yang bersangkutan (contoh)",
        "Saya bermaksud menanyakan cara membacanya dan salah memilih grup.",
        "Apa yang Saudara lakukan sesudah tahu salah kirim?",
        "Saya hapus setelah sepuluh menit dan meminta maaf kepada rekan itu.",
        "Data pribadi seorang pegawai terbaca empat puluh orang.",
        "Segera menghapus dan meminta maaf.",
        "Bahwa data pribadi tersebar karena kelalaian, dan segera diperbaiki.",
    ),
    Tale(
        "NO_SHOW",
        13,
        "Tidak menyerahkan kunci gudang arsip ketika diminta pemeriksa.",
        "Berita acara pemeriksaan gudang (contoh)",
        "Kunci masih saya bawa. Saya akan menyerahkannya bila ada surat serah terima.",
    ),
    Tale(
        "DECIDED",
        12,
        "Berkata kasar kepada pemohon di ruang tunggu.",
        "Rekaman suara yang diserahkan pemohon (contoh)",
        "Saya lelah dan menjawab terlalu keras. Saya siap bertemu pemohonnya.",
        "Apakah Saudara sudah bertemu dengan pemohonnya?",
        "Belum, saya menunggu arahan atasan.",
        "Warga enggan datang lagi ke loket yang sama.",
        "Bersedia meminta maaf secara terbuka.",
        "Bahwa ucapan itu diakui dan merusak kepercayaan warga.",
    ),
    Tale(
        "DRAFTED",
        10,
        "Menunda surat pengantar sampai pemohon membawa fotokopi yang tidak diwajibkan.",
        "Surat keluhan kepala kampung (contoh)",
        "Saya mengikuti kebiasaan lama dan belum membaca edaran yang baru.",
        "Kapan Saudara mengetahui syarat itu sudah dihapus?",
        "Baru saat dipanggil; edarannya tidak sampai ke meja saya.",
        "Tiga pemohon kembali dua kali dari distrik.",
        "Belum pernah ditegur.",
        "Bahwa syarat yang dihapus tetap diminta, dan edarannya tidak dibaca.",
    ),
    Tale(
        "REPORTED",
        9,
        "Menjual minuman di ruang kerja pada jam pelayanan.",
        "Catatan kunjungan mendadak (contoh)",
        "Hanya untuk rekan seruangan, tetapi saya mengerti tidak pantas.",
        "Sejak kapan berjualan di ruang kerja?",
        "Sejak bulan lalu, dan sudah saya hentikan.",
        "Ruang tunggu dipakai menaruh kotak minuman.",
        "Sudah berhenti berjualan.",
    ),
    Tale(
        "EXAMINED",
        7,
        "Merokok di ruang arsip yang dilarang.",
        "Laporan petugas jaga (contoh)",
        "Hujan deras dan serambi penuh orang. Saya tahu seharusnya tidak di sana.",
        "Apakah ada arsip yang rusak?",
        "Tidak ada; saya berdiri dekat jendela.",
    ),
    Tale(
        "SUMMONED_2",
        6,
        "Tidak mengembalikan laptop kantor setelah pindah tugas.",
        "Daftar barang bidang (contoh)",
        "Laptopnya masih di rumah dan akan saya bawa bila ada tanda terimanya.",
    ),
    Tale(
        "SUSPECTED",
        1,
        "Meninggalkan rapat koordinasi tanpa pamit setelah mengisi daftar hadir.",
        "Notula rapat (contoh)",
        "",
    ),
)
