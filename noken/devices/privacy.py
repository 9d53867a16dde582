"""What machines and their files hold about people."""

from noken.core.privacy import DataClass, Entry

_MACHINE = "Dikirim mesin presensi."
_RAW = "90 hari untuk isi kiriman"
_KEPT = "Menunggu penetapan masa simpan; sampai saat itu tidak dihapus"
_NOTES = "2 tahun"
_TRACE = "5 tahun, jejak akses"


def _who(purpose: str, column: str) -> Entry:
    return Entry(DataClass.INTERNAL, purpose, "Dicatat sistem.", _TRACE, column)


ENTRIES = {
    "Delivery.raw": Entry(
        DataClass.PERSONAL,
        "Isi kiriman mesin (PIN dan jam), tanpa sidik jari, wajah, sandi, atau nomor kartu.",
        _MACHINE,
        _RAW,
        "",
    ),
    "Delivery.by_id": _who("Siapa yang memuat berkas.", "by_id"),
    "BadLine.text": Entry(
        DataClass.PERSONAL, "Baris yang belum dapat dibaca.", _MACHINE, _KEPT, ""
    ),
    "BadLine.pin_key": Entry(
        DataClass.PERSONAL, "Nomor (PIN) pada baris yang ditahan.", _MACHINE, _KEPT, ""
    ),
    "BadLine.told_at": Entry(
        DataClass.PERSONAL, "Jam pada baris yang ditahan.", _MACHINE, _KEPT, ""
    ),
    "BadLine.settled_by_id": _who("Siapa yang menyelesaikan baris.", "settled_by_id"),
    "Device.registered_by_id": _who("Siapa yang mendaftarkan mesin.", "registered_by_id"),
    "Device.alarms_seen_by_id": _who(
        "Siapa yang terakhir memeriksa kejadian mesin.", "alarms_seen_by_id"
    ),
    "Device.fenced_by_id": _who("Siapa yang membatasi mesin.", "fenced_by_id"),
    "Device.approved_by_id": _who("Siapa yang menyetujui mesin.", "approved_by_id"),
    "Command.pin": Entry(
        DataClass.PERSONAL, "Nomor (PIN) yang diubah di mesin.", "Diisi admin.", _KEPT, ""
    ),
    "Command.name": Entry(
        DataClass.PERSONAL, "Nama yang ditulis di mesin.", "Diisi admin.", _KEPT, ""
    ),
    "Command.asked_by_id": _who("Siapa yang meminta perintah.", "asked_by_id"),
    "Command.second_by_id": _who("Orang kedua yang menyetujui.", "second_by_id"),
    "DeviceEvent.operator": Entry(
        DataClass.PERSONAL, "Nomor (PIN) operator di mesin.", _MACHINE, _NOTES, ""
    ),
    "DeviceEvent.text": Entry(
        DataClass.PERSONAL, "Apa yang dilakukan di mesin.", _MACHINE, _NOTES, ""
    ),
    "DeviceUser.pin_key": Entry(
        DataClass.PERSONAL, "Nomor (PIN) yang tersimpan di mesin.", _MACHINE, _KEPT, ""
    ),
    "DeviceUser.name": Entry(
        DataClass.PERSONAL,
        "Nama yang tersimpan di mesin, petunjuk untuk memasangkan PIN.",
        _MACHINE,
        _KEPT,
        "",
    ),
    "Upload.preview": Entry(
        DataClass.PERSONAL,
        "Baris pertama yang belum terbaca dari berkas yang sedang diperiksa (PIN dan jam).",
        "Berkas yang diunggah admin.",
        "Sampai berkas dimuat atau dibatalkan, paling lama 7 hari",
        "",
    ),
    "Upload.file_name": Entry(
        DataClass.PERSONAL, "Nama berkas yang dimuat.", "Berkas yang diunggah admin.", _KEPT, ""
    ),
    "Upload.uploaded_by_id": _who("Siapa yang mengunggah berkas.", "uploaded_by_id"),
    "SourceMapping.set_by_id": _who("Siapa yang mencocokkan kolom.", "set_by_id"),
    "Settlement.why": Entry(
        DataClass.INTERNAL, "Alasan baris digeser atau tidak dihitung.", "Diisi admin.", _TRACE, ""
    ),
    "Settlement.by_id": _who("Siapa yang memutuskan baris di karantina.", "by_id"),
    "Device.clock_witness": Entry(
        DataClass.PERSONAL,
        "Nomor (PIN) yang barisnya menunjukkan jam mesin menyimpang.",
        "Dikirim mesin.",
        _KEPT,
        "",
    ),
    "IgnoredPin.pin_key": Entry(
        DataClass.PERSONAL, "Nomor (PIN) yang bukan milik pegawai.", "Diisi admin.", _KEPT, ""
    ),
    "IgnoredPin.why": Entry(
        DataClass.PERSONAL, "Mengapa PIN ini diabaikan.", "Diisi admin.", _KEPT, ""
    ),
    "IgnoredPin.by_id": _who("Siapa yang mengabaikan PIN.", "by_id"),
}

