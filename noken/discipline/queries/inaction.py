"""Officials who know and take no step (PP 94/2021 art. 26 and 28), for the Inspektorat."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from noken.coaching.queries import NEVER, took_place
from noken.core import clock
from noken.discipline.models import Case, Decision
from noken.discipline.queries.nexts import newest_summons
from noken.discipline.queries.seats import seats_of
from noken.discipline.queries.terms import terms_on
from noken.discipline.rules import flow
from noken.findings import queries as findings
from noken.findings.queries import Reached
from noken.findings.queries.deadlines import Deadlines
from noken.organization import queries as organization

LOOKED_BACK = timedelta(400)
KINDS = {
    "NO_CASE": "jenjang tercapai, belum ada pemanggilan",
    "NOT_TOLD": "pemberitahuan belum terbukti diterima pegawai",
    "NO_SUMMONS": "panggilan belum dikirim",
    "NOT_RECEIVED": "panggilan belum terbukti diterima pegawai",
    "NO_HEARING": "pemeriksaan belum dicatat",
    "NO_REPORT": "laporan belum disusun",
    "NO_DECISION": "laporan belum diputus",
    "NO_DELIVERY": "keputusan belum disampaikan",
    "NO_TALK": "diteruskan ke pembinaan, percakapannya belum ada",
}


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
    """Everything that waits past its day, oldest first; an outage gives officials time too. Without
    signed days no clock runs."""
    terms = terms_on(on)
    if not terms.is_signed:
        return []
    deadlines, days = Deadlines(on - LOOKED_BACK, terms.act_workdays, on), terms.act_workdays
    due_of = partial(deadlines.last_day, "", workdays=days)
    found = [*_late_case(on, due_of), *_in_cases(on, due_of), *_without_talk(on, due_of)]
    return sorted(found, key=lambda each: (each.due_on, each.number))


def without_case(reached: Sequence[Reached]) -> list[Reached]:
    """Those about whom no case was opened since. One that who examines stopped before anything was
    examined is none: whoever opens and drops has taken no step."""
    people = [each.employee_id for each in reached]
    opened = Case.objects.filter(employee_id__in=people).exclude(
        status=flow.DROPPED, report__isnull=True
    )
    latest: dict[int, date] = {}
    for person, at in opened.values_list("employee_id", "opened_at"):
        day = clock.day_of(at)
        latest[person] = max(day, latest.get(person, day))
    return [each for each in reached if latest.get(each.employee_id, date.min) < each.known_on]


def _late_case(on: date, due_of: Callable[[date], date]) -> Iterator[Inaction]:
    waiting = without_case(findings.reached_since(on.year))
    late = [(each, due_of(each.known_on)) for each in waiting]
    above = organization.superiors([each.employee_id for each, _due in late], on)
    for each, due in late:
        if due < on:
            who = above.get(each.employee_id)
            yield Inaction(who, "NO_CASE", each.number, each.known_on, due, is_case=False)


def _in_cases(on: date, due_of: Callable[[date], date]) -> Iterator[Inaction]:
    """Cases whose next step waits past its day; the number of open cases bounds it."""
    rows = Case.objects.filter(status__in=[*flow.UNDECIDED, flow.DECIDED])
    for row in rows.prefetch_related("summonses", "decisions", "replies").order_by("moved_at"):
        for kind, since in _waits(row):
            due = due_of(since)
            made = _decided(row.decisions.all())
            if kind == "NO_DELIVERY" and made is not None and made.deliver_by is not None:
                due = made.deliver_by
            if due < on:
                yield Inaction(_whose(row, kind, on), kind, row.number, since, due, is_case=True)


def _without_talk(on: date, due_of: Callable[[date], date]) -> Iterator[Inaction]:
    """Cases that became a talk which nobody held: the superior of today is to hold it."""
    guided = Case.objects.filter(status=flow.GUIDANCE_ONLY, closed_at__isnull=False)
    rows = list(guided.order_by("closed_at"))
    talks = took_place({row.employee_id for row in rows})
    above = organization.superiors([row.employee_id for row in rows], on)
    for row in rows:
        since = clock.day_of(row.moved_at)
        due = due_of(since)
        took = talks.get(row.employee_id, NEVER).within(clock.day_of(row.opened_at))
        if due < on and not took.days:
            who = above.get(row.employee_id)
            yield Inaction(who, "NO_TALK", row.number, since, due, is_case=True)


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
