from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.evaluation.rules.parts import Answering, PartSpan, Stay, parts_of

START, END = date(2026, 7, 1), date(2026, 10, 1)
SPAN = (START, END)
EVER = date(9999, 12, 31)
BEFORE = date(2024, 1, 1)
OLD, NEW, ACTING = 1, 2, 3
HOME, AWAY = 10, 20


def stay(unit: int = HOME, start: date = BEFORE, end: date = EVER, posting: int = 0) -> Stay:
    return Stay(posting or unit, unit, start, end)


def line(
    superior: int | None = OLD,
    start: date = BEFORE,
    end: date = EVER,
    *,
    passing: bool = False,
) -> Answering:
    return Answering(superior, passing, start, end)


def part(superior: int | None, unit: int, start: date, end: date) -> PartSpan:
    return PartSpan(superior, unit, unit, start, end)


def test_who_stayed_has_one_part_over_all_days() -> None:
    assert parts_of([stay()], [line()], SPAN) == (part(OLD, HOME, START, END),)


def test_who_moved_has_a_part_with_each_superior() -> None:
    moved = date(2026, 8, 17)
    stays = [stay(end=moved), stay(AWAY, moved)]
    lines = [line(end=moved), line(NEW, moved)]

    assert parts_of(stays, lines, SPAN) == (
        part(OLD, HOME, START, moved),
        part(NEW, AWAY, moved, END),
    )


def test_another_superior_for_good_begins_a_part_even_for_some_days() -> None:
    changed = date(2026, 9, 21)

    assert parts_of([stay()], [line(end=changed), line(NEW, changed)], SPAN) == (
        part(OLD, HOME, START, changed),
        part(NEW, HOME, changed, END),
    )


@pytest.mark.parametrize(("acted", "parts"), [(27, 1), (28, 3)])
def test_who_acts_makes_a_part_from_28_days_on(acted: int, parts: int) -> None:
    begins = date(2026, 7, 20)
    ends = begins + timedelta(acted)
    lines = [
        line(end=begins),
        line(ACTING, begins, ends, passing=True),
        line(start=ends),
    ]

    found = parts_of([stay()], lines, SPAN)

    assert len(found) == parts
    assert (found[0].start, found[-1].end) == SPAN


def test_days_without_a_post_belong_to_the_one_before() -> None:
    left, came = date(2026, 8, 1), date(2026, 8, 10)
    stays = [stay(end=left), stay(AWAY, came)]
    lines = [line(end=left), line(NEW, came)]

    assert [(each.start, each.end) for each in parts_of(stays, lines, SPAN)] == [
        (START, came),
        (came, END),
    ]


def test_who_came_in_the_middle_begins_there() -> None:
    came = date(2026, 9, 1)

    assert parts_of([stay(start=came)], [line(start=came)], SPAN) == (part(OLD, HOME, came, END),)


def test_a_promotion_under_the_same_superior_is_no_new_part() -> None:
    raised = date(2026, 8, 1)
    stays = [stay(end=raised, posting=5), stay(start=raised, posting=6)]

    assert parts_of(stays, [line()], SPAN) == (PartSpan(OLD, HOME, 6, START, END),)


def test_nobody_above_is_none_until_there_is_somebody_today() -> None:
    alone = [line(None)]

    assert parts_of([stay()], alone, SPAN) == (part(None, HOME, START, END),)
    assert parts_of([stay()], alone, SPAN, now=NEW) == (part(NEW, HOME, START, END),)


def test_where_somebody_only_acted_that_one_answers() -> None:
    acted = [line(None, end=date(2026, 9, 20)), line(ACTING, date(2026, 9, 20), passing=True)]

    assert parts_of([stay()], acted, SPAN) == (part(ACTING, HOME, START, END),)


def test_without_a_post_there_is_no_part() -> None:
    assert parts_of([], [line()], SPAN) == ()


@given(
    st.lists(st.integers(1, 91), max_size=3, unique=True),
    st.lists(
        st.tuples(st.integers(1, 91), st.sampled_from([None, OLD, NEW, ACTING]), st.booleans()),
        max_size=5,
        unique_by=lambda each: each[0],
    ),
)
def test_parts_cover_every_day_once(
    moves: list[int], changes: list[tuple[int, int | None, bool]]
) -> None:
    cuts = [BEFORE, *(START + timedelta(day) for day in sorted(moves)), EVER]
    stays = [
        Stay(place, place % 2, since, until) for place, (since, until) in enumerate(pairwise(cuts))
    ]
    marks = sorted(changes)
    days = [BEFORE, *(START + timedelta(day) for day, _, _ in marks), EVER]
    whose = [(OLD, False), *((who, passing) for _, who, passing in marks)]
    lines = [
        Answering(who, passing, since, until)
        for (who, passing), since, until in zip(whose, days, days[1:], strict=False)
    ]

    parts = parts_of(stays, lines, SPAN)

    assert (parts[0].start, parts[-1].end) == SPAN
    assert all(part.start < part.end for part in parts)
    assert all(one.end == two.start for one, two in pairwise(parts))
    assert all(
        (one.superior_id, one.unit_id) != (two.superior_id, two.unit_id)
        for one, two in pairwise(parts)
    )
