"""Patterns in punches that somebody may look at. Facts only; what they mean, a person says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

_TWO_SITES = """
with walked as (
    select p.employee_id, p.at, r.site_id,
           lag(p.at) over w as before_at, lag(r.site_id) over w as before_site
    from attendance_punch p join attendance_recorder r on r.id = p.recorder_id
    where p.employee_id is not null and not p.void and not p.doubtful
      and r.kind <> 'MANUAL' and p.at >= %(start)s and p.at < %(end)s
    window w as (partition by p.employee_id order by p.at, p.id)
)
select distinct on (w.employee_id, w.at::date) w.employee_id, w.at, one.name, other.name
from walked w
join attendance_site one on one.id = w.before_site
join attendance_site other on other.id = w.site_id
where w.before_site <> w.site_id and w.at - w.before_at < %(within)s
order by w.employee_id, w.at::date, w.at desc
"""
# A burst is one second with many people; a machine on which that happens again and again is shown.
_RUNS = """
with bursts as (
    select p.recorder_id, p.at, count(distinct p.pin_key) as people
    from attendance_punch p join attendance_recorder r on r.id = p.recorder_id
    where not p.void and r.kind = 'DEVICE' and p.at >= %(start)s and p.at < %(end)s
    group by p.recorder_id, p.at
    having count(distinct p.pin_key) >= %(people)s
)
select b.recorder_id, r.name, s.name, count(*), max(b.people), max(b.at)
from bursts b
join attendance_recorder r on r.id = b.recorder_id
join attendance_site s on s.id = r.site_id
group by b.recorder_id, r.name, s.name
having count(*) >= %(times)s
order by max(b.at) desc
"""


@dataclass(frozen=True, slots=True)
class TwoSites:
    """Somebody recorded at two sites nearly at once; the last such instant of a day."""

    employee_id: int
    at: datetime
    site: str
    other_site: str


@dataclass(frozen=True, slots=True)
class Run:
    """A machine that wrote many people into one second, several times."""

    recorder_id: int
    recorder: str
    site: str
    times: int
    most_people: int
    last_at: datetime


def two_sites_at_once(start: datetime, end: datetime, within: timedelta) -> Sequence[TwoSites]:
    """People recorded at two sites within so short a time; one statement."""
    values: dict[str, Any] = {"start": start, "end": end, "within": within}
    with connection.cursor() as cursor:
        cursor.execute(_TWO_SITES, values)
        return [TwoSites(*row) for row in cursor.fetchall()]


def same_second_runs(start: datetime, end: datetime, *, people: int, times: int) -> Sequence[Run]:
    """Machines with `times` seconds in which `people` or more were written; one statement."""
    values: dict[str, Any] = {"start": start, "end": end, "people": people, "times": times}
    with connection.cursor() as cursor:
        cursor.execute(_RUNS, values)
        return [Run(*row) for row in cursor.fetchall()]
