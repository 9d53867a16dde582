"""Results and indicators as values, for many owners at once, and how far they have come."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from noken.planning import rules
from noken.planning.models import Revision
from noken.planning.ports import Progress
from noken.planning.rules import Content, IndicatorContent, ResultContent, Standing, Targets

# Asked by every report that is filed and for each team: written out, it costs a third.
NO_PROGRESS = Progress(Decimal(), None)
_READ = """
    select p.owner_id, r.id, r.revision_id, r.key, r."order", r.text, r.kind,
        above.key, above.text, above_plan.owner_id, v.decided_at,
        i.key, i.text, i.unit, i.aspect, i.lower_is_better, i.perspective,
        i.target_q1, i.target_q2, i.target_q3, i.target_q4
    from planning_plan p
    join planning_revision v on v.plan_id = p.id
    join planning_plannedresult r on r.revision_id = v.id
    left join planning_indicator i on i.result_id = r.id
    left join planning_plannedresult above on above.id = r.supports_id
    left join planning_revision above_revision on above_revision.id = above.revision_id
    left join planning_plan above_plan on above_plan.id = above_revision.plan_id
    where {}
    order by v.status <> 'APPROVED', v.id, r."order", i."order"
"""
# Of each plan the version agreed last before an instant; else the first one agreed after it.
_AGREED_BY = """
    v.id in (
        select distinct on (n.owner_id, n.until) a.id
        from unnest(%s::bigint[], %s::timestamptz[]) as n(owner_id, until)
        join planning_plan q on q.owner_id = n.owner_id and q.year = %s
        join planning_revision a on a.plan_id = q.id and a.status in ('APPROVED', 'SUPERSEDED')
            and a.decided_at is not null
        order by n.owner_id, n.until, a.decided_at >= n.until,
            abs(extract(epoch from a.decided_at - n.until)), a.number desc)
"""


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator as agreed; `aspect` is a database code, `targets` one per quarter.

    `perspective` is a code too, "" but in the form of leaders.
    """

    key: UUID
    text: str
    unit: str
    aspect: str
    lower_is_better: bool
    targets: Targets
    perspective: str = ""

    @property
    def is_worded(self) -> bool:
        """Measure and target are a sentence (qualitative approach): nothing of it is counted."""
        return not self.unit

    @property
    def is_level(self) -> bool:
        """Reports give a value, as in "85 persen", instead of adding up."""
        return rules.is_level(self.unit, lower_is_better=self.lower_is_better)

    @property
    def year_target(self) -> Decimal:
        return rules.year_target(self.targets, level=self.is_level)

    def planned_by(self, on: date) -> Decimal:
        """How much of an amount should be done at the end of a day of the plan's year."""
        return rules.planned_by(self.targets, on, self.unit)


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result (RHK) with its indicators; `supports_key` is the superior's result it serves."""

    key: UUID
    order: int
    text: str
    kind: str
    indicators: tuple[IndicatorView, ...]
    supports_key: UUID | None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result with where it stands and whom it serves, for the pages of this area."""

    id: int
    revision_id: int
    view: ResultView
    supports_text: str
    supports_owner_id: int | None
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AgreedPlan:
    """A version of a plan as it was agreed, and when."""

    decided_at: datetime
    results: tuple[ResultView, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator's progress by a day.

    `planned` is what should be done by the day (of a level or limit: the one in force),
    `share_pct` the part of the year's target that is done; None for limits and for a level that
    nobody has measured yet. `unreviewed`, `waiting` and `awaited` as in `Progress`: what waits
    for review is not done, and nobody is behind for it.
    """

    done: Decimal
    planned: Decimal
    year_target: Decimal
    share_pct: Decimal | None
    standing: Standing
    last_on: date | None
    unreviewed: int = 0
    waiting: int = 0
    awaited: Decimal = Decimal()

    @property
    def reported(self) -> Decimal:
        """What was reported, reviewed or not."""
        return self.done + self.awaited


def results_in_force(
    owner_ids: Collection[int] | QuerySet[Any, Any], year: int
) -> dict[int, tuple[ResultView, ...]]:
    """The agreed results of many people for a year, in their order; one statement.

    People without a plan in force are left out.
    """
    owners: dict[int, list[ResultView]] = {}
    asked, values = _one_of(owner_ids)
    condition = f"p.year = %s and v.status = 'APPROVED' and p.owner_id {asked}"
    for owner_id, row in _read(condition, [year, *values]):
        owners.setdefault(owner_id, []).append(row.view)
    return {owner_id: tuple(views) for owner_id, views in owners.items()}


def agreed_by(
    asked: Collection[tuple[int, datetime]], year: int
) -> dict[tuple[int, datetime], AgreedPlan]:
    """By owner and instant the version of the plan that was in force just before it, or the first
    one agreed later; one statement. A later change does not reach back."""
    owners, instants = [owner for owner, _ in asked], [until for _, until in asked]
    rows: dict[int, dict[datetime, list[ResultView]]] = {}
    for owner_id, row in _read(_AGREED_BY, [owners, instants, year]):
        if row.decided_at:
            versions = rows.setdefault(owner_id, {})
            versions.setdefault(row.decided_at, []).append(row.view)
    found = {}
    for owner_id, until in asked:
        if versions := rows.get(owner_id, {}):
            before = [at for at in versions if at < until]
            at = max(before) if before else min(versions)
            found[owner_id, until] = AgreedPlan(at, tuple(versions[at]))
    return found


