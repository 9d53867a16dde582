"""Where people stand on the ladder of a year, and what of a finding counts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from noken.calendars import queries as calendars
from noken.core.http import url_of
from noken.findings.queries.regional import RULED, ruled_days, ruled_values
from noken.findings.rules import flow, ladder
from noken.findings.rules.deadlines import workday_before
from noken.findings.rules.ladder import CountedDay, Standing, Year
from noken.findings.rules.numbers import number_of
from noken.findings.rules.regional import ladders_for

ABSENCE, BLOCKS = "HDR-03", "HDR-07"
LADDER = (ABSENCE, BLOCKS)

_ASKED = """
    select e.id, e.kind, f.code, f.unit_id, r.day, r.amount, r.state, r.facts ->> 'after'
    from organization_employee e
    left join (findings_row r join findings_finding f on f.id = r.finding_id)
        on f.employee_id = e.id and f.code = any(%(codes)s::text[])
        and r.day between %(first)s::date and %(last)s::date
        and r.state <> all(%(settled)s::text[]) and not r.rests
    where e.id = any(%(people)s::bigint[])
"""
# What counts of people without a ladder is judged, and nothing rests on it.
_FACTS = f"""
    select f.id, f.year, f.serial, f.code, v.version, f.employee_id, f.period,
        coalesce(sum(r.amount), 0), min(r.day), max(r.day),
        exists (select from findings_cardrest c where c.code = f.code and c.ended_at is null)
    from findings_finding f
    join findings_cardversion v on v.id = f.version_id
    join organization_employee e on e.id = f.employee_id
    left join findings_row r on r.finding_id = f.id and not r.rests
        and r.state = any(%(counting)s::text[]) and {RULED}
    where f.id = any(%(ids)s::bigint[])
    group by f.id, v.version
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """What areas above may know of a finding. `counted` is the sum of its rows that count, of days
    for which rules are loaded, from `first_day` to `last_day`; `rung` the sanction its person's
    year reaches, None: no rung, or a card without ladder; `rests`: its card has stopped itself."""

    id: int
    number: str
    code: str
    version: int
    employee_id: int
    period: str
    counted: Decimal
    rung: str | None
    first_day: date | None
    last_day: date | None
    rests: bool
    url: str


def standing_of(
    employee_ids: Collection[int], year: int, on: date = date.max
) -> Mapping[int, Standing]:
    """Every person asked for, from absence and late blocks together; three statements. `on`: only
    by ladders that have begun by that day."""
    values: dict[str, Any] = {
        "people": list(employee_ids),
        "codes": list(LADDER),
        "first": date(year, 1, 1),
        "last": date(year, 12, 31),
        "settled": [flow.HINT, flow.CLEARED, flow.ACCEPTED],
    }
    by_person: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    kinds: dict[int, str] = {}
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, values)
        for person, kind, *row in cursor.fetchall():
            kinds[person] = kind
            if row[0] is not None:
                by_person[person].append(tuple(row))
    needed = any(row[-1] is None for each in by_person.values() for row in each)
    before = Before(year, is_needed=needed)
    ruled = [each for each in ruled_days() if (each.since or on) <= on]
    return {
        person: ladder.standing_of(_year(by_person[person], before), ladders_for(kind, ruled))
        for person, kind in kinds.items()
    }


def facts_of(finding_ids: Collection[int]) -> Mapping[int, FindingFacts]:
    """What counts of each finding now."""
    with connection.cursor() as cursor:
        counting: dict[str, Any] = {
            "ids": list(finding_ids),
            "counting": sorted(flow.COUNTING),
        }
        cursor.execute(_FACTS, {**counting, **ruled_values()})
        found = [_facts(*row) for row in cursor.fetchall()]
    rungs = _rungs([each for each in found if each.code in LADDER and each.counted])
    return {each.id: replace(each, rung=rungs.get(each.id)) for each in found}


def _facts(pk: int, year: int, serial: int, *rest: Any) -> FindingFacts:
    code, version, person, period, counted, first_day, last_day, rests = rest
    number = number_of(year, serial)
    return FindingFacts(
        id=pk,
        number=number,
        code=code,
        version=version,
        employee_id=person,
        period=period,
        counted=counted,
        rung=None,
        first_day=first_day,
        last_day=last_day,
        rests=rests,
        url=url_of("findings:finding", number),
    )


def _rungs(counting: Collection[FindingFacts]) -> dict[int, str]:
    people: dict[int, set[int]] = defaultdict(set)
    for each in counting:
        people[_year_of(each)].add(each.employee_id)
    standings = {year: standing_of(ids, year) for year, ids in people.items()}
    found = {}
    for each in counting:
        rung = standings[_year_of(each)][each.employee_id].rung
        if rung:
            found[each.id] = rung.sanction
    return found


def _year_of(facts: FindingFacts) -> int:
    """Cards with a ladder look at calendar years."""
    return int(facts.period[:4])


def _year(rows: Iterable[tuple[Any, ...]], before: "Before") -> Year:
    absences, late, asked, replied = [], [], 0, 0
    for code, unit, day, amount, state, after in rows:
        asked += state == flow.ASKED
        replied += state in {flow.REPLIED, flow.PROOF}
        if not flow.counts(state, rests=False):
            continue
        if code == BLOCKS:
            late.append((day, amount))
        else:
            absences.append(CountedDay(day, before.of(unit, day, after)))
    return Year(absences, late, asked, replied)


class Before:
    """The workday before a day: as the detector read it, else by the calendar of the unit."""

    def __init__(self, year: int, *, is_needed: bool) -> None:
        start, end = date(year, 1, 1), date(year + 1, 1, 1)
        self.days_off = calendars.days_off_by_unit(start, end) if is_needed else {}

    def of(self, unit_id: int | None, day: date, after: str | None) -> date | None:
        if after:
            return date.fromisoformat(after)
        off = self.days_off.get(None, frozenset()) | self.days_off.get(unit_id, frozenset())
        return workday_before(day, off)
