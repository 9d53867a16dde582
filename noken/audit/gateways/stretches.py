"""Stretches of what is sealed, as the database holds them: where one may end, and its digest."""

import time
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

MOST_ROWS = 10_000
PATIENCE_SECONDS, STEP_SECONDS = 5.0, 0.05
ENTRY, READING, FACT = "ENTRY", "READING", "FACT"


@dataclass(frozen=True, slots=True)
class Stream:
    """What is sealed in the order of its ids. `line` is what is bound of a row `e`; `beside` joins
    what it needs of elsewhere, prepared once by `before`."""

    table: str
    line: str
    before: str = ""
    beside: str = ""

    @property
    def rows(self) -> str:
        return f"{self.table} e {self.beside}"

    @property
    def sums(self) -> str:
        """How many rows there are, and the digest over their lines."""
        return (
            "count(e.id) as rows, encode(sha256(convert_to("
            f"coalesce(string_agg({self.line}, E'\\n' order by e.id), ''), 'UTF8')), 'hex')"
            " as digest"
        )


STREAMS = {
    ENTRY: Stream(
        "audit_entry",
        "jsonb_build_array(e.id, (extract(epoch from e.at) * 1000000)::bigint, e.user_id,"
        " e.employee_id, e.role, e.action, e.subject_id, e.ids, e.reason,"
        " (extract(epoch from e.written_at) * 1000000)::bigint)::text",
    ),
    READING: Stream(
        "audit_reading",
        "jsonb_build_array(e.id, (extract(epoch from e.hour) * 1000000)::bigint, e.reader_id,"
        " e.role, e.person_id, e.screen, (extract(epoch from e.first_at) * 1000000)::bigint,"
        " e.reason)::text",
    ),
    FACT: Stream(
        "audit_commitment",
        "jsonb_build_array(e.id, f.name, f.shape, e.key, encode(e.hash, 'hex'))::text",
        before="with f as materialized (select id, name,"
        " encode(sha256(convert_to(columns::text, 'UTF8')), 'hex') as shape from audit_factform)",
        beside="join f on f.id = e.form",
    ),
}
_LAST = ", ".join(
    f"(select coalesce(max(id), 0) from {stream.table})"  # noqa: S608 (our own text)
    for stream in STREAMS.values()
)
_HORIZON = f"select {_LAST}, pg_snapshot_xmax(pg_current_snapshot())::text"
_RUNNING = """
select exists (
    select from pg_snapshot_xip(pg_current_snapshot()) as running
    where running::text::numeric < %(before)s::numeric
      and not exists (
          select from pg_locks l join pg_stat_activity a on a.pid = l.pid
          where l.locktype = 'transactionid' and l.mode = 'ExclusiveLock' and l.granted
            and a.datname <> current_database()
            and l.transactionid::text::numeric = mod(running::text::numeric, 4294967296)))
"""
"""Transactions of other databases of the server write nothing here."""
_END = """
select coalesce(
    (select id from {table} where id > %(after)s and id <= %(last)s
     order by id offset %(most)s - 1 limit 1),
    %(last)s)
"""
_DIGEST = """
{before} select {sums} from {rows} where e.id > %(after)s and e.id <= %(until)s
"""
_CHANGED = """
{before}
select s.number, abs(now.rows - s.rows)
from audit_seal s
left join lateral (
    select {sums} from {rows} where e.id > s.after_id and e.id <= s.until_id
) as now on true
where s.stream = %(stream)s and s.number >= %(first)s
  and (now.rows <> s.rows or now.digest <> s.digest)
order by s.number limit 1
"""


class Stretch(NamedTuple):
    rows: int
    digest: str


def settled_until() -> dict[str, int] | None:
    """By stream the last id up to which no row can still come in; None: somebody is still writing.

    Ids are taken before commit. All that are smaller than the largest one in sight belong to
    transactions that had begun by then, so we wait for these, and for nobody else.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HORIZON)
        *last, before = cursor.fetchone()
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            cursor.execute(_RUNNING, {"before": before})
            if not cursor.fetchone()[0]:
                return dict(zip(STREAMS, map(int, last), strict=True))
            if time.monotonic() > until:
                return None
            time.sleep(STEP_SECONDS)


def end_of(stream: str, after_id: int, last_id: int) -> int:
    """Where the next stretch ends, so that no seal holds more than `MOST_ROWS`."""
    with connection.cursor() as cursor:
        cursor.execute(
            _END.format(table=STREAMS[stream].table),
            {"after": after_id, "last": last_id, "most": MOST_ROWS},
        )
        return int(cursor.fetchone()[0])


def stretch(stream: str, after_id: int, until_id: int) -> Stretch:
    """How many rows stand in `(after_id, until_id]`, and their digest."""
    with connection.cursor() as cursor:
        cursor.execute(_filled(_DIGEST, stream), {"after": after_id, "until": until_id})
        return Stretch(*cursor.fetchone())


def lines(stream: str) -> str:
    """The statement for all rows of a stream as they are sealed, in their order."""
    one = STREAMS[stream]
    return f"{one.before} select {one.line} from {one.rows} order by e.id"  # noqa: S608 (our own)


def first_changed(stream: str, first_number: int) -> tuple[int, int] | None:
    """The first seal from `first_number` on whose rows are not as they were sealed, and how many
    are missing or too many."""
    with connection.cursor() as cursor:
        cursor.execute(_filled(_CHANGED, stream), {"stream": stream, "first": first_number})
        found = cursor.fetchone()
        return (int(found[0]), int(found[1])) if found else None


def stray(stream: str) -> bool:
    """Whether rows stand before the first id there can be."""
    table = STREAMS[stream].table
    with connection.cursor() as cursor:
        cursor.execute(f"select exists (select from {table} where id <= 0)")  # noqa: S608 (our own)
        return bool(cursor.fetchone()[0])


def _filled(statement: str, stream: str) -> str:
    one = STREAMS[stream]
    return statement.format(before=one.before, sums=one.sums, rows=one.rows)
