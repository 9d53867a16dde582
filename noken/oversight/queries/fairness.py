"""The fairness monitor: findings per 100 people by group, with what chance allows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from noken.core import clock
from noken.core.actor import Actor
from noken.findings.queries import watched
from noken.oversight.rules import fairness as rules
from noken.oversight.rules.fairness import Group
from noken.ui.formats import number

DIMENSIONS = (("PNS", "PPPK"), ("FEMALE", "MALE"), ("OFFICE", "FIELD"))
LABELS = {
    "PNS": "PNS dan CPNS",
    "PPPK": "PPPK",
    "FEMALE": "Perempuan",
    "MALE": "Laki-laki",
    "OFFICE": "Kantor perangkat daerah",
    "FIELD": "Distrik, kelurahan, puskesmas, sekolah, UPTD",
}


@dataclass(frozen=True, slots=True)
class FairRow:
    """A group. `value` None: fewer than ten people, nothing of it is shown. `x`, `width`, `point`:
    the drawing, in percent of its width."""

    name: str
    label: str
    people: int
    value: float | None
    low: float
    high: float
    x: str
    width: str
    point: str
    differs: int


@dataclass(frozen=True, slots=True)
class Fairness:
    """`whole` is the rate of the instansi, `line` where it is drawn; `said` names each group that
    really differs; `left_out` are rules that are not compared."""

    rows: Sequence[FairRow]
    whole: float | None
    line: str
    said: Sequence[str]
    left_out: Sequence[str]


def fairness(actor: Actor, at: datetime) -> Fairness:
    """Findings of the last twelve months that nobody explained."""
    hits = watched.hits_by_group(actor, clock.day_of(at))
    groups = {
        name: Group(each.people, each.findings, each.squares) for name, each in hits.groups.items()
    }
    everybody = groups.pop("ALL", Group(0, 0))
    found = rules.compared(groups, DIMENSIONS)
    most = max((each.rate.high for each in found.values() if each.rate), default=0.0) or 1.0
    whole = None
    if everybody.people >= rules.LEAST_PEOPLE:
        whole = rules.rate_of(everybody).value
    rows = [
        _row(name, found[name], most) for names in DIMENSIONS for name in names if name in found
    ]
    said = [_said(row) for row in _named(rows)]
    return Fairness(rows, whole, _at(whole or 0, most), said, hits.left_out)


def _named(rows: Sequence[FairRow]) -> Iterator[FairRow]:
    """Of each dimension those that are hit more; where none is, those that are hit less."""
    for names in DIMENSIONS:
        found = [row for row in rows if row.name in names and row.differs]
        yield from [row for row in found if row.differs > 0] or found


def _row(name: str, each: rules.Compared, most: float) -> FairRow:
    rate = each.rate
    low, high = (rate.low, rate.high) if rate else (0.0, 0.0)
    return FairRow(
        name=name,
        label=LABELS[name],
        people=each.people,
        value=rate.value if rate else None,
        low=low,
        high=high,
        x=_at(low, most),
        width=_at(max(high - low, most / 90), most),
        point=_at(rate.value if rate else 0, most),
        differs=each.differs,
    )


def _said(row: FairRow) -> str:
    way = "lebih banyak" if row.differs > 0 else "lebih sedikit"
    return (
        f"{row.label} berbeda nyata: {way} temuan, {number(row.value, 1)} per 100 pegawai "
        f"({number(row.low, 1)} sampai {number(row.high, 1)})."
    )


def _at(value: float, most: float) -> str:
    """Percent of the width; a tenth stays free at the right."""
    return f"{90 * value / most:.1f}%"
