"""The rule of the day: examples as offices know them, and what holds for every day."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from noken.attendance.rules.day import NEAR, Away, Facts, Outage, judge, middle
from noken.attendance.rules.holding import is_covered
from noken.attendance.rules.working_time import Kind, Shape
from noken.attendance.tests.day_facts import (
    AWAYS,
    DUTY,
    FLEXIBLE,
    FRIDAY,
    HOME,
    HOURS,
    LEAVE,
    NIGHT,
    PLAIN,
    RAMADAN,
    SHAPES,
    SICK,
    TRAINING,
    any_facts,
    day,
    outage,
    plain_facts,
    with_punches,
)

UNKNOWN = 10_000
"""Minutes held against a side about which nothing is known: worse than any lateness."""


@pytest.mark.parametrize(
    ("facts", "status", "late", "early", "worked"),
    [
        (day("07.24", "16.04"), "PRESENT", 0, 0, 450),
        (day("07.30", "16.00"), "PRESENT", 0, 0, 450),
        (day("07.31", "16.00"), "PRESENT", 1, 0, 449),
        (day("08.12", "16.03"), "PRESENT", 42, 0, 408),
        (day("07.20", "15.30"), "PRESENT", 0, 30, 420),
        (day("13.00", "16.00"), "PRESENT", 330, 0, 180),
        (day("07.26"), "OPEN", 0, 0, 0),
        (day("08.12"), "OPEN", 42, 0, 0),
        (day("16.02"), "OPEN", 0, 0, 0),
        (day("07.26", "07.27"), "OPEN", 0, 0, 0),
        (day("15.58", "16.02"), "OPEN", 0, 0, 0),
        (day("16.01", "18.01"), "OPEN", 0, 0, 0),
        (day("05.00", "07.20"), "OPEN", 0, 0, 0),
        (day("11.40", "12.05"), "OPEN", 250, 0, 0),
        (day("11.50", "13.40"), "OPEN", 0, 140, 0),
        (day("11.40", "13.40"), "PRESENT", 250, 140, 60),
        (day("12.00", "12.25", shape=FRIDAY), "OPEN", 270, 0, 0),
        (day("12.01", "12.25", shape=FRIDAY), "OPEN", 0, 245, 0),
        (day(), "OPEN", 0, 0, 0),
        (day("07.30", "16.29", shape=FRIDAY), "PRESENT", 0, 1, 449),
        (day("07.59", "15.00", shape=RAMADAN), "PRESENT", 0, 0, 390),
        (day("08.01", "15.00", shape=RAMADAN), "PRESENT", 1, 0, 389),
        (day("21.20", "31.35", shape=NIGHT), "PRESENT", 0, 0, 600),
        (day("21.40", "31.00", shape=NIGHT), "PRESENT", 10, 30, 560),
        (day("08.30", "17.00", shape=FLEXIBLE), "PRESENT", 0, 0, 450),
        (day("08.30", "16.30", shape=FLEXIBLE), "PRESENT", 0, 30, 420),
        (day("09.10", "18.00", shape=FLEXIBLE), "PRESENT", 10, 0, 470),
    ],
)
def test_a_day_by_its_punches(
    facts: Facts, status: str, late: int, early: int, worked: int
) -> None:
    verdict = judge(facts)

    found = (verdict.status, verdict.late, verdict.early, verdict.worked)
    assert found == (status, late, early, worked)


@pytest.mark.parametrize(
    ("away", "status", "worked"),
    [
        (LEAVE, "LEAVE", 0),
        (SICK, "SICK", 0),
        (DUTY, "DUTY", 450),
        (TRAINING, "TRAINING", 450),
        (HOME, "PRESENT", 0),
        (HOURS, "OPEN", 0),
    ],
)
def test_what_covers_the_whole_day_needs_no_punch(away: Away, status: str, worked: int) -> None:
    verdict = judge(day(morning=away, afternoon=away))

    assert (verdict.status, verdict.worked) == (status, worked)


def test_half_a_day_of_leave_excuses_its_half_only() -> None:
    assert judge(day("12.50", "16.00", morning=LEAVE)).late == 0
    assert judge(day("16.00", morning=LEAVE)).status == "PRESENT"
    assert judge(day("12.50", "15.00", morning=LEAVE)).early == 60
    assert judge(day("08.00", "11.50", afternoon=DUTY)).late == 30
    assert judge(day(morning=LEAVE)).status == "OPEN"


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (day(morning=LEAVE), ("half", "siang", 195)),
        (day(afternoon=DUTY), ("half", "pagi", 255)),
        (day(morning=HOME, shape=FRIDAY), ("half", "siang", 210)),
        (day(morning=HOURS), None),
        (day("12.50", morning=LEAVE), None),
        (day("09.00", morning=LEAVE), None),
        (day(afternoon=LEAVE, outages=(outage("07.20", "07.50"),)), None),
        (day(), None),
    ],
)
def test_a_half_that_nobody_saw_beside_a_covered_one_is_a_question_in_minutes(
    facts: Facts, reason: tuple[str, str, int] | None
) -> None:
    verdict = judge(facts)

    found = [each for each in verdict.reasons if each[0] == "half"]
    assert found == ([reason] if reason else [])
    assert facts.first is not None or (verdict.late, verdict.early) == (0, 0)


def test_two_halves_of_different_kinds_make_a_day_on_duty() -> None:
    assert judge(day(morning=DUTY, afternoon=LEAVE)).status == "DUTY"
    assert judge(day(morning=LEAVE, afternoon=SICK)).status == "LEAVE"


@pytest.mark.parametrize(
    ("facts", "status", "late", "early", "shielded"),
    [
        (day("09.45", "16.04", outages=(outage("07.05", "09.40"),)), "PRESENT", 0, 0, True),
        (day("07.28", outages=(outage("13.10", "17.40"),)), "PRESENT", 0, 0, True),
        (day(outages=(outage("00.00", "24.00"),)), "PRESENT", 0, 0, True),
        (day("16.04", outages=(outage("07.05", "09.40"),)), "PRESENT", 0, 0, True),
        (day("07.24", "16.04", outages=(outage("07.05", "09.40"),)), "PRESENT", 0, 0, False),
        (day("08.12", "16.04", outages=(outage("09.00", "09.40"),)), "PRESENT", 42, 0, False),
        (day("08.12", "16.04", outages=(outage("01.00", "05.00"),)), "PRESENT", 42, 0, False),
        (day("07.24", "15.00", outages=(outage("15.10", "15.40"),)), "PRESENT", 0, 0, True),
        (day("07.24", "15.00", outages=(outage("12.00", "13.00"),)), "PRESENT", 0, 60, False),
        (day("09.00", outages=(outage("07.05", "08.00"),)), "OPEN", 0, 0, False),
        (day("16.04", outages=(outage("06.00", "07.20"),)), "PRESENT", 0, 0, True),
        (day("07.28", outages=(outage("16.10", "18.00"),)), "PRESENT", 0, 0, True),
        (day(outages=(outage("07.00", "10.00"), outage("15.00", "17.00"))), "PRESENT", 0, 0, True),
        (day("21.20", shape=NIGHT, outages=(outage("30.00", "33.00"),)), "PRESENT", 0, 0, True),
    ],
)
def test_an_outage_takes_away_what_fell_into_it(
    facts: Facts, status: str, late: int, early: int, *, shielded: bool
) -> None:
    verdict = judge(facts)

    found = (verdict.status, verdict.late, verdict.early, verdict.shielded)
    assert found == (status, late, early, shielded)


@pytest.mark.parametrize(
    ("start", "end", "hit"),
    [
        ("07.05", "07.25", True),
        ("07.25", "08.25", True),
        ("07.40", "08.00", True),
        ("06.40", "07.15", False),
        ("07.45", "08.30", False),
        ("11.40", "11.50", False),
        ("15.50", "16.30", False),
    ],
)
def test_of_who_was_not_seen_at_all_a_short_outage_shields_the_coming_it_hits(
    start: str, end: str, hit: bool
) -> None:
    verdict = judge(day(outages=(outage(start, end),)))

    assert (verdict.status, verdict.late, verdict.shielded) == ("OPEN", 0, False)
    assert is_covered(verdict.reasons) is hit
    assert [reason[1] for reason in verdict.reasons] == (["in"] if hit else [])


NIGHTLY = (outage("-8.25", "07.05"), outage("16.25", "31.05"))
"""A machine that is switched off after work and on again before it."""


@pytest.mark.parametrize(
    ("facts", "status", "late", "early"),
    [
        (day(), "OPEN", 0, 0),
        (day("10.00", "16.04"), "PRESENT", 150, 0),
        (day("07.24", "14.00"), "PRESENT", 0, 120),
        (day("07.24"), "OPEN", 0, 0),
        (day(outages=(outage("-8.10", "07.40"), outage("15.50", "31.05"))), "OPEN", 0, 0),
        (day(outages=(outage("11.40", "11.50"),)), "OPEN", 0, 0),
    ],
)
def test_a_machine_that_is_off_at_night_excuses_nothing(
    facts: Facts, status: str, late: int, early: int
) -> None:
    verdict = judge(facts if facts.outages else replace(facts, outages=NIGHTLY))

    assert (verdict.status, verdict.late, verdict.early) == (status, late, early)
    assert not verdict.shielded


def test_a_day_counted_full_has_its_full_minutes() -> None:
    assert judge(day("07.28", outages=(outage("13.10", "17.40"),))).worked == 450


def test_a_doubtful_clock_holds_nothing_against_anybody() -> None:
    verdict = judge(replace(day("08.12", "15.00"), first_doubtful=True, last_doubtful=True))

    assert (verdict.late, verdict.early, verdict.shielded) == (0, 0, True)


def test_where_work_may_be_done_elsewhere_no_punch_is_needed() -> None:
    shape = replace(PLAIN, elsewhere=True)

    assert (judge(day(shape=shape)).status, judge(day(shape=shape)).worked) == ("PRESENT", 450)
    assert judge(day("09.00", "12.00", shape=shape)).late == 0


@pytest.mark.parametrize("kind", [Kind.OFF, Kind.HOLIDAY, Kind.UNSET])
def test_on_a_free_day_nothing_is_owed(kind: Kind) -> None:
    verdict = judge(day("09.00", "11.00", shape=Shape(kind)))

    assert (verdict.status, verdict.late, verdict.came, verdict.went) == ("OFF", 0, True, True)


def test_the_weaker_evidence_names_the_grade() -> None:
    facts = replace(day("07.24", "16.04"), first_grade=1, last_grade=4)

    assert judge(facts).grade == 4
    assert judge(day()).grade is None


def test_a_leap_day_is_a_day_like_others() -> None:
    assert date(2028, 2, 29).weekday() == 1
    assert judge(day("07.24", "16.04")) == judge(day("16.04", "07.24"))


# --- what holds for every day ---


def held_against(facts: Facts) -> tuple[int, int]:
    """The minutes at each side, where the unknown is worse than any minute."""
    verdict = judge(facts)
    settled = verdict.status == "PRESENT"
    return (
        verdict.late if verdict.came or settled else UNKNOWN,
        verdict.early if verdict.went or settled else UNKNOWN,
    )


@given(plain_facts(), st.data())
def test_one_more_punch_makes_nobody_later_and_nobody_earlier(
    drawn: tuple[Facts, list[int]], data: st.DataObject
) -> None:
    facts, minutes = drawn
    one_more = data.draw(st.integers(facts.shape.opens, facts.shape.closes - 1))

    before, after = judge(facts), judge(with_punches(facts, [*minutes, one_more]))
    # A going becomes part of a coming that began just before noon: the day asks.
    assume(not (before.went and not after.went))
    late, early = held_against(facts)
    later, earlier = held_against(with_punches(facts, [*minutes, one_more]))

    assert later <= late
    # With flexible hours, what lacks of the day's work is known once the coming is.
    if judge(facts).came or not facts.shape.is_flexible:
        assert earlier <= early


def test_with_flexible_hours_a_coming_tells_what_lacks_of_the_day() -> None:
    alone = judge(day("12.16", shape=FLEXIBLE))
    both = judge(day("07.15", "12.16", shape=FLEXIBLE))

    assert (alone.status, alone.came, alone.early) == ("OPEN", False, 164)
    assert (both.status, both.late, both.early) == ("PRESENT", 0, 165)


@given(any_facts(), st.data())
def test_whatever_else_was_one_more_punch_never_makes_both_sides_worse(
    drawn: tuple[Facts, list[int]], data: st.DataObject
) -> None:
    facts, minutes = drawn
    if facts.first_doubtful or facts.last_doubtful:
        facts = replace(facts, first_doubtful=False, last_doubtful=False)
    one_more = data.draw(st.integers(facts.shape.opens, facts.shape.closes - 1))

    late, early = held_against(facts)
    later, earlier = held_against(with_punches(facts, [*minutes, one_more]))

    assert later <= late or earlier <= early


@given(any_facts(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_order_and_repetition_change_nothing(
    drawn: tuple[Facts, list[int]], random: object, times: int
) -> None:
    facts, minutes = drawn
    again = minutes * times
    random.shuffle(again)  # type: ignore[attr-defined]

    assert judge(with_punches(facts, again)) == judge(with_punches(facts, minutes))


@given(any_facts(), st.integers(-300, 2000), st.integers(1, 900))
def test_one_more_outage_never_makes_a_day_worse(
    drawn: tuple[Facts, list[int]], start: int, length: int
) -> None:
    facts, _ = drawn
    before = judge(facts)

    after = judge(replace(facts, outages=(*facts.outages, Outage(99, start, start + length, "x"))))

    assert after.late <= before.late
    assert after.early <= before.early
    assert after.worked >= before.worked
    assert after.status == before.status or (before.status, after.status) == ("OPEN", "PRESENT")


@given(plain_facts(), st.integers(NEAR, 300), st.integers(NEAR, 300))
def test_outages_outside_the_hours_change_nothing(
    drawn: tuple[Facts, list[int]], before: int, after: int
) -> None:
    facts, _ = drawn
    shape = facts.shape
    dark = (
        Outage(1, shape.start - 900, shape.start - before, "Mesin diam"),
        Outage(2, shape.end + after, shape.end + 900, "Mesin diam"),
    )

    assert judge(replace(facts, outages=dark)) == judge(facts)


@given(plain_facts(), st.integers(0, 300), st.integers(0, 300))
def test_an_outage_of_all_the_hours_holds_nothing_against_anybody(
    drawn: tuple[Facts, list[int]], before: int, after: int
) -> None:
    facts, _ = drawn
    shape = facts.shape
    dark = (Outage(1, shape.start - before, shape.end + after, "Mesin diam"),)

    verdict = judge(replace(facts, outages=dark))

    assert (verdict.status, verdict.late, verdict.early) == ("PRESENT", 0, 0)


@given(any_facts(), st.sampled_from(AWAYS), st.booleans(), st.booleans())
def test_leave_and_duty_never_add_a_minute(
    drawn: tuple[Facts, list[int]], away: Away, in_morning: bool, in_afternoon: bool
) -> None:
    facts = replace(drawn[0], morning=None, afternoon=None)
    before = judge(facts)

    after = judge(
        replace(
            facts,
            morning=away if in_morning else None,
            afternoon=away if in_afternoon else None,
        )
    )

    assert after.late <= before.late
    assert after.early <= before.early


@given(any_facts())
def test_no_minute_is_counted_twice(drawn: tuple[Facts, list[int]]) -> None:
    """Late, worked and early minutes never exceed the window."""
    facts = drawn[0]
    verdict = judge(facts)
    if verdict.came and verdict.went and not verdict.shielded and not facts.shape.is_flexible:
        assert verdict.late + verdict.worked + verdict.early <= facts.shape.end - facts.shape.start


@given(any_facts())
def test_a_day_in_progress_is_never_judged(drawn: tuple[Facts, list[int]]) -> None:
    verdict = judge(replace(drawn[0], over=False))

    assert verdict.status in {"RUNNING", "LEAVE", "SICK", "DUTY", "TRAINING"}
    assert (verdict.late, verdict.early, verdict.shielded) == (0, 0, False)


@given(any_facts())
def test_minutes_never_exceed_the_day(drawn: tuple[Facts, list[int]]) -> None:
    facts = drawn[0]
    verdict = judge(facts)
    length = facts.shape.end - facts.shape.start

    assert 0 <= verdict.worked <= max(length, facts.shape.required)
    assert 0 <= verdict.late <= facts.shape.closes - facts.shape.start
    assert 0 <= verdict.early <= length + facts.shape.start - facts.shape.opens


@pytest.mark.parametrize("shape", SHAPES)
def test_noon_lies_inside_the_window(shape: Shape) -> None:
    assert shape.start < middle(shape) < shape.end
