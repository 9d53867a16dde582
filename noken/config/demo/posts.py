"""What people of the sample do: posts with their plans and the sentences of their reports."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """One planned result with two indicators and what a day's report on it looks like.

    `measure` is (indicator, unit, yearly target); `second` a quality or time indicator.
    """

    result: str
    measure: tuple[str, str, int]
    second: tuple[str, str, int]
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Post:
    title: str
    kind: str
    family: str
    tasks: tuple[Task, ...]


LETTERS = Task(
    "Surat dan arsip unit terkelola tertib",
    ("Surat diproses pada hari yang sama", "surat", 1200),
    ("Arsip ditemukan saat diminta", "persen", 95),
    (
        "Surat masuk dicatat dan didisposisi",
        "Surat keluar dinomori dan dikirim",
        "Arsip bulan lalu ditata per pokok surat",
    ),
)
FINANCE = Task(
    "Pertanggungjawaban keuangan unit lengkap dan tepat waktu",
    ("Berkas pertanggungjawaban diverifikasi", "berkas", 360),
    ("Berkas dikembalikan karena kurang lengkap", "persen", 5),
    (
        "SPJ perjalanan dinas diperiksa dan dilengkapi",
        "Bukti belanja dicocokkan dengan buku kas",
        "Berkas pencairan disusun untuk BPKAD",
    ),
)
SERVICE = Task(
    "Pelayanan kepada masyarakat selesai sesuai janji layanan",
    ("Permohonan selesai sesuai janji layanan", "permohonan", 720),
    ("Keluhan dijawab dalam satu hari", "persen", 90),
    (
        "Permohonan warga diperiksa dan diselesaikan",
        "Warga dilayani di loket dan keluhannya dijawab",
        "Berkas yang kurang dilengkapi bersama pemohon",
    ),
)
DATA = Task(
    "Data unit mutakhir dan dapat dipakai untuk keputusan",
    ("Data diverifikasi", "data", 840),
    ("Kesalahan isian hasil uji petik", "persen", 3),
    (
        "Data kampung dimutakhirkan dan dicek silang",
        "Isian yang kurang diperbaiki bersama operator",
        "Rekap mingguan disusun dan dikirim",
    ),
)
FIELD = Task(
    "Kegiatan lapangan terlaksana di kampung sasaran",
    ("Kampung dikunjungi dan didampingi", "kunjungan", 180),
    ("Tindak lanjut kunjungan selesai", "persen", 85),
    (
        "Kelompok warga didampingi di kampung",
        "Lokasi kegiatan ditinjau bersama aparat kampung",
        "Tindak lanjut kunjungan lalu diperiksa",
    ),
)
PLANNING = Task(
    "Dokumen perencanaan dan laporan unit terbit tepat waktu",
    ("Dokumen selesai", "dokumen", 48),
    ("Dokumen selesai sebelum tenggat", "persen", 95),
    (
        "Draf bab rencana kerja disusun",
        "Realisasi kegiatan dikumpulkan dari bidang",
        "Laporan bulanan diselesaikan",
    ),
)
CARE = Task(
    "Pasien mendapat pelayanan sesuai standar",
    ("Pasien dilayani", "pasien", 2400),
    ("Pasien puas menurut survei", "persen", 85),
    (
        "Pasien rawat jalan dilayani",
        "Ibu hamil dan balita diperiksa di posyandu",
        "Pemantauan pasien rawat inap dicatat",
    ),
)
IMMUNISATION = Task(
    "Kampung sasaran mendapat layanan kesehatan dasar",
    ("Anak mendapat imunisasi lengkap", "anak", 300),
    ("Kampung dengan cakupan di atas sasaran", "persen", 80),
    ("Imunisasi anak di kampung", "Penyuluhan gizi bersama kader", "Kunjungan rumah ibu nifas"),
)
TEACHING = Task(
    "Pembelajaran berpusat pada murid terlaksana",
    ("Rencana pembelajaran disusun dan dipakai", "rencana", 72),
    ("Murid mencapai tujuan pembelajaran", "persen", 80),
    ("Pembelajaran tema baru dilaksanakan", "Asesmen formatif dikoreksi dan dibahas"),
)
READING = Task(
    "Kemampuan membaca murid meningkat",
    ("Murid mendapat bimbingan membaca", "murid", 160),
    ("Murid naik satu jenjang bacaan", "persen", 70),
    ("Bimbingan membaca kelompok kecil", "Pojok baca ditata bersama murid"),
)
PARENTS = Task(
    "Kemajuan belajar murid dibahas dengan orang tua",
    ("Pertemuan dengan orang tua murid", "pertemuan", 72),
    ("Rapor terbit pada waktunya", "persen", 90),
    ("Orang tua murid ditemui", "Rapor dibahas bersama wali"),
)
SCHOOLS = Task(
    "Data Dapodik sekolah binaan valid",
    ("Sekolah dengan data valid", "sekolah", 504),
    ("Kesalahan isian hasil uji petik", "persen", 2),
    (
        "Data Dapodik sekolah diverifikasi",
        "Operator sekolah didampingi memperbaiki data",
        "Data guru pindah dimutakhirkan",
    ),
)
CURRICULUM = Task(
    "Pendampingan kurikulum di sekolah binaan tuntas",
    ("Kunjungan pendampingan", "kunjungan", 96),
    ("Sekolah memakai modul ajar sendiri", "persen", 75),
    ("Guru didampingi menyusun modul ajar", "Supervisi kurikulum di sekolah"),
)
LEADING = (
    Task(
        "Layanan bidang berjalan tepat waktu dan tepat sasaran",
        ("Layanan selesai tepat waktu", "layanan", 2400),
        ("Keluhan warga yang selesai", "persen", 90),
        ("Layanan bidang dipantau dan hambatan diselesaikan", "Koordinasi dengan distrik tuntas"),
    ),
    Task(
        "Data dan laporan bidang valid",
        ("Laporan terbit", "laporan", 60),
        ("Laporan tepat waktu", "persen", 95),
        ("Laporan bidang diperiksa dan diterbitkan", "Data bidang dicocokkan dengan lapangan"),
    ),
    Task(
        "Kemampuan tim meningkat",
        ("Dialog kinerja dengan anggota tim", "dialog", 56),
        ("Anggota tim dengan rencana pengembangan", "persen", 90),
        ("Dialog kinerja dengan anggota tim", "Umpan balik tertulis diberikan"),
    ),
)
SCHOOL_LEADING = (
    Task(
        "Pembelajaran di sekolah didampingi dan membaik",
        ("Kunjungan kelas dengan umpan balik", "kunjungan", 72),
        ("Guru memakai hasil umpan balik", "persen", 80),
        ("Kelas dikunjungi dan umpan balik diberikan", "Rencana ajar guru dibahas"),
    ),
    Task(
        "Data dan laporan sekolah valid",
        ("Laporan sekolah terbit", "laporan", 60),
        ("Data Dapodik valid", "persen", 90),
        ("Laporan sekolah diperiksa dan dikirim", "Data murid dicocokkan"),
    ),
    Task(
        "Kemampuan guru meningkat",
        ("Dialog kinerja dengan guru", "dialog", 56),
        ("Guru dengan rencana pengembangan", "persen", 90),
        ("Dialog kinerja dengan guru", "Komunitas belajar guru dipandu"),
    ),
)

HEAD = Post("Kepala", "STRUCTURAL", "GENERAL", LEADING)
PRINCIPAL = Post("Kepala Sekolah", "FUNCTIONAL", "PRINCIPAL", SCHOOL_LEADING)
TEACHERS = (
    Post("Guru Kelas", "FUNCTIONAL", "TEACHER", (TEACHING, READING, PARENTS)),
    Post("Guru Mata Pelajaran", "FUNCTIONAL", "TEACHER", (TEACHING, READING, PARENTS)),
)
HEALTH = (
    Post("Perawat", "FUNCTIONAL", "HEALTH", (CARE, IMMUNISATION, DATA)),
    Post("Bidan", "FUNCTIONAL", "HEALTH", (CARE, IMMUNISATION, DATA)),
    Post("Sanitarian", "FUNCTIONAL", "HEALTH", (IMMUNISATION, FIELD, DATA)),
    Post("Asisten Apoteker", "FUNCTIONAL", "HEALTH", (CARE, LETTERS, DATA)),
)
EDUCATION = (
    Post("Analis Kurikulum", "EXECUTIVE", "GENERAL", (CURRICULUM, SCHOOLS, PLANNING)),
    Post("Analis Kebijakan", "FUNCTIONAL", "GENERAL", (PLANNING, SCHOOLS, CURRICULUM)),
    Post("Pengelola Data", "EXECUTIVE", "GENERAL", (SCHOOLS, DATA, LETTERS)),
    Post("Pengelola Sarana", "EXECUTIVE", "GENERAL", (FIELD, SCHOOLS, FINANCE)),
)
GENERAL = (
    Post("Pengadministrasi Umum", "EXECUTIVE", "GENERAL", (LETTERS, SERVICE, DATA)),
    Post("Bendahara Pembantu", "EXECUTIVE", "GENERAL", (FINANCE, LETTERS, PLANNING)),
    Post("Penyusun Program", "EXECUTIVE", "GENERAL", (PLANNING, DATA, FINANCE)),
    Post("Pranata Komputer Terampil", "FUNCTIONAL", "GENERAL", (DATA, SERVICE, LETTERS)),
    Post("Arsiparis Terampil", "FUNCTIONAL", "GENERAL", (LETTERS, DATA, SERVICE)),
    Post("Analis Kebijakan Ahli Muda", "FUNCTIONAL", "GENERAL", (PLANNING, FIELD, DATA)),
    Post("Pengelola Layanan", "EXECUTIVE", "GENERAL", (SERVICE, DATA, LETTERS)),
)
DISTRICT = (
    Post("Pengelola Pemerintahan Kampung", "EXECUTIVE", "GENERAL", (FIELD, SERVICE, DATA)),
    Post("Pengadministrasi Kependudukan", "EXECUTIVE", "GENERAL", (SERVICE, LETTERS, DATA)),
)
PLACES = {
    "education": (
        "SD Inpres 28 Wosi",
        "SD YPK Amban",
        "SD Negeri 12 Sanggeng",
        "SMP Negeri 1 Manokwari",
        "SD YPK Mupi",
        "SMP Negeri 7 Prafi",
    ),
    "health": ("Puskesmas", "Posyandu Udapi Hilir", "Posyandu Amban", "Kampung Sairo"),
    "general": ("Kantor", "Distrik Prafi", "Distrik Warmare", "Kampung Bakaro", "Distrik Masni"),
}
