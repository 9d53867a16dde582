"""What objections hold about people."""

from noken.core.privacy import DataClass, Entry

_KEPT = "5 tahun setelah putusan (jadwal retensi arsip; angka menunggu penetapan)"
_OWNER = "Diisi pegawai sendiri."
_RATER = "Diisi pejabat penilai."
_DECIDER = "Diisi atasan pejabat penilai."
_KEEPER = "Diisi BKPSDM."
_RECORDED = "Diisi admin kepegawaian OPD atau BKPSDM."
_SYSTEM = "Dicatat sistem."


def _own(purpose: str, source: str = _SYSTEM, *, sensitive: bool = False) -> Entry:
    kind = DataClass.SENSITIVE if sensitive else DataClass.PERSONAL
    return Entry(kind, purpose, source, _KEPT, "employee_id")


def _of(purpose: str, source: str, *, sensitive: bool = False) -> Entry:
    kind = DataClass.SENSITIVE if sensitive else DataClass.PERSONAL
    return Entry(kind, purpose, source, _KEPT, "objection__employee_id")


def _who(path: str, purpose: str, source: str = _SYSTEM) -> Entry:
    return Entry(DataClass.PERSONAL, purpose, source, _KEPT, path)


ENTRIES = {
    "Objection.employee_id": _own("Siapa yang mengajukan keberatan."),
    "Objection.sheet_id": _own("Hasil evaluasi mana yang tidak disetujui."),
    "Objection.period": _own("Periode hasil itu."),
    "Objection.rater_id": _who("rater_id", "Siapa yang menilai."),
    "Objection.assigned_to_id": _who(
        "assigned_to_id", "Siapa yang ditunjuk memeriksa bila tidak ada atasan penilai.", _KEEPER
    ),
    "Objection.about": _own("Rating mana yang tidak disetujui.", _OWNER),
    "Objection.text": _own(
        "Alasan keberatan, untuk kedua pihak dan pemeriksa.", _OWNER, sensitive=True
    ),
    "Objection.wants_hearing": _own("Apakah ingin didengar langsung.", _OWNER),
    "Objection.before_result": _own("Rating hasil kerja yang tidak disetujui."),
    "Objection.before_behaviour": _own("Rating perilaku yang tidak disetujui."),
    "Objection.before_grade": _own("Predikat yang tidak disetujui."),
    "Objection.received_on": _own("Kapan hasilnya diterima; waktu keberatan mulai saat itu."),
    "Objection.due_on": _own("Hari terakhir untuk keberatan."),
    "Objection.is_late": _own("Apakah diajukan sesudah hari terakhir."),
    "Objection.status": _own("Keadaan keberatan."),
    "Objection.filed_at": _own("Kapan diajukan."),
    "Objection.letter_to": _own("Siapa yang menerima surat keberatan di kertas.", _RECORDED),
    "Objection.entered_by_id": _who("entered_by_id", "Siapa yang mencatat surat keberatan."),
    "Objection.taken_by_id": _who("taken_by_id", "Siapa yang memeriksa."),
    "Objection.taken_at": _own("Kapan diambil untuk diperiksa."),
    "Objection.decided_by_id": _who("decided_by_id", "Siapa yang memutus."),
    "Objection.decided_at": _own("Kapan diputus."),
    "Objection.outcome": _own("Putusan atas keberatan.", _DECIDER),
    "Objection.after_result": _own("Rating hasil kerja sesudah putusan.", _DECIDER),
    "Objection.after_behaviour": _own("Rating perilaku sesudah putusan.", _DECIDER),
    "Objection.after_grade": _own("Predikat sesudah putusan.", _DECIDER),
    "Objection.reason": _own("Alasan putusan.", _DECIDER, sensitive=True),
    "Objection.paper_id": _own("Naskah putusan."),
    "Statement.kind": _of("Tambahan pegawai atau jawaban penilai.", _SYSTEM),
    "Statement.text": _of("Keterangan tertulis salah satu pihak.", _RATER, sensitive=True),
    "Statement.by_id": _who("by_id", "Siapa yang menulis keterangan."),
    "Statement.at": _of("Kapan ditulis.", _SYSTEM),
    "Hearing.side": _of("Siapa yang didengar.", _DECIDER),
    "Hearing.mode": _of("Bagaimana didengar.", _DECIDER),
    "Hearing.held_on": _of("Kapan didengar.", _DECIDER),
    "Hearing.note": _of("Pokok keterangan yang didengar.", _DECIDER, sensitive=True),
    "Hearing.by_id": _who("by_id", "Siapa yang mendengar."),
    "Step.kind": _of("Apa yang terjadi pada keberatan.", _SYSTEM),
    "Step.by_id": _who("by_id", "Siapa yang melakukan langkah ini."),
    "Step.note": _of("Catatan pada langkah ini.", _SYSTEM),
    "Step.at": _of("Kapan itu terjadi.", _SYSTEM),
    "Attachment.file_id": _of("Berkas yang dilampirkan salah satu pihak.", _OWNER, sensitive=True),
    "Attachment.by_id": _who("by_id", "Siapa yang melampirkan."),
    "Attachment.at": _of("Kapan dilampirkan.", _SYSTEM),
    "TermsProposal.proposed_by_id": _who(
        "proposed_by_id", "Siapa yang mengusulkan waktu keberatan."
    ),
    "TermsSignature.signer_id": _who("signer_id", "Siapa yang menyetujui waktu keberatan."),
    "TermsSignature.reason": _who("signer_id", "Alasan menyetujuinya.", "Diisi yang menyetujui."),
}

NOT_PERSONAL = {
    *(f"Objection.{name}" for name in ("id", "seat", "take_by", "answer_by", "decide_by")),
    *(f"Statement.{name}" for name in ("id", "objection")),
    *(f"Hearing.{name}" for name in ("id", "objection", "at")),
    *(f"Step.{name}" for name in ("id", "objection", "role")),
    *(f"Attachment.{name}" for name in ("id", "objection", "statement", "is_photo")),
    *(
        f"TermsProposal.{name}"
        for name in (
            *("id", "file_days", "take_workdays", "answer_workdays", "decide_workdays"),
            *("source", "start_on", "proposed_at", "withdrawn_at"),
        )
    ),
    *(f"TermsSignature.{name}" for name in ("id", "proposal", "role", "at")),
}
