"""What a person usually reports, and what in a report deserves a look before it is approved."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median_low

from noken.core.values import MONTHS

HABIT_REPORTS = 10
MOST_PLACES = 6
FAR_ABOVE = 3
USUAL_SHARE = Decimal("0.6")
LEAST_HISTORY = 3
SAME_TEXT_LETTERS = 20
"""A shorter note says the same every day without being copied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A waiting report beside the author's earlier ones of the same indicator.

    `evidence_share` is the share (0 to 1) of the earlier ones that carried evidence, None with
    fewer than three; `same_text_on` the day of an earlier report with the very same note.
    """

    quantity: Decimal | None = None
    habit: Decimal | None = None
    has_evidence: bool = False
    evidence_share: Decimal | None = None
    is_late: bool = False
    same_text_on: date | None = None
    is_correction: bool = False


def habit_of(quantities: Sequence[Decimal]) -> Decimal | None:
    """What is usually finished on a day: the median of the last ten, None without history.

    Newest first. Of two middle values the lower one: a suggestion that really occurred.
    Source: isian dari kebiasaan (register: noken-practice).
    """
    recent = quantities[:HABIT_REPORTS]
    return median_low(recent) if recent else None


def usual_places(recent: Sequence[Sequence[str]], at_most: int = MOST_PLACES) -> tuple[str, ...]:
    """The places reported most often, of equals the newest first. `recent` is newest first.

    Source: isian dari kebiasaan (register: noken-practice).
    """
    counts: Counter[str] = Counter(place for places in recent for place in places)
    return tuple(place for place, _count in counts.most_common(at_most))


def needs_look(seen: Seen) -> tuple[str, ...]:
    """What a superior should see before approving, each in words; empty for a usual report.

    It never says that something is wrong: it keeps a bulk approval from being blind.
    Source: setujui sekaligus menyisihkan yang perlu dilihat (register: noken-practice).
    """
    reasons = []
    if _is_far_above(seen):
        reasons.append("Jumlahnya jauh di atas kebiasaan.")
    if _lacks_usual_evidence(seen):
        reasons.append("Tanpa bukti, padahal biasanya ada.")
    if seen.is_late:
        reasons.append("Masuk setelah batas laporan.")
    if seen.same_text_on is not None:
        day = seen.same_text_on
        reasons.append(f"Catatannya sama dengan laporan {day.day} {MONTHS[day.month - 1]}.")
    if seen.is_correction:
        reasons.append("Koreksi atas laporan sebelumnya.")
    return tuple(reasons)


def _is_far_above(seen: Seen) -> bool:
    if seen.quantity is None or not seen.habit:
        return False
    return seen.quantity > FAR_ABOVE * seen.habit


def _lacks_usual_evidence(seen: Seen) -> bool:
    share = seen.evidence_share
    return not seen.has_evidence and share is not None and share >= USUAL_SHARE


def evidence_share(earlier: Sequence[bool]) -> Decimal | None:
    """The share of earlier reports with evidence; None with fewer than three of them.

    Source: setujui sekaligus menyisihkan yang perlu dilihat (register: noken-practice).
    """
    if len(earlier) < LEAST_HISTORY:
        return None
    return Decimal(sum(earlier)) / len(earlier)


def comparable_text(note: str) -> str:
    """The note as it is compared with earlier ones: one case, single spaces; "" if too short.

    Source: setujui sekaligus menyisihkan yang perlu dilihat (register: noken-practice).
    """
    text = " ".join(note.lower().split())
    return text if len(text) >= SAME_TEXT_LETTERS else ""
