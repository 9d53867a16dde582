"""What the day page and the board need of work, each in one statement.

Lists come as JSON, so that one round trip brings them all; numbers travel as text, unrounded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from noken.core.values import Span
from noken.leave.queries import AWAY_SQL
from noken.work.queries.counting import STANDING_SQL
from noken.work.queries.duties import terms_from
from noken.work.queries.graces import graces_from
from noken.work.rules.duties import DutyTerm, GraceTerm
from noken.work.rules.standing import Row, Sum, progress_from

DUTIES_SQL = """
    (select coalesce(json_agg(json_build_array(family, employee_kind, rhythm, grace_workdays,
        source, mark, start_on, end_on)), '[]') from work_duty)
"""
_DAYS = """
    (select coalesce(json_agg(json_build_array(author_id, work_on, first)), '[]')
     from (select author_id, work_on, min(received_at) as first from reports
           where work_on >= %(days_since)s group by author_id, work_on) d)
"""
SUMS = f"""
    select author_id, indicator_key, {STANDING_SQL} as standing, sum(quantity)::text as total,
           max(work_on) as last_on, (array_agg(quantity order by work_on desc, received_at desc)
           )[1]::text as latest, count(*) as n, extract(epoch from (array_agg(
           received_at order by work_on desc, received_at desc))[1])::float8 as latest_at
    from {{reports}}
    where indicator_key is not null and quantity is not null
      and status in ('WAITING', 'APPROVED') and work_on >= %(year_start)s
    group by 1, 2, 3
"""  # noqa: S608 (constants only)
"""The rows `sums_from` reads, of reports from `year_start` on."""
_SUMS = f"""
    (select coalesce(json_agg(json_build_array(author_id, indicator_key, standing, total, last_on,
        latest, n, latest_at)), '[]') from ({SUMS.format(reports="reports")}) s)
"""  # noqa: S608 (constants only)
_AWAY = f"""
    (select coalesce(json_agg(json_build_array(a.employee_id, a.start_on, a.end_on)), '[]')
     from ({AWAY_SQL}) a
     where a.employee_id {{}} and a.end_on > %(days_since)s and a.start_on <= %(on)s::date + 7)
"""  # noqa: S608 (constants only)
_GRACES = """
    (select coalesce(json_agg(json_build_array(g.employee_id, g.grace_workdays, g.start_on,
        g.end_on)), '[]')
     from work_personalgrace g
     where g.employee_id {} and (g.end_on is null or g.end_on > %(days_since)s))
"""
_LINE = """json_build_array(r.id, r.author_id, r.indicator_key, r.title, r.quantity::text, r.unit,
        r.work_on, r.received_at, r.status, r.decided_at, who.name)"""
_DECIDED_BY = """
    left join lateral (
        select e.name from work_review v join organization_employee e on e.id = v.by_id
        where v.report_id = r.id order by v.at desc, v.id desc limit 1
    ) who on r.status in ('APPROVED', 'RETURNED')
"""

_TODAY = f"""
    with reports as materialized (
        select * from work_report
        where author_id = %(me)s and work_on >= least(%(days_since)s, %(year_start)s)
          and status <> 'WITHDRAWN'
    ), newest as (
        select *, row_number() over (partition by indicator_key
                                     order by work_on desc, received_at desc) as place
        from reports where status <> 'CORRECTED'
    )
    select json_build_object(
        'duties', {DUTIES_SQL}, 'days', {_DAYS}, 'sums', {_SUMS},
        'away', {_AWAY.format("= %(me)s")}, 'graces', {_GRACES.format("= %(me)s")},
        'person', (select json_build_array(e.kind, (
            select p.family from organization_posting g
            join organization_position p on p.id = g.position_id
            where g.employee_id = e.id and g.kind = 'DEFINITIVE' and g.start_on <= %(on)s
              and (g.end_on is null or g.end_on > %(on)s)))
            from organization_employee e where e.id = %(me)s),
        'usual', (select coalesce(json_agg(json_build_array(indicator_key, quantity::text, places)
            order by place), '[]') from newest where place <= 10 and indicator_key is not null),
        'spent', (select coalesce(json_object_agg(indicator_key, n), '{{}}')
            from (select indicator_key, count(*) as n from work_report
                  where author_id = %(me)s and work_on = %(on)s and indicator_key is not null
                  group by indicator_key) s),
        'lines', (select coalesce(json_agg({_LINE} order by r.received_at desc), '[]')
            from newest r {_DECIDED_BY}
            where r.work_on = %(on)s or (r.place = 1 and r.indicator_key is not null)),
        'returned', (select coalesce(json_agg({_LINE} order by r.work_on), '[]')
            from newest r {_DECIDED_BY} where r.status = 'RETURNED'),
        'feedback', (select coalesce(json_agg(json_build_array(f.id, f.by_id, e.name, f.at,
            f.value, f.text, f.report_id, r.title) order by f.at desc), '[]')
            from work_feedback f join organization_employee e on e.id = f.by_id
            left join work_report r on r.id = f.report_id
            where f.person_id = %(me)s and f.read_at is null)
    )
