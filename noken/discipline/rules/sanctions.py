"""Which sanction fits: never heavier than what the rule or the impact allows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from noken.core.signing import SIGNATURES
from noken.discipline.rules.flow import Why
from noken.regulations.discipline import Sanction

MEDIUM = "SEDANG"
LEVELS = ("RINGAN", "SEDANG", "BERAT")
LEVEL_OF_IMPACT = {"UNIT": "RINGAN", "AGENCY": "SEDANG", "STATE": "BERAT"}


@dataclass(frozen=True, slots=True)
class Weighed:
    """What bounds a sanction: the heaviest rung of the findings ("" without a ladder), the level
    the impact allows, whether a team examined, what was held in favour, and which medium kinds
    two people signed for the region. `by_impact`: of several acts one goes by its impact, beside
    the rung."""

    rung: str
    impact: str
    had_team: bool
    mitigating: str = ""
    medium: frozenset[str] = frozenset()
    by_impact: bool = False


@dataclass(frozen=True, slots=True)
class Medium:
    """The medium kinds that hold; `since` None: nobody has signed any, and none is chosen."""

    codes: frozenset[str] = frozenset()
    source: str = "PP 94/2021 Pasal 8, belum dipastikan untuk daerah"
    since: date | None = None

    @property
    def is_signed(self) -> bool:
        return self.since is not None


@dataclass(frozen=True, slots=True)
class ProposedMedium:
    medium: Medium
    start_on: date
    signer_ids: frozenset[int]


def medium_on(day: date, proposals: Sequence[ProposedMedium]) -> Medium:
    """The newest medium kinds that two different people signed and that hold on a day.

    Source: PP 94/2021 Pasal 8 (register: pp-94-2021).
    """
    held = [
        each for each in proposals if len(each.signer_ids) >= SIGNATURES and each.start_on <= day
    ]
    return max(held, key=lambda each: each.start_on).medium if held else Medium()


def heaviest(codes: Collection[str], known: Mapping[str, Sanction]) -> str:
    """Of several acts the heaviest single sanction; "" where none has a rung.

    Source: PP 94/2021, satu perbuatan satu hukuman (register: pp-94-2021).
    """
    order = list(known)
    return max((code for code in codes if code), key=order.index, default="")


def lighter(one: str, other: str, known: Mapping[str, Sanction]) -> str:
    """The lighter of two rungs; "" is none at all. Days that came after the opening never make a
    case heavier: the person was not heard about them in it.

    Source: cara kerja noken (register: noken-practice).
    """
    order = list(known)
    return min(one, other, key=order.index) if one and other else ""


def level_of(rung: str, impact: str, known: Mapping[str, Sanction]) -> str:
    """What a matter may lead to at most: by the heavier of its rung and its impact, "" for none.

    Source: PP 94/2021 Pasal 9-14 (register: pp-94-2021).
    """
    found = [known[rung].level] if rung else []
    return heavier(*found, *([LEVEL_OF_IMPACT[impact]] if impact else []))


def heavier(*levels: str) -> str:
    """The heaviest level of several acts: they are examined together and carry one sanction.

    Source: PP 94/2021, beberapa perbuatan satu hukuman terberat [C] (register: pp-94-2021).
    """
    return max(levels, key=LEVELS.index)


def needs_team(level: str) -> bool:
    """Whether a team must examine: for heavy ones.

    Source: PP 94/2021 Pasal 29, berat wajib tim (register: pp-94-2021).
    """
    return level == "BERAT"


def may_have_team(level: str) -> bool:
    """Whether a team may examine: for medium and heavy ones.

    Source: PP 94/2021 Pasal 29 (register: pp-94-2021).
    """
    return level in {"SEDANG", "BERAT"}


def allowed(weighed: Weighed, known: Mapping[str, Sanction]) -> list[str]:
    """The codes that may be chosen, lightest first.

    Source: PP 94/2021 Pasal 9-14 (register: pp-94-2021).
    """
    order = list(known)
    most = order[: order.index(weighed.rung) + 1] if weighed.rung else []
    if weighed.by_impact or not weighed.rung:
        bound = LEVELS.index(LEVEL_OF_IMPACT[weighed.impact])
        by_impact = [code for code in order if LEVELS.index(known[code].level) <= bound]
        most = max(most, by_impact, key=len)
    return [
        code
        for code in most
        if (weighed.had_team or not needs_team(known[code].level))
        and (code in weighed.medium or known[code].level != MEDIUM)
    ]


def below(code: str, codes: Sequence[str], known: Mapping[str, Sanction]) -> list[str]:
    """Those lighter than a decided one: a ruling on an objection makes nothing heavier.

    Source: cara kerja noken (register: noken-practice).
    """
    order = list(known)
    return [each for each in codes if order.index(each) < order.index(code)]


def why_not(code: str, weighed: Weighed, known: Mapping[str, Sanction]) -> Why | None:
    """Why a sanction does not fit.

    Source: PP 94/2021 Pasal 9-14 dan 29 (register: pp-94-2021).
    """
    if code not in known:
        return Why("Pilih satu jenis hukuman.", "discipline.no_sanction")
    if needs_team(known[code].level) and not weighed.had_team:
        return Why(
            "Hukuman berat hanya setelah pemeriksaan oleh tim. Bentuk tim sebelum pemeriksaan.",
            "discipline.no_team",
            "PP 94/2021 Pasal 29",
        )
    if known[code].level == MEDIUM and code not in weighed.medium:
        return Why(
            "Jenis hukuman sedang ini belum ditetapkan berlaku di daerah, jadi tidak dapat "
            "dipilih. BKPSDM mengusulkannya, dan dua orang menyetujuinya.",
            "discipline.medium_unsigned",
            "PP 94/2021 Pasal 8",
        )
    fitting = allowed(weighed, known)
    if code not in fitting:
        return Why(
            "Hukuman ini lebih berat daripada yang dibolehkan peraturan untuk perkara ini.",
            "discipline.too_heavy",
            "PP 94/2021 Pasal 9-14",
        )
    order, rung = list(known), weighed.rung
    if rung and known[rung].level == MEDIUM and rung not in weighed.medium:
        below = [each for each in fitting if order.index(each) < order.index(rung)]
        rung = below[-1]
    if rung and order.index(code) < order.index(rung) and not weighed.mitigating.strip():
        return Why(
            "Hukuman yang lebih ringan daripada jenjangnya perlu faktor yang meringankan.",
            "discipline.no_mitigating",
        )
    return None


def end_of(start: date, sanction: Sanction) -> date | None:
    """The first day after the sanction; None where it has no length.

    Source: PP 94/2021 Pasal 8 (register: pp-94-2021).
    """
    if sanction.months is None:
        return None
    months = start.month - 1 + sanction.months
    year, month = start.year + months // 12, months % 12 + 1
    for day in (start.day, 30, 29, 28):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def appeal_kind(sanction: str, authority: str) -> str:
    """Against a dismissal by the PPK goes an appeal to BPASN, against all else an objection.

    Source: PP 79/2021 Pasal 1 angka 4 dan 5 (register: pp-79-2021).
    """
    return "APPEAL" if sanction == "H3" and authority == "PPK" else "OBJECTION"
