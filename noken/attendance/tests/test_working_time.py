"""Hours laid over days: sums of the week, midnight, Ramadan, neighbours that share no minute."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.attendance.rules.working_time import (
    DAY,
    LAST_END,
    Hours,
    Kind,
    Pattern,
    Shape,
    day_shape,
    faults_of,
    in_season,
    laid_out,
    shift_shape,
    turn,
    week_minutes,
    worked_minutes,
    working,
)
from noken.core.values import Span
from noken.regulations import loader
from noken.regulations.loader import SeedHours

MONDAY, FRIDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 28)


def _hours(seed: SeedHours) -> Hours:
    return Hours(
        seed.start,
        seed.end,
        seed.late_from,
        seed.early_until,
        seed.required,
        seed.break_from,
        seed.break_minutes,
        seed.label,
    )


SEEDS = {seed.code: seed for seed in loader.schedules()}
PATTERNS = {
    code: Pattern(
        seed.name,
        bool(seed.shifts),
        not seed.shifts,
        {each.day: _hours(each) for each in seed.week if each.day is not None},
        {each.day: _hours(each) for each in seed.ramadan if each.day is not None},
    )
    for code, seed in SEEDS.items()
}
SHIFTS = {
    code: {each.code: _hours(each) for each in seed.shifts}
    for code, seed in SEEDS.items()
    if seed.shifts
}
NORMAL = PATTERNS["NORMAL"]
WEEKLY = [code for code, seed in SEEDS.items() if seed.week]


def shape(day: date, **given: bool) -> Shape:
    facts = {"is_holiday": False, "in_ramadan": False} | given
    return day_shape(NORMAL, day, **facts)


@st.composite
def any_hours(draw: st.DrawFn) -> Hours:
    start = draw(st.integers(0, DAY - 1))
    end = min(start + draw(st.integers(30, DAY)), LAST_END)
    rest = draw(st.integers(0, min(90, (end - start) // 2)))
    rest_from = draw(st.integers(start, end - rest))
    late_from = draw(st.integers(start, end))
    early_until = draw(st.integers(late_from, end))
    required = draw(st.integers(1, end - start - rest))
    return Hours(start, end, late_from, early_until, required, rest_from, rest)


shapes = st.one_of(
    any_hours().map(lambda hours: working(hours, "piket")),
    st.sampled_from([Shape(Kind.OFF), Shape(Kind.HOLIDAY), Shape(Kind.UNSET)]),
)
weeks = st.lists(shapes, min_size=1, max_size=14)


@pytest.mark.parametrize("code", WEEKLY)
def test_a_week_is_37_hours_and_a_half_and_32_and_a_half_in_ramadan(code: str) -> None:
    assert week_minutes(PATTERNS[code].week) == 37 * 60 + 30
    assert week_minutes(PATTERNS[code].ramadan) == 32 * 60 + 30


@pytest.mark.parametrize("code", SEEDS)
def test_the_hours_an_instansi_begins_with_can_be_kept(code: str) -> None:
    seed = SEEDS[code]

    assert not [faults_of(_hours(each)) for each in (*seed.week, *seed.ramadan, *seed.shifts)
                if faults_of(_hours(each))]  # fmt: skip


@pytest.mark.parametrize("code", ["CLINIC_SHIFTS", "ORDER_SHIFTS"])
def test_shifts_follow_one_another_round_the_clock(code: str) -> None:
    round_the_clock = [hours for key, hours in SHIFTS[code].items() if key != "K"]

    assert sum(hours.end - hours.start for hours in round_the_clock) == DAY


@pytest.mark.parametrize(
    ("day", "ramadan", "start", "end", "required"),
    [
        (MONDAY, False, 7 * 60 + 30, 16 * 60, 450),
        (FRIDAY, False, 7 * 60 + 30, 16 * 60 + 30, 450),
        (MONDAY, True, 8 * 60, 15 * 60, 390),
        (FRIDAY, True, 8 * 60, 15 * 60 + 30, 390),
        (date(2028, 2, 29), False, 7 * 60 + 30, 16 * 60, 450),
    ],
)
def test_the_hours_of_a_day(day: date, ramadan: bool, start: int, end: int, required: int) -> None:
    found = shape(day, in_ramadan=ramadan)

    assert (found.start, found.end, found.required) == (start, end, required)
    assert found.ramadan is ramadan
    assert worked_minutes(found, found.start, found.end) == required


def test_a_weekend_is_rest_and_a_day_of_the_calendar_is_a_holiday() -> None:
    assert shape(SATURDAY).kind is Kind.OFF
    assert shape(SATURDAY, is_holiday=True).kind is Kind.OFF
    assert shape(MONDAY, is_holiday=True).kind is Kind.HOLIDAY


def test_a_roster_is_a_shift_free_or_not_written() -> None:
    night = SHIFTS["CLINIC_SHIFTS"]["M"]
    pattern = PATTERNS["CLINIC_SHIFTS"]

    assert shift_shape(pattern, night, is_written=True).label == "Malam"
    assert shift_shape(pattern, None, is_written=True).kind is Kind.OFF
    assert shift_shape(pattern, None, is_written=False).kind is Kind.UNSET


def test_ramadan_begins_and_ends_on_its_days() -> None:
    seasons = [Span(date(2026, 2, 19), date(2026, 3, 21))]

    inside = [day for day in (date(2026, 2, 18) + timedelta(n) for n in range(33))
              if in_season(day, seasons)]  # fmt: skip
    assert (inside[0], inside[-1], len(inside)) == (date(2026, 2, 19), date(2026, 3, 20), 30)


def test_a_night_reaches_into_the_next_day_and_no_further() -> None:
    night = working(SHIFTS["CLINIC_SHIFTS"]["M"], "piket")
    off = Shape(Kind.OFF)

    first, second, third = laid_out([night, night, off])

    assert first.closes == second.opens + DAY
    assert first.end < first.closes <= second.start + DAY
    assert (second.closes, third.opens) == (night.end + 240, night.end + 240 - DAY)


def test_a_morning_after_a_night_begins_when_the_night_ends() -> None:
    long_night = working(Hours(20 * 60, 32 * 60, 20 * 60, 32 * 60, 660), "piket")
    morning = shape(MONDAY)

    _, after = laid_out([long_night, morning])

    assert (after.start, after.late_from) == (8 * 60, 8 * 60)
    assert after.required == 420


def test_a_window_inside_the_one_before_is_no_work() -> None:
    long_night = working(Hours(20 * 60, 36 * 60, 20 * 60, 36 * 60, 660), "piket")
    morning = working(Hours(480, 720, 480, 720, 240), "kantor")

    _, after = laid_out([long_night, morning])

    assert after.kind is Kind.OFF


@given(weeks)
def test_windows_of_a_person_never_overlap(week: list[Shape]) -> None:
    laid = laid_out(week)
    spans = [(s.start + n * DAY, s.end + n * DAY) for n, s in enumerate(laid) if s.is_work]

    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(start < end for start, end in spans)


@given(weeks)
def test_reaches_follow_one_another_without_gap(week: list[Shape]) -> None:
    laid = laid_out(week)

    assert all(each.opens < each.closes for each in laid)
    assert all(one.closes == other.opens + DAY for one, other in pairwise(laid))
    for each in laid:
        if each.is_work:
            assert each.opens <= each.start
            assert each.end <= each.closes


@given(weeks, st.lists(st.integers(-DAY, 15 * DAY), min_size=2, max_size=2).map(sorted))
def test_no_minute_is_counted_twice(week: list[Shape], punches: list[int]) -> None:
    """However long somebody stays, the days together hold no more than the time between."""
    first, last = punches
    laid = laid_out(week)

    counted = sum(
        worked_minutes(each, first - n * DAY, last - n * DAY)
        for n, each in enumerate(laid)
        if each.is_work
    )
    assert 0 <= counted <= last - first


@given(weeks)
def test_a_late_start_asks_for_no_more_than_is_left(week: list[Shape]) -> None:
    for before, after in zip(week, laid_out(week), strict=True):
        assert after.required <= before.required
        if after.is_work:
            assert after.start <= after.late_from <= after.early_until <= after.end


@given(st.sampled_from(WEEKLY), st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.booleans())
def test_office_hours_need_no_look_at_their_neighbours(code: str, day: date, ramadan: bool) -> None:
    """So a day of the office is laid once for everybody."""
    days = [
        day_shape(PATTERNS[code], day + timedelta(n), is_holiday=False, in_ramadan=ramadan)
        for n in range(8)
    ]

    assert laid_out(days) == days


@given(any_hours())
def test_hours_that_are_made_well_have_no_fault(hours: Hours) -> None:
    assert not faults_of(hours)


@pytest.mark.parametrize(
    ("hours", "fault"),
    [
        (Hours(450, 450, 450, 450, 1), "ends_before_start"),
        (Hours(1500, 1600, 1500, 1600, 60), "starts_outside_day"),
        (Hours(450, 960, 450, 960, 450, 400, 60), "break_outside"),
        (Hours(450, 960, 400, 960, 450), "core_outside"),
        (Hours(450, 960, 450, 960, 480, 720, 60), "more_than_fits"),
    ],
)
def test_hours_that_cannot_be_kept_say_why(hours: Hours, fault: str) -> None:
    assert fault in faults_of(hours)


def test_the_reach_turns_halfway_where_two_windows_are_near() -> None:
    evening = working(Hours(14 * 60, 23 * 60, 14 * 60, 23 * 60, 500), "piket")
    early = working(Hours(2 * 60, 9 * 60, 2 * 60, 9 * 60, 400), "piket")

    assert turn(evening, early) == (23 * 60 + 26 * 60) // 2
