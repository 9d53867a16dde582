"""From what a rule sees to findings and rows: a handful of statements, however many hits.

What is seen lies in a temporary table of the transaction; with the amount 0 it only holds what
was asked: nobody is asked anew about it. Nothing here asks anybody anything: rows begin as hints.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from noken.core.tenancy import current_tenant
from noken.findings.ports import Hit, Hits
from noken.findings.rules.numbers import number_of

UNDECIDED = ("HINT", "ASKED", "REPLIED", "PROOF", "LAPSED")
PUT_RIGHT, EXCUSED = "Dipenuhi sesudah ditanya", "Keterangan harinya diterima"
CLEARABLE = ("HINT", "ASKED", "LAPSED", "REPLIED", "PROOF", "REFUSED")

_LOCK = "select pg_advisory_xact_lock(hashtextextended('findings:' || %(tenant)s::text, 0))"
_NOTHING = """
    select null::bigint, null::text, null::text, null::date, null::numeric, null::jsonb where false
"""
# Created from the answer itself, so that the database may gather it with several workers; what a
# rule sees is guessed too low to make them seem worth their while.
_WITH_WORKERS = """
    set local parallel_setup_cost = 0; set local parallel_tuple_cost = 0;
    set local min_parallel_index_scan_size = 0
"""
_AS_PLANNED = """
    set local parallel_setup_cost to default; set local parallel_tuple_cost to default;
    set local min_parallel_index_scan_size to default
"""
_TABLE = """
    create temporary table findings_seen on commit drop as
    select employee_id::bigint, period::text, item::text, day::date, amount::numeric, facts::jsonb
    from ({sql}) as hit (employee_id, period, item, day, amount, facts)
"""
_AMONG = """
    select * from ({sql}) as hit (employee_id, period, item, day, amount, facts)
    where employee_id = any(%(people)s::bigint[])
"""
_COUNTED = "analyze findings_seen (employee_id, period, item, day)"
# What a card finds may grow from nothing to hundreds of thousands within one statement: joined row
# by row, as the counts of before would have it, that never ends.
_TOGETHER, _AS_USUAL = "set local enable_nestloop = off", "set local enable_nestloop = on"
_POSTED = """
    p.employee_id = s.employee_id and p.kind = 'DEFINITIVE' and p.start_on <= s.day
    and (p.end_on is null or p.end_on > s.day)
"""
_WITHIN = f"""
    delete from findings_seen s
    where not exists (
        select from organization_posting p join organization_unit u on u.id = p.unit_id
        where {_POSTED} and u.path like (
            select path from organization_unit where id = %(unit)s::bigint) || '%%')
"""  # noqa: S608 (constants only)
_FINDINGS = f"""
    with fresh as (
        select employee_id, period, min(day) as day from findings_seen where amount > 0
        group by employee_id, period
    ), missing as (
        select s.*, extract(year from s.day)::int as year from fresh s
        where not exists (select from findings_finding f
                          where f.employee_id = s.employee_id and f.code = %(code)s::text
                            and f.period = s.period)
    ), newest as (
        select year, max(serial) as serial from findings_finding
        where year in (select year from missing) group by year
    )
    insert into findings_finding
        (code, version_id, employee_id, unit_id, period, year, serial, raised_at)
    select %(code)s::text, %(version)s::bigint, s.employee_id, p.unit_id, s.period, s.year,
           coalesce(newest.serial, 0)
               + row_number() over (partition by s.year order by s.day, s.employee_id, s.period),
           %(at)s::timestamptz
    from missing s
    left join newest on newest.year = s.year
    left join organization_posting p on {_POSTED}
    order by s.employee_id
"""  # noqa: S608 (constants only)
# With the finding in it each later step is one join over both columns of the key of a row: by the
# item alone, a day that thousands share, it would be thousands times thousands.
_NAMED = """
    create temporary table findings_named on commit drop as
    select f.id as finding_id, s.item, s.day, s.amount, s.facts
    from findings_seen s
    join findings_finding f on f.employee_id = s.employee_id and f.code = %(code)s::text
                           and f.period = s.period
