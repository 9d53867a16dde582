"""What teachers and principals of the sample state as reached, no two in the same words."""

from noken.config.demo.people import Worker

CLASSES = {
    "SMP": [f"{year}-{letter}" for year in ("VII", "VIII", "IX") for letter in "ABCD"],
    "SD": [f"{year}-{letter}" for year in ("I", "II", "III", "IV", "V", "VI") for letter in "AB"],
}
SUBJECTS = {
    "SMP": ("Matematika", "IPA", "IPS", "Bahasa Indonesia", "Bahasa Inggris", "PPKn", "Seni"),
    "SD": ("Pendidikan Agama", "PJOK", "Muatan Lokal"),
}
APART = 37  # between one class and the next, so that one school hears no sentence twice
STRIDE = 605  # odd: of a class every sentence is used before one comes back
# By place of the result in the plan: what was done, with whom or what, and what is still open.
TEACHER = (
    (
        ("Rencana pembelajaran {k} disusun per tema", "Modul ajar {k} dipakai tiap pekan",
         "Tujuan pembelajaran {k} dipetakan ulang", "Pembelajaran {k} memakai benda sekitar",
         "Rencana ajar {k} dibahas bersama rekan", "Tugas proyek {k} dijalankan tiap bulan",
         "Materi {k} disesuaikan dengan tes awal", "Kegiatan {k} disusun menurut minat murid"),
        ("dengan contoh dari kebun sekolah", "dengan cerita dari kampung", "dengan kartu bergambar",
         "dalam kelompok kecil", "dengan lembar kerja sendiri", "dengan alat peraga buatan sendiri",
         "bersama rekan sejenjang", "dengan permainan kelas"),
        ("asesmen formatif dibahas pada pekan yang sama", "murid yang tertinggal didampingi sore",
         "dua tema digeser karena hujan", "hasil tiap tema dicatat di buku nilai",
         "materi yang sulit diulang sekali", "murid menilai sendiri kemajuannya",
         "orang tua menerima ringkasan bulanan", "satu tema masih perlu alat peraga"),
    ),
    (
        ("Bimbingan membaca {k} berjalan tiap Selasa", "Murid {k} membaca lima belas menit sehari",
         "Kelompok baca {k} dibagi menurut jenjang", "Pojok baca {k} dibuka pada jam istirahat",
         "Tes baca {k} dilakukan tiap bulan", "Membaca nyaring {k} dilatih berpasangan",
         "Kosakata {k} dilatih sebelum membaca", "Jurnal baca {k} diperiksa tiap Jumat"),
        ("dengan buku pinjaman perpustakaan", "dengan cerita pendek setempat",
         "bersama teman sebaya", "dengan kartu kosakata", "dengan buku bergambar",
         "bersama orang tua relawan", "dengan buku yang dibuat murid", "di teras kelas"),
        ("murid yang belum lancar dibimbing terpisah", "kemajuannya dicatat per murid",
         "buku jenjang atas masih kurang", "murid pemalu kini berani membaca",
         "yang sering absen dikunjungi", "pemahaman bacaan masih dilatih",
         "jadwalnya tetap pada pekan ujian", "kelompoknya disusun ulang tiap tiga bulan"),
    ),
    (
        ("Orang tua murid {k} diundang bergiliran", "Rapor {k} dibahas satu per satu",
         "Catatan belajar {k} dikirim tiap bulan", "Kehadiran murid {k} dibicarakan dengan wali",
         "Wali murid {k} ditemui bergiliran", "Pertemuan wali {k} diadakan pada hari Sabtu",
         "Buku penghubung {k} diisi tiap pekan", "Kemajuan murid {k} ditunjukkan dalam pameran"),
        ("dengan contoh karya murid", "bersama guru lain", "dengan jadwal yang disepakati",
         "di balai kampung", "bersama pengurus komite", "dengan ringkasan satu halaman",
         "sesudah ibadah", "sesuai keadaan keluarga"),
        ("yang berhalangan dihubungi lewat telepon", "kesepakatannya dicatat",
         "tiga keluarga pindah kampung", "murid yang sering absen kembali rutin",
         "orang tua ikut mendampingi tugas", "jalan rusak menunda satu pertemuan",
         "hasilnya dibawa ke rapat guru", "wali yang baru masih ditemui"),
    ),
)  # fmt: skip
PRINCIPAL = (
    (
        ("Supervisi kelas {k} berjalan menurut jadwal", "Kelas {k} dikunjungi bergiliran",
         "Pembelajaran {k} diamati bersama guru senior", "Guru {k} didampingi di kelas"),
        ("dengan lembar amatan yang disepakati", "sesudah rencana ajarnya dibahas",
         "bersama pengawas", "pada jam yang dipilih guru"),
        ("umpan balik diberikan pada hari yang sama", "dua guru didampingi lebih sering",
         "hasilnya dibahas di rapat guru", "kunjungan yang tertunda dijadwalkan lagi"),
    ),
    (
        ("Data Dapodik {k} dicocokkan dengan daftar hadir", "Laporan BOS {k} disusun tiap bulan",
         "Data sarana {k} diperiksa ruang demi ruang", "Laporan {k} diperiksa bersama operator"),
        ("sebelum batas unggah", "dengan bukti yang diarsipkan", "bersama bendahara",
         "dan komite diberi salinannya"),
        ("data murid pindah masih dilengkapi", "selisih diperbaiki pada pekan yang sama",
         "jaringan padam menunda satu unggahan", "tidak ada catatan yang terbuka"),
    ),
    (
        ("Komunitas belajar guru {k} bertemu dua pekan sekali", "Guru {k} saling mengamati kelas",
         "Dialog kinerja guru {k} dijadwalkan sepanjang tahun", "Guru {k} berbagi modul ajar"),
        ("dengan topik yang dipilih guru", "bersama gugus sekolah", "dengan contoh kelas nyata",
         "dan hasilnya dicatat"),
        ("guru baru didampingi rekan senior", "pelatihan literasi diikuti bergantian",
         "dua guru menyiapkan kenaikan jenjang", "topik berhitung masih menunggu narasumber"),
    ),
)  # fmt: skip
QUESTIONS = (
    "Kelas mana saja yang sudah termasuk angka ini?",
    "Apakah murid pindahan ikut dihitung?",
    "Bagaimana dengan bulan yang terpotong ujian?",
    "Daftar mana yang dipakai untuk menghitungnya?",
    "Apakah angka ini sampai akhir bulan lalu?",
    "Apa yang membuatnya lebih cepat dari rencana?",
)


def sentence(worker: Worker, place: int, count: int, *, again: bool) -> str:
    """What `worker`, the one of `count`, says of the result at `place`; `again`: later, anew."""
    heads: tuple[tuple[str, ...], ...]
    if worker.is_head:
        whose, heads, number = worker.unit.name, PRINCIPAL[place], 2 * count
    else:
        level = "SMP" if worker.unit.name.startswith("SMP") else "SD"
        classes, heads = CLASSES[level], TEACHER[place]
        whose = f"kelas {classes[count % len(classes)]}"
        if place == 0 and worker.title == "Guru Mata Pelajaran":
            whose = f"{SUBJECTS[level][worker.id % len(SUBJECTS[level])]} {whose}"
        number = 2 * (count // len(classes)) + APART * (count % len(classes))
    chosen = (number + again) * STRIDE % (len(heads[0]) * len(heads[1]) * len(heads[2]))
    parts = []
    for words in heads:
        chosen, at = divmod(chosen, len(words))
        parts.append(words[at])
    what, how, still = parts
    return f"{what.format(k=whose)} {how}; {still}."
