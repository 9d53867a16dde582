"""Officials who know and take no step (PP 94/2021 art. 26 and 28), for the Inspektorat."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db.models import Q

from noken.coaching.queries import NEVER, took_place
from noken.core import clock
from noken.discipline.models import Appeal, Case, Examiner
from noken.discipline.queries.concerned import personnel_ids
from noken.discipline.queries.grounds import ground_of
from noken.discipline.queries.nexts import appeal_of, decided_of, draft_of, newest_summons
from noken.discipline.queries.seats import seats_of
from noken.discipline.queries.terms import terms_on
from noken.discipline.rules import flow, sanctions
from noken.discipline.rules.authority import is_ruled
from noken.discipline.rules.flow import was_heard
from noken.findings import queries as findings
from noken.findings.queries import Reached
from noken.findings.queries.deadlines import Deadlines
from noken.organization import queries as organization
from noken.regulations.discipline import sanctions as sanction_table

LOOKED_BACK = timedelta(400)
YEAR = len("T-2026")
KINDS: Mapping[str, tuple[str, str]] = {
    "NO_CASE": (flow.EXAMINER, "jenjang tercapai, belum ada pemanggilan"),
    "NO_STEP": (flow.EXAMINER, "keterangan ditolak, belum ada percakapan atau pemanggilan"),
    "NOT_TOLD": (flow.EXAMINER, "pemberitahuan belum terbukti diterima pegawai"),
    "NO_SUMMONS": (flow.EXAMINER, "panggilan belum dikirim"),
    "NOT_RECEIVED": (flow.EXAMINER, "panggilan belum terbukti diterima pegawai"),
    "NO_TEAM": (flow.HEAD, "tim pemeriksa belum dibentuk"),
    "NO_HEARING": (flow.EXAMINER, "pemeriksaan belum dicatat"),
    "NO_REPORT": (flow.EXAMINER, "laporan belum disusun"),
    "NO_DRAFT": (flow.KEEPER, "konsep keputusan belum disusun"),
    "NO_DECISION": (flow.OFFICIAL, "laporan belum diputus"),
    "NO_DELIVERY": (flow.OFFICIAL, "keputusan belum disampaikan"),
    "NO_ANSWER": (flow.OFFICIAL, "upaya administratif belum ditanggapi"),
    "NO_RULING": (flow.RULER, "keberatan belum diputus"),
    "NO_OUTCOME": (flow.KEEPER, "putusan banding belum dicatat"),
    "NO_TALK": (flow.EXAMINER, "diteruskan ke pembinaan, percakapannya belum ada"),
}
"""Whose step it is (a part of `rules.flow`) and what waits."""


@dataclass(frozen=True, slots=True)
class Inaction:
    """A step that waits past its day. `official_ids`: whose it is, several where any of them may
    take it, none where nobody is found. `number` is the case's, or the finding's while there is no
    case."""

    official_ids: frozenset[int]
    kind: str
    number: str
    since: date
    due_on: date

    @property
    def part(self) -> str:
        return KINDS[self.kind][0]

    @property
    def words(self) -> str:
        return KINDS[self.kind][1]


def inaction(on: date) -> list[Inaction]:
    """Everything that waits past its day, oldest first; an outage gives officials time too. Without
    signed days no clock runs."""
    terms = terms_on(on)
    if not terms.is_signed:
        return []
    deadlines, days = Deadlines(on - LOOKED_BACK, terms.act_workdays, on), terms.act_workdays
    due_of = partial(deadlines.last_day, "", workdays=days)
    found = [
        *_late_case(on, due_of),
        *_late_step(on, due_of),
        *_in_cases(on, due_of),
        *_without_talk(on, due_of),
    ]
    return sorted(found, key=lambda each: (each.due_on, each.number))


def without_case(reached: Sequence[Reached]) -> Iterator[Reached]:
    """What no case was opened about since. One that runs holds everything, and what came meanwhile
    is known anew when it ends; a rung not above the one it was opened on is done with, though days
    fell since. One that who examines stopped before anything was examined is none: whoever opens
    and drops has taken no step."""
    cases = Case.objects.filter(employee_id__in={each.employee_id for each in reached})
    cases = cases.exclude(status=flow.DROPPED, report__isnull=True)
    held: dict[int, list[Case]] = defaultdict(list)
    for row in cases.prefetch_related("findings", "decisions"):
        held[row.employee_id].append(row)
    for each in reached:
        rows = held[each.employee_id]
        if not any(_covers(row, each) for row in rows):
            ended = [_ended_on(row) for row in rows]
            yield each._replace(known_on=max([each.known_on, *ended]))


def with_rules(reached: Iterable[Reached], on: date) -> list[Reached]:
    """What a case can be opened about here: nobody is held to a step that noken refuses."""
    found = list(reached)
    people = organization.people({each.employee_id for each in found}, on)
    ruled = {pk for pk, each in people.items() if is_ruled(each.kind)}
    return [each for each in found if each.employee_id in ruled]


def without_talk(reached: Iterable[Reached]) -> list[Reached]:
    """What nobody talked about since."""
    found = list(reached)
    talks = took_place({each.employee_id for each in found})
    return [
        each for each in found if not talks.get(each.employee_id, NEVER).within(each.known_on).days
    ]


def _covers(row: Case, each: Reached) -> bool:
    if row.status in flow.UNDECIDED or clock.day_of(row.opened_at) >= each.known_on:
        return True
    if row.status == flow.DROPPED:
        return False
    order, year = list(sanction_table()), each.number[:YEAR]
    stood = [one.sanction for one in row.findings.all() if one.number[:YEAR] == year]
    return bool(each.sanction) and any(
        sanction and order.index(sanction) >= order.index(each.sanction) for sanction in stood
    )


def _ended_on(row: Case) -> date:
    """When another case could be opened."""
    made = decided_of(row)
    ended = made.decided_at if made else row.closed_at
    return clock.day_of(ended or row.moved_at)


def _late_case(on: date, due_of: Callable[[date], date]) -> Iterator[Inaction]:
    """One a person: since the first rung that nobody acted on, of this year and the last."""
    reached = without_case(findings.reached_since(on.year - 1, on.year))
    yield from _late(with_rules(reached, on), "NO_CASE", on, due_of)


def _late_step(on: date, due_of: Callable[[date], date]) -> Iterator[Inaction]:
    """Refused answers to cards without a ladder: a talk is a step there, and so is a case."""
    waiting = without_talk(without_case(findings.refused_since(on - LOOKED_BACK)))
    yield from _late(waiting, "NO_STEP", on, due_of)


def _late(
    waiting: Iterable[Reached], kind: str, on: date, due_of: Callable[[date], date]
) -> Iterator[Inaction]:
    """The oldest of each person who is still in service."""
    first: dict[int, Reached] = {}
    for each in sorted(waiting, key=lambda each: each.known_on):
        first.setdefault(each.employee_id, each)
    late = [(each, due) for each in first.values() if (due := due_of(each.known_on)) < on]
    above = organization.superiors([each.employee_id for each, _due in late], on)
    for each, due in late:
        if each.employee_id in above:
            yield Inaction(_only(above[each.employee_id]), kind, each.number, each.known_on, due)


def _in_cases(on: date, due_of: Callable[[date], date]) -> Iterator[Inaction]:
    """Cases whose next step waits past its day; the number of open cases bounds it."""
    runs = Q(status__in=[*flow.UNDECIDED, flow.DECIDED])
    rows = Case.objects.filter(runs | Q(appeal__outcome="")).select_related("appeal", "report")
    rows = rows.prefetch_related("summonses", "decisions", "replies", "examiners")
    for row in rows.order_by("moved_at"):
        for kind, since, until in _waits(row, on):
            due = until or due_of(since)
            if due < on:
                yield Inaction(_whose(row, kind, on), kind, row.number, since, due)


def _without_talk(on: date, due_of: Callable[[date], date]) -> Iterator[Inaction]:
    """Cases that became a talk which nobody held: the superior of today is to hold it, with who is
    still in service."""
    guided = Case.objects.filter(status=flow.GUIDANCE_ONLY, closed_at__isnull=False)
    rows = list(guided.order_by("closed_at"))
    talks = took_place({row.employee_id for row in rows})
    above = organization.superiors([row.employee_id for row in rows], on)
    for row in rows:
        since = clock.day_of(row.moved_at)
        due = due_of(since)
        took = talks.get(row.employee_id, NEVER).within(clock.day_of(row.opened_at))
        if due < on and not took.days and row.employee_id in above:
            yield Inaction(_only(above[row.employee_id]), "NO_TALK", row.number, since, due)


def _waits(row: Case, on: date) -> Iterator[tuple[str, date, date | None]]:
    """What waits, since when, and its last day where the step has one of its own."""
    if row.status in flow.BEFORE_HEARING:
        for kind, since in _before_hearing(row):
            yield kind, since, None
        return
    moved, made, filed = clock.day_of(row.moved_at), decided_of(row), appeal_of(row)
    if row.status in {flow.EXAMINED, flow.NO_SHOW}:
        yield "NO_REPORT", moved, None
    elif row.status == flow.REPORTED:
        drafts = row.report.is_proven and draft_of(row) is None
        yield "NO_DRAFT" if drafts and was_heard(ground_of(row), on) else "NO_DECISION", moved, None
    elif row.status == flow.DECIDED:
        yield "NO_DELIVERY", moved, made.deliver_by if made else None
    elif filed is not None:
        if filed.answered_on is None:
            yield "NO_ANSWER", filed.filed_on, filed.answer_by
        ours = filed.kind == Appeal.Kind.OBJECTION
        yield "NO_RULING" if ours else "NO_OUTCOME", filed.filed_on, filed.decide_by


def _before_hearing(row: Case) -> Iterator[tuple[str, date]]:
    """A heavy matter is heard by a team: until it is named nobody can hear."""
    moved, heard_on = clock.day_of(row.moved_at), _heard_on(row)
    lacks_team = sanctions.needs_team(row.level) and not row.examiners.all()
    if lacks_team and heard_on is not None:
        yield "NO_TEAM", heard_on
    summons = newest_summons(row)
    if summons is not None and summons.told_on is None:
        yield "NOT_RECEIVED", summons.on
    elif summons is not None and not lacks_team:
        yield "NO_HEARING", max(clock.day_of(summons.hear_at), summons.told_on or date.min)
    elif summons is None and heard_on is not None:
        yield "NO_SUMMONS", max(heard_on, moved)
    elif summons is None and row.told_on is None:
        yield "NOT_TOLD", moved


def _heard_on(row: Case) -> date | None:
    """Since when the person had the say; None: not yet told."""
    if row.asked_at is None:
        return clock.day_of(row.opened_at)
    said = [clock.day_of(each.at) for each in row.replies.all() if each.at >= row.asked_at]
    return min([row.reply_by, *said]) if row.told_on and row.reply_by else None


def _whose(row: Case, kind: str, on: date) -> frozenset[int]:
    part, seats = KINDS[kind][0], seats_of(row, on)
    if part == flow.HEAD:
        return _only(seats.head_id)
    if part == flow.EXAMINER:
        leads = [each for each in row.examiners.all() if each.part == Examiner.Part.SUPERIOR]
        return frozenset(each.employee_id for each in leads) or seats.examiner_ids
    official = seats.official_id
    if part == flow.KEEPER and (official or kind == "NO_OUTCOME"):
        return frozenset(personnel_ids(on)) - {row.employee_id}
    return _only((seats.ruler_id or official) if part == flow.RULER else official)


def _only(person: int | None) -> frozenset[int]:
    return frozenset({person} if person else ())
