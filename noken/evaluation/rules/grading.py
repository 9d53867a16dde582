"""From two ratings to a grade, and what the evidence makes one expect. A person decides.

The forecast never sets anything: it stands beside the rater's choice, and a choice that differs
from it is asked why. How it is made is told in docs/areas/evaluation.md.
"""

from dataclasses import dataclass
from decimal import Decimal

from noken.evaluation.rules.evidence import Evidence, mean, plain
from noken.regulations.grades import GradeTable

ABOVE, AS, BELOW = "ABOVE", "AS", "BELOW"
USUAL_GRADE = "GOOD"
"""The one grade that needs no pinned fact."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on evidence speaks for another rating than "sesuai ekspektasi". Noken's own.

    Results: `above_pct` and `below_pct` bound the mean share of target over the results, each
    counted up to `most_pct`; ABOVE also needs every result at its target. Behaviour: at least
    `notes` notes that say good or better, from `givers` people, of which `clear_pct` per cent
    agree.
    """

    above_pct: Decimal = Decimal(110)
    below_pct: Decimal = Decimal(90)
    most_pct: Decimal = Decimal(150)
    notes: int = 5
    givers: int = 3
    clear_pct: Decimal = Decimal(80)


USUAL = Limits()
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Codes of ratings and grade; `why` says in Indonesian on what each rating rests.

    Not `is_measured`: there is too little evidence, or no result could be compared with its
    target; then no rating and no grade is shown, and `why` says what is missing.
    """

    result: str
    behaviour: str
    grade: str
    why: tuple[str, str]
    is_measured: bool = True


def grade_of(result: str, behaviour: str, table: GradeTable) -> str:
    """The grade's code for two ratings' codes.

    Raises:
        KeyError: a code is no rating.
    Source: PermenPANRB 6/2022, kuadran kinerja (register: permenpanrb-6-2022).
    """
    return table.cells[result, behaviour]


def forecast(evidence: Evidence, table: GradeTable, limits: Limits = USUAL) -> Forecast:
    """What the evidence makes one expect on the day it was drawn up.

    On the last day of a period it is the very forecast that stands beside the final rating.

    Source: cara kerja noken, prakiraan dari bukti (register: noken-practice).
    """
    result, why_result = _of_results(evidence, limits)
    behaviour, why_behaviour = _of_behaviour(evidence, limits)
    return Forecast(
        result=result,
        behaviour=behaviour,
        grade=grade_of(result, behaviour, table),
        why=(why_result, why_behaviour),
        is_measured=not evidence.lack and any(r.share_pct is not None for r in evidence.results),
    )


def steps_between(one: str, other: str, table: GradeTable) -> int:
    """How many grades `one` lies above `other`; negative below.

    Source: PermenPANRB 6/2022, urutan predikat (register: permenpanrb-6-2022).
    """
    return table.grade(one).order - table.grade(other).order


def needs_fact(grade: str) -> bool:
    """Whether a grade may be published only with a pinned, dated fact of the rater.

    Source: cara kerja noken, predikat selain Baik disertai contoh nyata (register: noken-practice).
    """
    return grade != USUAL_GRADE


def told_share(share: Decimal, limits: Limits = USUAL) -> str:
    """A share of a target in words: what lies above what counts is not told further.

    Source: cara kerja noken, prakiraan dari bukti (register: noken-practice).
    """
    most = f"{_pct(limits.most_pct)} atau lebih"
    return most if share > limits.most_pct else f"{int(share)}%"


def _of_results(evidence: Evidence, limits: Limits) -> tuple[str, str]:
    shares = [r.share_pct for r in evidence.results if r.share_pct is not None]
    whole = mean([min(share, limits.most_pct) for share in shares])
    if evidence.lack or whole is None:
        return AS, evidence.lack or "Belum ada target periode ini yang dapat dibandingkan."
    span = _between(shares, limits)
    below, above = _pct(limits.below_pct), _pct(limits.above_pct)
    if whole < limits.below_pct:
        return BELOW, f"Capaian {span}, wilayah di bawah ekspektasi (kurang dari {below})."
    if whole >= limits.above_pct and min(shares) >= WHOLE:
        return ABOVE, f"Capaian {span}, wilayah di atas ekspektasi ({above} ke atas)."
    if whole >= limits.above_pct:
        return AS, f"Capaian {span}: rata-rata tinggi, tetapi ada yang belum mencapai target."
    return AS, f"Capaian {span}, wilayah sesuai ekspektasi."


def _of_behaviour(evidence: Evidence, limits: Limits) -> tuple[str, str]:
    good = sum(value.good for value in evidence.values)
    better = sum(value.better for value in evidence.values)
    said = good + better
    if said < limits.notes or evidence.givers < limits.givers:
        return AS, "Umpan balik belum cukup banyak untuk menyimpulkan selain sesuai ekspektasi."
    told = f"{good} dari {said} umpan balik dari {evidence.givers} orang menyebut contoh baik."
    if good * WHOLE >= said * limits.clear_pct:
        return ABOVE, told
    if better * WHOLE >= said * limits.clear_pct:
        return BELOW, told
    return AS, told


def _between(shares: list[Decimal], limits: Limits) -> str:
    low, high = (int(min(share, limits.most_pct)) for share in (min(shares), max(shares)))
    last = told_share(max(shares), limits)
    if len(shares) == 1:
        return f"hasil kerja {last}"
    if low == high:
        return f"{len(shares)} hasil kerja {last}"
    return f"{len(shares)} hasil kerja {low} sampai {last}"


def _pct(number: Decimal) -> str:
    return f"{plain(number)}%"
