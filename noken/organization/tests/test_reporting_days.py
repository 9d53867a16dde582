"""Random histories: the lines of the rule equal an answer looked up day by day."""

import random
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from noken.organization.rules import reporting
from noken.organization.rules.reporting import circles, reporting_lines
from noken.organization.rules.seats import Facts
from noken.organization.tests.histories import LAST, Oracle, day, histories, rings


@settings(max_examples=60)
@given(histories())
def test_the_lines_equal_an_answer_looked_up_day_by_day(facts: Facts) -> None:
    lines = reporting_lines(facts)
    flat = [line for own in lines.values() for line in own]

    for number in range(LAST + 2):
        on = day(number)
        known = {who: tuple(answer) for who, answer in reporting.days_of(flat, on).items()}
        assert known == Oracle(facts, on).all(), number


@settings(max_examples=25)
@given(histories(), st.integers(0, LAST))
def test_a_window_of_one_day_gives_the_answers_of_that_day(facts: Facts, number: int) -> None:
    on, after = day(number), day(number + 1)
    whole = [line for own in reporting_lines(facts).values() for line in own]

    windowed = reporting_lines(facts, first=on, until=after)

    assert all(line.start == on and line.end == after for own in windowed.values() for line in own)
    assert reporting.days_of([line for own in windowed.values() for line in own], on) == (
        reporting.days_of(whole, on)
    )


@settings(max_examples=25)
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(facts: Facts, shuffler: random.Random) -> None:
    mixed: dict[str, Any] = {
        name: shuffler.sample(list(getattr(facts, name)), len(getattr(facts, name)))
        for name in ("units", "parents", "seats", "absences", "overrides", "placements")
    }

    assert reporting_lines(replace(facts, **mixed)) == reporting_lines(facts)


@settings(max_examples=25)
@given(histories())
def test_every_posted_day_has_exactly_one_line_and_no_other_day_has_one(facts: Facts) -> None:
    lines = reporting_lines(facts)

    for number in range(LAST + 2):
        on = day(number)
        posted = sorted(row.employee for row in facts.placements if row.start <= on < row.end)
        lined = sorted(
            line.employee for own in lines.values() for line in own if line.start <= on < line.end
        )
        assert lined == posted


@settings(max_examples=25)
@given(histories())
def test_nobody_is_their_own_superior_and_lines_do_not_touch_the_same(facts: Facts) -> None:
    for own in reporting_lines(facts).values():
        for line in own:
            assert line.superior != line.employee
            assert line.start < line.end
            assert (line.superior is None) == (line.basis in {"TOP", "GAP"})
        for before, after in pairwise(own):
            assert before.end <= after.start
            assert before.end < after.start or before[:4] != after[:4]


@settings(max_examples=40)
@given(histories(chosen=False))
def test_without_an_explicit_choice_there_is_no_circle(facts: Facts) -> None:
    assert circles(reporting_lines(facts)) == []


@settings(max_examples=25)
@given(histories())
def test_every_circle_is_named_and_each_goes_back_to_a_choice(facts: Facts) -> None:
    lines = reporting_lines(facts)
    named = circles(lines)

    assert all(circle.is_chosen for circle in named)
    for number in range(LAST + 2):
        on = day(number)
        answers = Oracle(facts, on).all()
        assert rings(answers) == {
            frozenset(circle.members) for circle in named if circle.start <= on < circle.end
        }
