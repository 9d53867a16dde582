"""What notices hold about people."""

from noken.core.privacy import DataClass, Entry

_KEPT = "1 tahun setelah dikirim"

ENTRIES = {
    "Notice.person_id": Entry(
        DataClass.PERSONAL, "Kepada siapa pesan ini.", "Dibuat sistem.", _KEPT, "person_id"
    ),
    "Notice.text": Entry(
        DataClass.PERSONAL, "Isi pesan kepada Anda.", "Dibuat sistem.", _KEPT, "person_id"
    ),
    "Notice.read_at": Entry(
        DataClass.PERSONAL, "Kapan pesan Anda buka.", "Dicatat sistem.", _KEPT, "person_id"
    ),
}

NOT_PERSONAL = {
    f"Notice.{name}" for name in ("id", "key", "kind", "url", "at", "deliver_at", "revoked_at")
}
