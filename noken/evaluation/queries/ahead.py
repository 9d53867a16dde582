"""What comes before a period is opened: the plans of the year, and the period that still runs."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection
from django.urls import reverse

from noken.core.actor import Actor, Role
from noken.evaluation.queries.evidence import Asked, gather
from noken.evaluation.queries.filling import Candidate, parts_for
from noken.evaluation.queries.words import GradeWord, grade_word, rating_word
from noken.evaluation.rules.evidence import Evidence
from noken.evaluation.rules.grading import forecast
from noken.evaluation.rules.parts import parted_on
from noken.evaluation.rules.periods import (
    GENERAL,
    GROUP_KINDS,
    TEACHERS,
    Which,
    label_of,
    running_on,
    span_of,
)
from noken.planning import queries as planning
from noken.regulations import grades
from noken.ui.formats import day_long

_MEMBERS = """
    select e.id, e.name, p.family in ('TEACHER', 'PRINCIPAL'), (
        select q.kind from evaluation_period q where q.kind <> 'YEAR' and q."group" =
            case when p.family in ('TEACHER', 'PRINCIPAL') then 'TEACHERS' else 'GENERAL' end
        order by q.end_on desc, q.id desc limit 1)
    from organization_employee e
    join organization_standingperiod s on s.employee_id = e.id and s.standing = 'ACTIVE'
        and s.start_on <= %(on)s::date and (s.end_on is null or s.end_on > %(on)s::date)
    join organization_posting g on g.employee_id = e.id and g.kind = 'DEFINITIVE'
        and g.start_on <= %(on)s::date and (g.end_on is null or g.end_on > %(on)s::date)
    join organization_position p on p.id = g.position_id
    where e.kind <> 'OFFICIAL' and (e.id = %(me)s::bigint or (%(leads)s::boolean and e.id in (
        select l.employee_id from organization_reportingline l
        where l.superior_id = %(me)s::bigint and l.start_on <= %(on)s::date
            and (l.end_on is null or l.end_on > %(on)s::date))))
    order by e.name, e.id
"""
PLAN_STAGES = (
    ("Disusun", "oleh Anda"),
    ("Diajukan", "kepada atasan"),
    ("Disepakati", "oleh atasan"),
)
PLAN_SAYS = {
    "": ("Belum disusun. Susunlah, lalu ajukan kepada atasan.", 0),
    "DRAFT": ("Draf Anda belum diajukan.", 0),
    "RETURNED": ("Dikembalikan atasan dengan catatan. Perbaiki, lalu ajukan lagi.", 0),
    "SUBMITTED": ("Menunggu persetujuan atasan.", 2),
    "APPROVED": ("Berlaku.", 3),
}
TEAM_WORDS = {
    "SUBMITTED": "Menunggu persetujuan Anda",
    "RETURNED": "Dikembalikan dengan catatan",
    "DRAFT": "Masih disusun",
    "": "Belum dimulai",
}


class Ahead(NamedTuple):
    """Somebody of whom a plan is expected, and the period that runs for them: of the kind their
    legal group was last evaluated by."""

    id: int
    name: str
    which: Which


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of one's own way; `state` is done, now or next."""

    label: str
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """How far the own plan of the year is. `asks`: it is the actor's turn."""

    label: str
    url: str
    stages: tuple[Stage, ...]
    says: str
    asks: bool


@dataclass(frozen=True, slots=True)
class TeamPlans:
    """Plans of the year among those one leads: groups of (name, note) that are not agreed."""

    label: str
    agreed: int
    total: int
    sent: int
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    @property
    def sentence(self) -> str:
        return f"{self.agreed} dari {self.total} SKP disepakati"


