"""What leave holds about people."""

from noken.core.privacy import DataClass, Entry

_LEAVE = "5 tahun setelah tahun cuti (jadwal retensi arsip; angka menunggu penetapan)"
_LETTER = "5 tahun setelah tahun tugas (jadwal retensi arsip; angka menunggu penetapan)"
_OWNER = "Diisi pegawai sendiri."
_DECIDER = "Diisi atasan atau pejabat yang memberi izin."
_ADMIN = "Diisi admin kepegawaian OPD atau BKPSDM."
_ISSUER = "Diisi atasan atau admin kepegawaian OPD."
_SYSTEM = "Dicatat sistem."


def _request(purpose: str, source: str = _OWNER, *, sensitive: bool = False) -> Entry:
    kind = DataClass.SENSITIVE if sensitive else DataClass.PERSONAL
    return Entry(kind, purpose, source, _LEAVE, "employee_id")


def _of_request(purpose: str, source: str, *, sensitive: bool = False) -> Entry:
    kind = DataClass.SENSITIVE if sensitive else DataClass.PERSONAL
    return Entry(kind, purpose, source, _LEAVE, "request__employee_id")


ENTRIES = {
    "Request.employee_id": _request("Siapa yang mengajukan cuti."),
    "Request.kind": _request("Jenis cuti atau kerja fleksibel.", sensitive=True),
    "Request.detail": _request(
        "Keterangan jenis cuti, hanya untuk yang memutuskan.", sensitive=True
    ),
    "Request.start_on": _request("Hari pertama."),
    "Request.end_on": _request("Hari setelah hari terakhir."),
    "Request.asked_end_on": _request("Akhir semula, bila berakhir lebih awal."),
    "Request.portion": _request("Bagian hari."),
    "Request.extra_days": _request("Tambahan hari perjalanan."),
    "Request.reason": _request("Alasan, untuk pertimbangan dan keputusan.", sensitive=True),
    "Request.address": _request("Alamat selama cuti, untuk dihubungi bila perlu."),
    "Request.phone": _request("Nomor yang dapat dihubungi selama cuti."),
    "Request.stand_in_id": Entry(
        DataClass.PERSONAL, "Rekan yang menggantikan.", _OWNER, _LEAVE, "stand_in_id"
    ),
    "Request.recorded_by_id": Entry(
        DataClass.PERSONAL,
        "Siapa yang mencatat atas nama pegawai.",
        _SYSTEM,
        _LEAVE,
        "recorded_by_id",
    ),
    "Request.basis": _request(
        "Surat yang mendasari pencatatan atas nama pegawai.", _ADMIN, sensitive=True
    ),
    "Request.status": _request("Keadaan pengajuan.", _SYSTEM),
    "Request.submitted_at": _request("Kapan diajukan.", _SYSTEM),
    "Request.advised_by_id": Entry(
        DataClass.PERSONAL, "Atasan yang memberi pertimbangan.", _SYSTEM, _LEAVE, "advised_by_id"
    ),
    "Request.advice": _request("Pertimbangan atasan.", _DECIDER),
    "Request.decided_by_id": Entry(
        DataClass.PERSONAL, "Pejabat yang memutuskan.", _SYSTEM, _LEAVE, "decided_by_id"
    ),
    "Request.decided_at": _request("Kapan diputuskan.", _SYSTEM),
    "Request.number": _request("Nomor surat izin cuti.", _DECIDER),
    "Step.by_id": Entry(
        DataClass.PERSONAL, "Siapa yang melakukan langkah ini.", _SYSTEM, _LEAVE, "by_id"
    ),
    "Step.note": _of_request("Catatan pada langkah ini.", _DECIDER, sensitive=True),
    "Step.kind": _of_request("Apa yang terjadi pada pengajuan.", _SYSTEM),
    "Step.at": _of_request("Kapan itu terjadi.", _SYSTEM),
    "Attachment.file_id": _of_request(
        "Surat pendukung, hanya untuk yang memutuskan.", _OWNER, sensitive=True
    ),
    "Attachment.at": _of_request("Kapan dilampirkan.", _SYSTEM),
    "Absence.employee_id": Entry(
        DataClass.PERSONAL, "Siapa yang tidak di tempat.", _SYSTEM, _LEAVE, "employee_id"
    ),
    "Absence.start_on": _request("Hari pertama tidak di tempat.", _SYSTEM),
    "Absence.end_on": _request("Hari setelah hari terakhir.", _SYSTEM),
    "Absence.portion": _request("Bagian hari.", _SYSTEM),
    "Absence.family": _request("Cuti, dinas, pelatihan atau kerja fleksibel.", _SYSTEM),
    "Absence.kind": _request("Jenis ketidakhadiran yang sah.", _SYSTEM, sensitive=True),
    "Absence.reference": _request("Nomor surat izin atau surat tugas.", _DECIDER),
    "Absence.place": _request("Tempat tugas.", _ISSUER),
    "Absence.cancelled_at": _request("Kapan dibatalkan.", _SYSTEM),
    "Letter.issued_by_id": Entry(
        DataClass.PERSONAL, "Siapa yang menerbitkan surat tugas.", _SYSTEM, _LETTER, "issued_by_id"
    ),
    "Letter.cancelled_by_id": Entry(
        DataClass.PERSONAL, "Siapa yang membatalkannya.", _SYSTEM, _LETTER, "cancelled_by_id"
    ),
    "Value.set_by_id": Entry(
        DataClass.PERSONAL, "Siapa yang menetapkan angka ini.", _SYSTEM, _LETTER, "set_by_id"
    ),
    "OpeningBalance.employee_id": Entry(
        DataClass.PERSONAL, "Sisa cuti siapa.", _ADMIN, _LEAVE, "employee_id"
    ),
    "OpeningBalance.carried_days": _request("Sisa cuti tahun lalu menurut daftar OPD.", _ADMIN),
    "OpeningBalance.set_by_id": Entry(
        DataClass.PERSONAL, "Siapa yang mencatatnya.", _SYSTEM, _LEAVE, "set_by_id"
    ),
}

NOT_PERSONAL = {
    "Request.id",
    *(f"Step.{name}" for name in ("id", "request", "role")),
    *(f"Attachment.{name}" for name in ("id", "request", "order", "is_photo")),
    *(f"Absence.{name}" for name in ("id", "request", "letter")),
    *(
        f"Letter.{name}"
        for name in (
            *("id", "unit", "number", "family", "purpose", "place", "start_on", "end_on"),
            *("portion", "role", "issued_at", "cancelled_at", "cancel_reason"),
        )
    ),
    *(f"LetterFile.{name}" for name in ("id", "letter", "file_id", "order", "is_photo")),
    *(
        f"Value.{name}"
        for name in ("id", "name", "unit", "value", "source", "set_at", "start_on", "end_on")
    ),
    *(
        f"GrantingOfficial.{name}"
        for name in ("id", "unit", "for_head", "granted_by", "source", "start_on", "end_on")
    ),
    *(f"OpeningBalance.{name}" for name in ("id", "year", "source", "set_at")),
}
