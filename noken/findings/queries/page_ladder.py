"""The ladder of PP 94/2021 with the place of the count on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from noken.regulations.discipline import Rung, sanctions, thresholds
from noken.ui.formats import number

LEVELS = (("RINGAN", "Ringan"), ("SEDANG", "Sedang"), ("BERAT", "Berat"))


@dataclass(frozen=True, slots=True)
class RungLine:
    """One rung: its days in words, its sanction, whether the count stands on it."""

    days: str
    least: int
    name: str
    on: bool


@dataclass(frozen=True, slots=True)
class LevelLine:
    title: str
    rungs: Sequence[RungLine]


@dataclass(frozen=True, slots=True)
class Ladder:
    """`reached` is the name of the rung of the count, "" below the first; `position` says it in
    one sentence with what one accepted row would change."""

    levels: Sequence[LevelLine]
    reached: str
    position: str
    run_limit: int

    @property
    def rungs(self) -> list[RungLine]:
        return [rung for level in self.levels for rung in level.rungs]


def ladder_of(counted: Decimal) -> Ladder:
    known, marks = sanctions(), thresholds()
    on = rung_at(counted)
    levels = [
        LevelLine(
            title,
            [
                RungLine(_days(each), each.least, known[each.sanction].name, each.sanction == on)
                for each in marks.rungs
                if known[each.sanction].level == level
            ],
        )
        for level, title in LEVELS
    ]
    reached = known[on].name if on else ""
    return Ladder(levels, reached, _position(counted, reached), marks.consecutive_limit)


def rung_at(counted: Decimal) -> str:
    """The code of the rung that so many whole days stand on; "" below the first."""
    days = int(counted)
    held = [each.sanction for each in thresholds().rungs if days >= each.least]
    return held[-1] if held else ""


def _days(rung: Rung) -> str:
    if rung.most is None:
        return f"{rung.least} lebih"
    return str(rung.least) if rung.most == rung.least else f"{rung.least}\N{EN DASH}{rung.most}"


def _position(counted: Decimal, reached: str) -> str:
    now = f"Posisi hitungan sekarang {number(counted)} hari"
    if not reached:
        return f"{now}; belum ada jenjang yang tercapai."
    less = rung_at(counted - 1)
    fall = f"jenjangnya {sanctions()[less].name.lower()}" if less else "tidak ada jenjang tercapai"
    return (
        f"{now}, jenjang {reached.lower()}. Bila satu hari lagi diterima, hitungan menjadi "
        f"{number(counted - 1)} hari dan {fall}."
    )
