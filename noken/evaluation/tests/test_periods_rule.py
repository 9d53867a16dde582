from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.core.values import days
from noken.evaluation.rules import periods
from noken.evaluation.rules.periods import (
    GENERAL,
    MONTH,
    MONTHS_IN,
    QUARTER,
    SEMESTER,
    TEACHERS,
    YEAR,
    Which,
)

WEEK = timedelta(7)


class Weekdays:
    """Monday to Friday, but for the days off."""

    def __init__(self, *off: date) -> None:
        self._off = off

    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self._off


@pytest.mark.parametrize(
    ("kind", "number", "start", "end", "label"),
    [
        (MONTH, 1, date(2026, 1, 1), date(2026, 2, 1), "Januari 2026"),
        (MONTH, 12, date(2026, 12, 1), date(2027, 1, 1), "Desember 2026"),
        (QUARTER, 1, date(2026, 1, 1), date(2026, 4, 1), "Triwulan I 2026"),
        (QUARTER, 3, date(2026, 7, 1), date(2026, 10, 1), "Triwulan III 2026"),
        (QUARTER, 4, date(2026, 10, 1), date(2027, 1, 1), "Triwulan IV 2026"),
        (SEMESTER, 1, date(2026, 1, 1), date(2026, 7, 1), "Semester I 2026"),
        (SEMESTER, 2, date(2026, 7, 1), date(2027, 1, 1), "Semester II 2026"),
        (YEAR, 0, date(2026, 1, 1), date(2027, 1, 1), "Tahun 2026"),
    ],
)
def test_days_and_name_of_each_kind(
    kind: str, number: int, start: date, end: date, label: str
) -> None:
    assert periods.span_of(kind, 2026, number) == (start, end)
    assert periods.label_of(kind, 2026, number) == label


@pytest.mark.parametrize(("kind", "number"), [(QUARTER, 0), (QUARTER, 5), (YEAR, 1), ("WEEK", 1)])
def test_a_number_that_no_period_bears_is_an_error(kind: str, number: int) -> None:
    with pytest.raises(ValueError, match="there is no period"):
        periods.span_of(kind, 2026, number)


@given(st.sampled_from(sorted(MONTHS_IN)), st.integers(2000, 2100))
def test_periods_of_a_kind_fill_the_year_without_gap_or_overlap(kind: str, year: int) -> None:
    spans = [periods.span_of(kind, year, number) for number in periods.numbers_of(kind)]

    assert spans[0][0] == date(year, 1, 1)
    assert spans[-1][1] == date(year + 1, 1, 1)
    assert all(before[1] == after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    ("workdays", "off", "due"),
    [
        (1, (), date(2026, 10, 1)),
        (2, (), date(2026, 10, 2)),
        (3, (), date(2026, 10, 5)),
        (1, (date(2026, 10, 1),), date(2026, 10, 2)),
        (15, (), date(2026, 10, 21)),
    ],
)
def test_the_usual_day_counts_workdays_from_the_day_after(
    workdays: int, off: tuple[date, ...], due: date
) -> None:
    assert periods.usual_due(date(2026, 10, 1), workdays, Weekdays(*off)) == due


def test_no_workdays_is_an_error() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        periods.usual_due(date(2026, 10, 1), 0, Weekdays())


MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("disrupted", "due"),
    [
        ([], MONDAY),
        ([MONDAY], date(2026, 12, 1)),
        ([MONDAY - timedelta(1)], MONDAY),
        ([MONDAY + timedelta(1)], MONDAY),
        ([MONDAY, MONDAY + timedelta(1)], date(2026, 12, 2)),
        ([MONDAY - timedelta(4), MONDAY - timedelta(3)], date(2026, 12, 2)),
        ([date(2026, 9, 30)], MONDAY),
    ],
    ids=[
        "none",
        "on the day itself",
        "on a Sunday",
        "after it",
        "goes on after it",
        "two days before",
        "before the opening",
    ],
)
def test_an_outage_gives_a_workday_back_for_each_it_took(disrupted: list[date], due: date) -> None:
    assert periods.due_after_outage(MONDAY, date(2026, 10, 1), disrupted, Weekdays()) == due


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.sets(st.integers(-40, 40), max_size=12),
)
def test_an_outage_never_shortens_and_never_ends_on_a_disturbed_day(
    due: date, offsets: set[int]
) -> None:
    disrupted = {due + timedelta(offset) for offset in offsets}
    calendar = Weekdays()

    moved = periods.due_after_outage(due, due - timedelta(40), disrupted, calendar)

    assert moved >= due
    if moved > due:
        assert calendar.is_workday(moved)
        assert moved not in disrupted
    lost = [day for day in disrupted if calendar.is_workday(day) and day <= due]
    given_back = [
        day
        for day in days(due + timedelta(1), moved + timedelta(1))
        if calendar.is_workday(day) and day not in disrupted
    ]
    assert len(given_back) == len(lost)


def test_people_are_reminded_a_week_and_a_day_before_on_workdays() -> None:
    friday = date(2026, 11, 27)

    assert periods.reminder_days(MONDAY, Weekdays()) == (MONDAY - WEEK, friday)
    assert periods.reminder_days(MONDAY, Weekdays(friday)) == (MONDAY - WEEK, date(2026, 11, 26))


def test_what_ended_is_proposed_newest_first_by_the_rhythm_of_the_group() -> None:
    general = list(periods.ended_before(date(2026, 11, 24), GENERAL))
    teachers = list(periods.ended_before(date(2026, 11, 24), TEACHERS))

    assert general[0] == Which(GENERAL, 2026, QUARTER, 3)
    assert Which(GENERAL, 2026, QUARTER, 4) not in general
    assert Which(GENERAL, 2025, YEAR, 0) in general
    assert teachers[0] == Which(TEACHERS, 2026, SEMESTER, 1)
