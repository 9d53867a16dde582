"""The sheet of one person as the rater opens it: what it costs, with the spread of the unit shown.

Written into a copy: a quarter with a sheet for everybody, six in ten of them rated; of one person
four results, sixty approved reports, 24 notes, the own view and a draft of the rater.
"""

from typing import Any

from psycopg import Connection, sql

from bench import database
from bench.database import Base, scratch
from bench.figures import Book
from bench.groups.page import Failed, costs, queries
from bench.place import SCHEMA
from bench.process import collect_static

PEOPLE = 5_000
_PERIOD = """
    insert into evaluation_period (kind, "group", year, number, start_on, end_on, self_due_on,
        due_on, opened_at, closing_note)
    select 'QUARTER', 'GENERAL', extract(year from start)::int, extract(quarter from start)::int,
        start::date, (start + interval '3 months')::date, current_date - 1, current_date + 6,
        now() - interval '9 days', ''
    from (select date_trunc('year', current_date) as start) q
    returning id, start_on
"""
_SHEETS = """
    insert into evaluation_sheet (period_id, employee_id, unit_id, status, excuse, opened_at,
        receipt_note, published_at)
    select %(period)s, g.employee_id, g.unit_id,
        case when g.employee_id %% 10 < 6 then 'PUBLISHED' else 'ASSESSED' end, '', now(), '',
        case when g.employee_id %% 10 < 6 then now() end
    from organization_posting g where g.kind = 'DEFINITIVE' and g.end_on is null;
    insert into evaluation_part (sheet_id, superior_id, unit_id, posting_id, start_on, end_on,
        result, behaviour, note)
    select s.id, l.superior_id, s.unit_id, g.id, p.start_on, p.end_on, '', '', ''
    from evaluation_sheet s join evaluation_period p on p.id = s.period_id
    join organization_posting g on g.employee_id = s.employee_id and g.kind = 'DEFINITIVE'
        and g.end_on is null
    left join organization_reportingline l on l.employee_id = s.employee_id and l.end_on is null;
    insert into evaluation_step (sheet_id, kind, at, note)
    select id, 'OPENED', opened_at, '' from evaluation_sheet;
    insert into evaluation_rating (sheet_id, origin, result, behaviour, grade, forecast, evidence,
        reason, recommendation, rules_from, by_id, role, started_at, saved_at, published_at)
    select s.id, 'RATER', 'AS', case when s.employee_id %% 4 = 0 then 'ABOVE' else 'AS' end, 'GOOD',
        '{}', '{}', '', '', '2022-01-01', q.superior_id, 'SUPERIOR', now(), now(), now()
    from evaluation_sheet s join evaluation_part q on q.sheet_id = s.id
    where s.status = 'PUBLISHED' and q.superior_id is not null
"""
_PERSON = """
    select s.id, s.employee_id from evaluation_sheet s
    join organization_reportingline l on l.employee_id = s.employee_id and l.end_on is null
    where l.superior_id = %s and s.status = 'ASSESSED' order by s.employee_id limit 1
"""
_WORK = """
    insert into planning_plannedresult (revision_id, key, "order", text, kind)
    select v.id, gen_random_uuid(), 90, 'Pelatihan tim mutu distrik', 'MAIN'
    from planning_plan p join planning_revision v on v.plan_id = p.id and v.status = 'APPROVED'
    where p.owner_id = %(person)s;
    insert into work_report (id, author_id, work_on, indicator_key, result_key, title, quantity,
        unit, places, note, late_reason, claimed_at, received_at, status)
    select gen_random_uuid(), %(person)s, %(start)s::date + n, i.key, r.key,
        'Instrumen mutu tervalidasi', 2, i.unit, '[]', '', '', now(), now(), 'APPROVED'
    from generate_series(1, 60) n
    join lateral (
        select r.id, r.key from planning_plannedresult r
        join planning_revision v on v.id = r.revision_id and v.status = 'APPROVED'
        join planning_plan p on p.id = v.plan_id and p.owner_id = %(person)s
        where r."order" < 90 order by r."order" offset n %% 3 limit 1
    ) r on true
    join lateral (
        select i.key, i.unit from planning_indicator i where i.result_id = r.id limit 1
    ) i on true;
    insert into work_feedback (id, person_id, by_id, value, tone, text, at)
    select gen_random_uuid(), %(person)s, g.employee_id, 'SERVICE', 'GOOD',
        'Menjelaskan instrumen dua kali kepada operator kami.', %(start)s::date + n
    from generate_series(1, 24) n
    join lateral (
        select employee_id from organization_posting
        where employee_id <> %(person)s and end_on is null order by id offset n %% 9 limit 1
    ) g on true;
    insert into evaluation_selfassessment (sheet_id, result, behaviour, text, results, saved_at,
        published_at)
    values (%(sheet)s, 'ABOVE', 'AS', 'Panduan saya dipakai tiga distrik lain.', '{}', now(),
        now());
    insert into evaluation_rating (sheet_id, origin, result, behaviour, grade, forecast, evidence,
        reason, recommendation, rules_from, by_id, role, started_at, saved_at)
    values (%(sheet)s, 'RATER', 'ABOVE', 'ABOVE', 'VERY_GOOD', '{}', '{}', 'Panduan dipakai.', '',
        '2022-01-01', %(rater)s, 'SUPERIOR', now(), now())
"""


def measure(book: Book) -> None:
    with scratch(database.base(PEOPLE)) as copy:
        collect_static(copy)
        rater = copy.cast["heads"][0]
        path = f"/evaluasi/{_fill(copy, rater)}/"
        try:
            spent = costs(copy, path, [rater])
        except Failed as failed:
            book.leave_out("page_sheet_cpu_ms", str(failed))
            book.leave_out("page_sheet_queries", str(failed))
            return
        book.take("page_sheet_cpu_ms", [each.app_ms for each in spent])
        book.take("page_sheet_db_cpu_ms", [each.db_ms for each in spent])
        book.take("page_sheet_queries", [max(queries(copy, path, [rater]))], places=0)


def _fill(copy: Base, rater: int) -> int:
    """The sheet of one of the rater's people, with all that a full one holds."""
    with database.admin(copy.name) as connection:
        connection.execute(sql.SQL("set search_path = {}, public").format(sql.Identifier(SCHEMA)))
        period, start = connection.execute(_PERIOD).fetchall()[0]
        _each(connection, _SHEETS, {"period": period})
        sheet, person = connection.execute(_PERSON, [rater]).fetchall()[0]
        asked = {"sheet": sheet, "person": person, "rater": rater, "start": start}
        _each(connection, _WORK, asked)
        connection.execute("vacuum (analyze)")
    return int(sheet)


def _each(connection: Connection, statements: str, asked: dict[str, Any]) -> None:
    for statement in statements.split(";"):
        connection.execute(statement, asked)
