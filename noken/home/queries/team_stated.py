"""Of a row of the board what does not rest on reports alone: where somebody is, and progress."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from noken.attendance.queries import Presence
from noken.core.actor import Actor
from noken.evaluation import queries as evaluation
from noken.evaluation.queries import StatedLine
from noken.planning.queries import ResultView
from noken.ui import formats
from noken.work.queries import Share, TeamBoard, TeamRow

NOBODY = StatedLine("SKP belum disepakati", due=False, waiting=0, shares={})
REACHED, BEHIND = 100, 60


@dataclass(frozen=True, slots=True)
class Cell:
    """Progress of one person on one result of the superior; `share` "": no such result."""

    label: str
    share: str
    bar: int
    tone: str
    sentence: str


_NOW = {
    "IN": ("Masuk", "ok", "check"),
    "OUT": ("Pulang", "ok", "check"),
    "LEAVE": ("Sedang cuti", "", ""),
    "DUTY": ("Dinas luar", "", ""),
    "TRAINING": ("Pelatihan", "", ""),
    "NOT_YET": ("Belum presensi", "thr", "clock"),
    "OFF": ("Hari ini libur", "", ""),
    "SHIELDED": ("Mesin terganggu", "", ""),
    "UNKNOWN": ("Presensi belum diketahui", "", ""),
}


def stated_lines(actor: Actor, board: TeamBoard) -> Mapping[int, StatedLine]:
    """Of the people on the board whose duty asks no report."""
    silent = [row.person.id for row in board.rows if not row.asks]
    plans = {pk: board.plans.get(pk, ()) for pk in silent}
    return evaluation.stated_board(actor, plans)


def where_now(presence: Presence) -> tuple[str, str, str]:
    """Label, tone and icon: the day of who owes no report is told by presence."""
    label, tone, icon = _NOW[presence.code]
    at = f" {formats.time_of(presence.since)}" if presence.since and tone == "ok" else ""
    return label + at, tone, icon


def is_present(presence: Presence) -> bool:
    return presence.code in {"IN", "OUT", "DUTY", "TRAINING"}


def cells_of(board: TeamBoard, row: TeamRow, line: StatedLine) -> list[Cell]:
    """Progress by column: of reports, or of what was stated where no report is asked."""
    if row.asks:
        pairs = zip(board.columns, row.shares, strict=True)
        return [_reported(row, column.label, share) for column, share in pairs]
    return [
        _stated(row, column.label, results, line)
        for column, results in zip(board.columns, row.results, strict=True)
    ]


def _reported(row: TeamRow, label: str, share: Share | None) -> Cell:
    if share is None:
        return Cell(label, "", 0, "", "")
    pct = int(share.pct)
    said = f"{row.person.name}, {label}, setahun"
    return Cell(label, formats.percent(pct), min(100, pct), share.tone.value, said)


def _stated(row: TeamRow, label: str, results: Sequence[ResultView], line: StatedLine) -> Cell:
    known = [line.shares[str(each.key)] for each in results if str(each.key) in line.shares]
    if not known:
        return Cell(label, "", 0, "", "")
    share = sum(known, Decimal()) / len(known)
    pct = int(share)
    tone = "k" if pct >= REACHED else "w" if pct >= BEHIND else "x"
    said = f"{row.person.name}, {label}, {line.span}, dinyatakan"
    return Cell(label, evaluation.told_share(share), min(100, pct), tone, said)