NOT_PERSONAL = {
    *(
        f"Device.{name}"
        for name in (
            *("id", "recorder", "serial", "state", "ack", "one_for_empty", "branch", "networks"),
            *(
                "key_hash",
                "key_shown_at",
                "key_address",
                "home",
                "fenced_at",
                "registry_code",
                "session_id",
                "first_seen_at",
                "last_seen_at",
            ),
            *("online_since", "last_address", "last_rows_at", "last_stamp", "last_op_stamp"),
            *("ask_from_start", "drift_seconds", "drift_at", "clock_sent_at", "maker", "firmware"),
            *("push_version", "users_count", "records_count", "info_at", "missing_count"),
            *("alarms_told_at", "alarms_seen_at", "registered_at", "approved_at", "retired_at"),
        )
    ),
    *(
        f"Delivery.{name}"
        for name in (
            *("id", "recorder", "source", "table", "name", "received_at", "address", "sha256"),
            *("size_bytes", "rows", "rows_new", "rows_known", "rows_bad", "rows_dropped", "cut"),
        )
    ),
    *(
        f"BadLine.{name}"
        for name in ("id", "delivery", "line_no", "reason", "settled_at", "settlement")
    ),
    *(
        f"HalfDay.{name}"
        for name in (
            *("id", "device", "start_at", "contacts", "rows", "bad", "drift_seconds"),
            "silent_minutes",
        )
    ),
    *(
        f"Command.{name}"
        for name in (
            *("id", "device", "verb", "day", "state", "asked_at", "second_at", "sent_at"),
            *("times_sent", "answered_at", "result", "count"),
        )
    ),
    *(
        f"DeviceEvent.{name}"
        for name in ("id", "device", "kind", "at", "told_at", "code", "alarm", "delivery")
    ),
    *(
        f"Fault.{name}"
        for name in (
            *("id", "device", "kind", "start_at", "end_at", "disruption_id", "shielded_until"),
        )
    ),
    *(f"DeviceUser.{name}" for name in ("id", "site", "told_by", "told_at")),
    *(
        f"UnknownSerial.{name}"
        for name in ("id", "serial", "address", "count", "first_at", "last_at")
    ),
    *(
        f"Upload.{name}"
        for name in (
            *("id", "key", "recorder", "kind", "state", "sha256", "size_bytes", "stored_name"),
            *("reading", "uploaded_at", "state_at", "delivery"),
        )
    ),
    *(f"SourceMapping.{name}" for name in ("id", "recorder", "reading", "set_at")),
    *(f"Settlement.{name}" for name in ("id", "delivery", "act", "reason", "days", "lines", "at")),
    *(f"IgnoredPin.{name}" for name in ("id", "site", "at")),
}
