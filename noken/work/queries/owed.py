"""On how many days of a span a report was asked of people, and whether their duty asks any."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db import connection

from noken.core.values import Span
from noken.leave.queries import AWAY_SQL
from noken.work.queries.facts import DUTIES_SQL, duties_from
from noken.work.queries.spans import SpanAsked
from noken.work.rules.duties import DutyTerm, Workdays, duty_for, is_owed

_PEOPLE = f"""
    select a.person, a.start_on, e.kind, coalesce((
            select p.family from organization_posting g
            join organization_position p on p.id = g.position_id
            where g.employee_id = a.person and g.kind = 'DEFINITIVE' and g.start_on < a.end_on
            order by g.start_on desc limit 1), ''),
        (select min(g.start_on) from organization_posting g
         where g.employee_id = a.person and g.kind = 'DEFINITIVE'),
        (select coalesce(json_agg(json_build_array(w.start_on, w.end_on)), '[]')
         from ({AWAY_SQL}) w
         where w.employee_id = a.person and w.start_on < a.end_on and w.end_on > a.start_on),
        duties.terms
    from unnest(%s::bigint[], %s::date[], %s::date[]) as a(person, start_on, end_on)
    join organization_employee e on e.id = a.person
    cross join (select {DUTIES_SQL} as terms) duties
"""  # noqa: S608 (constants only)
_ASKED_SQL = """
    coalesce((
        select d.rhythm = 'WORKDAY' from work_duty d
        left join organization_posting g on g.employee_id = {person} and g.kind = 'DEFINITIVE'
            and g.start_on <= %(on)s::date and (g.end_on is null or g.end_on > %(on)s::date)
        left join organization_position p on p.id = g.position_id
        join organization_employee asked on asked.id = {person}
        where d.family in ('', p.family) and d.employee_kind in ('', asked.kind)
            and d.start_on <= %(on)s::date and (d.end_on is null or d.end_on > %(on)s::date)
        order by d.family <> '' desc, d.employee_kind <> '' desc limit 1), false)
"""


@dataclass(frozen=True, slots=True)
class Owed:
    """`days` of the span on which a report was owed; `asks`: the duty at its end asks reports.

    Whoever has neither is measured by other things than reports.
    """

    days: int = 0
    asks: bool = False

    @property
    def by_reports(self) -> bool:
        return self.asks or self.days > 0


def asks_reports_sql(person: str) -> str:
    """Whether the duty of `%(on)s` asks reports of the person in column `person`, for a larger
    statement."""
    return _ASKED_SQL.format(person=person)


def unreported(person_ids: Collection[int], on: date) -> set[int]:
    """Those of whom the duty of the day asks no report; one statement."""
    asks = asks_reports_sql("e.id")
    sql = f"select e.id from organization_employee e where e.id = any(%(ids)s) and not {asks}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, {"ids": list(person_ids), "on": on})
        return {pk for (pk,) in cursor.fetchall()}


def owed_in(asked: Sequence[SpanAsked], calendar: Workdays) -> Mapping[SpanAsked, Owed]:
    """What was asked of each person in each span, by a calendar that holds them; one statement.

    The duty is that of the post held last in the span; leave, duty and training ask nothing.
    Unscoped: who asks has settled what the reader may see.
    """
    if not asked:
        return {}
    spans = {(span.person_id, span.start): span for span in asked}
    rows = _people(asked)
    duties = duties_from(rows[0][-1]) if rows else []
    days_of = partial(_days, {}, duties, calendar)
    found = {}
    for person, since, kind, family, from_on, away, _ in rows:
        span = spans[person, since]
        duty = duty_for(duties, family, kind, span.end - timedelta(1))
        days = days_of(family, kind, span)
        left = _without(days, from_on or span.start, [Span(*map(_day, pair)) for pair in away])
        found[span] = Owed(left, asks=duty is not None and duty.owed)
    return found


def _people(asked: Sequence[SpanAsked]) -> list[Any]:
    values = [list(column) for column in zip(*asked, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, values)
        return list(cursor.fetchall())


def _days(
    known: dict[tuple[str, str, date, date], tuple[date, ...]],
    duties: Iterable[DutyTerm],
    calendar: Workdays,
    family: str,
    kind: str,
    span: SpanAsked,
) -> tuple[date, ...]:
    """The days owed by a family and kind, worked out once for each span."""
    key = (family, kind, span.start, span.end)
    if key not in known:
        known[key] = tuple(
            day
            for offset in range((span.end - span.start).days)
            if is_owed(
                duty_for(duties, family, kind, day := span.start + timedelta(offset)), day, calendar
            )
        )
    return known[key]


def _without(days: Sequence[date], from_on: date, away: Sequence[Span]) -> int:
    """Days since the first post, but for those away."""
    if not away and (not days or from_on <= days[0]):
        return len(days)
    return sum(day >= from_on and not any(day in span for span in away) for day in days)


def _day(text: str) -> date:
    return date.fromisoformat(text)
