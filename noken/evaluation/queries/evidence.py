"""What a period shows of people, drawn up the same way for a forecast and for the final result.

Six statements however many people: what counts as done, their work and notes, what was asked of
them and what they stated, their plans, their days.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby

from noken.attendance import queries as attendance
from noken.calendars import queries as calendars
from noken.core import clock
from noken.core.actor import Actor
from noken.evaluation import ports
from noken.evaluation.queries.stated import as_stated, main_results, spoken, stated_by, target_of
from noken.evaluation.rules.enough import Amount, EvidenceTerms, why_too_little
from noken.evaluation.rules.evidence import (
    AttendanceEvidence,
    Evidence,
    IndicatorEvidence,
    OtherEvidence,
    ResultEvidence,
    ValueEvidence,
    share_of,
)
from noken.evaluation.rules.periods import Workdays
from noken.evaluation.rules.statements import Stated
from noken.organization import queries as organization
from noken.planning import queries as planning
from noken.planning.queries import AgreedPlan, IndicatorView, ResultView
from noken.regulations import loader
from noken.work import queries as work
from noken.work.queries import Quote, SpanWork

QUOTES = 4
NO_WORK = SpanWork((), 0, 0, (), 0, ())


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose evidence, of which days `[start_on, end_on)`; the span lies in one calendar year.

    `parted_on`: the first day of each part but the first. What was agreed by then counts too.
    """

    employee_id: int
    start_on: date
    end_on: date
    parted_on: tuple[date, ...] = ()

    def as_of(self, on: date) -> date:
        """The last day that counts when it is asked on a day."""
        return min(on, self.end_on - timedelta(1))

    def until(self, on: date) -> datetime:
        """The end of that day: the plan in force then is the one that counts."""
        return clock.start_of(self.as_of(on) + timedelta(1))

    def parted_until(self, on: date) -> list[date]:
        """The first days of later parts that have begun by then."""
        return [day for day in self.parted_on if day <= self.as_of(on)]

    def span(self, on: date) -> work.SpanAsked:
        return work.SpanAsked(self.employee_id, self.start_on, self.as_of(on) + timedelta(1))


@dataclass(frozen=True, slots=True)
class Planned:
    """A result to be evaluated, with its number in its plan.

    `last_on` is None in the plan of the last day that counts; else the last day of an earlier part
    whose plan alone has it.
    """

    number: int
    result: ResultView
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """How far the targets of amounts were at the end of a week, and how far they should have been;
    per cent of the period's targets."""

    week: date
    done_pct: Decimal
    planned_pct: Decimal


@dataclass(frozen=True, slots=True)
class Basis:
    """What was asked of somebody in the span, what they stated, and how much is enough."""

    owed: work.Owed
    stated: Sequence[Stated]
    terms: EvidenceTerms


@dataclass(frozen=True, slots=True)
class Shown:
    """Evidence with what only a page shows: quotes, the way there, how many reports are too fresh
    to count unreviewed."""

    evidence: Evidence
    quotes: tuple[Quote, ...] = ()
    weeks: tuple[Week, ...] = ()
    waiting: int = 0


def gather(actor: Actor, asked: Sequence[Asked], on: date, *, quotes: int = 0) -> list[Shown]:
    """The evidence of each asked span until the end of `on`, in their order.

    Unscoped: who asks has settled what the actor may see; the actor is for the port.
    """
    if not asked:
        return []
    spans = [one.span(on) for one in asked]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    calendar = calendars.calendar(
        min(start, on - work.COUNTING_LOOK_BACK), max(end, on + timedelta(1))
    )
    done = work.work_in(spans, on, quotes=quotes, calendar=calendar)
    basis = _bases(spans, on, calendar)
    plans = plans_of(asked, on)
    days = _days(asked, on)
    more = _more(actor, spans)
    return [
        _shown(
            one,
            on,
            done.get(span, NO_WORK),
            plans.get(one, ()),
            (days.get(span), more.get(span, ()), basis[span]),
        )
        for one, span in zip(asked, spans, strict=True)
    ]


