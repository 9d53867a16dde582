"""Days on which a report was owed and none came, and days at work without any trace of work."""

from django.conf import settings

from noken.findings.queries import Asked, Hits
from noken.work.queries.detectors.owed import OWED, REPORTED, ground

LEAST_MISSING = 3
LEAST_DAYS = 5

# In this week attendance knows the person: then it also knows on which days there was work.
_KNOWN = """
    exists (select from attendance_day w where w.employee_id = s.employee_id
            and w.day >= date_trunc('week', s.day)::date
            and w.day < date_trunc('week', s.day)::date + 7)
"""
_MISSING = f"""
with {OWED}, counted as (
    select s.*, count(*) over (partition by s.employee_id, date_trunc('month', s.day)) as missing
    from silent s
    left join attendance_day a on a.employee_id = s.employee_id and a.day = s.day
    where case when a.day is null then not {_KNOWN}
          else a.status = 'PRESENT' and not a.is_shielded end
)
select employee_id, to_char(day, 'YYYY-MM'), day::text, day, 1::numeric,
       jsonb_build_object('duty', source, 'missing', missing)
from counted where missing >= %(least)s and day >= %(since)s::date
"""  # noqa: S608 (constants only)
_TRACELESS = f"""
with {OWED}, traced as materialized (
    select by_id, (at at time zone %(zone)s)::date as day from work_review
    union select by_id, (at at time zone %(zone)s)::date from work_feedback
    union select by_id, (at at time zone %(zone)s)::date from work_feedbackreply
), counted as (
    select s.*, a.first_at, a.last_at, a.zone,
           count(*) over (partition by s.employee_id, date_trunc('month', s.day)) as missing
    from silent s
    join attendance_day a on a.employee_id = s.employee_id and a.day = s.day
    where a.status = 'PRESENT' and not a.is_shielded
      and (a.first_at is not null or a.last_at is not null)
      and not exists (select from traced t where t.by_id = s.employee_id and t.day = s.day)
)
select employee_id, to_char(day, 'YYYY-MM'), day::text, day, 1::numeric,
       jsonb_build_object('first', to_char(first_at at time zone zone, 'HH24.MI'),
                          'last', to_char(last_at at time zone zone, 'HH24.MI'),
                          'duty', source, 'missing', missing)
from counted where missing >= %(least)s and day >= %(since)s::date
"""  # noqa: S608 (constants only)


def missing(asked: Asked) -> Hits:
    """LAP-01: days without a report, where a month has so many of them."""
    least = int(asked.values.get("least_missing", LEAST_MISSING))
    values = {**ground(asked, settings.TIME_ZONE), "least": least}
    return Hits(_MISSING, values, put_right=REPORTED)


def without_trace(asked: Asked) -> Hits:
    """HDR-09: days at work of which noken knows no work, where a month has so many of them."""
    least = int(asked.values.get("least_days", LEAST_DAYS))
    values = {**ground(asked, settings.TIME_ZONE), "least": least}
    return Hits(_TRACELESS, values, put_right=REPORTED)
