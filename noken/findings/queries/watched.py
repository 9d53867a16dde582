"""Findings as the Inspektorat watches them: what is unsettled, who is silent, who overturned what,
whom rules hit. Numbers, units and officials; nobody whom a finding is about is named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from noken.core.actor import Actor, Role
from noken.findings.queries.due import ON, Due, due_of
from noken.findings.rules.numbers import number_of
from noken.organization.models import Employee, Unit
from noken.regulations.cards import rule_cards

SUPERIOR = "Atasan"
YEAR = timedelta(days=365)
GROUPS = {
    "PNS": (Employee.Kind.PNS, Employee.Kind.CPNS),
    "PPPK": (Employee.Kind.PPPK, Employee.Kind.PPPK_PART_TIME),
}
FIELD = (
    Unit.Kind.DISTRICT,
    Unit.Kind.KELURAHAN,
    Unit.Kind.PUSKESMAS,
    Unit.Kind.SCHOOL,
    Unit.Kind.UPTD,
)
"""Units that work outside the offices of the agencies; whoever sits below one counts to it."""

OPEN, UNEXPLAINED = ("ASKED", "REPLIED", "PROOF"), ("LAPSED",)
"""What somebody still has to act on; what nobody ever explained."""

# Unanswered in time, and not counting for it: nobody has a step to take.
_RUNS = "(r.state <> 'ASKED' or r.reply_by is null or r.reply_by >= %(on)s::date)"
_UNSETTLED = f"""
with open as (
    select r.finding_id, count(*) as rows, min(r.day) as first_day, min({ON}) as due,
           (array_agg(r.state order by {ON} nulls last, r.id))[1] as state,
           (array_agg(r.state = 'ASKED' and r.told_at is null order by {ON} nulls last, r.id))[1]
               as untold
    from findings_row r
    where r.state = any(%(states)s::text[]) and (%(resting)s::boolean or not r.rests)
      and r.day >= %(since)s::date and {_RUNS}
    group by r.finding_id
)
select f.id, f.year, f.serial, f.code, f.version_id, coalesce(u.name, ''), o.rows, o.first_day,
       o.due, o.state, o.untold
from open o
join findings_finding f on f.id = o.finding_id
left join organization_unit u on u.id = f.unit_id
order by case when %(by_unit)s then u.name end, o.due nulls last, f.id
limit %(most)s offset %(skip)s
"""  # noqa: S608 (our own text)
_TOTALS = f"""
select count(*) filter (where open), count(*) filter (where asked),
       count(*) filter (where lapsed), count(*) filter (where resting)
from (
    select bool_or(r.rests) as resting,
           bool_or(not r.rests and r.state in ('ASKED', 'REPLIED', 'PROOF') and {_RUNS}) as open,
           bool_or(r.asked_at is not null and r.day >= %(since)s::date) as asked,
           bool_or(r.state = 'LAPSED' and r.day >= %(since)s::date) as lapsed
    from findings_row r
    group by r.finding_id
) each
"""  # noqa: S608 (our own text)
# The superior has as long to hand over on paper as the person had to open.
_SILENT = """
select l.superior_id, count(distinct r.finding_id), min(r.decide_by), r.state = 'ASKED'
from findings_row r
join findings_finding f on f.id = r.finding_id
join organization_reportingline l on l.employee_id = f.employee_id and l.superior_id is not null
    and l.start_on <= %(on)s::date and (l.end_on is null or l.end_on > %(on)s::date)
where not r.rests and r.decide_by < %(on)s::date and (r.state = 'REPLIED'
    or r.state = 'ASKED' and r.told_at is null and r.decide_by
        + (r.decide_by - (r.asked_at at time zone %(zone)s)::date) < %(on)s::date)
group by l.superior_id, r.state
"""
_DECIDED = """
select f.code, r.decided_by_id,
       (select p.unit_id from organization_posting p where p.employee_id = r.decided_by_id
            and p.kind = 'DEFINITIVE' and p.start_on <= %(on)s::date
            and (p.end_on is null or p.end_on > %(on)s::date) limit 1),
       count(*), count(*) filter (where r.state <> 'REFUSED')
