"""What stands behind the days of the bench: people, shifts, leave, duty, two outages, punches."""

PEOPLE_SQL = """
insert into organization_unit (id, name, kind, parent_id, code, start_on, path)
select n, 'Bidang ' || n, 'DIVISION', 1, '', '2020-01-01', '/1/' || n || '/'
from generate_series(2, {units} + 1) n;
insert into organization_position (id, unit_id, title, kind, family, echelon, is_head)
select 1000 + id, id, 'Pelaksana', 'EXECUTIVE', 'GENERAL', '', false from organization_unit;
insert into organization_employee (id, nip, name, front_title, back_title, kind, search)
select n, '1985010120100' || lpad(n::text, 5, '0'), 'Pegawai ' || n, '', '', 'PNS', 'pegawai ' || n
from generate_series(1, {people}) n;
insert into organization_standingperiod (employee_id, standing, start_on)
select id, 'ACTIVE', '2020-01-01' from organization_employee;
insert into organization_posting (employee_id, position_id, unit_id, kind, is_head, start_on)
select id, 1002 + id % {units}, 2 + id % {units}, 'DEFINITIVE', false, '2020-01-01'
from organization_employee;
insert into attendance_unitschedule (unit_id, schedule_id, elsewhere_days, basis, set_at, start_on)
select u.id, s.id, '[]', 'SK', now(), '2020-01-01'
from organization_unit u
join attendance_schedule s
  on s.code = case u.id % 10 when 0 then 'CLINIC_SHIFTS' else 'FLEXIBLE' end
where u.id > 1 and u.id % 10 in (0, 1);
insert into attendance_countingstart (unit_id, counts_from)
select id, '2020-01-01' from organization_unit where id > 1;
insert into attendance_rosterentry (employee_id, day, hours_id, set_at)
select g.employee_id, d.day::date, h.id, now()
from organization_posting g
join attendance_unitschedule us on us.unit_id = g.unit_id
join attendance_schedule s on s.id = us.schedule_id and s.code = 'CLINIC_SHIFTS'
cross join generate_series(date '2025-11-01', date '2026-11-30', interval '1 day') as d(day)
join attendance_schedulehours h on h.schedule_id = s.id
  and h.code = (array['P', 'S', 'M'])[1 + (g.employee_id + extract(doy from d.day)::int) % 4];
insert into leave_letter (id, unit_id, number, family, purpose, place, start_on, end_on, portion,
                          role, issued_at, cancel_reason)
select gen_random_uuid(), 1, '094/' || n, 'DUTY', 'Monitoring', 'Distrik Sidey', '2025-12-01',
       '2026-12-01', 'FULL', 'PERSONNEL', now(), ''
from generate_series(1, 4) n;
insert into leave_absence (employee_id, start_on, end_on, portion, family, kind, letter_id,
                           reference, place)
select e.id, s.day, s.day + 2 + (e.id % 5)::int, case when n = 4 then 'MORNING' else 'FULL' end,
       case n when 1 then 'LEAVE' when 2 then 'LEAVE' when 3 then 'DUTY' else 'LEAVE' end,
       case n when 1 then 'ANNUAL' when 2 then 'SICK' when 3 then 'DUTY' else 'ANNUAL' end,
       l.id, l.number, ''
from organization_employee e
cross join (select id, number, row_number() over (order by number) as n from leave_letter) l
cross join lateral (
    select date '2025-11-15' + (n * 80 + e.id % 70)::int as day
) s;
insert into calendars_disruption (start_at, end_at, unit_id, what, proof, recorded_at)
values ('2026-03-09 12:00+09', '2026-03-10 17:00+09', null, 'Jaringan padam', 'BA', now()),
       ('2026-06-16 06:30+09', '2026-06-16 09:30+09', 3, 'Mesin diam', 'BA', now());
insert into attendance_site (id, name, unit_id, timezone)
values (1, 'Kantor', 1, 'Asia/Jayapura');
insert into attendance_recorder (id, site_id, kind, name, grade, clock_doubtful)
select n, 1, 'DEVICE', 'Pintu ' || n, 1, false from generate_series(1, 100) n;
"""
"""Every tenth unit works in shifts, every tenth in flexible time; sixty people a unit."""

DROPPED = ("punch_delivery", "punch_waiting")
"""Indexes that only cost time while ten million punches are laid: no day is derived by them."""

PUNCHES = """
insert into attendance_punch
    (recorder_id, pin_key, pin_raw, local_time, at, employee_id, status, verify, doubtful, void,
     void_reason, received_at, delivery_id)
select 1 + employee_id % 100, 'e' || employee_id, 'e', at at time zone zone, at, employee_id, 0, 15,
       c < 3, false, '', at, '00000000-0000-7000-8000-000000000000'
from (
    select w.employee_id, w.zone, r.c, case
        when n = 1 then w.start_at + make_interval(mins => case when r.c < 60 then r.c
                                                          else -(r.c % 25) end, secs => r.c % 60)
        when n = 2 then w.end_at + make_interval(mins => case when r.c > 985 then -(r.c % 40)
                                                        else r.c % 22 end, secs => r.c % 60)
        else w.start_at + make_interval(mins => 60 + 55 * n, secs => r.c % 60) end as at
    from attendance_window w
    cross join lateral (
        select (hashtextextended(w.employee_id || '/' || w.day, 3) & 1048575)::int % 1000 as c) r
    cross join lateral generate_series(1, case when r.c between 970 and 975 then 0
        when r.c < 500 then 2 else 2 + r.c % 5 end) n
    where w.kind = 'WORK'
) laid
order by employee_id, at
on conflict do nothing
"""
"""Two to six punches a day; six days in a thousand have none, six in a hundred begin late."""
