"""The mirror: what it says, what it leaves unsaid, and how often its interval is right."""

import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.evaluation.rules import leniency
from noken.evaluation.rules.leniency import Case, Reading, compare, reading

ALL = ("*",)
ROUNDS = 10_000 if os.environ.get("NOKEN_ROUNDS") == "full" else 1_000


def team(rater: int, scores: Sequence[int], strata: tuple[str, ...] = ALL) -> list[Case]:
    return [Case(rater, score, strata) for score in scores]


def peers(scores: Sequence[int] = (4, 4, 4, 5, 3), raters: int = 10) -> list[Case]:
    return [case for rater in range(2, raters + 2) for case in team(rater, scores)]


def test_the_difference_is_the_mean_over_ones_own_people() -> None:
    found = compare(team(1, [5] * 4 + [4] * 4), peers())

    assert found is not None
    assert found.own == pytest.approx(4.5)
    assert found.expected == pytest.approx(4.0)
    assert found.difference == pytest.approx(0.5)
    assert found.low < 0.5 < found.high
    assert (found.people, found.peers, found.raters, found.coarse) == (8, 50, 10, 0)
    assert found.usual == pytest.approx({5: 0.2, 4: 0.6, 3: 0.2})


def test_each_person_is_compared_with_people_of_the_same_level() -> None:
    """Heads are graded high by everybody: who leads only heads is not lenient."""
    others = [
        case
        for rater in range(2, 12)
        for case in (
            *team(rater, [5, 5, 4], ("head", "*")),
            *team(rater, [4, 4, 3], ("staff", "*")),
        )
    ]

    among_heads = compare(team(1, [5, 5, 4] * 4, ("head", "*")), others)
    among_staff = compare(team(1, [5, 5, 4] * 4, ("staff", "*")), others)

    assert among_heads is not None
    assert among_staff is not None
    assert among_heads.difference == pytest.approx(0)
    assert reading(among_heads) is Reading.UNCLEAR
    assert among_staff.difference == pytest.approx(1)
    assert reading(among_staff) is Reading.HIGHER


def test_a_stratum_of_few_is_merged_and_said() -> None:
    others = peers() + [Case(2, 1, ("rare", "*"))] * 12

    found = compare(team(1, [4] * 9, ("rare", "*")), others)

    assert found is not None
    assert found.coarse == 9


@pytest.mark.parametrize(
    ("own", "others"),
    [
        (leniency.LEAST_OWN - 1, (5, 10)),
        (20, (3, 10)),
        (20, (20, leniency.LEAST_RATERS - 1)),
    ],
)
def test_silent_when_too_few_stand_on_either_side(own: int, others: tuple[int, int]) -> None:
    each, raters = others

    assert compare(team(1, [5] * own), peers([4] * each, raters)) is None


def test_silent_when_nobody_at_all_is_alike() -> None:
    assert compare(team(1, [5] * 8, ("unheard of",)), peers()) is None


def test_one_grade_for_all_still_has_an_interval() -> None:
    found = compare(team(1, [4] * 8), peers([4] * 6))

    assert found is not None
    assert found.low < 0 < found.high
    assert reading(found) is Reading.UNCLEAR


def test_a_clear_difference_is_said_on_either_side() -> None:
    lenient = compare(team(1, [5] * 12), peers())
    strict = compare(team(1, [3] * 12), peers())

    assert lenient is not None
    assert strict is not None
    assert reading(lenient) is Reading.HIGHER
    assert reading(strict) is Reading.LOWER


grades_of_a_team = st.lists(st.integers(1, 5), min_size=8, max_size=25)


@given(grades_of_a_team, st.randoms(use_true_random=False))
def test_the_order_of_people_says_nothing(scores: list[int], rng: random.Random) -> None:
    others = peers()
    shuffled, mixed = scores[:], others[:]
    rng.shuffle(shuffled)
    rng.shuffle(mixed)

    one, other = compare(team(1, scores), others), compare(team(1, shuffled), mixed)

    assert one is not None
    assert other is not None
    assert (one.low, one.high) == pytest.approx((other.low, other.high))


@given(grades_of_a_team, st.integers(0, 24))
def test_a_better_grade_never_makes_a_rater_look_stricter(scores: list[int], which: int) -> None:
    better = scores[:]
    at = which % len(scores)
    better[at] = min(5, better[at] + 1)

    before, after = compare(team(1, scores), peers()), compare(team(1, better), peers())

    assert before is not None
    assert after is not None
    assert after.difference >= before.difference
    assert before.low <= before.difference <= before.high


