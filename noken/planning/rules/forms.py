"""The two approaches and the two lay-outs of a plan, and how a plan goes from one to the other."""

from dataclasses import replace
from decimal import Decimal

from noken.planning.rules.content import (
    LEADER,
    QUALITATIVE,
    STAFF,
    Content,
    IndicatorContent,
    ResultContent,
    Targets,
)
from noken.planning.rules.targets import is_level, year_target

NONE: Targets = (Decimal(), Decimal(), Decimal(), Decimal())
MAX_MEASURE = 500
_SELF_STANDING = frozenset({"OPD", "DISTRICT"})
_QUARTERS = ("I", "II", "III", "IV")


def form_for(*, echelon: str, is_head: bool, unit_kind: str) -> str:
    """The lay-out usual for a post: leaders are JPT and heads of self-standing units.

    Which units beyond agencies and districts count as self-standing is not settled, so this is
    what a new plan begins with, and its owner may choose the other.

    Args:
        echelon: as II.b, "" for none.
        unit_kind: code of the kind of the unit the post is in.
    Source: PermenPANRB 6/2022, formulir SKP (register: permenpanrb-6-2022).
    """
    is_senior = echelon.partition(".")[0] in {"I", "II"}
    return LEADER if is_senior or (is_head and unit_kind in _SELF_STANDING) else STAFF


def in_approach(content: Content, approach: str) -> Content:
    """The same plan in the other approach; nothing that was agreed is lost.

    To the qualitative one every target is written into the sentence of its indicator. Back again
    the sentences stay and the numbers are to be filled in anew.

    Source: PermenPANRB 6/2022, pendekatan SKP (register: permenpanrb-6-2022).
    """
    if approach == content.approach:
        return content
    results = content.results
    if approach == QUALITATIVE:
        results = tuple(
            replace(result, indicators=tuple(_worded(i) for i in result.indicators))
            for result in results
        )
    return replace(content, approach=approach, results=results)


def in_form(content: Content, form: str) -> Content:
    """The same plan in the other lay-out; only that of leaders has perspectives.

    Source: PermenPANRB 6/2022, formulir SKP (register: permenpanrb-6-2022).
    """
    results = content.results
    if form == STAFF:
        results = tuple(_without_perspective(result) for result in results)
    return replace(content, form=form, results=results)


def measure_in_words(indicator: IndicatorContent) -> str:
    """An indicator with its target as one sentence: "Sekolah valid: 42 sekolah setahun (…)".

    Source: PermenPANRB 6/2022, SKP kualitatif (register: permenpanrb-6-2022).
    """
    text = indicator.text.strip()
    if not indicator.unit.strip() or not (any(indicator.targets) or indicator.lower_is_better):
        return text
    said = amount_in_words(indicator)
    return f"{text}: {said}" if text else said


def amount_in_words(indicator: IndicatorContent) -> str:
    """The target alone: "paling banyak 2 persen", "85 poin", "42 sekolah setahun (triwulan I …)".

    Source: PermenPANRB 6/2022, SKP kualitatif (register: permenpanrb-6-2022).
    """
    unit, targets = indicator.unit.strip(), indicator.targets
    level = is_level(unit, lower_is_better=indicator.lower_is_better)
    amount = f"{_number(year_target(targets, level=level))} {unit}".strip()
    if indicator.lower_is_better:
        return f"paling banyak {amount}"
    if level and unit:
        return amount
    quarters = zip(_QUARTERS, targets, strict=True)
    parts = ", ".join(f"triwulan {name} {_number(target)}" for name, target in quarters)
    return f"{amount} setahun ({parts})"


def _worded(indicator: IndicatorContent) -> IndicatorContent:
    text = measure_in_words(indicator)[:MAX_MEASURE]
    return replace(indicator, text=text, unit="", targets=NONE, lower_is_better=False)


def _without_perspective(result: ResultContent) -> ResultContent:
    return replace(result, indicators=tuple(replace(i, perspective="") for i in result.indicators))


def _number(amount: Decimal) -> str:
    """1250.5 as 1.250,5."""
    whole, _, rest = f"{amount:,f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")
