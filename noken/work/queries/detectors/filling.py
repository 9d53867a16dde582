"""Many reports of days long gone, written within a short time."""

from datetime import timedelta

from django.conf import settings

from noken.findings.queries import Asked, Hits
from noken.leave.queries import AWAY_SQL
from noken.work.queries.detectors.owed import calm_days

LEAST_REPORTS = 6
WITHIN_MINUTES = 60
LATE_WORKDAYS = 5
LOOKED_BACK = timedelta(100)

# By the clock of who wrote: what waited in a phone without network was written on its day. Days of
# an outage, of leave and of duty are left out of the days that passed, and are not counted. Who
# still had time by the duty of the day, or by an agreement of their own, fills nothing up.
_FILLED = f"""
with calm as materialized (
    select * from unnest(%(days)s::date[], %(numbers)s::int[]) as c(day, number)
), away as materialized (
    select a.employee_id, c.day from ({AWAY_SQL}) a
    join calm c on c.day >= a.start_on and c.day < a.end_on
), written as materialized (
    select r.id, r.author_id, r.work_on, least(r.claimed_at, r.received_at) as at, r.received_at,
           (least(r.claimed_at, r.received_at) at time zone %(zone)s)::date as day
    from work_report r
    where r.received_at >= %(from)s::timestamptz and r.status <> 'WITHDRAWN'
      and r.corrects_id is null
), long_ago as materialized (  -- so few that the days between are counted one by one
    select w.*, greatest(%(late)s::int, 1 + coalesce((
               select max(g.grace_workdays) from work_personalgrace g
               where g.employee_id = w.author_id and g.start_on <= w.work_on
                 and (g.end_on is null or g.end_on > w.work_on)), 0), 1 + coalesce((
               select d.grace_workdays from organization_posting p
               join organization_position o on o.id = p.position_id
               join organization_employee e on e.id = p.employee_id
               join work_duty d on d.family in ('', o.family) and d.employee_kind in ('', e.kind)
                and d.start_on <= w.work_on and (d.end_on is null or d.end_on > w.work_on)
               where p.employee_id = w.author_id and p.kind = 'DEFINITIVE'
                 and p.start_on <= w.work_on and (p.end_on is null or p.end_on > w.work_on)
               order by d.family <> '' desc, d.employee_kind <> '' desc limit 1), 0)) as least_late
    from written w
    join calm c on c.day = w.work_on
    where w.day >= %(since)s::date and w.day < %(until)s::date and w.day - w.work_on >= %(late)s
), old as materialized (
    select w.* from long_ago w
    where (select count(*) from calm k where k.day > w.work_on and k.day <= w.day
           and not exists (select from away a where a.employee_id = w.author_id and a.day = k.day)
          ) >= w.least_late
      and not exists (select from away a where a.employee_id = w.author_id and a.day = w.work_on)
), reached as (
    select o.author_id, o.at, lead(o.at, %(least)s::int - 1) over (
               partition by o.author_id, o.day order by o.at, o.id) as last_at
    from old o
), bursts as (
    select author_id, at, last_at from reached
    where last_at - at <= make_interval(mins => %(within)s)
)
select o.author_id, to_char(o.day, 'YYYY-MM'), o.day::text, o.day, count(*)::numeric,
       jsonb_build_object('count', count(*),
           'from', to_char(min(o.at) at time zone %(zone)s, 'HH24.MI'),
           'to', to_char(max(o.at) at time zone %(zone)s, 'HH24.MI'),
           'days', jsonb_agg(jsonb_build_object('day', o.work_on, 'written',
               to_char(o.at at time zone %(zone)s, 'HH24.MI'), 'report', o.id)
               order by o.at, o.work_on))
from old o
where exists (select from bursts b where b.author_id = o.author_id
              and o.at >= b.at and o.at <= b.last_at)
group by o.author_id, o.day
"""  # noqa: S608 (constants only)


def filled_at_once(asked: Asked) -> Hits:
    """LAP-05: a row for each day of such writing, with all reports written then."""
    days = calm_days(asked.since - LOOKED_BACK, asked.until)
    values = asked.values
    return Hits(
        _FILLED,
        {
            "since": asked.since,
            "until": asked.until,
            "from": asked.since - timedelta(1),
            "zone": settings.TIME_ZONE,
            "days": days,
            "numbers": list(range(len(days))),
            "least": int(values.get("least_reports", LEAST_REPORTS)),
            "within": int(values.get("within_minutes", WITHIN_MINUTES)),
            "late": int(values.get("late_workdays", LATE_WORKDAYS)),
        },
    )
