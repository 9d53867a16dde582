"""Kehadiran saya: one person's month, a cell and a sentence a day, and what needs them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import connection
from django.http import Http404
from django.urls import reverse

from noken.attendance import access
from noken.attendance.models import Correction
from noken.attendance.queries import words
from noken.attendance.queries.begun import own_not_counted_yet
from noken.attendance.queries.catalogue import signed_proposals
from noken.attendance.queries.corrections import CorrectionView, corrections_of
from noken.attendance.queries.days import DayView, OldDay, day_versions, days
from noken.attendance.queries.held import COVERED, JOINED
from noken.attendance.queries.months import ClosedLine, closed_line
from noken.attendance.queries.recounting import is_recounting
from noken.attendance.queries.terms import Limits, limits_on
from noken.attendance.queries.words import Look
from noken.attendance.rules import months
from noken.attendance.rules.half_days import HalfDayTerms
from noken.attendance.rules.holding import (
    DISPUTABLE,
    Held,
    Mark,
    Seen,
    choices_for,
    holds,
    recorded,
)
from noken.attendance.rules.tolerance import Signed, adding, tolerance_on
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.findings import queries as findings
from noken.organization import queries as organization
from noken.ui import formats

_ABSENT = f"""
    select count(*) from {JOINED}
    where d.employee_id = %s and d.day >= %s and d.day < %s and d.status = 'OPEN'
      and d.first_at is null and d.last_at is null and not d.is_shielded
      and c.status is null and not {COVERED}
