"""Reports of days on which the work they tell of cannot have been done."""

from datetime import date, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from noken.attendance import queries as attendance
from noken.core import clock
from noken.findings.queries import Asked, Hits
from noken.work.queries.detectors.owed import CORRECTED

LEAST_REPORTS = 1
DAY_HOURS = 24
TWO_PLACES_WITHIN = timedelta(minutes=2)
"""The rule of checking in: nearer in time nobody gets from one office to another."""

# Duty and training are work, and are reported on. Half a day of leave leaves half a day of work.
_IMPOSSIBLE = """
with valid as materialized (
    select r.id, r.author_id, r.work_on, r.title, r.quantity, r.unit, r.received_at
    from work_report r
    where r.work_on >= %(first)s::date and r.work_on < %(until)s::date
      and r.status not in ('WITHDRAWN', 'CORRECTED')
), seen as (
    select v.*, 'Laporan ini menyebut pekerjaan pada hari cuti atau sakit sehari penuh.' as words,
           jsonb_build_object('leave_from', a.start_on, 'leave_until', a.end_on - 1) as more
    from valid v join leave_absence a on a.employee_id = v.author_id and a.family = 'LEAVE'
        and a.portion = 'FULL' and a.cancelled_at is null
        and v.work_on >= a.start_on and v.work_on < a.end_on
    union all
    select v.*, 'Hari ini belum atau tidak lagi termasuk masa dinas.', '{}'::jsonb
    from valid v
    where exists (select from organization_standingperiod s where s.employee_id = v.author_id)
      and not exists (
        select from organization_standingperiod s where s.employee_id = v.author_id
          and v.work_on >= s.start_on and (s.end_on is null or v.work_on < s.end_on)
          and s.standing not in ('RETIRED', 'ENDED'))
    union all
    select v.*, 'Jam yang dilaporkan pada hari ini lebih banyak daripada jam dalam sehari.',
           jsonb_build_object('hours', round(t.hours, 2))
    from valid v join (
        select author_id, work_on,
               sum(case lower(unit) when 'jam' then quantity else quantity / 60 end) as hours
        from valid where lower(unit) in ('jam', 'menit') group by author_id, work_on
    ) t using (author_id, work_on)
    where t.hours > %(hours)s and lower(v.unit) in ('jam', 'menit')
    union all
    select v.*, 'Pada hari ini presensi tercatat di dua tempat pada waktu yang sama.',
           jsonb_build_object('place', t.site, 'other_place', t.other_site, 'time', t.time)
    from jsonb_to_recordset(%(places)s) as t(
        employee_id bigint, day date, time text, site text, other_site text)
    join valid v on v.author_id = t.employee_id and v.work_on = t.day
), once as (
    select distinct on (id) * from seen order by id, words
), counted as (
    select o.*, count(*) over (partition by author_id, date_trunc('month', work_on)) as n
    from once o
)
select author_id, to_char(work_on, 'YYYY-MM'), id::text, work_on, 1::numeric,
       jsonb_build_object('words', words, 'report', id, 'title', title) || more
from counted where n >= %(least)s and work_on >= %(since)s::date
"""


def impossible(asked: Asked) -> Hits:
    """LAP-04: a row a report, where a month has so many of them."""
    first = asked.since.replace(day=1)
    return Hits(
        _IMPOSSIBLE,
        {
            "first": first,
            "since": asked.since,
            "until": asked.until,
            "hours": DAY_HOURS,
            "least": int(asked.values.get("least_reports", LEAST_REPORTS)),
            "places": Jsonb(_two_places(asked, first)),
        },
        put_right=CORRECTED,
    )


def _two_places(asked: Asked, first: date) -> list[dict[str, Any]]:
    """Who was recorded at two offices nearly at once, by day."""
    start, end = clock.start_of(first), clock.start_of(asked.until)
    return [
        {
            "employee_id": row.employee_id,
            "day": clock.day_of(row.at).isoformat(),
            "time": f"{clock.local(row.at):%H.%M}",
            "site": row.site,
            "other_site": row.other_site,
        }
        for row in attendance.two_sites_at_once(start, end, TWO_PLACES_WITHIN)
    ]
