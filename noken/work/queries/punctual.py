"""Who reports in time over a longer span, for the whole instansi. Unscoped: for areas above."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from noken.calendars import queries as calendars
from noken.core import clock
from noken.leave.queries import AWAY_SQL
from noken.organization.models import Employee, Position
from noken.work.queries.duties import duty_terms
from noken.work.queries.graces import graces_of
from noken.work.rules.duties import Deadlines, GraceTerm, Workdays, deadline_on, duty_for

# A day counts for who was in service on it and not away; the report must be there before `until`.
_PUNCTUAL = f"""
    select p.employee_id, count(*), count(*) filter (where exists (
        select from work_report r
        where r.author_id = p.employee_id and r.work_on = d.day and r.status <> 'WITHDRAWN'
          and r.received_at < d.until))
    from organization_posting p
    join organization_position o on o.id = p.position_id
    join organization_employee e on e.id = p.employee_id
    join organization_standingperiod s on s.employee_id = p.employee_id and s.standing = 'ACTIVE'
        and s.start_on <= %(on)s::date and (s.end_on is null or s.end_on > %(on)s::date)
    cross join unnest(%(days)s::date[], %(until)s::timestamptz[]) as d(day, until)
    where p.kind = 'DEFINITIVE' and p.start_on <= %(on)s::date
      and (p.end_on is null or p.end_on > %(on)s::date)
      and (o.family, e.kind) in (select * from unnest(%(families)s::text[], %(kinds)s::text[]))
      and (%(only)s::bigint[] is null or p.employee_id = any(%(only)s::bigint[]))
      and p.employee_id <> all(%(others)s::bigint[])
      and d.day >= s.start_on
      and not exists (select from ({AWAY_SQL}) a where a.employee_id = p.employee_id
                      and a.start_on <= d.day and a.end_on > d.day)
    group by p.employee_id
"""  # noqa: S608 (constants only)
_WEEKS = """
    select date_trunc('week', work_on)::date, count(distinct work_on) from work_report
    where author_id = %(person)s and work_on >= %(since)s::date and work_on < %(until)s::date
      and status not in ('WITHDRAWN', 'CORRECTED')
    group by 1
"""


@dataclass(frozen=True, slots=True)
class Punctual:
    """Days on which a report was owed, and those whose report came in time."""

    owed: int
    in_time: int


class _Group(NamedTuple):
    """People who share a duty and their own times."""

    grace_workdays: int
    posts: Sequence[tuple[str, str]]
    personal: Sequence[GraceTerm]
    only: Collection[int] | None
    others: Collection[int]


class _Ground(NamedTuple):
    days: Sequence[date]
    calendar: Workdays
    disrupted: Collection[date]
    on: date


def punctuality(since: date, on: date, only: Collection[int] | None = None) -> dict[int, Punctual]:
    """By person, over the workdays of `[since, on)` that no outage touched and whose deadline has
    passed. People without a duty on `on` are left out; a statement for each kind of deadline.
    """
    disrupted = calendars.disrupted_days(since, on + timedelta(1))
    calendar = calendars.calendar(since, on + timedelta(400))
    days = [since + timedelta(offset) for offset in range((on - since).days)]
    fit = [day for day in days if calendar.is_workday(day) and day not in disrupted]
    ground = _Ground(fit, calendar, disrupted, on)
    found: dict[int, Punctual] = {}
    for group in _groups(since, on, only):
        found |= _counted(group, ground)
    return found


def reported_weeks(person_id: int, mondays: Sequence[date]) -> list[int]:
    """On how many days of each week there was work with a report."""
    until = mondays[-1] + timedelta(7)
    asked: dict[str, Any] = {"person": person_id, "since": mondays[0], "until": until}
    with connection.cursor() as cursor:
        cursor.execute(_WEEKS, asked)
        found = dict(cursor.fetchall())
    return [found.get(monday, 0) for monday in mondays]


def _groups(since: date, on: date, only: Collection[int] | None) -> Iterator[_Group]:
    own: Mapping[int, Sequence[GraceTerm]] = graces_of(only, since, on)
    alike: dict[tuple[GraceTerm, ...], list[int]] = {}
    for person_id, terms in own.items():
        alike.setdefault(tuple(terms), []).append(person_id)
    for grace, posts in _owing(on).items():
        yield _Group(grace, posts, (), only, list(own))
        for personal, people in alike.items():
            yield _Group(grace, posts, personal, people, ())


def _owing(on: date) -> dict[int, list[tuple[str, str]]]:
    """Post families and employment kinds that owe a report, by the grace they have."""
    duties = duty_terms()
    found: dict[int, list[tuple[str, str]]] = {}
    for family in Position.Family:
        for kind in Employee.Kind:
            duty = duty_for(duties, family, kind, on)
            if duty is not None and duty.owed:
                found.setdefault(duty.grace_workdays, []).append((family, kind))
    return found


def _counted(group: _Group, ground: _Ground) -> dict[int, Punctual]:
    terms = Deadlines(ground.calendar, ground.disrupted, group.grace_workdays, group.personal)
    last = [(day, deadline_on(day, terms)) for day in ground.days]
    due: list[tuple[date, datetime]] = [
        (day, clock.start_of(until + timedelta(1))) for day, until in last if until < ground.on
    ]
    asked: dict[str, Any] = {
        "on": ground.on,
        "days": [day for day, _ in due],
        "until": [until for _, until in due],
        "families": [family for family, _ in group.posts],
        "kinds": [kind for _, kind in group.posts],
        "only": None if group.only is None else sorted(group.only),
        "others": sorted(group.others),
    }
    with connection.cursor() as cursor:
        cursor.execute(_PUNCTUAL, asked)
        return {row[0]: Punctual(*row[1:]) for row in cursor.fetchall()}
