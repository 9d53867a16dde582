"""Which days wait to be derived: each fact that changes marks the days it touches."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from noken.core import clock
from noken.core.actor import Actor

_MARK = """
insert into attendance_dirtyspan (employee_id, start_on, end_on)
select id, %(start)s, %(end)s from organization_employee
where %(people)s::bigint[] is null or id = any(%(people)s::bigint[])
"""
_MARK_BELOW = """
insert into attendance_dirtyspan (employee_id, start_on, end_on)
select distinct g.employee_id, %(start)s::date, %(end)s::date
from organization_posting g join organization_unit u on u.id = g.unit_id
where starts_with(u.path, %(path)s) and g.kind = 'DEFINITIVE' and g.start_on < %(end)s
  and (g.end_on is null or g.end_on > %(start)s)
"""
_MARK_SPANS = """
insert into attendance_dirtyspan (employee_id, start_on, end_on)
select person, start_on, least(end_on, %(tomorrow)s::date)
from unnest(%(people)s::bigint[], %(starts)s::date[], %(ends)s::date[])
    as sent(person, start_on, end_on)
where start_on < least(end_on, %(tomorrow)s::date)
"""
# What is newest about a person's posts and standings: the day from which it holds.
_MARK_MOVED = """
insert into attendance_dirtyspan (employee_id, start_on, end_on)
select employee_id, min(start_on) - 1, %(tomorrow)s::date
from (
    (select distinct on (employee_id) employee_id, start_on from organization_posting
     where employee_id = any(%(people)s) order by employee_id, id desc)
    union all
    (select distinct on (employee_id) employee_id, start_on from organization_standingperiod
     where employee_id = any(%(people)s) order by employee_id, id desc)
) newest
group by employee_id having min(start_on) - 1 < %(tomorrow)s::date
"""
_MARK_OVER = """
insert into attendance_dirtyspan (employee_id, start_on, end_on)
select employee_id, day, day + 1 from attendance_day where status = 'RUNNING' and closes_at <= %s
"""


@transaction.atomic
def mark_dirty(
    employee_ids: Collection[int] | None,
    start_on: date,
    end_on: date | None,
    *,
    by: Actor,  # noqa: ARG001 (every service is told who; nothing is journaled for what is derived)
    at: datetime,
) -> None:
    """Days of `[start_on, end_on)` wait to be derived. Of everybody, where no ids are given."""
    end = _end(end_on, at)
    if start_on < end:
        people = None if employee_ids is None else list(employee_ids)
        _run(_MARK, {"people": people, "start": start_on, "end": end})


@transaction.atomic
def mark_below(
    path: str,
    start_on: date,
    end_on: date | None,
    *,
    by: Actor,  # noqa: ARG001 (as above)
    at: datetime,
) -> None:
    """Days of everybody who is posted under a unit's path meanwhile wait to be derived."""
    end = _end(end_on, at)
    if start_on < end:
        _run(_MARK_BELOW, {"path": path, "start": start_on, "end": end})


@transaction.atomic
def mark_spans(
    spans: Sequence[tuple[int, date, date]],
    *,
    by: Actor,  # noqa: ARG001 (as above)
    at: datetime,
) -> None:
    """Days `[start_on, end_on)` of each of these people wait to be derived."""
    people, starts, ends = ([span[place] for span in spans] for place in range(3))
    _run(
        _MARK_SPANS, {"people": people, "starts": starts, "ends": ends, "tomorrow": _end(None, at)}
    )


@transaction.atomic
def mark_moved(
    employee_ids: Collection[int],
    *,
    by: Actor,  # noqa: ARG001 (as above)
    at: datetime,
) -> None:
    """The days since the newest post or standing of these people wait to be derived."""
    _run(_MARK_MOVED, {"people": list(employee_ids), "tomorrow": _end(None, at)})


@transaction.atomic
def mark_over(
    *,
    by: Actor,  # noqa: ARG001 (as above)
    at: datetime,
) -> None:
    """Days whose reach has passed wait to be judged."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK_OVER, [at])


def _run(statement: str, values: Mapping[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _end(end_on: date | None, at: datetime) -> date:
    """No day after today is derived, so none after it needs to wait."""
    tomorrow = clock.day_of(at) + timedelta(1)
    return tomorrow if end_on is None else min(end_on, tomorrow)
