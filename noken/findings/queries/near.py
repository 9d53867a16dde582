"""Who is one day before a next rung, counting what may still be explained: told to them alone."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from noken.findings.models import Alert, Row
from noken.findings.queries.standing import ABSENCE, LADDER, Before
from noken.findings.rules import flow, ladder
from noken.findings.rules.ladder import CountedDay

RECENT = timedelta(30)
POSSIBLE = sorted({flow.ASKED, flow.REPLIED, flow.PROOF} | flow.COUNTING)

_SUMS = """
    select finding, days from (
        select (array_agg(f.id order by f.code))[1] as finding,
               floor(sum(case when f.code = %(absence)s::text then 1 else r.amount end))::int
                   as days
        from findings_row r join findings_finding f on f.id = r.finding_id
        where f.code = any(%(codes)s::text[]) and r.state = any(%(states)s::text[])
          and r.day >= %(start)s::date and r.day < %(end)s::date and not r.rests
        group by f.employee_id
    ) summed
    where days = any(%(early)s::int[]) and not exists (
        select from findings_alert a
        where a.finding_id = finding and a.kind = 'CUMULATIVE' and a.days = summed.days)
    order by finding
"""
_IN_A_ROW = """
    select r.finding_id from findings_row r join findings_finding f on f.id = r.finding_id
    where f.code = %(absence)s::text and r.state = any(%(states)s::text[])
      and r.day >= %(start)s::date and r.day < %(end)s::date and not r.rests
    group by r.finding_id
    having count(*) >= %(least)s and max(r.day) >= %(recent)s::date
"""


class Near(NamedTuple):
    """An early notice that is due; `kind` as in Alert."""

    finding_id: int
    kind: str
    days: int


def near_sums(day: date, early: Collection[int]) -> list[Near]:
    """Sums of the year that stand on one of the early days and were not told yet."""
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, {**_values(day), "codes": list(LADDER), "early": list(early)})
        return [Near(pk, Alert.Kind.CUMULATIVE, days) for pk, days in cursor.fetchall()]


def near_runs(day: date, early: Collection[int]) -> list[Near]:
    """Newest rows of days in a row that are as long as one of the early days."""
    values = {**_values(day), "least": min(early), "recent": day - RECENT}
    with connection.cursor() as cursor:
        cursor.execute(_IN_A_ROW, values)
        ids = [pk for (pk,) in cursor.fetchall()]
    told = set(
        Alert.objects.filter(finding__in=ids, kind=Alert.Kind.CONSECUTIVE).values_list(
            "finding_id", "days"
        )
    )
    found = [
        Near(pk, Alert.Kind.CONSECUTIVE, ladder.newest_run(days))
        for pk, days in sorted(_days(ids, day.year).items())
    ]
    return [
        near
        for near in found
        if ladder.early_notice(near.days, early) and (near.finding_id, near.days) not in told
    ]


def _days(finding_ids: Collection[int], year: int) -> dict[int, list[CountedDay]]:
    rows = list(
        Row.objects.filter(finding__in=finding_ids, state__in=POSSIBLE, rests=False).values_list(
            "finding_id", "finding__unit_id", "day", "facts__after"
        )
    )
    before = Before(year, is_needed=any(after is None for *_rest, after in rows))
    found: dict[int, list[CountedDay]] = defaultdict(list)
    for pk, unit, day, after in rows:
        found[pk].append(CountedDay(day, before.of(unit, day, after)))
    return found


def _values(day: date) -> dict[str, Any]:
    return {
        "absence": ABSENCE,
        "states": POSSIBLE,
        "start": date(day.year, 1, 1),
        "end": date(day.year + 1, 1, 1),
    }
