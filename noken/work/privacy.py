"""What work holds about people."""

from noken.core.privacy import DataClass, Entry

_REPORTS = "5 tahun setelah tahun laporan (jadwal retensi arsip; angka menunggu penetapan)"
_AUTHOR = "Diisi pegawai sendiri."
_REVIEWER = "Diisi atasan."
_COMPARED = "24 bulan setelah laporan diterima, lalu dihapus."
_DERIVED = "Dihitung dari catatan laporan."

ENTRIES = {
    "PersonalGrace.employee_id": Entry(
        DataClass.PERSONAL,
        "Siapa yang boleh melapor dengan waktu lebih longgar.",
        "Dicatat sistem.",
        _REPORTS,
        "employee_id",
    ),
    "PersonalGrace.grace_workdays": Entry(
        DataClass.PERSONAL,
        "Berapa hari kerja kelonggarannya.",
        "Dicatat sistem.",
        _REPORTS,
        "employee_id",
    ),
    "DutyProposal.proposed_by": Entry(
        DataClass.INTERNAL,
        "Siapa yang mengusulkan kewajiban melapor.",
        "Dicatat sistem.",
        _REPORTS,
        "proposed_by",
    ),
    **{
        f"DutySignature.{name}": Entry(
            DataClass.INTERNAL,
            "Siapa yang menyetujui kewajiban melapor, dan alasannya.",
            "Diisi yang menyetujui.",
            _REPORTS,
            "signer",
        )
        for name in ("signer", "role", "reason", "at")
    },
    "Report.author_id": Entry(
        DataClass.PERSONAL, "Siapa yang melaporkan pekerjaan.", _AUTHOR, _REPORTS, "author_id"
    ),
    "Report.title": Entry(
        DataClass.PERSONAL, "Hasil yang dilaporkan.", _AUTHOR, _REPORTS, "author_id"
    ),
    "Report.work_on": Entry(
        DataClass.PERSONAL, "Hari pekerjaan dilakukan.", _AUTHOR, _REPORTS, "author_id"
    ),
    "Report.quantity": Entry(
        DataClass.PERSONAL, "Berapa yang selesai hari itu.", _AUTHOR, _REPORTS, "author_id"
    ),
    "Report.places": Entry(
        DataClass.PERSONAL,
        "Tempat pekerjaan, sebatas yang ditulis pegawai.",
        _AUTHOR,
        _REPORTS,
        "author_id",
    ),
    "Report.note": Entry(DataClass.PERSONAL, "Catatan pekerjaan.", _AUTHOR, _REPORTS, "author_id"),
    "Report.late_reason": Entry(
        DataClass.PERSONAL,
        "Alasan laporan masuk setelah batasnya.",
        _AUTHOR,
        _REPORTS,
        "author_id",
    ),
    "Report.claimed_at": Entry(
        DataClass.PERSONAL,
        "Jam pengisian menurut ponsel.",
        "Dicatat ponsel.",
        _REPORTS,
        "author_id",
    ),
    "Report.received_at": Entry(
        DataClass.PERSONAL, "Jam laporan diterima server.", "Dicatat sistem.", _REPORTS, "author_id"
    ),
    "Report.status": Entry(
        DataClass.PERSONAL,
        "Keadaan laporan: menunggu, disetujui, dikembalikan.",
        "Dicatat sistem.",
        _REPORTS,
        "author_id",
    ),
    "Evidence.file_id": Entry(
        DataClass.PERSONAL, "Foto atau PDF sebagai bukti.", _AUTHOR, _REPORTS, "report__author_id"
    ),
    "Review.by_id": Entry(
        DataClass.PERSONAL, "Atasan yang memutuskan.", "Dicatat sistem.", _REPORTS, "by_id"
    ),
    "Review.decision": Entry(
        DataClass.PERSONAL, "Keputusan atasan.", _REVIEWER, _REPORTS, "report__author_id"
    ),
    "Review.counted": Entry(
        DataClass.PERSONAL,
        "Apakah laporan sudah dihitung selesai, belum ditinjau, saat diputuskan.",
        "Dicatat sistem.",
        _REPORTS,
        "by_id",
    ),
    "Review.note": Entry(
        DataClass.PERSONAL,
        "Apa yang perlu diperbaiki.",
        _REVIEWER,
        _REPORTS,
        "report__author_id",
    ),
    "Escalation.superior_id": Entry(
        DataClass.PERSONAL,
        "Atasan yang laporan bawahannya naik karena lama menunggu.",
        "Dicatat sistem.",
        _REPORTS,
        "superior_id",
    ),
    "Withdrawal.at": Entry(
        DataClass.PERSONAL,
        "Jam pegawai mengurungkan laporannya.",
        "Dicatat sistem.",
        _REPORTS,
        "report__author_id",
    ),
    "Feedback.person_id": Entry(
        DataClass.PERSONAL, "Kepada siapa umpan balik diberikan.", _REVIEWER, _REPORTS, "person_id"
    ),
    "Feedback.by_id": Entry(
        DataClass.PERSONAL, "Siapa yang memberi umpan balik.", "Dicatat sistem.", _REPORTS, "by_id"
    ),
    "Feedback.value": Entry(
        DataClass.PERSONAL,
        "Nilai BerAKHLAK yang dibicarakan.",
        "Diisi atasan atau rekan.",
        _REPORTS,
        "person_id",
    ),
    "Feedback.tone": Entry(
        DataClass.PERSONAL,
        "Contoh baik atau hal yang bisa ditingkatkan, menurut pemberinya.",
        "Diisi atasan atau rekan.",
        _REPORTS,
        "person_id",
    ),
    "Feedback.text": Entry(
        DataClass.PERSONAL,
        "Isi umpan balik.",
        "Diisi atasan atau rekan.",
        _REPORTS,
        "person_id",
    ),
    "Feedback.read_at": Entry(
        DataClass.PERSONAL,
        "Kapan umpan balik dibaca penerimanya.",
        "Dicatat sistem.",
        _REPORTS,
        "person_id",
    ),
    "FeedbackReply.by_id": Entry(
        DataClass.PERSONAL, "Siapa yang menjawab.", "Dicatat sistem.", _REPORTS, "by_id"
    ),
    "FeedbackReply.text": Entry(
        DataClass.PERSONAL, "Jawaban atas umpan balik.", _AUTHOR, _REPORTS, "by_id"
    ),
    "FeedbackReply.done": Entry(
        DataClass.PERSONAL,
        "Pernyataan bahwa hal itu sudah dilakukan.",
        _AUTHOR,
        _REPORTS,
        "by_id",
    ),
    "RoutineMark.employee_id": Entry(
        DataClass.PERSONAL,
        "Tugas siapa yang dinyatakan rutin, agar laporannya tidak disangka salinan.",
        _REVIEWER,
        _REPORTS,
        "employee_id",
    ),
    "RoutineMark.title": Entry(
        DataClass.PERSONAL, "Tugas yang dinyatakan rutin.", _REVIEWER, _REPORTS, "employee_id"
    ),
    "RoutineMark.reason": Entry(
        DataClass.PERSONAL,
        "Mengapa tugas itu sama setiap hari.",
        _REVIEWER,
        _REPORTS,
        "employee_id",
    ),
    "RoutineMark.by_id": Entry(
        DataClass.PERSONAL, "Atasan yang menyatakan.", "Dicatat sistem.", _REPORTS, "by_id"
    ),
    "WordingUse.author_id": Entry(
        DataClass.PERSONAL,
        "Membandingkan laporan dengan laporan sendiri sebelumnya.",
        "Dicatat sistem.",
        _COMPARED,
        "author_id",
    ),
    "WordingUse.numbers": Entry(
        DataClass.PERSONAL,
        "Mengenali tugas rutin: kalimatnya sama, angkanya berganti setiap hari.",
        _DERIVED,
        _COMPARED,
        "author_id",
    ),
    "TextMatch.source_id": Entry(
        DataClass.PERSONAL,
        "Menunjukkan laporan lain yang kalimatnya sama.",
        _DERIVED,
        _REPORTS,
        "report__author_id",
    ),
    "TextMatch.passages": Entry(
        DataClass.PERSONAL,
        "Menunjukkan bagian mana yang sama, agar dapat diperiksa sendiri.",
        _DERIVED,
        _REPORTS,
        "report__author_id",
    ),
}

