"""Lateness adds up only by what two people have signed."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from noken.attendance.rules.tolerance import Signed, Tolerance, adding, tolerance_on

JANUARY, MARCH = date(2027, 1, 1), date(2027, 3, 1)


def _signed(minutes: int, start_on: date, *signers: int) -> Signed:
    return Signed(Tolerance(minutes, 30, adds_up=True), start_on, frozenset(signers))


def test_one_signature_is_none() -> None:
    assert tolerance_on(MARCH, [_signed(15, JANUARY, 1)]) == Tolerance()
    assert tolerance_on(MARCH, [_signed(15, JANUARY, 1, 2)]).adds_up


def test_the_newest_that_holds_on_the_day() -> None:
    settings = [_signed(15, JANUARY, 1, 2), _signed(5, MARCH, 1, 3)]

    assert tolerance_on(date(2026, 12, 31), settings) == Tolerance()
    assert tolerance_on(JANUARY, settings).late_minutes == 15
    assert tolerance_on(MARCH, settings).late_minutes == 5


def test_time_made_up_the_same_day_is_taken_off() -> None:
    setting = Tolerance(late_minutes=5, make_up_minutes=30, adds_up=True)

    assert adding(5, 0, setting) == 0
    assert adding(20, 0, setting) == 20
    assert adding(20, 15, setting) == 5
    assert adding(50, 60, setting) == 20


@given(st.integers(0, 600), st.integers(-600, 600), st.integers(0, 240), st.integers(0, 480))
def test_nothing_adds_up_before_it_is_signed(
    late: int, stayed: int, tolerated: int, made_up: int
) -> None:
    assert adding(late, stayed, Tolerance(tolerated, made_up)) == 0
    assert 0 <= adding(late, stayed, Tolerance(tolerated, made_up, adds_up=True)) <= late
