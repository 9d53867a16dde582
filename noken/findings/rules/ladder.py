"""Where somebody stands on the ladder of unexcused days. It names a rung; people decide."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from noken.regulations.discipline import Rung, Sanction, Thresholds


@dataclass(frozen=True, slots=True)
class CountedDay:
    """An unexcused day and the person's own workday before it; None: the first of the year."""

    day: date
    after: date | None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs with their kinds of sanction and the source. They count days in `[since, until)`; None:
    without that end."""

    marks: Thresholds
    kinds: Mapping[str, Sanction]
    source: str
    since: date | None = None
    until: date | None = None

    def counts(self, day: date) -> bool:
        return (self.since is None or day >= self.since) and (
            self.until is None or day < self.until
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's year. `counted` are days of absence and late `blocks` that count; `asked` and
    `replied` are rows that wait for the person and for the superior; `run` the longest row of
    workdays that count. `rung` None: none is reached. `next_rung` None: there is none above;
    `days_left` until it. `ladder` None: none is loaded for the person, so the sum has no rung."""

    counted: int
    blocks: int
    asked: int
    replied: int
    run: int
    rung: Rung | None
    next_rung: Rung | None
    days_left: int | None
    ladder: Ladder | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """What of one person's year counts. `late` are days made of late minutes: the day, how many."""

    absences: Sequence[CountedDay] = ()
    late: Sequence[tuple[date, Decimal]] = ()
    asked: int = 0
    replied: int = 0

    @property
    def blocks(self) -> int:
        return int(sum(amount for _day, amount in self.late))

    def under(self, ladder: Ladder) -> "Year":
        """What of it the ladder counts."""
        return replace(
            self,
            absences=[each for each in self.absences if ladder.counts(each.day)],
            late=[each for each in self.late if ladder.counts(each[0])],
        )


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

    A limit of 0: the ladder knows no run.

    Source: PP 94/2021 Pasal 11, sepuluh hari kerja terus-menerus (register: pp-94-2021).
    """
    if not thresholds.consecutive_limit or run < thresholds.consecutive_limit:
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


def standing_of(year: Year, ladders: Sequence[Ladder]) -> Standing:
    """Where a person stands: the heaviest that a ladder of theirs reaches, each counting its own
    days; without any, the sum alone.

    Source: PP 94/2021 Pasal 9 sampai 11 (register: pp-94-2021).
    """
    if not ladders:
        run = longest_run(year.absences)
        return Standing(_sum(year), year.blocks, year.asked, year.replied, run, None, None, None)
    found = [replace(standing_on(year.under(each), each.marks), ladder=each) for each in ladders]
    best = max(found[::-1], key=lambda each: _weight(each.rung))
    return replace(best, counted=_sum(year), blocks=year.blocks)


def standing_on(year: Year, thresholds: Thresholds) -> Standing:
    """Where a sum and a run stand on one ladder: the heavier of what the two reach.

    Source: PP 94/2021 Pasal 9 sampai 11 (register: pp-94-2021).
    """
    counted = _sum(year)
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


def _weight(rung: Rung | None) -> tuple[int, str]:
    """Light, medium, heavy, and within these the number of the kind."""
    return ("RSH".index(rung.sanction[0]), rung.sanction) if rung else (-1, "")


def _sum(year: Year) -> int:
    return len({each.day for each in year.absences}) + year.blocks


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
