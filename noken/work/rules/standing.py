"""How far a result has come, and whether that is as planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

BEHIND_POINTS = 5
FAR_POINTS = 20
SILENT_WORKDAYS = 3
COUNTED = frozenset({"WAITING", "APPROVED"})
"""A returned report waits for its correction; corrected and withdrawn ones no longer speak."""


class Tone(StrEnum):
    """Against the plan of today. Values are the classes of the progress bar."""

    ON = ""
    BEHIND = "w"
    FAR = "x"
    DONE = "k"


@dataclass(frozen=True, slots=True)
class Row:
    """Reports of one indicator and one status: their sum, and the newest with its value."""

    quantity: Decimal
    status: str
    last_on: date
    latest: Decimal


@dataclass(frozen=True, slots=True)
class Sum:
    """`done` counts what was reported, `approved` what the superior confirmed; `latest` is the
    value of the newest report, for indicators that are read as values."""

    done: Decimal = Decimal()
    approved: Decimal = Decimal()
    latest: Decimal | None = None
    last_on: date | None = None


def progress_from(rows: Iterable[Row]) -> Sum:
    """What the reports of one indicator add up to. Order does not matter.

    Source: kemajuan diturunkan dari laporan (register: noken-practice).
    """
    counted = [row for row in rows if row.status in COUNTED]
    newest = max(counted, key=lambda row: row.last_on, default=None)
    return Sum(
        done=sum((row.quantity for row in counted), Decimal()),
        approved=sum((r.quantity for r in counted if r.status == "APPROVED"), Decimal()),
        latest=newest.latest if newest else None,
        last_on=newest.last_on if newest else None,
    )


def tone_of(share_pct: Decimal, planned_pct: Decimal) -> Tone:
    """On course, behind (5 points or more), far behind (20 or more), or finished.

    Source: ambang papan tim (register: noken-practice).
    """
    if share_pct >= 100:
        return Tone.DONE
    gap = planned_pct - share_pct
    if gap >= FAR_POINTS:
        return Tone.FAR
    return Tone.BEHIND if gap >= BEHIND_POINTS else Tone.ON


def mean_pct(shares: Iterable[Decimal]) -> Decimal | None:
    """The plain mean of shares, each capped at 100; None without any. No weights exist.

    Source: PP 30/2019 pasal 1 angka 4-6 (register: pp-30-2019).
    """
    capped = [min(share, Decimal(100)) for share in shares]
    return sum(capped, Decimal()) / len(capped) if capped else None
