"""The rater's list of a period, and the own evaluations of a person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.http import Http404

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.evaluation.access import RATER_SQL
from noken.evaluation.queries.deadlines import DUE_SQL, due_days
from noken.evaluation.queries.facts import GradeLine, grades_of, unopened
from noken.evaluation.queries.mirror import MirrorCard, mirror_card
from noken.evaluation.queries.words import STATUS_WORDS, TONES
from noken.evaluation.rules import sheet_flow
from noken.evaluation.rules.periods import label_of
from noken.organization import queries as organization
from noken.organization.queries import Person
from noken.regulations import grades

# All a rater has to do with: who answers to them today, whom they led, whom they rated.
_MINE = """
    select s.id from organization_reportingline l
    join evaluation_sheet s on s.employee_id = l.employee_id
    where l.superior_id = %(me)s::bigint and l.start_on <= %(on)s::date
      and (l.end_on is null or l.end_on > %(on)s::date)
    union select q.sheet_id from evaluation_part q where q.superior_id = %(me)s::bigint
    union select r.sheet_id from evaluation_rating r
    where r.by_id = %(me)s::bigint and r.published_at is not null and r.undone_at is null
"""
_TEAM = f"""
    select s.id, s.employee_id, e.name, s.status, s.excuse, s.received_at,
        due.self_due_on, due.due_on, rater.rater_id = %(me)s::bigint,
        own.published_at, draft.grade, done.grade, done.published_at,
        draft.id is not null or coalesce(done.by_id = %(me)s::bigint, false),
        exists (select from evaluation_part q where q.sheet_id = s.id
                and q.superior_id = %(me)s::bigint and q.closed_at is null
                and (rater.rater_id is distinct from %(me)s::bigint
                     or q.end_on < (select max(o.end_on) from evaluation_part o
                                    where o.sheet_id = s.id)))
    from ({_MINE}) mine
    join evaluation_sheet s on s.id = mine.id and s.period_id = %(period)s::bigint
        and s.employee_id <> %(me)s::bigint
    join organization_employee e on e.id = s.employee_id
    cross join lateral ({DUE_SQL}) due
    left join lateral ({RATER_SQL} where asked.id = s.id) rater on true
    left join evaluation_selfassessment own on own.sheet_id = s.id
    left join evaluation_rating draft on draft.sheet_id = s.id and draft.published_at is null
        and draft.by_id = %(me)s::bigint
    left join evaluation_rating done on done.sheet_id = s.id and done.published_at is not null
        and done.replaced_at is null
    where rater.rater_id = %(me)s::bigint or done.by_id = %(me)s::bigint
        or s.status in ('OPEN', 'ASSESSED')
    order by e.name, s.id
"""  # noqa: S608 (constants only)
_PERIODS = f"""
    select p.id, p.kind, p."group", p.year, p.number, p.closed_at is not null,
        count(*) filter (where s.status in ('OPEN', 'ASSESSED'))
    from ({_MINE}) mine join evaluation_sheet s on s.id = mine.id
        and s.employee_id <> %(me)s::bigint
    join evaluation_period p on p.id = s.period_id
    left join lateral ({RATER_SQL} where asked.id = s.id) rater on true
    where rater.rater_id = %(me)s::bigint
        or exists (select from evaluation_rating r where r.sheet_id = s.id
                   and r.by_id = %(me)s::bigint and r.replaced_at is null
                   and r.published_at is not null)
        or (s.status in ('OPEN', 'ASSESSED') and exists (
            select from evaluation_part q where q.sheet_id = s.id
            and q.superior_id = %(me)s::bigint and q.closed_at is null))
    group by p.id order by p.end_on desc, p.start_on desc, p.id desc
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """A period in which the actor has people to rate; `open` counts the unrated."""

    id: int
    label: str
    closed: bool
    open: int


@dataclass(frozen=True, slots=True)
class TeamSheet:
    """One person on a rater's list. `draft` is the actor's own unpublished grade as a word,
    `given`: the actor has saved or published a rating."""

    sheet_id: int
    employee_id: int
    name: str
    status: str
    excuse: str
    received_at: datetime | None
    self_due_on: date
    due_on: date
    rates: bool
    assessed_at: datetime | None
    draft: str
    grade: str
    grade_word: str
    published_at: datetime | None
    given: bool
    closes: bool
    asked_on: date
    person: Person | None = None

    @property
    def url(self) -> str:
        return url_of("evaluation:sheet", self.sheet_id)

    @property
    def short(self) -> str:
        """Ratna P.: a neighbour in the list."""
        first, *rest = self.name.split()
        return f"{first} {rest[-1][0]}." if rest else first

    @property
    def tone(self) -> str:
        return TONES.get(self.grade, "")

    @property
    def says(self) -> str:
        if self.rates and self.status == sheet_flow.ASSESSED:
            return "menunggu Anda"
        if self.rates and self.status == sheet_flow.OPEN and self.self_due_on < self.asked_on:
            return "siap dinilai"
        if self.status == sheet_flow.PUBLISHED:
            return "sudah dibuka pegawai" if self.received_at else "menunggu dibuka pegawai"
        return STATUS_WORDS[self.status].lower()

    @property
    def done(self) -> bool:
        return self.status not in sheet_flow.RATABLE

    def ready_on(self, on: date) -> bool:
        """Whether nothing but the rater is awaited."""
        spoken = self.status == sheet_flow.ASSESSED or self.self_due_on < on
        return self.rates and not self.done and spoken


