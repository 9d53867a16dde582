"""Deriving days: only what differs is written, and what stood before is kept."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from noken.attendance.events import DayChanged
from noken.attendance.queries.day_facts import Asked, gather
from noken.attendance.rules.day import RULE_VERSION
from noken.core import clock, events
from noken.core.actor import Actor

RECENT = timedelta(62)
"""How far back an open page may show a day."""
TELL_EACH = 100
"""When more people than this change at once, pages hear only of those whose today did."""

_COLUMNS = (
    *("employee_id", "day", "status", "first_at", "last_at", "late_minutes", "early_minutes"),
    *("worked_minutes", "grade", "shield_id", "is_shielded", "start_at", "end_at", "closes_at"),
    *("schedule", "zone", "reasons", "rule_version"),
)
_ALL = ", ".join(_COLUMNS)
_JUDGED = ", ".join(f"{{0}}.{name}" for name in _COLUMNS[2:])
_FRESH = f"""
    select f.employee_id, f.day, v.status, case when v.came then f.first_at end as first_at,
           case when v.went then f.last_at end as last_at, v.late as late_minutes,
           v.early as early_minutes, v.worked as worked_minutes, v.grade, v.shield_id,
           v.shielded as is_shielded, f.start_at, f.end_at, f.closes_at, f.schedule, f.zone,
           v.reasons,
           {RULE_VERSION}::smallint as rule_version
    from attendance_fact f
    join attendance_verdict v using
        (shape, first_min, last_min, first_sort, last_sort, morning, afternoon, outages, waits,
         over)
"""  # noqa: S608 (constants only)
_STANDING = """
    from attendance_day d join attendance_asked a
      on a.employee_id = d.employee_id and d.day >= a.start_on and d.day < a.end_on
"""
# Who derives days of the same people waits: both would write what they read before the other did.
_ONE_AT_A_TIME = """
    select pg_advisory_xact_lock(hashtextextended(current_schema() || '/days', part))
    from (select distinct person %% 64 as part from unnest(%(people)s::bigint[]) as person
          order by 1) parts
"""
_ANY_STANDING = f"select exists (select {_STANDING})"
_INSERT = f"insert into attendance_day ({_ALL}, derived_at)"
_STORE_ALL = f"{_INSERT} select fresh.*, %(at)s::timestamptz from ({_FRESH}) fresh"  # noqa: S608
_COMPARE = f"""
drop table if exists pg_temp.attendance_change;
create temporary table attendance_change on commit drop as
select coalesce(d.employee_id, fresh.employee_id) as employee_id,
       coalesce(d.day, fresh.day) as day, d.day is null as is_new, fresh.status is null as is_gone,
       {", ".join(f"fresh.{name}" for name in _COLUMNS[2:])}
from (select d.* {_STANDING}) d
full join ({_FRESH}) fresh on fresh.employee_id = d.employee_id and fresh.day = d.day
where ({_JUDGED.format("d")}) is distinct from ({_JUDGED.format("fresh")})
"""  # noqa: S608 (constants only)
# A day that was still running was not judged: nothing is lost with it.
_KEEP = f"""
insert into attendance_dayversion ({_ALL}, derived_at, replaced_at)
select {", ".join(f"d.{name}" for name in _COLUMNS)}, d.derived_at, %(at)s::timestamptz
from attendance_day d join attendance_change c using (employee_id, day)
where d.status <> 'RUNNING'
"""  # noqa: S608 (constants only)
_DROP = """
delete from attendance_day d using attendance_change c
where c.employee_id = d.employee_id and c.day = d.day and c.is_gone
"""
_CHANGE = f"""
update attendance_day d
set {", ".join(f"{name} = c.{name}" for name in _COLUMNS[2:])}, derived_at = %(at)s::timestamptz
from attendance_change c
where c.employee_id = d.employee_id and c.day = d.day and not c.is_gone
"""  # noqa: S608 (constants only)
_ADD = f"""
{_INSERT} select {_ALL}, %(at)s::timestamptz from attendance_change where is_new
order by employee_id, day
"""  # noqa: S608 (constants only)
_BY_PERSON = """
select employee_id, min(day), max(day), count(*) from {} group by employee_id order by 1
"""
_STORED, _CHANGED = map(_BY_PERSON.format, ("attendance_fact", "attendance_change"))

# A span for each person, so that a thousand deliveries of a morning are one piece of work.
_TAKE = """
with taken as (
    delete from attendance_dirtyspan where employee_id in (
        select employee_id from attendance_dirtyspan
        where employee_id %% %(shards)s = %(shard)s
        group by employee_id order by min(id) limit %(people)s)
    returning employee_id, start_on, end_on
), merged as (
    select employee_id, range_agg(daterange(start_on, end_on)) as spans
    from taken group by employee_id
)
select employee_id, lower(span), upper(span) from merged, unnest(spans) as span order by 1, 2
"""


@transaction.atomic
def derive_days(asked: Sequence[Asked], *, by: Actor, at: datetime) -> int:
    """Work out these days from the facts as they stand; how many differ from what was stored.

    Days after today are left out. Deriving twice changes nothing.

    Emits: DayChanged for each person whose recent days differ; when they are many, for each whose
        today does.
    """
    asked = _up_to_today(asked, at)
    if not asked:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, {"people": [each.employee_id for each in asked]})
    gather(asked, at=at)
    with connection.cursor() as cursor:
        cursor.execute(_ANY_STANDING)
        if not cursor.fetchone()[0]:
            cursor.execute(_STORE_ALL, {"at": at})
            cursor.execute(_STORED)
        else:
            cursor.execute(_COMPARE)
            cursor.execute(_KEEP, {"at": at})
            cursor.execute(_DROP)
            cursor.execute(_CHANGE, {"at": at})
            cursor.execute(_ADD, {"at": at})
            cursor.execute(_CHANGED)
        changed = cursor.fetchall()
    _tell(changed, by=by, at=at)
    return sum(count for *_, count in changed)


@transaction.atomic
def derive_waiting(
    *, people: int = 500, shard: int = 0, shards: int = 1, by: Actor, at: datetime
) -> bool:
    """Derive what waits for some people; whether there was anything.

    Args:
        shard: of `shards` equal parts of all people, those who work side by side never meet.

    What is taken and the days derived from it are one transaction: nothing is lost between.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"people": people, "shard": shard, "shards": shards})
        asked = [Asked(*row) for row in cursor.fetchall()]
    derive_days(asked, by=by, at=at)
    return bool(asked)


def _up_to_today(asked: Iterable[Asked], at: datetime) -> list[Asked]:
    tomorrow = clock.day_of(at) + timedelta(1)
    cut = (Asked(pk, start, min(end, tomorrow)) for pk, start, end in asked)
    return [each for each in cut if each.start_on < each.end_on]


def _tell(changed: Sequence[tuple[int, date, date, int]], *, by: Actor, at: datetime) -> None:
    """No day lies after today, so the newest of somebody's days tells whether today changed."""
    today = clock.day_of(at)
    many = len(changed) > TELL_EACH
    events.emit(
        *(
            DayChanged(by=by, at=at, subject_id=person, first_on=first, days=count)
            for person, first, last, count in changed
            if (last == today if many else first >= today - RECENT)
        )
    )
