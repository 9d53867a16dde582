"""Evidence as rows, diamonds and lines of a page. Nothing here is kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from noken.core.http import url_of
from noken.core.values import MONTHS
from noken.evaluation.queries.evidence import Shown, Week
from noken.evaluation.queries.stated import STATED_WORDS
from noken.evaluation.queries.words import done_words
from noken.evaluation.rules.evidence import (
    AttendanceEvidence,
    IndicatorEvidence,
    OtherEvidence,
    ResultEvidence,
)
from noken.evaluation.rules.grading import USUAL, told_share
from noken.regulations import loader
from noken.ui import formats
from noken.work.queries import Quote

TOP, FLOOR, LEFT, RIGHT = 30.0, 142.0, 5.0, 91.0
REACHED, BEHIND = Decimal(100), Decimal(60)
PERCENT_UNITS = frozenset({"persen", "%", "persentase"})


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One line of the evidence: `share` "" where nothing can be compared; `tone` of the bar.

    `is_worded`: measure and target are the sentence `indicator`, its reports the evidence, counted
    in `proof`.
    `measure` is always the indicator's own text. `earlier` heads the first line of what only the
    plan of an earlier part has. Where reports do not measure it, `stated` says what became of the
    statement, "" without one that counts, and `said` are its words.
    """

    key: str
    head: str
    result: str
    indicator: str
    target: str
    done: str
    share: str
    bar: int
    tone: str
    label: str
    reports: int
    url: str
    is_worded: bool
    earlier: str
    proof: str
    measure: str = ""
    by_reports: bool = True
    stated: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class ValueRow:
    """Notes on one value as diamonds: 1 good or plain, w to do better."""

    name: str
    marks: Sequence[str]
    total: int
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The way through the period: what was done beside what was planned, per cent of target.

    `plan` and `done` are points of a polyline on a width of 100, the rest stands in per cent.
    """

    title: str
    grid: Sequence[tuple[str, str]]
    plan: str
    done: str
    last: tuple[str, str, str]
    months: Sequence[tuple[str, str]]
    table: Sequence[tuple[date, str, str]]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What a page shows of the evidence. `running`: the period has not ended at `as_of`; `said`
    counts the reports in words, `waiting` more do not count yet."""

    as_of: date
    running: bool
    rows: Sequence[IndicatorRow]
    reports: int
    said: str
    others: int
    waiting: int
    values: Sequence[ValueRow]
    notes: int
    givers: int
    quotes: Sequence[Quote]
    chart: Chart | None
    attendance: AttendanceEvidence | None
    more: Sequence[OtherEvidence]
    reports_url: str
    notes_url: str
    lack: str = ""

    @property
    def by_reports(self) -> bool:
        """Reports measure at least one line."""
        return any(row.by_reports for row in self.rows) or not self.rows

    @property
    def is_worded(self) -> bool:
        """Every measure is a sentence: there is no column of numbers."""
        return all(row.is_worded for row in self.rows)

    @property
    def is_empty(self) -> bool:
        return not (self.rows or self.reports or self.notes)


def evidence_view(shown: Shown, sheet_id: int) -> EvidenceView:
    evidence = shown.evidence
    names = {value.code: value.name for value in loader.core_values()}
    page = url_of("evaluation:evidence", sheet_id)
    return EvidenceView(
        as_of=evidence.as_of,
        running=(evidence.end_on - evidence.as_of).days > 1,
        rows=list(_rows(evidence.results, page)),
        reports=evidence.reports,
        said=done_words(evidence.reports, evidence.unreviewed),
        others=evidence.others,
        waiting=shown.waiting,
        values=[
            _value(names.get(v.code, "Tanpa nilai"), v.good, v.better, v.plain)
            for v in evidence.values
        ],
        notes=evidence.notes,
        givers=evidence.givers,
        quotes=shown.quotes,
        chart=_chart(shown.weeks, evidence.start_on, evidence.end_on) if shown.weeks else None,
        attendance=evidence.attendance,
        more=evidence.more,
        reports_url=page,
        notes_url=f"{page}?dari=umpan-balik",
        lack=evidence.lack,
    )


def indicator_rows(results: Sequence[ResultEvidence]) -> list[IndicatorRow]:
    """The lines of the evidence, without the way to its reports."""
    return list(_rows(results, ""))


def amount(value: Decimal | None, unit: str) -> str:
    """42, or 90% where the unit is a per cent; a dash where nothing was measured."""
    if value is None:
        return "\N{EN DASH}"
    number = formats.number(value)
    return f"{number}%" if unit.strip().casefold() in PERCENT_UNITS else number


