"""How far a result has come, and whether that is as planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

SILENT_WORKDAYS = 3
APPROVED, COUNTED, WAITING = "APPROVED", "COUNTED", "WAITING"
"""How a report stands: approved; waiting longer than its superior may take, so that it counts
unreviewed; waiting still. A returned one waits for its correction, corrected and withdrawn ones
no longer speak."""
DONE = frozenset({APPROVED, COUNTED})


class Tone(StrEnum):
    """Beside the plan of the day, best first. Values are the classes of the progress bar."""

    DONE = "k"
    ON = ""
    BEHIND = "w"
    FAR = "x"


_RANKS = {tone: rank for rank, tone in enumerate(Tone)}


@dataclass(frozen=True, slots=True)
class Row:
    """`reports` of one indicator that stand alike: their sum, and the newest with its value; that
    one arrived at `latest_at`, in seconds: of one day the last one speaks."""

    quantity: Decimal
    standing: str
    last_on: date
    latest: Decimal
    reports: int = 1
    latest_at: float = 0


@dataclass(frozen=True, slots=True)
class Sum:
    """`done` is what counts: approved, or unreviewed beyond the time to review. `latest` is the
    value of the newest of these, for indicators that are read as values.

    `unreviewed` of these reports nobody has reviewed; `waiting` more, with `awaited` in sum, are
    fresh and count for nothing yet.
    """

    done: Decimal = Decimal()
    latest: Decimal | None = None
    last_on: date | None = None
    unreviewed: int = 0
    waiting: int = 0
    awaited: Decimal = Decimal()


def progress_from(rows: Iterable[Row]) -> Sum:
    """What the reports of one indicator add up to. Order does not matter.

    Source: kemajuan diturunkan dari laporan (register: noken-practice).
    """
    found = list(rows)
    done = [row for row in found if row.standing in DONE]
    fresh = [row for row in found if row.standing == WAITING]
    newest = max(done, key=lambda row: (row.last_on, row.latest_at), default=None)
    return Sum(
        done=sum((row.quantity for row in done), Decimal()),
        latest=newest.latest if newest else None,
        last_on=newest.last_on if newest else None,
        unreviewed=sum(row.reports for row in done if row.standing == COUNTED),
        waiting=sum(row.reports for row in fresh),
        awaited=sum((row.quantity for row in fresh), Decimal()),
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
