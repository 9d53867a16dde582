"""What followup holds about people."""

from noken.core.privacy import DataClass, Entry

_PLAN = "5 tahun setelah rencana berakhir (jadwal retensi arsip; angka menunggu penetapan)"
_TALK = "2 tahun setelah rencana berakhir (angka menunggu penetapan)"
_AWARD = "selama menjadi pegawai (riwayat penghargaan; menunggu penetapan)"
_FILE = "2 tahun setelah diunggah (angka menunggu penetapan)"
_SUPERIOR = "Diisi atasan langsung."
_BOTH = "Diisi salah satu dari keduanya."
_OWNER = "Diisi pegawai sendiri."
_DECIDER = "Diisi atasan langsung atau BKPSDM."
_KEEPER = "Dari berkas yang diunggah BKPSDM atau admin kepegawaian OPD."
_SYSTEM = "Dicatat sistem."
_EVALUATION = "Dari lembar evaluasi."
_OWNED, _OF_PLAN = "employee_id", "improvement__employee_id"


def _plain(purpose: str, source: str, retention: str = _PLAN, path: str = _OWNED) -> Entry:
    return Entry(DataClass.PERSONAL, purpose, source, retention, path)


def _sensitive(purpose: str, source: str, retention: str = _PLAN, path: str = _OWNED) -> Entry:
    return Entry(DataClass.SENSITIVE, purpose, source, retention, path)


