"""The facts of many days at once, and what the rule says about each distinct set of them.

The database gathers facts and finds the distinct ones; the rule judges each of those once; the
database lays the verdicts over the days. So the rule is written once, and a thousand days cost
little more than one. All of it lives in temporary tables of the present transaction.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from noken.attendance.models import Recorder
from noken.attendance.queries.begun import first_days
from noken.attendance.queries.windows import AROUND, lay_windows
from noken.attendance.rules.day import Away, Facts, Outage, Verdict, judge
from noken.attendance.rules.working_time import Shape
from noken.calendars import queries as calendars
from noken.core import clock
from noken.leave import queries as leave

NEVER = -32768
"""Stands for "no punch" where minutes are compared."""


class Asked(NamedTuple):
    """Days of one person: `[start_on, end_on)`."""

    employee_id: int
    start_on: date
    end_on: date


# Facts of some hundred people for a year are laid beside each other in memory, not on the disk.
_TABLES = """
set local work_mem = '64MB';
drop table if exists pg_temp.attendance_asked, pg_temp.attendance_away, pg_temp.attendance_outage,
    pg_temp.attendance_dated, pg_temp.attendance_outage_day, pg_temp.attendance_fact,
    pg_temp.attendance_verdict, pg_temp.attendance_held;
create temporary table attendance_asked (employee_id bigint, start_on date, end_on date)
    on commit drop;
create temporary table attendance_away
    (employee_id bigint, start_on date, end_on date, morning int, afternoon int) on commit drop;
create temporary table attendance_outage
    (id bigint, start_at timestamptz, end_at timestamptz, path text, site_id bigint)
    on commit drop;
create temporary table attendance_outage_day (employee_id bigint, day date, outages text)
    on commit drop;
create temporary table attendance_verdict (
    shape int, first_min int, last_min int, first_sort int, last_sort int, morning int,
    afternoon int, outages text, waits boolean, over boolean, status text, came boolean,
    went boolean, late smallint, early smallint, worked smallint, grade smallint, shielded boolean,
    shield_id bigint, reasons jsonb) on commit drop;
"""

# The hours of a context are turned into instants once, not once for each of its people.
_AT = "(d.day + make_interval(mins => s.{0})) at time zone c.zone"
_DATED = f"""
create temporary table attendance_dated on commit drop as
select c.context, c.zone, d.day, d.shape, s.kind, s.schedule,
       d.day::timestamp as midnight,
       case when s.kind = 'WORK' then {_AT.format("start_min")} end as start_at,
       case when s.kind = 'WORK' then {_AT.format("end_min")} end as end_at,
       {_AT.format("opens_min")} as opens_at, {_AT.format("closes_min")} as closes_at
from (select distinct context, zone from attendance_holder) c
join attendance_shape_day d on d.context = c.context
join attendance_shape s on s.id = d.shape
"""  # noqa: S608 (constants only)
_ROWS = """
    from attendance_asked a
    join attendance_holder h on h.employee_id = a.employee_id
    join attendance_dated d on d.context = h.context and d.zone = h.zone
        and d.day >= greatest(a.start_on, h.start_on) and d.day < least(a.end_on, h.end_on)
"""

# An outage touches a day when it touches its reach; of a unit, when the person is posted below it;
# of a machine, also when the person has a PIN at its place.
_OUTAGES = f"""
insert into attendance_outage_day
select a.employee_id, d.day, string_agg(
    o.id || ':' || floor(date_part('epoch', o.start_at at time zone d.zone - d.midnight) / 60)
    || ':' || ceil(date_part('epoch', o.end_at at time zone d.zone - d.midnight) / 60),
    ' ' order by o.start_at, o.id)
{_ROWS}
join attendance_outage o on o.start_at < d.closes_at and o.end_at > d.opens_at
where d.kind = 'WORK' and (o.path is null or exists (
    select from organization_posting g join organization_unit u on u.id = g.unit_id
    where g.employee_id = a.employee_id and g.kind = 'DEFINITIVE' and g.start_on <= d.day
      and (g.end_on is null or g.end_on > d.day) and starts_with(u.path, o.path))
    or exists (
    select from attendance_pinassignment p
    where p.employee_id = a.employee_id and p.site_id = o.site_id and p.start_on <= d.day
      and (p.end_on is null or p.end_on > d.day)))