def _rows(results: Sequence[ResultEvidence], page: str) -> Iterator[IndicatorRow]:
    last_on = None
    for result in results:
        for indicator in result.indicators:
            yield _row(result, indicator, page, heads=result.last_on != last_on)
            last_on = result.last_on


def _row(
    result: ResultEvidence, indicator: IndicatorEvidence, page: str, *, heads: bool
) -> IndicatorRow:
    first, several = indicator is result.indicators[0], len(result.indicators) > 1
    share = indicator.share_pct
    limit = "\N{LESS-THAN OR EQUAL TO} " if indicator.lower_is_better else ""
    name = f"RHK {result.number}"
    return IndicatorRow(
        key=indicator.key,
        head=name if first else "",
        result=result.text if first else "",
        indicator=indicator.text if several or indicator.is_worded else "",
        target=limit + amount(indicator.target, indicator.unit),
        done=amount(indicator.done, indicator.unit),
        share="" if share is None else told_share(share),
        bar=0 if share is None else min(100, int(share)),
        tone=_tone(share),
        label=f"Capaian {name}{_until(result)}",
        reports=indicator.reports if indicator.is_worded else result.reports if first else 0,
        url=f"{page}?rhk={result.key}",
        is_worded=indicator.is_worded,
        earlier=f"SKP sebelumnya{_until(result)}" if heads else "",
        proof=done_words(indicator.reports, indicator.unreviewed),
        measure=indicator.text,
        by_reports=indicator.by_reports,
        stated=_stated(indicator),
        said=indicator.said,
    )


def _stated(indicator: IndicatorEvidence) -> str:
    """What became of the statement, and until when it speaks."""
    if not indicator.stated_on:
        return ""
    word = STATED_WORDS[indicator.stated]
    return f"{word}, sampai {formats.day_short(indicator.stated_on)}"


def _until(result: ResultEvidence) -> str:
    return f", sampai {formats.day_long(result.last_on)}" if result.last_on else ""


def _tone(share: Decimal | None) -> str:
    if share is None or BEHIND <= share < REACHED:
        return "w" if share is not None else ""
    return "k" if share >= REACHED else "x"


def _value(name: str, good: int, better: int, plain: int) -> ValueRow:
    marks = ["1"] * good + ["l"] * plain + ["w"] * better
    said = f"{good} contoh baik, {better} bisa ditingkatkan"
    said += f", {plain} catatan lain" if plain else ""
    return ValueRow(name, marks[:12], good + better + plain, said)


def _chart(weeks: Sequence[Week], start: date, end: date) -> Chart:
    most = max(Decimal(100), *(_drawn(week) for week in weeks))
    length = (end - start).days
    done, plan = [(Decimal(), Decimal())], [(Decimal(), Decimal())]
    for week in weeks:
        gone = min((week.week - start).days + 7, length)
        place = Decimal(gone) / length
        done.append((place, _drawn(week)))
        plan.append((place, week.planned_pct))
    last = weeks[-1]
    share = told_share(last.done_pct)
    x, y = _point(*done[-1], most)
    return Chart(
        title=(
            f"Capaian target sampai pekan terakhir {share}, rencana "
            f"{formats.number(last.planned_pct, 0)}%"
        ),
        grid=[(f"{_y(Decimal(mark), most):.1f}", f"{mark}%") for mark in _marks(most)],
        plan=_points(plan, most),
        done=_points(done, most),
        last=(x, y, share.replace(" atau lebih", "+")),
        months=list(_months(start, end)),
        table=[
            (w.week, told_share(w.done_pct), f"{formats.number(w.planned_pct, 0)}%") for w in weeks
        ],
    )


def _drawn(week: Week) -> Decimal:
    """Up to what is told."""
    return min(week.done_pct, USUAL.most_pct)


def _marks(most: Decimal) -> Iterable[int]:
    return range(0, int(most) + 1, 50)


def _months(start: date, end: date) -> Iterator[tuple[str, str]]:
    length = (end - start).days
    day = start
    while day < end:
        place = LEFT + (RIGHT - LEFT) * (day - start).days / length
        yield f"{place:.2f}", MONTHS[day.month - 1][:3]
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _points(walked: Sequence[tuple[Decimal, Decimal]], most: Decimal) -> str:
    return " ".join(",".join(_point(*each, most)) for each in walked)


def _point(place: Decimal, share: Decimal, most: Decimal) -> tuple[str, str]:
    return f"{LEFT + (RIGHT - LEFT) * float(place):.2f}", f"{_y(share, most):.1f}"


def _y(share: Decimal, most: Decimal) -> float:
    return FLOOR - (FLOOR - TOP) * float(share / most)
