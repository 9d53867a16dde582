"""Kehadiran tim: the month of those who answer to the actor, and what only the actor can do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.urls import reverse

from noken.attendance.queries import words
from noken.attendance.queries.begun import not_counted_yet
from noken.attendance.queries.catalogue import signed_proposals
from noken.attendance.queries.corrections import WaitingCorrection, corrections_awaiting
from noken.attendance.queries.held import Row, rows_of
from noken.attendance.queries.months import closed_rows
from noken.attendance.queries.recounting import is_recounting
from noken.attendance.queries.words import Look
from noken.attendance.rules import months
from noken.attendance.rules.holding import AT_WORK, Mark
from noken.attendance.rules.tolerance import Signed, tolerance_on
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.values import MONTHS
from noken.organization import queries as organization
from noken.organization.queries import Person
from noken.ui import formats

TALK_LATE_DAYS = 3
"""From so many late days in a month on a person is named among those to talk with."""
EXCUSED = frozenset({Mark.LEAVE, Mark.SICK, Mark.EXCUSED, Mark.OFF, *[Mark.DUTY, Mark.TRAINING]})
_SHIELDS = """
    select s.start_at, s.end_at, s.what, count(distinct d.employee_id)
    from attendance_day d join calendars_disruption s on s.id = d.shield_id
    where d.employee_id = any(%s) and d.day >= %s and d.day < %s and d.is_shielded
    group by s.id, s.start_at, s.end_at, s.what order by s.start_at
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A day of the month in the matrix. `shielded`: most of those who were due are protected.

    `css` are the classes of its cells: a line before each week, a ground where it is shielded.
    """

    day: date
    shielded: bool
    css: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person's month: `cells` are the letters of the columns, in order. `url` "" where the
    reader may see the recap only."""

    person: Person
    url: str
    cells: str
    recorded: str
    totals: months.Totals
    late_minutes: int
    adding_minutes: int
    early_minutes: int
    differs: int


@dataclass(frozen=True, slots=True)
class Shield:
    """A disruption that protected days of this month."""

    start_at: datetime
    end_at: datetime
    what: str
    people: int

    @property
    def sentence(self) -> str:
        start, end = clock.day_of(self.start_at), clock.day_of(self.end_at)
        until = formats.time_of(self.end_at)
        if end != start:
            until = f"{formats.day_short(end)} {until}"
        what = self.what.rstrip(".")
        return (
            f"{start.day} {MONTHS[start.month - 1]}: {what}, "
            f"{formats.time_of(self.start_at)} sampai {until}"
        )


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody with whom a talk may help, with facts only."""

    person: Person
    facts: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers above the matrix; `present_today` None for another month than today's."""

    present_today: int | None
    due_today: int
    late_minutes: int
    adding_minutes: int
    late_people: int
    absent_days: int
    absent_people: int
    shielded_days: int


