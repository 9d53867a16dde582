"""The way of an objection, its clocks and the hearing of both sides, without a database."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.calendars.rules import Calendar
from noken.objections.rules import clock, flow, hearing
from noken.objections.rules.clock import Proposed, Terms, Window
from noken.objections.rules.hearing import Heard

DAY = date(2026, 11, 24)
STATES = (flow.FILED, flow.TAKEN, flow.DECIDED, flow.WITHDRAWN)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("status", "act", "after"),
    [
        (flow.FILED, flow.TAKE, flow.TAKEN),
        (flow.FILED, flow.ADD, flow.FILED),
        (flow.FILED, flow.ASSIGN, flow.FILED),
        (flow.FILED, flow.WITHDRAW, flow.WITHDRAWN),
        (flow.FILED, flow.ANSWER, None),
        (flow.FILED, flow.HEAR, None),
        (flow.FILED, flow.DECIDE, None),
        (flow.TAKEN, flow.TAKE, flow.TAKEN),
        (flow.TAKEN, flow.ANSWER, flow.TAKEN),
        (flow.TAKEN, flow.HEAR, flow.TAKEN),
        (flow.TAKEN, flow.ADD, flow.TAKEN),
        (flow.TAKEN, flow.ASSIGN, flow.TAKEN),
        (flow.TAKEN, flow.DECIDE, flow.DECIDED),
        (flow.TAKEN, flow.WITHDRAW, flow.WITHDRAWN),
        *((status, act, None) for status, act in product(sorted(flow.CLOSED), flow.ACTS)),
    ],
)
def test_what_may_happen_in_which_state(status: str, act: str, after: str | None) -> None:
    assert flow.next_state(status, act) == after


def test_the_table_above_is_the_whole_table() -> None:
    assert all(
        (flow.next_state(status, act) is None) == ((status, act) not in flow.WAYS)
        for status, act in product(STATES, flow.ACTS)
    )


def test_a_decision_can_only_follow_upon_taking() -> None:
    before = {status for (status, act), after in flow.WAYS.items() if after == flow.DECIDED}

    assert before == {flow.TAKEN}
    assert {status for (status, act), after in flow.WAYS.items() if after == flow.TAKEN} == {
        flow.FILED,
        flow.TAKEN,
    }


@given(st.lists(st.sampled_from(sorted(flow.ACTS))))
def test_every_sequence_of_acts_ends_in_a_lawful_state(acts: list[str]) -> None:
    status, was_taken = flow.FILED, False
    for act in acts:
        after = flow.next_state(status, act)
        assert (flow.why_not_now(status, act) is None) == (after is not None)
        status = after or status
        was_taken = was_taken or status == flow.TAKEN
        assert status in STATES
        assert status != flow.DECIDED or was_taken
        assert flow.is_open_to_rater(was_taken=was_taken) == was_taken


@pytest.mark.parametrize(
    ("status", "act", "code"),
    [
        (flow.FILED, flow.DECIDE, "objection.not_taken"),
        (flow.DECIDED, flow.ADD, "objection.not_now"),
        (flow.WITHDRAWN, flow.TAKE, "objection.not_now"),
    ],
)
def test_why_not_now_says_what_to_do(status: str, act: str, code: str) -> None:
    why = flow.why_not_now(status, act)

    assert why is not None
    assert why.code == code
    assert why.text.endswith(".")


@pytest.mark.parametrize(
    ("heard", "missing"),
    [
        (Heard(wants_hearing=True, has_answer=False), ("EMPLOYEE", "RATER")),
        (Heard(wants_hearing=False, has_answer=False), ("RATER",)),
        (Heard(wants_hearing=True, has_answer=True), ("EMPLOYEE",)),
        (Heard(wants_hearing=False, has_answer=True), ()),
        (Heard(True, False, [("EMPLOYEE", "MEETING"), ("RATER", "CALL")]), ()),
        (Heard(True, False, [("EMPLOYEE", "MEETING")]), ("RATER",)),
        (Heard(True, True, [("RATER", "MEETING")]), ("EMPLOYEE",)),
        (Heard(True, False, [("EMPLOYEE", "NONE"), ("RATER", "NONE")]), ()),
    ],
)
def test_both_sides_are_heard_before_a_decision(heard: Heard, missing: tuple[str, ...]) -> None:
    why = hearing.why_not_decidable(heard)

    assert hearing.unheard(heard) == missing
    assert (why is None) == (not missing)
    assert why is None or why.code == "objection.not_heard"


@pytest.mark.parametrize(
    ("noted", "mode", "code"),
    [
        ((), "MEETING", ""),
        ((("EMPLOYEE", "MEETING"),), "CALL", ""),
        ((("RATER", "MEETING"),), "CALL", "objection.heard_already"),
        ((("RATER", "MEETING"),), "NONE", "objection.heard_already"),
        ((("RATER", "NONE"),), "NONE", "objection.heard_already"),
        ((("RATER", "NONE"),), "LETTER", ""),
        ((("RATER", "NONE"), ("RATER", "LETTER")), "CALL", "objection.heard_already"),
    ],
)
def test_a_side_is_written_down_once(
    noted: tuple[tuple[str, str], ...], mode: str, code: str
) -> None:
    why = hearing.why_heard_already("RATER", mode, noted)

    assert (why.code if why else "") == code


@pytest.mark.parametrize("mode", sorted(hearing.SPOKEN))
def test_who_was_heard_may_be_written_down_at_once(mode: str) -> None:
    assert hearing.why_not_given_up(mode, DAY, answer_by=DAY) is None


def test_could_not_be_heard_is_written_down_only_after_the_days_of_both() -> None:
    early = hearing.why_not_given_up(hearing.NONE, DAY, answer_by=DAY)

    assert early is not None
    assert early.code == "objection.too_soon"
    assert hearing.why_not_given_up(hearing.NONE, DAY + timedelta(1), answer_by=DAY) is None


@pytest.mark.parametrize(
    ("after", "late", "left"),
    [(0, False, 14), (1, False, 13), (13, False, 1), (14, False, 0), (15, True, 0), (400, True, 0)],
)
def test_fourteen_days_after_the_day_of_the_notice(after: int, late: bool, left: int) -> None:
    window = clock.window_of(DAY, Terms())

    assert window == Window(DAY, date(2026, 12, 8))
    assert window.is_late(DAY + timedelta(after)) == late
    assert window.days_left(DAY + timedelta(after)) == left


@given(days, st.integers(1, 90), st.integers(0, 120), st.sets(st.integers(-40, 140)))
def test_a_grade_becomes_final_on_the_day_an_objection_would_be_late(
    received: date, file_days: int, later: int, lost: set[int]
) -> None:
    terms, today = Terms(file_days=file_days), received + timedelta(later)
    without = {received + timedelta(number) for number in lost}

    late = clock.window_of(received, terms, without).is_late(today)

    assert late == (received < clock.received_before(today, terms, without))


@given(days, st.sets(st.integers(-5, 40)))
def test_each_lost_day_within_gives_a_whole_one_back(received: date, lost: set[int]) -> None:
    without = {received + timedelta(number) for number in lost}

    last_on = clock.window_of(received, Terms(), without).last_on

    span = {received + timedelta(n) for n in range(1, (last_on - received).days + 1)}
    assert len(span - without) == 14
    assert last_on not in without


def test_a_step_is_so_many_workdays_long_without_those_that_were_lost() -> None:
    tuesday = date(2026, 11, 24)

    assert clock.step_due(tuesday, 3, Calendar(frozenset())) == date(2026, 11, 27)
    assert clock.step_due(tuesday, 3, Calendar(frozenset()), {date(2026, 11, 26)}) == date(
        2026, 11, 30
    )


@given(days, st.integers(1, 89), st.integers(0, 200))
def test_more_days_never_make_an_objection_late(received: date, few: int, later: int) -> None:
    today = received + timedelta(later)
    short = clock.window_of(received, Terms(file_days=few))
    long = clock.window_of(received, Terms(file_days=few + 1))

    assert short.is_late(today) >= long.is_late(today)
    assert short.days_left(today) <= long.days_left(today)


def proposed(file_days: int, start_on: date, *signers: int) -> Proposed:
    terms = Terms(file_days=file_days, source="Perbup 3/2026", since=start_on)
    return Proposed(terms, start_on, frozenset(signers))


@pytest.mark.parametrize(
    ("proposals", "file_days"),
    [
        ([], 14),
        ([proposed(21, DAY)], 14),
        ([proposed(21, DAY, 1)], 14),
        ([proposed(21, DAY, 1, 2)], 21),
        ([proposed(21, DAY + timedelta(1), 1, 2)], 14),
        ([proposed(21, DAY - timedelta(9), 1, 2), proposed(30, DAY, 3, 4)], 30),
        ([proposed(21, DAY - timedelta(9), 1, 2), proposed(30, DAY, 3)], 21),
    ],
)
def test_other_days_hold_only_once_two_people_have_signed(
    proposals: list[Proposed], file_days: int
) -> None:
    assert clock.terms_on(DAY, proposals).file_days == file_days


def test_the_usual_days_are_nobodys_signature() -> None:
    assert not clock.USUAL.is_signed
    assert proposed(21, DAY, 1, 2).terms.is_signed
