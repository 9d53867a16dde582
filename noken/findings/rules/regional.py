"""The ladder of days that a region sets for PPPK: what its table must be, and which ladder counts
whose days. The law's own is for PNS; until a table is signed and has begun, PPPK have none."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from noken.core.signing import SIGNATURES
from noken.findings.rules.ladder import Ladder
from noken.regulations.discipline import Rung, Sanction, Thresholds, sanctions, thresholds

BY_LAW = frozenset({"PNS", "CPNS"})
REGIONAL = ("PPPK", "PPPK_PART_TIME")
END = "PUTUS"
LEVELS = {"RINGAN": "Ringan", "SEDANG": "Sedang", "BERAT": "Berat", END: "Putus hubungan kerja"}
CODES = {
    "RINGAN": ("R1", "R2", "R3"),
    "SEDANG": ("S1", "S2", "S3"),
    "BERAT": ("H1", "H2"),
    END: ("H3",),
}
"""The places of a level, lightest first: cases weigh kinds by them."""
MOST_ROWS = 9
LEAST_WORDS, MOST_WORDS = 5, 120
MOST_DAYS, MOST_MONTHS, MOST_RUN = 260, 60, 60


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the table: from how many days on, its level (of `LEVELS`), the sanction in the words
    of the region, and how many months it lasts; 0: it has no end."""

    least: int
    level: str
    name: str
    months: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """What a region proposes. `groups` are of `REGIONAL`; so many days in a row (`run`) reach the
    last step, 0: the region knows no run."""

    groups: tuple[str, ...]
    steps: tuple[Step, ...]
    run: int
    source: str
    since: date


@dataclass(frozen=True, slots=True)
class Proposed:
    table: Table
    signer_ids: frozenset[int]


class Why(NamedTuple):
    """A reason against it, with the code of the refusal."""

    code: str
    text: str


class Ruled(NamedTuple):
    """People of one kind whose days in `[since, until)` a ladder counts; None: without that end."""

    kind: str
    since: date | None
    until: date | None
    ladder: Ladder


def law() -> Ladder:
    """That of PP 94/2021.

    Source: PP 94/2021 Pasal 9 sampai 11 (register: pp-94-2021).
    """
    return Ladder(thresholds(), sanctions(), "PP 94/2021 Pasal 9 sampai 11")


def ruled_by(proposals: Iterable[Proposed]) -> list[Ruled]:
    """Whose days which ladder counts, the law's first; a table from its own day on until the next.

    Only what two different people signed counts.

    Source: PP 94/2021 Pasal 1, aturan PPPK menunggu aturan daerah (register: pp-94-2021).
    """
    signed = [each.table for each in proposals if len(each.signer_ids) >= SIGNATURES]
    newest = {each.since: each for each in signed}
    tables = [newest[since] for since in sorted(newest)]
    by_law = law()
    found = [Ruled(kind, None, None, by_law) for kind in sorted(BY_LAW)]
    for table, after in pairwise([*tables, None]):
        if table is not None:
            ladder = ladder_of(table, after.since if after else None)
            found += [Ruled(kind, table.since, ladder.until, ladder) for kind in table.groups]
    return found


def ladders_for(kind: str, ruled: Sequence[Ruled]) -> list[Ladder]:
    """Those that count days of people of a kind, oldest first.

    Source: PP 94/2021 Pasal 1, aturan PPPK menunggu aturan daerah (register: pp-94-2021).
    """
    return [each.ladder for each in ruled if each.kind == kind]


def ladder_on(kind: str, day: date, ruled: Sequence[Ruled]) -> Ladder | None:
    """The one that counts a day; None: the day stands in a sum without a ladder.

    Source: PP 94/2021 Pasal 1, aturan PPPK menunggu aturan daerah (register: pp-94-2021).
    """
    return next((each for each in ladders_for(kind, ruled) if each.counts(day)), None)


