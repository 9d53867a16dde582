"""How superiors look at reports: those that wait too long, and approvals faster than reading."""

from datetime import timedelta

from django.conf import settings

from noken.core import clock
from noken.findings.queries import Asked, Hits
from noken.leave.queries import AWAY_SQL
from noken.work.queries.detectors.owed import calm_days

WAITING_WORKDAYS = 5
LEAST_WAITING = 3
SECONDS_EACH = 3
LEAST_APPROVED = 15
LOOKED_BACK = timedelta(100)

# The superior's own workdays: without leave and duty of a whole day, without days off and outages
# of their own unit, and only since they lead the author. A report is overdue on the first workday
# after so many.
_WAITING = f"""
with calm as materialized (
    select * from unnest(%(days)s::date[]) as c(day)
), looked as materialized (
    select r.id, r.author_id, r.title, r.work_on, r.received_at,
           (r.received_at at time zone %(zone)s)::date as came,
           (least((select min(v.at) from work_review v
                   where v.report_id = r.id and v.decision <> 'REOPENED'),
                  (select min(k.received_at) from work_report k where k.corrects_id = r.id))
            at time zone %(zone)s)::date as decided
    from work_report r
    where r.received_at >= %(from)s::timestamptz and r.received_at < %(to)s::timestamptz
      and r.status <> 'WITHDRAWN'
), open as materialized (
    select k.*, l.superior_id, greatest(k.came, l.start_on - 1) as since, l.end_on
    from looked k join organization_reportingline l on l.employee_id = k.author_id
        and l.superior_id is not null and l.start_on <= coalesce(k.decided, %(today)s::date)
        and (l.end_on is null or l.end_on > k.came)
    where coalesce(k.decided, %(today)s::date) - k.came > %(wait)s
), leads as materialized (
    select distinct superior_id from open
), seats as (
    select l.superior_id, p.start_on, p.end_on, u.path,
           string_to_array(trim(both '/' from u.path), '/')::bigint[] as above
    from leads l join organization_posting p on p.employee_id = l.superior_id
        and p.kind = 'DEFINITIVE'
    join organization_unit u on u.id = p.unit_id
), off as materialized (
    select superior_id, array_agg(day) as days
    from (
        select l.superior_id, c.day
        from leads l join ({AWAY_SQL}) a on a.employee_id = l.superior_id
        join calm c on c.day >= a.start_on and c.day < a.end_on
        union
        select s.superior_id, h.day
        from seats s join calendars_holiday h on h.unit_id = any (s.above)
            and h.day >= s.start_on and (s.end_on is null or h.day < s.end_on)
        union
        select s.superior_id, c.day
        from calendars_disruption x join organization_unit xu on xu.id = x.unit_id
        join seats s on s.path like xu.path || '%%'
        join calm c on c.day between (x.start_at at time zone %(zone)s)::date
                                 and (x.end_at at time zone %(zone)s)::date
            and c.day >= s.start_on and (s.end_on is null or c.day < s.end_on)
        where not x.only_presence
    ) each group by superior_id
), late as materialized (
    select o.*, d.day as overdue
    from open o left join off on off.superior_id = o.superior_id
    cross join lateral (
        select c.day from calm c
        where c.day > o.since and c.day <> all (coalesce(off.days, '{{}}'))
        order by c.day offset %(wait)s limit 1
    ) d
    where d.day <= coalesce(o.decided, %(today)s::date) and d.day < %(until)s::date
      and d.day >= %(first)s::date and (o.end_on is null or d.day < o.end_on)
), weeks as (
    select superior_id, date_trunc('week', overdue)::date as monday, min(overdue) as day,
           count(*) as n, jsonb_agg(jsonb_build_object('report', l.id, 'who', e.name,
               'received', came, 'decided', decided) order by l.received_at, l.id) as reports
    from late l join organization_employee e on e.id = l.author_id
    group by superior_id, date_trunc('week', overdue)
), months as (
    select w.*, sum(n) over (partition by superior_id, date_trunc('month', monday)) as in_month
    from weeks w
)
select superior_id, to_char(monday, 'YYYY-MM'), to_char(monday, 'IYYY-"W"IW'), day, n::numeric,
       jsonb_build_object('count', n, 'reports', reports)
from months where in_month >= %(least)s and day >= %(since)s::date
"""  # noqa: S608 (constants only)

