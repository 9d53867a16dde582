"""An indicator beside its progress: numbers and tone for bars and badges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from noken.planning import queries as planning
from noken.planning.queries import IndicatorView, Measured, Progress
from noken.work.rules.standing import Sum, Tone, mean_pct, worst

NOTHING = Sum()
WHOLE = Decimal(100)
_TONES = {"BEHIND": Tone.BEHIND, "FAR_BEHIND": Tone.FAR}


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the year is done, and how much was planned by the day; per cent."""

    pct: Decimal
    planned_pct: Decimal
    tone: Tone

    @property
    def behind_points(self) -> int:
        """Points behind the plan, 0 when on course."""
        return max(0, int(self.planned_pct - self.pct))


def measured(indicator: IndicatorView, progress: Sum, on: date) -> Measured:
    """Progress beside plan at the end of a day, in the words of planning."""
    found = None if progress.last_on is None else progress_from_sum(progress, indicator)
    return planning.measured(indicator, found, on.year, on)


def progress_from_sum(progress: Sum, indicator: IndicatorView | None) -> Progress:
    """A sum as planning understands it; of a level or a limit the newest value."""
    if indicator is None or not indicator.is_level:
        return Progress(progress.done, progress.approved, progress.last_on)
    newest = progress.latest or Decimal()
    return Progress(newest, newest, progress.last_on)


def share_of(indicator: IndicatorView, progress: Sum, on: date) -> Share:
    """One indicator's share. Where lower is better, keeping the limit is the whole."""
    found = measured(indicator, progress, on)
    if indicator.lower_is_better:
        pct, planned = _share_of_limit(found), WHOLE
    elif indicator.is_level:
        pct, planned = WHOLE if found.share_pct is None else found.share_pct, WHOLE
    else:
        pct = found.share_pct or Decimal()
        planned = planning.share_pct(found.planned, found.year_target)
    return Share(pct, planned, _tone(found, pct))


def share_of_all(pairs: Sequence[tuple[IndicatorView, Sum]], on: date) -> Share | None:
    """The plain mean over several indicators, each capped at the whole; None without any.

    A level or limit that nobody has measured yet says nothing and is left out, and so does a
    target in words.
    """
    return mean_share(
        [
            share_of(indicator, progress, on)
            for indicator, progress in pairs
            if not indicator.is_worded and (progress.last_on is not None or not indicator.is_level)
        ]
    )


def mean_share(shares: Sequence[Share]) -> Share | None:
    """The plain mean of shares with the tone of the one furthest behind; None without any."""
    pct = mean_pct(share.pct for share in shares)
    planned = mean_pct(share.planned_pct for share in shares)
    if pct is None or planned is None:
        return None
    return Share(pct, planned, worst(share.tone for share in shares))


def _tone(found: Measured, pct: Decimal) -> Tone:
    late = _TONES.get(found.standing, Tone.ON)
    return Tone.DONE if late is Tone.ON and pct >= WHOLE and found.done else late


def _share_of_limit(found: Measured) -> Decimal:
    if found.done <= found.planned:
        return WHOLE
    return Decimal(int(found.planned * WHOLE / found.done))
