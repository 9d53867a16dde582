"""A finding as the direct superior opens it: twelve days, three answers, two files.

Written into a copy: the person's year of derived days, the rows in every state, what was said and
each step on the way.
"""

from psycopg import sql

from bench import database
from bench.database import Base, scratch
from bench.figures import Book
from bench.groups.page import Failed, costs, queries
from bench.place import SCHEMA
from bench.process import collect_static

PEOPLE = 5_000
_PERSON = """
    select l.employee_id, g.unit_id from organization_reportingline l
    join organization_posting g on g.employee_id = l.employee_id and g.end_on is null
    where l.superior_id = %s and l.end_on is null order by l.employee_id limit 1
"""
_WRITE = """
    delete from attendance_day where employee_id = %(person)s;
    insert into attendance_day (employee_id, day, status, first_at, last_at, late_minutes,
        early_minutes, worked_minutes, grade, shield_id, is_shielded, start_at, end_at, closes_at,
        schedule, zone, reasons, rule_version, derived_at)
    select %(person)s, d::date,
        case when n %% 19 = 0 then 'OPEN' when n %% 17 = 0 then 'DUTY' else 'PRESENT' end,
        case when n %% 19 > 0 and n %% 17 > 0 then d + interval '7 hours 20 minutes' end,
        case when n %% 19 > 0 and n %% 17 > 0 then d + interval '16 hours 4 minutes' end,
        0, 0, 450, 1, null, false, d + interval '450 minutes', d + interval '16 hours',
        d + interval '24 hours', 'Lima hari kerja', 'Asia/Jayapura',
        case when n %% 19 > 0 and n %% 17 = 0 then
            '[["away", "", "DUTY", "DUTY", "dinas luar", "094/790", "Distrik Sidey"]]'::jsonb
        else '[]'::jsonb end, 1, now()
    from (
        select d, row_number() over (order by d) as n
        from generate_series(date_trunc('year', now()), now() - interval '9 days', '1 day') d
        where extract(isodow from d) < 6
    ) year;
    insert into findings_finding (code, version_id, employee_id, unit_id, period, year, serial,
        raised_at)
    select 'HDR-03', id, %(person)s, %(unit)s, to_char(now(), 'YYYY'),
        extract(year from now())::int, 1, now() - interval '40 days'
    from findings_cardversion where code = 'HDR-03' order by version limit 1;
    insert into findings_row (finding_id, version_id, item, day, amount, facts, state, raised_at,
        asked_at, told_at, reply_by, decide_by, decided_by_id, decided_at, reason, rests)
    select f.id, f.version_id, d.day::text, d.day, 1,
        jsonb_build_object('schedule', d.schedule, 'hours', '07.30 sampai 16.00', 'zone', d.zone,
            'after', d.day - 1),
        states.state, f.raised_at, f.raised_at, f.raised_at + interval '1 hour',
        current_date - 30, case states.state when 'REPLIED' then current_date + 4 end,
        case when states.state in ('ACCEPTED', 'REFUSED') then %(head)s::bigint end,
        case when states.state in ('ACCEPTED', 'REFUSED') then now() - interval '20 days' end,
        case when states.state in ('ACCEPTED', 'REFUSED') then 'Sudah ditimbang.' else '' end, false
    from findings_finding f
    join (
        select *, row_number() over (order by day) as n from attendance_day
        where employee_id = %(person)s and status = 'OPEN'
    ) d on d.n <= 12
    cross join lateral (select (array['ACCEPTED', 'REFUSED', 'LAPSED', 'REPLIED'])[1 + d.n %% 4]
        as state) states;
    insert into findings_delivery (finding_id, way, "on", witness, by_id, at)
    select id, 'OPENED', raised_at::date, '', %(person)s, raised_at + interval '1 hour'
    from findings_finding;
    insert into findings_reply (id, finding_id, text, companion, elsewhere, is_late, at)
    select gen_random_uuid(), f.id,
        'Jalan dari Prafi tertutup longsor di Kampung Warmare dan tidak ada sinyal hari itu.', '',
        '', false, f.raised_at + make_interval(days => n)
    from findings_finding f, generate_series(1, 3) n;
    insert into findings_reply_rows (reply_id, row_id)
    select p.id, r.id
    from (select *, row_number() over (order by at) as n from findings_reply) p
    join (select *, row_number() over (order by day) as n from findings_row) r
        on r.n %% 3 + 1 = p.n where r.state <> 'LAPSED';
    insert into documents_storedfile (id, kind, sha256_sent, sha256_stored, bytes, width, height,
        stored_name, display_name, created_at)
    select gen_random_uuid(), 'PHOTO', sha256(n::text::bytea), sha256(n::text::bytea), 90000, 1200,
        900, md5('bench' || n), 'longsor-' || n || '.jpg', now()
    from generate_series(1, 2) n;
    insert into findings_replyfile (reply_id, file_id, is_photo)
    select p.id, s.id, true
    from (select *, row_number() over (order by at) as n from findings_reply) p
    join (select *, row_number() over (order by display_name) as n from documents_storedfile
          where display_name like 'longsor-%%') s using (n);
    insert into findings_rowstep (finding_id, row_id, kind, by_id, role, note, at)
    select r.finding_id, r.id, k.kind, case k.kind when 'ASKED' then null else %(person)s end,
        case k.kind when 'ASKED' then 'SYSTEM' else 'SELF' end, '', r.raised_at
    from findings_row r, (values ('ASKED'), ('REPLIED')) k(kind)
"""


def measure(book: Book) -> None:
    with scratch(database.base(PEOPLE)) as copy:
        collect_static(copy)
        head = copy.cast["heads"][0]
        path = _fill(copy, head)
        try:
            spent = costs(copy, path, [head])
        except Failed as failed:
            book.leave_out("page_finding_cpu_ms", str(failed))
            return
        book.take("page_finding_cpu_ms", [each.app_ms for each in spent])
        book.take("page_finding_db_cpu_ms", [each.db_ms for each in spent])
        book.take("page_finding_queries", [max(queries(copy, path, [head]))], places=0)


def _fill(copy: Base, head: int) -> str:
    """The address of the finding about the first of the head's people."""
    with database.admin(copy.name) as connection:
        connection.execute(sql.SQL("set search_path = {}, public").format(sql.Identifier(SCHEMA)))
        person, unit = connection.execute(_PERSON, [head]).fetchall()[0]
        asked = {"person": person, "unit": unit, "head": head}
        for statement in _WRITE.split(";"):
            connection.execute(statement, asked)
        rows, year = connection.execute(
            "select count(*), max(f.year) from findings_row r, findings_finding f"
        ).fetchall()[0]
        connection.execute("vacuum (analyze)")
    if rows != 12:
        raise RuntimeError(f"the finding has {rows} rows")
    return f"/temuan/T-{year}-0001/"
