"""What the journal holds about people."""

from noken.core.privacy import DataClass, Entry

_KEPT = "5 tahun, jejak akses (jadwal retensi arsip; angka menunggu penetapan)"

ENTRIES = {
    "Entry.employee_id": Entry(
        DataClass.PERSONAL,
        "Siapa yang melakukan perubahan.",
        "Dicatat sistem.",
        _KEPT,
        "employee_id",
    ),
    "Entry.user_id": Entry(
        DataClass.PERSONAL,
        "Akun yang melakukan perubahan.",
        "Dicatat sistem.",
        _KEPT,
        "employee_id",
    ),
    "Entry.subject_id": Entry(
        DataClass.PERSONAL, "Data siapa yang berubah.", "Dicatat sistem.", _KEPT, "subject_id"
    ),
    "Entry.reason": Entry(
        DataClass.PERSONAL, "Alasan yang ditulis pelaku.", "Diisi pelaku.", _KEPT, "subject_id"
    ),
    "Reading.reader_id": Entry(
        DataClass.PERSONAL, "Siapa yang melihat data.", "Dicatat sistem.", _KEPT, "reader_id"
    ),
    "Reading.person_id": Entry(
        DataClass.PERSONAL, "Data siapa yang dilihat.", "Dicatat sistem.", _KEPT, "person_id"
    ),
    "JournalCheck.employee_id": Entry(
        DataClass.PERSONAL,
        "Siapa yang meminta jurnal diperiksa.",
        "Dicatat sistem.",
        _KEPT,
        "employee_id",
    ),
    "Reading.reason": Entry(
        DataClass.PERSONAL, "Alasan melihat, bila diminta.", "Diisi pembaca.", _KEPT, "person_id"
    ),
}

NOT_PERSONAL = {
    "Entry.id",
    "Entry.at",
    "Entry.role",
    "Entry.action",
    "Entry.ids",
    "Entry.written_at",
    *(
        f"JournalCheck.{name}"
        for name in (
            *("id", "at", "since", "seals", "rows", "last_number", "last_hash"),
            *("broken_number", "why"),
        )
    ),
    *(
        f"Seal.{name}"
        for name in (
            *("number", "after_id", "until_id", "rows", "digest", "previous", "hash", "stamp"),
            "at",
        )
    ),
    *(f"JournalCheck.{name}" for name in ("table", "count", "key")),
    *(f"Commitment.{name}" for name in ("id", "form", "key", "salt", "hash")),
    "Seal.stream",
    "Reading.id",
    *(f"FactForm.{name}" for name in ("id", "name", "table", "once", "key", "columns", "made")),
    "Reading.hour",
    "Reading.role",
    "Reading.screen",
    "Reading.first_at",
}