"""  # noqa: S608 (constants only)
LABELS = dict(Correction.Choice.choices)


@dataclass(frozen=True, slots=True)
class Cell:
    """A day in the calendar. `linked`: there is something to read about it below."""

    day: date
    look: Look
    sentence: str
    linked: bool
    is_today: bool
    is_next: bool


@dataclass(frozen=True, slots=True)
class Before:
    """What a day said until `until`."""

    until: datetime
    sentence: str


@dataclass(frozen=True, slots=True)
class Line:
    """A day in words. `badge` "" where the sentence says enough.

    `correction` is the newest one that was not withdrawn; `choices` (code, words) are what may be
    said of the day now, empty where there is nothing to say, or where it was said in the finding
    `answered`, which waits for a decision. `differs`: what holds is not what
    was recorded. `before` is what the day said until it changed, newest first.
    """

    day: date
    sentence: str
    badge: str
    look: Look
    held: Held
    differs: bool
    correction: CorrectionView | None
    choices: Sequence[tuple[str, str]]
    worked_minutes: int
    evidence: str
    before: Sequence[Before]
    answered: str = ""
    unseen_minutes: int = 0

    @property
    def facts(self) -> str:
        """How long somebody worked and on what that rests, in words."""
        worked = words.worked_words(self.worked_minutes)
        parts = [f"Bekerja {worked}" if worked else "", self.evidence and f"bukti: {self.evidence}"]
        text = ", ".join(part for part in parts if part)
        return f"{text[:1].upper()}{text[1:]}." if text else ""

    @property
    def asked(self) -> bool:
        return self.correction is not None and self.correction.asked


@dataclass(frozen=True, slots=True)
class MonthPage:
    """One month of one person. `attention` are days that wait for the person, `lines` the rest.

    `next_month` None: it has not begun. `superior` is who answers; `answer_by` until when, if
    something were sent today. `closed` is what was kept when the month was closed, and
    `changed_since` on how many days something else holds now. `not_counted` says why
    days of the month are not counted, "" where all are.
    """

    person: organization.Person
    month: date
    previous_month: date
    next_month: date | None
    blanks: range
    cells: Sequence[Cell]
    legend: Sequence[Look]
    attention: Sequence[Line]
    lines: Sequence[Line]
    totals: months.Totals
    late_minutes: int
    early_minutes: int
    absent_in_year: int
    superior: str
    answer_by: date
    adding_minutes: int
    adds_up: bool
    tolerance_source: str
    schedule: str
    closed: ClosedLine | None
    changed_since: int
    not_counted: str
    as_of: datetime
    is_own: bool
    about: frozenset[int]
    role: Role
    recounting: bool
    halves_add: bool

    @property
    def url(self) -> str:
        if self.is_own:
            return reverse("attendance:mine")
        return reverse("attendance:person", args=[self.person.id])


def month_page(actor: Actor, person_id: int, month: date, at: datetime) -> MonthPage:
    """The month that begins on `month`, of the actor or of somebody whose days they may see.

    Raises:
        Http404: nobody of that number, or not for the actor.
    """
    role = access.can_see_days_of(actor, person_id)
    person = organization.find_person(person_id) if role else None
    if role is None or person is None:
        raise Http404
    on = clock.day_of(at)
    closed = closed_line(person_id, month)
    limits = limits_on(on)
    views = days([person_id], month, months.month_after(month), at)
    found = [view for view in views if view.day <= on]
    answered = findings.answered_days(person_id, month, months.month_after(month))
    lines = [
        _once(line, answered.get(line.day, ""))
        for line in lines_of(found, month, on, limits, closed=closed is not None)
    ]
    letters = _letters(month, {line.day: line.held.mark for line in lines})
    superior = organization.superior_of(person_id, on).person
    signed = signed_proposals()
    tolerated = tolerance_on(min(on, months.days_of(month)[-1]), signed)
    return MonthPage(
        person=person,
        month=month,
        previous_month=months.month_before(month),
        next_month=months.month_after(month) if months.month_after(month) <= on else None,
        blanks=range(month.weekday()),
        cells=list(_cells(month, on, {line.day: line for line in lines}, limits)),
        legend=words.legend_for(letters),
        attention=[line for line in lines if _needs_the_person(line)],
        lines=[line for line in lines if not _needs_the_person(line)],
        totals=months.totals_of(letters),
        late_minutes=sum(line.held.late_minutes for line in lines),
        early_minutes=sum(line.held.early_minutes for line in lines),
        absent_in_year=absent_in_year(person_id, month.year, limits.overdue_before),
        superior=superior.name if superior else "BKPSDM",
        answer_by=limits.decide_by,
        adding_minutes=_adding(found, lines, signed),
        adds_up=tolerated.adds_up,
        tolerance_source=tolerated.source,
        schedule=_newest_schedule(found),
        closed=closed,
        changed_since=months.differences(closed.row.held, letters) if closed else 0,
        not_counted=own_not_counted_yet(person, month, on),
        as_of=at,
        is_own=role is Role.SELF,
        about=frozenset({person_id}),
        role=role,
        recounting=is_recounting([person_id], month),
        halves_add=organization.setting_on(HalfDayTerms, on).adds,
    )


def lines_of(
    found: Sequence[DayView], month: date, on: date, limits: Limits, *, closed: bool
) -> list[Line]:
    """These days of one person's month in words, newest first."""
    people = {view.employee_id for view in found}
    end = months.month_after(month)
    said = corrections_of(people, month, end, on) if found else {}
    old = {pk: day_versions(pk, month, end) for pk in people}
    return [
        _line(
            view,
            _newest(said.get((view.employee_id, view.day), ())),
            limits.overdue_before,
            _before(view, old[view.employee_id].get(view.day, ())),
            closed=closed,
        )
        for view in sorted(found, key=lambda view: view.day, reverse=True)
    ]


def _once(line: Line, number: str) -> Line:
    """Nobody is asked about a day again that they explained in a finding."""
    if not number or line.correction is not None:
        return line
    return replace(line, choices=(), answered=number)


def _adding(found: Sequence[DayView], lines: Sequence[Line], signed: Sequence[Signed]) -> int:
    """What of the late minutes that stand adds up under the tolerance of each day."""
    views = {view.day: view for view in found}
    return sum(
        adding(line.held.late_minutes, _stayed(views[line.day]), tolerance_on(line.day, signed))
        for line in lines
        if line.held.late_minutes
    )


