"""Papers as the areas above would fill them, with texts long enough to break lines."""

from dataclasses import replace
from datetime import UTC, date, datetime

from noken.documents.rules.shapes import (
    Annex,
    Dated,
    EarlierPlan,
    EvaluationForm,
    EvaluationRecord,
    Letterhead,
    Line,
    Measure,
    ObjectionDecision,
    Official,
    OfficialLetter,
    PartLine,
    PlanPaper,
    Ratings,
    ResultLine,
    Section,
    Shape,
    Signature,
    ValueLine,
)

AT = datetime(2026, 10, 15, 1, 30, tzinfo=UTC)
START, LAST = date(2026, 1, 1), date(2026, 12, 31)
MARIA = Official(
    "Maria Wanggai, S.Pd.",
    "19910412 201504 2 014",
    "Penata (III/c)",
    "Analis Kurikulum Ahli Muda",
    "Bidang Pembinaan Pendidikan Dasar, Dinas Pendidikan",
)
YOHANA = Official(
    "Yohana Saiba, M.Pd.",
    "19790830 200501 2 006",
    "Pembina (IV/a)",
    "Kepala Bidang Pembinaan Pendidikan Dasar",
    "Dinas Pendidikan",
)
BARNABAS = Official(
    "Drs. Barnabas Mandacan, M.Si.",
    "19690214 199403 1 008",
    "Pembina Utama Muda (IV/c)",
    "Kepala Dinas Pendidikan",
    "Dinas Pendidikan",
)
HEAD = Letterhead("Pemerintah Kabupaten Manokwari", "Dinas Pendidikan")
GRADES = ("Sangat Kurang", "Kurang", "Butuh Perbaikan", "Baik", "Sangat Baik")
PARENT = "Kurikulum dan data 42 sekolah terkelola baik"
RESULTS = (
    ResultLine(
        PARENT,
        "Pendampingan kurikulum di 16 SMP tuntas",
        is_additional=False,
        measures=(
            Measure(
                "Kuantitas",
                "Jumlah SMP yang selesai didampingi",
                "16 sekolah",
                "12 sekolah (12 laporan disetujui)",
                "Pendampingan runtut dan berbekas di sekolah.",
            ),
            Measure("Kualitas", "Sekolah dengan modul ajar lengkap", "90%", "92%"),
        ),
    ),
    ResultLine(
        PARENT,
        "Tersedianya data Dapodik yang valid pada 42 sekolah binaan",
        is_additional=False,
        measures=(
            Measure("Kuantitas", "Sekolah dengan data tervalidasi", "42 sekolah", "42 sekolah"),
            Measure("Kualitas", "Data tanpa galat pada sinkronisasi", "98%", "97,5%"),
            Measure("Waktu", "Validasi selesai tiap bulan", "tanggal 25", "tanggal 24"),
        ),
    ),
    ResultLine(
        "Layanan dinas tepat waktu",
        "Rekan tim penerimaan murid baru terlatih",
        is_additional=True,
        measures=(Measure("Kuantitas", "Petugas distrik yang terlatih", "9 orang", "9 orang"),),
    ),
)
NAMES = (
    "Berorientasi Pelayanan",
    "Akuntabel",
    "Kompeten",
    "Harmonis",
    "Loyal",
    "Adaptif",
    "Kolaboratif",
)
VALUES = tuple(
    ValueLine(
        name,
        ("Memahami kebutuhan masyarakat", "Ramah, cekatan, dan solutif", "Memperbaiki tiada henti"),
        "Operator sekolah dijawab pada hari yang sama.",
        "Menjelaskan instrumen dua kali kepada operator di Warmare." if name == "Kompeten" else "",
    )
    for name in NAMES
)
SIGNED = (
    Signature("Pegawai yang dinilai,", MARIA, AT, "diajukan secara elektronik"),
    Signature("Pejabat penilai kinerja,", YOHANA, AT, "disetujui secara elektronik"),
)