ENTRIES = {
    "Improvement.employee_id": _sensitive("Untuk siapa rencana perbaikan ini.", _SYSTEM),
    "Improvement.sheet_id": _sensitive("Evaluasi yang menjadi alasannya.", _EVALUATION),
    "Improvement.grade": _sensitive("Predikat yang menjadi alasannya.", _EVALUATION),
    "Improvement.period": _plain("Periode predikat itu.", _EVALUATION),
    "Improvement.reason": _sensitive("Mengapa perbaikan diperlukan.", _SUPERIOR),
    "Improvement.status": _sensitive("Keadaan rencana.", _SYSTEM),
    "Improvement.opened_by_id": _plain("Atasan yang mengusulkan.", _SYSTEM, path="opened_by_id"),
    "Improvement.opened_at": _plain("Kapan diusulkan.", _SYSTEM),
    "Improvement.proposed_at": _plain("Kapan isinya terakhir diajukan.", _SYSTEM),
    "Improvement.answered_at": _plain("Kapan pegawai menanggapi.", _SYSTEM),
    "Improvement.agreed_at": _plain("Kapan disepakati.", _SYSTEM),
    "Improvement.start_on": _plain("Sejak kapan masa perbaikan berjalan.", _SYSTEM),
    "Improvement.due_on": _plain("Kapan masa perbaikan habis.", _SYSTEM),
    "Improvement.closed_at": _plain("Kapan rencana berakhir.", _SYSTEM),
    "Goal.text": _sensitive("Yang ingin dicapai.", _SUPERIOR, path=_OF_PLAN),
    "Goal.measure": _sensitive("Cara melihat hasilnya.", _SUPERIOR, path=_OF_PLAN),
    "Goal.support": _plain("Dukungan atasan.", _SUPERIOR, path=_OF_PLAN),
    "CoachingNote.coach_id": _plain("Atasan dalam percakapan.", _SYSTEM, _TALK, "coach_id"),
    "CoachingNote.by_id": _plain("Siapa yang mencatat.", _SYSTEM, _TALK, "by_id"),
    "CoachingNote.held_on": _plain("Hari percakapan.", _BOTH, _TALK, _OF_PLAN),
    "CoachingNote.said": _sensitive(
        "Menurut pegawai; hanya dibaca keduanya.", _BOTH, _TALK, _OF_PLAN
    ),
    "CoachingNote.help": _sensitive(
        "Yang dipahami dan dibantu atasan; hanya dibaca keduanya.", _SUPERIOR, _TALK, _OF_PLAN
    ),
    "CoachingNote.agreed": _sensitive(
        "Yang disepakati; hanya dibaca keduanya.", _SUPERIOR, _TALK, _OF_PLAN
    ),
    "CoachingNote.next_on": _plain("Percakapan berikutnya.", _SUPERIOR, _TALK, _OF_PLAN),
    "CoachingNote.at": _plain("Kapan dicatat.", _SYSTEM, _TALK, _OF_PLAN),
    "CoachingNote.answer": _sensitive("Tanggapan; hanya dibaca keduanya.", _BOTH, _TALK, _OF_PLAN),
    "CoachingNote.answered_at": _plain("Kapan ditanggapi.", _SYSTEM, _TALK, _OF_PLAN),
    "Retest.held_on": _plain("Hari cek hasil.", _SUPERIOR, path=_OF_PLAN),
    "Retest.outcome": _sensitive("Hasil cek.", _SUPERIOR, path=_OF_PLAN),
    "Retest.facts": _sensitive("Fakta di balik hasil cek.", _SUPERIOR, path=_OF_PLAN),
    "Retest.by_id": _plain("Siapa yang mengecek.", _SYSTEM, path="by_id"),
    "Retest.at": _plain("Kapan dicatat.", _SYSTEM, path=_OF_PLAN),
    "Retest.answer": _sensitive("Tanggapan pegawai atas hasil cek.", _OWNER, path=_OF_PLAN),
    "Retest.answered_at": _plain("Kapan ditanggapi.", _SYSTEM, path=_OF_PLAN),
    "Step.kind": _plain("Apa yang terjadi pada rencana.", _SYSTEM, path=_OF_PLAN),
    "Step.by_id": _plain("Siapa yang melakukannya.", _SYSTEM, path="by_id"),
    "Step.at": _plain("Kapan itu terjadi.", _SYSTEM, path=_OF_PLAN),
    "Step.note": _sensitive("Catatan pada langkah ini.", _DECIDER, path=_OF_PLAN),
    "Award.employee_id": _plain("Siapa yang diusulkan.", _SYSTEM, _AWARD),
    "Award.kind": _plain("Bentuk penghargaan.", _SUPERIOR, _AWARD),
    "Award.reason": _plain("Alasan dan faktanya.", _SUPERIOR, _AWARD),
    "Award.grade": _plain("Predikat final terakhir saat diusulkan.", _EVALUATION, _AWARD),
    "Award.period": _plain("Periode predikat itu.", _EVALUATION, _AWARD),
    "Award.status": _plain("Keadaan usulan.", _SYSTEM, _AWARD),
    "Award.proposed_by_id": _plain("Siapa yang mengusulkan.", _SYSTEM, _AWARD, "proposed_by_id"),
    "Award.proposed_at": _plain("Kapan diusulkan.", _SYSTEM, _AWARD),
    "Award.decided_by_id": _plain("Siapa yang memutuskan.", _SYSTEM, _AWARD, "decided_by_id"),
    "Award.decided_at": _plain("Kapan diputuskan.", _SYSTEM, _AWARD),
    "Award.number": _plain("Nomor surat penghargaan.", _DECIDER, _AWARD),
    "Award.note": _plain("Catatan putusan.", _DECIDER, _AWARD),
    "ValueProposal.proposed_by_id": _plain(
        "Siapa yang mengusulkan angka.", _SYSTEM, path="proposed_by_id"
    ),
    "ValueSignature.signer_id": _plain("Siapa yang menyetujui angka.", _SYSTEM, path="signer_id"),
    "GradeFile.by_id": _plain("Siapa yang mengunggah berkas.", _SYSTEM, _FILE, "by_id"),
    "Difference.employee_id": _sensitive("Predikat siapa yang berbeda.", _KEEPER, _FILE),
    "Difference.sheet_id": _sensitive("Lembar evaluasinya.", _EVALUATION, _FILE),
    "Difference.rater_id": _plain("Penilainya.", _EVALUATION, _FILE, "rater_id"),
    "Difference.label": _plain("Nama seperti ditulis di berkas.", _KEEPER, _FILE),
    "Difference.period": _plain("Periode lembar itu.", _EVALUATION, _FILE),
    "Difference.given": _sensitive("Penilaian menurut berkas.", _KEEPER, _FILE),
    "Difference.known": _sensitive("Penilaian menurut noken saat itu.", _EVALUATION, _FILE),
    "Difference.state": _plain("Apakah penilai sudah memutuskan.", _SYSTEM, _FILE),
    "Difference.decided_by_id": _plain("Siapa yang memutuskan.", _SYSTEM, _FILE, "decided_by_id"),
    "Difference.decided_at": _plain("Kapan diputuskan.", _SYSTEM, _FILE),
    "Difference.note": _sensitive("Alasan penilai.", "Diisi penilai.", _FILE),
    "Potential.employee_id": _sensitive("Potensial siapa.", _KEEPER, _FILE),
    "Potential.level": _sensitive("Tingkat potensial menurut sumbernya.", _KEEPER, _FILE),
    "Potential.measured_on": _plain("Kapan diukur.", _KEEPER, _FILE),
    "Potential.source": _plain("Siapa yang mengukur.", _KEEPER, _FILE),
    "Potential.by_id": _plain("Siapa yang mengunggah.", _SYSTEM, _FILE, "by_id"),
    "Potential.replaced_at": _plain("Kapan digantikan yang baru.", _SYSTEM, _FILE),
}

NOT_PERSONAL = {
    *(f"Improvement.{name}" for name in ("id", "months", "is_settled")),
    *(f"Goal.{name}" for name in ("id", "improvement", "order")),
    *(f"CoachingNote.{name}" for name in ("id", "improvement")),
    *(f"Retest.{name}" for name in ("id", "improvement")),
    *(f"Step.{name}" for name in ("id", "improvement", "role")),
    "Award.id",
    *(
        f"ValueProposal.{name}"
        for name in ("id", "name", "value", "source", "start_on", "proposed_at", "withdrawn_at")
    ),
    *(f"ValueSignature.{name}" for name in ("id", "proposal", "role", "reason", "at")),
    *(f"GradeFile.{name}" for name in ("id", "name", "sha256", "counts", "role", "at")),
    *(f"Difference.{name}" for name in ("id", "file", "row", "verdict", "why")),
    *(f"Potential.{name}" for name in ("id", "at")),
}
