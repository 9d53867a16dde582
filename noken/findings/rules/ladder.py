"""Where somebody stands on the ladder of unexcused days. It names a rung; people decide."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from noken.regulations.discipline import Rung, Thresholds


@dataclass(frozen=True, slots=True)
class CountedDay:
    """An unexcused day and the person's own workday before it; None: the first of the year."""

    day: date
    after: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's year. `counted` are days of absence and late `blocks` that count; `asked` and
    `replied` are rows that wait for the person and for the superior; `run` the longest row of
    workdays that count. `rung` None: none is reached. `next_rung` None: there is none above;
    `days_left` until it."""

    counted: int
    blocks: int
    asked: int
    replied: int
    run: int
    rung: Rung | None
    next_rung: Rung | None
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Year:
    """What of one person's year the ladder counts."""

    absences: Sequence[CountedDay] = ()
    blocks: int = 0
    asked: int = 0
    replied: int = 0


def rung_of(days: int, thresholds: Thresholds) -> Rung | None:
    """The rung of a number of unexcused days in one calendar year; None below the first.

    Raises:
        ValueError: days is negative.
    Source: PP 94/2021 Pasal 9 sampai 11 (register: pp-94-2021).
    """
    if days < 0:
        raise ValueError(f"days must be 0 or more, got {days}")
    reached = [rung for rung in thresholds.rungs if days >= rung.least]
    return reached[-1] if reached else None


def next_rung(days: int, thresholds: Thresholds) -> Rung | None:
    """The first rung above a number of days; None: there is none.

    Source: PP 94/2021 Pasal 9 sampai 11 (register: pp-94-2021).
    """
    return next((rung for rung in thresholds.rungs if rung.least > days), None)


def rung_of_run(run: int, thresholds: Thresholds) -> Rung | None:
    """The rung that so many workdays in a row reach, whatever the year holds; None below it.

    Source: PP 94/2021 Pasal 11, sepuluh hari kerja terus-menerus (register: pp-94-2021).
    """
    if run < thresholds.consecutive_limit:
        return None
    return next(
        rung for rung in thresholds.rungs if rung.sanction == thresholds.consecutive_sanction
    )


def longest_run(days: Iterable[CountedDay]) -> int:
    """The longest row of unexcused workdays: each comes right after the one before.

    Days off, leave and duty neither count nor break it; presence and an excuse do.

    Source: PP 94/2021 Pasal 11, tafsir hari kerja [C] (register: pp-94-2021).
    """
    return max(_runs(days), default=0)


def newest_run(days: Iterable[CountedDay]) -> int:
    """The row that the newest day stands in.

    Source: PP 94/2021 Pasal 11, tafsir hari kerja [C] (register: pp-94-2021).
    """
    return next(iter(_runs(days)[::-1]), 0)


def standing_of(year: Year, thresholds: Thresholds) -> Standing:
    """Where a person stands: the heavier of what the sum and what the longest run reach.

    Source: PP 94/2021 Pasal 9 sampai 11 (register: pp-94-2021).
    """
    counted = len({each.day for each in year.absences}) + year.blocks
    run = longest_run(year.absences)
    above = next_rung(counted, thresholds)
    reached = [rung_of(counted, thresholds), rung_of_run(run, thresholds)]
    rung = max((each for each in reached if each), key=lambda each: each.least, default=None)
    if rung is not None and above is not None and above.least <= rung.least:
        above = next((each for each in thresholds.rungs if each.least > rung.least), None)
    return Standing(
        counted=counted,
        blocks=year.blocks,
        asked=year.asked,
        replied=year.replied,
        run=run,
        rung=rung,
        next_rung=above,
        days_left=above.least - counted if above else None,
    )


def early_level(count: int, days: Collection[int]) -> int | None:
    """The highest of the early days that a count has reached or passed: of it the person is told,
    also where the count jumped over it. None: it is below all.

    Source: cara kerja noken, pemberitahuan dini (register: noken-practice).
    """
    return max((day for day in days if day <= count), default=None)


def to_clear(days: int, thresholds: Thresholds) -> int:
    """How many days would have to be excused for the rung to fall by one; 0 where none is reached.

    Source: PP 94/2021 Pasal 9 sampai 11 (register: pp-94-2021).
    """
    rung = rung_of(days, thresholds)
    return days - rung.least + 1 if rung else 0


def _runs(days: Iterable[CountedDay]) -> list[int]:
    lengths: list[int] = []
    before: date | None = None
    for each in sorted({each.day: each for each in days}.values(), key=lambda each: each.day):
        if before is not None and each.after == before:
            lengths[-1] += 1
        else:
            lengths.append(1)
        before = each.day
    return lengths