PLAN = PlanPaper(
    is_leader=False,
    is_worded=False,
    start_on=START,
    last_on=LAST,
    version="7",
    owner=MARIA,
    rater=YOHANA,
    results=RESULTS,
    values=VALUES,
    annexes=(
        Annex("Dukungan sumber daya", ("Kendaraan dinas ke Distrik Masni, satu kali sebulan",)),
        Annex("Skema pertanggungjawaban", ("Rekap bulanan setiap tanggal 25",)),
        Annex("Konsekuensi", ()),
    ),
    place="Manokwari",
    agreed_on=date(2026, 1, 18),
    signatures=SIGNED,
    guides_note="Panduan perilaku di atas adalah parafrasa.",
)
EARLIER = EarlierPlan(
    is_leader=False,
    is_worded=False,
    last_on=date(2026, 8, 31),
    results=(
        replace(
            RESULTS[2], text="Berkas akreditasi 12 sekolah lengkap", parent="Akreditasi terjaga"
        ),
    ),
)
FORM = EvaluationForm(
    is_leader=False,
    is_worded=False,
    period="Triwulan III",
    start_on=date(2026, 7, 1),
    last_on=date(2026, 9, 30),
    owner=MARIA,
    rater=YOHANA,
    unit_rating="Baik",
    grades=GRADES,
    peak="Baik",
    results=RESULTS,
    values=VALUES,
    ratings=Ratings("Sesuai ekspektasi", "Di atas ekspektasi", "Baik"),
    place="Manokwari",
    rated_on=date(2026, 10, 12),
    signatures=SIGNED,
)
RECORD = EvaluationRecord(
    letterhead=HEAD,
    period="Triwulan III",
    start_on=date(2026, 7, 1),
    last_on=date(2026, 9, 30),
    owner=MARIA,
    rater=YOHANA,
    superior=BARNABAS,
    unit_rating="Baik",
    grades=GRADES,
    peak="Baik",
    ratings=FORM.ratings,
    facts=(
        Dated(
            date(2026, 8, 14),
            "Menjelaskan instrumen dua kali kepada operator di Warmare",
            "umpan balik Kepala SD Inpres 41",
        ),
        Dated(date(2026, 9, 25), "42 sekolah tervalidasi", "12 laporan kerja"),
    ),
    recommendation="Pertahankan pendampingan. Ikut Literasi data untuk analis, 26 November.",
    signatures=(
        Signature("Dibuat oleh pejabat penilai kinerja,", YOHANA, AT, "diterbitkan di noken"),
        Signature("Diterima oleh pegawai yang dinilai,", MARIA, AT, "diterima di noken"),
        Signature("Diketahui atasan pejabat penilai,", BARNABAS, act=""),
    ),
    parts=(
        PartLine(
            date(2026, 7, 1),
            date(2026, 7, 31),
            "Ruben Mandacan, S.E.",
            "Bidang Ketenagaan",
            "Sesuai ekspektasi",
            "Sesuai ekspektasi",
            "Bekal data sekolah diserahkan lengkap.",
        ),
    ),
    objection_terms="Diajukan tertulis dengan alasan, paling lambat 27 Oktober 2026.",
    objection="Tidak ada keberatan sampai 27 Oktober 2026.",
    forecast="Baik",
)
DECISION = ObjectionDecision(
    letterhead=HEAD,
    place="Manokwari",
    period="Triwulan III 2026",
    objector=MARIA,
    rater=YOHANA,
    decider=BARNABAS,
    filed_on=date(2026, 10, 20),
    grounds="Dua laporan pendampingan di Distrik Masni belum ikut dihitung.",
    before=Ratings("Di bawah ekspektasi", "Sesuai ekspektasi", "Butuh Perbaikan"),
    after=Ratings("Sesuai ekspektasi", "Sesuai ekspektasi", "Baik"),
    is_changed=True,
    reason="Kedua laporan disetujui sebelum periode berakhir dan memenuhi target.",
    decided_on=date(2026, 11, 3),
    signatures=(Signature("Atasan pejabat penilai kinerja,", BARNABAS, AT, "diputus di noken"),),
    evaluation_number="DEK-2026-000214",
    known_on=date(2026, 10, 13),
    due_on=date(2026, 10, 27),
    answer=Dated(date(2026, 10, 23), "Kedua laporan masuk sesudah saya menilai."),
    hearings=(Dated(date(2026, 10, 30), "Kedua pihak hadir dan didengar.", "catatan pertemuan"),),
    basis="Pasal 59 Peraturan Pemerintah Nomor 30 Tahun 2019",
)
SUMMONS = OfficialLetter(
    letterhead=HEAD,
    title="Surat panggilan I",
    reference="800.1.6.2/118/2026",
    is_secret=True,
    sections=(
        Section(
            text="Dengan hormat kami memanggil:",
            lines=(Line("Nama", MARIA.name), Line("NIP", MARIA.nip), Line("Jabatan", MARIA.post)),
        ),
        Section(
            text="untuk menghadap kepada:",
            lines=(
                Line("Nama", YOHANA.name),
                Line("Hari, tanggal", "Kamis, 26 November 2026"),
                Line("Pukul", "09.00 WIT"),
                Line("Tempat", "Ruang rapat Dinas Pendidikan, lantai 2"),
            ),
        ),
        Section(
            heading="Susunan tim",
            head=("No.", "Nama", "Unsur"),
            columns=(1, 6, 4),
            rows=(("1", BARNABAS.name, "Unsur kepegawaian"), ("2", YOHANA.name, "")),
            after="Demikian untuk dilaksanakan.",
        ),
    ),
    place="Manokwari",
    on=date(2026, 11, 20),
    signatures=(Signature(f"{YOHANA.post},", YOHANA, AT, "ditandatangani elektronik"),),
    to=(MARIA.name, "di Manokwari"),
    copies=("Kepala Dinas Pendidikan", "Kepala BKPSDM"),
)
ALL: tuple[tuple[str, Shape], ...] = (
    ("PLAN", PLAN),
    ("EVALUATION", FORM),
    ("EVALUATION_RECORD", RECORD),
    ("OBJECTION_DECISION", DECISION),
    ("DISCIPLINE_SUMMONS", SUMMONS),
)
"""A paper of each kind."""