group by a.employee_id, d.day
"""  # noqa: S608 (constants only)

# Records that wait for a keeper, of whoever stands behind their PIN.
_HELD = """
create temporary table attendance_held on commit drop as
select pin.employee_id, h.at
from attendance_heldrecord h
join attendance_recorder r on r.id = h.recorder_id join attendance_site s on s.id = r.site_id
join attendance_pinassignment pin on pin.site_id = s.id and pin.pin_key = h.pin_key
    and pin.start_on <= (h.at at time zone s.timezone)::date
    and (pin.end_on is null or pin.end_on > (h.at at time zone s.timezone)::date)
join attendance_asked a on a.employee_id = pin.employee_id
    and h.at >= a.start_on - 1 and h.at < a.end_on + 2;
create index on attendance_held (employee_id)
"""
# One number holds what decides between punches: the second, then a sure clock, then the grade.
_FACTS = f"""
create temporary table attendance_fact on commit drop as
select r.employee_id, r.day, r.shape, r.schedule, r.zone, r.start_at, r.end_at, r.closes_at,
       to_timestamp(r.first_key >> 4) as first_at, to_timestamp(r.last_key >> 4) as last_at,
       coalesce(floor(date_part('epoch',
           to_timestamp(r.first_key >> 4) at time zone r.zone - r.midnight) / 60)::int, {NEVER})
           as first_min,
       coalesce(floor(date_part('epoch',
           to_timestamp(r.last_key >> 4) at time zone r.zone - r.midnight) / 60)::int, {NEVER})
           as last_min,
       coalesce(r.first_key & 15, 0)::int as first_sort,
       coalesce(r.last_key & 15, 0)::int as last_sort,
       coalesce(away.morning, 0) as morning, coalesce(away.afternoon, 0) as afternoon,
       coalesce(o.outages, '') as outages, r.closes_at <= %(at)s as over,
       exists (select from attendance_held h where h.employee_id = r.employee_id
               and h.at >= r.opens_at and h.at < r.closes_at) as waits
from (
    select a.employee_id, d.*, p.first_key, p.last_key
    {_ROWS}
    cross join lateral (
        select min(floor(date_part('epoch', p.at))::bigint << 4 | (p.doubtful::int << 3)
                   | coalesce(p.grade, (%(grades)s::int[])[p.recorder_id])) as first_key,
               max(floor(date_part('epoch', p.at))::bigint << 4 | ((not p.doubtful)::int << 3)
                   | (7 - coalesce(p.grade, (%(grades)s::int[])[p.recorder_id]))) as last_key
        from attendance_punch p
        where p.employee_id = a.employee_id and p.at >= d.opens_at and p.at < d.closes_at
          and not p.void
    ) p
    where d.kind = 'WORK' or p.first_key is not null
    offset 0
) r
left join (
    select w.employee_id, days.day::date as day, max(w.morning) as morning,
           max(w.afternoon) as afternoon
    from attendance_away w,
         generate_series(w.start_on, w.end_on - 1, interval '1 day') as days(day)
    group by w.employee_id, days.day
) away on away.employee_id = r.employee_id and away.day = r.day
left join attendance_outage_day o on o.employee_id = r.employee_id and o.day = r.day
"""  # noqa: S608 (constants only)

_KEY = "shape, first_min, last_min, first_sort, last_sort, morning, afternoon, outages, waits, over"
_DISTINCT = f"select distinct {_KEY} from attendance_fact"  # noqa: S608 (constants only)


def gather(
    asked: Sequence[Asked], *, at: datetime, starts: Mapping[int, date] | None = None
) -> None:
    """Leave `attendance_fact` and `attendance_verdict` for these days in the transaction.

    Days after today have no facts yet and are left out, and so are those before attendance counts
    where the person is: from the signed first days, or from `starts` to see what they would do.
    """
    start = min(each.start_on for each in asked)
    end = min(max(each.end_on for each in asked), clock.day_of(at) + AROUND // 2)
    people = {each.employee_id for each in asked}
    shapes = lay_windows(start, end, people, first_days() if starts is None else starts)
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        _copy(cursor, "attendance_asked", asked)
        aways = _copy_absences(cursor, start, end, people)
        outages = _copy_outages(cursor, start, end)
        cursor.execute("analyze attendance_asked")
        cursor.execute(_DATED)
        cursor.execute("analyze attendance_dated")
        if outages:
            cursor.execute(_OUTAGES)
        cursor.execute(_HELD)
        cursor.execute(_FACTS, {"at": at, "grades": _grades()})
        cursor.execute(_DISTINCT)
        rows = cursor.fetchall()
        _copy(cursor, "attendance_verdict", _judged(rows, shapes, aways, outages))
        cursor.execute("analyze attendance_verdict")


_SHARDS = """
select n from generate_series(0, %(shards)s - 1) n
where exists (select from attendance_dirtyspan where employee_id %% %(shards)s = n)
"""


def waiting_shards(shards: int) -> list[int]:
    """Of so many parts of the people, those in which somebody's days wait."""
    with connection.cursor() as cursor:
        cursor.execute(_SHARDS, {"shards": shards})
        return [number for (number,) in cursor.fetchall()]


