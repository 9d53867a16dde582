"""What evaluation holds about people."""

from noken.core.privacy import DataClass, Entry

_KEPT = "5 tahun setelah tahun penilaian (jadwal retensi arsip; angka menunggu penetapan)"
_OWNER = "Diisi pegawai sendiri."
_RATER = "Diisi pejabat penilai."
_ADMIN = "Diisi admin kepegawaian OPD atau BKPSDM."
_SYSTEM = "Dicatat sistem."


def _entry(purpose: str, source: str, path: str, *, sensitive: bool = False) -> Entry:
    kind = DataClass.SENSITIVE if sensitive else DataClass.PERSONAL
    return Entry(kind, purpose, source, _KEPT, path)


def _sheet(purpose: str, source: str = _SYSTEM) -> Entry:
    return _entry(purpose, source, "employee_id")


def _of_sheet(purpose: str, source: str, *, sensitive: bool = False) -> Entry:
    return _entry(purpose, source, "sheet__employee_id", sensitive=sensitive)


ENTRIES = {
    "Period.opened_by_id": _entry("Siapa yang membuka periode.", _SYSTEM, "opened_by_id"),
    "CycleValue.set_by_id": _entry("Siapa yang menetapkan tenggat lazim.", _SYSTEM, "set_by_id"),
    "Extension.by_id": _entry("Siapa yang memperpanjang tenggat.", _SYSTEM, "by_id"),
    "Extension.sheet_id": _of_sheet("Perpanjangan untuk satu pegawai.", _ADMIN),
    "Extension.reason": _of_sheet("Alasan perpanjangan.", _ADMIN),
    "Sheet.employee_id": _sheet("Siapa yang dinilai."),
    "Sheet.unit_id": _sheet("Unit pegawai pada akhir periode."),
    "Sheet.status": _sheet("Keadaan evaluasi."),
    "Sheet.excuse": _sheet("Mengapa tidak dinilai pada periode ini.", _ADMIN),
    "Sheet.published_at": _sheet("Kapan hasil diterbitkan."),
    "Sheet.received_at": _sheet("Kapan hasil diterima pegawai."),
    "Sheet.receipt_note": _sheet("Siapa yang menyaksikan penyerahan di kertas.", _ADMIN),
    "Sheet.objected_at": _sheet("Sejak kapan hasil ditahan karena keberatan."),
    "Sheet.final_at": _sheet("Kapan hasil menjadi final."),
    "Part.superior_id": _entry("Siapa atasan pada bagian periode ini.", _SYSTEM, "superior_id"),
    "Part.posting_id": _of_sheet("Penempatan pada bagian periode ini.", _SYSTEM),
    "Part.unit_id": _of_sheet("Unit pada bagian periode ini.", _SYSTEM),
    "Part.start_on": _of_sheet("Hari pertama bagian ini.", _SYSTEM),
    "Part.end_on": _of_sheet("Hari setelah hari terakhirnya.", _SYSTEM),
    "Part.result": _of_sheet("Rating hasil kerja pada bagian ini.", _RATER),
    "Part.behaviour": _of_sheet("Rating perilaku kerja pada bagian ini.", _RATER),
    "Part.note": _of_sheet("Catatan atasan pada bagian ini.", _RATER),
    "Part.closed_at": _of_sheet("Kapan bagian ini ditutup.", _SYSTEM),
    "Part.closed_by_id": _entry("Siapa yang menutup bagian ini.", _SYSTEM, "closed_by_id"),
    "ClosingNote.employee_id": _entry("Siapa yang pindah dari atasannya.", _SYSTEM, "employee_id"),
    "ClosingNote.superior_id": _entry("Siapa atasan pada masa itu.", _SYSTEM, "superior_id"),
    **{
        f"ClosingNote.{name}": _entry(purpose, source, "employee_id")
        for name, purpose, source in (
            ("start_on", "Hari pertama di bawah atasan itu.", _SYSTEM),
            ("end_on", "Hari setelah hari terakhirnya.", _SYSTEM),
            ("result", "Rating hasil kerja pada masa itu.", _RATER),
            ("behaviour", "Rating perilaku kerja pada masa itu.", _RATER),
            ("note", "Catatan atasan pada masa itu.", _RATER),
            ("at", "Kapan catatan itu ditulis.", _SYSTEM),
        )
    },
    "Statement.employee_id": _entry("Siapa yang menyatakan realisasi.", _SYSTEM, "employee_id"),
    "Statement.answered_by_id": _entry(
        "Atasan yang menanggapi realisasi.", _SYSTEM, "answered_by_id"
    ),
    **{
        f"Statement.{name}": _entry(purpose, source, "employee_id")
        for name, purpose, source in (
            ("start_on", "Hari pertama masa yang dinyatakan.", _SYSTEM),
            ("end_on", "Hari setelah hari terakhirnya.", _SYSTEM),
            ("until_on", "Sampai hari apa pernyataan berlaku.", _SYSTEM),
            ("value", "Realisasi yang dinyatakan.", _OWNER),
            ("text", "Kalimat tentang realisasi.", _OWNER),
            ("status", "Apakah atasan sudah menanggapi.", _SYSTEM),
            ("stated_at", "Kapan realisasi dinyatakan.", _SYSTEM),
            ("question", "Yang ditanyakan atasan.", "Diisi atasan langsung."),
            ("answered_at", "Kapan atasan menanggapi.", _SYSTEM),
            ("replaced_at", "Kapan dinyatakan ulang.", _SYSTEM),
        )
    },
    "Step.by_id": _entry("Siapa yang melakukan langkah ini.", _SYSTEM, "by_id"),
    "Step.kind": _of_sheet("Apa yang terjadi pada evaluasi.", _SYSTEM),
    "Step.at": _of_sheet("Kapan itu terjadi.", _SYSTEM),
    "Step.note": _of_sheet("Catatan pada langkah ini, juga dari kertas.", _RATER),
    "SelfAssessment.result": _of_sheet("Penilaian diri atas hasil kerja.", _OWNER),
    "SelfAssessment.behaviour": _of_sheet("Penilaian diri atas perilaku kerja.", _OWNER),
    "SelfAssessment.text": _of_sheet("Uraian penilaian diri.", _OWNER),
    "SelfAssessment.results": _of_sheet("Uraian untuk setiap hasil kerja.", _OWNER),
    "SelfAssessment.saved_at": _of_sheet("Kapan terakhir disimpan.", _SYSTEM),
    "SelfAssessment.published_at": _of_sheet("Kapan dikirim kepada penilai.", _SYSTEM),
    "Rating.result": _of_sheet("Rating hasil kerja.", _RATER),
    "Rating.behaviour": _of_sheet("Rating perilaku kerja.", _RATER),
    "Rating.grade": _of_sheet("Predikat kinerja.", _SYSTEM, sensitive=True),
    "Rating.forecast": _of_sheet("Prakiraan dari bukti saat dinilai.", _SYSTEM),
    "Rating.evidence": _of_sheet("Angka bukti saat hasil diterbitkan.", _SYSTEM),
    "Rating.reason": _of_sheet("Alasan dan contoh nyata.", _RATER),
    "Rating.recommendation": _of_sheet("Catatan dan rekomendasi.", _RATER),
    "Rating.by_id": _entry("Siapa yang menilai.", _SYSTEM, "by_id"),
    "Rating.started_at": _entry("Kapan penilai mulai menilai.", _SYSTEM, "by_id"),
    "Rating.saved_at": _entry("Kapan penilaian terakhir disimpan.", _SYSTEM, "by_id"),
    "Rating.published_at": _of_sheet("Kapan penilaian ini diterbitkan.", _SYSTEM),
    "Rating.replaced_at": _of_sheet("Kapan diganti penilaian lain.", _SYSTEM),
    "Rating.undone_at": _entry("Kapan penilai mengurungkannya.", _SYSTEM, "by_id"),
    "Pin.content": _of_sheet("Fakta bertanggal saat disematkan, dan kata penilai.", _RATER),
    "Pin.source_id": _of_sheet("Dari mana fakta itu berasal.", _SYSTEM),
    "Pin.day": _of_sheet("Tanggal fakta itu.", _SYSTEM),
    "Pin.by_id": _entry("Siapa yang menyematkannya.", _SYSTEM, "by_id"),
    "UnitRating.by_id": _entry("Siapa yang menilai unit.", _SYSTEM, "by_id"),
    "SpreadReason.by_id": _entry("Siapa yang menjelaskan sebaran.", _SYSTEM, "by_id"),
    "Calibration.by_id": _entry("Siapa yang menetapkan rapat kalibrasi.", _SYSTEM, "by_id"),
}