"""
# In the order of the key, where writing is quickest; runs wait for one another, so that nobody else
# writes the same row meanwhile.
_ROWS = """
    insert into findings_row
        (finding_id, version_id, item, day, amount, facts, state, raised_at, reason, rests)
    select distinct on (s.finding_id, s.item) s.finding_id, %(version)s::bigint, s.item, s.day,
           s.amount, s.facts, 'HINT', %(at)s::timestamptz, '', false
    from findings_named s
    where s.amount > 0 and not exists (
        select from findings_row r where r.finding_id = s.finding_id and r.item = s.item)
    order by s.finding_id, s.item
"""
_REFRESH = """
    update findings_row r
    set day = s.day, amount = s.amount, facts = s.facts, version_id = %(version)s::bigint
    from findings_named s
    where r.finding_id = s.finding_id and r.item = s.item and s.amount > 0
      and r.state = any(%(undecided)s::text[])
      and (r.version_id = %(version)s::bigint or r.state = 'HINT')
      and (r.version_id, r.day, r.amount, r.facts)
          is distinct from (%(version)s::bigint, s.day, s.amount::numeric(10, 2), s.facts)
"""
_AGAIN = """
    with again as (
        update findings_row r
        set state = 'HINT', day = s.day, amount = s.amount, facts = s.facts, rests = false,
            version_id = %(version)s::bigint, raised_at = %(at)s::timestamptz, asked_at = null,
            told_at = null, reply_by = null, decide_by = null, proof_by = null,
            decided_by_id = null, decided_at = null, reason = '', put_right = false,
            heard_again = false
        from findings_named s
        where r.finding_id = s.finding_id and r.item = s.item and s.amount > 0
          and r.state = 'CLEARED'
        returning r.id, r.finding_id
    )
    insert into findings_rowstep (finding_id, row_id, kind, role, note, at)
    select finding_id, id, 'SEEN', 'SYSTEM', '', %(at)s::timestamptz from again
"""
_GONE = """
    with gone as (
        select r.id, r.finding_id, r.asked_at is not null as asked, f.employee_id, f.year, f.serial,
               r.item, r.day, r.facts, r.raised_at
        from findings_row r join findings_finding f on f.id = r.finding_id
        where f.code = %(code)s::text
          and (r.version_id = %(version)s::bigint or %(hints)s::boolean and r.state = 'HINT')
          and r.day >= %(since)s::date and r.day < %(until)s::date
          and r.state = any(%(clearable)s::text[])
          and (%(people)s::bigint[] = '{{}}' or f.employee_id = any(%(people)s::bigint[]))
          and not exists (select from findings_named s
                          where s.finding_id = r.finding_id and s.item = r.item
                            and (s.amount > 0 or r.state <> 'HINT'))
        for update of r
    ), caused as (
        select g.id, g.asked and coalesce({put_right}, false) as put_right,
               case when g.asked then coalesce({excused_by}) end as excused_by
        from gone g
    ), cleared as (
        update findings_row r
        set state = 'CLEARED', reply_by = null, decide_by = null, proof_by = null, rests = false,
            put_right = caused.put_right, decided_by_id = caused.excused_by,
            decided_at = case when caused.excused_by is not null then %(at)s::timestamptz end,
            reason = case when caused.excused_by is null then '' else %(excused)s::text end
        from caused where caused.id = r.id
        returning r.id, case when r.put_right then %(done)s::text else r.reason end as note
    ), noted as (
        insert into findings_rowstep (finding_id, row_id, kind, role, note, at)
        select gone.finding_id, gone.id, 'CLEARED', 'SYSTEM',
               cleared.note, %(at)s::timestamptz
        from gone join cleared using (id)
        returning row_id
    )
    select gone.finding_id, gone.employee_id, gone.year, gone.serial,
           array_agg(gone.id) filter (where gone.asked), count(*)
    from gone join noted on noted.row_id = gone.id
    group by 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class Look:
    """One look of one version over the days `[since, until)`; `people`: at these alone."""

    code: str
    version_id: int
    unit_id: int | None
    since: date
    until: date
    at: datetime
    people: tuple[int, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "version": self.version_id,
            "unit": self.unit_id,
            "since": self.since,
            "until": self.until,
            "at": self.at,
            "undecided": list(UNDECIDED),
            "clearable": list(CLEARABLE),
            "people": list(self.people),
        }


