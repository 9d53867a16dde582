"""What plans hold about people."""

from noken.core.privacy import DataClass, Entry

_KEPT = "Selama masa kerja dan 5 tahun sesudahnya (jadwal retensi arsip kinerja)"
_AGREED = "Rencana kerja yang disepakati dengan atasan; dasar laporan dan penilaian."
_HISTORY = "Menunjukkan siapa memutuskan apa tentang rencana Anda, dan kapan."
_OWNER = "Diisi pemilik rencana."
_DECIDED = "Dicatat saat atasan memutuskan."
_RECORDED = "Dicatat sistem."


def _entry(purpose: str, source: str, path: str) -> Entry:
    return Entry(DataClass.PERSONAL, purpose, source, _KEPT, path)


_OF_REVISION = "plan__owner"
_OF_STEP = "revision__plan__owner"
_OF_INDICATOR = "result__revision__plan__owner"

ENTRIES = {
    "Plan.owner": _entry("Menunjukkan milik siapa rencana ini.", _RECORDED, "owner"),
    "Plan.year": _entry("Tahun yang direncanakan.", _OWNER, "owner"),
    "Revision.status": _entry("Menunjukkan giliran siapa sekarang.", _RECORDED, _OF_REVISION),
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
            *("text", "aspect", "unit", "lower_is_better"),
            *("target_q1", "target_q2", "target_q3", "target_q4"),
        )
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
}
