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
    """How much of the year is done, and how much was planned by the day; per cent. `awaited_pct`
    more was reported and waits for review: it is not done, and nobody is behind for it."""

    pct: Decimal
    planned_pct: Decimal
    tone: Tone
    awaited_pct: Decimal = Decimal()

    @property
    def behind_points(self) -> int:
        """Points behind the plan, 0 when on course."""
        return max(0, int(self.planned_pct - self.pct - self.awaited_pct))


def measured(indicator: IndicatorView, progress: Sum, on: date) -> Measured:
    """Progress beside plan at the end of a day, in the words of planning."""
    found = None if progress == NOTHING else progress_from_sum(progress, indicator)
    return planning.measured(indicator, found, on.year, on)


def progress_from_sum(progress: Sum, indicator: IndicatorView | None) -> Progress:
    """A sum as planning understands it; of a level or a limit the newest value."""
    is_level = indicator is not None and indicator.is_level
    return Progress(
        done=progress.latest or Decimal() if is_level else progress.done,
        last_on=progress.last_on,
        unreviewed=progress.unreviewed,
        waiting=progress.waiting,
        awaited=Decimal() if is_level else progress.awaited,
    )


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
    return Share(pct, planned, _tone(found, pct), _awaited_pct(found, pct))


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
    awaited = mean_pct(share.awaited_pct for share in shares) or Decimal()
    return Share(pct, planned, worst(share.tone for share in shares), awaited)


def _tone(found: Measured, pct: Decimal) -> Tone:
    late = _TONES.get(found.standing, Tone.ON)
    return Tone.DONE if late is Tone.ON and pct >= WHOLE and found.done else late


def _awaited_pct(found: Measured, pct: Decimal) -> Decimal:
    if not found.awaited:
        return Decimal()
    return max(Decimal(), planning.share_pct(found.reported, found.year_target) - pct)


def _share_of_limit(found: Measured) -> Decimal:
    if found.done <= found.planned:
        return WHOLE
    return Decimal(int(found.planned * WHOLE / found.done))
