"""What plans hold about people."""

from noken.core.privacy import DataClass, Entry

_KEPT = "Selama masa kerja dan 5 tahun sesudahnya (jadwal retensi arsip kinerja)"
_AGREED = "Rencana kerja yang disepakati dengan atasan; dasar laporan dan penilaian."
_HISTORY = "Menunjukkan siapa memutuskan apa tentang rencana Anda, dan kapan."
_ANNEX = "Dukungan, cara melapor dan konsekuensi yang Anda sepakati dengan atasan."
_EXPECTED = "Perilaku yang diharapkan atasan dari Anda; setiap versi disimpan."
_TALK = "Percakapan Anda dan atasan tentang satu baris rencana."
_OWNER = "Diisi pemilik rencana."
_DECIDED = "Dicatat saat atasan memutuskan."
_RECORDED = "Dicatat sistem."
_ASKER = "Diisi atasan atau ketua tim."
_SIGNER = "Diisi penanda tangan."
_FILE = "Isi berkas SKP sampai pemiliknya menerapkan atau menolaknya."


def _entry(purpose: str, source: str, path: str) -> Entry:
    return Entry(DataClass.PERSONAL, purpose, source, _KEPT, path)


_OF_REVISION = "plan__owner"
_OF_STEP = "revision__plan__owner"
_OF_INDICATOR = "result__revision__plan__owner"

