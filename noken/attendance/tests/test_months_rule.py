"""Months: which days, when to close, what letters add up to."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from noken.attendance.rules import months
from noken.attendance.rules.holding import Mark

letters = st.text("".join(mark.value for mark in Mark) + months.NO_DAY, max_size=31)


def test_a_month_has_its_days() -> None:
    assert len(months.days_of(date(2028, 2, 1))) == 29
    assert months.days_of(date(2026, 12, 1))[-1] == date(2026, 12, 31)
    assert months.month_after(date(2026, 12, 1)) == date(2027, 1, 1)
    assert months.month_before(date(2026, 1, 1)) == date(2025, 12, 1)


def test_a_month_is_closed_after_its_end() -> None:
    november = date(2026, 11, 1)

    assert not months.may_close(november, date(2026, 11, 30))
    assert months.may_close(november, date(2026, 12, 1))


def test_late_and_shielded_days_are_days_present() -> None:
    found = months.totals_of("HTPGD_LCSI?MA.-")

    assert found.present == 4
    assert found.duty == 2
    assert (found.leave, found.sick, found.excused) == (1, 1, 1)
    assert (found.open, found.waiting, found.absent) == (1, 1, 1)
    assert found.owed == 12


@given(letters)
def test_no_day_counts_twice(row: str) -> None:
    found = months.totals_of(row)
    free = row.count(months.NO_DAY) + row.count(Mark.RUNNING) + row.count(Mark.OFF)

    assert found.owed + free == len(row)


@given(letters)
def test_a_row_differs_from_itself_nowhere(row: str) -> None:
    assert months.differences(row, row) == 0


def test_letters_stand_on_their_days() -> None:
    assert months.letters_of([(2, Mark.LATE), (4, Mark.DUTY)], 5) == "_T_D_"
