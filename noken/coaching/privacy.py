"""What coaching holds about people."""

from noken.core.privacy import DataClass, Entry

_TALKS = "5 tahun sesudah selesai; dari layar atasan lebih awal, menurut ketentuan pembinaan"
_LEVELS = "5 tahun sesudah berakhir (jadwal retensi arsip; angka menunggu penetapan)"
_SYSTEM = "Dicatat sistem."
_COACH = "Diisi atasan langsung."
_TWO = "Diisi salah satu dari keduanya."
_OWNER = "Diisi pegawai sendiri."


def _talk(purpose: str, source: str = _SYSTEM, *, sensitive: bool = False) -> Entry:
    kind = DataClass.SENSITIVE if sensitive else DataClass.PERSONAL
    return Entry(kind, purpose, source, _TALKS, "employee_id")


def _of_talk(purpose: str, source: str = _TWO, *, sensitive: bool = False) -> Entry:
    kind = DataClass.SENSITIVE if sensitive else DataClass.PERSONAL
    return Entry(kind, purpose, source, _TALKS, "talk__employee_id")


def _level(purpose: str, source: str = _SYSTEM) -> Entry:
    return Entry(DataClass.PERSONAL, purpose, source, _LEVELS, "employee_id")


def _who(path: str, purpose: str, source: str = _SYSTEM, kept: str = _TALKS) -> Entry:
    return Entry(DataClass.PERSONAL, purpose, source, kept, path)


ENTRIES = {
    "Talk.employee_id": _talk("Dengan siapa percakapan pembinaan dilakukan."),
    "Talk.coach_id": _who("coach_id", "Atasan yang membina."),
    "Talk.opened_by_id": _who("opened_by_id", "Siapa yang membuka atau meminta percakapan."),
    "Talk.opened_at": _talk("Kapan percakapan dibuka."),
    "Talk.status": _talk("Sampai mana percakapan itu."),
    "Talk.meet_on": _talk("Hari percakapan.", _COACH),
    "Talk.meet_at": _talk("Jam percakapan.", _COACH),
    "Talk.place": _talk("Tempat percakapan.", _COACH),
    "Talk.measure": _talk("Angka yang diikuti bersama.", _COACH),
    "Talk.held_on": _talk("Hari percakapan dilakukan; hanya hari dan jumlahnya yang keluar."),
    "Talk.offered_at": _talk("Kapan kesepakatan diajukan."),
    "Talk.check_on": _talk("Kapan kesepakatan dicek.", _COACH),
    "Talk.agreed_at": _talk("Kapan pegawai menyetujui.", _OWNER),
    "Talk.alone_on": _talk("Sampai kapan hasilnya menunggu kata pegawai."),
    "Talk.word": _talk("Kata pegawai tentang hasilnya; di luar keduanya hanya jumlah.", _OWNER),
    "Talk.word_at": _talk("Kapan pegawai mengatakannya."),
    "Talk.outcome": _talk("Hasil percakapan, untuk keduanya; di luar itu hanya jumlah.", _COACH),
    "Talk.ended_at": _talk("Kapan percakapan selesai."),
    "Talk.why_ended": _talk("Mengapa percakapan dihentikan, untuk keduanya.", _TWO, sensitive=True),
    "SharedFact.kind": _of_talk("Dari mana fakta itu.", _COACH),
    "SharedFact.is_good": _of_talk("Apakah fakta itu menggembirakan.", _COACH),
    "SharedFact.text": _of_talk("Fakta yang dilihat bersama.", _COACH, sensitive=True),
    "TalkNote.writer_id": _who("writer_id", "Siapa yang menulis catatan."),
    "TalkNote.draft": _who("writer_id", "Rancangan catatan, hanya dibaca penulisnya.", _TWO),
    "TalkNote.draft_at": _who("writer_id", "Kapan rancangan disimpan."),
    "TalkNote.shared": _of_talk("Catatan yang dibaca berdua.", sensitive=True),
    "TalkNote.shared_at": _of_talk("Kapan catatan ditunjukkan.", _SYSTEM),
    "Agreement.side": _of_talk("Siapa yang berubah."),
    "Agreement.kind": _of_talk("Bentuk kesepakatan; di luar keduanya hanya sebagai jumlah."),
    "Agreement.text": _of_talk("Apa yang disepakati.", sensitive=True),
    "Agreement.until_on": _of_talk("Sampai kapan."),
    "Agreement.measured_by": _of_talk("Dilihat dari apa."),
    "Agreement.added_by_id": _who("added_by_id", "Siapa yang menuliskan kesepakatan."),
    "Agreement.done_at": _of_talk("Kapan dinyatakan selesai."),
    "SupervisionLevel.employee_id": _level("Siapa yang diawasi lebih longgar atau lebih rapat."),
    "SupervisionLevel.level": _level("Tingkat pengawasan."),
    "SupervisionLevel.reason": _level("Alasan tingkat itu; dibaca pegawai.", _COACH),
    "SupervisionLevel.start_on": _level("Sejak kapan."),
    "SupervisionLevel.end_on": _level("Sampai kapan."),
    "SupervisionLevel.set_by_id": _who("set_by_id", "Siapa yang menetapkan.", _SYSTEM, _LEVELS),
    "SupervisionLevel.why_ended": _level("Mengapa tingkat itu berakhir."),
    "KeptUsual.employee_id": _level("Siapa yang memilih tetap diawasi biasa.", _OWNER),
    "KeptUsual.since": _level("Sejak kapan memilih demikian.", _OWNER),
    "TermsProposal.proposed_by_id": _who(
        "proposed_by_id", "Siapa yang mengusulkan ketentuan pembinaan.", kept=_LEVELS
    ),
    "TermsSignature.signer_id": _who(
        "signer_id", "Siapa yang menyetujui ketentuan pembinaan.", kept=_LEVELS
    ),
    "TermsSignature.reason": _who(
        "signer_id", "Alasan menyetujuinya.", "Diisi yang menyetujui.", _LEVELS
    ),
}

NOT_PERSONAL = {
    *(f"Talk.{name}" for name in ("id", "series", "number", "forgotten_at")),
    *(f"SharedFact.{name}" for name in ("id", "talk", "order", "url", "pinned_at")),
    *(f"TalkNote.{name}" for name in ("id", "talk")),
    *(f"Agreement.{name}" for name in ("id", "talk", "order")),
    *(f"SupervisionLevel.{name}" for name in ("id", "set_at")),
    "KeptUsual.id",
    *(
        f"TermsProposal.{name}"
        for name in (
            *("id", "words_months", "clean_months", "in_time_percent", "easy_grace_workdays"),
            *("easy_check_percent", "close_check_percent"),
            *("source", "start_on", "proposed_at", "withdrawn_at"),
        )
    ),
    *(f"TermsSignature.{name}" for name in ("id", "proposal", "role", "at")),
}
