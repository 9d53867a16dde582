"""What checking in holds about people."""

from noken.core.privacy import DataClass, Entry

_RECORDS = "5 tahun, seperti catatan kehadiran (jadwal retensi arsip; angka menunggu penetapan)"
_POINT = "90 hari, lalu dihapus; jarak dan di dalam atau di luar tetap tersimpan"
_PHOTO = "30 hari, lalu dihapus"
_PHONE = "Selama dipakai, lalu 5 tahun sebagai bagian catatan kehadiran"
_SELF = "Dikirim pegawai sendiri."
_SYSTEM = "Dicatat sistem."


def _personal(purpose: str, source: str, retention: str, path: str) -> Entry:
    return Entry(DataClass.PERSONAL, purpose, source, retention, path)


ENTRIES = {
    "Claim.employee_id": _personal("Siapa yang hadir.", _SELF, _RECORDS, "employee_id"),
    "Claim.site_id": _personal("Di kantor mana.", _SELF, _RECORDS, "employee_id"),
    "Claim.screen_id": _personal("Layar yang kodenya dibaca.", _SELF, _RECORDS, "employee_id"),
    "Claim.way": _personal("Dengan cara apa presensi dicatat.", _SELF, _RECORDS, "employee_id"),
    "Claim.at": _personal("Jam yang dihitung.", _SYSTEM, _RECORDS, "employee_id"),
    "Claim.claimed_at": _personal("Jam menurut ponsel.", _SELF, _RECORDS, "employee_id"),
    "Claim.received_at": _personal("Jam diterima server.", _SYSTEM, _RECORDS, "employee_id"),
    "Claim.grade": _personal("Kekuatan bukti, 2 sampai 4.", _SYSTEM, _RECORDS, "employee_id"),
    "Claim.inside": _personal(
        "Di dalam atau di luar kantor saat mencatat.", _SELF, _RECORDS, "employee_id"
    ),
    "Claim.distance_m": _personal("Jarak ke kantor saat mencatat.", _SELF, _RECORDS, "employee_id"),
    "Claim.accuracy_m": _personal("Ketelitian tempat.", _SELF, _POINT, "employee_id"),
    "Claim.latitude": _personal("Titik saat mencatat presensi.", _SELF, _POINT, "employee_id"),
    "Claim.longitude": _personal("Titik saat mencatat presensi.", _SELF, _POINT, "employee_id"),
    "Claim.phone_id": _personal("Ponsel yang menandatangani.", _SELF, _RECORDS, "employee_id"),
    "Claim.photo_id": _personal(
        "Foto yang diminta secara acak; wajah tidak dicocokkan.", _SELF, _PHOTO, "employee_id"
    ),
    "Claim.note": _personal("Keterangan pegawai.", _SELF, _RECORDS, "employee_id"),
    "Phone.employee_id": _personal("Pemilik ponsel.", _SELF, _PHONE, "employee_id"),
    "Phone.public_key": _personal(
        "Kunci publik, untuk memeriksa tanda tangan ponsel.", _SELF, _PHONE, "employee_id"
    ),
    "Phone.fingerprint": _personal(
        "Sidik kunci, untuk mengenali ponsel yang sama.", _SYSTEM, _PHONE, "employee_id"
    ),
    "Phone.name": _personal("Jenis ponsel dan peramban.", _SELF, _PHONE, "employee_id"),
    "Phone.decided_by_id": _personal(
        "Siapa yang memastikan pergantian ponsel.", _SYSTEM, _PHONE, "decided_by_id"
    ),
    "PersonalCode.employee_id": _personal("Pemilik kode pribadi.", _SELF, _PHONE, "employee_id"),
    "PersonalCode.code_hash": _personal(
        "Sidik kode pribadi untuk layar kantor; kodenya sendiri tidak disimpan.",
        _SELF,
        "Selama dipakai",
        "employee_id",
    ),
    "WrongTry.employee_id": _personal(
        "Kode yang salah, supaya kode tidak bisa ditebak-tebak.", _SYSTEM, "1 hari", "employee_id"
    ),
    "ManualEntry.employee_id": _personal(
        "Presensi siapa yang dicatat manual.",
        "Diisi atasan, admin OPD, atau pegawai sendiri.",
        _RECORDS,
        "employee_id",
    ),
    "ManualEntry.at": _personal("Jam kehadiran.", "Diisi pencatat.", _RECORDS, "employee_id"),
    "ManualEntry.cause": _personal(
        "Sebab dicatat manual.", "Diisi pencatat.", _RECORDS, "employee_id"
    ),
    "ManualEntry.reason": _personal(
        "Alasan dicatat manual.", "Diisi pencatat.", _RECORDS, "employee_id"
    ),
    "ManualEntry.entered_by_id": _personal(
        "Siapa yang mencatat.", _SYSTEM, _RECORDS, "entered_by_id"
    ),
    "ManualEntry.state": _personal(
        "Hasil pemeriksaan orang kedua.", _SYSTEM, _RECORDS, "employee_id"
    ),
    "ManualEntry.decided_by_id": _personal(
        "Siapa yang memeriksa.", _SYSTEM, _RECORDS, "decided_by_id"
    ),
    "ManualEntry.note": _personal(
        "Catatan pemeriksa, atau alasan ditarik.", "Diisi pemeriksa.", _RECORDS, "employee_id"
    ),
    "ManualEntry.withdrawn_by_id": _personal(
        "Siapa yang menarik.", _SYSTEM, _RECORDS, "withdrawn_by_id"
    ),
    "PresenceCheck.employee_id": _personal(
        "Tentang siapa atasan ditanya.", _SYSTEM, _RECORDS, "employee_id"
    ),
    "PresenceCheck.answer": _personal(
        "Jawaban atasan; dicatat saja, tanpa akibat.", "Diisi atasan.", _RECORDS, "employee_id"
    ),
    "PresenceCheck.answered_by_id": _personal(
        "Siapa yang menjawab.", _SYSTEM, _RECORDS, "answered_by_id"
    ),
    "Examination.key": Entry(
        DataClass.SENSITIVE,
        "Pola mana yang sudah dilihat; tidak berakibat apa pun.",
        _SYSTEM,
        "90 hari setelah dilihat",
        "by_id",
    ),
    "Examination.note": Entry(
        DataClass.SENSITIVE,
        "Penjelasan atas sebuah pola.",
        "Diisi Inspektorat atau BKPSDM.",
        "90 hari setelah dilihat",
        "by_id",
    ),
    "Examination.by_id": _personal(
        "Siapa yang melihat pola itu.", _SYSTEM, "90 hari setelah dilihat", "by_id"
    ),
    "OfficePlace.set_by_id": _personal(
        "Siapa yang menetapkan titik kantor.", _SYSTEM, "Selama kantor dipakai", "set_by_id"
    ),
    "Screen.registered_by_id": _personal(
        "Siapa yang mendaftarkan layar.", _SYSTEM, "Selama layar dipakai", "registered_by_id"
    ),
}

NOT_PERSONAL = {
    *(
        f"OfficePlace.{name}"
        for name in ("id", "site", "latitude", "longitude", "radius_m", "photo_per_mille", "set_at")
    ),
    *(
        f"Screen.{name}"
        for name in (
            *("id", "site", "name", "pairing_hash", "pairing_until", "token_hash"),
            *("registered_at", "paired_at", "revoked_at"),
        )
    ),
    *(f"ScreenKey.{name}" for name in ("id", "screen", "key", "start_at", "end_at")),
    *(f"Phone.{name}" for name in ("id", "state", "asked_at", "decided_at", "ended_at")),
    *(f"PersonalCode.{name}" for name in ("id", "set_at")),
    *(f"WrongTry.{name}" for name in ("id", "screen", "at")),
    *(f"Claim.{name}" for name in ("id", "step", "photo_asked")),
    *(f"ManualEntry.{name}" for name in ("id", "site", "claim", "entered_at", "decided_at")),
    "ManualEntry.withdrawn_at",
    *(f"PresenceCheck.{name}" for name in ("id", "claim", "asked_at", "answered_at")),
    *(f"Examination.{name}" for name in ("id", "pattern", "finding", "at")),
}
