"""What attendance holds about people."""

from noken.core.privacy import DataClass, Entry

_MACHINE = "Dicatat mesin presensi, kode kantor, atau petugas."
_DERIVED = "Dihitung dari rekaman, jadwal, cuti, dan gangguan."
_PUNCHES = "Menunggu penetapan masa simpan; sampai saat itu tidak dihapus"
_DAYS = "5 tahun setelah tahun kerja (jadwal retensi arsip; angka menunggu penetapan)"
_SAID = "Diisi pegawai sendiri."


def _month(name: str, what: str) -> dict[str, Entry]:
    return {f"MonthLine.{name}": Entry(DataClass.PERSONAL, what, _DERIVED, _DAYS, "employee_id")}


_SET = "Ditetapkan atasan, admin OPD, atau BKPSDM."


def _schedule(column: str, what: str) -> Entry:
    return Entry(DataClass.PERSONAL, what, _SET, _DAYS, column)


def _day(name: str, what: str) -> dict[str, Entry]:
    return {
        f"{model}.{name}": Entry(DataClass.PERSONAL, what, _DERIVED, _DAYS, "employee_id")
        for model in ("Day", "DayVersion")
    }


ENTRIES = {
    **{
        f"PersonStart.{name}": Entry(DataClass.PERSONAL, what, _SET, _DAYS, "employee_id")
        for name, what in (
            ("employee", "Siapa yang hari kerjanya dihitung sejak suatu tanggal."),
            ("counts_from", "Sejak kapan hari kerja pegawai yang diimpor dihitung."),
        )
    },
    "PinAssignment.pin_key": Entry(
        DataClass.PERSONAL,
        "Nomor (PIN) pegawai pada mesin presensi.",
        "Dicatat admin kepegawaian.",
        _DAYS,
        "employee_id",
    ),
    "PinAssignment.employee_id": Entry(
        DataClass.PERSONAL,
        "Siapa pemilik nomor (PIN) pada mesin presensi.",
        "Dicatat admin kepegawaian.",
        _DAYS,
        "employee_id",
    ),
    **{
        f"HeldRecord.{name}": Entry(DataClass.PERSONAL, purpose, _MACHINE, _PUNCHES, "")
        for name, purpose in (
            ("pin_key", "Nomor (PIN) pada rekaman yang menunggu diperiksa."),
            ("local_time", "Jam rekaman yang menunggu diperiksa."),
            ("at", "Kira-kira kapan rekaman itu dibuat."),
        )
    },
    "Punch.pin_key": Entry(
        DataClass.PERSONAL, "Nomor (PIN) pada mesin presensi.", _MACHINE, _PUNCHES, "employee_id"
    ),
    "Punch.pin_raw": Entry(
        DataClass.PERSONAL, "Nomor (PIN) seperti dikirim.", _MACHINE, _PUNCHES, "employee_id"
    ),
    "Punch.local_time": Entry(
        DataClass.PERSONAL, "Jam presensi menurut mesin.", _MACHINE, _PUNCHES, "employee_id"
    ),
    "Punch.at": Entry(DataClass.PERSONAL, "Jam presensi.", _MACHINE, _PUNCHES, "employee_id"),
    "Punch.employee_id": Entry(
        DataClass.PERSONAL, "Siapa yang presensi.", _MACHINE, _PUNCHES, "employee_id"
    ),
    "Punch.status": Entry(
        DataClass.PERSONAL,
        "Tombol yang ditekan pada mesin; tidak menentukan apa pun.",
        _MACHINE,
        _PUNCHES,
        "employee_id",
    ),
    "Punch.verify": Entry(
        DataClass.PERSONAL,
        "Cara mesin mengenali (jari, wajah, kartu), sebagai angka.",
        _MACHINE,
        _PUNCHES,
        "employee_id",
    ),
    "Punch.void_reason": Entry(
        DataClass.PERSONAL,
        "Alasan catatan manual ditarik.",
        "Diisi pencatatnya.",
        _PUNCHES,
        "employee_id",
    ),
    "DirtySpan.employee_id": Entry(
        DataClass.INTERNAL,
        "Hari siapa yang menunggu dihitung ulang.",
        "Dicatat sistem.",
        "sampai dihitung, biasanya beberapa detik",
        "employee_id",
    ),
    **_day("employee_id", "Hari siapa."),
    **_day("status", "Keadaan hari: hadir, cuti, dinas luar, perlu keterangan."),
    **_day("first_at", "Jam masuk yang menentukan."),
    **_day("last_at", "Jam pulang yang menentukan."),
    **_day("late_minutes", "Menit keterlambatan."),
    **_day("early_minutes", "Menit pulang sebelum waktunya."),
    **_day("worked_minutes", "Menit bekerja dalam jam kerja."),
    **_day("grade", "Derajat bukti presensi."),
    **_day("reasons", "Mengapa hari dihitung begitu."),
    **_day("schedule", "Jadwal yang berlaku hari itu."),
    "Correction.employee_id": Entry(
        DataClass.PERSONAL, "Siapa yang menyampaikan keterangan.", _SAID, _DAYS, "employee_id"
    ),
    "Correction.day": Entry(
        DataClass.PERSONAL, "Hari yang dijelaskan.", _SAID, _DAYS, "employee_id"
    ),
    "Correction.choice": Entry(
        DataClass.PERSONAL,
        "Apa yang sebenarnya terjadi: satu dari empat pilihan.",
        _SAID,
        _DAYS,
        "employee_id",
    ),
    "Correction.text": Entry(DataClass.PERSONAL, "Keterangan.", _SAID, _DAYS, "employee_id"),
    "Correction.file_id": Entry(
        DataClass.PERSONAL, "Foto atau surat sebagai bukti.", _SAID, _DAYS, "employee_id"
    ),
    "Correction.finding": Entry(
        DataClass.PERSONAL,
        "Nomor temuan tempat hari itu ditimbang.",
        "Dicatat sistem.",
        _DAYS,
        "employee_id",
    ),
    "Correction.seen": Entry(
        DataClass.PERSONAL,
        "Kalimat hari itu ketika dijelaskan.",
        _DERIVED,
        _DAYS,
        "employee_id",
    ),
    "Correction.status": Entry(
        DataClass.PERSONAL, "Jawaban atas keterangan.", "Diisi atasan.", _DAYS, "employee_id"
    ),
    "Correction.decided_by_id": Entry(
        DataClass.PERSONAL, "Atasan yang memutuskan.", "Dicatat sistem.", _DAYS, "decided_by_id"
    ),
    "CorrectionStep.by_id": Entry(
        DataClass.PERSONAL, "Siapa yang berbuat.", "Dicatat sistem.", _DAYS, "by_id"
    ),
    "CorrectionStep.kind": Entry(
        DataClass.PERSONAL,
        "Apa yang terjadi dengan keterangan.",
        "Dicatat sistem.",
        _DAYS,
        "correction__employee_id",
    ),
    "CorrectionStep.note": Entry(
        DataClass.PERSONAL,
        "Pertanyaan atasan dan jawabannya.",
        "Diisi atasan dan pegawai.",
        _DAYS,
        "correction__employee_id",
    ),
    **_month("employee_id", "Rekap bulan siapa."),
    **_month("recorded", "Hari-hari sebulan menurut rekaman."),
    **_month("held", "Hari-hari sebulan yang berlaku."),
    **_month("recorded_late_minutes", "Menit keterlambatan menurut rekaman."),
    **_month("late_minutes", "Menit keterlambatan yang berlaku."),
    **_month("early_minutes", "Menit pulang cepat yang berlaku."),
    **_month("adding_minutes", "Menit keterlambatan yang dijumlahkan menurut toleransi."),
    "MonthClosing.closed_by_id": Entry(
        DataClass.PERSONAL, "Siapa yang menutup rekap.", "Dicatat sistem.", _DAYS, "closed_by_id"
    ),
    "MonthClosing.reopened_by_id": Entry(
        DataClass.PERSONAL,
        "Siapa yang membuka rekap kembali.",
        "Dicatat sistem.",
        _DAYS,
        "reopened_by_id",
    ),
    "PersonSchedule.employee_id": _schedule("employee_id", "Jadwal kerja siapa."),
    "PersonSchedule.schedule_id": _schedule("employee_id", "Jadwal kerja yang berlaku baginya."),
    "PersonSchedule.elsewhere_days": _schedule(
        "employee_id", "Hari yang boleh dikerjakan dari tempat lain."
    ),
    "PersonSchedule.basis": _schedule("employee_id", "Dasar jadwal, misalnya nomor surat."),
    "PersonSchedule.set_by_id": _schedule("set_by_id", "Siapa yang menetapkan jadwal."),
    "UnitSchedule.set_by_id": _schedule("set_by_id", "Siapa yang menetapkan jadwal unit."),
    "RosterEntry.employee_id": _schedule("employee_id", "Siapa yang piket."),
    "RosterEntry.day": _schedule("employee_id", "Hari piket."),
    "RosterEntry.hours_id": _schedule("employee_id", "Sif yang dijalani, atau lepas piket."),
    "RosterEntry.set_by_id": _schedule("set_by_id", "Siapa yang menyusun piket."),
    "Ramadan.set_by_id": _schedule("set_by_id", "Siapa yang memastikan tanggal Ramadan."),
    "StartProposal.proposed_by_id": _schedule(
        "proposed_by_id", "Siapa yang mengusulkan tanggal mulai presensi."
    ),
    "StartSignature.signer_id": _schedule("signer_id", "Siapa yang menyetujui tanggal mulai."),
    "StartSignature.reason": _schedule("signer_id", "Alasan menyetujui tanggal mulai."),
    "ToleranceProposal.proposed_by_id": _schedule(
        "proposed_by_id", "Siapa yang mengusulkan toleransi."
    ),
    "ToleranceSignature.signer_id": _schedule("signer_id", "Siapa yang menyetujui toleransi."),
    "ToleranceSignature.reason": _schedule("signer_id", "Alasan menyetujui toleransi."),
}