@dataclass(frozen=True, slots=True)
class Gone:
    """Rows of one finding that fell. `asked_ids` are those the person had been asked about."""

    finding_id: int
    employee_id: int
    number: str
    asked_ids: tuple[int, ...]
    count: int


def begin() -> None:
    """One run at a time: serial numbers follow one another."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, {"tenant": current_tenant()})


def see(look: Look, answers: Sequence[Hits]) -> None:
    """Put what the detectors see where the other steps find it."""
    said = [hits for hits in answers if hits.sql]
    first = said[0] if said else Hits(_NOTHING)
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.findings_seen")
        cursor.execute(_WITH_WORKERS)
        sql, among = ("{sql}", {}) if not look.people else (_AMONG, {"people": list(look.people)})
        cursor.execute(_TABLE.format(sql=sql.format(sql=first.sql)), {**first.values, **among})
        cursor.execute(_AS_PLANNED)
        for hits in said[1:]:
            statement = f"insert into findings_seen {sql.format(sql=hits.sql)}"
            cursor.execute(statement, {**hits.values, **among})
        for hits in answers:
            _copy(cursor, (row for row in hits.rows if not among or row[0] in look.people))
        if look.unit_id is not None:
            cursor.execute(_WITHIN, look.values)
        cursor.execute(_COUNTED)


def raise_findings(look: Look) -> int:
    """Findings that were not there."""
    with connection.cursor() as cursor:
        cursor.execute(_TOGETHER)
        cursor.execute(_FINDINGS, look.values)
        findings: int = cursor.rowcount
        cursor.execute(_AS_USUAL)
        return findings


def name(look: Look) -> None:
    """Put beside all that is seen the finding it belongs to."""
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.findings_named")
        cursor.execute(_TOGETHER)
        cursor.execute(_NAMED, look.values)
        cursor.execute(_AS_USUAL)
        cursor.execute("analyze findings_named (finding_id, item)")


def raise_rows(look: Look) -> int:
    """Rows that were not there; what is there and undecided gets its facts anew."""
    with connection.cursor() as cursor:
        cursor.execute(_TOGETHER)
        cursor.execute(_REFRESH, look.values)
        cursor.execute(_AGAIN, look.values)
        seen_again = cursor.rowcount
        cursor.execute(_ROWS, look.values)
        rows: int = cursor.rowcount + seen_again
        cursor.execute(_AS_USUAL)
        return rows


def clear_rows(look: Look, answers: Sequence[Hits], *, hints: bool) -> list[Gone]:
    """Let rows fall that are not seen any more; with `hints` also those of other versions."""
    gone_sql = _GONE.format(
        put_right=" or ".join(f"({hits.put_right})" for hits in answers),
        excused_by=", ".join(hits.excused_by for hits in answers),
    )
    words = {"done": PUT_RIGHT, "excused": EXCUSED}
    with connection.cursor() as cursor:
        cursor.execute(_TOGETHER)
        cursor.execute(gone_sql, {**look.values, **words, "hints": hints})
        gone = [
            Gone(pk, person, number_of(year, serial), tuple(asked or ()), count)
            for pk, person, year, serial, asked, count in cursor.fetchall()
        ]
        cursor.execute(_AS_USUAL)
        return gone


def _copy(cursor: Any, rows: Iterable[Hit]) -> None:
    with cursor.copy("copy findings_seen from stdin") as stream:
        for row in rows:
            stream.write_row((*row[:5], json.dumps(row.facts)))
