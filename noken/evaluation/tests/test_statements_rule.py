"""When statements are asked for, which of them count, and how much evidence is enough."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.evaluation.rules.enough import Amount, EvidenceTerms, why_too_little
from noken.evaluation.rules.evidence import from_json, to_json
from noken.evaluation.rules.grading import USUAL, forecast
from noken.evaluation.rules.statements import (
    Stated,
    StatementTerms,
    due_by,
    spans_open,
    that_count,
    value_of,
)
from noken.evaluation.tests.test_grading import evidence
from noken.regulations import grades

YEAR = date(2026, 1, 1), date(2027, 1, 1)
SECOND = date(2026, 7, 1), date(2027, 1, 1)
TERMS = StatementTerms()


def said(
    until: date, counts: str = "AGREED", *, number: int = 1, span: tuple[date, date] = YEAR
) -> Stated:
    return Stated("i", "r", *span, until, number, Decimal(10 + number), "", counts)


@pytest.mark.parametrize(
    ("on", "rhythm", "due"),
    [
        (date(2026, 11, 30), "YEAR", None),
        (date(2026, 12, 1), "YEAR", date(2026, 12, 31)),
        (date(2026, 6, 10), "YEAR", None),
        (date(2026, 6, 10), "SEMESTER", date(2026, 6, 30)),
        (date(2026, 9, 10), "QUARTER", date(2026, 9, 30)),
    ],
)
def test_it_is_asked_for_once_in_the_rhythm_that_was_signed(
    on: date, rhythm: str, due: date | None
) -> None:
    assert due_by(on, StatementTerms(rhythm=rhythm)) == due


def test_the_year_before_stays_open_for_two_months() -> None:
    assert [which.year for which in spans_open(date(2026, 2, 10), TERMS)] == [2026, 2025]
    assert [which.year for which in spans_open(date(2026, 4, 10), TERMS)] == [2026]


def test_the_newest_that_counts_speaks_and_one_that_waits_leaves_it_standing() -> None:
    rows = [said(date(2026, 8, 1)), said(date(2026, 9, 1), "", number=2)]

    assert [row.number for row in that_count(rows, *YEAR)] == [1]


def test_of_a_longer_span_it_speaks_for_the_days_in_which_it_was_stated() -> None:
    june, november = said(date(2026, 6, 26)), said(date(2026, 11, 20), number=2)

    assert [row.number for row in that_count([june, november], *SECOND)] == [2]
    assert that_count([june], *SECOND) == ()


def test_semesters_add_up_in_the_year_unless_the_year_itself_was_stated() -> None:
    first = said(date(2026, 6, 30), span=(date(2026, 1, 1), date(2026, 7, 1)))
    second = said(date(2026, 12, 31), number=2, span=SECOND)
    whole = said(date(2026, 12, 31), number=3)

    assert value_of(that_count([first, second], *YEAR), adds_up=True) == Decimal(23)
    assert value_of(that_count([first, second], *YEAR), adds_up=False) == Decimal(12)
    assert [row.number for row in that_count([first, second, whole], *YEAR)] == [3]


@pytest.mark.parametrize(
    ("there", "enough"),
    [
        (Amount(by_reports=True, owed=30, reported=10), True),
        (Amount(by_reports=True, owed=30, reported=9), False),
        (Amount(by_reports=True, owed=0, reported=0), False),
        (Amount(by_reports=True, owed=0, reported=1), True),
        (Amount(by_reports=False, owed=0, reported=40, results=3), False),
        (Amount(by_reports=False, results=3, stated=2), False),
        (Amount(by_reports=False, results=3, stated=3), True),
        (Amount(by_reports=True, owed=30, reported=1, results=3, stated=3), True),
        (Amount(by_reports=False), False),
    ],
)
def test_a_third_of_the_days_owed_or_a_statement_for_each_main_result(
    there: Amount, *, enough: bool
) -> None:
    assert (why_too_little(there, EvidenceTerms()) == "") is enough


@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 20))
def test_one_report_more_never_takes_a_forecast_away(owed: int, reported: int, one_in: int) -> None:
    terms = EvidenceTerms(one_in=one_in)
    fewer, more = (Amount(by_reports=True, owed=owed, reported=n) for n in (reported, reported + 1))

    assert not (why_too_little(fewer, terms) == "" and why_too_little(more, terms))


def test_too_little_evidence_makes_no_forecast_and_is_kept_with_its_reason() -> None:
    lacking = evidence([Decimal(0)])
    lacking = from_json({**to_json(lacking), "lack": "Baru sedikit."})

    found = forecast(lacking, grades.grade_table())

    assert (found.is_measured, found.why[0]) == (False, "Baru sedikit.")
    assert from_json(to_json(lacking)).lack == "Baru sedikit."


@pytest.mark.parametrize(
    ("shares", "says"),
    [
        (("547",), "hasil kerja 150% atau lebih"),
        (("291", "547"), "2 hasil kerja 150% atau lebih"),
        (("120", "547"), "2 hasil kerja 120 sampai 150% atau lebih"),
        (("150",), "hasil kerja 150%,"),
    ],
)
def test_what_lies_above_the_limit_is_not_told_further(shares: tuple[str, ...], says: str) -> None:
    assert Decimal(150) == USUAL.most_pct
    found = forecast(evidence([Decimal(share) for share in shares]), grades.grade_table())

    assert says in found.why[0]


def test_a_span_has_no_day_after_its_end() -> None:
    assert due_by(date(2026, 12, 31), TERMS) == YEAR[1] - timedelta(1)
