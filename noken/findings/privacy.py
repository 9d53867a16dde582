"""What findings holds about people."""

from noken.core.privacy import DataClass, Entry

_RULE_KEPT = "selama aturan berlaku dan 5 tahun sesudahnya (jadwal retensi arsip; angka menunggu)"
_SYSTEM = "Dicatat sistem."


def _keeper(path: str, purpose: str, source: str = _SYSTEM) -> Entry:
    """Of who proposed, signed or ended a setting, not of whom a finding is about."""
    return Entry(DataClass.PERSONAL, purpose, source, _RULE_KEPT, path)


_KEPT = "5 tahun setelah tahunnya berakhir (jadwal retensi arsip; angka menunggu penetapan)"
_OWNER, _DECIDER = "Diisi pegawai sendiri.", "Diisi atasan langsung."


def _of(model_path: str, purpose: str, source: str = _SYSTEM, *, secret: bool = False) -> Entry:
    """Of whom a finding is about; `model_path` leads from the row to the finding."""
    kind = DataClass.SENSITIVE if secret else DataClass.PERSONAL
    return Entry(kind, purpose, source, _KEPT, f"{model_path}employee_id")


def _who(path: str, purpose: str, source: str = _SYSTEM) -> Entry:
    return Entry(DataClass.PERSONAL, purpose, source, _KEPT, path)


_F, _RF = "finding__", "reply__finding__"
_FINDINGS: dict[str, Entry] = {
    "Finding.employee_id": _of("", "Tentang siapa temuan ini."),
    "Finding.code": _of("", "Aturan mana yang melihatnya."),
    "Finding.period": _of("", "Rentang waktu temuan."),
    "Finding.unit": _of("", "Unit pegawai waktu itu."),
    "Finding.raised_at": _of("", "Kapan temuan dibuat."),
    "Row.item": _of(_F, "Hal apa yang terlihat."),
    "Row.day": _of(_F, "Hari yang terlihat."),
    "Row.amount": _of(_F, "Berapa hal itu akan dihitung."),
    "Row.facts": _of(_F, "Catatan yang dibaca aturan, cukup untuk dihitung ulang.", secret=True),
    "Row.state": _of(_F, "Keadaan baris: ditanyakan, dijawab, diterima, atau dihitung."),
    "Row.asked_at": _of(_F, "Kapan pegawai ditanya."),
    "Row.told_at": _of(_F, "Kapan pegawai terbukti mengetahuinya."),
    "Row.reply_by": _of(_F, "Hari terakhir untuk menjawab."),
    "Row.decided_by_id": _who("decided_by_id", "Siapa yang memutuskan baris."),
    "Row.decided_at": _of(_F, "Kapan diputuskan."),
    "Row.reason": _of(_F, "Alasan keputusan atasan.", _DECIDER, secret=True),
    "Row.put_right": _of(_F, "Apakah pegawai memenuhinya sesudah ditanya."),
    "Row.heard_again": _of(_F, "Apakah yang ditolak sudah sekali lagi dijawab pegawai."),
    "RowStep.kind": _of(_F, "Apa yang terjadi pada temuan."),
    "RowStep.by_id": _who("by_id", "Siapa yang melakukan langkah ini."),
    "RowStep.note": _of(_F, "Catatan pada langkah ini.", _DECIDER, secret=True),
    "RowStep.at": _of(_F, "Kapan itu terjadi."),
    "Alert.employee_id": _of("", "Siapa yang diingatkan."),
    "Alert.kind": _of("", "Pemberitahuan dini yang mana."),
    "Alert.days": _of("", "Pada hitungan berapa pegawai diingatkan."),
    "Alert.at": _of("", "Kapan pegawai diingatkan."),
    "Delivery.way": _of(_F, "Bagaimana pegawai terbukti mengetahui temuan."),
    "Delivery.on": _of(_F, "Hari pegawai mengetahuinya."),
    "Delivery.witness": _of(_F, "Saksi penyerahan di kertas.", "Diisi yang menyerahkan."),
    "Delivery.by_id": _who("by_id", "Siapa yang membuka atau menyerahkan."),
    "Delivery.at": _of(_F, "Kapan dicatat."),
    "Reply.text": _of(_F, "Keterangan pegawai.", _OWNER, secret=True),
    "Reply.rows": _of(_F, "Baris mana yang dijelaskan.", _OWNER),
    "Reply.companion": _of(_F, "Rekan yang diminta mendampingi.", _OWNER),
    "Reply.elsewhere": _of(_F, "Di mana keterangan itu disampaikan."),
    "Reply.is_late": _of(_F, "Apakah disampaikan sesudah tenggat."),
    "Reply.at": _of(_F, "Kapan disampaikan."),
    "Reply.withdrawn_at": _of(_F, "Kapan ditarik kembali."),
    "ReplyFile.file_id": _of(_RF, "Berkas yang dilampirkan pegawai.", _OWNER, secret=True),
}

