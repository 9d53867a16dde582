"""Stretches of the journal as the database holds them: where one may end, and its digest."""

import time
from typing import NamedTuple

from django.db import connection

MOST_ROWS = 10_000
PATIENCE_SECONDS, STEP_SECONDS = 5.0, 0.05

_HORIZON = (
    "select coalesce(max(id), 0), pg_snapshot_xmax(pg_current_snapshot())::text from audit_entry"
)
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
    (select id from audit_entry where id > %(after)s and id <= %(last)s
     order by id offset %(most)s - 1 limit 1),
    %(last)s)
"""
_LINE = """
jsonb_build_array(e.id, (extract(epoch from e.at) * 1000000)::bigint, e.user_id, e.employee_id,
    e.role, e.action, e.subject_id, e.ids, e.reason,
    (extract(epoch from e.written_at) * 1000000)::bigint)::text
"""
_DIGEST = f"""
select count(e.id), encode(sha256(convert_to(
    coalesce(string_agg({_LINE}, E'\\n' order by e.id, e.at), ''), 'UTF8')), 'hex')
from audit_entry e where e.id > %(after)s and e.id <= %(until)s
"""  # noqa: S608 (our own text)
_CHANGED = f"""
select s.number, s.rows
from audit_seal s
left join lateral (
    select count(e.id) as rows, encode(sha256(convert_to(
        coalesce(string_agg({_LINE}, E'\\n' order by e.id, e.at), ''), 'UTF8')), 'hex') as digest
    from audit_entry e where e.id > s.after_id and e.id <= s.until_id
) as now on true
where s.number >= %(first)s and (now.rows <> s.rows or now.digest <> s.digest)
order by s.number limit 1
"""  # noqa: S608 (our own text)


class Stretch(NamedTuple):
    rows: int
    digest: str


def settled_until() -> int | None:
    """The last id up to which no entry can still come in; None: somebody is still writing.

    Ids are taken before commit. All that are smaller than the largest one in sight belong to
    transactions that had begun by then, so we wait for these, and for nobody else.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HORIZON)
        last, before = cursor.fetchone()
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            cursor.execute(_RUNNING, {"before": before})
            if not cursor.fetchone()[0]:
                return int(last)
            if time.monotonic() > until:
                return None
            time.sleep(STEP_SECONDS)


def end_of(after_id: int, last_id: int) -> int:
    """Where the next stretch ends, so that no seal holds more than `MOST_ROWS`."""
    with connection.cursor() as cursor:
        cursor.execute(_END, {"after": after_id, "last": last_id, "most": MOST_ROWS})
        return int(cursor.fetchone()[0])


def stretch(after_id: int, until_id: int) -> Stretch:
    """How many entries stand in `(after_id, until_id]`, and their digest."""
    with connection.cursor() as cursor:
        cursor.execute(_DIGEST, {"after": after_id, "until": until_id})
        return Stretch(*cursor.fetchone())


def first_changed(first_number: int) -> int | None:
    """The first seal from `first_number` on whose entries are not as they were sealed."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, {"first": first_number})
        found = cursor.fetchone()
        return int(found[0]) if found else None


def stray() -> bool:
    """Whether entries stand before the first id there can be."""
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from audit_entry where id <= 0)")
        return bool(cursor.fetchone()[0])