ENTRIES = {
    "Plan.owner": _entry("Menunjukkan milik siapa rencana ini.", _RECORDED, "owner"),
    "Plan.year": _entry("Tahun yang direncanakan.", _OWNER, "owner"),
    "Revision.status": _entry("Menunjukkan giliran siapa sekarang.", _RECORDED, _OF_REVISION),
    "Revision.approach": _entry(
        "Cara keberhasilan ditulis: angka atau kalimat.", _OWNER, _OF_REVISION
    ),
    "Revision.form": _entry("Bentuk formulir SKP menurut jabatan Anda.", _OWNER, _OF_REVISION),
    "Revision.reason": _entry("Alasan Anda mengubah rencana.", _OWNER, _OF_REVISION),
    "Revision.started_at": _entry(_HISTORY, _RECORDED, _OF_REVISION),
    "Revision.saved_at": _entry("Kapan isian terakhir tersimpan.", _RECORDED, _OF_REVISION),
    "Revision.submitted_at": _entry(_HISTORY, _RECORDED, _OF_REVISION),
    "Revision.decided_at": _entry(_HISTORY, _DECIDED, _OF_REVISION),
    "Revision.decided_by": _entry(_HISTORY, _DECIDED, _OF_REVISION),
    "Revision.note": _entry("Catatan atasan pada keputusannya.", "Diisi atasan.", _OF_REVISION),
    "Step.kind": _entry(_HISTORY, _RECORDED, _OF_STEP),
    "Step.by": _entry(_HISTORY, _RECORDED, _OF_STEP),
    "Step.at": _entry(_HISTORY, _RECORDED, _OF_STEP),
    "Step.note": _entry("Catatan pada langkah ini.", "Diisi pelaku langkah.", _OF_STEP),
    "Step.content": _entry(
        "Isi rencana pada saat itu, supaya setiap versi dapat dibandingkan.", _OWNER, _OF_STEP
    ),
    "PlannedResult.text": _entry(_AGREED, _OWNER, _OF_STEP),
    "PlannedResult.kind": _entry(_AGREED, _OWNER, _OF_STEP),
    "PlannedResult.supports": _entry(
        "Hasil kerja atasan yang didukung hasil kerja Anda.", _OWNER, _OF_STEP
    ),
    **{
        f"Indicator.{name}": _entry(_AGREED, _OWNER, _OF_INDICATOR)
        for name in (
            *("text", "aspect", "perspective", "unit", "lower_is_better"),
            *("target_q1", "target_q2", "target_q3", "target_q4"),
        )
    },
    "AnnexLine.section": _entry(_ANNEX, _OWNER, _OF_STEP),
    "AnnexLine.text": _entry(_ANNEX, _OWNER, _OF_STEP),
    **{
        f"Expectation.{name}": _entry(_EXPECTED, "Diisi atasan.", _OF_REVISION)
        for name in ("value", "text", "by", "at")
    },
    **{
        f"DialogueNote.{name}": _entry(_TALK, "Ditulis Anda atau atasan.", _OF_REVISION)
        for name in ("about", "line_text", "by", "at", "text", "proposed")
    },
    "DialogueNote.read_at": _entry(
        "Menunjukkan bahwa catatan sudah dibaca.", _RECORDED, _OF_REVISION
    ),
    "DialogueNote.answer": _entry("Jawaban Anda atas usulan atasan.", _OWNER, _OF_REVISION),
    "DialogueNote.answered_at": _entry("Kapan usulan dijawab.", _RECORDED, _OF_REVISION),
    "MatrixCell.member": _entry("Kepada siapa hasil kerja ini diusulkan.", _ASKER, "member"),
    "MatrixCell.text": _entry("Hasil kerja yang diusulkan kepada Anda.", _ASKER, "member"),
    "MatrixCell.status": _entry("Apa jawaban Anda atas usulan ini.", _RECORDED, "member"),
    "MatrixCell.note": _entry("Yang ingin Anda bicarakan.", "Diisi Anda.", "member"),
    **{
        f"MatrixCell.{name}": _entry("Kapan usulan ini ditulis dan dijawab.", _RECORDED, "member")
        for name in ("saved_at", "sent_at", "answered_at")
    },
    **{
        f"PlanTemplate.{name}": _entry("Siapa yang menyimpan templat.", _RECORDED, name)
        for name in ("keeper", "changed_by")
    },
    **{
        f"PlanFile.{name}": _entry(_FILE, "Dari berkas yang dimuat.", "by")
        for name in ("by", "name", "sha256", "refused", "brought_at")
    },
    "FilePlan.owner": _entry("SKP siapa yang disebut berkas ini.", _RECORDED, "owner"),
    "FilePlan.lines": _entry(_FILE, "Dari berkas yang dimuat.", "owner"),
    "FilePlan.note": _entry("Yang ingin Anda bicarakan.", "Diisi Anda.", "owner"),
    **{
        f"FilePlan.{name}": _entry("Apa jawaban Anda, dan kapan.", _RECORDED, "owner")
        for name in ("status", "sent_at", "answered_at")
    },
    "LateTerm.proposed_by": _entry("Siapa yang mengusulkan angka ini.", _RECORDED, "proposed_by"),
    **{
        f"LateTermSignature.{name}": _entry(
            "Siapa yang menyetujui, dan mengapa.", _SIGNER, "signer"
        )
        for name in ("signer", "role", "reason", "at")
    },
}

NOT_PERSONAL = {
    "Plan.id",
    "Revision.id",
    "Revision.plan",
    "Revision.number",
    "Step.id",
    "Step.revision",
    "PlannedResult.id",
    "PlannedResult.revision",
    "PlannedResult.key",
    "PlannedResult.order",
    "Indicator.id",
    "Indicator.result",
    "Indicator.key",
    "Indicator.order",
    "AnnexLine.id",
    "AnnexLine.revision",
    "AnnexLine.key",
    "AnnexLine.order",
    "Expectation.id",
    "Expectation.plan",
    "DialogueNote.id",
    "DialogueNote.plan",
    "DialogueNote.key",
    "DialogueNote.line",
    "MatrixCell.id",
    "MatrixCell.plan",
    "MatrixCell.indicator_key",
    "MatrixCell.key",
    *(
        f"PlanTemplate.{name}"
        for name in ("id", "title", "post", "circle", "unit", "content", "in_use", "changed_at")
    ),
    "PlanFile.id",
    "PlanFile.year",
    "PlanFile.columns",
    "FilePlan.id",
    "FilePlan.file",
    *(
        f"LateTerm.{name}"
        for name in ("id", "days", "source", "start_on", "proposed_at", "withdrawn_at")
    ),
    "LateTermSignature.id",
    "LateTermSignature.proposal",
}
