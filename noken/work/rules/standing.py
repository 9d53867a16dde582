"""How far a result has come, and whether that is as planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

SILENT_WORKDAYS = 3
COUNTED = frozenset({"WAITING", "APPROVED"})
"""A returned report waits for its correction; corrected and withdrawn ones no longer speak."""


class Tone(StrEnum):
    """Beside the plan of the day, best first. Values are the classes of the progress bar."""

    DONE = "k"
    ON = ""
    BEHIND = "w"
    FAR = "x"


_RANKS = {tone: rank for rank, tone in enumerate(Tone)}


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


def worst(tones: Iterable[Tone]) -> Tone:
    """Of several measures the one furthest behind speaks for all; ON without any.

    Source: papan tim, yang paling tertinggal menentukan (register: noken-practice).
    """
    return max(tones, key=_RANKS.__getitem__, default=Tone.ON)


def mean_pct(shares: Iterable[Decimal]) -> Decimal | None:
    """The plain mean of shares, each capped at 100; None without any. No weights exist.

    Source: PP 30/2019 pasal 1 angka 4-6 (register: pp-30-2019).
    """
    capped = [min(share, Decimal(100)) for share in shares]
    return sum(capped, Decimal()) / len(capped) if capped else None
