"""What oversight holds about people."""

from noken.core.privacy import DataClass, Entry

_KEPT = "5 tahun setelah undian (jadwal retensi arsip; angka menunggu penetapan)"
_SYSTEM = "Dicatat sistem."


def _person(path: str, purpose: str) -> Entry:
    return Entry(DataClass.PERSONAL, purpose, _SYSTEM, _KEPT, path)


ENTRIES = {
    "Draw.announced_by_id": _person("announced_by_id", "Siapa yang mengumumkan undian."),
    "DrawMember.employee_id": _person("employee_id", "Siapa yang ada dalam daftar undian."),
    "DrawMember.key": _person(
        "employee_id", "Nomor acak pegawai dalam satu undian; hanya ia yang diberi tahu."
    ),
    "DrawMember.rank": _person("employee_id", "Apakah pegawai masuk sampel audit."),
    "Reminder.official_id": _person("official_id", "Pejabat mana yang diingatkan Inspektorat."),
    "Reminder.kind": _person("official_id", "Tugas apa yang belum dikerjakan pejabat."),
    "Reminder.day": _person("official_id", "Kapan pejabat diingatkan."),
    "Reminder.count": _person("official_id", "Berapa tugas yang belum dikerjakan."),
    "Reminder.days": _person("official_id", "Berapa hari kerja tugas itu lewat."),
    "Reminder.by_id": _person("by_id", "Siapa yang mengingatkan."),
}

NOT_PERSONAL = {
    *(
        f"Draw.{name}"
        for name in (
            *("id", "title", "size", "draw_on", "seed_hash", "sealed_seed", "seed"),
            *("announced_at", "frozen_at", "list_hash", "people", "drawn_at", "opened_at"),
        )
    ),
    *(f"DrawMember.{name}" for name in ("id", "draw")),
    *(f"SignedHead.{name}" for name in ("id", "number", "text", "at", "day")),
    # Addresses of witnesses are those of offices, as the operator set them.
    *(f"Handing.{name}" for name in ("id", "head", "way", "to", "at", "why")),
    *(f"Reminder.{name}" for name in ("id", "at")),
}