"""  # noqa: S608 (constants only)

_TEAM = f"""
    with team as materialized (
        select l.employee_id as id from organization_reportingline l
        where l.superior_id = %(me)s and l.start_on <= %(on)s
          and (l.end_on is null or l.end_on > %(on)s)
          and (%(only)s::bigint[] is null or l.employee_id = any(%(only)s::bigint[]))
    ), reports as materialized (
        select r.* from team join work_report r on r.author_id = team.id
        where r.work_on >= least(%(days_since)s, %(year_start)s) and r.status <> 'WITHDRAWN'
    )
    select json_build_object(
        'team', (select coalesce(json_agg(id), '[]') from team),
        'duties', {DUTIES_SQL}, 'days', {_DAYS}, 'sums', {_SUMS},
        'away', {_AWAY.format("in (select id from team)")},
        'graces', {_GRACES.format("in (select id from team)")},
        'lines', (select coalesce(json_agg({_LINE}), '[]')
            from (select distinct on (author_id) * from reports
                  where work_on = %(on)s and status <> 'CORRECTED'
                  order by author_id, received_at desc) r {_DECIDED_BY}),
        'waiting', (select coalesce(json_agg(json_build_array(author_id, id, received_at)
            order by received_at), '[]') from reports where status = 'WAITING'),
        'recent', (select coalesce(json_agg({_LINE} order by r.received_at desc), '[]')
            from (select * from reports where status <> 'CORRECTED'
                  order by received_at desc limit 8) r {_DECIDED_BY})
    )
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in one line. `decided_by` is a name, "" while it waits."""

    id: UUID
    author_id: int
    indicator_key: UUID | None
    title: str
    quantity: Decimal | None
    unit: str
    work_on: date
    received_at: datetime
    status: str
    decided_at: datetime | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The statement's answer, read. `days` by author and day, `sums` by author and indicator.

    `away` are whole days of leave, duty and training, by author: no report is owed on them.
    `graces` are people's own times to report.
    """

    raw: dict[str, Any]
    duties: Sequence[DutyTerm]
    days: dict[tuple[int, date], datetime]
    sums: dict[tuple[int, UUID], Sum]
    lines: Sequence[ReportLine]
    away: Mapping[int, Sequence[Span]]
    graces: Mapping[int, Sequence[GraceTerm]]

    def is_away(self, person_id: int, day: date) -> bool:
        return any(day in span for span in self.away.get(person_id, ()))


def facts_of_day(person_id: int, on: date, days_since: date, counted: datetime) -> Facts:
    """Of one person: duties, days, sums, habits, reports of the day, returned ones, feedback.
    `counted` is `counted_before` of the day."""
    asked = {"me": person_id, "on": on, "days_since": days_since, "counted": counted}
    return _read(_TODAY, asked)


def facts_of_team(
    superior_id: int, on: date, days_since: date, counted: datetime, only: Sequence[int] | None
) -> Facts:
    """Of all who answer to a person on a day, or of those among them in `only`."""
    asked = {"me": superior_id, "on": on, "days_since": days_since, "counted": counted}
    return _read(_TEAM, {**asked, "only": None if only is None else list(only)})


def lines_from(rows: Sequence[Sequence[Any]]) -> tuple[ReportLine, ...]:
    return tuple(_line(*row) for row in rows)


def _line(*row: Any) -> ReportLine:
    pk, author, indicator, title, quantity, unit, work_on, received, status, decided, name = row
    return ReportLine(
        id=UUID(pk),
        author_id=author,
        indicator_key=UUID(indicator) if indicator else None,
        title=title,
        quantity=None if quantity is None else Decimal(quantity),
        unit=unit,
        work_on=date.fromisoformat(work_on),
        received_at=datetime.fromisoformat(received),
        status=status,
        decided_at=datetime.fromisoformat(decided) if decided else None,
        decided_by=name or "",
    )


def _read(statement: str, asked: dict[str, Any]) -> Facts:
    with connection.cursor() as cursor:
        cursor.execute(statement, {**asked, "year_start": asked["on"].replace(month=1, day=1)})
        (raw,) = cursor.fetchone()
    return Facts(
        raw=raw,
        duties=duties_from(raw["duties"]),
        days={
            (author, date.fromisoformat(day)): datetime.fromisoformat(first)
            for author, day, first in raw["days"]
        },
        sums=sums_from(raw["sums"]),
        lines=lines_from(raw["lines"]),
        away=_away_from(raw["away"]),
        graces=graces_from(
            (person, days, date.fromisoformat(start), end and date.fromisoformat(end))
            for person, days, start, end in raw["graces"]
        ),
    )


def duties_from(rows: Sequence[Sequence[Any]]) -> list[DutyTerm]:
    """Duties as `DUTIES_SQL` gives them."""
    return terms_from(
        (*row[:6], date.fromisoformat(row[6]), row[7] and date.fromisoformat(row[7]))
        for row in rows
    )


def _away_from(rows: Sequence[Sequence[Any]]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for person_id, start, end in rows:
        span = Span(date.fromisoformat(start), date.fromisoformat(end))
        found.setdefault(person_id, []).append(span)
    return found


def sums_from(rows: Sequence[Sequence[Any]]) -> dict[tuple[int, UUID], Sum]:
    """Progress by author and indicator, from the rows of SUMS."""
    grouped: dict[tuple[int, UUID], list[Row]] = {}
    for author, indicator, standing, total, last_on, latest, n, latest_at in rows:
        day = date.fromisoformat(str(last_on))
        row = Row(Decimal(total), standing, day, Decimal(latest), n, latest_at)
        grouped.setdefault((author, UUID(str(indicator))), []).append(row)
    return {key: progress_from(own) for key, own in grouped.items()}
