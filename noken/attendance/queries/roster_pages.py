"""The roster of a unit for a week, and the units whose people the actor gives shifts to."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404

from noken.attendance import access
from noken.attendance.models import PersonSchedule, RosterEntry, ScheduleHours, UnitSchedule
from noken.attendance.queries.catalogue import catalogue
from noken.attendance.queries.holdings import Holding, holdings, units_between
from noken.attendance.queries.schedule_words import span_words
from noken.calendars import queries as calendars
from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.core.values import days
from noken.organization import queries as organization
from noken.organization.models import Employee, Posting, Unit
from noken.ui.formats import day_named

WEEK, ONE = timedelta(7), timedelta(1)
UNSET, FREE = -1, 0
"""What a cell holds without a shift; a shift is its id."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: int
    label: str
    hours: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a person. `choices` empty: not on shifts, or over; then `text` says what."""

    day: date
    name: str
    value: int
    label: str
    choices: Sequence[Choice]
    text: str


@dataclass(frozen=True, slots=True)
class RosterRow:
    employee_id: int
    name: str
    post: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class RosterDay:
    day: date
    is_today: bool
    holiday: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people have a shift, day by day."""

    label: str
    hours: str
    counts: Sequence[int]


@dataclass(frozen=True, slots=True)
class RosterPage:
    unit_id: int
    unit: str
    monday: date
    days: Sequence[RosterDay]
    rows: Sequence[RosterRow]
    tallies: Sequence[Tally]
    seen: str
    unset: int
    about: frozenset[int]
    role: Role

    @property
    def previous(self) -> date:
        return self.monday - WEEK

    @property
    def following(self) -> date:
        return self.monday + WEEK

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(6)

    @property
    def is_open(self) -> bool:
        return any(cell.choices for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class RosterUnit:
    """`unset` cells of this week and the next are without a shift."""

    id: int
    name: str
    above: str
    people: int
    unset: int


def roster_units(actor: Actor) -> list[RosterUnit]:
    """Units with people on shifts whom the actor rosters, by name."""
    monday = actor.on - timedelta(actor.on.weekday())
    start, end = actor.on, monday + 2 * WEEK
    held = _on_shifts(actor, start, end, None)
    people: dict[int, set[int]] = {}
    wanted: Counter[int] = Counter()
    written = set(
        RosterEntry.objects.filter(
            employee__in={each.employee_id for each in held}, day__gte=start, day__lt=end
        ).values_list("employee", "day")
    )
    for each in held:
        people.setdefault(each.unit_id, set()).add(each.employee_id)
        wanted[each.unit_id] += sum(
            (each.employee_id, day) not in written for day in days(each.start, each.end)
        )
    rows = Unit.objects.filter(pk__in=people).values_list("pk", "name", "parent__name")
    found = [
        RosterUnit(pk, name, above or "", len(people[pk]), wanted[pk]) for pk, name, above in rows
    ]
    return sorted(found, key=lambda each: each.name)


def roster_page(
    actor: Actor,
    unit_id: int,
    day: date,
    typed: Mapping[tuple[int, date], tuple[int, int]] | None = None,
) -> RosterPage:
    """The week that holds `day`.

    Args:
        typed: what was shown before and chosen, by person and day, of a form that was refused:
            it stands in its cell again, unless somebody else changed that cell meanwhile.

    Raises:
        Http404: there is no such unit, or nobody in it whom the actor rosters has shifts.
    """
    unit = Unit.objects.filter(pk=unit_id).first()
    monday = day - timedelta(day.weekday())
    held = _on_shifts(actor, monday, monday + WEEK, unit_id) if unit else []
    if unit is None or not (held or _may_see_empty(actor, unit_id)):
        raise Http404
    ids = list(dict.fromkeys(each.employee_id for each in held))
    stored = _stored(ids, monday)
    chosen = {
        key: value for key, (seen, value) in (typed or {}).items() if stored.get(key, UNSET) == seen
    }
    filled = {**stored, **chosen}
    people = organization.people(ids, monday)
    choices = _choices({each.terms.schedule_id for each in held})
    off = {row.day: row.name for row in calendars.days_off(monday, monday + WEEK, unit_id)}
    week = list(days(monday, monday + WEEK))
    open_from = date.min if access.can_write_past_roster(actor) else actor.on
    terms = _terms_by_day(held)
    rows = [
        RosterRow(
            pk,
            people[pk].name,
            people[pk].post,
            [_cell(people[pk].name, pk, each, filled, choices, terms, open_from) for each in week],
        )
        for pk in sorted(ids, key=lambda pk: (people[pk].name, pk))
    ]
    return RosterPage(
        unit_id=unit.pk,
        unit=unit.name,
        monday=monday,
        days=[RosterDay(each, each == actor.on, off.get(each, "")) for each in week],
        rows=rows,
        tallies=_tallies(rows, choices),
        seen=_seen(ids, week, stored),
        unset=sum(cell.value == UNSET and cell.text == "" for row in rows for cell in row.cells),
        about=frozenset(ids),
        role=actor.role,
    )


def week_before(actor: Actor, unit_id: int, monday: date) -> dict[tuple[int, date], int]:
    """What the week before says for the cells of this week that are open and still unset."""
    page = roster_page(actor, unit_id, monday)
    before = _stored([row.employee_id for row in page.rows], monday - WEEK)
    return {
        (row.employee_id, each.day): before[row.employee_id, each.day - WEEK]
        for row in page.rows
        for each, cell in zip(page.days, row.cells, strict=True)
        if cell.choices and cell.value == UNSET and (row.employee_id, each.day - WEEK) in before
    }


def _on_shifts(actor: Actor, start: date, end: date, unit_id: int | None) -> list[Holding]:
    """Who works by roster in `[start, end)` and is rostered by the actor."""
    known = catalogue()
    shifts = {pk for pk, pattern in known.patterns.items() if pattern.is_shift}
    units = units_between(start, end, usual_id=known.usual_id, with_days_off=())
    posted = Posting.objects.filter(in_force(end - ONE), kind=Posting.Kind.DEFINITIVE)
    if unit_id is not None:
        posted = posted.filter(unit=unit_id)
    else:
        posted = posted.filter(unit__in=_shift_units(units.paths, shifts, start, end))
    people = Employee.objects.filter(
        access.rostered_by(actor), pk__in=posted.values("employee")
    ).values_list("pk", flat=True)
    return [
        each
        for each in holdings(units, start, end, set(people))
        if each.terms.schedule_id in shifts and unit_id in (None, each.unit_id)
    ]


def _shift_units(
    paths: Mapping[int, str], shifts: Collection[int], start: date, end: date
) -> set[int]:
    """Units where somebody may be on shifts: by their unit, a unit above, or by themselves."""
    tops = UnitSchedule.objects.filter(schedule__in=shifts, start_on__lt=end).exclude(
        end_on__lte=start
    )
    prefixes = tuple(paths[pk] for pk in tops.values_list("unit", flat=True))
    found = {pk for pk, path in paths.items() if path.startswith(prefixes)}
    own = PersonSchedule.objects.filter(schedule__in=shifts, start_on__lt=end).exclude(
        end_on__lte=start
    )
    posted = Posting.objects.filter(employee__in=own.values("employee"), kind="DEFINITIVE")
    return found | set(posted.filter(in_force(end - ONE)).values_list("unit", flat=True))


def _may_see_empty(actor: Actor, unit_id: int) -> bool:
    return access.can_keep_unit(actor, unit_id)


def _stored(ids: Collection[int], monday: date) -> dict[tuple[int, date], int]:
    rows = RosterEntry.objects.filter(employee__in=ids, day__gte=monday, day__lt=monday + WEEK)
    return {
        (pk, day): hours or FREE for pk, day, hours in rows.values_list("employee", "day", "hours")
    }


def _choices(schedule_ids: Iterable[int]) -> dict[int, list[Choice]]:
    found: dict[int, list[Choice]] = {}
    rows = ScheduleHours.objects.filter(schedule__in=schedule_ids, weekday=None)
    for row in rows.order_by("schedule", "start", "pk"):
        choice = Choice(row.pk, row.label, span_words(row.start, row.end))
        found.setdefault(row.schedule_id, []).append(choice)
    return found


def _terms_by_day(held: Iterable[Holding]) -> dict[tuple[int, date], int]:
    return {
        (each.employee_id, day): each.terms.schedule_id
        for each in held
        for day in days(each.start, each.end)
    }


def _cell(  # noqa: PLR0913 (one place on the page from all that is known about it)
    name: str,
    employee_id: int,
    day: date,
    stored: Mapping[tuple[int, date], int],
    choices: Mapping[int, Sequence[Choice]],
    terms: Mapping[tuple[int, date], int],
    open_from: date,
) -> Cell:
    key = (employee_id, day)
    value = stored.get(key, UNSET)
    schedule_id = terms.get(key)
    offered = choices.get(schedule_id, ()) if schedule_id else ()
    text = "" if schedule_id else "jam kantor"
    if schedule_id and day < open_from:
        text = _value_words(value, offered)
    return Cell(
        day=day,
        name=f"s-{employee_id}-{day.isoformat()}",
        value=value,
        label=f"{name}, {day_named(day)}",
        choices=() if text else offered,
        text=text,
    )


def _value_words(value: int, offered: Iterable[Choice]) -> str:
    if value == UNSET:
        return "belum diisi"
    return next((each.label for each in offered if each.value == value), "lepas")


def _tallies(rows: Sequence[RosterRow], choices: Mapping[int, Sequence[Choice]]) -> list[Tally]:
    counts = [Counter(row.cells[day].value for row in rows) for day in range(7)]
    return [
        Tally(each.label, each.hours, [count[each.value] for count in counts])
        for offered in choices.values()
        for each in offered
    ]


def _seen(ids: Iterable[int], week: Sequence[date], stored: Mapping[tuple[int, date], int]) -> str:
    """What the page showed, for the form to bring back: `2026-11-23;12:-1,5,0,…;13:…`."""
    people = [f"{pk}:" + ",".join(str(stored.get((pk, day), UNSET)) for day in week) for pk in ids]
    return ";".join([week[0].isoformat(), *people])