def _judged(
    rows: Iterable[tuple[Any, ...]],
    shapes: Mapping[int, Shape],
    aways: Mapping[int, Away],
    outages: Mapping[int, str],
) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        verdict = judge(_facts(row, shapes, aways, outages))
        yield (*row, *_columns(verdict))


def _facts(
    row: tuple[Any, ...],
    shapes: Mapping[int, Shape],
    aways: Mapping[int, Away],
    outages: Mapping[int, str],
) -> Facts:
    shape, first, last, first_sort, last_sort, morning, afternoon, touched, waits, over = row
    seen = first != NEVER
    return Facts(
        shape=shapes[shape],
        first=first if seen else None,
        last=last if seen else None,
        first_grade=first_sort & 7 if seen else 0,
        last_grade=7 - (last_sort & 7) if seen else 0,
        first_doubtful=seen and bool(first_sort & 8),
        last_doubtful=seen and not last_sort & 8,
        morning=aways.get(morning),
        afternoon=aways.get(afternoon),
        outages=tuple(_outages(touched, outages)),
        waits=waits,
        over=over,
    )


def _outages(text: str, words: Mapping[int, str]) -> Iterator[Outage]:
    for part in text.split():
        pk, start, end = map(int, part.split(":"))
        yield Outage(pk, start, end, words[pk])


def _columns(verdict: Verdict) -> tuple[Any, ...]:
    return (
        verdict.status,
        verdict.came,
        verdict.went,
        verdict.late,
        verdict.early,
        verdict.worked,
        verdict.grade,
        verdict.shielded,
        verdict.shield_id,
        json.dumps(verdict.reasons, ensure_ascii=False),
    )


def _grades() -> list[int]:
    """The grade of each recorder at its id, for the database to look up."""
    known = dict(Recorder.objects.values_list("pk", "grade"))
    return [known.get(pk, 0) for pk in range(1, max(known, default=0) + 1)]


def _copy_absences(cursor: Any, start: date, end: date, people: set[int]) -> dict[int, Away]:
    """Absences by number of their words: few distinct ones stand for many days."""
    numbers: dict[Away, int] = {}
    rows = []
    for each in leave.absences(start, end, people):
        away = Away(each.family, each.kind, each.label, each.reference, each.place)
        number = numbers.setdefault(away, len(numbers) + 1)
        morning = 0 if each.portion == "AFTERNOON" else number
        afternoon = 0 if each.portion == "MORNING" else number
        first, last = max(each.start_on, start), min(each.end_on, end)
        rows.append((each.employee_id, first, last, morning, afternoon))
    _copy(cursor, "attendance_away", rows)
    return {number: away for away, number in numbers.items()}


def _copy_outages(cursor: Any, start: date, end: date) -> dict[int, str]:
    spans = calendars.disruption_spans(clock.at_noon(start) - AROUND, clock.at_noon(end) + AROUND)
    rows = [(span.id, span.start_at, span.end_at, span.path, span.site_id) for span in spans]
    _copy(cursor, "attendance_outage", rows)
    return {span.id: span.what for span in spans}


def _copy(cursor: Any, table: str, rows: Iterable[Sequence[Any]]) -> None:
    with cursor.copy(f"copy {table} from stdin") as stream:
        for row in rows:
            stream.write_row(row)
