"""Results and indicators as values, for many owners at once, and how far they have come."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from noken.planning import rules
from noken.planning.models import Indicator, PlannedResult, Revision
from noken.planning.ports import Progress
from noken.planning.rules import Content, IndicatorContent, ResultContent, Standing, Targets

IN_FORCE = Q(revision__status=Revision.Status.APPROVED)


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator as agreed; `aspect` is a database code, `targets` one per quarter."""

    key: UUID
    text: str
    unit: str
    aspect: str
    lower_is_better: bool
    targets: Targets

    @property
    def year_target(self) -> Decimal:
        return rules.year_target(self.targets, lower_is_better=self.lower_is_better)


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


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator's progress by a day.

    `planned` is what should be done by the day (of a limit: the limit in force), `share_pct` the
    part of the year's target that is done; None for limits and before the first value of one.
    """

    done: Decimal
    approved: Decimal
    planned: Decimal
    year_target: Decimal
    share_pct: Decimal | None
    standing: Standing
    last_on: date | None


def results_in_force(
    owner_ids: Collection[int] | QuerySet[Any, Any], year: int
) -> dict[int, tuple[ResultView, ...]]:
    """The agreed results of many people for a year, in their order; two statements.

    People without a plan in force are left out.
    """
    owners: dict[int, list[ResultView]] = {}
    condition = IN_FORCE & Q(revision__plan__owner__in=owner_ids, revision__plan__year=year)
    for owner_id, row in _read(condition):
        owners.setdefault(owner_id, []).append(row.view)
    return {owner_id: tuple(views) for owner_id, views in owners.items()}


def results_of(revision_ids: Collection[int]) -> dict[int, tuple[ResultRow, ...]]:
    """The results of revisions in their order; two statements."""
    revisions: dict[int, list[ResultRow]] = {}
    for _, row in _read(Q(revision__in=revision_ids)):
        revisions.setdefault(row.revision_id, []).append(row)
    return {revision_id: tuple(rows) for revision_id, rows in revisions.items()}


def parents_of(superior_id: int | None, year: int) -> dict[UUID, ResultRow]:
    """The superior's results that a plan of the year may serve, by key, in their order.

    Those in force; then those in submission whose key is new. Empty without a superior.
    """
    if superior_id is None:
        return {}
    statuses = [Revision.Status.APPROVED, Revision.Status.SUBMITTED]
    condition = Q(
        revision__plan__owner=superior_id,
        revision__plan__year=year,
        revision__status__in=statuses,
    )
    found: dict[UUID, ResultRow] = {}
    for _, row in _read(condition):
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
                indicators=tuple(
                    IndicatorContent(i.key, i.text, i.unit, i.targets, i.aspect, i.lower_is_better)
                    for i in row.view.indicators
                ),
            )
            for row in rows
        )
    )


def measured(indicator: IndicatorView, progress: Progress | None, year: int, on: date) -> Measured:
    """Progress beside plan at the end of `on`; a day outside the year means its nearest end."""
    done = progress.done if progress else Decimal()
    approved = progress.approved if progress else Decimal()
    last_on = progress.last_on if progress else None
    day = min(max(on, date(year, 1, 1)), date(year, 12, 31))
    if indicator.lower_is_better:
        limit = rules.limit_on(indicator.targets, day)
        standing = rules.standing_under(done, limit, rules.USUAL)
        return Measured(done, approved, limit, indicator.year_target, None, standing, last_on)
    planned = rules.planned_by(indicator.targets, day) if on.year >= year else Decimal()
    return Measured(
        done=done,
        approved=approved,
        planned=planned,
        year_target=indicator.year_target,
        share_pct=rules.share_pct(done, indicator.year_target),
        standing=rules.standing_of(done, planned, rules.USUAL),
        last_on=last_on,
    )


def _read(condition: Q) -> Iterator[tuple[int, ResultRow]]:
    """(owner, result) of all that meet a condition: those in force first, then in their order."""
    agreed_first = Case(
        When(IN_FORCE, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    rows = list(
        PlannedResult.objects.filter(condition)
        .order_by(agreed_first, "revision_id", "order")
        .values_list(
            *("pk", "revision_id", "revision__plan__owner_id"),
            *("key", "order", "text", "kind"),
            *("supports__key", "supports__text", "supports__revision__plan__owner_id"),
        )
    )
    indicators = _indicators([row[0] for row in rows])
    for pk, revision_id, owner_id, key, order, text, kind, above, above_text, above_owner in rows:
        measures = tuple(indicators.get(pk, ()))
        view = ResultView(key, order, text, kind, measures, above)
        yield owner_id, ResultRow(pk, revision_id, view, above_text or "", above_owner)


def _indicators(result_ids: list[int]) -> dict[int, list[IndicatorView]]:
    found: dict[int, list[IndicatorView]] = {}
    rows = (
        Indicator.objects.filter(result__in=result_ids)
        .order_by("result_id", "order")
        .values_list(
            *("result_id", "key", "text", "unit", "aspect", "lower_is_better"),
            *("target_q1", "target_q2", "target_q3", "target_q4"),
        )
    )
    for result_id, key, text, unit, aspect, lower, q1, q2, q3, q4 in rows:
        view = IndicatorView(key, text, unit, aspect, lower, (q1, q2, q3, q4))
        found.setdefault(result_id, []).append(view)
    return found


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
                    IndicatorView(i.key, i.text, i.unit, i.aspect, i.lower_is_better, i.targets)
                    for i in result.indicators
                ),
            ),
            supports_text=result.supports_text,
            supports_owner_id=None,
        )
        for number, result in enumerate(content.results, start=1)
    )
