"""People in service by the groups a rule may tell apart: whom it is for, and whom it would hit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from noken.findings.queries.watched import FIELD, GROUPS
from noken.organization.models import Employee

_SERVING = """
select distinct on (p.employee_id) p.employee_id, e.kind, substr(e.nip, 15, 1) as sex, u.path
from organization_posting p
join organization_employee e on e.id = p.employee_id and e.kind <> 'OFFICIAL'
join organization_unit u on u.id = p.unit_id
join organization_standingperiod s on s.employee_id = p.employee_id and s.standing = 'ACTIVE'
    and s.start_on <= %(card_on)s::date and (s.end_on is null or s.end_on > %(card_on)s::date)
where p.kind = 'DEFINITIVE' and p.start_on <= %(card_on)s::date
  and (p.end_on is null or p.end_on > %(card_on)s::date)
order by p.employee_id
"""
_BY_KIND = f"""
with serving as ({_SERVING})
select kind, count(*) from serving where path like %(card_path)s || '%%' group by kind
"""  # noqa: S608 (constants only)
_BY_GROUP = f"""
with serving as ({_SERVING}), field as (
    select path from organization_unit where kind = any(%(card_field)s::text[])
), judged as (
    select kind, sex, exists (select from field f where serving.path like f.path || '%%') as afield,
           employee_id = any(%(now_ids)s::int[]) and kind = any(%(now_groups)s::text[])
               and path like %(now_path)s || '%%' as now,
           employee_id = any(%(then_ids)s::int[]) and kind = any(%(then_groups)s::text[])
               and path like %(then_path)s || '%%' as then
    from serving
)
select name, count(*), count(*) filter (where now), count(*) filter (where "then")
from judged cross join unnest(array[
    'ALL',
    case when kind = any(%(pns)s::text[]) then 'PNS'
         when kind = any(%(pppk)s::text[]) then 'PPPK' end,
    case sex when '2' then 'FEMALE' when '1' then 'MALE' end,
    case when afield then 'FIELD' else 'OFFICE' end
]) as name
where name is not null
group by name
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class Aim:
    """Whom a version asks: of those it sees (`ids`), these kinds, in this unit and below."""

    ids: Collection[int]
    groups: Collection[str]
    path: str = ""


@dataclass(frozen=True, slots=True)
class GroupCount:
    """People of a group; how many of them are asked as it is, and would be."""

    people: int
    now: int
    then: int


def people_by_kind(on: date, path: str) -> Mapping[str, int]:
    """How many people in service there are of each kind of employment, in a unit and below."""
    return dict(_ask(_BY_KIND, card_on=on, card_path=path))


def people_by_group(on: date, now: Aim, then: Aim) -> Mapping[str, GroupCount]:
    """The same for ALL, PNS and PPPK, FEMALE and MALE, OFFICE and FIELD."""
    rows = _ask(
        _BY_GROUP,
        card_on=on,
        card_field=list(FIELD),
        pns=list(GROUPS["PNS"]),
        pppk=list(GROUPS["PPPK"]),
        **_aim("now", now),
        **_aim("then", then),
    )
    return {name: GroupCount(*counts) for name, *counts in rows}


def kind_words(kinds: Collection[str]) -> str:
    """PNS, CPNS dan PPPK."""
    names = [str(kind.label) for kind in Employee.Kind if kind in kinds]
    return " dan ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _aim(prefix: str, aim: Aim) -> dict[str, Any]:
    return {
        f"{prefix}_ids": list(aim.ids),
        f"{prefix}_groups": list(aim.groups),
        f"{prefix}_path": aim.path,
    }


def _ask(query: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