@dataclass(frozen=True, slots=True)
class TeamPage:
    """The people a rater rates in a period; `mirror` is the rater's own and for nobody else."""

    period: PeriodChoice
    periods: Sequence[PeriodChoice]
    rows: Sequence[TeamSheet]
    ready: Sequence[TeamSheet]
    waiting: Sequence[TeamSheet]
    finished: Sequence[TeamSheet]
    due_on: date | None
    mirror: MirrorCard | None
    on: date
    about: frozenset[int]
    role: Role

    @property
    def rated(self) -> int:
        return len(self.finished)

    @property
    def closes_only(self) -> bool:
        """Of the unrated none is the reader's to rate: parts wait to be closed."""
        return not any(row.rates for row in self.waiting)


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A period of one's own. `grade_word` "" until opened; `waits` says what is awaited, or ""."""

    line: GradeLine
    grade_word: str
    waits: str
    label: str
    is_open: bool

    @property
    def tone(self) -> str:
        return TONES.get(self.line.grade, "")

    @property
    def url(self) -> str:
        return url_of("evaluation:sheet", self.line.sheet_id)


@dataclass(frozen=True, slots=True)
class MinePage:
    """`open` what still goes on, `past` by year, newest first."""

    open: Sequence[OwnRow]
    past: Sequence[tuple[int, Sequence[OwnRow]]]


def team_evaluations(actor: Actor, period_id: int | None = None) -> TeamPage | None:
    """The rater's list; None while the actor has nobody to rate.

    Args:
        period_id: None: the newest one with somebody unrated, else the newest.
    Raises:
        Http404: not a period in which the actor rates.
    """
    choices = [PeriodChoice(*_choice(row)) for row in _rows(_PERIODS, actor)]
    if not choices:
        return None
    period = _chosen(choices, period_id)
    rows = team_rows(actor, period.id)
    people = organization.people([row.employee_id for row in rows], actor.on)
    rows = [_with_person(row, people) for row in rows]
    ready = [row for row in rows if row.ready_on(actor.on)]
    return TeamPage(
        period=period,
        periods=choices,
        rows=rows,
        ready=ready,
        waiting=[row for row in rows if not row.done and row not in ready],
        finished=[row for row in rows if row.done],
        due_on=max((row.due_on for row in rows), default=None),
        mirror=mirror_card(actor, period.id) if any(row.given for row in rows) else None,
        on=actor.on,
        about=frozenset(row.employee_id for row in rows),
        role=actor.role,
    )


def team_rows(actor: Actor, period_id: int) -> list[TeamSheet]:
    """The people of a rater in a period by name, in one statement."""
    words = {grade.code: grade.word for grade in grades.grades()}
    found = []
    for row in _rows(_TEAM, actor, period=period_id):
        *head, draft, grade, published_at, given, closes = row
        values: list[Any] = [
            *head[:8],
            bool(head[8]),
            head[9],
            words.get(draft, ""),
            grade or "",
            words.get(grade, ""),
            published_at,
            given,
            closes,
            actor.on,
        ]
        found.append(TeamSheet(*values))
    return [row for row in found if row.rates or row.published_at or row.closes]


def my_evaluations(actor: Actor) -> MinePage:
    """The own evaluations.

    Raises:
        Http404: an account without a person.
    """
    if actor.employee_id is None:
        raise Http404
    lines = grades_of(actor, [actor.employee_id])
    due = due_days([line.sheet_id for line in lines if line.status == sheet_flow.OPEN])
    rows = [_own(actor, line, due) for line in lines]
    past: dict[int, list[OwnRow]] = {}
    for row in rows:
        if not row.is_open:
            past.setdefault(row.line.year, []).append(row)
    return MinePage([row for row in rows if row.is_open], sorted(past.items(), reverse=True))


def _own(actor: Actor, line: GradeLine, due: Any) -> OwnRow:
    words = {grade.code: grade.word for grade in grades.grades()}
    waits, label = "", "Buka"
    if line.status == sheet_flow.OPEN:
        until = due[line.sheet_id].self_on
        late = until < actor.on
        waits = "Penilaian diri belum dikirim" if late else "Penilaian diri Anda ditunggu"
        label = "Isi penilaian diri"
    elif line.status == sheet_flow.ASSESSED:
        waits = "Menunggu pejabat penilai"
    elif unopened(actor, line.employee_id, line.status, line.received_at):
        waits, label = "Hasil sudah terbit dan siap dibuka", "Buka hasil"
    going_on = line.status in sheet_flow.RATABLE or line.status == sheet_flow.PUBLISHED
    return OwnRow(line, words.get(line.grade, ""), waits, label, going_on)


def _chosen(choices: Sequence[PeriodChoice], period_id: int | None) -> PeriodChoice:
    if period_id is None:
        return next((c for c in choices if c.open and not c.closed), choices[0])
    found = next((choice for choice in choices if choice.id == period_id), None)
    if found is None:
        raise Http404
    return found


def _choice(row: Sequence[Any]) -> tuple[int, str, bool, int]:
    pk, kind, group, year, number, closed, unrated = row
    of_teachers = ", guru" if group == "TEACHERS" else ""
    return pk, label_of(kind, year, number) + of_teachers, closed, unrated


def _with_person(row: TeamSheet, people: dict[int, Person]) -> TeamSheet:
    return replace(row, person=people.get(row.employee_id))


def _rows(sql: str, actor: Actor, *, period: int | None = None) -> Sequence[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"me": actor.employee_id, "on": actor.on, "period": period})
        rows: Sequence[Any] = cursor.fetchall()
    return rows
