"""Which sanction fits, how long it lasts, and what may be done against it."""

from datetime import date
from itertools import pairwise

import pytest

from noken.discipline.rules import sanctions
from noken.discipline.rules.sanctions import Medium, ProposedMedium, Weighed
from noken.regulations.discipline import sanctions as table

TUESDAY = date(2026, 11, 24)
CODES = list(table())
MEDIUM = frozenset({"S1", "S2", "S3"})


@pytest.mark.parametrize("rung", CODES)
def test_never_heavier_than_the_rung(rung: str) -> None:
    weighed = Weighed(rung, "STATE", had_team=True, mitigating="Pertama kali.", medium=MEDIUM)

    for code in CODES:
        why = sanctions.why_not(code, weighed, table())
        assert (why is None) == (CODES.index(code) <= CODES.index(rung))
    strict = Weighed(rung, "STATE", had_team=True, medium=MEDIUM)
    assert sanctions.why_not(rung, strict, table()) is None
    for lighter in CODES[: CODES.index(rung)]:
        why = sanctions.why_not(lighter, strict, table())
        assert why
        assert why.code == "discipline.no_mitigating"


@pytest.mark.parametrize("code", CODES)
def test_heavy_only_after_a_team(code: str) -> None:
    weighed = Weighed(code, "STATE", had_team=False, medium=MEDIUM)
    alone = sanctions.why_not(code, weighed, table())

    assert (alone is not None) == (table()[code].level == "BERAT")
    assert sanctions.needs_team(table()[code].level) == (table()[code].level == "BERAT")


@pytest.mark.parametrize(
    ("impact", "most"), [("UNIT", "RINGAN"), ("AGENCY", "SEDANG"), ("STATE", "BERAT")]
)
def test_without_a_ladder_the_impact_bounds(impact: str, most: str) -> None:
    codes = sanctions.allowed(Weighed("", impact, had_team=True, medium=MEDIUM), table())

    assert {table()[code].level for code in codes} <= set(
        sanctions.LEVELS[: sanctions.LEVELS.index(most) + 1]
    )
    assert table()[codes[-1]].level == most
    assert sanctions.level_of("", impact, table()) == most


@pytest.mark.parametrize("rung", CODES)
def test_a_medium_kind_that_nobody_signed_is_chosen_by_nobody(rung: str) -> None:
    """Where the rung is such a kind, the heaviest that is left needs no mitigating factor."""
    weighed = Weighed(rung, "STATE", had_team=True)
    fitting = sanctions.allowed(weighed, table())

    assert not MEDIUM & set(fitting)
    for code in MEDIUM:
        why = sanctions.why_not(code, weighed, table())
        assert why
        assert why.code == "discipline.medium_unsigned"
    if rung in MEDIUM:
        assert fitting[-1] == "R3"
        assert sanctions.why_not("R3", weighed, table()) is None
        assert sanctions.why_not("R2", weighed, table()) is not None
    one = Weighed(rung, "STATE", had_team=True, medium=frozenset({"S1"}))
    assert set(sanctions.allowed(one, table())) & MEDIUM <= {"S1"}


def test_one_signature_lets_no_medium_kind_hold() -> None:
    medium = Medium(MEDIUM, "Perbup", TUESDAY)
    one = [ProposedMedium(medium, TUESDAY, frozenset({1}))]
    two = [ProposedMedium(medium, TUESDAY, frozenset({1, 2}))]

    assert not sanctions.medium_on(TUESDAY, one).codes
    assert sanctions.medium_on(TUESDAY, two) == medium
    assert not sanctions.medium_on(date(2026, 11, 23), two).is_signed


def test_beside_a_rung_an_act_without_a_ladder_goes_by_its_impact() -> None:
    both = Weighed("R2", "AGENCY", had_team=False, medium=MEDIUM, by_impact=True)

    assert sanctions.allowed(both, table())[-1] == "S3"
    assert sanctions.why_not("S3", both, table()) is None
    assert sanctions.why_not("R2", both, table()) is None
    lighter = sanctions.why_not("R1", both, table())
    assert lighter
    assert lighter.code == "discipline.no_mitigating"
    light = Weighed("R2", "UNIT", had_team=False, by_impact=True)
    assert sanctions.allowed(light, table())[-1] == "R3"


def test_several_acts_are_one_sanction_the_heaviest() -> None:
    assert sanctions.heaviest(["R1", "S2", "R3"], table()) == "S2"
    assert sanctions.heaviest(["", ""], table()) == ""
    assert sanctions.level_of("R2", "AGENCY", table()) == "SEDANG"
    assert sanctions.level_of("S2", "", table()) == "SEDANG"
    assert sanctions.lighter("R2", "S1", table()) == "R2"
    assert sanctions.lighter("R2", "", table()) == ""
    assert all(a != b for a, b in pairwise(CODES))
    why = sanctions.why_not("X9", Weighed("R1", "UNIT", had_team=True), table())
    assert why
    assert why.code == "discipline.no_sanction"


@pytest.mark.parametrize(
    ("start", "code", "end"),
    [
        (date(2026, 11, 24), "R1", None),
        (date(2026, 11, 24), "S1", date(2027, 5, 24)),
        (date(2026, 8, 31), "S1", date(2027, 2, 28)),
        (date(2026, 12, 1), "H1", date(2027, 12, 1)),
        (date(2026, 12, 1), "H3", None),
    ],
)
def test_when_a_sanction_ends(start: date, code: str, end: date | None) -> None:
    assert sanctions.end_of(start, table()[code]) == end


@pytest.mark.parametrize(
    ("code", "by", "kind"),
    [("H3", "PPK", "APPEAL"), ("H3", "JPT_PRATAMA", "OBJECTION"), ("R1", "PPK", "OBJECTION")],
)
def test_what_may_be_done_against_a_decision(code: str, by: str, kind: str) -> None:
    assert sanctions.appeal_kind(code, by) == kind
