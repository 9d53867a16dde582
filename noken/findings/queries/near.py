"""Who comes near a next rung, counting what may still be explained: told to them alone.

Beside the rows that were asked about, `findings_seen` holds days about which nobody is asked yet.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from noken.findings.models import Alert
from noken.findings.queries.standing import ABSENCE, LADDER, Before
from noken.findings.rules import flow, ladder
from noken.findings.rules.ladder import CountedDay

RECENT = timedelta(30)
POSSIBLE = sorted({flow.ASKED, flow.REPLIED, flow.PROOF} | flow.COUNTING)

_POSSIBLE = """
    with possible as (
        select f.employee_id, f.code, f.unit_id, r.day, r.amount, r.facts ->> 'after' as after,
               false as is_open
        from findings_row r join findings_finding f on f.id = r.finding_id
        join organization_employee e on e.id = f.employee_id and e.kind = any(%(kinds)s::text[])
        where f.code = any(%(codes)s::text[]) and r.state = any(%(states)s::text[])
          and r.day >= %(start)s::date and r.day < %(end)s::date and not r.rests
        union all
        select s.employee_id, %(absence)s::text, null, s.day, 1, s.facts ->> 'after', true
        from findings_seen s
        join organization_employee e on e.id = s.employee_id and e.kind = any(%(groups)s::text[])
        where s.amount > 0 and s.day >= %(start)s::date and not exists (
            select from findings_finding f join findings_row r on r.finding_id = f.id
            where f.employee_id = s.employee_id and f.code = %(absence)s::text
              and f.period = s.period and r.item = s.item)
    )
"""
_SUMS = f"""
    {_POSSIBLE}
    select employee_id,
           floor(sum(case when code = %(absence)s::text then 1 else amount end))::int,
           count(*) filter (where is_open)
    from possible group by employee_id
    having floor(sum(case when code = %(absence)s::text then 1 else amount end)) >= %(least)s
    order by employee_id
"""  # noqa: S608 (constants only)
_IN_A_ROW = f"""
    {_POSSIBLE}, many as (
        select employee_id from possible where code = %(absence)s::text
        group by employee_id having count(*) >= %(least)s and max(day) >= %(recent)s::date
    )
    select p.employee_id, p.unit_id, p.day, p.after, p.is_open
    from possible p join many using (employee_id) where p.code = %(absence)s::text
"""  # noqa: S608 (constants only)


class Among(NamedTuple):
    """Whose days come near: people of these `kinds`, days from `start` on, told on `early` days.
    Of days nobody is asked about yet only those of `groups` count."""

    kinds: Collection[str]
    groups: Collection[str]
    start: date
    early: Collection[int]


class Near(NamedTuple):
    """An early notice that is due: `level` is the early day that was reached or passed, `kind` as
    in Alert. Of the `days` counted, `open_days` are asked about by nobody yet."""

    employee_id: int
    kind: str
    level: int
    days: int
    open_days: int


def near_sums(day: date, among: Among) -> list[Near]:
    """Sums of the year that reached an early day whose notice was not given yet."""
    if not among.early:
        return []
    sums = [(person, days, open_) for person, days, open_ in _ask(_SUMS, day, among)]
    return _untold(sums, Alert.Kind.CUMULATIVE, day, among.early)


def near_runs(day: date, among: Among) -> list[Near]:
    """Newest rows of days in a row, as `near_sums`."""
    if not among.early:
        return []
    rows = _ask(_IN_A_ROW, day, among)
    before = Before(day.year, is_needed=any(after is None for *_rest, after, _open in rows))
    days: dict[int, list[CountedDay]] = defaultdict(list)
    open_days: dict[int, int] = defaultdict(int)
    for person, unit, each, after, is_open in rows:
        days[person].append(CountedDay(each, before.of(unit, each, after)))
        open_days[person] += is_open
    runs = [
        (person, run := ladder.newest_run(of_it), min(run, open_days[person]))
        for person, of_it in sorted(days.items())
    ]
    return _untold(runs, Alert.Kind.CONSECUTIVE, day, among.early)


def _untold(
    found: Collection[tuple[int, int, int]], kind: str, day: date, early: Collection[int]
) -> list[Near]:
    """The highest level passed, where neither it nor a higher one was told in this year."""
    people = [person for person, _days, _open in found]
    alerts = Alert.objects.filter(employee__in=people, kind=kind, year=day.year)
    told: dict[int, int] = defaultdict(int)
    for person, level in alerts.values_list("employee_id", "days"):
        told[person] = max(level, told[person])
    near = []
    for person, days, open_days in found:
        passed = ladder.early_level(days, early)
        if passed is not None and passed > told[person]:
            near.append(Near(person, kind, passed, days, open_days))
    return near


def _ask(query: str, day: date, among: Among) -> list[tuple[Any, ...]]:
    values: dict[str, Any] = {
        "absence": ABSENCE,
        "codes": list(LADDER),
        "states": POSSIBLE,
        "start": max(among.start, date(day.year, 1, 1)),
        "end": date(day.year + 1, 1, 1),
        "recent": day - RECENT,
        "least": min(among.early),
        "kinds": list(among.kinds),
        "groups": list(among.groups),
    }
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
