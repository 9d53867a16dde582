"""The leniency mirror: how a rater's grades compare with those of others for like people.

The statistic, its interval and what it cannot tell are argued in docs/adr/0020. Nothing follows
from it: it is shown to the rater alone, before they publish, and stops nobody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist

LEAST_OWN = 8
"""Below so many people of one's own nothing is said."""
LEAST_PEERS, LEAST_RATERS = 40, 8
"""So many people, graded by so many others, must stand on the other side."""
LEAST_ALIKE, LEAST_ALIKE_RATERS = 10, 3
"""A stratum with fewer is merged into the next coarser one."""
PRIOR_DF = 4.0
"""How many degrees of freedom the usual spread inside a team counts beside the own one."""
CONFIDENCE = 0.95


class Reading(StrEnum):
    """What an interval allows to say. UNCLEAR does not say that there is no difference."""

    HIGHER = "HIGHER"
    LOWER = "LOWER"
    UNCLEAR = "UNCLEAR"


@dataclass(frozen=True, slots=True)
class Case:
    """One graded person. `score` is the order of the grade, 1 to 5.

    `strata` are groups of like people, the finest first, each inside the next.
    """

    rater: int
    score: int
    strata: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Steps of a grade by which one's own stand above (below: negative) those of others.

    `own` and `expected` are means over the same people: as graded, and as others grade people
    like them; `usual` is the share (0 to 1) of each score others would give to these people.
    `low` to `high` covers the true difference in about 95 of 100 raters on average, in 80 of 100
    of the strictest tenth in teams of 8 to 10; it knows chance alone (ADR 0020). `coarse`: so many
    were compared with a wider group than the finest.
    """

    people: int
    peers: int
    raters: int
    own: float
    expected: float
    low: float
    high: float
    coarse: int
    usual: Mapping[int, float]

    @property
    def difference(self) -> float:
        return self.own - self.expected


@dataclass(frozen=True, slots=True)
class _Stratum:
    """People of others in one stratum: sum and number of scores by rater, number by score."""

    by_rater: Mapping[int, tuple[int, int]]
    by_score: Mapping[int, int]
    people: int
    mean: float


def compare(own: Sequence[Case], others: Sequence[Case]) -> Comparison | None:
    """Indirect standardisation with a moderated interval; None: too few to say anything.

    Each own case is compared with the mean of others in its finest stratum that is large enough.
    The spread inside teams is that of the rater, moderated by that of all teams, so that a
    team with one grade for all does not get an interval of no width; the uncertainty of the
    others' means is that of leaving each rater out in turn, because grades of one rater hang
    together.

    Source: our own statistic, docs/adr/0020 (register: noken-practice).
    """
    raters = {case.rater for case in others}
    if len(own) < LEAST_OWN or len(others) < LEAST_PEERS or len(raters) < LEAST_RATERS:
        return None
    strata = _strata(others)
    chosen = [_large_enough(case.strata, strata) for case in own]
    if None in chosen:
        return None
    names = [name for name in chosen if name is not None]
    residuals = [case.score - strata[name].mean for case, name in zip(own, names, strict=True)]
    n = len(own)
    mean = sum(residuals) / n
    own_df = n - 1 + PRIOR_DF
    within = (
        PRIOR_DF * _usual_variance(others, strata)
        + sum((residual - mean) ** 2 for residual in residuals)
    ) / own_df
    own_part, peer_part = within / n, _variance_of_expected(names, strata)
    df = _welch((own_part, own_df), (peer_part, len(raters) - 1.0))
    half = _t_quantile(df) * sqrt(own_part + peer_part)
    graded = sum(case.score for case in own) / n
    return Comparison(
        people=n,
        peers=len(others),
        raters=len(raters),
        own=graded,
        expected=graded - mean,
        low=mean - half,
        high=mean + half,
        coarse=sum(case.strata[0] != name for case, name in zip(own, names, strict=True)),
        usual=_usual_shares(names, strata),
    )


def reading(comparison: Comparison) -> Reading:
    """What may be said of a comparison: a difference only where the interval leaves zero out.

    Source: our own statistic, docs/adr/0020 (register: noken-practice).
    """
    if comparison.low > 0:
        return Reading.HIGHER
    return Reading.LOWER if comparison.high < 0 else Reading.UNCLEAR


def _strata(others: Iterable[Case]) -> dict[str, _Stratum]:
    sums: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    scores: dict[str, Counter[int]] = defaultdict(Counter)
    for case in others:
        for name in case.strata:
            cell = sums[name][case.rater]
            cell[0] += case.score
            cell[1] += 1
            scores[name][case.score] += 1
    found = {}
    for name, cells in sums.items():
        people = sum(count for _, count in cells.values())
        total = sum(score for score, _ in cells.values())
        by_rater = {rater: (score, count) for rater, (score, count) in cells.items()}
        found[name] = _Stratum(by_rater, scores[name], people, total / people)
    return found


def _large_enough(names: Sequence[str], strata: Mapping[str, _Stratum]) -> str | None:
    for name in names:
        found = strata.get(name)
        if found and found.people >= LEAST_ALIKE and len(found.by_rater) >= LEAST_ALIKE_RATERS:
            return name
    return None


def _usual_shares(names: Sequence[str], strata: Mapping[str, _Stratum]) -> dict[int, float]:
    shares: dict[int, float] = defaultdict(float)
    for name in names:
        for score, count in strata[name].by_score.items():
            shares[score] += count / strata[name].people / len(names)
    return dict(shares)


def _usual_variance(others: Sequence[Case], strata: Mapping[str, _Stratum]) -> float:
    """Variance of residuals inside the teams of others, pooled; never none at all.

    The floor is that of a group in which one person more than were seen is a step away.
    """
    teams: dict[int, list[float]] = defaultdict(list)
    for case in others:
        name = _large_enough(case.strata, strata) or case.strata[-1]
        teams[case.rater].append(case.score - strata[name].mean)
    squares, df = 0.0, 0
    for residuals in teams.values():
        mean = sum(residuals) / len(residuals)
        squares += sum((residual - mean) ** 2 for residual in residuals)
        df += len(residuals) - 1
    floor = 1 / (len(others) + 1)
    return max(squares / df, floor) if df else floor


def _variance_of_expected(names: Sequence[str], strata: Mapping[str, _Stratum]) -> float:
    """Variance of the mean expected score: how it moves when each rater is left out in turn."""
    moves: dict[int, float] = defaultdict(float)
    for name, count in Counter(names).items():
        stratum = strata[name]
        for rater, (score, graded) in stratum.by_rater.items():
            moved = (score - graded * stratum.mean) / (stratum.people - graded)
            moves[rater] += moved * count / len(names)
    m = len(moves)
    return (m - 1) / m * sum(move**2 for move in moves.values())


def _welch(*parts: tuple[float, float]) -> float:
    """Degrees of freedom of a sum of variances (Welch and Satterthwaite)."""
    total = sum(variance for variance, _ in parts)
    return total**2 / sum(variance**2 / df for variance, df in parts)


def _t_quantile(df: float) -> float:
    """The two-sided quantile of Student's t by the expansion of Fisher and Cornish.

    Right to the third decimal from 5 degrees of freedom on.
    """
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + sum(term / df**power for power, term in enumerate(terms, start=1))
