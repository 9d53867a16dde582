"""Days on which a report was owed and none came, and days at work without any trace of work."""

from datetime import timedelta

from django.conf import settings

from noken.findings.queries import Asked, Hits, version_in_force
from noken.work.queries.detectors.owed import OWED, REPORTED, ground

LEAST_MISSING = 3
LEAST_DAYS = 5

# In this week attendance knows the person: then it also knows on which days there was work.
_KNOWN = """
    exists (select from attendance_day w where w.employee_id = s.employee_id
            and w.day >= date_trunc('week', s.day)::date
            and w.day < date_trunc('week', s.day)::date + 7)
"""
# Seen at work, with one punch or with two; not a day left for an emergency.
_AT_WORK = """
    (a.status = 'PRESENT' and not a.is_shielded
     or a.status = 'OPEN' and (a.first_at is not null or a.last_at is not null) and not exists (
        select from attendance_correction c where c.employee_id = a.employee_id and c.day = a.day
          and c.choice = 'EMERGENCY' and c.status in ('WAITING', 'ASKED', 'ACCEPTED')))
"""
_TRACED = """
traced as materialized (
    select by_id, (at at time zone %(zone)s)::date as day
    from (select by_id, at from work_review union all select by_id, at from work_feedback
          union all select by_id, at from work_feedbackreply) each
    where at >= %(first)s::timestamp at time zone %(zone)s
      and (cardinality(%(people)s::bigint[]) = 0 or by_id = any(%(people)s::bigint[]))
    group by 1, 2
)
"""
"""Who looked at reports or wrote to somebody about them, on which day: work like any other."""
_UNTRACED = "not exists (select from traced t where t.by_id = s.employee_id and t.day = s.day)"
_COUNTED = f"""
    select s.*, count(*) over (partition by s.employee_id, date_trunc('month', s.day)) as missing
    from silent s
    left join attendance_day a on a.employee_id = s.employee_id and a.day = s.day
    where {_UNTRACED} and case when a.day is null then not {_KNOWN} else {_AT_WORK} end
"""  # noqa: S608 (constants only)
_MISSING = f"""
with {OWED}, {_TRACED}, counted as ({_COUNTED})
select employee_id, to_char(day, 'YYYY-MM'), day::text, day, 1::numeric,
       jsonb_build_object('duty', source, 'missing', missing)
from counted where missing >= %(least)s and day >= %(since)s::date
"""  # noqa: S608 (constants only)
# Whoever LAP-01 asks for the report of a day is not asked about the same day once more: what
# stands is held, nothing new is raised.
_TRACELESS = f"""
with {OWED}, {_TRACED}, asked as (
    select m.employee_id, m.day from ({_COUNTED}) m
    join organization_employee e on e.id = m.employee_id and e.kind = any(%(groups)s::text[])
    join organization_unit u on u.id = m.unit_id
    where m.missing >= %(missing)s and m.day >= %(asked_since)s::date
      and (%(unit)s::bigint is null or u.path like (
          select path from organization_unit where id = %(unit)s::bigint) || '%%')
), counted as (
    select s.*, a.first_at, a.last_at, a.zone,
           count(*) over (partition by s.employee_id, date_trunc('month', s.day)) as missing
    from silent s
    join attendance_day a on a.employee_id = s.employee_id and a.day = s.day
    where {_AT_WORK} and (a.first_at is not null or a.last_at is not null) and {_UNTRACED}
)
select employee_id, to_char(day, 'YYYY-MM'), day::text, day,
       case when a.employee_id is null then 1 else 0 end::numeric,
       jsonb_build_object('first', to_char(first_at at time zone zone, 'HH24.MI'),
                          'last', to_char(last_at at time zone zone, 'HH24.MI'),
                          'duty', source, 'missing', missing)
from counted left join asked a using (employee_id, day)
where missing >= %(least)s and day >= %(since)s::date
"""  # noqa: S608 (constants only)


def missing(asked: Asked) -> Hits:
    """LAP-01: days without a report or another trace, where a month has so many of them."""
    least = int(asked.values.get("least_missing", LEAST_MISSING))
    values = {**ground(asked, settings.TIME_ZONE), "least": least}
    return Hits(_MISSING, values, put_right=REPORTED)


def without_trace(asked: Asked) -> Hits:
    """HDR-09: days at work of which noken knows no work, where a month has so many of them; those
    that LAP-01 asks about are left to it."""
    card = version_in_force("LAP-01", asked.until - timedelta(1))
    asks = card is not None and not card.is_hint and not card.rests
    values = {
        **ground(asked, settings.TIME_ZONE),
        "least": int(asked.values.get("least_days", LEAST_DAYS)),
        "groups": list(card.groups) if card and asks else [],
        "unit": card.unit_id if card else None,
        "asked_since": card.since if card else None,
        "missing": int(card.values.get("least_missing", LEAST_MISSING)) if card else 0,
    }
    return Hits(_TRACELESS, values, put_right=REPORTED)