from findings_row r join findings_finding f on f.id = r.finding_id
where r.state in ('ACCEPTED', 'REFUSED', 'CLEARED') and r.decided_by_id is not null
  and r.decided_at >= %(since)s::date
group by f.code, r.decided_by_id
"""
# Versions that asked somebody in the year; like is compared with like only under those that ask PNS
# and PPPK in every unit, each about the own work (of superiors there are few, and mostly PNS).
_USED = """
used as materialized (
    select v.id, v.code, v.groups, v.unit_id is null and v.code <> all(%(of_superiors)s::text[])
        and v.groups @> array['PNS', 'PPPK']::varchar[] as compared
    from findings_cardversion v
    where exists (select from findings_row r where r.version_id = v.id
                  and r.day > %(since)s::date and r.state <> 'HINT')
)
"""
_HIT = f"""
with {_USED}, field as (
    select u.id from organization_unit u
    where exists (select from organization_unit a
                  where a.kind = any(%(field)s::text[]) and u.path like a.path || '%%')
), serving as (
    select distinct on (p.employee_id) p.employee_id, e.kind, substr(e.nip, 15, 1) as sex,
           field.id is not null as in_field
    from organization_posting p
    join organization_employee e on e.id = p.employee_id and e.nip is not null
        and not exists (select from used where compared and e.kind <> all(used.groups))
    join organization_standingperiod s on s.employee_id = p.employee_id and s.standing = 'ACTIVE'
        and s.start_on <= %(on)s::date and (s.end_on is null or s.end_on > %(on)s::date)
    left join field on field.id = p.unit_id
    where p.kind = 'DEFINITIVE' and p.start_on <= %(on)s::date
      and (p.end_on is null or p.end_on > %(on)s::date)
    order by p.employee_id
), hit as (
    select f.employee_id, count(*) as n
    from findings_finding f
    where exists (select from findings_row r where r.finding_id = f.id
                  and (r.state in ('LAPSED', 'REFUSED') or r.state = 'ASKED'
                       and r.told_at is not null and r.reply_by < %(on)s::date)
                  and not r.rests and r.day > %(since)s::date
                  and r.version_id in (select id from used where compared))
    group by f.employee_id
)
select name, count(*), coalesce(sum(hit.n), 0)::bigint, coalesce(sum(hit.n * hit.n), 0)::bigint
from serving left join hit using (employee_id)
cross join unnest(array[
    'ALL',
    case when kind = any(%(pns)s::text[]) then 'PNS'
         when kind = any(%(pppk)s::text[]) then 'PPPK' end,
    case sex when '2' then 'FEMALE' when '1' then 'MALE' end,
    case when in_field then 'FIELD' else 'OFFICE' end
]) as name
where name is not null
group by name
union all
select distinct code, null::bigint, null::bigint, null::bigint from used where not compared
order by 1
"""  # noqa: S608 (our own text)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A finding on which somebody still has to act. `due` is the earliest day that binds, None: no
    deadline runs; `untold`: the person has not been proven to know of it."""

    id: int
    number: str
    code: str
    version_id: int
    unit: str
    rows: int
    first_day: date
    due: date | None
    state: str
    untold: bool

    @property
    def awaited(self) -> Due | None:
        """From whom until when, as its page says; None: from nobody any more."""
        return due_of(self.state, self.due, untold=self.untold)


@dataclass(frozen=True, slots=True)
class Totals:
    """Findings that are unsettled and that rest with their card; those with a day of the last
    twelve months that was asked about, and that lapsed without an answer."""

    unsettled: int
    asked: int
    lapsed: int
    resting: int


