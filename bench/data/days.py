"""The month before today's: a derived day for everybody on each workday, and what was disputed.

Written inside the database, a row for each person and day. Of a hundred days about eighty are
plain, ten late, three away on duty, three on leave, two protected and two without any record;
one in two hundred was disputed, half of these are decided.
"""

from datetime import date, timedelta

import psycopg
from psycopg import sql

from noken.calendars import queries as calendars

_DAYS = """
    insert into attendance_day (employee_id, day, status, first_at, last_at, late_minutes,
        early_minutes, worked_minutes, grade, shield_id, is_shielded, start_at, end_at, closes_at,
        schedule, zone, reasons, rule_version, derived_at)
    select e.id, d.day,
        case when c between 90 and 92 then 'DUTY' when c between 93 and 95 then 'LEAVE'
             when c >= 98 then 'OPEN' else 'PRESENT' end,
        case when c < 90 then d.day + time '07:20' + make_interval(mins => c %% 10
            + case when c between 80 and 89 then 15 else 0 end) end at time zone 'Asia/Jayapura',
        case when c < 90 then d.day + time '16:04' + make_interval(mins => c %% 30) end
            at time zone 'Asia/Jayapura',
        case when c between 80 and 89 then 5 + c %% 10 else 0 end, 0,
        case when c < 90 then 450 else 0 end, case when c < 90 then 1 end,
        case when c between 96 and 97 then %(outage)s::bigint end, c between 96 and 97,
        (d.day + time '07:30') at time zone 'Asia/Jayapura',
        (d.day + time '16:00') at time zone 'Asia/Jayapura',
        (d.day + time '23:59') at time zone 'Asia/Jayapura',
        'Lima hari kerja', 'Asia/Jayapura', '[]', 1, now()
    from organization_employee e
    cross join unnest(%(days)s::date[]) as d(day)
    cross join lateral (
        select (hashtextextended(e.id || '/' || d.day, 7) & 1048575)::int %% 100 as c) as chance
    order by e.id, d.day
"""
_SAID = """
    insert into attendance_correction (id, employee_id, day, choice, text, seen, status, filed_at,
        decide_by, decided_by_id, decided_at)
    select gen_random_uuid(), d.employee_id, d.day, 'FIELD', 'Rapat di kantor lain.',
        'Masuk 07.40.', case when d.employee_id % 2 = 0 then 'ACCEPTED' else 'WAITING' end, now(),
        current_date + 3, case when d.employee_id % 2 = 0 then l.superior_id end,
        case when d.employee_id % 2 = 0 then now() end
    from attendance_day d
    join organization_reportingline l on l.employee_id = d.employee_id and l.superior_id is not null
    where (d.late_minutes > 0 or d.status = 'OPEN')
      and hashtextextended(d.employee_id || '/' || d.day, 8) & 31 = 0
"""
_OUTAGE = """
    insert into calendars_disruption (start_at, end_at, what, proof, recorded_at)
    values (%s::timestamptz, %s::timestamptz, 'Jaringan padam', 'catatan contoh', now())
    returning id
"""


def write(admin_url: str, schema: str, today: date) -> date:
    """Fill the last month that is over, whose recap does not change with the day; its first day."""
    month = (today.replace(day=1) - timedelta(1)).replace(day=1)
    days = calendars.workdays(month, today.replace(day=1))
    with psycopg.connect(admin_url) as connection:
        connection.execute(sql.SQL("set search_path = {}, public").format(sql.Identifier(schema)))
        outage = connection.execute(_OUTAGE, [f"{month} 00:00+09", f"{days[-1]} 23:00+09"])
        (number,) = outage.fetchone() or (None,)
        connection.execute(_DAYS, {"days": days, "outage": number})
        connection.execute(_SAID)
    return month
