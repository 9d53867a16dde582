"""What the outbox holds about people."""

from noken.core.privacy import DataClass, Entry

ENTRIES = {
    "Outbox.subject_id": Entry(
        DataClass.PERSONAL,
        "Halaman siapa yang perlu diperbarui saat data seseorang berubah.",
        "Dicatat sistem saat data berubah.",
        "7 hari, lalu dihapus sendiri (selama halaman mungkin masih terbuka)",
        "subject_id",
    ),
    "Outbox.ids": Entry(
        DataClass.PERSONAL,
        "Nomor baris yang berubah, tanpa isi.",
        "Dicatat sistem saat data berubah.",
        "7 hari, lalu dihapus sendiri (selama halaman mungkin masih terbuka)",
        "subject_id",
    ),
}

NOT_PERSONAL = {
    "Outbox.id",
    "Outbox.xid",
    "Outbox.tenant",
    "Outbox.kind",
    "Outbox.topic",
    "Outbox.created_at",
    "Horizon.id",
    "Horizon.xid",
}