def plans_of(asked: Iterable[Asked], on: date) -> dict[Asked, tuple[Planned, ...]]:
    """The plan of each span as agreed by its last day that counts, or the first one agreed later:
    what is agreed in October changes no target of the third quarter. Then, of each earlier part,
    the results agreed by its end that no later part has. One statement a year."""
    found: dict[Asked, tuple[Planned, ...]] = {}
    spans = sorted(asked, key=lambda one: one.start_on.year)
    for year, group in groupby(spans, key=lambda one: one.start_on.year):
        those = list(group)
        instants = {
            (one.employee_id, until)
            for one in those
            for until in (one.until(on), *map(clock.start_of, one.parted_until(on)))
        }
        plans = planning.agreed_by(instants, year)
        found |= {one: tuple(_planned(one, plans, on)) for one in those}
    return found


def _planned(
    asked: Asked, plans: Mapping[tuple[int, datetime], AgreedPlan], on: date
) -> Iterator[Planned]:
    last = plans.get((asked.employee_id, asked.until(on)))
    known = set()
    for number, result in enumerate(last.results if last else (), start=1):
        known.add(result.key)
        yield Planned(number, result)
    for day in reversed(asked.parted_until(on)):
        ended = clock.start_of(day)
        plan = plans.get((asked.employee_id, ended))
        if plan is None or plan.decided_at >= ended:
            continue
        for number, result in enumerate(plan.results, start=1):
            if result.key not in known:
                known.add(result.key)
                yield Planned(number, result, day - timedelta(1))


def _days(asked: Iterable[Asked], on: date) -> dict[work.SpanAsked, AttendanceEvidence]:
    """One statement for each different span of days: those of one period are one."""
    found = {}
    spans = sorted((one.span(on) for one in asked), key=lambda span: (span.start, span.end))
    for (start, end), group in groupby(spans, key=lambda span: (span.start, span.end)):
        sums = attendance.days_in([span.person_id for span in group], start, end)
        for person, total in sums.items():
            found[work.SpanAsked(person, start, end)] = AttendanceEvidence(
                total.owed, total.present, total.late, total.unexplained
            )
    return found


def _more(
    actor: Actor, spans: Sequence[work.SpanAsked]
) -> dict[work.SpanAsked, tuple[OtherEvidence, ...]]:
    questions = [ports.SpanAsked(*span) for span in spans]
    answers = ports.evidence_of.ask(actor, questions)
    return {
        span: tuple(item for answer in answers for item in answer.get(question, ()))
        for span, question in zip(spans, questions, strict=True)
        if answers
    }


def _shown(
    asked: Asked,
    on: date,
    done: SpanWork,
    plan: tuple[Planned, ...],
    beside: tuple[AttendanceEvidence | None, Sequence[OtherEvidence], Basis],
) -> Shown:
    as_of = asked.as_of(on)
    days, more, basis = beside
    results = tuple(_result(each, done, asked, as_of, basis) for each in plan)
    reports = sum(week.reports for week in done.weeks)
    lack = _lack(results, done, basis)
    evidence = Evidence(
        start_on=asked.start_on,
        end_on=asked.end_on,
        as_of=as_of,
        results=tuple(map(_without_shares, results)) if lack else results,
        reports=reports,
        others=reports - sum(result.reports for result in results),
        values=_values(done),
        givers=done.givers,
        attendance=days,
        more=tuple(more),
        lack=lack,
        unreviewed=sum(week.unreviewed for week in done.weeks),
    )
    way = _weeks(plan, done, asked, as_of) if basis.owed.by_reports and not lack else ()
    return Shown(evidence, done.quotes, way, done.waiting)


def _bases(
    spans: Sequence[work.SpanAsked], on: date, calendar: Workdays
) -> dict[work.SpanAsked, Basis]:
    """What was asked of each, and what they stated; two statements."""
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    owed = work.owed_in(spans, calendar)
    said = stated_by({span.person_id for span in spans}, start, end, on, calendar)
    terms = organization.setting_on(EvidenceTerms, on)
    return {
        span: Basis(owed.get(span, work.Owed()), said.get(span.person_id, ()), terms)
        for span in spans
    }


def _lack(results: Sequence[ResultEvidence], done: SpanWork, basis: Basis) -> str:
    main, stated = main_results(results)
    there = Amount(
        by_reports=basis.owed.by_reports,
        owed=basis.owed.days,
        reported=done.days,
        results=main,
        stated=stated,
    )
    return why_too_little(there, basis.terms)


