"""Counting workdays, and deadlines that outages move."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.calendars import rules
from noken.calendars.rules import Calendar, Outage

CHRISTMAS = Calendar(frozenset({date(2026, 12, 24), date(2026, 12, 25)}))
FRIDAY_FOUR = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
TWO_HOURS = timedelta(hours=2)
DATES = st.dates(date(2025, 1, 1), date(2028, 12, 31))
CALENDARS = st.frozensets(DATES, max_size=20).map(Calendar)
MINUTES = st.integers(-300, 60)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 12, 23), 0, date(2026, 12, 23)),
        (date(2026, 12, 23), 1, date(2026, 12, 28)),
        (date(2026, 12, 18), 1, date(2026, 12, 21)),
        (date(2026, 12, 19), 1, date(2026, 12, 21)),
        (date(2026, 12, 21), 5, date(2026, 12, 30)),
    ],
)
def test_the_next_workday_skips_weekends_and_days_off(
    day: date, count: int, expected: date
) -> None:
    assert rules.workday_after(CHRISTMAS, day, count) == expected


def test_a_negative_count_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        rules.workday_after(CHRISTMAS, date(2026, 1, 1), -1)


def test_the_last_workdays_end_with_the_day_itself_when_it_is_one() -> None:
    assert rules.last_workdays(CHRISTMAS, date(2026, 12, 28), 3) == [
        date(2026, 12, 22),
        date(2026, 12, 23),
        date(2026, 12, 28),
    ]


@pytest.mark.parametrize(
    ("outages", "moved_minutes"),
    [
        ([], 0),
        ([(-30, -10)], 40),
        ([(-300, -130)], 0),
        ([(-130, -110)], 20),
        ([(-30, 30)], 60),
        ([(-40, -20), (-30, -10)], 60),
        ([(10, 30)], 0),
    ],
)
def test_a_deadline_moves_by_twice_the_time_lost_before_it(
    outages: list[tuple[int, int]], moved_minutes: int
) -> None:
    seen = [
        Outage(FRIDAY_FOUR + timedelta(minutes=a), FRIDAY_FOUR + timedelta(minutes=b))
        for a, b in outages
    ]

    moved = rules.moved_deadline(FRIDAY_FOUR, seen, look_back=TWO_HOURS)

    assert moved - FRIDAY_FOUR == timedelta(minutes=moved_minutes)


@given(st.lists(st.tuples(MINUTES, st.integers(1, 90)), max_size=6), MINUTES, st.integers(1, 90))
def test_one_more_outage_never_moves_a_deadline_back(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    def outage(begin: int, minutes: int) -> Outage:
        first = FRIDAY_FOUR + timedelta(minutes=begin)
        return Outage(first, first + timedelta(minutes=minutes))

    fewer = [outage(*span) for span in spans]
    before = rules.moved_deadline(FRIDAY_FOUR, fewer, look_back=TWO_HOURS)
    after = rules.moved_deadline(FRIDAY_FOUR, [outage(start, length), *fewer], look_back=TWO_HOURS)

    assert FRIDAY_FOUR <= before <= after <= FRIDAY_FOUR + 2 * TWO_HOURS


@given(CALENDARS, DATES, st.integers(0, 40))
def test_counting_forward_and_listing_agree(calendar: Calendar, day: date, count: int) -> None:
    until = rules.workday_after(calendar, day, count)

    after = day + timedelta(1)
    assert len(rules.workdays_between(calendar, after, until + timedelta(1))) == count


@given(CALENDARS, DATES, st.integers(1, 15))
def test_the_last_workdays_are_workdays_in_order(calendar: Calendar, on: date, count: int) -> None:
    found = rules.last_workdays(calendar, on, count)

    assert len(found) == count
    assert found == sorted(set(found))
    assert all(calendar.is_workday(day) and day <= on for day in found)


def test_an_outage_that_touches_a_span_disrupts_it() -> None:
    outage = Outage(FRIDAY_FOUR, FRIDAY_FOUR + TWO_HOURS)

    assert rules.is_disrupted(FRIDAY_FOUR - TWO_HOURS, FRIDAY_FOUR + timedelta(minutes=1), [outage])
    assert not rules.is_disrupted(FRIDAY_FOUR - TWO_HOURS, FRIDAY_FOUR, [outage])


def test_seed_and_decree_are_compared_both_ways() -> None:
    first, second, third = (date(2026, 1, day) for day in (1, 2, 3))

    assert rules.unconfirmed({first, second}, {second, third}) == [first, third]
