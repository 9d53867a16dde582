"""What a plan may still want looking at; nothing here keeps anybody from anything."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from noken.planning.rules import (
    LEADER,
    QUALITATIVE,
    QUANTITATIVE,
    STAFF,
    Content,
    IndicatorContent,
    ResultContent,
    Targets,
)
from noken.planning.rules.hints import LATE_DAYS, hints_of, late_since

ABOVE = UUID(int=9)
SOME: Targets = (Decimal(3), Decimal(3), Decimal(3), Decimal(3))
NONE: Targets = (Decimal(), Decimal(), Decimal(), Decimal())


def plan(
    *,
    unit: str = "sekolah",
    aspect: str = "QUANTITY",
    targets: Targets = SOME,
    supports: UUID | None = ABOVE,
    lower: bool = False,
    kind: str = "MAIN",
) -> Content:
    indicator = IndicatorContent(UUID(int=2), "Sekolah", unit, targets, aspect, lower)
    return Content((ResultContent(UUID(int=1), "Data valid", kind, supports, (indicator,)),))


@pytest.mark.parametrize(
    ("content", "parents", "kinds"),
    [
        (plan(), {ABOVE}, []),
        (plan(unit=""), {ABOVE}, ["NO_MEASURE"]),
        (plan(unit=" - "), {ABOVE}, ["NO_MEASURE"]),
        (plan(unit="", targets=NONE), {ABOVE}, []),
        (plan(unit="", targets=NONE, lower=True), {ABOVE}, ["NO_MEASURE"]),
        (plan(unit="Bulan"), {ABOVE}, ["TIME_ONLY"]),
        (plan(unit="bulan", aspect="TIME"), {ABOVE}, []),
        (plan(unit="hari", lower=True), {ABOVE}, []),
        (plan(supports=None), {ABOVE}, ["NO_GOAL"]),
        (plan(supports=UUID(int=8)), {ABOVE}, ["OLD_GOAL"]),
        (plan(supports=None, kind="ADDITIONAL"), {ABOVE}, []),
        (plan(supports=UUID(int=8), kind="ADDITIONAL"), {ABOVE}, ["OLD_GOAL"]),
        (plan(supports=None), None, []),
        (plan(supports=None), set(), []),
        (plan(unit="-", supports=None), {ABOVE}, ["NO_GOAL", "NO_MEASURE"]),
    ],
)
def test_each_hint_has_its_cause(
    content: Content, parents: set[UUID] | None, kinds: list[str]
) -> None:
    found = hints_of(content, parents=None if parents is None else frozenset(parents))

    assert [hint.kind for hint in found] == kinds
    assert all(hint.message.startswith("RHK 1") for hint in found)


@pytest.mark.parametrize(
    ("form", "approach", "perspective", "kinds"),
    [
        (LEADER, QUANTITATIVE, "", ["NO_SIDE"]),
        (LEADER, QUANTITATIVE, "PROCESS", []),
        (LEADER, QUALITATIVE, "", ["NO_MEASURE"]),
        (STAFF, QUANTITATIVE, "", []),
    ],
)
def test_a_perspective_is_asked_of_leaders_who_plan_in_numbers(
    form: str, approach: str, perspective: str, kinds: list[str]
) -> None:
    (result,) = plan().results
    indicators = (replace(result.indicators[0], perspective=perspective),)
    content = Content((replace(result, indicators=indicators),), approach, form)

    assert [hint.kind for hint in hints_of(content, parents=None)] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Data sekolah valid", ["NO_MEASURE"]),
        ("Data 42 sekolah valid", []),
        ("Data seluruh sekolah valid", []),
        ("", []),
    ],
)
def test_a_sentence_without_an_amount_is_a_target_without_measure(
    text: str, kinds: list[str]
) -> None:
    indicator = IndicatorContent(UUID(int=2), text, "", NONE)
    result = ResultContent(UUID(int=1), "Data valid", "MAIN", ABOVE, (indicator,))

    found = hints_of(Content((result,), approach=QUALITATIVE), parents=frozenset({ABOVE}))

    assert [hint.kind for hint in found] == kinds


def test_leaders_serve_no_result_of_a_superior_but_none_that_is_gone() -> None:
    content = replace(plan(supports=None), form=LEADER)
    stale = replace(plan(supports=UUID(int=8)), form=LEADER)
    kinds = [[h.kind for h in hints_of(c, parents=frozenset({ABOVE}))] for c in (content, stale)]

    assert kinds == [["NO_SIDE"], ["OLD_GOAL", "NO_SIDE"]]


@pytest.mark.parametrize(
    ("began", "days", "since"),
    [
        (None, LATE_DAYS, date(2026, 1, 31)),
        (date(2024, 1, 1), LATE_DAYS, date(2026, 1, 31)),
        (date(2026, 6, 1), LATE_DAYS, date(2026, 7, 1)),
        (date(2026, 1, 1), 1, date(2026, 1, 2)),
        (date(2027, 5, 1), LATE_DAYS, date(2026, 1, 31)),
    ],
)
def test_a_plan_is_late_so_many_days_after_the_year_or_the_person_began(
    began: date | None, days: int, since: date
) -> None:
    assert late_since(2026, began, days) == since
