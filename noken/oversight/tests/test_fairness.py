"""Rates by group: what is hidden, what is called different, and how often that is wrong."""

import math
from random import Random

import pytest

from noken.oversight.rules.deciders import leaning
from noken.oversight.rules.fairness import Group, compared, dispersion, rate_of

PAIR = (("PNS", "PPPK"),)


def poisson(random: Random, mean: float) -> int:
    """Knuth's way; means here are small."""
    limit, product, count = math.exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count


def drawn(random: Random, people: int, mean: float, *, clusters: bool = False) -> Group:
    """A group whose findings fall by chance; with `clusters` some people attract more of them."""
    counts = [
        poisson(random, mean * random.gammavariate(0.5, 2.0) if clusters else mean)
        for _ in range(people)
    ]
    return Group(people, sum(counts), sum(count * count for count in counts))


@pytest.mark.parametrize(
    ("findings", "low", "high"),  # exact (Garwood) intervals of a count
    [
        (0, 0.0, 3.689),
        (1, 0.025, 5.572),
        (5, 1.623, 11.668),
        (20, 12.217, 30.888),
        (100, 81.364, 121.627),
    ],
)
def test_the_interval_is_close_to_the_exact_one(findings: int, low: float, high: float) -> None:
    rate = rate_of(Group(100, findings))

    assert rate.value == findings
    assert rate.low == pytest.approx(low, abs=0.03)
    assert rate.high == pytest.approx(high, abs=0.03)


def test_a_rate_needs_people_and_one_finding_each_is_no_cluster() -> None:
    with pytest.raises(ValueError, match="people"):
        rate_of(Group(0, 0))
    assert dispersion(Group(100, 30, 30)) == 1.0
    assert dispersion(Group(100, 0, 0)) == 1.0
    assert dispersion(Group(100, 30, 90)) == pytest.approx(2.73, abs=0.01)


def test_a_group_under_ten_is_hidden_with_what_would_give_it_away() -> None:
    found = compared({"PNS": Group(900, 50, 50), "PPPK": Group(9, 8, 8)}, PAIR)
    assert found["PPPK"].rate is None
    assert found["PNS"].rate is None
    assert {each.differs for each in found.values()} == {0}

    found = compared({"PNS": Group(900, 50, 50), "PPPK": Group(10, 0, 0)}, PAIR)
    assert all(each.rate for each in found.values())

    assert compared({}, PAIR) == {}
    assert compared({"PNS": Group(900, 50, 50)}, PAIR)["PNS"].differs == 0


def test_what_differs_really_is_named_with_its_side() -> None:
    found = compared({"PNS": Group(2900, 140, 140), "PPPK": Group(690, 78, 78)}, PAIR)

    assert (found["PNS"].differs, found["PPPK"].differs) == (-1, 1)
    close = compared({"PNS": Group(3102, 186, 186), "PPPK": Group(1384, 89, 89)}, PAIR)
    assert {each.differs for each in close.values()} == {0}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("people", "mean", "clusters"),
    [
        (200, 0.02, False),
        (200, 0.06, False),
        (500, 0.3, False),
        (500, 0.06, True),
        (500, 0.3, True),
    ],
)
def test_the_interval_holds_the_truth_in_95_of_100(
    people: int, mean: float, clusters: bool
) -> None:
    random, rounds, held = Random(7), 1500, 0  # noqa: S311 (the same sequence each time)
    for _ in range(rounds):
        group = drawn(random, people, mean, clusters=clusters)
        rate = rate_of(group, dispersion(group))
        held += rate.low <= 100 * mean <= rate.high

    assert 0.93 <= held / rounds <= 1.0


@pytest.mark.slow
@pytest.mark.parametrize("clusters", [False, True])
def test_equal_groups_are_called_different_in_at_most_5_of_100(clusters: bool) -> None:
    random, rounds, wrong = Random(11), 600, 0  # noqa: S311 (as above)
    pairs = (("a", "b"), ("c", "d"), ("e", "f"))
    for _ in range(rounds):
        one = {name: drawn(random, 150, 0.15, clusters=clusters) for name in "abcdef"}
        wrong += any(each.differs for each in compared(one, pairs).values())

    assert wrong / rounds <= 0.06


@pytest.mark.parametrize(
    ("overturned", "who"),
    [
        ({}, None),
        ({1: 4}, None),
        ({1: 5}, 1),
        ({1: 3, 2: 3}, None),
        ({1: 4, 2: 3}, 1),
        ({1: 3, 2: 2, 3: 2}, None),
    ],
)
def test_one_hand_behind_more_than_half_is_named(
    overturned: dict[int, int], who: int | None
) -> None:
    assert leaning(overturned) == who
