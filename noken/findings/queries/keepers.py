"""What discipline asks of findings: who keeps the rule behind one, which one a number names, which
share a ladder, since when somebody stands on it, and what was refused beside it."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from noken.core import clock
from noken.findings.models import Finding, Row
from noken.findings.queries.regional import RULED, ruled_days, ruled_values
from noken.findings.queries.standing import LADDER
from noken.findings.rules import flow
from noken.findings.rules.numbers import number_of, parts_of

_REACHED = """
    with counted as (
        select f.employee_id, f.id, y.year, k.known, b.ladder, row_number() over (
            partition by f.employee_id, y.year, b.ladder order by k.known, r.day, r.id) as place
        from findings_row r join findings_finding f on f.id = r.finding_id
        join organization_employee e on e.id = f.employee_id
        join unnest(%(ruled_kinds)s::text[], %(ruled_since)s::date[], %(ruled_until)s::date[],
                    %(ladders)s::int[]) as b (kind, since, until, ladder)
            on b.kind = e.kind and (b.since is null or r.day >= b.since)
            and (b.until is null or r.day < b.until)
        cross join lateral (select extract(year from r.day) as year) y
        cross join lateral (select coalesce(
            (r.decided_at at time zone %(zone)s)::date, r.reply_by + 1) as known) k
        where f.code = any(%(ladder)s) and r.state in ('LAPSED', 'REFUSED') and not r.rests
          and r.day >= %(since)s::date and r.day < %(until)s::date
    )
    select distinct on (c.employee_id, c.year, c.known)
        c.employee_id, f.id, f.year, f.serial, c.known, c.place, c.ladder
    from counted c join findings_finding f on f.id = c.id
    join unnest(%(of_ladder)s::int[], %(least)s::int[]) as rung (ladder, least)
        on rung.ladder = c.ladder and rung.least = c.place
    order by c.employee_id, c.year, c.known, c.place desc
"""
_REFUSED = f"""
    select distinct f.employee_id, f.id, f.year, f.serial,
        (r.decided_at at time zone %(zone)s)::date as known
    from findings_row r join findings_finding f on f.id = r.finding_id
    join organization_employee e on e.id = f.employee_id
    where f.code <> all(%(ladder)s) and r.state = 'REFUSED' and not r.rests
      and r.decided_at >= %(since)s::timestamptz and {RULED}
    order by known, f.employee_id, f.id
"""  # noqa: S608 (constants only)

# What was asked keeps the version that saw it: one finding may have rows of several.
_KEEPERS = """
    with used as (
        select id as finding_id, version_id from findings_finding where id = any(%(ids)s::bigint[])
        union
        select finding_id, version_id from findings_row
        where finding_id = any(%(ids)s::bigint[]) and asked_at is not null
    )
    select u.finding_id, array_agg(k.keeper) filter (where k.keeper is not null)
    from used u join findings_cardversion v on v.id = u.version_id
    left join lateral (
        select v.proposed_by_id as keeper
        union select s.signer_id from findings_cardsignature s where s.proposal_id = v.id
    ) k on true
    group by u.finding_id
"""


_SISTERS = """
    select s.id from findings_finding f
    join findings_finding s on s.employee_id = f.employee_id and s.period = f.period
    where f.id = any(%(ids)s::bigint[]) and f.code = any(%(ladder)s::text[])
      and s.code = any(%(ladder)s::text[])
"""


class Reached(NamedTuple):
    """Since when a person stands on a rung of a year, and the finding that brought it. `least` days
    and `sanction` are the rung's; 0 and "": a refused row of a card without a ladder."""

    employee_id: int
    finding_id: int
    number: str
    known_on: date
    least: int = 0
    sanction: str = ""


def keepers_of(finding_ids: Collection[int]) -> Mapping[int, frozenset[int]]:
    """Who proposed and signed a version that saw rows of each, for areas that keep roles apart."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEPERS, {"ids": list(finding_ids)})
        return {pk: frozenset(keepers or ()) for pk, keepers in cursor.fetchall()}


def id_of(number: str) -> int | None:
    """The finding with a number, T-2026-0417; None: there is none."""
    parts = parts_of(number)
    if parts is None:
        return None
    found = Finding.objects.filter(year=parts[0], serial=parts[1])
    return found.values_list("pk", flat=True).first()


def counting_of(employee_id: int) -> list[int]:
    """Findings of a person of which rows count."""
    rows = Row.objects.filter(finding__employee=employee_id, state__in=sorted(flow.COUNTING))
    return list(rows.values_list("finding_id", flat=True).distinct().order_by("finding_id"))


def with_sisters(finding_ids: Collection[int]) -> set[int]:
    """These, and the findings whose days are summed up with theirs to one rung: absence and late
    blocks of one person and year."""
    with connection.cursor() as cursor:
        cursor.execute(_SISTERS, {"ids": list(finding_ids), "ladder": list(LADDER)})
        return {*finding_ids, *(pk for (pk,) in cursor.fetchall())}


def reached_since(first_year: int, last_year: int) -> list[Reached]:
    """Every rung that somebody's counted days of a year reach, in one statement: the day is that on
    which the row came to count that brought the sum there. Of those of one day the heaviest."""
    ruled = ruled_days()
    rungs = {
        (number, rung.least): rung.sanction
        for number, each in enumerate(ruled)
        for rung in each.ladder.marks.rungs
    }
    values: dict[str, Any] = {
        "zone": settings.TIME_ZONE,
        "ladder": list(LADDER),
        "since": date(first_year, 1, 1),
        "until": date(last_year + 1, 1, 1),
        "ladders": list(range(len(ruled))),
        "of_ladder": [number for number, _least in rungs],
        "least": [least for _number, least in rungs],
        **ruled_values(ruled),
    }
    with connection.cursor() as cursor:
        cursor.execute(_REACHED, values)
        return [
            Reached(person, pk, number_of(of, serial), known, place, rungs[by, place])
            for person, pk, of, serial, known, place, by in cursor.fetchall()
        ]


def refused_since(day: date) -> list[Reached]:
    """Rows of cards without a ladder whose answer was refused since a day and that count."""
    values: dict[str, Any] = {
        "zone": settings.TIME_ZONE,
        "ladder": list(LADDER),
        "since": clock.start_of(day),
        **ruled_values(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_REFUSED, values)
        return [
            Reached(person, pk, number_of(of, serial), known)
            for person, pk, of, serial, known in cursor.fetchall()
        ]
