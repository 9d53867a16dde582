"""What changes between two states of the lines, and what is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.organization.rules.reporting import Line
from noken.organization.rules.seats import EVER
from noken.organization.rules.shifts import Shift, shifts

D1, D2, D3, D4 = (date(2026, 11, day) for day in (1, 8, 15, 22))


def line(superior: int | None, start: date, end: date = EVER, basis: str = "STRUCTURE") -> Line:
    return Line(1, superior, basis, None, start, end)


@pytest.mark.parametrize(
    ("dropped", "made", "found"),
    [
        ([line(7, D1)], [line(7, D1, basis="OVERRIDE")], []),
        ([line(7, D1)], [line(8, D1)], [(7, 8, D1, EVER)]),
        ([line(7, D1)], [line(7, D1, D2), line(8, D2)], [(7, 8, D2, EVER)]),
        (
            [line(7, D1)],
            [line(7, D1, D2), line(8, D2, D3), line(7, D3)],
            [(7, 8, D2, D3)],
        ),
        (
            [line(7, D1, D3), line(9, D3)],
            [line(8, D2)],
            [(7, 8, D2, D3), (9, 8, D3, EVER)],
        ),
        ([line(None, D1)], [line(8, D1)], [(None, 8, D1, EVER)]),
        ([line(7, D1)], [line(None, D1)], [(7, None, D1, EVER)]),
        ([line(7, D1)], [line(7, D1, D2)], []),
        ([line(7, D1)], [], []),
        ([line(7, D2)], [line(8, D1, D2), line(8, D2)], [(None, 8, D1, D2), (7, 8, D2, EVER)]),
        ([line(7, D1)], [line(8, D1, D2), line(8, D2)], [(7, 8, D1, EVER)]),
    ],
)
def test_what_changes(
    dropped: list[Line], made: list[Line], found: list[tuple[int | None, int | None, date, date]]
) -> None:
    assert shifts(dropped, made) == [Shift(1, *each) for each in found]


@given(st.lists(st.integers(1, 3), min_size=2, max_size=4), st.integers(1, 3))
def test_nothing_changes_between_equal_states(leaders: list[int], other: int) -> None:
    days = (D1, D2, D3, D4, EVER)
    own = [line(who, days[at], days[at + 1]) for at, who in enumerate(leaders)]

    assert shifts(own, own) == []
    changed = shifts(own, [line(other, D1, days[len(own)])])
    assert all(each.was != other for each in changed)
