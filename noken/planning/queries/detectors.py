"""What the rule SKP-01 sees: plans that were never handed in although their time is over."""

from collections.abc import Mapping
from datetime import date, timedelta

from noken.calendars import queries as calendars
from noken.core.http import url_of
from noken.findings.queries import Asked, Awaited, Hits
from noken.leave.queries import AWAY_SQL
from noken.planning.queries.terms import late_days

PLAN_LATE = "SKP-01"
LATE_WORKDAYS = 5

# The year as it stood when the plan was due: who came later has the days from then on. Own leave
# and duty move the day on; who has handed it in waits for somebody else.
_LATE = f"""
with calm as materialized (
    select * from unnest(%(days)s::date[]) as c(day)
), away as materialized ({AWAY_SQL}), years as (
    select y.year from unnest(%(years)s::int[]) as y(year)
    where exists (select from planning_plan p where p.year = y.year)
), owing as (
    select e.id, y.year, (greatest(make_date(y.year, 1, 1), min(s.start_on)) + %(term)s::int) as due
    from years y cross join organization_employee e
    join organization_standingperiod s on s.employee_id = e.id and s.standing = 'ACTIVE'
        and s.start_on < make_date(y.year + 1, 1, 1)
        and (s.end_on is null or s.end_on > least(%(today)s::date, make_date(y.year, 12, 31)))
    where e.kind <> 'OFFICIAL' and not exists (
        select from planning_plan p join planning_revision r on r.plan_id = p.id
        where p.owner_id = e.id and p.year = y.year
          and (r.submitted_at is not null or r.status in ('APPROVED', 'SUPERSEDED')))
    group by e.id, y.year
), late as (
    select o.*, d.day from owing o cross join lateral (
        select c.day from calm c
        where c.day >= o.due and not exists (
            select from away a where a.employee_id = o.id
                and c.day >= a.start_on and c.day < a.end_on)
        order by c.day offset %(late)s limit 1
    ) d
)
select id, year::text, 'skp-' || year, day, 1::numeric,
       jsonb_build_object('plan_year', year, 'due', due, 'workdays', %(late)s::int)
from late where day >= %(since)s::date and day < %(until)s::date and day < %(today)s::date
"""  # noqa: S608 (constants only)

_HANDED_IN = """
    exists (select from planning_plan p join planning_revision r on r.plan_id = p.id
            where p.owner_id = g.employee_id and p.year = (g.facts ->> 'plan_year')::int
              and (r.submitted_at is not null or r.status in ('APPROVED', 'SUPERSEDED')))
"""


def awaited_by(day: date) -> Mapping[str, Awaited]:
    """SKP-01, until two people have signed after how many days a plan is late."""
    if late_days(day).is_signed:
        return {}
    text = "Batas menyusun SKP menunggu penetapan dua orang; sebelum itu tidak ada yang terlambat."
    return {PLAN_LATE: Awaited(text, url_of("planning:terms"))}


def hits_of(asked: Asked) -> Hits | None:
    """A row a person and year; None: another area's rule.

    Without a signed number of days nobody is late, nor on a day before there was one.
    """
    if asked.code != PLAN_LATE:
        return None
    today = asked.until - timedelta(1)
    term = late_days(today)
    if term.first_on is None:
        return Hits()
    first = date(asked.since.year, 1, 1)
    disrupted = calendars.disrupted_days(first, asked.until)
    return Hits(
        _LATE,
        {
            "since": max(asked.since, term.first_on),
            "until": asked.until,
            "today": today,
            "years": list(range(asked.since.year, today.year + 1)),
            "days": [day for day in calendars.workdays(first, asked.until) if day not in disrupted],
            "term": term.days,
            "late": int(asked.values.get("late_workdays", LATE_WORKDAYS)),
        },
        put_right=_HANDED_IN,
    )
