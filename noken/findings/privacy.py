"""What findings holds about people."""

from noken.core.privacy import DataClass, Entry

_RULE_KEPT = "selama aturan berlaku dan 5 tahun sesudahnya (jadwal retensi arsip; angka menunggu)"
_SYSTEM = "Dicatat sistem."


def _keeper(path: str, purpose: str, source: str = _SYSTEM) -> Entry:
    """Of who proposed, signed or ended a setting, not of whom a finding is about."""
    return Entry(DataClass.PERSONAL, purpose, source, _RULE_KEPT, path)


ENTRIES: dict[str, Entry] = {
    "CardVersion.proposed_by_id": _keeper("proposed_by_id", "Siapa yang mengusulkan versi aturan."),
    "CardSignature.signer_id": _keeper("signer_id", "Siapa yang menyetujui versi aturan."),
    "CardSignature.reason": _keeper("signer_id", "Alasan menyetujuinya.", "Diisi yang menyetujui."),
    "CardRest.ended_by_id": _keeper(
        "ended_by_id", "Siapa yang menandatangani versi yang mengakhirinya."
    ),
    "TermsProposal.proposed_by_id": _keeper(
        "proposed_by_id", "Siapa yang mengusulkan ketentuan temuan."
    ),
    "TermsSignature.signer_id": _keeper("signer_id", "Siapa yang menyetujui ketentuan temuan."),
    "TermsSignature.reason": _keeper(
        "signer_id", "Alasan menyetujuinya.", "Diisi yang menyetujui."
    ),
}

NOT_PERSONAL: set[str] = {
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
    *(f"TermsSignature.{name}" for name in ("id", "proposal", "role", "at")),
}