def _stayed(view: DayView) -> int:
    """Minutes stayed beyond the end of the window."""
    if view.last_at is None or view.end_at is None:
        return 0
    return max(0, int((view.last_at - view.end_at).total_seconds() // 60))


def day_on(person_id: int, day: date, at: datetime) -> tuple[Seen | None, str]:
    """One day as recorded, with what the page says of it; None, "" when nothing is known."""
    found = days([person_id], day, day + timedelta(1), at)
    if not found:
        return None, ""
    return seen_from(found[0], limits_on(clock.day_of(at)).overdue_before), found[0].sentence


def absent_in_year(person_id: int, year: int, overdue: date) -> int:
    """Days "tanpa keterangan" of a year before `overdue`, as they hold."""
    until = min(overdue, date(year + 1, 1, 1))
    with connection.cursor() as cursor:
        cursor.execute(_ABSENT, [person_id, date(year, 1, 1), until])
        (count,) = cursor.fetchone()
    return int(count)


def _newest_schedule(found: Sequence[DayView]) -> str:
    return max(found, key=lambda view: view.day).schedule if found else ""


def _newest(found: Sequence[CorrectionView]) -> CorrectionView | None:
    """The one that stands; else the newest that was refused."""
    kept = [each for each in found if each.status != "WITHDRAWN"]
    return next((each for each in kept if each.status != "REFUSED"), kept[0] if kept else None)


def _before(view: DayView, versions: Sequence[OldDay]) -> list[Before]:
    """What the page said before; what changed without another sentence is no news."""
    found, says = [], view.sentence
    for old in versions:
        if old.view.sentence != says:
            found.append(Before(old.replaced_at, old.view.sentence))
            says = old.view.sentence
    return found


def _line(
    view: DayView,
    correction: CorrectionView | None,
    overdue: date,
    before: Sequence[Before],
    *,
    closed: bool,
) -> Line:
    seen = seen_from(view, overdue)
    was = recorded(seen)
    held = was
    if correction is not None:
        held = holds(seen, correction.status, correction.code)
    accepted = correction is not None and correction.status == "ACCEPTED"
    look = words.look_of(held.mark)
    badge = words.badge_text(held) if look.badge else ""
    if accepted and held.mark is Mark.PRESENT:
        badge, look = "Keterangan diterima", words.LOOKS[Mark.PRESENT]
    may_say = not closed and (held.mark in DISPUTABLE or (seen.going_due and correction is None))
    came = view.first_at is not None or view.last_at is not None
    return Line(
        day=view.day,
        sentence=view.sentence,
        badge=badge,
        look=look,
        held=held,
        differs=held.mark is not was.mark,
        correction=correction,
        choices=_offered(seen) if may_say else (),
        worked_minutes=view.worked_minutes if came else 0,
        evidence=words.evidence_of(view.grade) if came else "",
        before=before,
        unseen_minutes=view.unseen_minutes if held.mark is Mark.OPEN else 0,
    )


def seen_from(view: DayView, overdue: date) -> Seen:
    return Seen(
        status=view.status,
        shielded=view.is_shielded,
        late_minutes=view.late_minutes,
        early_minutes=view.early_minutes,
        came=view.first_at is not None or view.last_at is not None,
        overdue=view.day < overdue,
        covered=view.covered,
        going_due=view.going_due,
    )


def _offered(seen: Seen) -> Sequence[tuple[str, str]]:
    return [(choice.value, LABELS[choice.value]) for choice in choices_for(seen)]


def _needs_the_person(line: Line) -> bool:
    """A question to answer, or a day to explain about which nothing was said yet."""
    return line.asked or (bool(line.choices) and line.correction is None)


def _letters(month: date, marks: Mapping[date, Mark]) -> str:
    length = len(months.days_of(month))
    return months.letters_of([(day.day, mark) for day, mark in marks.items()], length)


def _cells(month: date, on: date, lines: Mapping[date, Line], limits: Limits) -> Iterator[Cell]:
    for day in months.days_of(month):
        line = lines.get(day)
        look = line.look if line else words.NONE
        coming = line is None and day > on and limits.calendar.is_workday(day)
        yield Cell(
            day=day,
            look=look,
            sentence=f"{formats.day_named(day)}: {line.sentence}" if line else "",
            linked=line is not None,
            is_today=day == on,
            is_next=coming,
        )
