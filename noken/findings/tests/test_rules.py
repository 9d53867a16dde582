"""The ladder at every edge of its table, runs of workdays, error rates, deadlines, versions."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.findings.rules import flow
from noken.findings.rules.deadlines import last_day, moved, workday_before
from noken.findings.rules.ladder import (
    CountedDay,
    Year,
    early_level,
    longest_run,
    newest_run,
    next_rung,
    rung_of,
    rung_of_run,
    standing_on,
    to_clear,
)
from noken.findings.rules.rates import is_to_rest, rate_of
from noken.findings.rules.terms import USUAL, Proposed, Terms, terms_on
from noken.findings.rules.versions import Version, settled_since, version_on
from noken.regulations.discipline import thresholds

LAW = thresholds()
MONDAY = date(2026, 11, 2)
YEAR = st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), unique=True, max_size=40)


def in_a_row(count: int, first: date = MONDAY) -> list[CountedDay]:
    """Workdays of one person, each right after the one before."""
    days: list[CountedDay] = []
    day = first
    while len(days) < count:
        if day.weekday() < 5:
            days.append(CountedDay(day, days[-1].day if days else None))
        day += timedelta(1)
    return days


@pytest.mark.parametrize("rung", LAW.rungs, ids=lambda rung: rung.sanction + str(rung.least))
def test_each_rung_begins_and_ends_where_the_table_says(rung) -> None:  # type: ignore[no-untyped-def]  # a row of the table
    assert rung_of(rung.least, LAW) == rung
    assert rung_of(rung.most or 300, LAW) == rung
    assert rung_of(rung.least - 1, LAW) != rung
    assert next_rung(rung.least - 1, LAW) == rung
    if rung.most is not None:
        assert rung_of(rung.most + 1, LAW) != rung


@pytest.mark.parametrize(
    ("days", "sanction"),
    [
        *((0, None), (1, None), (2, None), (3, "R1"), (4, "R2"), (6, "R2"), (7, "R3"), (10, "R3")),
        *((11, "S1"), (13, "S1"), (14, "S2"), (16, "S2"), (17, "S3"), (20, "S3"), (21, "H1")),
        *((24, "H1"), (25, "H2"), (27, "H2"), (28, "H3"), (365, "H3")),
    ],
)
def test_days_reach_the_rung_of_the_law(days: int, sanction: str | None) -> None:
    rung = rung_of(days, LAW)

    assert (rung.sanction if rung else None) == sanction


def test_below_zero_is_no_count() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        rung_of(-1, LAW)


@given(st.integers(0, 366), st.integers(0, 366))
def test_more_absence_never_reaches_a_lighter_rung(one: int, other: int) -> None:
    fewer, more = (rung_of(each, LAW) for each in sorted((one, other)))

    assert (fewer.least if fewer else 0) <= (more.least if more else 0)


@given(YEAR, st.data())
def test_excusing_a_day_never_raises_what_counts(days: list[date], data: st.DataObject) -> None:
    ordered = sorted(days)
    counted = [CountedDay(day, workday_before(day, ())) for day in ordered]
    kept = [day for day in counted if data.draw(st.booleans())]
    before, after = standing_on(Year(counted), LAW), standing_on(Year(kept), LAW)

    assert after.counted <= before.counted
    assert after.run <= before.run
    assert (after.rung.least if after.rung else 0) <= (before.rung.least if before.rung else 0)


@pytest.mark.parametrize(("run", "sanction"), [(9, None), (10, "H3"), (11, "H3")])
def test_ten_workdays_in_a_row_reach_the_heaviest_rung(run: int, sanction: str | None) -> None:
    standing = standing_on(Year(in_a_row(run)), LAW)
    alone = rung_of_run(run, LAW)

    assert standing.run == run
    assert (alone.sanction if alone else None) == sanction
    assert standing.rung is not None
    assert (standing.rung.sanction == "H3") is (sanction is not None)


def test_weekends_do_not_break_a_row_and_presence_does() -> None:
    friday, monday, wednesday = date(2026, 11, 6), date(2026, 11, 9), date(2026, 11, 11)
    days = [
        CountedDay(friday, friday - timedelta(1)),
        CountedDay(monday, friday),
        CountedDay(wednesday, wednesday - timedelta(1)),
    ]

    assert longest_run(days) == 2
    assert newest_run(days) == 1


def test_no_day_is_no_row() -> None:
    assert longest_run([]) == 0
    assert newest_run([]) == 0


def test_days_and_blocks_of_late_minutes_are_one_sum() -> None:
    standing = standing_on(Year(in_a_row(2), late=[(MONDAY, Decimal(1))], asked=2, replied=1), LAW)

    assert (standing.counted, standing.blocks, standing.run) == (3, 1, 2)
    assert (standing.asked, standing.replied) == (2, 1)
    assert standing.rung
    assert standing.rung.sanction == "R1"
    assert standing.next_rung
    assert standing.next_rung.sanction == "R2"
    assert standing.days_left == 1


def test_above_the_heaviest_rung_there_is_nothing() -> None:
    standing = standing_on(Year(in_a_row(10)), LAW)

    assert standing.next_rung is None
    assert standing.days_left is None
    assert next_rung(28, LAW) is None


def test_early_notices_come_the_day_before_a_rung() -> None:
    next_days = [rung.least - 1 for rung in LAW.rungs]

    assert list(LAW.early_cumulative) == [day for day in next_days if day != 3]
    assert early_level(1, LAW.early_cumulative) is None


@given(st.integers(0, 40))
def test_a_count_that_jumps_over_an_early_day_has_passed_it(count: int) -> None:
    for days in (LAW.early_cumulative, LAW.early_consecutive):
        level = early_level(count, days)
        assert (level is None) == (count < min(days))
        assert level is None or level <= count
        assert not [day for day in days if (level or 0) < day <= count]


@given(st.integers(0, 100))
def test_clearing_so_many_days_leaves_the_rung(days: int) -> None:
    left = to_clear(days, LAW)
    rung = rung_of(days, LAW)

    assert (left == 0) is (rung is None)
    assert rung is None or (rung_of(days - left, LAW) != rung == rung_of(days - left + 1, LAW))


@pytest.mark.parametrize(
    ("overturned", "settled", "low", "high"),
    [
        (0, 0, "0", "100"),
        (9, 20, "25.82", "65.79"),
        (8, 20, "21.88", "61.34"),
        (0, 20, "0", "16.11"),
    ],
)
def test_the_interval_of_wilson(overturned: int, settled: int, low: str, high: str) -> None:
    rate = rate_of(overturned, settled)

    assert (rate.low, rate.high) == (Decimal(low), Decimal(high))


def test_more_cannot_fall_than_was_settled() -> None:
    with pytest.raises(ValueError, match="cannot have been overturned"):
        rate_of(3, 2)


@pytest.mark.parametrize(
    ("overturned", "settled", "rests"),
    [(19, 19, False), (7, 20, False), (8, 20, True), (20, 20, True), (25, 100, False)],
)
def test_a_card_rests_once_the_lower_end_passes_the_limit(
    overturned: int, settled: int, rests: bool
) -> None:
    rate = rate_of(overturned, settled)

    assert is_to_rest(rate, settled_least=20, overturned_percent=20) is rests


@given(st.integers(0, 300), st.integers(0, 300))
def test_the_share_lies_within_its_interval(one: int, other: int) -> None:
    overturned, settled = sorted((one, other))
    rate = rate_of(overturned, settled)

    assert Decimal(0) <= rate.low <= rate.high <= Decimal(100)
    assert settled == 0 or rate.low <= rate.percent <= rate.high


def test_deadlines_count_workdays_from_the_day_after() -> None:
    thursday = date(2026, 11, 26)

    assert last_day(thursday, 3, ()) == date(2026, 12, 1)
    assert last_day(thursday, 3, {date(2026, 11, 30)}) == date(2026, 12, 2)
    assert last_day(thursday, 0, ()) == thursday
    with pytest.raises(ValueError, match="0 or more"):
        last_day(thursday, -1, ())


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(1, 30), st.sets(st.integers(1, 60))
)
def test_an_outage_moves_a_deadline_and_never_shortens_it(
    start: date, workdays: int, touched: set[int]
) -> None:
    outage = {start + timedelta(number) for number in touched}
    before = last_day(start, workdays, ())
    anew = moved(before, last_day(start, workdays, outage))

    assert anew >= before
    free = [start + timedelta(n) for n in range(1, (anew - start).days + 1)]
    assert sum(day.weekday() < 5 and day not in outage for day in free) >= workdays


def test_the_first_workday_of_a_year_has_none_before() -> None:
    assert workday_before(date(2026, 1, 1), ()) is None
    assert workday_before(date(2026, 1, 5), {date(2026, 1, 2)}) == date(2026, 1, 1)


def version(number: int, start_on: date, *, rests_on: tuple[str, ...] = (), signed: int = 0):  # type: ignore[no-untyped-def]  # a plain maker
    return Version(
        number, "HDR-03", number, start_on, ("PNS",), rests_on=rests_on, signatures=signed
    )


def test_a_version_that_waits_holds_only_as_a_hint_and_only_where_none_is_settled() -> None:
    first = version(1, date(2026, 1, 1), rests_on=("minutes",))
    second = version(2, date(2026, 3, 1), rests_on=("minutes",), signed=2)
    third = version(3, date(2026, 5, 1), rests_on=("minutes",), signed=1)
    stored = [first, second, third]

    assert version_on(date(2025, 1, 1), stored) is None
    assert version_on(date(2026, 2, 1), stored) == first
    assert not first.is_settled
    assert version_on(date(2026, 6, 1), stored) == second
    assert settled_since(stored) == second.start_on
    assert settled_since([first]) is None


def test_what_somebody_proposed_holds_only_once_it_is_signed() -> None:
    first = Version(1, "HDR-07", 1, date(2024, 1, 1), ("PNS",), rests_on=("minutes",))
    proposed = replace(first, id=2, number=2, start_on=date(2026, 1, 1), is_proposal=True)

    assert version_on(MONDAY, [first, proposed]) == first
    assert version_on(MONDAY, [first, replace(proposed, signatures=2)]).number == 2  # type: ignore[union-attr]  # there is one
    assert version_on(MONDAY, [proposed]) is None


def test_terms_need_two_people() -> None:
    signed = Terms(reply_workdays=5, since=MONDAY)
    both = Proposed(signed, MONDAY, frozenset({1, 2}))
    one = Proposed(signed, MONDAY, frozenset({1}))

    assert terms_on(MONDAY, [one]) == USUAL
    assert not USUAL.is_signed
    assert terms_on(MONDAY, [both]) == signed
    assert terms_on(MONDAY - timedelta(1), [both]) == USUAL


@pytest.mark.parametrize("act", sorted(flow.MOVES))
def test_a_row_that_rests_only_falls(act: str) -> None:
    resting = {flow.after(act, flow.Standing(state, True, True)) for state in flow.MOVES[act]}

    assert resting == ({flow.CLEARED} if act == flow.CLEAR else {None})


def test_nothing_lapses_without_a_proven_notice() -> None:
    for state in (flow.ASKED, flow.PROOF):
        assert flow.after(flow.LAPSE, flow.Standing(state, was_told=False)) is None
    assert flow.after(flow.LAPSE, flow.Standing(flow.ASKED, was_told=True)) == flow.LAPSED


def test_only_refused_and_lapsed_rows_count() -> None:
    states = {state for moves in flow.MOVES.values() for pair in moves.items() for state in pair}

    counting = {state for state in states if flow.counts(state, rests=False)}
    assert counting == {flow.REFUSED, flow.LAPSED}
    assert not any(flow.counts(state, rests=True) for state in states)


@pytest.mark.parametrize(
    ("row", "has_lapsed", "becomes"),
    [
        (flow.Standing("REPLIED", was_told=True), False, "ASKED"),
        (flow.Standing("REPLIED", was_told=True), True, "LAPSED"),
        (flow.Standing("PROOF", was_told=True), False, "ASKED"),
        (flow.Standing("REPLIED", was_told=True, rests=True), False, None),
        (flow.Standing("REPLIED", was_told=True, heard_again=True), False, None),
        *((flow.Standing(state, was_told=True), False, None) for state in sorted(flow.SETTLED)),
    ],
)
def test_what_nobody_decided_on_is_taken_back(
    row: flow.Standing, has_lapsed: bool, becomes: str | None
) -> None:
    assert flow.taken_back(row, has_lapsed=has_lapsed) == becomes
