"""What attendance holds about people."""

from noken.core.privacy import DataClass, Entry

_MACHINE = "Dicatat mesin presensi, kode kantor, atau petugas."
_DERIVED = "Dihitung dari rekaman, jadwal, cuti, dan gangguan."
_PUNCHES = "2 tahun, rekaman asli mesin (angka menunggu penetapan)"
_DAYS = "5 tahun setelah tahun kerja (jadwal retensi arsip; angka menunggu penetapan)"


def _day(name: str, what: str) -> dict[str, Entry]:
    return {
        f"{model}.{name}": Entry(DataClass.PERSONAL, what, _DERIVED, _DAYS, "employee_id")
        for model in ("Day", "DayVersion")
    }


ENTRIES = {
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
}

NOT_PERSONAL = {
    *(f"Site.{name}" for name in ("id", "name", "unit", "timezone")),
    *(f"Recorder.{name}" for name in ("id", "site", "kind", "name", "grade", "clock_doubtful")),
    *(f"PinAssignment.{name}" for name in ("id", "site", "start_on", "end_on")),
    *(
        f"Punch.{name}"
        for name in ("id", "recorder", "doubtful", "void", "received_at", "delivery_id")
    ),
    *(f"DirtySpan.{name}" for name in ("id", "start_on", "end_on")),
    *(
        f"{model}.{name}"
        for model in ("Day", "DayVersion")
        for name in (
            *("id", "day", "shield", "is_shielded", "start_at", "end_at", "closes_at"),
            *("rule_version", "derived_at"),
        )
    ),
    "DayVersion.replaced_at",
}
