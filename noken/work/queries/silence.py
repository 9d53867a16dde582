"""How long reports wait before the superior of today, in that superior's own workdays."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from noken.calendars import queries as calendars
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.leave.queries import AWAY_SQL
from noken.work.queries.counting import LOOK_BACK
from noken.work.rules.review import first_fresh


def at_work_sql(who: str, day: str) -> str:
    """The condition that a person (`who`) was to work on a workday of the instansi (`day`), both
    expressions: no leave or duty of a whole day, the own unit open and with network. Names
    %(zone)s."""
    return f"""
        not exists (select from ({AWAY_SQL}) away where away.employee_id = {who}
                    and {day} >= away.start_on and {day} < away.end_on)
        and not exists (
            select from organization_posting seat
            join organization_unit home on home.id = seat.unit_id
            where seat.employee_id = {who} and seat.kind = 'DEFINITIVE' and seat.start_on <= {day}
              and (seat.end_on is null or seat.end_on > {day})
              and (exists (select from calendars_holiday h where h.day = {day} and h.unit_id = any (
                       string_to_array(trim(both '/' from home.path), '/')::bigint[]))
                   or exists (
                       select from calendars_disruption x
                       join organization_unit xu on xu.id = x.unit_id
                       where (x.start_at at time zone %(zone)s)::date <= {day}
                         and (x.end_at at time zone %(zone)s)::date >= {day}
                         and home.path like xu.path || '%%' and not x.only_presence)))
    """  # noqa: S608 (constants only)


# `led` are a superior's own days on which they led an author, newest first: what came before the
# one after the limit has waited too long. A decision taken back starts the days anew.
_WAITED = f"""
with waits as materialized (
    select r.id, r.author_id, l.superior_id,
           (greatest(r.received_at, (select max(v.at) from work_review v where v.report_id = r.id))
            at time zone %(zone)s)::date as came
    from work_report r
    join organization_reportingline l on l.employee_id = r.author_id
        and l.superior_id is not null and l.start_on <= %(on)s::date
        and (l.end_on is null or l.end_on > %(on)s::date)
    where r.status = 'WAITING' and r.received_at < %(before)s::timestamptz
), pairs as materialized (
    select author_id, superior_id, min(came) as came from waits group by author_id, superior_id
), worked as materialized (
    select s.superior_id, d.day
    from (select superior_id, min(came) as came from pairs group by superior_id) s
    join unnest(%(days)s::date[]) as d(day) on d.day > s.came
    where {at_work_sql("s.superior_id", "d.day")}
), led as materialized (
    select p.author_id, p.superior_id, array_agg(w.day order by w.day desc) as days
    from pairs p
    join worked w on w.superior_id = p.superior_id and w.day > p.came
    join organization_reportingline l on l.employee_id = p.author_id
        and l.superior_id = p.superior_id and w.day >= l.start_on
        and (l.end_on is null or w.day < l.end_on)
    group by p.author_id, p.superior_id
), waited as (
    select w.id, w.author_id, w.superior_id, w.came, l.days
    from waits w join led l on l.author_id = w.author_id and l.superior_id = w.superior_id
    where w.came < l.days[%(wait)s + 1]
)
"""  # noqa: S608 (constants only)
_OVERDUE = f"""{_WAITED}
select f.superior_id, sum(f.n)::int,
       max((select count(*) from unnest(f.days) d where d > f.came)), sum(f.escalated)::int
from (
    select w.author_id, w.superior_id, w.days, count(*) as n, min(w.came) as came,
           count(x.id) as escalated
    from waited w
    left join work_escalation x on x.report_id = w.id and x.superior_id = w.superior_id
    group by w.author_id, w.superior_id, w.days
) f
group by f.superior_id
"""  # noqa: S608 (constants only)
_BEYOND = f"""{_WAITED}
select w.superior_id, up.superior_id, array_agg(w.id order by w.id)
from waited w
join organization_reportingline up on up.employee_id = w.superior_id
    and up.superior_id is not null and up.start_on <= %(on)s::date
    and (up.end_on is null or up.end_on > %(on)s::date)
where not exists (select from work_escalation x
                  where x.report_id = w.id and x.superior_id = w.superior_id)
group by w.superior_id, up.superior_id order by w.superior_id
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class Overdue:
    """A superior before whom `count` reports wait, the longest for `workdays` own workdays;
    `escalated` of them went on to the superior's superior."""

    superior_id: int
    count: int
    workdays: int
    escalated: int


@dataclass(frozen=True, slots=True)
class Beyond:
    """Reports that a superior left beyond a limit and that have not gone on yet to `upper_id`."""

    superior_id: int
    upper_id: int
    report_ids: tuple[UUID, ...]


def overdue_by_superior(actor: Actor, on: date, wait: int) -> list[Overdue]:
    """Superiors with reports that waited more than so many of their own workdays; the
    Inspektorat's."""
    if actor.employee_id is None or not actor.has(Role.INSPECTORATE):
        return []
    with connection.cursor() as cursor:
        cursor.execute(_OVERDUE, _asked(on, wait))
        return [Overdue(*row) for row in cursor.fetchall()]


def left_beyond(on: date, wait: int) -> list[Beyond]:
    """What waited more than so many workdays of its superior and has not gone on; unscoped."""
    with connection.cursor() as cursor:
        cursor.execute(_BEYOND, _asked(on, wait))
        return [Beyond(one, upper, tuple(ids)) for one, upper, ids in cursor.fetchall()]


def _asked(on: date, wait: int) -> dict[str, Any]:
    """A superior's own workdays are never more than those of the instansi."""
    first = on - LOOK_BACK
    calendar = calendars.calendar(first, on + timedelta(1))
    disrupted = calendars.disrupted_days(first, on + timedelta(1))
    days = (first + timedelta(offset) for offset in range((on - first).days + 1))
    return {
        "on": on,
        "wait": wait,
        "before": clock.start_of(first_fresh(calendar, on, wait)),
        "days": [day for day in days if calendar.is_workday(day) and day not in disrupted],
        "zone": settings.TIME_ZONE,
    }
