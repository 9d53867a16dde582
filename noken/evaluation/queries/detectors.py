"""What the rule ATS-03 sees: evaluations that their rater has not made though the day is over."""

from datetime import timedelta

from noken.calendars import queries as calendars
from noken.evaluation.access import RATER_SQL
from noken.evaluation.queries.deadlines import DUE_SQL
from noken.findings.queries import Asked, Hits
from noken.leave.queries import AWAY_SQL

NOT_MADE = "ATS-03"
LATE_WORKDAYS = 5
LOOKED_BACK = timedelta(60)

# The rater's own workdays after the last day, extensions included. Whoever rates only since then
# (a successor) has them from that day on.
_NOT_MADE = f"""
with calm as materialized (
    select * from unnest(%(days)s::date[]) as c(day)
), away as materialized ({AWAY_SQL}), unrated as (
    select s.id, e.name, p.kind, p.end_on, d.due_on, r.rater_id,
           greatest(d.due_on, (
               select max(l.start_on) - 1 from organization_reportingline l
               where l.employee_id = s.employee_id and l.superior_id = r.rater_id
                 and l.start_on <= %(on)s::date)) as since
    from evaluation_sheet s
    join evaluation_period p on p.id = s.period_id
    join organization_employee e on e.id = s.employee_id
    cross join lateral ({DUE_SQL}) d
    join lateral ({RATER_SQL} where asked.id = s.id) r on r.rater_id is not null
    where s.status in ('OPEN', 'ASSESSED') and d.due_on < %(until)s::date
), late as (
    select u.*, d.day from unrated u cross join lateral (
        select c.day from calm c
        where c.day > u.since and not exists (
            select from away a where a.employee_id = u.rater_id
                and c.day >= a.start_on and c.day < a.end_on)
        order by c.day offset %(late)s limit 1
    ) d
)
select rater_id, to_char(end_on - 1, 'YYYY"-Q"Q'), 'lembar-' || id, day, 1::numeric,
       jsonb_build_object('sheet', id, 'who', name, 'due', due_on, 'workdays', %(late)s::int)
from late where day >= %(since)s::date and day < %(on)s::date
"""  # noqa: S608 (constants only)

_MADE = """
    exists (select from evaluation_sheet s where s.id = (g.facts ->> 'sheet')::bigint
            and s.status not in ('OPEN', 'ASSESSED'))
"""


def hits_of(asked: Asked) -> Hits | None:
    """A row a sheet, for who rates it; None: another area's rule."""
    if asked.code != NOT_MADE:
        return None
    first = asked.since - LOOKED_BACK
    disrupted = calendars.disrupted_days(first, asked.until)
    return Hits(
        _NOT_MADE,
        {
            "since": asked.since,
            "until": asked.until,
            "on": asked.until - timedelta(1),
            "days": [day for day in calendars.workdays(first, asked.until) if day not in disrupted],
            "late": int(asked.values.get("late_workdays", LATE_WORKDAYS)),
        },
        put_right=_MADE,
    )