@dataclass(frozen=True, slots=True)
class TeamMonth:
    """The matrix of a team or unit. `closed`: how many of its people have a closed month."""

    month: date
    columns: Sequence[Column]
    rows: Sequence[PersonRow]
    legend: Sequence[Look]
    shields: Sequence[Shield]
    figures: Figures
    closed: int


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Kehadiran tim. `decisions` are corrections that wait for the actor, of whatever month."""

    unit: str
    months: Sequence[date]
    board: TeamMonth
    decisions: Sequence[WaitingCorrection]
    talks: Sequence[Talk]
    adds_up: bool
    not_counted: str
    as_of: datetime
    about: frozenset[int]
    recounting: bool
    role: Role = Role.SUPERIOR

    @property
    def to_decide(self) -> int:
        return to_decide(self.decisions)

    @property
    def first_due(self) -> date | None:
        return first_due(self.decisions)

    @property
    def back(self) -> str:
        return f"{reverse('attendance:team')}?bulan={self.board.month.isoformat()[:7]}"


def to_decide(decisions: Sequence[WaitingCorrection]) -> int:
    """How many wait for the decision itself, not for an answer to a question."""
    return sum(not each.correction.asked for each in decisions)


def first_due(decisions: Sequence[WaitingCorrection]) -> date | None:
    dues = [each.correction.decide_by for each in decisions if not each.correction.asked]
    return min(dues, default=None)


def team_page(actor: Actor, month: date, at: datetime) -> TeamPage:
    """The team of the actor in the month that begins on `month`."""
    on = clock.day_of(at)
    lines = organization.direct_reports(actor.employee_id or 0, actor.on)
    ids: list[int] = list(lines.values_list("employee_id", flat=True))
    people = organization.people([*ids, actor.employee_id or 0], on)
    me = people.pop(actor.employee_id or 0, None)
    signed = signed_proposals()
    board = board_of(people, month, on, signed)
    decisions = corrections_awaiting(actor)
    this = on.replace(day=1)
    before = months.month_before(this)
    return TeamPage(
        unit=me.unit if me else "",
        months=(months.month_before(before), before, this),
        board=board,
        decisions=decisions,
        talks=list(_talks(board.rows)),
        adds_up=tolerance_on(min(on, months.days_of(month)[-1]), signed).adds_up,
        not_counted=not_counted_yet(people.values(), month, on),
        as_of=at,
        about=frozenset(people) | {each.person.id for each in decisions},
        recounting=is_recounting(list(people), month),
    )


def board_of(
    people: Mapping[int, Person], month: date, on: date, signed: Sequence[Signed]
) -> TeamMonth:
    """The matrix of these people, by name; what was kept goes before what is derived."""
    ids = list(people)
    kept = closed_rows(ids, month) if month < on.replace(day=1) and ids else {}
    found = rows_of([pk for pk in ids if pk not in kept], month, on, signed) if ids else {}
    rows = {**found, **kept}
    none = months.NO_DAY * len(months.days_of(month))
    empty = Row(none, none, 0, 0, 0, 0)
    ordered = sorted(people.values(), key=lambda person: (person.name, person.id))
    every = [(person, rows.get(person.id, empty)) for person in ordered]
    return laid_out(every, month, on, shields_of(ids, month), closed=len(kept))


def laid_out(
    every: Sequence[tuple[Person, Row]],
    month: date,
    on: date,
    shields: Sequence[Shield],
    *,
    closed: int,
    linked: bool = True,
) -> TeamMonth:
    """Rows as they come, and a column for each day about which anything is known."""
    columns = columns_of(month, [row.held for _, row in every])
    shown = [column.day.day - 1 for column in columns]
    address = _address_of(month) if linked else ""
    lines = [_person_row(person, row, shown, address) for person, row in every]
    letters = "".join(row.held for _, row in every)
    return TeamMonth(
        month=month,
        columns=columns,
        rows=lines,
        legend=words.legend_for(letters),
        shields=shields,
        figures=_figures(lines, columns, on),
        closed=closed,
    )


def columns_of(month: date, rows: Sequence[str]) -> list[Column]:
    columns: list[Column] = []
    week = -1
    for day, letters in zip(months.days_of(month), zip(*rows, strict=True), strict=False):
        known = [letter for letter in letters if letter != months.NO_DAY]
        if known:
            shielded = known.count(Mark.SHIELDED) * 2 > len(known)
            css = "wk" if day.isocalendar().week != week else ""
            columns.append(Column(day, shielded, f"{css} sh".strip() if shielded else css))
            week = day.isocalendar().week
    return columns


def shields_of(ids: Sequence[int], month: date) -> list[Shield]:
    with connection.cursor() as cursor:
        cursor.execute(_SHIELDS, [list(ids), month, months.month_after(month)])
        return [Shield(*row) for row in cursor.fetchall()]


def _address_of(month: date) -> str:
    """Where a person's month is read, with a place for the id: one look-up for all rows."""
    around = reverse("attendance:person", args=[0])
    return f"{around.replace('/0/', '/{}/')}?bulan={month.isoformat()[:7]}"


def _person_row(person: Person, row: Row, shown: Sequence[int], address: str) -> PersonRow:
    return PersonRow(
        person=person,
        url=address.format(person.id),
        cells="".join([row.held[index] for index in shown]),
        recorded="".join([row.recorded[index] for index in shown]),
        totals=months.totals_of(row.held),
        late_minutes=row.late,
        adding_minutes=row.adding,
        early_minutes=row.early,
        differs=row.differs,
    )


def _figures(rows: Sequence[PersonRow], columns: Sequence[Column], on: date) -> Figures:
    at = next((index for index, column in enumerate(columns) if column.day == on), None)
    today = [row.cells[at] for row in rows] if at is not None else []
    due = [letter for letter in today if letter not in EXCUSED and letter != months.NO_DAY]
    return Figures(
        present_today=sum(letter in AT_WORK for letter in due) if at is not None else None,
        due_today=len(due),
        late_minutes=sum(row.late_minutes for row in rows),
        adding_minutes=sum(row.adding_minutes for row in rows),
        late_people=sum(row.late_minutes > 0 for row in rows),
        absent_days=sum(row.totals.absent for row in rows),
        absent_people=sum(row.totals.absent > 0 for row in rows),
        shielded_days=sum(column.shielded for column in columns),
    )


def _talks(rows: Sequence[PersonRow]) -> Iterator[Talk]:
    """Facts of this month, no judgement: those with most of them first."""
    named = [row for row in rows if row.totals.late >= TALK_LATE_DAYS or row.totals.absent]
    for row in sorted(named, key=lambda row: (-row.totals.absent, -row.late_minutes)):
        late = f"terlambat {row.totals.late} kali, {formats.number(row.late_minutes)} menit"
        absent = f"{row.totals.absent} hari tanpa keterangan"
        parts = [late if row.totals.late else "", absent if row.totals.absent else ""]
        yield Talk(row.person, " dan ".join(part for part in parts if part))