NOT_PERSONAL = {
    *(
        f"Duty.{name}"
        for name in (
            *("id", "family", "employee_kind", "rhythm", "grace_workdays"),
            *("source", "mark", "start_on", "end_on"),
        )
    ),
    *(
        f"DutyProposal.{name}"
        for name in (
            *("id", "family", "employee_kind", "rhythm", "grace_workdays"),
            *("source", "start_on", "proposed_at", "withdrawn_at"),
        )
    ),
    "DutySignature.id",
    "DutySignature.proposal",
    *(
        f"Report.{name}"
        for name in ("id", "indicator_key", "result_key", "unit", "corrects", "decided_at")
    ),
    *(f"PersonalGrace.{name}" for name in ("id", "source", "start_on", "end_on")),
    *(f"Evidence.{name}" for name in ("id", "report", "order", "is_photo")),
    *(f"Review.{name}" for name in ("id", "report", "role", "at")),
    *(f"Escalation.{name}" for name in ("id", "report", "at")),
    *(f"Withdrawal.{name}" for name in ("id", "report")),
    *(f"Feedback.{name}" for name in ("id", "report", "at")),
    *(f"FeedbackReply.{name}" for name in ("id", "feedback", "at")),
    *(f"RoutineMark.{name}" for name in ("id", "indicator_key", "start_on", "end_on", "at")),
    *(f"Wording.{name}" for name in ("id", "unit", "digest", "report")),
    *(f"WordingPrint.{name}" for name in ("value", "wording")),
    *(f"WordingUse.{name}" for name in ("report", "wording", "work_on", "received_at")),
    *(f"TextMatch.{name}" for name in ("report", "kind", "percent", "words")),
}
