"""What a day counts as, with and without a correction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.attendance.rules.holding import (
    DISPUTABLE,
    Choice,
    Held,
    Mark,
    Seen,
    choices_for,
    holds,
    recorded,
)

STATUSES = ("PRESENT", "OPEN", "DUTY", "TRAINING", "LEAVE", "SICK", "OFF", "RUNNING")
seen_days = st.builds(
    Seen,
    status=st.sampled_from(STATUSES),
    shielded=st.booleans(),
    late_minutes=st.integers(0, 480),
    early_minutes=st.integers(0, 480),
    came=st.booleans(),
    overdue=st.booleans(),
)
states = st.sampled_from(["", "WAITING", "ASKED", "ACCEPTED", "REFUSED"])
choices = st.sampled_from([choice.value for choice in Choice])


@pytest.mark.parametrize(
    ("day", "mark"),
    [
        (Seen("PRESENT", came=True), Mark.PRESENT),
        (Seen("PRESENT", late_minutes=42, came=True), Mark.LATE),
        (Seen("PRESENT", early_minutes=20, came=True), Mark.EARLY),
        (Seen("PRESENT", late_minutes=5, early_minutes=20, came=True), Mark.LATE),
        (Seen("PRESENT", shielded=True, came=True), Mark.SHIELDED),
        (Seen("OPEN", came=True), Mark.OPEN),
        (Seen("OPEN"), Mark.OPEN),
        (Seen("OPEN", overdue=True), Mark.ABSENT),
        (Seen("OPEN", came=True, overdue=True), Mark.OPEN),
        (Seen("OPEN", shielded=True, overdue=True), Mark.SHIELDED),
        (Seen("DUTY", shielded=True), Mark.DUTY),
        (Seen("TRAINING"), Mark.TRAINING),
        (Seen("LEAVE"), Mark.LEAVE),
        (Seen("SICK"), Mark.SICK),
        (Seen("OFF"), Mark.OFF),
        (Seen("RUNNING"), Mark.RUNNING),
        (Seen("RUNNING", came=True), Mark.PRESENT),
    ],
)
def test_a_day_is_marked_by_what_was_recorded(day: Seen, mark: Mark) -> None:
    assert recorded(day).mark is mark


@pytest.mark.parametrize(
    ("choice", "came", "mark"),
    [
        ("FIELD", True, Mark.PRESENT),
        ("FIELD", False, Mark.DUTY),
        ("MACHINE", False, Mark.PRESENT),
        ("EMERGENCY", True, Mark.PRESENT),
        ("EMERGENCY", False, Mark.EXCUSED),
        ("MADE_UP", True, Mark.PRESENT),
    ],
)
def test_accepted_holds_as_the_person_said(choice: str, came: bool, mark: Mark) -> None:
    status = "PRESENT" if came else "OPEN"
    day = Seen(status, late_minutes=42 if came else 0, came=came)

    assert holds(day, "ACCEPTED", choice) == Held(mark)


def test_making_up_needs_a_day_on_which_the_person_came() -> None:
    late = Seen("PRESENT", late_minutes=42, came=True)

    assert Choice.MADE_UP in choices_for(late)
    assert Choice.MADE_UP not in choices_for(Seen("OPEN"))
    assert choices_for(Seen("PRESENT", came=True)) == ()


@given(seen_days, choices)
def test_undecided_counts_as_nothing(day: Seen, choice: str) -> None:
    held = holds(day, "WAITING", choice)

    if recorded(day).mark in DISPUTABLE:
        assert held == Held(Mark.WAITING)
    else:
        assert held == recorded(day)


@given(seen_days, states, choices)
def test_a_correction_never_adds_minutes(day: Seen, state: str, choice: str) -> None:
    was, held = recorded(day), holds(day, state, choice)

    assert held.late_minutes <= was.late_minutes
    assert held.early_minutes <= was.early_minutes


@given(seen_days, choices)
def test_refused_is_as_recorded(day: Seen, choice: str) -> None:
    assert holds(day, "REFUSED", choice) == recorded(day)


@given(seen_days, states, choices)
def test_nobody_becomes_absent_by_speaking(day: Seen, state: str, choice: str) -> None:
    if recorded(day).mark is not Mark.ABSENT:
        assert holds(day, state, choice).mark is not Mark.ABSENT
