"""What waits for superior and official, and who of a team is away in a month."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from noken.calendars import queries as calendars
from noken.core.actor import Actor, Role
from noken.core.values import MONTHS
from noken.core.values import days as days_of
from noken.leave.models import Absence, Family, Request
from noken.leave.queries.officials import ids_to_advise, ids_to_decide, superior_of
from noken.leave.queries.terms import place_of
from noken.leave.queries.words import RequestRow, row_of, when_of
from noken.leave.rules import flow, kinds
from noken.organization import queries as organization
from noken.organization.queries import Person
from noken.ui.formats import day_short

CODES = {"LEAVE": "c", "DUTY": "d", "TRAINING": "p", "FLEXIBLE": "f"}
LETTERS = {"LEAVE": "C", "DUTY": "D", "TRAINING": "P", "FLEXIBLE": "F"}


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """A request that waits for the actor; `task` is ADVISE or DECIDE, `advice` what was said."""

    row: RequestRow
    person: Person
    task: str
    advice: str
    submitted_at: datetime
    start_on: date

    @property
    def label(self) -> str:
        return "Putuskan" if self.task == "DECIDE" else "Pertimbangkan"


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of one person: `code` "" for a usual workday, "x" for a day off; `letter` stands
    for a family of absences."""

    day: date
    code: str
    letter: str
    title: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class AwayLine:
    """One absence in words, with who stands in."""

    label: str
    code: str
    letter: str
    when: str
    stand_in: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    person: Person
    cells: Sequence[Cell]
    away: Sequence[AwayLine]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """A month of a team. `waiting` only for those who lead; `away_now` are names with labels."""

    month: date
    title: str
    before: date
    after: date
    days: Sequence[date]
    lines: Sequence[PersonLine]
    away_now: Sequence[tuple[Person, AwayLine]]
    waiting: Sequence[WaitingRequest]
    is_mine: bool
    on: date
    about: frozenset[int]
    role: Role

    @property
    def anybody(self) -> bool:
        return any(line.away for line in self.lines)


def requests_awaiting(actor: Actor) -> list[WaitingRequest]:
    """What waits for the actor's advice or decision, the oldest first."""
    deciding = set(ids_to_decide(actor))
    rows = list(
        Request.objects.filter(pk__in={*ids_to_advise(actor), *deciding}).order_by("submitted_at")
    )
    people = organization.people(row.employee_id for row in rows)
    return [
        WaitingRequest(
            row_of(row),
            people[row.employee_id],
            "DECIDE" if row.pk in deciding else "ADVISE",
            _advice(row),
            row.submitted_at,
            row.start_on,
        )
        for row in rows
    ]


def team_calendar(actor: Actor, month: date) -> CalendarPage:
    """The month of the actor's direct reports, with the labels a superior may read."""
    reports = organization.direct_reports(actor.employee_id or 0, actor.on)
    ids = {row["employee_id"] for row in reports}
    return _calendar(actor, ids, month, kinds.LABELS, requests_awaiting(actor), is_mine=False)


def colleagues_calendar(actor: Actor, month: date) -> CalendarPage:
    """The month of those who answer to the same superior: that somebody is away, not why."""
    me = actor.employee_id or 0
    above = superior_of(me, actor.on)
    reports = organization.direct_reports(above, actor.on) if above else []
    ids = {row["employee_id"] for row in reports} | {me}
    return _calendar(actor, ids, month, kinds.PLAIN_LABELS, (), is_mine=True)


def _advice(row: Request) -> str:
    if row.status == flow.SUBMITTED:
        return ""
    return {True: "didukung atasan", False: "tidak didukung atasan", None: ""}[row.advice]


@dataclass(frozen=True, slots=True)
class _View:
    """What a calendar is drawn with: its days, those off, today, and the words of a reader."""

    days: Sequence[date]
    off: frozenset[date]
    on: date
    labels: Mapping[str, str]


def _calendar(
    actor: Actor,
    ids: Collection[int],
    month: date,
    labels: Mapping[str, str],
    waiting: Sequence[WaitingRequest],
    *,
    is_mine: bool,
) -> CalendarPage:
    first = month.replace(day=1)
    after = (first + timedelta(32)).replace(day=1)
    days = [first + timedelta(offset) for offset in range((after - first).days)]
    rows = _absences(ids, min(first, actor.on), max(after, actor.on + timedelta(1)))
    calendar = calendars.calendar(first, after, place_of(actor.employee_id or 0, actor.on).unit_id)
    off = frozenset(day for day in days if not calendar.is_workday(day))
    view = _View(days, off, actor.on, labels)
    people = sorted(organization.people(ids, actor.on).values(), key=lambda each: each.name)
    now = [
        (person, _away(row, view))
        for person in people
        for row in rows.get(person.id, ())
        if row.start_on <= actor.on < row.end_on
    ]
    return CalendarPage(
        month=first,
        title=f"{MONTHS[first.month - 1]} {first.year}",
        before=first - timedelta(1),
        after=after,
        days=days,
        lines=[_line(person, rows.get(person.id, ()), view) for person in people],
        away_now=now,
        waiting=waiting,
        is_mine=is_mine,
        on=actor.on,
        about=frozenset({*ids, *(each.person.id for each in waiting)}),
        role=Role.SELF if is_mine else Role.SUPERIOR,
    )


def _absences(ids: Collection[int], start: date, end: date) -> dict[int, list[Absence]]:
    rows = (
        Absence.objects.filter(
            employee_id__in=ids, cancelled_at=None, start_on__lt=end, end_on__gt=start
        )
        .select_related("request__stand_in")
        .order_by("start_on", "portion")
    )
    found: dict[int, list[Absence]] = {}
    for row in rows:
        found.setdefault(row.employee_id, []).append(row)
    return found


def _line(person: Person, rows: Sequence[Absence], view: _View) -> PersonLine:
    first, last = view.days[0], view.days[-1]
    shown = [row for row in rows if row.start_on <= last and row.end_on > first]
    by_day: dict[date, Absence] = {}
    for row in shown:
        for day in days_of(max(row.start_on, first), min(row.end_on, last + timedelta(1))):
            by_day.setdefault(day, row)
    cells = [_cell(day, by_day.get(day), view) for day in view.days]
    return PersonLine(person, cells, [_away(row, view) for row in shown])


def _cell(day: date, row: Absence | None, view: _View) -> Cell:
    today = day == view.on
    if row is None or (day in view.off and row.family == Family.LEAVE):
        return Cell(day, "x" if day in view.off else "", "", "", today)
    half = "" if row.portion == "FULL" else " h"
    title = f"{day_short(day)}: {view.labels.get(row.kind, '')}"
    return Cell(day, f"{CODES[row.family]}{half}", LETTERS[row.family], title, today)


def _away(row: Absence, view: _View) -> AwayLine:
    stand_in = row.request.stand_in if row.request else None
    return AwayLine(
        label=view.labels.get(row.kind, "tidak di tempat"),
        code=CODES[row.family],
        letter=LETTERS[row.family],
        when=when_of(row.start_on, row.end_on, row.portion),
        stand_in=stand_in.name if stand_in else "",
        is_now=row.start_on <= view.on < row.end_on,
    )
