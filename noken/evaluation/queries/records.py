"""A sheet with all that belongs to it, read in one statement. Unscoped: for this area's pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import connection

from noken.evaluation.access import RATER_SQL
from noken.evaluation.queries.deadlines import DUE_SQL, Due
from noken.evaluation.queries.words import rating_word
from noken.evaluation.rules.periods import label_of
from noken.organization import queries as organization
from noken.organization.models import StandingPeriod

T = TypeVar("T")
STANDINGS = dict(StandingPeriod.Standing.choices)
_NAME = "(select e.name from organization_employee e where e.id = {})"
_SEAT = organization.SEAT_SQL.format(person="s.employee_id", on="p.end_on - 1")
_RECORD = f"""
    select s.id, s.status, s.excuse, s.unit_id, unit.name, s.opened_at,
        s.published_at, s.received_at, s.receipt_note, s.objected_at, s.final_at,
        p.id, p.kind, p."group", p.year, p.number, p.start_on, p.end_on, p.closed_at,
        person.id, person.name, person.nip, seat.post, seat.rank, exists (
            select from organization_posting h
            where h.employee_id = s.employee_id and h.is_head and h.kind = 'DEFINITIVE'
              and h.start_on < p.end_on and (h.end_on is null or h.end_on >= p.end_on)),
        due.self_due_on, due.due_on,
        (select json_build_array(a.standing, greatest(a.start_on, p.start_on),
            least(coalesce(a.end_on, p.end_on), p.end_on))
         from organization_standingperiod a
         where a.employee_id = s.employee_id and a.start_on < p.end_on
           and (a.end_on is null or a.end_on > p.start_on)
           and a.standing not in ('ACTIVE', 'SECONDED')
         order by a.start_on limit 1),
        rater.rater_id, {_NAME.format("rater.rater_id")}, coalesce(rater.basis, ''),
        (select json_agg(json_build_array(q.id, q.superior_id, {_NAME.format("q.superior_id")},
            u.name, q.start_on, q.end_on, q.result, q.behaviour, q.note, q.closed_at,
            {_NAME.format("q.closed_by_id")}) order by q.start_on)
         from evaluation_part q join organization_unit u on u.id = q.unit_id
         where q.sheet_id = s.id),
        (select json_build_array(a.result, a.behaviour, a.text, a.results, a.submission,
            a.saved_at, a.published_at) from evaluation_selfassessment a where a.sheet_id = s.id),
        (select coalesce(json_agg(json_build_array(r.id, r.origin, r.result, r.behaviour, r.grade,
            r.reason, r.recommendation, r.by_id, {_NAME.format("r.by_id")}, r.role, r.started_at,
            r.saved_at, r.published_at, r.replaced_at) order by r.saved_at, r.id), '[]')
         from evaluation_rating r where r.sheet_id = s.id and r.undone_at is null),
        (select coalesce(json_agg(json_build_array(n.id, n.side, n.source, n.source_id, n.day,
            n.content, n.by_id, n.at) order by n.day, n.id), '[]')
         from evaluation_pin n where n.sheet_id = s.id and n.removed_at is null),
        (select coalesce(json_agg(json_build_array(t.kind, {_NAME.format("t.by_id")}, t.by_id,
            t.at, t.note) order by t.at, t.id), '[]')
         from evaluation_step t where t.sheet_id = s.id)
    from evaluation_sheet s
    join evaluation_period p on p.id = s.period_id
    join organization_employee person on person.id = s.employee_id
    join organization_unit unit on unit.id = s.unit_id
    cross join lateral ({DUE_SQL}) due
    cross join lateral ({_SEAT}) seat
    left join lateral ({RATER_SQL} where asked.id = s.id) rater on true
    where s.id = %(sheet)s::bigint
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """`end_on` is the day after the last; `closed` ends reminders, never a late rating."""

    id: int
    kind: str
    group: str
    year: int
    number: int
    start_on: date
    end_on: date
    closed: bool

    @property
    def label(self) -> str:
        return label_of(self.kind, self.year, self.number)

    @property
    def last_on(self) -> date:
        return self.end_on - timedelta(1)


@dataclass(frozen=True, slots=True)
class PartView:
    """Days under one superior; `is_last`: its superior rates, and does not close it."""

    id: int
    superior_id: int | None
    superior: str
    unit: str
    start_on: date
    end_on: date
    result: str
    behaviour: str
    note: str
    closed_at: datetime | None
    closed_by: str
    is_last: bool

    @property
    def result_word(self) -> str:
        return rating_word(self.result)

    @property
    def behaviour_word(self) -> str:
        return rating_word(self.behaviour)

    @property
    def last_on(self) -> date:
        return self.end_on - timedelta(1)


