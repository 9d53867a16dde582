"""What the rule ATS-04 sees: superiors who know of a breach and take no step; they are asked."""

from collections.abc import Sequence
from datetime import timedelta

from noken.calendars import queries as calendars
from noken.coaching.queries import TOOK_SQL
from noken.discipline.queries.inaction import with_rules, without_case, without_talk
from noken.findings import queries as findings
from noken.findings.queries import Asked, Hits, Reached
from noken.leave.queries import AWAY_SQL
from noken.regulations.discipline import thresholds

RULE = "ATS-04"
ACT_WORKDAYS = 7
FIRST = thresholds().rungs[0].least
LOOKED_BACK = timedelta(60)

# The superior's own workdays since the days reached a rung: without leave and duty of a whole day
# and days an outage touched, and only since they lead the person.
_IDLE = f"""
with calm as materialized (
    select * from unnest(%(days)s::date[]) as c(day)
), away as materialized ({AWAY_SQL}), reached as (
    select * from unnest(%(people)s::bigint[], %(numbers)s::text[], %(items)s::text[],
        %(least)s::int[], %(known)s::date[]) as r(employee_id, number, item, least, known_on)
), late as (
    select r.number, r.item, r.least, r.known_on, l.superior_id, d.day, l.end_on
    from reached r join organization_reportingline l on l.employee_id = r.employee_id
        and l.superior_id is not null
    cross join lateral (
        select c.day from calm c
        where c.day > greatest(r.known_on, l.start_on - 1) and not exists (
            select from away a where a.employee_id = l.superior_id
                and c.day >= a.start_on and c.day < a.end_on)
        order by c.day offset %(wait)s limit 1
    ) d
)
select superior_id, number, item, day, 1::numeric,
       jsonb_build_object('finding', number, 'least', least, 'known_on', known_on,
                          'workdays', %(wait)s::int)
from late
where day >= %(since)s::date and day < %(until)s::date and (end_on is null or day < end_on)
"""  # noqa: S608 (constants only)
_STEP_TAKEN = f"""
    exists (select from findings_finding f
            where f.year = split_part(g.facts ->> 'finding', '-', 2)::int
              and f.serial = split_part(g.facts ->> 'finding', '-', 3)::int
              and (exists (select from discipline_case c
                           where c.employee_id = f.employee_id
                             and c.opened_at >= (g.facts ->> 'known_on')::date
                             and (c.status <> 'DROPPED' or exists (
                                 select from discipline_report r where r.case_id = c.id)))
                   or exists (select from ({TOOK_SQL}) t
                              where t.employee_id = f.employee_id
                                and t.held_on >= (g.facts ->> 'known_on')::date)))
"""  # noqa: S608 (constants only)
"""`put_right`: a case was opened or a talk held since the finding is known."""


def hits_of(asked: Asked) -> Hits | None:
    """A row a rung, on the first own workday after so many; None: another area's rule."""
    if asked.code != RULE:
        return None
    waiting = _waiting(asked)
    first = min([asked.since, *(each.known_on for each in waiting)])
    disrupted = calendars.disrupted_days(first, asked.until)
    return Hits(
        _IDLE,
        {
            "since": asked.since,
            "until": asked.until,
            "people": [each.employee_id for each in waiting],
            "numbers": [each.number for each in waiting],
            "items": [_item(each) for each in waiting],
            "least": [each.least for each in waiting],
            "known": [each.known_on for each in waiting],
            "days": [day for day in calendars.workdays(first, asked.until) if day not in disrupted],
            "wait": int(asked.values.get("act_workdays", ACT_WORKDAYS)),
        },
        put_right=_STEP_TAKEN,
    )


def _waiting(asked: Asked) -> Sequence[Reached]:
    """Rungs of people of whom a case can be opened here, and since which none was and nobody talked
    with them."""
    first = (asked.since - LOOKED_BACK).year
    reached = without_case(findings.reached_since(first, asked.until.year))
    return without_talk(with_rules(reached, asked.until - timedelta(1)))


def _item(each: Reached) -> str:
    """The finding alone names the first rung; heavier ones say from which day on they are."""
    return each.number if each.least == FIRST else f"{each.number}/{each.least}"
