"""Who owed a report on which day, for all people at once.

A day is owed by who is in active service and has a post whose duty holds that day, on a workday of
the person's unit that no outage touched, without leave, duty or training of a whole day. Where
attendance knows the person's week and says nothing of the day, or says that the person was free,
away or missing, nothing is owed: shifts have their own days, and absence is another rule's. Of
part-time PPPK only days within a schedule of their contract are.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from noken.attendance.queries import HOURS_KNOWN_SQL
from noken.calendars import queries as calendars
from noken.findings.queries import Asked
from noken.leave.queries import AWAY_SQL

_HOURS_KNOWN = HOURS_KNOWN_SQL.format(kind="e.kind", person="p.employee_id", day="d.day")
LONGEST_GRACE = timedelta(60)

OWED = f"""
calm as materialized (
    select * from unnest(%(days)s::date[], %(numbers)s::int[]) as c(day, number)
), families as (
    select distinct o.family, e.kind from organization_posting p
    join organization_position o on o.id = p.position_id
    join organization_employee e on e.id = p.employee_id
), duty as materialized (
    select f.family, f.kind, c.day, c.number, d.rhythm, d.grace_workdays, d.source
    from families f cross join calm c cross join lateral (
        select w.rhythm, w.grace_workdays, w.source from work_duty w
        where w.family in ('', f.family) and w.employee_kind in ('', f.kind)
          and w.start_on <= c.day and (w.end_on is null or w.end_on > c.day)
        order by w.family <> '' desc, w.employee_kind <> '' desc limit 1
    ) d
    where d.rhythm = 'WORKDAY' and c.day >= %(first)s::date and c.day < %(until)s::date
), away as materialized ({AWAY_SQL}),
owed as (
    select p.employee_id, p.unit_id, d.day, d.source,
           d.number + greatest(d.grace_workdays, g.grace_workdays) as due_number
    from organization_posting p
    join organization_position o on o.id = p.position_id
    join organization_employee e on e.id = p.employee_id
    join duty d on d.family = o.family and d.kind = e.kind
        and d.day >= p.start_on and (p.end_on is null or d.day < p.end_on)
    join organization_standingperiod s on s.employee_id = p.employee_id and s.standing = 'ACTIVE'
        and d.day >= s.start_on and (s.end_on is null or d.day < s.end_on)
    left join work_personalgrace g on g.employee_id = p.employee_id
        and d.day >= g.start_on and (g.end_on is null or d.day < g.end_on)
    where p.kind = 'DEFINITIVE' and {_HOURS_KNOWN}
      and (cardinality(%(people)s::bigint[]) = 0 or p.employee_id = any(%(people)s::bigint[]))
      and d.day >= ((select min(received_at) from work_report) at time zone %(zone)s)::date
      and not exists (select from work_report r where r.author_id = p.employee_id
                      and r.work_on = d.day and r.status <> 'WITHDRAWN')
), silent as materialized (
    select o.* from owed o join organization_unit u on u.id = o.unit_id
    where o.due_number < (select max(number) from calm where day < %(today)s::date)
      and not exists (select from away a where a.employee_id = o.employee_id
                      and o.day >= a.start_on and o.day < a.end_on)
      and not exists (
          select from calendars_holiday h where h.day = o.day and h.unit_id = any (
              string_to_array(trim(both '/' from u.path), '/')::bigint[]))
      and not exists (
          select from calendars_disruption x join organization_unit xu on xu.id = x.unit_id
          where (x.start_at at time zone %(zone)s)::date <= o.day
            and (x.end_at at time zone %(zone)s)::date >= o.day
            and u.path like xu.path || '%%' and not x.only_presence)
)
"""  # noqa: S608 (constants only)
"""`silent`: owed days without any report whose time to report is over, with the duty's source."""

REPORTED = """
    exists (select from gone o join work_report w on w.author_id = o.employee_id
                and w.work_on = o.day and w.status <> 'WITHDRAWN'
            where o.finding_id = g.finding_id)
"""
"""`put_right`: a report came in after all; with it fall the other days of a month with too few."""
CORRECTED = """
    exists (select from work_report w where w.id = (g.facts ->> 'report')::uuid
            and w.status in ('CORRECTED', 'WITHDRAWN'))
"""
"""`put_right`: the report that was asked about has been corrected or taken back."""


def ground(asked: Asked, zone: str) -> Mapping[str, Any]:
    """The values that OWED names: undisturbed workdays with their numbers. Rules that count by the
    month see each month from its first day."""
    first = asked.since.replace(day=1)
    days = calm_days(first, asked.until)
    return {
        "first": first,
        "since": asked.since,
        "until": asked.until,
        "people": list(asked.people),
        "today": asked.until - timedelta(1),
        "zone": zone,
        "days": days,
        "numbers": list(range(len(days))),
    }


def calm_days(first: date, until: date) -> list[date]:
    """The workdays of `[first, until)` that no outage of the whole instansi touched."""
    disrupted = calendars.disrupted_days(first, until)
    return [day for day in calendars.workdays(first, until) if day not in disrupted]
