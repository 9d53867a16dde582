"""Where attendance begins: units that count, those that do not, and what a first day would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from noken.attendance.models import CountingStart, StartProposal
from noken.attendance.queries.begun import first_days
from noken.attendance.queries.day_facts import Asked, gather
from noken.attendance.rules.starts import counted_from
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.organization import queries as organization
from noken.organization.models import Unit
from noken.organization.queries import ProposalRow

MOST_NAMES = 50
# A unit just below the top begins for itself; who has a place with machines may begin before it.
_LACKING = """
    from organization_unit u join organization_unit top on top.id = u.parent_id
    where top.parent_id is null and (u.end_on is null or u.end_on > %(on)s::date)
      and not exists (select from attendance_countingstart c where c.unit_id = u.id)
      and exists (
        select from organization_unit b join organization_posting g on g.unit_id = b.id
        where b.path like u.path || '%%' and g.kind = 'DEFINITIVE'
          and g.start_on <= %(on)s::date and (g.end_on is null or g.end_on > %(on)s::date))
"""
_COUNT = f"select count(*) {_LACKING}"
# Of places where nothing counts yet: there stand few records.
_OPEN = f"""
with lacking as (select u.id, u.name, u.path {_LACKING}),
placed as (
    select distinct u.id, u.name, u.path
    from attendance_site s join organization_unit u on u.id = s.unit_id
    join lacking l on u.path like l.path || '%%'
    where not exists (select from attendance_countingstart c where c.unit_id = u.id)
),
open as (select * from lacking union select * from placed)
select o.id, o.name, (
    select min(p.local_time)::date from attendance_punch p
    join attendance_recorder r on r.id = p.recorder_id
    join attendance_site s on s.id = r.site_id
    join organization_unit u on u.id = s.unit_id
    where u.path like o.path || '%%' and p.employee_id is not null and not p.void) as first_day
from open o order by first_day nulls last, o.name
"""  # noqa: S608 (constants only)
_BELOW = """
    select distinct g.employee_id from organization_posting g
    join organization_unit u on u.id = g.unit_id
    where u.path like (select path from organization_unit where id = %s) || '%%'
      and g.kind = 'DEFINITIVE' and (g.end_on is null or g.end_on > %s)
"""
# Only days that are none today: those that stand already become nothing new.
_ABSENT = """
    select f.employee_id, e.name, min(f.day), max(f.day), count(*)
    from attendance_fact f
    join attendance_verdict v using
        (shape, first_min, last_min, first_sort, last_sort, morning, afternoon, outages, over)
    join organization_employee e on e.id = f.employee_id
    left join attendance_day d on d.employee_id = f.employee_id and d.day = f.day
    where v.status = 'OPEN' and not v.came and not v.went and not v.shielded and d.day is null
    group by f.employee_id, e.name order by count(*) desc, e.name
"""


@dataclass(frozen=True, slots=True)
class OpenUnit:
    """A unit where nothing counts; `first_day` is the first with records of somebody known."""

    id: int
    name: str
    first_day: date | None


@dataclass(frozen=True, slots=True)
class Begun:
    """A unit that counts; `taken_over` from before there were starts."""

    id: int
    name: str
    counts_from: date
    taken_over: bool


@dataclass(frozen=True, slots=True)
class Missed:
    """Somebody without any record on `days` days between two."""

    id: int
    name: str
    first: date
    last: date
    days: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What a first day of a unit would do: who becomes absent. `people`: all who are there."""

    unit: str
    counts_from: date
    people: int
    missed: Sequence[Missed]

    @property
    def days(self) -> int:
        return sum(each.days for each in self.missed)

    @property
    def shown(self) -> Sequence[Missed]:
        return self.missed[:MOST_NAMES]

    @property
    def more(self) -> int:
        return max(0, len(self.missed) - MOST_NAMES)


@dataclass(frozen=True, slots=True)
class StartsPage:
    """The `value` of a proposal is its units and days. `effects` are those of the list that
    waits, or of the one that is being made."""

    open: Sequence[OpenUnit]
    begun: Sequence[Begun]
    waiting: ProposalRow | None
    effects: Sequence[Effect]
    is_keeper: bool
    about: frozenset[int]
    role: Role


def starts_page(
    actor: Actor, at: datetime, *, unit_id: int = 0, asked: Mapping[int, date] | None = None
) -> StartsPage:
    """Where attendance counts and where not.

    Args:
        unit_id: a unit whose first day is to be another; it stands among those to be filled in.
        asked: first days whose effect is shown.
    """
    stored = organization.proposals_of(StartProposal)
    rows = [organization.row_of(row, _lines(row), actor) for row in stored]
    waiting = next((row for row in rows if row.left), None)
    wanted = asked or ({pk: day for pk, _name, day in waiting.value} if waiting else {})
    effects = effects_of(wanted, at)
    return StartsPage(
        open=[*_chosen(unit_id), *_open(actor.on)],
        begun=_begun(),
        waiting=waiting,
        effects=effects,
        is_keeper=actor.has(Role.PERSONNEL),
        about=frozenset(each.id for effect in effects for each in effect.shown),
        role=actor.role,
    )


def starts_lacking(on: date) -> int:
    """How many units below the top, with people, have no first day."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"on": on})
        return int(cursor.fetchone()[0])


@transaction.atomic
def effects_of(days: Mapping[int, date], at: datetime) -> list[Effect]:
    """Who would become absent on which days, unit by unit, by the rule of the day itself; nothing
    is written."""
    starts = first_days() | dict(days)
    names = dict(Unit.objects.filter(pk__in=days).values_list("pk", "name"))
    return [
        _effect(names[pk], (pk, days[pk]), starts, at)
        for pk in sorted(names, key=names.__getitem__)
    ]


def _effect(name: str, line: tuple[int, date], starts: Mapping[int, date], at: datetime) -> Effect:
    unit_id, since = line
    end = clock.day_of(at) + timedelta(1)
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [unit_id, since])
        people = [pk for (pk,) in cursor.fetchall()]
        if not people or since >= end:
            return Effect(name, since, len(people), ())
        gather([Asked(pk, since, end) for pk in people], at=at, starts=starts)
        cursor.execute(_ABSENT)
        return Effect(name, since, len(people), [Missed(*row) for row in cursor.fetchall()])


def _open(on: date) -> list[OpenUnit]:
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, {"on": on})
        return [OpenUnit(*row) for row in cursor.fetchall()]


def _chosen(unit_id: int) -> list[OpenUnit]:
    rows = Unit.objects.filter(pk=unit_id).values_list("pk", "name", "path")
    starts = first_days()
    return [
        OpenUnit(pk, name, counted_from([int(each) for each in path.strip("/").split("/")], starts))
        for pk, name, path in rows
    ]


def _begun() -> list[Begun]:
    rows = CountingStart.objects.order_by("unit__name", "unit")
    found = rows.values_list("unit", "unit__name", "counts_from", "proposal")
    return [Begun(pk, name, day, proposal is None) for pk, name, day, proposal in found]


def _lines(row: StartProposal) -> list[tuple[int, str, date]]:
    lines = row.lines.order_by("unit__name", "unit")
    return list(lines.values_list("unit", "unit__name", "counts_from"))
