"""The kinds of absence: what they are called, who has them, what they ask for."""

from collections.abc import Mapping
from dataclasses import dataclass

from noken.core.values import Span

ANNUAL, LONG, SICK, MATERNITY = "ANNUAL", "LONG", "SICK", "MATERNITY"
IMPORTANT, UNPAID = "IMPORTANT", "UNPAID"
FLEX_PLACE, FLEX_TIME = "FLEX_PLACE", "FLEX_TIME"
DUTY, TRAINING = "DUTY", "TRAINING"

LEAVE = (ANNUAL, SICK, IMPORTANT, MATERNITY, LONG, UNPAID)
FLEXIBLE = (FLEX_PLACE, FLEX_TIME)
REQUESTABLE = (*LEAVE, *FLEXIBLE)
# What is asked for only before it begins; illness, births and deaths ask nobody first.
BEFOREHAND = frozenset({ANNUAL, LONG, UNPAID, FLEX_PLACE, FLEX_TIME})
# Reason, detail and letters of these speak of health.
MEDICAL = frozenset({SICK, MATERNITY})

LABELS: Mapping[str, str] = {
    ANNUAL: "cuti tahunan",
    LONG: "cuti besar",
    SICK: "sakit",
    MATERNITY: "cuti melahirkan",
    IMPORTANT: "cuti alasan penting",
    UNPAID: "cuti di luar tanggungan negara",
    FLEX_PLACE: "kerja dari tempat lain",
    FLEX_TIME: "jam kerja fleksibel",
    DUTY: "dinas luar",
    TRAINING: "pelatihan",
}
# What colleagues read, who need to know that somebody is away and not why.
PLAIN_LABELS: Mapping[str, str] = {
    **dict.fromkeys(LEAVE, "cuti"),
    **{code: LABELS[code] for code in (FLEX_PLACE, FLEX_TIME, DUTY, TRAINING)},
}
FAMILIES: Mapping[str, str] = {
    **dict.fromkeys(LEAVE, "LEAVE"),
    **dict.fromkeys(FLEXIBLE, "FLEXIBLE"),
    DUTY: "DUTY",
    TRAINING: "TRAINING",
}
# What narrows a kind: code to words. Only the owner and who decides read it.
DETAILS: Mapping[str, Mapping[str, str]] = {
    SICK: {
        "ILLNESS": "Sakit",
        "MISCARRIAGE": "Gugur kandungan",
        "ACCIDENT": "Kecelakaan kerja",
    },
    MATERNITY: {"CHILD_1": "Anak ke-1", "CHILD_2": "Anak ke-2", "CHILD_3": "Anak ke-3"},
    IMPORTANT: {
        "FAMILY_ILL": "Keluarga inti sakit keras",
        "FAMILY_DIED": "Keluarga inti meninggal",
        "MARRIAGE": "Menikah",
        "BIRTH": "Istri melahirkan",
        "DISASTER": "Musibah atau bencana",
        "OTHER": "Lainnya",
    },
    LONG: {"HAJJ": "Haji pertama", "OTHER": "Keperluan lain"},
}
PPPK_KINDS = frozenset({"PPPK", "PPPK_PART_TIME"})
PNS_KINDS = frozenset({"PNS", "CPNS"})


@dataclass(frozen=True, slots=True)
class Why:
    """Why something is not possible: words with what to do next, a stable code, its basis."""

    text: str
    code: str
    basis: str = ""


def label_of(kind: str) -> str:
    """How an absence is called wherever somebody may see it.

    Source: janji noken, surat dokter hanya untuk yang memutuskan (register: noken-practice).
    """
    return LABELS.get(kind, "tidak di tempat")


def plain_label_of(kind: str) -> str:
    """How colleagues read it.

    Source: UU 27/2022, sebatas yang diperlukan (register: uu-27-2022).
    """
    return PLAIN_LABELS.get(kind, "tidak di tempat")


def family_of(kind: str) -> str:
    """LEAVE, FLEXIBLE, DUTY or TRAINING.

    Source: PermenPANRB 4/2025, fleksibel bukan ketidakhadiran (register: permenpanrb-4-2025).
    """
    return FAMILIES[kind]


def why_not_for(employee_kind: str, *, pns: bool, pppk: bool) -> Why | None:
    """Why a person of this employment has no such leave; None if they have.

    Args:
        employee_kind: code of the employment.
        pns, pppk: who has the kind, by the table of the law.

    Source: Peraturan BKN 7/2022 (register: bkn-7-2022), PP 11/2017 (register: pp-11-2017-leave).
    """
    if employee_kind in PPPK_KINDS and not pppk:
        return Why(
            "PPPK mempunyai cuti tahunan, sakit, melahirkan dan cuti bersama. Pilih salah satu, "
            "atau tanyakan BKPSDM bila keadaan Anda lain.",
            "leave.not_for_pppk",
            "Peraturan BKN 7/2022",
        )
    if employee_kind in PNS_KINDS and not pns:
        return Why(
            "Jenis cuti ini tidak tersedia untuk PNS. Pilih jenis lain.",
            "leave.not_for_pns",
            "PP 11/2017",
        )
    if employee_kind not in PPPK_KINDS | PNS_KINDS:
        return Why(
            "Pejabat negara tidak mengajukan cuti di sini. Hubungi BKPSDM.",
            "leave.not_for_officials",
        )
    return None


def overlaps(one: Span, portion: str, other: Span, other_portion: str) -> bool:
    """Whether two absences of one person share half a day.

    Source: cara kerja noken, satu paruh hari satu alasan (register: noken-practice).
    """
    halves = {"FULL": {1, 2}, "MORNING": {1}, "AFTERNOON": {2}}
    if not halves[portion] & halves[other_portion]:
        return False
    return (other.end is None or one.start < other.end) and (
        one.end is None or other.start < one.end
    )