NOT_PERSONAL = {
    *(
        f"Period.{name}"
        for name in (
            *("id", "kind", "group", "year", "number", "start_on", "end_on"),
            *("self_due_on", "due_on", "opened_at", "closed_at", "closing_note"),
        )
    ),
    *(
        f"CycleValue.{name}"
        for name in ("id", "name", "value", "source", "set_at", "start_on", "end_on")
    ),
    *(
        f"Extension.{name}"
        for name in ("id", "period", "unit", "self_due_on", "due_on", "disruption_id", "at")
    ),
    *(f"Sheet.{name}" for name in ("id", "period", "opened_at")),
    *(f"Part.{name}" for name in ("id", "sheet")),
    "ClosingNote.id",
    *(f"Statement.{name}" for name in ("id", "result_key", "indicator_key")),
    *(f"Step.{name}" for name in ("id", "sheet")),
    *(f"SelfAssessment.{name}" for name in ("id", "sheet", "submission")),
    *(f"Rating.{name}" for name in ("id", "sheet", "origin", "rules_from", "role")),
    *(f"Pin.{name}" for name in ("id", "sheet", "side", "source", "at", "removed_at")),
    *(
        f"UnitRating.{name}"
        for name in ("id", "period", "unit", "rating", "reason", "role", "at", "replaced_at")
    ),
    *(
        f"Calibration.{name}"
        for name in ("id", "period", "unit", "meet_on", "note", "at", "replaced_at")
    ),
    *(f"SpreadReason.{name}" for name in ("id", "period", "unit", "reason", "at")),
}