@dataclass(frozen=True, slots=True)
class SelfView:
    result: str
    behaviour: str
    text: str
    results: Mapping[str, str]
    submission: str | None
    saved_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class RatingView:
    id: int
    origin: str
    result: str
    behaviour: str
    grade: str
    reason: str
    recommendation: str
    by_id: int
    by_name: str
    role: str
    started_at: datetime
    saved_at: datetime
    published_at: datetime | None
    replaced_at: datetime | None

    @property
    def in_force(self) -> bool:
        return self.published_at is not None and self.replaced_at is None


@dataclass(frozen=True, slots=True)
class PinView:
    id: int
    side: str
    source: str
    source_id: str
    day: date
    content: Mapping[str, Any]
    by_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class StepView:
    kind: str
    by_name: str
    by_id: int | None
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class OffDuty:
    """The first standing in the period other than on full duty, in words, and its days there."""

    word: str
    days: int


@dataclass(frozen=True, slots=True)
class Record:
    """A sheet as stored, drafts of everybody included: pages pick what their reader may see.

    `post`, `rank` and `heads` (the person headed a unit) are those of the period's last day.
    """

    sheet_id: int
    status: str
    excuse: str
    unit_id: int
    unit: str
    opened_at: datetime
    published_at: datetime | None
    received_at: datetime | None
    receipt_note: str
    objected_at: datetime | None
    final_at: datetime | None
    period: PeriodFacts
    employee_id: int
    name: str
    nip: str | None
    post: str
    rank: str
    heads: bool
    due: Due
    off_duty: OffDuty | None
    rater_id: int | None
    rater: str
    basis: str
    parts: tuple[PartView, ...]
    own: SelfView | None
    ratings: tuple[RatingView, ...]
    pins: tuple[PinView, ...]
    steps: tuple[StepView, ...]

    @property
    def parted_on(self) -> tuple[date, ...]:
        """The first day of each part but the first."""
        return tuple(part.start_on for part in self.parts[1:])

    @property
    def result(self) -> RatingView | None:
        """The published rating that stands."""
        return next((rating for rating in self.ratings if rating.in_force), None)

    def draft_of(self, employee_id: int | None) -> RatingView | None:
        return next(
            (r for r in self.ratings if r.published_at is None and r.by_id == employee_id), None
        )

    def rated_by(self, employee_id: int | None) -> bool:
        """Whether somebody saved a rating of this person, as draft or published."""
        return any(rating.by_id == employee_id for rating in self.ratings)


def record_of(sheet_id: int, on: date) -> Record | None:
    """The sheet with its rater and due days as of a day; None: there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, {"sheet": sheet_id, "on": on})
        row = cursor.fetchone()
    return _record(row) if row else None


def _record(row: Sequence[Any]) -> Record:
    parts, own, ratings, pins, steps = row[31:]
    values: list[Any] = [
        *row[:11],
        _of(PeriodFacts, [*row[11:18], row[18] is not None]),
        *row[19:23],
        organization.rank_named(row[23]),
        row[24],
        Due(row[25], row[26]),
        _standing(row[27]),
        row[28],
        row[29] or "",
        row[30],
        tuple(_part(part, is_last=part is parts[-1]) for part in parts or ()),
        _of(SelfView, [*own[:5], *map(_maybe, own[5:])]) if own else None,
        tuple(_of(RatingView, [*r[:10], *map(_maybe, r[10:])]) for r in ratings),
        tuple(
            _of(PinView, [*p[:4], date.fromisoformat(p[4]), p[5], p[6], _maybe(p[7])]) for p in pins
        ),
        tuple(_of(StepView, [t[0], t[1] or "", t[2], _maybe(t[3]), t[4]]) for t in steps),
    ]
    return Record(*values)


def _of(kind: Callable[..., T], values: list[Any]) -> T:
    return kind(*values)


def _part(row: Sequence[Any], *, is_last: bool) -> PartView:
    pk, superior_id, superior, unit, start, end, result, behaviour, note, closed_at, by = row
    return PartView(
        id=pk,
        superior_id=superior_id,
        superior=superior or "",
        unit=unit,
        start_on=date.fromisoformat(start),
        end_on=date.fromisoformat(end),
        result=result,
        behaviour=behaviour,
        note=note,
        closed_at=_maybe(closed_at),
        closed_by=by or "",
        is_last=is_last,
    )


def _standing(row: Sequence[Any] | None) -> OffDuty | None:
    if row is None:
        return None
    code, start, end = row
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days
    return OffDuty(STANDINGS.get(code, code), days)


def _pin(row: Sequence[Any]) -> PinView:
    *head, day, content, by_id, at = row
    return _of(PinView, [*head, date.fromisoformat(day), content, by_id, _maybe(at)])


def _maybe(text: str | None) -> Any:
    return datetime.fromisoformat(text) if text else None
