"""A ladder of days, and where a count stands on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from noken.findings.ports import Beside, medium_of
from noken.findings.queries.cards import Card
from noken.findings.rules import ladder as rules
from noken.findings.rules.ladder import next_rung, rung_of, rung_of_run, to_clear
from noken.regulations.discipline import Rung, sanctions, thresholds
from noken.ui.formats import day_long, number

SUMS = "HDR-07"
LEVELS = (("RINGAN", "Ringan"), ("SEDANG", "Sedang"), ("BERAT", "Berat"))


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A level of sanctions; its rungs are the days in words with what belongs to them."""

    title: str
    rungs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class WholeLadder:
    """All rungs, for the card. `run_limit` workdays in a row are as the last of them. Two people
    signed how many minutes make a day if `sums_settled`, and `medium` of medium sanctions; None:
    nothing yet."""

    levels: Sequence[LevelLine]
    run_limit: int
    sums_settled: bool
    medium: Beside | None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Where one count stands. `by_law`: on that of PP 94/2021, else the region's; `whole`: it
    counts all days of the page. `reached` is the name of its rung, "" below the first; `position`
    says it with what one accepted row would change, `above` what comes next. `run` is the longest
    row of workdays; `run_limit` of them reach `run_name`, 0: no run does. `rungs` are least days
    and names, for what a decision would change; `least` reach the first."""

    by_law: bool
    whole: bool
    reached: str
    position: str
    above: str
    run: int
    run_limit: int
    run_name: str
    rungs: str
    least: int


def whole_ladder(on: date, cards: Iterable[Card]) -> WholeLadder:
    """As things are settled on a day, by the cards of that day."""
    known, marks = sanctions(), thresholds()
    levels = [
        LevelLine(
            title,
            [
                (_days(each), known[each.sanction].name)
                for each in marks.rungs
                if known[each.sanction].level == level
            ],
        )
        for level, title in LEVELS
    ]
    medium = next((each for each in medium_of.ask(on) if each), None)
    settled = any(each.code == SUMS and not each.is_hint for each in cards)
    return WholeLadder(levels, marks.consecutive_limit, settled, medium)


def ladder_of(ladder: rules.Ladder, counted: Decimal, run: int, *, whole: bool) -> Ladder:
    """Where so many days stand, and so many workdays in a row: the heavier of the two."""
    known, marks, days = ladder.kinds, ladder.marks, int(counted)
    held = [each for each in (rung_of(days, marks), rung_of_run(run, marks)) if each]
    on = max(held, key=lambda each: each.least, default=None)
    return Ladder(
        by_law=ladder.since is None,
        whole=whole,
        reached=known[on.sanction].name if on else "",
        position=_position(ladder, days, on),
        above=_above(ladder, max(days, on.least) if on else days),
        run=run,
        run_limit=marks.consecutive_limit,
        run_name=known[marks.consecutive_sanction].name,
        rungs="|".join(f"{each.least}:{known[each.sanction].name}" for each in marks.rungs),
        least=marks.rungs[0].least,
    )


def _days(rung: Rung) -> str:
    if rung.most is None:
        return f"\N{GREATER-THAN OR EQUAL TO} {rung.least}"
    return str(rung.least) if rung.most == rung.least else f"{rung.least}\N{EN DASH}{rung.most}"


def _position(ladder: rules.Ladder, days: int, on: Rung | None) -> str:
    """Where the count stands, and what it would take to stand lower."""
    now, known, marks = f"{number(days)} hari dihitung", ladder.kinds, ladder.marks
    if ladder.since:
        now += f", sejak tabel daerah berlaku pada {day_long(ladder.since)}"
    if on is None:
        below = " atau ".join(map(str, range(1, marks.rungs[0].least)))
        return f"{now}. Pada {below} hari tidak ada hukuman."
    name = known[on.sanction].name.lower()
    fewer = to_clear(days, marks)
    if days < on.least or not fewer:
        return f"{now}, jenjang {name} karena berturut-turut."
    lower = rung_of(days - fewer, marks)
    fall = (
        f"jenjangnya {known[lower.sanction].name.lower()}"
        if lower
        else "tidak ada jenjang tercapai"
    )
    what = "satu hari lagi" if fewer == 1 else f"{fewer} hari lagi"
    left = f"hitungan menjadi {days - fewer} hari dan {fall}"
    return f"{now}, jenjang {name}. Bila {what} diterima, {left}."


def _above(ladder: rules.Ladder, days: int) -> str:
    rung = next_rung(days, ladder.marks)
    if rung is None:
        return "Tidak ada jenjang di atasnya."
    name = ladder.kinds[rung.sanction].name.lower()
    return f"Jenjang berikut: {name}, pada {_days(rung)} hari."