# Approvals of one instant are one act ("setujui sekaligus"): it takes as long as all its letters.
# A chain begins with an act that was slow enough: if it approved many, there was time to read them.
_HASTY = """
with acts as materialized (
    select v.by_id, v.at, count(*) as reports, sum(length(r.title) + length(r.note)) as letters
    from work_review v join work_report r on r.id = v.report_id
    where v.decision = 'APPROVED' and v.at >= %(from)s::timestamptz and v.at < %(to)s::timestamptz
    group by v.by_id, v.at
), walked as (
    select a.*, extract(epoch from a.at - lag(a.at) over w) as gap
    from acts a window w as (partition by a.by_id order by a.at)
), judged as (
    select w.*, coalesce(gap < greatest(%(seconds)s::numeric, letters / %(speed)s::numeric)
               and (reports = 1 or %(speed)s::numeric is not null), false) as hasty
    from walked w
), chained as (
    select j.*, count(*) filter (where not hasty) over (partition by by_id order by at) as chain
    from judged j
), linked as (
    select c.*, hasty or reports = 1 as counts from chained c
)
select by_id, to_char(min(at) at time zone %(zone)s, 'YYYY-MM'),
       to_char(min(at) at time zone %(zone)s, 'YYYY-MM-DD"T"HH24.MI.SS'),
       (min(at) at time zone %(zone)s)::date, sum(reports) filter (where counts),
       jsonb_build_object('count', sum(reports) filter (where counts),
           'together', sum(reports) filter (where hasty and reports > 1),
           'from', to_char(min(at) at time zone %(zone)s, 'HH24.MI.SS'),
           'to', to_char(max(at) at time zone %(zone)s, 'HH24.MI.SS'),
           'seconds', round(percentile_cont(0.5) within group (
               order by case when hasty then gap end)::numeric, 1),
           'letters', sum(letters) filter (where hasty),
           'letters_per_second', round(sum(letters) filter (where hasty)
               / greatest(sum(gap) filter (where hasty), 1), 0))
from linked
group by by_id, chain
having sum(reports) filter (where counts) >= %(least)s
"""


def waiting_long(asked: Asked) -> Hits:
    """ATS-01: a row for each week in which reports became overdue, where the month has enough."""
    first = asked.since.replace(day=1) - timedelta(6)
    start = first - LOOKED_BACK
    return Hits(
        _WAITING,
        {
            "first": first,
            "since": asked.since,
            "until": asked.until,
            "today": asked.until - timedelta(1),
            "from": clock.start_of(start),
            "to": clock.start_of(asked.until),
            "zone": settings.TIME_ZONE,
            "days": calm_days(start, asked.until),
            "wait": int(asked.values.get("waiting_workdays", WAITING_WORKDAYS)),
            "least": int(asked.values.get("least_reports", LEAST_WAITING)),
        },
    )


def hasty(asked: Asked) -> Hits:
    """ATS-02: a row for each chain of approvals that each came sooner than one can read. A version
    without a speed, which nobody has signed there, judges single ones by the seconds alone."""
    return Hits(
        _HASTY,
        {
            "from": clock.start_of(asked.since),
            "to": clock.start_of(asked.until),
            "zone": settings.TIME_ZONE,
            "seconds": int(asked.values.get("seconds_each", SECONDS_EACH)),
            "speed": asked.values.get("letters_each_second"),
            "least": int(asked.values.get("least_reports", LEAST_APPROVED)),
        },
    )
