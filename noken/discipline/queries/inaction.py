"""Officials who know and take no step (PP 94/2021 art. 26 and 28): for the Inspektorat, and the
rule ATS-04, which asks the superior first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from noken.calendars import queries as calendars
from noken.core import clock
from noken.discipline.models import Case, Decision
from noken.discipline.queries.nexts import newest_summons
from noken.discipline.queries.seats import seats_of
from noken.discipline.queries.terms import terms_on
from noken.discipline.rules import flow
from noken.findings import queries as findings
from noken.findings.queries import Asked, Hit, Hits, Reached
from noken.organization import queries as organization

RULE = "ATS-04"
KINDS = {
    "NO_CASE": "jenjang tercapai, belum ada pemanggilan",
    "NOT_TOLD": "pemberitahuan belum terbukti diterima pegawai",
    "NO_SUMMONS": "panggilan belum dikirim",
    "NOT_RECEIVED": "panggilan belum terbukti diterima pegawai",
    "NO_HEARING": "pemeriksaan belum dicatat",
    "NO_REPORT": "laporan belum disusun",
    "NO_DECISION": "laporan belum diputus",
    "NO_DELIVERY": "keputusan belum disampaikan",
}

_OPENED = """
    exists (select from discipline_case c join findings_finding f on f.employee_id = c.employee_id
            where f.year = split_part(g.item, '-', 2)::int
              and f.serial = split_part(g.item, '-', 3)::int
              and c.opened_at >= (g.facts ->> 'known_on')::date)
"""
"""`put_right`: a case was opened since the finding is known."""


@dataclass(frozen=True, slots=True)
class Inaction:
    """A step that waits past its day. `official_id` None: nobody is found whose it would be.
    `number` is the case's, or the finding's while there is no case."""

    official_id: int | None
    kind: str
    number: str
    since: date
    due_on: date
    is_case: bool

    @property
    def words(self) -> str:
        return KINDS[self.kind]


def inaction(on: date) -> list[Inaction]:
    """Everything that waits past its day, oldest first. Without signed days no clock runs."""
    terms = terms_on(on)
    if not terms.is_signed:
        return []
    days = terms.act_workdays
    found = [*_without_case(on, days), *_in_cases(on, days)]
    return sorted(found, key=lambda each: (each.due_on, each.number))


def hits_of(asked: Asked) -> Hits | None:
    """ATS-04: a subordinate's days reached a rung, and since so many workdays there is no case."""
    if asked.code != RULE:
        return None
    days = int(asked.values["act_workdays"])
    return Hits(rows=list(_hits(asked, days)), put_right=_OPENED)


def _hits(asked: Asked, days: int) -> Iterator[Hit]:
    last = clock.today()
    for year in range(asked.since.year, asked.until.year + 1):
        waiting = _unopened(findings.reached_since(year))
        for each in waiting:
            due = calendars.add_workdays(each.known_on, days)
            if not asked.since <= due < asked.until or due >= last:
                continue
            superior = organization.superiors([each.employee_id], due).get(each.employee_id)
            if superior is not None:
                facts = _facts(each, due, days)
                yield Hit(superior, each.number, each.number, due, Decimal(1), facts)


def _facts(each: Reached, due: date, days: int) -> dict[str, Any]:
    """What the superior can recount: the finding, since when it is known, the workdays."""
    return {
        "finding": each.number,
        "known_on": each.known_on.isoformat(),
        "workdays": days,
        "due_on": due.isoformat(),
    }


def _unopened(reached: Sequence[Reached]) -> list[Reached]:
    """Those about whom no case was opened since."""
    people = [each.employee_id for each in reached]
    opened = Case.objects.filter(employee_id__in=people).values_list("employee_id", "opened_at")
    latest: dict[int, date] = {}
    for person, at in opened:
        day = clock.day_of(at)
        latest[person] = max(day, latest.get(person, day))
    return [each for each in reached if latest.get(each.employee_id, date.min) < each.known_on]


def _without_case(on: date, days: int) -> Iterator[Inaction]:
    waiting = _unopened(findings.reached_since(on.year))
    late = [(each, calendars.add_workdays(each.known_on, days)) for each in waiting]
    above = organization.superiors([each.employee_id for each, _due in late], on)
    for each, due in late:
        if due < on:
            who = above.get(each.employee_id)
            yield Inaction(who, "NO_CASE", each.number, each.known_on, due, is_case=False)


def _in_cases(on: date, days: int) -> Iterator[Inaction]:
    """Cases whose next step waits past its day; the number of open cases bounds it."""
    rows = Case.objects.filter(status__in=[*flow.UNDECIDED, flow.DECIDED])
    for row in rows.prefetch_related("summonses", "decisions", "replies").order_by("moved_at"):
        for kind, since in _waits(row):
            due = calendars.add_workdays(since, days)
            made = _decided(row.decisions.all())
            if kind == "NO_DELIVERY" and made is not None and made.deliver_by is not None:
                due = made.deliver_by
            if due < on:
                yield Inaction(_whose(row, kind, on), kind, row.number, since, due, is_case=True)


def _waits(row: Case) -> Iterator[tuple[str, date]]:
    moved = clock.day_of(row.moved_at)
    if row.status == flow.SUSPECTED:
        if row.origin == Case.Origin.FINDING:
            yield "NO_SUMMONS", moved
        elif row.told_on is None:
            yield "NOT_TOLD", moved
        elif row.reply_by is not None:
            said = min((clock.day_of(each.at) for each in row.replies.all()), default=row.reply_by)
            yield "NO_SUMMONS", min(said, row.reply_by)
    elif row.status in {flow.SUMMONED_1, flow.SUMMONED_2}:
        summons = newest_summons(row)
        if summons is not None:
            hearing = max(clock.day_of(summons.hear_at), summons.told_on or date.min)
            yield (
                ("NOT_RECEIVED", summons.on) if summons.told_on is None else ("NO_HEARING", hearing)
            )
    elif row.status in {flow.EXAMINED, flow.NO_SHOW}:
        yield "NO_REPORT", moved
    else:
        yield ("NO_DECISION" if row.status == flow.REPORTED else "NO_DELIVERY"), moved


def _whose(row: Case, kind: str, on: date) -> int | None:
    seats = seats_of(row, on)
    if kind in {"NO_DECISION", "NO_DELIVERY"}:
        return seats.official_id
    return min(seats.examiner_ids, default=seats.rater_id)


def _decided(decisions: Iterable[Decision]) -> Decision | None:
    return next((each for each in decisions if each.decided_at is not None), None)
