"""Shares, the guide in words, and which groups are too small to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.evaluation.rules import spread
from noken.regulations import grades

WORDS = {grade.code: grade.word for grade in grades.grades()}
GUIDES = {rating.code: rating.guides for rating in grades.org_ratings()}
BEST, GOOD, MIDDLE, POOR, WORST = (grade.code for grade in grades.grades())


def counts(*numbers: int) -> dict[str, int]:
    """People by grade, best first."""
    return dict(zip((BEST, GOOD, MIDDLE, POOR, WORST), numbers, strict=True))


@given(st.lists(st.integers(0, 400), min_size=5, max_size=5))
def test_shares_add_up_to_a_hundred_and_are_never_a_point_off(numbers: list[int]) -> None:
    found = spread.shares(counts(*numbers))
    people = sum(numbers)

    assert sum(found.values()) == (100 if people else 0)
    for code, number in counts(*numbers).items():
        assert not people or abs(found[code] - 100 * number / people) < 1


@pytest.mark.parametrize(
    ("rating", "numbers", "met"),
    [
        ("EXCELLENT", (7, 3, 0, 0, 0), [True]),
        ("EXCELLENT", (8, 2, 0, 0, 0), [False]),  # above 70 %
        ("EXCELLENT", (4, 6, 0, 0, 0), [False]),  # not the most frequent
        ("GOOD", (2, 7, 1, 0, 0), [True, True]),
        ("GOOD", (2, 7, 0, 1, 0), [True, True]),
        ("GOOD", (3, 7, 0, 0, 0), [True, False]),  # nobody below Baik
        ("GOOD", (1, 8, 1, 0, 0), [False, True]),
        ("NEEDS_IMPROVEMENT", (1, 3, 6, 0, 0), [True, True]),
        ("NEEDS_IMPROVEMENT", (2, 2, 6, 0, 0), [True, False]),
        ("NEEDS_IMPROVEMENT", (1, 4, 5, 0, 0), [False, True]),
        ("POOR", (1, 2, 1, 6, 0), [True, True, True]),
        ("POOR", (0, 4, 0, 6, 0), [True, False, True]),
        ("VERY_POOR", (0, 3, 1, 0, 6), [True, True, True]),
        ("VERY_POOR", (1, 2, 1, 0, 6), [True, True, False]),  # nobody may be Sangat Baik
    ],
)
def test_each_sentence_of_the_guide(rating: str, numbers: tuple[int, ...], met: list[bool]) -> None:
    found = spread.checks(counts(*numbers), GUIDES[rating], WORDS)

    assert [check.is_met for check in found] == met


def test_the_guide_in_words() -> None:
    said = {
        code: [check.guide for check in spread.checks({}, guides, WORDS)]
        for code, guides in GUIDES.items()
    }

    assert said == {
        "EXCELLENT": ["Predikat terbanyak Sangat Baik, tidak lebih dari 70%"],
        "GOOD": [
            "Predikat terbanyak Baik, tidak lebih dari 70%",
            "Ada yang berpredikat Butuh Perbaikan atau Kurang",
        ],
        "NEEDS_IMPROVEMENT": [
            "Sekurang-kurangnya 60% Butuh Perbaikan",
            "Tidak lebih dari 10% Sangat Baik",
        ],
        "POOR": [
            "Sekurang-kurangnya 60% Kurang",
            "Sekurang-kurangnya 10% Butuh Perbaikan",
            "Tidak lebih dari 10% Sangat Baik",
        ],
        "VERY_POOR": [
            "Sekurang-kurangnya 60% Sangat Kurang",
            "Sekurang-kurangnya 10% Kurang atau Butuh Perbaikan",
            "Tidak ada yang berpredikat Sangat Baik",
        ],
    }


def test_a_majority_without_a_ceiling_has_words_too() -> None:
    (check,) = spread.checks(counts(3, 2, 0, 0, 0), [grades.Guide((BEST,), majority=True)], WORDS)

    assert (check.guide, check.is_met) == ("Predikat terbanyak Sangat Baik", True)


def test_what_is_now_stands_beside_the_guide() -> None:
    most, none = spread.checks(counts(8, 6, 0, 0, 0), GUIDES["GOOD"], WORDS)

    assert most.now == "43%, 6 dari 14 orang"
    assert none.now == "belum ada"


@pytest.mark.parametrize(("people", "applies"), [(0, False), (9, False), (10, True), (300, True)])
def test_small_groups_only_read_the_guide(people: int, applies: bool) -> None:
    assert spread.guide_applies(people) is applies


@pytest.mark.parametrize(
    ("sizes", "known", "shown"),
    [
        ([14, 200, 4000], [True, False, False], [True, True, True]),
        ([14, 20, 4000], [True, False, False], [True, False, True]),  # 6 others could be told
        ([14, 14, 4000], [True, False, False], [True, True, True]),  # nobody else in it
        ([9, 200, 4000], [False, False, False], [False, True, True]),
        ([9, 9, 9], [False, False, False], [False, False, False]),
        ([3, 8, 30], [True, True, False], [True, True, True]),
    ],
)
def test_groups_inside_each_other(sizes: list[int], known: list[bool], shown: list[bool]) -> None:
    assert spread.shown(sizes, known) == shown


def test_of_units_side_by_side_one_more_is_hidden_when_the_rest_could_be_subtracted() -> None:
    assert spread.shown_beside({1: 40, 2: 12, 3: 7}, 59) == {1}
    assert spread.shown_beside({1: 40, 2: 12, 3: 7, 4: 5}, 64) == {1, 2}
    assert spread.shown_beside({1: 40, 2: 12}, 52) == {1, 2}


@given(
    st.dictionaries(st.integers(1, 12), st.integers(0, 40), max_size=10),
    st.integers(0, 30),
)
def test_what_is_hidden_beside_others_is_nobody_or_ten(sizes: dict[int, int], direct: int) -> None:
    outer = sum(sizes.values()) + direct
    shown = spread.shown_beside(sizes, outer)
    hidden = outer - sum(sizes[key] for key in shown)

    assert all(sizes[key] >= spread.LEAST_SHOWN for key in shown)
    assert hidden == 0 or hidden >= spread.LEAST_SHOWN or not shown


@given(st.data())
def test_in_a_tree_no_sum_of_shown_groups_tells_of_fewer_than_ten(data: st.DataObject) -> None:
    parents: dict[int, int | None] = {0: None}
    own = {0: data.draw(st.integers(0, 12))}
    for key in range(1, data.draw(st.integers(1, 14))):
        parents[key] = data.draw(st.integers(0, key - 1))
        own[key] = data.draw(st.integers(0, 25))
    sizes = dict(own)
    for key in sorted(own, reverse=True):
        above = parents[key]
        if above is not None:
            sizes[above] += sizes[key]

    shown = spread.visible(sizes, parents)

    for key in shown:
        above = parents[key]
        assert above is None or above in shown
        below = [each for each in shown if parents[each] == key]
        rest = sizes[key] - sum(sizes[each] for each in below)
        assert rest == 0 or rest >= spread.LEAST_SHOWN
