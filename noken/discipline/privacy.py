"""What discipline holds about people. All of it is confidential: who opens a case says why."""

from noken.core.privacy import DataClass, Entry

_KEPT = "Menurut jadwal retensi berkas disiplin (angka menunggu penetapan)"
_OWNER = "Diisi pegawai sendiri."
_EXAMINER = "Diisi atasan atau pemeriksa."
_OFFICIAL = "Diisi BKPSDM dan pejabat yang berwenang."
_RULER = "Diisi atasan pejabat yang memutus keberatan."
_SYSTEM = "Dicatat sistem."


def _of(path: str, purpose: str, source: str = _SYSTEM, *, sensitive: bool = True) -> Entry:
    kind = DataClass.SENSITIVE if sensitive else DataClass.PERSONAL
    return Entry(kind, purpose, source, _KEPT, path)


def _case(purpose: str, source: str = _SYSTEM) -> Entry:
    return _of("employee_id", purpose, source)


def _part(purpose: str, source: str = _SYSTEM) -> Entry:
    return _of("case__employee_id", purpose, source)


def _who(path: str, purpose: str, source: str = _SYSTEM) -> Entry:
    return _of(path, purpose, source, sensitive=False)


ENTRIES = {
    "Case.employee_id": _case("Siapa yang diperiksa."),
    "Case.unit_id": _case("Unit kerja pegawai saat itu."),
    "Case.origin": _case("Dari temuan, atau dicatat atasan."),
    "Case.status": _case("Keadaan perkara."),
    "Case.level": _case("Ancaman hukuman paling berat."),
    "Case.breach": _case("Dugaan pelanggarannya.", _EXAMINER),
    "Case.article": _case("Pasal yang diduga dilanggar.", _EXAMINER),
    "Case.source": _case("Dari mana diketahui.", _EXAMINER),
    "Case.place": _case("Tempat kejadian.", _EXAMINER),
    "Case.first_on": _case("Hari kejadian pertama.", _EXAMINER),
    "Case.last_on": _case("Hari kejadian terakhir.", _EXAMINER),
    "Case.opened_by_id": _who("opened_by_id", "Siapa yang mencatat dugaannya."),
    "Case.opened_at": _case("Kapan dicatat."),
    "Case.asked_at": _case("Kapan terakhir pegawai ditanya tentang dugaan yang dicatat."),
    "Case.told_on": _case("Kapan pegawai terbukti menerima pemberitahuannya."),
    "Case.told_way": _case("Bagaimana pemberitahuannya diterima."),
    "Case.witness": _case("Siapa yang menyaksikan penyerahannya.", _EXAMINER),
    "Case.reply_by": _case("Hari terakhir untuk memberi keterangan."),
    "Case.examiner_id": _who("examiner_id", "Siapa yang memeriksa sendiri."),
    "Case.official_id": _who("official_id", "Siapa yang berwenang memutus."),
    "Case.reason": _case("Mengapa perkara dihentikan atau menjadi pembinaan.", _EXAMINER),
    "Case.closed_at": _case("Kapan perkara ditutup."),
    "CaseFinding.number": _part("Temuan mana yang menjadi dasarnya."),
    "CaseFinding.counted": _part("Berapa yang dihitung saat temuannya masuk perkara."),
    "CaseFinding.sanction": _part("Jenjang yang dicapai saat itu."),
    "Reply.text": _part("Keterangan pegawai.", _OWNER),
    "Reply.companion": _part("Siapa yang diminta mendampingi.", _OWNER),
    "Reply.is_late": _part("Apakah sesudah waktunya; tetap didengar."),
    "Reply.at": _part("Kapan disampaikan."),
    "CaseStep.kind": _part("Apa yang terjadi pada perkara."),
    "CaseStep.status": _part("Keadaan perkara sesudah langkah itu."),
    "CaseStep.by_id": _who("by_id", "Siapa yang melakukan langkah ini."),
    "CaseStep.note": _part("Catatan pada langkah ini."),
    "CaseStep.at": _part("Kapan itu terjadi."),
    "Letter.kind": _part("Surat apa yang dibuat."),
    "Letter.number": _part("Nomor surat.", _OFFICIAL),
    "Letter.on": _part("Tanggal surat."),
    "Letter.paper_id": _part("Naskah surat yang ditandatangani."),
    "Letter.by_id": _who("by_id", "Siapa yang membuat surat."),
    "Examiner.employee_id": _who("employee_id", "Siapa anggota tim pemeriksa.", _OFFICIAL),
    "Examiner.named_by_id": _who("named_by_id", "Siapa yang mencatat tim."),
    "Summons.number": _part("Nomor surat panggilan.", _EXAMINER),
    "Summons.on": _part("Tanggal surat panggilan."),
    "Summons.hear_at": _part("Kapan pegawai diminta menghadap.", _EXAMINER),
    "Summons.place": _part("Di mana pegawai diminta menghadap.", _EXAMINER),
    "Summons.before_id": _who("before_id", "Kepada siapa pegawai menghadap."),
    "Summons.signer_id": _who("signer_id", "Siapa yang menandatangani panggilan."),
    "Summons.told_on": _part("Kapan panggilan terbukti diterima."),
    "Summons.told_at": _part("Jam berapa panggilan terbukti diterima, bila diketahui."),
    "Summons.excuse": _part("Mengapa pegawai berhalangan hadir.", _OWNER),
    "Summons.excuse_answer": _part("Mengapa alasannya tidak diterima.", _EXAMINER),
    "Summons.told_way": _part("Bagaimana panggilan diterima."),
    "Summons.witness": _part("Siapa yang menyaksikan penyerahannya.", _EXAMINER),
    "Summons.came": _part("Apakah pegawai hadir.", _EXAMINER),
    "Summons.is_void": _part("Apakah panggilan dibuat lagi karena tidak sampai tepat waktu."),
    "Hearing.held_at": _part("Kapan pegawai diperiksa.", _EXAMINER),
    "Hearing.place": _part("Di mana pegawai diperiksa.", _EXAMINER),
    "Hearing.article": _part("Pasal yang diduga dilanggar.", _EXAMINER),
    "Hearing.companion": _part("Siapa yang mendampingi.", _EXAMINER),
    "Hearing.refused": _part("Apakah pegawai menolak menandatangani.", _EXAMINER),
    "Hearing.refusal": _part("Alasan penolakannya.", _EXAMINER),
    "Hearing.by_id": _who("by_id", "Siapa yang memeriksa."),
    "Question.question": _of("hearing__case__employee_id", "Pertanyaan pemeriksa.", _EXAMINER),
    "Question.answer": _of("hearing__case__employee_id", "Jawaban pegawai.", _EXAMINER),
    "Release.number": _part("Nomor keputusan pembebasan sementara.", _EXAMINER),
    "Release.post": _part("Jabatan yang dibebaskan sementara."),
    "Release.start_on": _part("Sejak kapan.", _EXAMINER),
    "Release.end_on": _part("Sampai kapan."),
    "Release.acting_id": _who("acting_id", "Siapa pelaksana hariannya.", _EXAMINER),
    "Release.by_id": _who("by_id", "Siapa yang menetapkannya."),
    "Report.number": _part("Nomor laporan.", _EXAMINER),
    "Report.examined_by": _part("Diperiksa atasan atau tim."),
    "Report.breach": _part("Bentuk pelanggaran.", _EXAMINER),
    "Report.when": _part("Waktu kejadian.", _EXAMINER),
    "Report.place": _part("Tempat kejadian.", _EXAMINER),
    "Report.aggravating": _part("Faktor yang memberatkan.", _EXAMINER),
    "Report.mitigating": _part("Faktor yang meringankan.", _EXAMINER),
    "Report.impact": _part("Tingkat dampak perbuatan.", _EXAMINER),
    "Report.impact_text": _part("Uraian dampaknya.", _EXAMINER),
    "Report.is_proven": _part("Apakah pelanggarannya terbukti.", _EXAMINER),
    "Report.sanction": _part("Hukuman yang direkomendasikan.", _EXAMINER),
    "Report.official_id": _who("official_id", "Kepada siapa laporan ditujukan."),
    "Report.by_id": _who("by_id", "Siapa yang melaporkan."),
    "Decision.sanction": _part("Jenis hukuman.", _OFFICIAL),
    "Decision.number": _part("Nomor keputusan.", _OFFICIAL),
    "Decision.considering": _part("Pertimbangannya.", _OFFICIAL),
    "Decision.article": _part("Pasal yang dilanggar.", _OFFICIAL),
    "Decision.impact": _part("Dampak yang ditimbang.", _OFFICIAL),
    "Decision.aggravating": _part("Faktor yang memberatkan.", _OFFICIAL),
    "Decision.mitigating": _part("Faktor yang meringankan.", _OFFICIAL),
    "Decision.official_id": _who("official_id", "Siapa yang menetapkan."),
    "Decision.drafted_by_id": _who("drafted_by_id", "Siapa yang menyusun konsep."),
    "Decision.returned": _part("Mengapa konsepnya dikembalikan.", _OFFICIAL),
    "Decision.decided_at": _part("Kapan ditetapkan."),
    "Decision.decided_on": _part("Hari penetapan."),
    "Decision.in_force_on": _part("Sejak kapan berlaku."),
    "Decision.end_on": _part("Sampai kapan dijalani."),
    "DecisionCall.number": _part("Nomor surat panggilan menerima keputusan.", _OFFICIAL),
    "DecisionCall.come_at": _part("Kapan pegawai diminta menerima keputusan.", _OFFICIAL),
    "DecisionCall.place": _part("Di mana keputusan diserahkan.", _OFFICIAL),
    "DecisionCall.by_id": _who("by_id", "Siapa yang memanggil."),
    "Delivery.way": _part("Bagaimana keputusan disampaikan.", _OFFICIAL),
    "Delivery.on": _part("Kapan keputusan diterima.", _OFFICIAL),
    "Delivery.place": _part("Di mana disampaikan.", _OFFICIAL),
    "Delivery.receiver": _part("Siapa yang menerimanya.", _OFFICIAL),
    "Delivery.witness": _part("Siapa yang menyaksikan penyerahannya.", _OFFICIAL),
    "Delivery.receipt": _part("Bukti pengirimannya.", _OFFICIAL),
    "Delivery.by_id": _who("by_id", "Siapa yang mencatat penyampaian."),
    "Appeal.kind": _part("Keberatan atau banding."),
    "Appeal.text": _part("Alasan pegawai.", _OWNER),
    "Appeal.filed_on": _part("Kapan diajukan."),
    "Appeal.is_late": _part("Apakah sesudah waktunya."),
    "Appeal.answer": _part("Tanggapan pejabat.", _OFFICIAL),
    "Appeal.answered_on": _part("Kapan ditanggapi.", _OFFICIAL),
    "Appeal.outcome": _part("Putusannya.", _OFFICIAL),
    "Appeal.outcome_number": _part("Nomor putusan.", _OFFICIAL),
    "Appeal.outcome_by": _part("Siapa yang memutus.", _OFFICIAL),
    "Appeal.ruler_id": _who("ruler_id", "Siapa yang memutus keberatannya."),
    "Appeal.outcome_reason": _part("Alasan putusan.", _RULER),
    "Appeal.sanction": _part("Hukuman sesudah diringankan.", _OFFICIAL),
    "Appeal.decided_on": _part("Kapan diputus.", _OFFICIAL),
    "Appeal.recorded_by_id": _who("recorded_by_id", "Siapa yang mencatat putusan."),
    "TermsProposal.proposed_by_id": _who("proposed_by_id", "Siapa yang mengusulkan hari kerja."),
    "TermsSignature.signer_id": _who("signer_id", "Siapa yang menyetujui hari kerja."),
    "TermsSignature.reason": _who("signer_id", "Alasan menyetujuinya.", "Diisi yang menyetujui."),
    "MediumProposal.proposed_by_id": _who("proposed_by_id", "Siapa yang mengusulkannya."),
    "MediumSignature.signer_id": _who("signer_id", "Siapa yang menyetujuinya."),
    "MediumSignature.reason": _who("signer_id", "Alasan menyetujuinya.", "Diisi yang menyetujui."),
    "MatrixProposal.proposed_by_id": _who("proposed_by_id", "Siapa yang mengusulkan matriks."),
    "MatrixSignature.signer_id": _who("signer_id", "Siapa yang menyetujui matriks."),
    "MatrixSignature.reason": _who("signer_id", "Alasan menyetujuinya.", "Diisi yang menyetujui."),
}