def results_of(revision_ids: Collection[int]) -> dict[int, tuple[ResultRow, ...]]:
    """The results of revisions in their order; one statement."""
    revisions: dict[int, list[ResultRow]] = {}
    for _, row in _read("v.id = any (%s)", [list(revision_ids)]):
        revisions.setdefault(row.revision_id, []).append(row)
    return {revision_id: tuple(rows) for revision_id, rows in revisions.items()}


def parents_of(superior_id: int | None, year: int) -> dict[UUID, ResultRow]:
    """The superior's results that a plan of the year may serve, by key, in their order.

    Those in force; then those in submission whose key is new. Empty without a superior.
    """
    if superior_id is None:
        return {}
    statuses = [Revision.Status.APPROVED.value, Revision.Status.SUBMITTED.value]
    condition = "p.owner_id = %s and p.year = %s and v.status = any (%s)"
    found: dict[UUID, ResultRow] = {}
    for _, row in _read(condition, [superior_id, year, statuses]):
        found.setdefault(row.view.key, row)
    return found


def content_of(rows: Collection[ResultRow]) -> Content:
    """The same results as content, to be compared, kept or changed."""
    return Content(
        tuple(
            ResultContent(
                key=row.view.key,
                text=row.view.text,
                kind=row.view.kind,
                supports=row.view.supports_key,
                supports_text=row.supports_text,
                indicators=tuple(_content(i) for i in row.view.indicators),
            )
            for row in rows
        )
    )


def measured(indicator: IndicatorView, progress: Progress | None, year: int, on: date) -> Measured:
    """Progress beside plan at the end of `on`; a day outside the year means its nearest end.

    What is written in words is never behind: its reports are read, not counted.
    """
    found = progress or NO_PROGRESS
    day = min(max(on, date(year, 1, 1)), date(year, 12, 31))
    planned, year_target, share, standing = _beside_plan(indicator, found, day, on.year >= year)
    return Measured(
        done=found.done,
        planned=planned,
        year_target=year_target,
        share_pct=share,
        standing=standing,
        last_on=found.last_on,
        unreviewed=found.unreviewed,
        waiting=found.waiting,
        awaited=found.awaited,
    )


def _beside_plan(
    indicator: IndicatorView,
    found: Progress,
    day: date,
    begun: bool,  # noqa: FBT001 (private)
) -> tuple[Decimal, Decimal, Decimal | None, Standing]:
    """What is planned by a day, the year's target, the share that is done, and how it stands."""
    done, year_target = found.done, indicator.year_target
    if indicator.lower_is_better:
        limit = rules.limit_on(indicator.targets, day)
        return limit, year_target, None, rules.standing_under(done, limit, rules.USUAL)
    if indicator.is_worded:
        return Decimal(), Decimal(), None, Standing.ON
    if indicator.is_level:
        asked = rules.limit_on(indicator.targets, day)
        if found.last_on is None:
            return asked, year_target, None, Standing.ON
        share = rules.share_pct(done, asked)
        return asked, year_target, share, rules.standing_of(done, asked, rules.USUAL)
    planned = indicator.planned_by(day) if begun else Decimal()
    standing = rules.standing_of(done + found.awaited, planned, rules.USUAL)
    return planned, year_target, rules.share_pct(done, year_target), standing


def _one_of(ids: Collection[int] | QuerySet[Any, Any]) -> tuple[str, Sequence[Any]]:
    """The condition that a column is one of these ids, and its values."""
    if isinstance(ids, QuerySet):
        query, values = ids.query.sql_with_params()
        return f"in ({query})", values
    return "= any (%s)", [list(ids)]


def _read(condition: str, values: Sequence[Any]) -> Iterator[tuple[int, ResultRow]]:
    """(owner, result) of all that meet a condition: those in force first, then in their order."""
    with connection.cursor() as cursor:
        cursor.execute(_READ.format(condition), values)
        rows = cursor.fetchall()
    for head, measures in groupby(rows, key=itemgetter(*range(11))):
        owner_id, pk, revision_id, key, order, text, kind, above, above_text, above_owner, at = head
        indicators = tuple(_indicator(*row[11:]) for row in measures if row[11] is not None)
        view = ResultView(key, order, text, kind, indicators, above)
        yield owner_id, ResultRow(pk, revision_id, view, above_text or "", above_owner, at)


def _indicator(*row: Any) -> IndicatorView:
    key, text, unit, aspect, lower_is_better, perspective, *targets = row
    first, second, third, fourth = targets
    return IndicatorView(
        key, text, unit, aspect, lower_is_better, (first, second, third, fourth), perspective
    )


def _content(view: IndicatorView) -> IndicatorContent:
    return IndicatorContent(
        key=view.key,
        text=view.text,
        unit=view.unit,
        targets=view.targets,
        aspect=view.aspect,
        lower_is_better=view.lower_is_better,
        perspective=view.perspective,
    )


def rows_from(content: Content, revision_id: int) -> tuple[ResultRow, ...]:
    """A kept version in the form of rows, to be shown like any other."""
    return tuple(
        ResultRow(
            id=0,
            revision_id=revision_id,
            view=ResultView(
                key=result.key,
                order=number,
                text=result.text,
                kind=result.kind,
                supports_key=result.supports,
                indicators=tuple(
                    IndicatorView(
                        key=i.key,
                        text=i.text,
                        unit=i.unit,
                        aspect=i.aspect,
                        lower_is_better=i.lower_is_better,
                        targets=i.targets,
                        perspective=i.perspective,
                    )
                    for i in result.indicators
                ),
            ),
            supports_text=result.supports_text,
            supports_owner_id=None,
        )
        for number, result in enumerate(content.results, start=1)
    )
