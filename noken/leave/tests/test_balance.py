"""Annual leave counted: a table of years, and what holds for all of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.leave.rules.balance import (
    Record,
    Terms,
    balance_of,
    carried_days,
    counted_days,
    months_after,
    own_days,
    service_since,
)

TERMS = Terms()
LONG_AGO = date(2010, 1, 1)
D = Decimal


def used(**years: int) -> dict[int, Decimal]:
    return {int(year[1:]): D(days) for year, days in years.items()}


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
        (date(2026, 1, 31), 1, date(2026, 3, 1)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 3, 1)),
        (date(2026, 10, 31), 1, date(2026, 12, 1)),
        (date(2026, 12, 31), 2, date(2027, 3, 1)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_later(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_months_do_not_go_back() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        months_after(LONG_AGO, -1)


@given(st.dates(date(1990, 1, 1), date(2080, 1, 1)), st.integers(0, 60), st.integers(0, 60))
def test_more_months_are_never_earlier(day: date, fewer: int, more: int) -> None:
    fewer, more = sorted((fewer, more))

    assert months_after(day, fewer) <= months_after(day, more)


@pytest.mark.parametrize(
    ("nip", "pppk", "posted", "expected"),
    [
        ("199104122015042014", False, date(2024, 1, 1), date(2015, 4, 1)),
        ("199104122015002014", False, date(2024, 1, 1), date(2015, 1, 1)),
        ("199104122024212014", True, date(2024, 5, 1), date(2024, 5, 1)),
        ("199104122024212014", True, date(2026, 1, 1), date(2024, 1, 1)),
        ("199104122024212014", True, None, date(2024, 1, 1)),
        ("199104120000002014", False, date(2020, 3, 1), date(2020, 3, 1)),
        ("", False, date(2020, 3, 1), date(2020, 3, 1)),
        ("", False, None, None),
    ],
)
def test_service_as_the_nip_tells_it(
    nip: str, pppk: bool, posted: date | None, expected: date | None
) -> None:
    assert service_since(nip, pppk=pppk, first_posted=posted) == expected


@pytest.mark.parametrize(
    ("since", "year", "expected"),
    [
        (LONG_AGO, 2026, 12),
        (None, 2026, 0),
        (date(2025, 11, 1), 2025, 0),
        (date(2025, 11, 1), 2026, 12),
        (date(2026, 1, 1), 2026, 0),
        (date(2026, 1, 1), 2027, 12),
        (date(2024, 2, 29), 2025, 12),
    ],
)
def test_what_a_year_gives(since: date | None, year: int, expected: int) -> None:
    assert own_days(year, Record(since), TERMS) == expected


def test_a_year_with_long_leave_has_no_annual_leave() -> None:
    assert own_days(2026, Record(LONG_AGO, long_years=frozenset({2026})), TERMS) == 0


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        # Nobody knows last year: not zero, unknown.
        (Record(LONG_AGO), None),
        (Record(LONG_AGO, known_since=2026), None),
        # Known last year: what was left, at most six.
        (Record(LONG_AGO, known_since=2025, used=used(y2025=12)), 0),
        (Record(LONG_AGO, known_since=2025, used=used(y2025=8)), 4),
        (Record(LONG_AGO, known_since=2025, used=used(y2025=2)), 6),
        (Record(LONG_AGO, known_since=2025), 6),
        # Two years untouched: up to 24 together.
        (Record(LONG_AGO, known_since=2024), 12),
        (Record(LONG_AGO, known_since=2024, used=used(y2024=1)), 6),
        (Record(LONG_AGO, known_since=2024, used=used(y2025=1)), 6),
        (Record(LONG_AGO, known_since=2024, used=used(y2025=13)), 5),
        # A paper list goes first, and is no more than the law's most.
        (Record(LONG_AGO, openings={2026: 5}), 5),
        (Record(LONG_AGO, openings={2026: 12}), 12),
        (Record(LONG_AGO, openings={2026: 40}), 12),
        # From a paper list on, every leave is on record.
        (Record(LONG_AGO, openings={2025: 6}, used=used(y2025=10)), 6),
        (Record(LONG_AGO, openings={2025: 6}, used=used(y2025=16)), 2),
        (Record(LONG_AGO, openings={2025: 6}, used=used(y2025=18)), 0),
        # Nothing is carried out of a year without a right, nor into one.
        (Record(date(2025, 3, 1)), 0),
        (Record(date(2026, 3, 1), known_since=2024), 0),
        (Record(date(2025, 3, 1), known_since=2024), 0),
        (Record(LONG_AGO, known_since=2024, long_years=frozenset({2026})), 0),
        (Record(LONG_AGO, known_since=2024, long_years=frozenset({2025})), 0),
    ],
)
def test_what_is_carried_into_2026(record: Record, expected: int | None) -> None:
    assert carried_days(2026, record, TERMS) == expected


def test_a_balance_says_what_is_left() -> None:
    record = Record(
        LONG_AGO, used=used(y2026=5), asked=used(y2026=3), openings={2026: 4}, known_since=2026
    )

    found = balance_of(2026, record, TERMS)

    assert [found.right, found.used, found.asked, found.left] == [D(16), D(5), D(3), D(8)]
    assert found.from_on == date(2011, 1, 1)


def test_what_is_left_is_never_below_zero() -> None:
    assert balance_of(2026, Record(LONG_AGO, used=used(y2026=20)), TERMS).left == 0


def test_days_are_counted_by_year_over_new_year() -> None:
    days = [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 4)]

    assert counted_days(days, "FULL") == {2026: 2, 2027: 1}
    assert counted_days(days, "MORNING") == {2026: 1, 2027: D("0.5")}
    assert counted_days([], "FULL") == {}


records = st.builds(
    Record,
    since=st.dates(date(2000, 1, 1), date(2026, 12, 31)),
    used=st.dictionaries(st.integers(2018, 2027), st.integers(0, 24).map(D), max_size=6),
    openings=st.dictionaries(st.integers(2020, 2027), st.integers(0, 12), max_size=3),
    known_since=st.none() | st.integers(2018, 2028),
    long_years=st.frozensets(st.integers(2018, 2027), max_size=2),
)


@given(records, st.integers(2018, 2028))
def test_a_year_never_holds_more_than_the_law_allows(record: Record, year: int) -> None:
    found = balance_of(year, record, TERMS)

    assert 0 <= found.right <= 24
    assert 0 <= found.left <= found.right
    assert found.own in {0, 12}
    assert found.right == found.own + (found.carried or 0)
    if not found.own:
        assert found.right == 0


@given(records, st.integers(2019, 2028), st.integers(1, 12))
def test_using_more_last_year_never_carries_more(record: Record, year: int, more: int) -> None:
    worse = Record(
        since=record.since,
        used={**record.used, year - 1: record.used.get(year - 1, D(0)) + more},
        openings=record.openings,
        known_since=record.known_since,
        long_years=record.long_years,
    )

    before, after = carried_days(year, record, TERMS), carried_days(year, worse, TERMS)

    assert (before is None) == (after is None)
    assert (after or 0) <= (before or 0)


@given(
    st.dates(date(2020, 1, 1), date(2027, 1, 1)),
    st.integers(0, 500),
    st.integers(0, 500),
    st.sets(st.integers(0, 500)),
)
def test_two_halves_of_a_period_count_like_the_whole(
    start: date, first: int, second: int, off: set[int]
) -> None:
    """Half-open dates: cutting anywhere loses and doubles no day."""
    days = [start + timedelta(n) for n in range(first + second) if n not in off]
    cut = start + timedelta(first)

    whole = counted_days(days, "FULL")
    parts = [counted_days([d for d in days if d < cut], "FULL")]
    parts.append(counted_days([d for d in days if d >= cut], "FULL"))

    years = set(parts[0]) | set(parts[1])
    assert whole == {y: sum((part.get(y, D(0)) for part in parts), D(0)) for y in years}
    halves = counted_days(days, "MORNING")
    assert all(2 * halves[year] == count for year, count in whole.items())
