"""Times still to come, and the shift that is proposed for them."""

# ruff: noqa: DTZ001 (what a clock on the wall showed has no zone)

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.devices.rules.future import is_future, propose_shift, shifted

NOW = datetime(2026, 11, 24, 8, 0)


@pytest.mark.parametrize(
    ("time", "wanted"),
    [
        (NOW, False),
        (NOW + timedelta(minutes=11), False),
        (NOW + timedelta(hours=24), False),
        (NOW + timedelta(hours=24, seconds=1), True),
        (datetime(2027, 11, 23, 7, 26, 10), True),
    ],
)
def test_a_day_ahead_is_the_future(time: datetime, wanted: bool) -> None:
    assert is_future(time, NOW) is wanted


@pytest.mark.parametrize(
    ("newest", "days", "is_year"),
    [
        (datetime(2027, 11, 23, 7, 26), 365, True),
        (datetime(2028, 11, 20, 7, 26), 731, True),
        (datetime(2036, 11, 1, 7, 26), 3653, True),
        (datetime(2027, 1, 3, 7, 26), 40, False),
        (datetime(2027, 1, 3, 9, 26), 41, False),
        (datetime(2080, 1, 1, 0, 0), 19396, False),
    ],
)
def test_years_are_tried_first(newest: datetime, days: int, is_year: bool) -> None:
    shift = propose_shift([newest - timedelta(days=3), newest], NOW)

    assert shift == (days, is_year)


def test_nothing_needs_no_shift() -> None:
    assert propose_shift([], NOW) is None


@given(st.lists(st.datetimes(datetime(2026, 11, 26), datetime(2150, 1, 1)), min_size=1))
def test_after_the_proposed_shift_nothing_lies_ahead(times: list[datetime]) -> None:
    shift = propose_shift(times, NOW)

    assert shift is not None
    assert shift.days > 0
    assert all(shifted(time, shift.days) <= NOW for time in times)
