"""From ratings to a grade, from evidence to a forecast: tables, then what always holds."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.evaluation.rules import evidence as rules
from noken.evaluation.rules.evidence import (
    AttendanceEvidence,
    Evidence,
    IndicatorEvidence,
    OtherEvidence,
    ResultEvidence,
    ValueEvidence,
    share_of,
)
from noken.evaluation.rules.grading import (
    USUAL_GRADE,
    forecast,
    grade_of,
    needs_fact,
    steps_between,
)
from noken.regulations import grades

TABLE = grades.grade_table()
ORDER = {rating.code: rating.order for rating in grades.ratings()}
CODES = st.sampled_from(["BELOW", "AS", "ABOVE"])
SHARES = st.decimals(0, 300, places=2)


def result(share: Decimal | None, number: int = 1) -> ResultEvidence:
    measure = IndicatorEvidence(
        key=f"i{number}",
        text="Sekolah dengan data valid",
        unit="sekolah",
        target=Decimal(100),
        done=share,
        share_pct=share,
    )
    return ResultEvidence(f"r{number}", number, f"Hasil {number}", "MAIN", (measure,), 3)


def evidence(
    shares: list[Decimal | None], good: int = 0, better: int = 0, givers: int = 0
) -> Evidence:
    return Evidence(
        start_on=date(2026, 7, 1),
        end_on=date(2026, 10, 1),
        as_of=date(2026, 9, 30),
        results=tuple(result(share, number) for number, share in enumerate(shares, start=1)),
        reports=3 * len(shares),
        values=(ValueEvidence("SERVICE", good, better),),
        givers=givers,
        attendance=AttendanceEvidence(66, 64, 2, 0),
        more=(OtherEvidence("learning", "12 JP"),),
    )


@pytest.mark.parametrize(
    ("results", "behaviour", "grade"),
    [
        ("ABOVE", "ABOVE", "VERY_GOOD"),
        ("ABOVE", "AS", "GOOD"),
        ("ABOVE", "BELOW", "POOR_MISCONDUCT"),
        ("AS", "ABOVE", "GOOD"),
        ("AS", "AS", "GOOD"),
        ("AS", "BELOW", "POOR_MISCONDUCT"),
        ("BELOW", "ABOVE", "NEEDS_IMPROVEMENT"),
        ("BELOW", "AS", "NEEDS_IMPROVEMENT"),
        ("BELOW", "BELOW", "VERY_POOR"),
    ],
)
def test_the_matrix_gives_the_grade(results: str, behaviour: str, grade: str) -> None:
    assert grade_of(results, behaviour, TABLE) == grade


@given(CODES, CODES, CODES, CODES)
def test_worse_ratings_never_give_a_better_grade(r1: str, b1: str, r2: str, b2: str) -> None:
    if ORDER[r1] <= ORDER[r2] and ORDER[b1] <= ORDER[b2]:
        worse, better = grade_of(r1, b1, TABLE), grade_of(r2, b2, TABLE)

        assert TABLE.grade(worse).order <= TABLE.grade(better).order


def test_behaviour_below_expectation_ends_in_the_two_lowest_grades_whatever_the_results() -> None:
    found = {grade_of(code, "BELOW", TABLE) for code in ORDER}

    assert {TABLE.grade(code).order for code in found} <= {1, 2}


def test_only_the_usual_grade_needs_no_fact() -> None:
    assert [g.code for g in grades.grades() if not needs_fact(g.code)] == [USUAL_GRADE]


def test_a_code_that_is_no_rating_has_no_grade() -> None:
    with pytest.raises(KeyError):
        grade_of("SUPER", "AS", TABLE)


def test_steps_say_how_far_a_grade_lies_above_another() -> None:
    assert steps_between("VERY_GOOD", "GOOD", TABLE) == 1
    assert steps_between("VERY_POOR", "GOOD", TABLE) == -3


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        (["105", "100", "101", "100"], "AS"),
        (["110", "110"], "ABOVE"),
        (["109.99", "110"], "AS"),
        (["150", "99"], "AS"),
        (["90", "90"], "AS"),
        (["89.99"], "BELOW"),
        (["0", "0"], "BELOW"),
        (["300", "40"], "AS"),
        ([None, None], "AS"),
        ([], "AS"),
        (["120", None], "ABOVE"),
    ],
)
def test_results_are_expected_by_their_shares(shares: list[str | None], expected: str) -> None:
    numbers = [None if share is None else Decimal(share) for share in shares]

    found = forecast(evidence(numbers), TABLE)

    assert found.result == expected
    assert found.is_measured == any(share is not None for share in shares)


@pytest.mark.parametrize(
    ("good", "better", "givers", "expected"),
    [
        (5, 0, 3, "ABOVE"),
        (4, 1, 3, "ABOVE"),
        (4, 0, 3, "AS"),
        (5, 0, 2, "AS"),
        (3, 2, 3, "AS"),
        (1, 4, 3, "BELOW"),
        (1, 3, 3, "AS"),
        (0, 9, 1, "AS"),
        (23, 1, 9, "ABOVE"),
    ],
)
def test_behaviour_is_expected_by_clear_notes_of_several_people(
    good: int, better: int, givers: int, expected: str
) -> None:
    assert forecast(evidence([], good, better, givers), TABLE).behaviour == expected


@given(st.lists(SHARES, min_size=1, max_size=6), st.integers(0, 5), SHARES)
def test_more_work_done_is_never_expected_to_be_worse(
    shares: list[Decimal], which: int, more: Decimal
) -> None:
    place = which % len(shares)
    raised = [share + more if i == place else share for i, share in enumerate(shares)]

    before, after = forecast(evidence(list(shares)), TABLE), forecast(evidence(list(raised)), TABLE)

    assert ORDER[before.result] <= ORDER[after.result]
    assert TABLE.grade(before.grade).order <= TABLE.grade(after.grade).order


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 9))
def test_another_good_example_is_never_expected_to_be_worse(
    good: int, better: int, givers: int
) -> None:
    before = forecast(evidence([], good, better, givers), TABLE)
    after = forecast(evidence([], good + 1, better, givers), TABLE)

    if good + better >= 5:
        assert ORDER[before.behaviour] <= ORDER[after.behaviour]


@given(st.lists(st.one_of(st.none(), SHARES), max_size=5), st.integers(0, 9), st.integers(0, 9))
def test_the_figures_are_read_again_as_they_were_kept(
    shares: list[Decimal | None], good: int, better: int
) -> None:
    found = evidence(shares, good, better, 4)

    read = rules.from_json(rules.to_json(found))

    assert read == found
    assert rules.as_bytes(read) == rules.as_bytes(found)
    assert forecast(read, TABLE) == forecast(found, TABLE)


@given(st.lists(st.one_of(st.none(), SHARES), max_size=5))
def test_the_same_evidence_always_gives_the_same_forecast(shares: list[Decimal | None]) -> None:
    assert forecast(evidence(shares), TABLE) == forecast(evidence(list(shares)), TABLE)


def test_figures_without_attendance_are_kept_too() -> None:
    found = replace(evidence([Decimal(100)]), attendance=None, more=())

    assert rules.from_json(rules.to_json(found)) == found
    assert found.notes == 0


@pytest.mark.parametrize(
    ("target", "done", "lower", "share"),
    [
        ("42", "44", False, "104.76"),
        ("3", "3", False, "100.00"),
        ("0", "5", False, None),
        ("90", None, False, None),
        ("2", "2", True, "100"),
        ("2", "0", True, "100"),
        ("2", "4", True, "50.00"),
        ("0", "0", True, "100"),
        ("0", "1", True, "0.00"),
    ],
)
def test_a_share_is_counted_by_what_was_asked(
    target: str, done: str | None, lower: bool, share: str | None
) -> None:
    found = share_of(
        Decimal(target), None if done is None else Decimal(done), lower_is_better=lower
    )

    assert found == (None if share is None else Decimal(share))


@pytest.mark.parametrize(("target", "done"), [("-1", "1"), ("1", "-1")])
def test_a_negative_amount_is_a_mistake(target: str, done: str) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        share_of(Decimal(target), Decimal(done), lower_is_better=False)
