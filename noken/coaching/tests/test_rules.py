"""The way of a talk, levels, terms and shares: tables, edges and properties."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.coaching.rules import flow, levels, shares, terms
from noken.coaching.rules.levels import Clean, Record
from noken.coaching.rules.terms import Proposed, Terms

TODAY = date(2026, 11, 24)
DAY = timedelta(1)
CLEAN = Clean(6, 95)
ACTS = tuple(flow.WAYS)
STATES = (*sorted(flow.OPEN), flow.DONE, flow.ENDED)
SIDES = (flow.EMPLOYEE, flow.COACH)


# --- the way of a talk ---


@pytest.mark.parametrize(
    ("act", "side", "before", "after"),
    [
        (flow.ARRANGE, flow.COACH, flow.ASKED, flow.AGENDA),
        (flow.ARRANGE, flow.EMPLOYEE, flow.ASKED, None),
        (flow.BEGIN, flow.COACH, flow.AGENDA, flow.TALKING),
        (flow.BEGIN, flow.COACH, flow.ASKED, None),
        (flow.OFFER, flow.COACH, flow.TALKING, flow.OFFERED),
        (flow.OFFER, flow.EMPLOYEE, flow.TALKING, None),
        (flow.CONSENT, flow.EMPLOYEE, flow.OFFERED, flow.AGREED),
        (flow.CONSENT, flow.COACH, flow.OFFERED, None),
        (flow.TALK_ON, flow.EMPLOYEE, flow.OFFERED, flow.TALKING),
        (flow.CHECK, flow.COACH, flow.AGREED, flow.DONE),
        (flow.CHECK, flow.COACH, flow.OFFERED, None),
        (flow.WRITE, flow.EMPLOYEE, flow.DONE, None),
        (flow.END, flow.COACH, flow.AGREED, None),
    ],
)
def test_who_does_what_when(act: str, side: str, before: str, after: str | None) -> None:
    assert flow.after(act, before, side) == after


@given(st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(SIDES)), max_size=30))
def test_nothing_is_agreed_without_the_person(acts: list[tuple[str, str]]) -> None:
    state, consented = flow.ASKED, False
    for act, side in acts:
        found = flow.after(act, state, side)
        consented = consented or (found is not None and act == flow.CONSENT)
        state = found or state
        assert state not in {flow.AGREED, flow.DONE} or consented


@given(st.sampled_from(ACTS), st.sampled_from(SIDES), st.sampled_from((flow.DONE, flow.ENDED)))
def test_what_is_over_stays_over(act: str, side: str, state: str) -> None:
    assert flow.after(act, state, side) is None


def test_the_person_ends_only_what_the_person_asked_for() -> None:
    assert flow.may_end(flow.ASKED, flow.EMPLOYEE, asked_by_person=True)
    assert not flow.may_end(flow.ASKED, flow.EMPLOYEE, asked_by_person=False)
    assert not flow.may_end(flow.TALKING, flow.EMPLOYEE, asked_by_person=True)
    assert flow.may_end(flow.TALKING, flow.COACH, asked_by_person=True)
    assert not flow.may_end(flow.AGREED, flow.COACH, asked_by_person=False)


@pytest.mark.parametrize(
    ("days", "fits"), [(-1, False), (0, False), (1, True), (21, True), (22, False)]
)
def test_the_check_comes_within_three_weeks(days: int, fits: bool) -> None:
    assert (flow.why_not_checked_on(TODAY + days * DAY, TODAY) is None) == fits


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_its_step(state: str) -> None:
    assert (flow.step_of(state) == len(flow.STEPS)) == (state == flow.ENDED)


# --- levels ---


def record(**fields: object) -> Record:
    given = {"owed": 100, "in_time": 95, "counting": 0, "known_since": date(2026, 5, 24)}
    return Record(**(given | fields))  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("fields", "fits"),
    [
        ({}, True),
        ({"in_time": 94}, False),
        ({"counting": 1}, False),
        ({"known_since": date(2026, 5, 25)}, False),
        ({"known_since": None}, False),
        ({"owed": 0, "in_time": 0}, False),
    ],
)
def test_a_clean_record_at_its_edges(fields: dict[str, object], fits: bool) -> None:
    assert (levels.why_not_easy(record(**fields), CLEAN, TODAY) == "") == fits


@given(st.integers(1, 300), st.integers(0, 300), st.integers(0, 300), st.integers(0, 5))
def test_a_better_record_is_never_less_clean(owed: int, one: int, two: int, counts: int) -> None:
    less, more = sorted((min(one, owed), min(two, owed)))
    worse = record(owed=owed, in_time=less, counting=counts)
    better = record(owed=owed, in_time=more, counting=0)
    if levels.why_not_easy(worse, CLEAN, TODAY) == "":
        assert levels.why_not_easy(better, CLEAN, TODAY) == ""


REASON = "Dua pekan laporan tidak masuk tanpa kabar."


@pytest.mark.parametrize(
    ("reason", "start", "end", "code"),
    [
        (REASON, TODAY + DAY, date(2027, 2, 25), None),
        (REASON, TODAY + DAY, date(2027, 2, 26), "too_long_span"),
        (REASON, TODAY, TODAY + 5 * DAY, "bad_span"),
        (REASON, TODAY + DAY, TODAY + DAY, "bad_span"),
        ("x" * 19, TODAY + DAY, TODAY + 5 * DAY, "no_reason"),
        (" " * 30, TODAY + DAY, TODAY + 5 * DAY, "no_reason"),
    ],
)
def test_closer_only_with_a_reason_after_today_and_for_three_months(
    reason: str, start: date, end: date, code: str | None
) -> None:
    why = levels.why_not_close(reason, start, end, TODAY)

    assert (why[1] if why else None) == code


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 36))
def test_months_back_and_forth_never_shorten_the_record(day: date, months: int) -> None:
    assert levels.months_after(levels.months_before(day, months), months) <= day


def test_months_end_with_the_month() -> None:
    assert levels.months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert levels.months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)


# --- terms ---


def proposed(start: date, signers: int, **values: Any) -> Proposed:
    return Proposed(Terms(**values), start, frozenset(range(signers)))


def test_terms_hold_with_two_signatures_from_their_day_on_the_newest_first() -> None:
    rows = [
        proposed(TODAY - 9 * DAY, 2, clean_months=3),
        proposed(TODAY - 5 * DAY, 2, clean_months=4),
        proposed(TODAY - DAY, 1, clean_months=5),
        proposed(TODAY + DAY, 2, clean_months=7),
    ]

    assert terms.terms_on(TODAY, rows).clean_months == 4
    assert terms.terms_on(TODAY - 20 * DAY, rows).is_signed is False


def test_until_two_signed_chance_picks_as_usual() -> None:
    signed = terms.terms_on(TODAY, [proposed(TODAY, 2)])

    assert [signed.check_percent(each) for each in ("EASY", "USUAL", "CLOSE")] == [50, 100, 200]
    assert [Terms().check_percent(each) for each in ("EASY", "USUAL", "CLOSE")] == [100] * 3


def test_values_have_limits() -> None:
    assert terms.out_of_range(Terms()) == ""
    assert terms.out_of_range(Terms(clean_months=0)) == "clean_months"
    assert terms.out_of_range(Terms(close_check_percent=99)) == "close_check_percent"


# --- shares ---


def test_a_share_with_its_interval() -> None:
    found = shares.share_of(6, 10)

    assert (found.percent, found.low, found.high) == (60, 31, 83)


@given(st.integers(1, 500), st.data())
def test_a_share_lies_within_its_interval(whole: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, whole))
    found = shares.share_of(count, whole)

    assert 0 <= found.low <= found.percent <= found.high <= 100


@pytest.mark.parametrize(("count", "whole"), [(-1, 5), (6, 5), (0, 0)])
def test_no_share_of_nothing(count: int, whole: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        shares.share_of(count, whole)


def test_groups_under_ten_are_hidden() -> None:
    assert shares.shown({"IMPROVED": 4, "PARTLY": 6})
    assert not shares.shown({"IMPROVED": 9})