@dataclass(frozen=True)
class Populace:
    """How raters differ in a simulated instansi. `cuts` part a hidden normal judgement into the
    five grades; `tau` is how far leniency varies between raters, on the scale of one person's."""

    raters: int
    sizes: tuple[int, ...]
    tau: float
    cuts: tuple[float, ...]
    heavy: bool = False


BROAD = (-2.2, -1.5, -0.8, 0.9)
"""About 60 % Baik."""
NATIONAL = (-2.8, -2.3, -1.75, 1.55)
"""About 89 % Baik, as in the country."""
USUAL_TEAMS = tuple(range(8, 21))
LEVELS, UNITS = (-0.3, 0.0, 0.3), (-0.2, 0.2)

POPULACES = {
    "broad": Populace(40, USUAL_TEAMS, 0.5, BROAD),
    "smallest teams": Populace(40, (8,), 0.5, BROAD),
    "nobody differs": Populace(40, USUAL_TEAMS, 1e-9, BROAD),
    "raters differ much": Populace(40, USUAL_TEAMS, 1.0, BROAD),
    "national": Populace(40, USUAL_TEAMS, 0.5, NATIONAL),
    "national, smallest teams": Populace(40, (8,), 0.5, NATIONAL),
    "some raters far out": Populace(40, USUAL_TEAMS, 0.5, BROAD, heavy=True),
    "few raters": Populace(16, USUAL_TEAMS, 0.5, BROAD),
}


@dataclass
class Tally:
    raters: int = 0
    covered: int = 0
    wrong_side: int = 0


@pytest.mark.slow
@pytest.mark.parametrize("name", POPULACES)
def test_the_interval_covers_the_truth_in_about_95_of_100_raters(name: str) -> None:
    """The truth is known here: the mean difference the rater would show over endless people of
    the same levels and units, against all raters there could be."""
    tally = simulate(POPULACES[name], ROUNDS)

    assert tally.raters >= ROUNDS
    assert 0.93 <= tally.covered / tally.raters <= 0.985
    assert tally.wrong_side / tally.raters <= 0.03


def simulate(populace: Populace, raters: int) -> Tally:
    rng, tally = random.Random(20260131), Tally()  # noqa: S311 (a simulation)
    usual = {mu: _over_raters(mu, populace) for mu in _means()}
    while tally.raters < raters:
        teams = [_team(rng, rater, populace) for rater in range(populace.raters)]
        for leniency_of, means, cases in teams:
            others = [case for _, _, each in teams if each is not cases for case in each]
            found = compare(cases, others)
            assert found is not None
            truth = sum(_expected(mu + leniency_of, populace.cuts) - usual[mu] for mu in means)
            truth /= len(means)
            said = reading(found)
            tally.raters += 1
            tally.covered += found.low <= truth <= found.high
            tally.wrong_side += (said is Reading.HIGHER and truth < 0) or (
                said is Reading.LOWER and truth > 0
            )
    return tally


def _team(
    rng: random.Random, rater: int, populace: Populace
) -> tuple[float, list[float], list[Case]]:
    shift = populace.tau * (
        rng.choice((-1, 1)) * rng.expovariate(1) if populace.heavy else rng.gauss(0, 1)
    )
    unit, means, cases = rng.choice(UNITS), [], []
    for _ in range(rng.choice(populace.sizes)):
        level = rng.choice(LEVELS)
        mu = level + unit
        hidden = mu + shift + rng.gauss(0, 1)
        score = 1 + sum(hidden > cut for cut in populace.cuts)
        means.append(mu)
        cases.append(Case(rater, score, (f"{level}|{unit}", f"{level}", "*")))
    return shift, means, cases


def _means() -> list[float]:
    return [level + unit for level in LEVELS for unit in UNITS]


def _expected(mu: float, cuts: Sequence[float]) -> float:
    """The mean grade of people whose hidden judgement is normal around `mu`."""
    return 1 + sum(1 - NormalDist(mu, 1).cdf(cut) for cut in cuts)


def _over_raters(mu: float, populace: Populace) -> float:
    """The same over all raters there could be, by sums over their leniency."""
    steps = [number / 100 for number in range(-800, 801)]
    weights = [exp(-abs(x)) if populace.heavy else exp(-(x**2) / 2) for x in steps]
    means = (_expected(mu + populace.tau * x, populace.cuts) for x in steps)
    return sum(w * m for w, m in zip(weights, means, strict=True)) / sum(weights)
