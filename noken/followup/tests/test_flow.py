"""States, clock and what may follow: the rules of improvement plans, values, boxes, rows."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from noken.followup.rules import flow, grade_rows, nine_box, values
from noken.followup.rules.grade_rows import Rated
from noken.regulations import grades

DAY = date(2026, 11, 24)
STATES = sorted(flow.OPEN | flow.DONE)
LAWFUL = {
    ("PROPOSED", "mend"): "PROPOSED",
    ("PROPOSED", "answer"): "PROPOSED",
    ("PROPOSED", "agree"): "RUNNING",
    ("PROPOSED", "start"): "RUNNING",
    ("PROPOSED", "stop"): "STOPPED",
    ("RUNNING", "note"): "RUNNING",
    ("RUNNING", "test"): "TESTED",
    ("RUNNING", "stop"): "STOPPED",
    ("TESTED", "note"): "TESTED",
    ("TESTED", "improve"): "IMPROVED",
    ("TESTED", "extend"): "RUNNING",
    ("TESTED", "forward"): "FORWARDED",
    ("TESTED", "stop"): "STOPPED",
}


@pytest.mark.parametrize("status", STATES)
@pytest.mark.parametrize("act", flow.ACTS)
def test_every_act_in_every_state(status: str, act: str) -> None:
    assert flow.after(status, act) == LAWFUL.get((status, act))


def test_every_sequence_of_four_acts_ends_in_a_known_state() -> None:
    for acts in product(flow.ACTS, repeat=4):
        status = flow.PROPOSED
        for act in acts:
            status = flow.after(status, act) or status
            assert status in STATES


def test_what_is_done_stays_done() -> None:
    for status in flow.DONE:
        assert not any(flow.after(status, act) for act in flow.ACTS)


@pytest.mark.parametrize("grade", [each.code for each in grades.grades()])
def test_only_a_final_grade_below_baik_gives_a_chance(grade: str) -> None:
    low = grade not in {"VERY_GOOD", "GOOD"}

    assert flow.leads_to_plan(grade, final=True) is low
    assert not flow.leads_to_plan(grade, final=False)


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2026, 11, 24), 6, date(2027, 5, 24)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 6, 30), 12, date(2027, 6, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(start: date, months: int, due: date) -> None:
    assert flow.due_after(start, months) == due


def test_the_next_talk_is_a_month_after_the_last() -> None:
    assert flow.note_due(date(2026, 10, 1), None) == date(2026, 11, 1)
    assert flow.note_due(date(2026, 10, 1), date(2026, 11, 20)) == date(2026, 12, 20)


@pytest.mark.parametrize(
    ("days", "answered", "code"),
    [
        (0, False, "followup.wait_for_answer"),
        (6, False, "followup.wait_for_answer"),
        (7, False, ""),
        (0, True, ""),
    ],
)
def test_a_plan_waits_a_week_for_its_person(days: int, answered: bool, code: str) -> None:
    why = flow.why_not_startable(DAY, DAY + timedelta(days), answered=answered)

    assert (why.code if why else "") == code


@pytest.mark.parametrize(
    ("until", "fits"),
    [
        (DAY, False),
        (DAY + timedelta(1), True),
        (date(2027, 5, 24), True),
        (date(2027, 5, 25), False),
    ],
)
def test_a_plan_goes_on_for_one_more_span_at_most(until: date, fits: bool) -> None:
    assert (flow.why_not_extendable(DAY, until, 6) is None) is fits


@pytest.mark.parametrize(
    ("outcome", "due", "settled", "code"),
    [
        (flow.NOT_YET, DAY, True, ""),
        (flow.PARTLY, DAY - timedelta(1), True, ""),
        (flow.REACHED, DAY, True, "followup.reached"),
        (flow.NOT_YET, DAY, False, "followup.unsettled"),
        (flow.NOT_YET, DAY + timedelta(1), True, "followup.too_early"),
    ],
)
def test_nothing_follows_before_the_span_is_settled_and_over(
    outcome: str, due: date, settled: bool, code: str
) -> None:
    why = flow.why_not_forwardable(outcome, due, DAY, settled=settled)

    assert (why.code if why else "") == code


# Values


def _known(*, whole: bool = True) -> values.Known:
    return values.Known(
        "X", "X", Decimal(6), "bulan", "dugaan", Decimal(1), Decimal(12), whole=whole
    )


def _signed(value: int, start_on: date, signatures: int, name: str = "X") -> values.Signed:
    return values.Signed(name, Decimal(value), "SK", start_on, signatures)


def test_nothing_is_settled_by_one_signature() -> None:
    found = values.setting_on(_known(), [_signed(3, DAY, 1)], DAY)

    assert (found.value, found.settled, found.source) == (Decimal(6), False, "dugaan")


def test_the_newest_signed_value_that_has_begun_holds() -> None:
    rows = [
        _signed(3, DAY - timedelta(9), 2),
        _signed(4, DAY, 2),
        _signed(5, DAY + timedelta(1), 2),
        _signed(9, DAY, 2, "Y"),
    ]

    assert values.setting_on(_known(), rows, DAY).value == 4
    assert values.setting_on(_known(), rows, DAY - timedelta(1)).value == 3
    assert values.setting_on(_known(), rows, DAY).settled


@pytest.mark.parametrize(
    ("value", "whole", "fits"),
    [
        ("1", True, True),
        ("12", True, True),
        ("13", True, False),
        ("0", True, False),
        ("6.5", True, False),
        ("6.5", False, True),
    ],
)
def test_a_value_keeps_its_bounds(value: str, whole: bool, fits: bool) -> None:
    assert values.fits(_known(whole=whole), Decimal(value)) is fits


# Nine boxes


def test_each_box_has_one_number() -> None:
    found = {
        nine_box.box_of(performance, potential)
        for performance in nine_box.PERFORMANCES
        for potential in nine_box.POTENTIALS
    }

    assert found == set(range(1, 10))


def test_better_grades_never_lower_the_box() -> None:
    for potential in nine_box.POTENTIALS:
        boxes = [
            nine_box.box_of(nine_box.performance_of(grade.code), potential) or 0
            for grade in sorted(grades.grades(), key=lambda each: each.order)
        ]
        assert boxes == sorted(boxes)


def test_an_unknown_axis_gives_no_box() -> None:
    assert nine_box.box_of("", nine_box.HIGH) is None
    assert nine_box.performance_of("") == ""
    assert nine_box.potential_from(" tinggi ") == nine_box.HIGH
    assert nine_box.potential_from("luar biasa") == ""


# Rows of a grade file

WORDS = {grade.code: grade.name for grade in grades.grades()}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sangat Baik", "VERY_GOOD"),
        ("  butuh   perbaikan ", "NEEDS_IMPROVEMENT"),
        ("Kurang/Misconduct", "POOR_MISCONDUCT"),
        ("Kurang", "POOR_MISCONDUCT"),
        ("GOOD", "GOOD"),
        ("", ""),
        ("-", ""),
        ("Bagus", None),
    ],
)
def test_a_cell_names_a_grade(text: str, code: str | None) -> None:
    assert grade_rows.code_from(text, WORDS) == code


GIVEN = Rated("AS", "AS", "GOOD")


@pytest.mark.parametrize(
    ("known", "final", "verdict"),
    [
        (GIVEN, False, "SAME"),
        (GIVEN, True, "SAME"),
        (Rated("BELOW", "AS", "NEEDS_IMPROVEMENT"), False, "DIFFERS"),
        (Rated("BELOW", "AS", "NEEDS_IMPROVEMENT"), True, "FINAL"),
        (Rated("", "", ""), False, "UNRATED"),
    ],
)
def test_the_verdict_on_a_row(known: Rated, final: bool, verdict: str) -> None:
    assert grade_rows.verdict_on(GIVEN, known, final=final) == verdict


def test_a_row_must_follow_the_matrix() -> None:
    assert grade_rows.why_inconsistent(GIVEN, "GOOD") == ""
    assert "matriks" in grade_rows.why_inconsistent(GIVEN, "VERY_GOOD")
    assert "ketiganya" in grade_rows.why_inconsistent(Rated("", "AS", "GOOD"), "")