ENTRIES: dict[str, Entry] = {
    **_FINDINGS,
    "CardVersion.proposed_by_id": _keeper("proposed_by_id", "Siapa yang mengusulkan versi aturan."),
    "CardSignature.signer_id": _keeper("signer_id", "Siapa yang menyetujui versi aturan."),
    "CardSignature.reason": _keeper("signer_id", "Alasan menyetujuinya.", "Diisi yang menyetujui."),
    "CardRest.ended_by_id": _keeper(
        "ended_by_id", "Siapa yang menandatangani versi yang mengakhirinya."
    ),
    "LadderProposal.proposed_by_id": _keeper(
        "proposed_by_id", "Siapa yang mengusulkan tabel disiplin PPPK."
    ),
    "LadderSignature.signer_id": _keeper("signer_id", "Siapa yang menyetujui tabel PPPK."),
    "LadderSignature.reason": _keeper("signer_id", "Alasan menyetujui tabel disiplin PPPK."),
    "TermsProposal.proposed_by_id": _keeper(
        "proposed_by_id", "Siapa yang mengusulkan ketentuan temuan."
    ),
    "TermsSignature.signer_id": _keeper("signer_id", "Siapa yang menyetujui ketentuan temuan."),
    "TermsSignature.reason": _keeper(
        "signer_id", "Alasan menyetujuinya.", "Diisi yang menyetujui."
    ),
}

NOT_PERSONAL: set[str] = {
    *(f"Finding.{name}" for name in ("id", "version", "year", "serial")),
    *(
        f"Row.{name}"
        for name in ("id", "finding", "version", "raised_at", "decide_by", "proof_by", "rests")
    ),
    *(f"RowStep.{name}" for name in ("id", "finding", "row", "role")),
    *(f"Alert.{name}" for name in ("id", "year")),
    *(f"Delivery.{name}" for name in ("id", "finding")),
    *(f"Reply.{name}" for name in ("id", "finding")),
    *(f"ReplyFile.{name}" for name in ("id", "reply", "is_photo")),
    *(
        f"DetectionRun.{name}"
        for name in (
            *("id", "code", "version", "since", "until", "at"),
            *("findings", "rows", "cleared"),
        )
    ),
    *(
        f"CardVersion.{name}"
        for name in (
            *("id", "code", "version", "groups", "unit", "parameters", "rests_on", "change"),
            *("source", "start_on", "proposed_at", "withdrawn_at"),
        )
    ),
    *(f"CardSignature.{name}" for name in ("id", "proposal", "role", "at")),
    *(
        f"CardRest.{name}"
        for name in (
            *("id", "code", "version", "started_at", "settled", "overturned", "lower_percent"),
            "ended_at",
        )
    ),
    *(
        f"TermsProposal.{name}"
        for name in (
            *("id", "reply_workdays", "decide_workdays", "proof_workdays", "overturned_percent"),
            *("settled_least", "companion", "shown_months"),
            *("source", "start_on", "proposed_at", "withdrawn_at"),
        )
    ),
    *(
        f"LadderProposal.{name}"
        for name in (
            *("id", "groups", "steps", "run", "source", "start_on", "proposed_at"),
            "withdrawn_at",
        )
    ),
    *(f"LadderSignature.{name}" for name in ("id", "proposal", "role", "at")),
    *(f"TermsSignature.{name}" for name in ("id", "proposal", "role", "at")),
}