NOT_PERSONAL = {
    *(f"Case.{name}" for name in ("id", "year", "serial", "moved_at")),
    *(f"CaseFinding.{name}" for name in ("id", "case", "finding_id", "code")),
    *(f"Reply.{name}" for name in ("id", "case")),
    *(f"CaseStep.{name}" for name in ("id", "case", "role")),
    *(f"Letter.{name}" for name in ("id", "case", "about_id", "at")),
    *(f"Examiner.{name}" for name in ("id", "case", "part", "order_number", "order_on", "at")),
    *(f"Summons.{name}" for name in ("id", "case", "ordinal", "hear_by", "copies", "at")),
    *(f"Hearing.{name}" for name in ("id", "case", "at")),
    *(f"Question.{name}" for name in ("id", "hearing", "ordinal")),
    *(f"Release.{name}" for name in ("id", "case", "at")),
    *(f"Report.{name}" for name in ("id", "case", "copies", "at")),
    *(
        f"Decision.{name}"
        for name in (
            *("id", "case", "authority", "joined", "copies", "drafted_at", "place", "deliver_by"),
        )
    ),
    *(f"DecisionCall.{name}" for name in ("id", "case", "copies", "at")),
    *(f"Delivery.{name}" for name in ("id", "case", "appeal_by", "at")),
    *(f"Appeal.{name}" for name in ("id", "case", "answer_by", "decide_by", "at")),
    *(
        f"TermsProposal.{name}"
        for name in (
            *("id", "summons_workdays", "second_workdays", "deliver_workdays"),
            *("in_force_workday", "objection_file", "objection_answer", "objection_decide"),
            *("appeal_file", "appeal_answer", "appeal_decide", "act_workdays"),
            *("source", "start_on", "proposed_at", "withdrawn_at"),
        )
    ),
    *(f"TermsSignature.{name}" for name in ("id", "proposal", "role", "at")),
    *(
        f"MatrixProposal.{name}"
        for name in ("id", "cells", "source", "start_on", "proposed_at", "withdrawn_at")
    ),
    *(
        f"MediumProposal.{name}"
        for name in ("id", "codes", "source", "start_on", "proposed_at", "withdrawn_at")
    ),
    *(f"MediumSignature.{name}" for name in ("id", "proposal", "role", "at")),
    *(f"MatrixSignature.{name}" for name in ("id", "proposal", "role", "at")),
}
