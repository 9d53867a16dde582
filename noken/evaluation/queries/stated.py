"""Statements of realisasi as evidence reads them: which of them count, and what they say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from noken.core import clock
from noken.core.actor import Actor, Role
from noken.evaluation.rules.evidence import IndicatorEvidence, ResultEvidence, share_of
from noken.evaluation.rules.periods import Workdays
from noken.evaluation.rules.statements import (
    AGREED,
    UNREVIEWED,
    Stated,
    that_count,
    value_of,
)
from noken.organization import queries as organization
from noken.planning import queries as planning
from noken.planning.queries import IndicatorView, Progress, ResultView
from noken.work import queries as work

# All that was ever stated; a later one that does not count yet leaves the one before in force.
_STATED = """
    select s.employee_id, s.indicator_key::text, s.result_key::text, s.start_on, s.end_on,
        s.until_on, s.id, s.value, s.text,
        case when s.status = 'AGREED' then 'AGREED'
             when s.status = 'STATED' and s.stated_at < %(by)s::timestamptz
             then 'UNREVIEWED' else '' end,
        case when s.replaced_at is null then s.status else '' end
    from evaluation_statement s
    where s.employee_id = any(%(people)s) and s.start_on < %(end)s::date
        and s.end_on > %(start)s::date and s.stated_at < %(until)s::timestamptz
"""
UNREVIEWED_WORD = "belum ditinjau"
STATED_WORDS = {AGREED: "disepakati atasan", UNREVIEWED: UNREVIEWED_WORD}
Statements = Mapping[int, Sequence[Stated]]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What counting statements say of one indicator: value and target of the same days."""

    target: Decimal
    done: Decimal | None
    share_pct: Decimal | None
    counts: str
    text: str
    until_on: date


def stated_by(
    people: Collection[int], start: date, end: date, on: date, calendar: Workdays | None = None
) -> Statements:
    """What these people stated about days of `[start, end)` by the end of `on`; one statement, and
    without `calendar` (of the time before `on`) another."""
    values: dict[str, Any] = {
        "people": list(people),
        "start": start,
        "end": end,
        "by": work.counted_before(on, calendar),
        "until": clock.start_of(on + timedelta(1)),
    }
    found: dict[int, list[Stated]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_STATED, values)
        for person, *row in cursor.fetchall():
            found.setdefault(person, []).append(Stated(*row))
    return found


def spoken(
    indicator: IndicatorView, rows: Sequence[Stated], start: date, end: date
) -> Spoken | None:
    """What was stated of an indicator for `[start, end)`, beside the target of the same days; None
    where nothing counts."""
    own = [row for row in rows if row.indicator_key == str(indicator.key)]
    counted = that_count(own, start, end)
    if not counted:
        return None
    last = max(counted, key=lambda row: row.until_on)
    target = Decimal()
    if not indicator.is_worded:
        targets = [target_of(indicator, row.start_on, row.until_on) for row in counted]
        target = targets[counted.index(last)] if indicator.is_level else sum(targets, Decimal())
    done = value_of(counted, adds_up=not indicator.is_level)
    share = share_of(target, done, lower_is_better=indicator.lower_is_better)
    unreviewed = any(row.counts == UNREVIEWED for row in counted)
    return Spoken(
        target=target,
        done=done,
        share_pct=share,
        counts=UNREVIEWED if unreviewed else AGREED,
        text=last.text,
        until_on=last.until_on,
    )


def progress_of(
    actor: Actor, owner_ids: Collection[int], year: int
) -> dict[tuple[int, UUID], Progress]:
    """How far indicators of the year are by the statements that count, of those the actor may
    see."""
    roles = (Role.SELF, Role.SUPERIOR, Role.PERSONNEL, Role.INSPECTORATE, Role.LEADER)
    seen = [pk for pk in owner_ids if organization.relation_of(actor, pk, *roles)]
    span = date(year, 1, 1), date(year + 1, 1, 1)
    plans = planning.results_in_force(seen, year) if seen else {}
    said = stated_by(seen, *span, actor.on) if plans else {}
    found = {}
    for person, results in plans.items():
        for indicator in (i for result in results for i in result.indicators):
            now = spoken(indicator, said.get(person, ()), *span)
            if now is not None and now.done is not None:
                found[person, indicator.key] = Progress(now.done, now.until_on)
    return found


def stated_results(
    results: Sequence[ResultView], rows: Sequence[Stated], start: date, end: date
) -> tuple[ResultEvidence, ...]:
    """The results of a plan as statements alone measure them in `[start, end)`."""
    return tuple(
        ResultEvidence(
            key=str(result.key),
            number=number,
            text=result.text,
            kind=result.kind,
            indicators=tuple(
                as_stated(
                    IndicatorEvidence(str(i.key), i.text, i.unit, Decimal(), None, None),
                    spoken(i, rows, start, end),
                )
                for i in result.indicators
            ),
            reports=0,
        )
        for number, result in enumerate(results, start=1)
    )


def target_of(indicator: IndicatorView, start: date, as_of: date) -> Decimal:
    """What is asked between two days of a year: of a level the one in force at the end."""
    if indicator.is_level:
        return planning.limit_on(indicator.targets, as_of)
    before = start - timedelta(1)
    known = indicator.planned_by(before) if before.year == as_of.year else 0
    return indicator.planned_by(as_of) - known


def as_stated(row: IndicatorEvidence, said: Spoken | None) -> IndicatorEvidence:
    """An indicator that reports do not measure: what was stated of it, or nothing at all."""
    if said is None:
        return replace(row, done=None, share_pct=None, by_reports=False)
    return replace(
        row,
        target=said.target,
        done=said.done,
        share_pct=said.share_pct,
        by_reports=False,
        stated=said.counts,
        said=said.text,
        stated_on=said.until_on,
    )


def main_results(results: Sequence[ResultEvidence]) -> tuple[int, int]:
    """How many main results there are, and of how many a statement counts."""
    main = [result for result in results if result.kind != "ADDITIONAL"]
    return len(main), sum(any(i.stated for i in result.indicators) for result in main)