@dataclass(frozen=True, slots=True)
class Silent:
    """An official before whom answers wait past the day to decide, or `papers`: notices past the
    day from which they are handed over on paper; `since` is the earliest."""

    official_id: int
    count: int
    since: date
    papers: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """What one official decided on rows of one rule; `overturned` of them were accepted answers,
    or fell because they accepted what was said about the day elsewhere."""

    code: str
    official_id: int
    unit_id: int | None
    settled: int
    overturned: int


@dataclass(frozen=True, slots=True)
class HitGroup:
    """People of a group, their findings in a year, and the sum of squares a person."""

    people: int
    findings: int
    squares: int


@dataclass(frozen=True, slots=True)
class HitGroups:
    """Groups by name, and the rules that asked somebody in these months and are not compared."""

    groups: Mapping[str, HitGroup]
    left_out: Sequence[str]


def unsettled(
    actor: Actor, *, by_unit: bool = False, skip: int = 0, most: int = 20
) -> list[Unsettled]:
    """What waits for somebody, the longest overdue first, or unit by unit."""
    if not _watches(actor):
        return []
    which = {"states": list(OPEN), "resting": False, "since": date.min, "on": actor.on}
    rows = _ask(_UNSETTLED, by_unit=by_unit, skip=skip, most=most, **which)
    return [Unsettled(pk, number_of(year, serial), *rest) for pk, year, serial, *rest in rows]


def unexplained(
    actor: Actor, on: date, *, by_unit: bool = False, skip: int = 0, most: int = 20
) -> list[Unsettled]:
    """Findings with days of the last twelve months that nobody explained until the time to do so
    passed, as `Totals.lapsed` counts them; the longest past first, or unit by unit."""
    if not _watches(actor):
        return []
    which = {"states": list(UNEXPLAINED), "resting": True, "since": on - YEAR, "on": on}
    rows = _ask(_UNSETTLED, by_unit=by_unit, skip=skip, most=most, **which)
    return [Unsettled(pk, number_of(year, serial), *rest) for pk, year, serial, *rest in rows]


def totals(actor: Actor, on: date) -> Totals:
    """How many there are, as `Totals` says."""
    if not _watches(actor):
        return Totals(0, 0, 0, 0)
    (row,) = _ask(_TOTALS, since=on - YEAR, on=on)
    return Totals(*row)


def silent_officials(actor: Actor, on: date) -> list[Silent]:
    """Who decides today on answers whose day to decide has passed, or has not handed over what
    nobody opened."""
    if not _watches(actor):
        return []
    return [Silent(*row) for row in _ask(_SILENT, on=on, zone=settings.TIME_ZONE)]


def decided_by_official(actor: Actor, on: date) -> list[Decided]:
    """Who settled how many rows of which rule in the last twelve months."""
    if not _watches(actor):
        return []
    return [Decided(*row) for row in _ask(_DECIDED, on=on, since=on - YEAR)]


def hits_by_group(actor: Actor, on: date) -> HitGroups:
    """Findings of the last twelve months that nobody explained, by group of people in service
    today: ALL, PNS and PPPK, FEMALE and MALE, OFFICE and FIELD. Only of rules that ask all groups,
    and only people whom each of these asks; silence weighs the same whether or not a ladder counts
    it yet."""
    if not _watches(actor):
        return HitGroups({}, [])
    rows = _ask(
        _HIT,
        on=on,
        since=on - YEAR,
        field=list(FIELD),
        pns=list(GROUPS["PNS"]),
        pppk=list(GROUPS["PPPK"]),
        of_superiors=_of_superiors(),
    )
    found = list(rows)
    groups = {name: HitGroup(*rest) for name, *rest in found if rest[0] is not None}
    return HitGroups(groups, [code for code, people, *_ in found if people is None])


def _of_superiors() -> list[str]:
    return [code for code, card in rule_cards().items() if card.person == SUPERIOR]


def _watches(actor: Actor) -> bool:
    return actor.employee_id is not None and actor.has(Role.INSPECTORATE)


def _ask(query: str, **values: Any) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        yield from cursor.fetchall()