@dataclass(frozen=True, slots=True)
class PlansAhead:
    """`own` is None for whom no plan is expected, `team` where nothing is missing; `next_says`
    names the period that still runs and when it ends."""

    own: OwnPlan | None
    team: TeamPlans | None
    next_says: str
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the evidence until today makes one expect; `grade` is None where there is too little of
    it yet. Of the reports counted nobody has reviewed `unreviewed`; `waiting` more do not count
    yet. `states_url`: the evidence is what the reader states there."""

    name: str
    label: str
    result: str
    behaviour: str
    grade: GradeWord | None
    why: tuple[str, str]
    states_url: str = ""
    unreviewed: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class TodayPage:
    own: Outlook | None
    team: tuple[Outlook, ...]
    on: date
    role: Role
    about: frozenset[int]


def plans_ahead(actor: Actor) -> PlansAhead:
    """The plans of this year of the actor and of those who answer to the actor today."""
    people = members(actor)
    ids = [each.id for each in people]
    year, me = actor.on.year, actor.employee_id
    states = planning.plan_states(ids, year)
    lacking = [pk for pk in ids if states.get(pk, (0, ""))[1] != "APPROVED"]
    late = planning.late_plans(lacking, year, actor.on) if lacking else {}
    since = {pk: plan.since_words for pk, plan in late.items()}
    own = next((each for each in people if each.id == me), None)
    led = [each for each in people if each.id != me]
    status = {pk: state for pk, (_, state) in states.items()}
    team = _team_plans(led, status, since, year) if led else None
    return PlansAhead(
        own=_own_plan(status.get(own.id, ""), since.get(own.id, ""), year) if own else None,
        team=team if team and team.agreed < team.total else None,
        next_says=_next_says(own.which) if own else "",
        about=frozenset(each.id for each in led if each.id in lacking),
    )


def today_page(actor: Actor) -> TodayPage:
    """The forecast of the period that still runs, by the functions that make the final one."""
    people = members(actor)
    asked = _asked(people)
    shown = gather(actor, asked, actor.on)
    table = grades.grade_table()
    found = {}
    for each, one in zip(people, shown, strict=True):
        expected = forecast(one.evidence, table)
        found[each.id] = Outlook(
            name=each.name,
            label=_label(each.which),
            result=rating_word(expected.result).lower(),
            behaviour=rating_word(expected.behaviour).lower(),
            grade=grade_word(expected.grade) if expected.is_measured else None,
            why=expected.why,
            states_url=_states_url(one.evidence) if each.id == actor.employee_id else "",
            unreviewed=one.evidence.unreviewed,
            waiting=one.waiting,
        )
    own = found.pop(actor.employee_id or 0, None)
    return TodayPage(own, tuple(found.values()), actor.on, actor.role, frozenset(found))


def _states_url(evidence: Evidence) -> str:
    """Where the person states what was reached, if reports do not measure it."""
    stated = [i for result in evidence.results for i in result.indicators if not i.by_reports]
    return reverse("evaluation:statements") if stated else ""


def members(actor: Actor) -> list[Ahead]:
    """The actor and those who answer to them today, as far as a plan is expected."""
    values = {
        "me": actor.employee_id,
        "on": actor.on,
        "leads": actor.has(Role.SUPERIOR),
    }
    with connection.cursor() as cursor:
        cursor.execute(_MEMBERS, values)
        rows = cursor.fetchall()
    found = []
    for pk, name, teaches, kind in rows:
        group = TEACHERS if teaches else GENERAL
        which = running_on(actor.on, group, kind or GROUP_KINDS[group][0])
        found.append(Ahead(pk, name, which))
    return found


def _asked(people: Sequence[Ahead]) -> list[Asked]:
    """The periods that run for these people, with the parts they have when they are opened."""
    by_span: dict[tuple[date, date], list[Candidate]] = {}
    for each in people:
        by_span.setdefault(_span(each.which), []).append(Candidate(each.id, 0, 0, None))
    parts = {span: parts_for(those, span) for span, those in by_span.items()}
    spans = [(each.id, _span(each.which)) for each in people]
    return [Asked(pk, *span, parted_on(parts[span][pk])) for pk, span in spans]


def _own_plan(status: str, late: str, year: int) -> OwnPlan:
    says, done = PLAN_SAYS[status]
    if late:
        burden = " Ini tidak membebani Anda." if status == "SUBMITTED" else ""
        says += f" {late[0].upper()}{late[1:]}.{burden}"
    stages = tuple(
        Stage(label, note, "done" if place < done else "now" if place == done else "next")
        for place, (label, note) in enumerate(PLAN_STAGES)
    )
    return OwnPlan(f"SKP {year}", reverse("planning:mine"), stages, says, done == 0)


def _team_plans(
    led: Sequence[Ahead], status: dict[int, str], since: dict[int, str], year: int
) -> TeamPlans:
    def named(code: str) -> Iterator[tuple[str, str]]:
        for each in led:
            if status.get(each.id, "") == code:
                yield each.name, since.get(each.id, "")

    groups = [(word, tuple(named(code))) for code, word in TEAM_WORDS.items()]
    return TeamPlans(
        label=f"SKP {year}",
        agreed=_count(led, status, {"APPROVED"}),
        total=len(led),
        sent=_count(led, status, {"SUBMITTED"}),
        groups=tuple(group for group in groups if group[1]),
    )


def _count(led: Sequence[Ahead], status: dict[int, str], codes: Collection[str]) -> int:
    return sum(status.get(each.id, "") in codes for each in led)


def _next_says(which: Which) -> str:
    last = _span(which)[1] - timedelta(1)
    return (
        f"{_label(which)} berjalan sampai {day_long(last)}. Sesudah itu BKPSDM membuka evaluasinya."
    )


def _span(which: Which) -> tuple[date, date]:
    return span_of(which.kind, which.year, which.number)


def _label(which: Which) -> str:
    return label_of(which.kind, which.year, which.number)