NOT_PERSONAL = {
    *(
        f"CorrectionTerm.{name}"
        for name in (
            *("id", "file_workdays", "decide_workdays", "source", "mark", "start_on", "end_on"),
        )
    ),
    *(f"Correction.{name}" for name in ("id", "filed_at", "decide_by", "decided_at")),
    *(f"CorrectionStep.{name}" for name in ("id", "correction", "role", "at")),
    *(
        f"MonthClosing.{name}"
        for name in (
            *("id", "unit", "month", "closed_at", "role", "people", "reopened_at"),
            "reopen_reason",
        )
    ),
    *(f"MonthLine.{name}" for name in ("id", "closing", "month", "current")),
    *(f"Site.{name}" for name in ("id", "name", "unit", "timezone")),
    *(f"Recorder.{name}" for name in ("id", "site", "kind", "name", "grade", "clock_doubtful")),
    *(f"HeldRecord.{name}" for name in ("id", "recorder")),
    *(f"PinAssignment.{name}" for name in ("id", "site", "start_on", "end_on")),
    *(
        f"Punch.{name}"
        for name in ("id", "recorder", "doubtful", "grade", "void", "received_at", "delivery_id")
    ),
    *(f"DirtySpan.{name}" for name in ("id", "start_on", "end_on")),
    *(
        f"{model}.{name}"
        for model in ("Day", "DayVersion")
        for name in (
            *("day", "shield", "is_shielded", "start_at", "end_at", "closes_at"),
            *("zone", "rule_version", "derived_at"),
        )
    ),
    "DayVersion.id",
    "DayVersion.replaced_at",
    *(
        f"Schedule.{name}"
        for name in ("id", "code", "name", "kind", "keeps_holidays", "source", "mark", "in_use")
    ),
    *(
        f"ScheduleHours.{name}"
        for name in (
            "id",
            "schedule",
            "season",
            "weekday",
            "code",
            "label",
            "start",
            "end",
            "late_from",
            "early_until",
            "break_from",
            "break_minutes",
            "required",
        )
    ),
    *(
        f"UnitSchedule.{name}"
        for name in (
            "id",
            "unit",
            "schedule",
            "elsewhere_days",
            "basis",
            "set_at",
            "start_on",
            "end_on",
        )
    ),
    *(f"PersonSchedule.{name}" for name in ("id", "set_at", "start_on", "end_on")),
    *(f"RosterEntry.{name}" for name in ("id", "set_at")),
    *(f"Ramadan.{name}" for name in ("id", "start_on", "end_on", "confirmed", "source", "set_at")),
    *(f"CountingStart.{name}" for name in ("unit", "counts_from", "proposal")),
    *(f"StartLine.{name}" for name in ("id", "proposal", "unit", "counts_from")),
    *(
        f"StartProposal.{name}"
        for name in ("id", "source", "start_on", "proposed_at", "withdrawn_at")
    ),
    *(f"StartSignature.{name}" for name in ("id", "proposal", "role", "at")),
    *(
        f"ToleranceProposal.{name}"
        for name in (
            "id",
            "late_minutes",
            "make_up_minutes",
            "source",
            "start_on",
            "proposed_at",
            "withdrawn_at",
        )
    ),
    *(f"ToleranceSignature.{name}" for name in ("id", "proposal", "role", "at")),
}
