"""Patterns to be examined: set-based statements over what is kept anyway, never a score.

Only claims whose point is evidence are looked at (by place, or signed by a phone): a computer on
a desk tells the same point every day and means nothing by it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from noken.attendance import queries as attendance
from noken.checkin.models import Examination
from noken.checkin.rules import patterns as rules
from noken.checkin.rules.patterns import Pattern
from noken.checkin.rules.places import Point
from noken.core.actor import Actor, Role
from noken.organization import queries as organization
from noken.ui.formats import day_named, number, time_of

LOOKED_BACK = timedelta(days=60)
SHOWN = 50

_POINTS = """
    select c.id, c.employee_id, c.at, (c.at at time zone %(zone)s)::date as day,
           c.latitude, c.longitude, c.accuracy_m
    from checkin_claim c
    where c.latitude is not null and c.at >= %(start)s and c.at < %(end)s
      and (c.way = 'PLACE' or c.phone_id is not null)
"""
_SAME_POINT = f"""
with p as ({_POINTS})
select employee_id, md5(latitude || ',' || longitude), count(distinct day), max(at)
from p group by employee_id, latitude, longitude
having count(distinct day) >= %(days)s
"""  # noqa: S608 (constants only)
_FROZEN = f"""
with p as ({_POINTS})
select employee_id, to_char(max(at), 'YYYYMM'), count(*), max(at)
from p group by employee_id
having count(*) >= %(claims)s and count(distinct accuracy_m) = 1
"""  # noqa: S608 (constants only)
_SHARED_POINT = f"""
with p as materialized ({_POINTS})
select one.employee_id, other.employee_id, count(distinct one.day), max(greatest(one.at, other.at))
from p one join p other on other.latitude = one.latitude and other.longitude = one.longitude
    and other.day = one.day and other.employee_id > one.employee_id
group by one.employee_id, other.employee_id
having count(distinct one.day) >= %(shared)s
"""  # noqa: S608 (constants only)
# Nearer than two hundredths of a degree nobody is fast enough to matter: the rule judges the rest.
_MOVES = f"""
with p as ({_POINTS}), walked as (
    select p.*, lag(at) over w as at0, lag(latitude) over w as lat0,
           lag(longitude) over w as lon0, lag(accuracy_m) over w as acc0
    from p window w as (partition by employee_id order by at, id)
)
select employee_id, id::text, lat0, lon0, acc0, latitude, longitude, accuracy_m, at0, at
from walked
where abs(latitude - lat0) > 0.02 or abs(longitude - lon0) > 0.02
"""  # noqa: S608 (constants only)
_PHONES = """
select h.employee_id, c.employee_id, count(*), max(c.at)
from checkin_claim c join checkin_phone h on h.id = c.phone_id
where h.employee_id <> c.employee_id and c.at >= %(start)s and c.at < %(end)s
group by h.employee_id, c.employee_id
union
select one.employee_id, other.employee_id, 0, max(greatest(one.asked_at, other.asked_at))
from checkin_phone one join checkin_phone other on other.fingerprint = one.fingerprint
    and other.employee_id > one.employee_id
