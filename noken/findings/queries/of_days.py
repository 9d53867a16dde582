"""What was said and decided of a day in a finding, for the area that keeps the day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from noken.findings.models import Finding, Row
from noken.findings.queries.standing import ABSENCE, BLOCKS
from noken.findings.rules import flow

ANSWERED = (flow.REPLIED, flow.PROOF)
OF_ONE_DAY = (ABSENCE, "HDR-10")
"""Rules whose rows are each a day of presence: without any punch, and with one."""


@dataclass(frozen=True, slots=True)
class SaidOfDay:
    """How a day of a person stands in the finding `number`: the state of its row, who decided."""

    person_id: int
    day: date
    number: str
    state: str
    decided_by_id: int | None
    decided_at: datetime | None
    decide_by: date | None


def said_of_days(row_ids: Collection[int]) -> list[SaidOfDay]:
    """The days these rows speak of: of absences and days with one punch each its own; of blocks of
    minutes, where one of them is accepted, the days all of whose minutes lie in accepted blocks."""
    rows = Row.objects.filter(pk__in=row_ids).select_related("finding")
    blocks = rows.filter(finding__code=BLOCKS, state=flow.ACCEPTED).values("finding")
    of_minutes = Row.objects.filter(finding__in=blocks, state=flow.ACCEPTED)
    return [
        *(_said(row.finding, row.day, row) for row in rows.filter(finding__code__in=OF_ONE_DAY)),
        *_whole_days(of_minutes.select_related("finding").order_by("pk")),
    ]


def _whole_days(rows: Iterable[Row]) -> Iterator[SaidOfDay]:
    counted: dict[tuple[int, str], int] = defaultdict(int)
    for row in rows:
        for part in row.facts.get("days", ()):
            key = (row.finding_id, part["day"])
            counted[key] += part["counted"]
            whole = part["late_minutes"] + part["early_minutes"] + part.get("unseen_minutes", 0)
            if counted[key] >= whole:
                yield _said(row.finding, date.fromisoformat(part["day"]), row)


def _said(finding: Finding, day: date, row: Row) -> SaidOfDay:
    return SaidOfDay(
        person_id=finding.employee_id,
        day=day,
        number=finding.number,
        state=row.state,
        decided_by_id=row.decided_by_id,
        decided_at=row.decided_at,
        decide_by=row.decide_by,
    )


def answered_days(employee_id: int, start: date, end: date) -> Mapping[date, str]:
    """Days of `[start, end)` whose minutes were explained in a finding and wait for a decision,
    with its number: nobody is asked twice."""
    waiting = Row.objects.filter(
        finding__employee=employee_id, finding__code=BLOCKS, state__in=ANSWERED, day__gte=start
    )
    return {
        day: row.finding.number
        for row in waiting.select_related("finding")
        for part in row.facts.get("days", ())
        if start <= (day := date.fromisoformat(part["day"])) < end
    }