def _without_shares(result: ResultEvidence) -> ResultEvidence:
    return replace(result, indicators=tuple(replace(i, share_pct=None) for i in result.indicators))


def _result(
    planned: Planned, done: SpanWork, asked: Asked, as_of: date, basis: Basis
) -> ResultEvidence:
    result, until = planned.result, planned.last_on or as_of
    return ResultEvidence(
        key=str(result.key),
        number=planned.number,
        text=result.text,
        kind=result.kind,
        indicators=tuple(
            _measured(i, done, (asked.start_on, until, asked.end_on), basis)
            for i in result.indicators
        ),
        reports=sum(week.reports for week in done.weeks if week.result_key == result.key),
        last_on=planned.last_on,
    )


def _measured(
    indicator: IndicatorView, done: SpanWork, days: tuple[date, date, date], basis: Basis
) -> IndicatorEvidence:
    """By reports where they are asked; else by what was stated."""
    start, until, end = days
    row = _indicator(indicator, done, start, until)
    if basis.owed.by_reports and (row.reports or not basis.stated):
        return row
    said = spoken(indicator, basis.stated, start, end)
    return row if said is None and basis.owed.by_reports else as_stated(row, said)


def _indicator(
    indicator: IndicatorView, done: SpanWork, start: date, until: date
) -> IndicatorEvidence:
    weeks = [week for week in done.weeks if week.indicator_key == indicator.key]
    measured = [week for week in weeks if week.latest is not None]
    target = Decimal() if indicator.is_worded else target_of(indicator, start, until)
    reached: Decimal | None = sum((week.total or Decimal() for week in weeks), Decimal())
    if indicator.is_worded:
        reached = None
    elif indicator.is_level:
        reached = max(measured, key=lambda week: week.last_on).latest if measured else None
    share = share_of(target, reached, lower_is_better=indicator.lower_is_better)
    return IndicatorEvidence(
        key=str(indicator.key),
        text=indicator.text,
        unit=indicator.unit,
        target=target,
        done=reached,
        share_pct=share,
        lower_is_better=indicator.lower_is_better,
        reports=sum(week.reports for week in weeks),
        unreviewed=sum(week.unreviewed for week in weeks),
    )


def _values(done: SpanWork) -> tuple[ValueEvidence, ...]:
    """The seven values in their order, then notes on none of them, if there are any."""
    codes = [value.code for value in loader.core_values()]
    counts: dict[str, dict[str, int]] = {}
    for note in done.notes:
        counts.setdefault(note.value, {})[note.tone] = note.notes
    shown = [*codes, *sorted(set(counts) - set(codes))]
    return tuple(
        ValueEvidence(
            code,
            good=counts.get(code, {}).get("GOOD", 0),
            better=counts.get(code, {}).get("BETTER", 0),
            plain=counts.get(code, {}).get("", 0),
        )
        for code in shown
    )


def _weeks(
    plan: Collection[Planned], done: SpanWork, asked: Asked, as_of: date
) -> tuple[Week, ...]:
    """The way of all amounts with a target in the period: the mean of their shares by week."""
    last = asked.end_on - timedelta(1)
    amounts = {
        indicator.key: target
        for planned in plan
        for indicator in planned.result.indicators
        if not indicator.is_level
        and (target := target_of(indicator, asked.start_on, planned.last_on or last))
    }
    if not amounts:
        return ()
    sums: dict[date, Decimal] = {}
    for row in done.weeks:
        if row.indicator_key in amounts and row.total is not None:
            share = row.total / amounts[row.indicator_key] / len(amounts) * 100
            sums[row.week] = sums.get(row.week, Decimal()) + share
    return tuple(_walk(sums, asked, as_of))


def _walk(sums: Mapping[date, Decimal], asked: Asked, as_of: date) -> Iterable[Week]:
    length = (asked.end_on - asked.start_on).days
    monday = asked.start_on - timedelta(asked.start_on.weekday())
    reached = Decimal()
    while monday <= as_of:
        reached += sums.get(monday, Decimal())
        gone = min((monday - asked.start_on).days + 7, length)
        yield Week(monday, round(reached, 1), round(Decimal(gone * 100) / length, 1))
        monday += timedelta(7)
