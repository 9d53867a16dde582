"""What stands behind the runs of the rules: people, a tolerance, a year of derived days.

Of a hundred days one and a half have no record, four are leave, three duty, six begin late by less
than an hour. Of a thousand people five are planted: every second of these was away for twelve
workdays in a row, the others came 95 minutes late on twenty.
"""

PEOPLE = """
insert into organization_unit (id, name, kind, parent_id, code, start_on, path)
select n, 'Bidang ' || n, 'DIVISION', 1, '', '2020-01-01', '/1/' || n || '/'
from generate_series(2, {units} + 1) n;
insert into organization_position (id, unit_id, title, kind, family, echelon, is_head)
select 1000000 + id, id, 'Pelaksana', 'EXECUTIVE', 'GENERAL', '', false from organization_unit;
insert into organization_employee (id, nip, name, front_title, back_title, kind, search)
select n, '198501012010' || lpad(n::text, 6, '0'), 'Pegawai ' || n, '', '', 'PNS', 'pegawai ' || n
from generate_series(1, {people}) n;
insert into organization_standingperiod (employee_id, standing, start_on)
select id, 'ACTIVE', '2020-01-01' from organization_employee;
insert into organization_posting (employee_id, position_id, unit_id, kind, is_head, start_on)
select id, 1000002 + id % {units}, 2 + id % {units}, 'DEFINITIVE', false, '2020-01-01'
from organization_employee;
insert into attendance_toleranceproposal (source, start_on, proposed_at, late_minutes,
                                          make_up_minutes)
values ('Contoh', '2026-01-01', now(), 15, 30);
insert into attendance_tolerancesignature (proposal_id, signer_id, role, reason, at)
select p.id, n, 'PERSONNEL', 'Sesuai', now()
from attendance_toleranceproposal p, generate_series(1, 2) n;
"""

DAYS = """
insert into attendance_day (employee_id, day, status, first_at, last_at, late_minutes,
    early_minutes, worked_minutes, grade, shield_id, is_shielded, start_at, end_at, closes_at,
    schedule, zone, reasons, rule_version, derived_at)
select e.id, d.day,
    case when absent then 'OPEN' when came then 'PRESENT' when c < 55 then 'LEAVE' else 'DUTY' end,
    case when came then d.start_at + make_interval(mins => case when late > 0 then late
                                                                else -(c %% 20) end) end,
    case when came then d.end_at + make_interval(mins => 1 + c %% 12) end,
    case when came then late else 0 end, case when came and c > 995 then 20 else 0 end,
    case when came then 450 else 0 end, case when came then 1 end, null, false, d.start_at,
    d.end_at, d.end_at + interval '8 hours', 'Lima hari kerja', 'Asia/Jayapura', '[]', 1, d.end_at
from organization_employee e
cross join (
    select day, number, (day + time '07:30') at time zone 'Asia/Jayapura' as start_at,
           (day + time '16:00') at time zone 'Asia/Jayapura' as end_at
    from unnest(%(days)s::date[]) with ordinality as n(day, number)
) d
cross join lateral (
    select (hashtextextended(e.id || '/' || d.number, 7) & 1048575)::int %% 1000 as c,
           e.id %% 400 = 7 and d.number between 101 and 112 as away,
           e.id %% 400 = 207 and d.number between 101 and 120 as very_late
) chance
cross join lateral (
    select away or c < 15 and not very_late as absent,
           not away and (very_late or c > 84) as came,
           case when very_late then 95 when c between 940 and 999 then 1 + c %% 40 else 0 end
               as late
) made
order by e.id, d.day
"""

ABSENT = "select count(*) from attendance_day where status = 'OPEN' and day < %s"
PLANTED = """
select count(*), (select count(*) from organization_employee where id %% 200 = 7)
from (
    select f.employee_id from findings_row r join findings_finding f on f.id = r.finding_id
    where f.employee_id %% 400 = 7 and f.code = 'HDR-03' and r.day = any(%(away)s::date[])
    group by f.employee_id having count(*) = 12
    union all
    select f.employee_id from findings_row r join findings_finding f on f.id = r.finding_id
    where f.employee_id %% 400 = 207 and f.code = 'HDR-07' and r.item = '2026-3'
) found
"""
