"""Where people stand on the ladder of a year, and what of a finding counts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from noken.calendars import queries as calendars
from noken.findings.models import Finding, Row
from noken.findings.rules import flow, ladder
from noken.findings.rules.deadlines import workday_before
from noken.findings.rules.ladder import CountedDay, Standing, Year
from noken.regulations.discipline import thresholds

ABSENCE, BLOCKS = "HDR-03", "HDR-07"
LADDER = (ABSENCE, BLOCKS)
_FIELDS = (
    *("finding__employee_id", "finding__code", "finding__unit_id"),
    *("day", "amount", "state", "facts__after"),
)


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """What areas above may know of a finding. `counted` is the sum of its rows that count; `rung`
    the sanction its person's year reaches, None: no rung, or a card without ladder."""

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
    is_settled: bool
    url: str


def standing_of(employee_ids: Collection[int], year: int) -> Mapping[int, Standing]:
    """Every person asked for, from absence and late blocks together; two statements."""
    rows = Row.objects.filter(
        finding__employee_id__in=employee_ids,
        finding__code__in=LADDER,
        day__range=(date(year, 1, 1), date(year, 12, 31)),
    ).exclude(state__in=[flow.HINT, flow.CLEARED, flow.ACCEPTED])
    by_person: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for person, *row in rows.values_list(*_FIELDS):
        by_person[person].append(tuple(row))
    needed = any(row[-1] is None for each in by_person.values() for row in each)
    before = Before(year, is_needed=needed)
    steps = thresholds()
    return {
        person: ladder.standing_of(_year(by_person[person], before), steps)
        for person in set(employee_ids)
    }


def facts_of(finding_ids: Collection[int]) -> Mapping[int, FindingFacts]:
    """What counts of each finding now. Hints are no part of it."""
    findings = list(Finding.objects.filter(pk__in=finding_ids).select_related("version"))
    rows: dict[int, list[tuple[str, Decimal, date]]] = defaultdict(list)
    asked = Row.objects.filter(finding__in=findings).exclude(state=flow.HINT)
    for pk, state, amount, day in asked.values_list("finding_id", "state", "amount", "day"):
        rows[pk].append((state, amount, day))
    rungs = _rungs(findings, rows)
    return {each.pk: _facts(each, rows[each.pk], rungs.get(each.pk)) for each in findings}


def counted_in(rows: Iterable[tuple[str, Decimal, date]]) -> Decimal:
    return sum((amount for state, amount, _day in rows if flow.counts(state)), Decimal(0))


def _facts(
    finding: Finding, rows: list[tuple[str, Decimal, date]], rung: str | None
) -> FindingFacts:
    counted = counted_in(rows)
    counting = [day for state, _amount, day in rows if flow.counts(state)]
    return FindingFacts(
        id=finding.pk,
        number=finding.number,
        code=finding.code,
        version=finding.version.version,
        employee_id=finding.employee_id,
        period=finding.period,
        counted=counted,
        rung=rung if counted else None,
        first_day=min(counting, default=None),
        last_day=max(counting, default=None),
        is_settled=bool(rows) and all(state in flow.SETTLED for state, *_rest in rows),
        url=finding.get_absolute_url(),
    )


def _rungs(
    findings: Collection[Finding], rows: Mapping[int, list[tuple[str, Decimal, date]]]
) -> dict[int, str]:
    people: dict[int, set[int]] = defaultdict(set)
    for each in findings:
        if each.code in LADDER and counted_in(rows.get(each.pk, ())):
            people[_year_of(each)].add(each.employee_id)
    standings = {year: standing_of(ids, year) for year, ids in people.items()}
    found = {}
    for each in findings:
        standing = standings.get(_year_of(each), {}).get(each.employee_id)
        if each.code in LADDER and standing and standing.rung:
            found[each.pk] = standing.rung.sanction
    return found


def _year_of(finding: Finding) -> int:
    return int(finding.period[:4]) if finding.period[:4].isdigit() else finding.year


def _year(rows: Iterable[tuple[Any, ...]], before: "Before") -> Year:
    absences, blocks, asked, replied = [], Decimal(0), 0, 0
    for code, unit, day, amount, state, after in rows:
        asked += state == flow.ASKED
        replied += state in {flow.REPLIED, flow.PROOF}
        if not flow.counts(state):
            continue
        if code == BLOCKS:
            blocks += amount
        else:
            absences.append(CountedDay(day, before.of(unit, day, after)))
    return Year(absences, int(blocks), asked, replied)


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