def ladder_of(table: Table, until: date | None = None) -> Ladder:
    """A table as a ladder; early notices come the day before each step, as beside the law's.

    Source: cara kerja noken, pemberitahuan dini (register: noken-practice).
    """
    coded = _coded(table.steps)
    ends = [step.least - 1 for _code, step in coded[1:]] + [None]
    rungs = tuple(
        Rung(step.least, most, code) for (code, step), most in zip(coded, ends, strict=True)
    )
    usual = thresholds()
    marks = Thresholds(
        valid_from=table.since,
        rungs=rungs,
        consecutive_limit=table.run,
        consecutive_sanction=rungs[-1].sanction,
        hours_per_day=usual.hours_per_day,
        early_cumulative=tuple(step.least - 1 for step in table.steps if step.least > 1),
        early_consecutive=tuple(day for day in usual.early_consecutive if day < table.run),
    )
    kinds = {code: _kind(code, step) for code, step in coded}
    return Ladder(marks, kinds, table.source, table.since, until)


def why_not_table(groups: Collection[str], steps: Sequence[Step], run: int) -> Why | None:
    """Why a table cannot be proposed; None: it can.

    Source: cara kerja noken, tabel daerah (register: noken-practice).
    """
    if "PPPK" not in groups or not set(groups) <= set(REGIONAL):
        return Why("ladder.no_groups", "Pilih PPPK, dan PPPK paruh waktu bila ikut diatur.")
    if not steps:
        return Why("ladder.no_rows", "Isi sedikitnya satu baris: mulai hari, tingkat, dan hukuman.")
    if run and not 2 <= run <= MOST_RUN:
        said = f"Hari berturut-turut: isi 2 sampai {MOST_RUN}, atau kosongkan."
        return Why("ladder.bad_run", said)
    for number, step in enumerate(steps, 1):
        if why := why_not_step(step):
            return Why("ladder.bad_row", f"Baris {number}: {why}")
    return _why_not_order(steps) or _why_not_levels(steps)


def why_not_step(step: Step) -> str:
    """What a single row lacks, in words; "": nothing.

    Source: cara kerja noken, tabel daerah (register: noken-practice).
    """
    if not 1 <= step.least <= MOST_DAYS:
        return f"isi mulai hari dengan angka 1 sampai {MOST_DAYS}."
    if step.level not in LEVELS:
        return f"pilih tingkat: {', '.join(LEVELS.values())}."
    if not LEAST_WORDS <= len(step.name) <= MOST_WORDS:
        return f"tulis hukumannya dengan {LEAST_WORDS} sampai {MOST_WORDS} huruf."
    if not 0 <= step.months <= MOST_MONTHS:
        return f"isi lama dengan angka 1 sampai {MOST_MONTHS} bulan, atau kosongkan."
    return ""


def _why_not_order(steps: Sequence[Step]) -> Why | None:
    order = list(LEVELS)
    for number, (above, below) in enumerate(pairwise(steps), 2):
        if below.least <= above.least:
            said = f"Baris {number}: mulai harinya harus lebih dari {above.least}."
            return Why("ladder.order", said)
        if order.index(below.level) < order.index(above.level):
            said = "tingkatnya tidak boleh lebih ringan daripada baris di atasnya."
            return Why("ladder.order", f"Baris {number}: {said}")
    return None


def _why_not_levels(steps: Sequence[Step]) -> Why | None:
    for level, codes in CODES.items():
        if sum(step.level == level for step in steps) > len(codes):
            said = f"Tingkat {LEVELS[level].lower()} paling banyak {len(codes)} baris."
            return Why("ladder.too_many", f"{said} Gabungkan barisnya.")
    return None


def _kind(code: str, step: Step) -> Sanction:
    level = "BERAT" if step.level == END else step.level
    return Sanction(code, level, step.name, None, step.months or None, "")


def _coded(steps: Sequence[Step]) -> list[tuple[str, Step]]:
    places = {level: iter(codes) for level, codes in CODES.items()}
    return [(next(places[step.level]), step) for step in steps]
