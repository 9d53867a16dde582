"""From how much evidence on a forecast is made of somebody. Below it none is: nothing counts as
zero because nobody has said anything yet."""

from dataclasses import dataclass

from noken.core.signed import Signed, choice, signed_setting, whole

EVERY, ONE = "EVERY", "ONE"


@signed_setting(
    "evaluation.evidence",
    title="Bukti paling sedikit untuk prakiraan",
    basis="Misalnya nomor peraturan Bupati.",
    until="Sampai ditetapkan, usulan ini dipakai: ia hanya menahan prakiraan.",
)
class EvidenceTerms(Signed):
    """One report for so many days owed, or statements that count of the main results."""

    one_in: int = whole(
        "Prakiraan mulai bila ada satu laporan dari", default=3, unit="hari wajib", least=1, most=20
    )
    results: str = choice(
        "Atau bila realisasi sudah dapat dihitung untuk",
        default=EVERY,
        options={EVERY: "Setiap hasil kerja utama", ONE: "Satu hasil kerja utama"},
    )


@dataclass(frozen=True, slots=True)
class Amount:
    """How much there is: days owed and days with a report that counts; main results of the plan
    and those with a statement that counts. `by_reports`: the duty asks reports."""

    by_reports: bool
    owed: int = 0
    reported: int = 0
    results: int = 0
    stated: int = 0


def why_too_little(there: Amount, terms: EvidenceTerms) -> str:
    """Why no forecast is made yet, as a sentence; "" when there is enough.

    Source: cara kerja noken, prakiraan dari bukti (register: noken-practice).
    """
    wanted = there.results if terms.results == EVERY else min(1, there.results)
    if there.stated and there.stated >= wanted:
        return ""
    if not there.by_reports:
        return f"Realisasi {there.stated} dari {there.results} hasil kerja utama dapat dihitung."
    if there.reported and there.reported * terms.one_in >= there.owed:
        return ""
    return (
        f"Laporan yang dihitung baru dari {there.reported} hari, dari {there.owed} hari wajib "
        "sejauh ini."
    )
