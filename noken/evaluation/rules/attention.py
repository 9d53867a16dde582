"""Signs that grades were given without a look: they go to the rater alone, and accuse nobody.

Each has a harmless explanation too, which is shown with it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

LEAST = 8
"""Below so many people a pattern is too easily chance."""
HASTY_SECONDS = 30
"""Half of the sheets decided in less: the evidence of one can hardly be read in that time."""
CHANCE = 0.05
"""One grade for all is remarkable only where it is rarer than this among others."""
LEAST_UNUSUAL_SELF = 3
"""Always agreeing says something only where so many judged themselves unlike most."""


class Signal(StrEnum):
    """HASTY: seconds a sheet. UNIFORM: one pair of ratings for all. ECHO: always as they said."""

    HASTY = "HASTY"
    UNIFORM = "UNIFORM"
    ECHO = "ECHO"


@dataclass(frozen=True, slots=True)
class Act:
    """One rating: its pair (result, behaviour), the person's own pair ("" unsaid), and the
    seconds between opening and publishing; None where that cannot be told."""

    pair: tuple[str, str]
    own_pair: tuple[str, str]
    seconds: float | None


def signals_of(acts: Sequence[Act], usual: Mapping[tuple[str, str], float]) -> dict[Signal, float]:
    """The signs in one rater's acts of a period, each with the number it rests on.

    Args:
        usual: the share (0 to 1) of each pair among what others gave; empty: not known, and then
            UNIFORM is never said.
    Returns:
        HASTY with the median of seconds, UNIFORM and ECHO with the number of people.
    Source: our own signs, docs/adr/0020 (register: noken-practice).
    """
    if len(acts) < LEAST:
        return {}
    found: dict[Signal, float] = {}
    timed = [act.seconds for act in acts if act.seconds is not None]
    if len(timed) >= LEAST and (middle := median(timed)) < HASTY_SECONDS:
        found[Signal.HASTY] = middle
    pairs = {act.pair for act in acts}
    if len(pairs) == 1 and usual and usual.get(acts[0].pair, 0.0) ** len(acts) <= CHANCE:
        found[Signal.UNIFORM] = float(len(acts))
    if _echoes([act for act in acts if all(act.own_pair)]):
        found[Signal.ECHO] = float(sum(all(act.own_pair) for act in acts))
    return found


def seconds_by_act(moments: Sequence[tuple[float, float]]) -> list[float | None]:
    """Seconds spent on each of several ratings of one rater.

    A sheet may be opened long before and decided in a row with others, or opened and decided at
    once: the shorter of "since opened" and "since the one before was published" counts.

    Args:
        moments: when opened and when published, as seconds, in the order of publishing.
    Source: our own signs, docs/adr/0020 (register: noken-practice).
    """
    spent: list[float | None] = []
    before: float | None = None
    for opened, published in moments:
        since_opened = published - opened
        since_before = since_opened if before is None else published - before
        spent.append(max(0.0, min(since_opened, since_before)))
        before = published
    return spent


def _echoes(acts: Sequence[Act]) -> bool:
    if len(acts) < LEAST or any(act.pair != act.own_pair for act in acts):
        return False
    (_, most), *_ = Counter(act.own_pair for act in acts).most_common(1)
    return len(acts) - most >= LEAST_UNUSUAL_SELF