where one.state = 'ACTIVE' and other.state = 'ACTIVE'
group by one.employee_id, other.employee_id
"""


@dataclass(frozen=True, slots=True)
class Found:
    """One pattern: about whom, in one sentence, and when it was last seen."""

    pattern: Pattern
    key: str
    person_ids: tuple[int, ...]
    fact: str
    last_at: datetime


@dataclass(frozen=True, slots=True)
class PatternRow:
    """`names` are those concerned, in the order of the alphabet."""

    found: Found
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class PatternGroup:
    """All of one kind, the newest first, with the lawful reasons to think of before anything."""

    code: str
    title: str
    lawful: Sequence[str]
    rows: Sequence[PatternRow]
    hidden: int


@dataclass(frozen=True, slots=True)
class PatternsPage:
    groups: Sequence[PatternGroup]
    examined: int
    findings: Mapping[str, str]
    since: datetime
    role: Role
    about: frozenset[int]

    @property
    def count(self) -> int:
        return sum(len(group.rows) + group.hidden for group in self.groups)


def patterns_page(actor: Actor, at: datetime) -> PatternsPage:
    """What has not been looked at yet, by kind and date. There is no order by person."""
    done = set(Examination.objects.values_list("pattern", "key"))
    everything = found_between(at - LOOKED_BACK, at + timedelta(seconds=1))
    open_ = [found for found in everything if (found.pattern.value, found.key) not in done]
    people = organization.people({pk for found in open_ for pk in found.person_ids})
    names = {pk: person.name for pk, person in people.items()}
    groups = [_group(pattern, open_, names) for pattern in Pattern]
    shown = {pk for group in groups for row in group.rows for pk in row.found.person_ids}
    return PatternsPage(
        groups=[group for group in groups if group.rows],
        examined=len(everything) - len(open_),
        findings=rules.FINDINGS,
        since=at - LOOKED_BACK,
        role=actor.role,
        about=frozenset(shown),
    )


def _group(pattern: Pattern, found: Sequence[Found], names: Mapping[int, str]) -> PatternGroup:
    mine = sorted(
        (each for each in found if each.pattern is pattern),
        key=lambda each: (each.last_at, each.key),
        reverse=True,
    )
    rows = [
        PatternRow(each, sorted(names.get(pk, "") for pk in each.person_ids))
        for each in mine[:SHOWN]
    ]
    return PatternGroup(
        pattern.value,
        rules.TITLES[pattern],
        rules.LAWFUL[pattern],
        rows,
        max(0, len(mine) - SHOWN),
    )


def found_between(start: datetime, end: datetime) -> list[Found]:
    """All patterns of a period; one statement for each kind."""
    values = {
        "start": start,
        "end": end,
        "zone": settings.TIME_ZONE,
        "days": rules.SAME_DAYS,
        "claims": rules.FROZEN_CLAIMS,
        "shared": rules.SHARED_DAYS,
    }
    return [
        *_same_point(values),
        *_frozen(values),
        *_shared_point(values),
        *_speed(values),
        *_phones(values),
        *_two_places(start, end),
        *_runs(start, end),
    ]


def _rows(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _same_point(values: Mapping[str, Any]) -> Iterator[Found]:
    for person, point, days, last in _rows(_SAME_POINT, values):
        fact = f"Titik yang sama sampai enam desimal pada {number(days)} hari."
        yield Found(Pattern.SAME_POINT, f"{person}-{point[:12]}", (person,), fact, last)


def _frozen(values: Mapping[str, Any]) -> Iterator[Found]:
    for person, month, claims, last in _rows(_FROZEN, values):
        fact = f"Ketelitian tempat sama pada {number(claims)} presensi berturut-turut."
        yield Found(Pattern.FROZEN, f"{person}-{month}", (person,), fact, last)


def _shared_point(values: Mapping[str, Any]) -> Iterator[Found]:
    for one, other, days, last in _rows(_SHARED_POINT, values):
        fact = f"Titik yang sama sampai enam desimal pada {number(days)} hari."
        yield Found(Pattern.SHARED_POINT, f"{one}-{other}", (one, other), fact, last)


def _speed(values: Mapping[str, Any]) -> Iterator[Found]:
    for person, claim, lat0, lon0, acc0, lat, lon, acc, before, at in _rows(_MOVES, values):
        here = Point(float(lat), float(lon), acc or 0)
        speed = rules.speed_km_h(Point(float(lat0), float(lon0), acc0 or 0), here, at - before)
        if speed > rules.SPEED_KM_H:
            fact = (
                f"{day_named(at)} antara {time_of(before)} dan {time_of(at)}: sekurangnya "
                f"{number(round(speed))} km per jam."
            )
            yield Found(Pattern.SPEED, claim, (person,), fact, at)


def _phones(values: Mapping[str, Any]) -> Iterator[Found]:
    seen: set[tuple[int, int]] = set()
    for owner, other, claims, last in sorted(_rows(_PHONES, values), key=lambda row: -row[2]):
        pair = (min(owner, other), max(owner, other))
        if pair in seen:
            continue
        seen.add(pair)
        what = f"dipakai untuk {number(claims)} presensi" if claims else "terdaftar untuk keduanya"
        fact = f"Ponsel yang sama {what}."
        yield Found(Pattern.PHONE, f"{pair[0]}-{pair[1]}", pair, fact, last)


def _two_places(start: datetime, end: datetime) -> Iterator[Found]:
    for row in attendance.two_sites_at_once(start, end, rules.TWO_PLACES_WITHIN):
        fact = f"{day_named(row.at)} {time_of(row.at)}: {row.site} dan {row.other_site}."
        key = f"{row.employee_id}-{row.at:%Y%m%d}"
        yield Found(Pattern.TWO_PLACES, key, (row.employee_id,), fact, row.at)


def _runs(start: datetime, end: datetime) -> Iterator[Found]:
    """About a machine, so about nobody."""
    for run in attendance.same_second_runs(
        start, end, people=rules.RUN_LENGTH, times=rules.RUN_TIMES
    ):
        fact = (
            f"{run.recorder}, {run.site}: {number(run.times)} kali, paling banyak "
            f"{number(run.most_people)} orang dalam satu detik."
        )
        yield Found(Pattern.RUN, f"{run.recorder_id}-{run.last_at:%Y%m}", (), fact, run.last_at)
