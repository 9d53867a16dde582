"""The ladder of PP 94/2021 with the place of the count on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from noken.findings.rules.ladder import rung_of, rung_of_run, to_clear
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
    one sentence with what one accepted row would change. `run` is the longest row of workdays;
    `run_limit` of them reach `run_name`."""

    levels: Sequence[LevelLine]
    reached: str
    position: str
    run: int
    run_limit: int
    run_name: str

    @property
    def rungs(self) -> list[RungLine]:
        return [rung for level in self.levels for rung in level.rungs]


def ladder_of(counted: Decimal, run: int) -> Ladder:
    """Where so many days stand, and so many workdays in a row: the heavier of the two."""
    known, marks, days = sanctions(), thresholds(), int(counted)
    held = [each for each in (rung_of(days, marks), rung_of_run(run, marks)) if each]
    on = max(held, key=lambda each: each.least, default=None)
    levels = [
        LevelLine(
            title,
            [
                RungLine(_days(each), each.least, known[each.sanction].name, each is on)
                for each in marks.rungs
                if known[each.sanction].level == level
            ],
        )
        for level, title in LEVELS
    ]
    return Ladder(
        levels=levels,
        reached=known[on.sanction].name if on else "",
        position=_position(days, on),
        run=run,
        run_limit=marks.consecutive_limit,
        run_name=known[marks.consecutive_sanction].name,
    )


def _days(rung: Rung) -> str:
    if rung.most is None:
        return f"\N{GREATER-THAN OR EQUAL TO} {rung.least}"
    return str(rung.least) if rung.most == rung.least else f"{rung.least}\N{EN DASH}{rung.most}"


def _position(days: int, on: Rung | None) -> str:
    """Where the count stands, and what it would take to stand lower."""
    now, known = f"Posisi hitungan sekarang {number(days)} hari", sanctions()
    if on is None:
        return f"{now}; belum ada jenjang yang tercapai."
    name = known[on.sanction].name.lower()
    fewer = to_clear(days, thresholds())
    if days < on.least or not fewer:
        return f"{now}, jenjang {name} karena berturut-turut."
    below = rung_of(days - fewer, thresholds())
    fall = (
        f"jenjangnya {known[below.sanction].name.lower()}"
        if below
        else "tidak ada jenjang tercapai"
    )
    what = "satu hari lagi" if fewer == 1 else f"{fewer} hari lagi"
    left = f"hitungan menjadi {days - fewer} hari dan {fall}"
    return f"{now}, jenjang {name}. Bila {what} diterima, {left}."
