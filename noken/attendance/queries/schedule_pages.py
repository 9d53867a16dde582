"""Which schedules hold: the overview, the page of a unit, the page of a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Q
from django.http import Http404

from noken.attendance import access
from noken.attendance.models import PersonSchedule, Ramadan, UnitSchedule
from noken.attendance.queries.catalogue import catalogue, tolerance
from noken.attendance.queries.contracts import without_contract
from noken.attendance.queries.schedule_card import (
    HeldNow,
    ScheduleCard,
    held_by_unit,
    schedule_card,
    usual,
)
from noken.attendance.queries.schedule_words import (
    MARKS,
    TONES,
    ScheduleWords,
    schedules_in_words,
    weekdays_words,
)
from noken.attendance.rules.contracts import is_by_contract
from noken.attendance.rules.tolerance import Tolerance
from noken.calendars import queries as calendars
from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.organization import queries as organization
from noken.organization.models import Unit
from noken.organization.queries import Person

FOUND = 12
LISTED = 20
KEEPERS = frozenset({Role.PERSONNEL, Role.ADMIN_OPD})
SEES_ALL = frozenset({Role.PERSONNEL, Role.INSPECTORATE, Role.LEADER})
A_YEAR = timedelta(400)


@dataclass(frozen=True, slots=True)
class SetRow:
    """A schedule that was set for a unit or a person. `state`: 0 past, 1 in force, 2 to come."""

    id: int
    owner_id: int
    owner: str
    above: str
    schedule: str
    start_on: date
    end_on: date | None
    basis: str
    mark_label: str
    mark_tone: str
    elsewhere: str
    state: int

    @property
    def last_on(self) -> date | None:
        return self.end_on - timedelta(1) if self.end_on else None


@dataclass(frozen=True, slots=True)
class SetGroup:
    """Units with one schedule since the same day on the same ground; `first` stands for all."""

    first: SetRow
    rows: Sequence[SetRow]


@dataclass(frozen=True, slots=True)
class Overview:
    """`found` are units and people that fit what was typed; only who keeps some may search.
    `lacking` are part-time PPPK without a schedule from their contract, with so many `more`."""

    card: ScheduleCard | None
    usual: HeldNow
    groups: Sequence[SetGroup]
    schedules: Sequence[ScheduleWords]
    ramadan: Ramadan | None
    tolerance: Tolerance
    keeps: bool
    may_define: bool
    rosters: bool
    text: str
    units_found: Sequence[tuple[int, str, str]]
    people_found: Sequence[Person]
    lacking: Sequence[Person]
    lacking_more: int


def overview(actor: Actor, text: str) -> Overview:
    rows = UnitSchedule.objects.filter(_shown_to(actor), Q(end_on=None) | Q(end_on__gt=actor.on))
    ordered = rows.select_related("schedule", "unit__parent").order_by("unit__path", "start_on")
    keeps = bool(actor.roles & KEEPERS)
    lacking = without_contract(actor) if keeps else []
    return Overview(
        card=schedule_card(actor.employee_id, actor.on) if actor.employee_id else None,
        usual=usual(),
        groups=_groups([_row(each, actor.on) for each in ordered]),
        schedules=schedules_in_words(catalogue()),
        ramadan=Ramadan.objects.filter(end_on__gt=actor.on).order_by("start_on").first(),
        tolerance=tolerance(actor.on),
        keeps=keeps,
        may_define=actor.has(Role.PERSONNEL),
        rosters=bool(actor.roles & set(access.ROSTER_KEEPERS)),
        text=text,
        units_found=_units(actor, text) if keeps else (),
        people_found=_people(actor, text) if keeps else (),
        lacking=lacking[:LISTED],
        lacking_more=max(0, len(lacking) - LISTED),
    )


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days off one after another with one name; `own` ones may be dropped here."""

    first: date
    last: date
    name: str
    source: str
    own: bool
    unit: str


@dataclass(frozen=True, slots=True)
class UnitSchedulePage:
    id: int
    name: str
    held: HeldNow
    hours: ScheduleWords | None
    rows: Sequence[SetRow]
    people: Sequence[SetRow]
    days_off: Sequence[DaysOff]
    schedules: Sequence[ScheduleWords]
    may_change: bool
    may_roster: bool
    about: frozenset[int]
    role: Role


def unit_schedule_page(actor: Actor, unit_id: int) -> UnitSchedulePage:
    """What holds for a unit is no secret; who has an own schedule is for who keeps the unit.

    Raises:
        Http404: there is no such unit.
    """
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise Http404
    may_change = access.can_keep_unit(actor, unit_id)
    rows = UnitSchedule.objects.filter(unit=unit_id).select_related("schedule", "unit__parent")
    people = _own_schedules(unit, actor.on) if may_change else []
    held = held_by_unit(unit_id, actor.on)
    words = schedules_in_words(catalogue())
    return UnitSchedulePage(
        id=unit.pk,
        name=unit.name,
        held=held,
        hours=next((each for each in words if each.id == held.schedule_id), None),
        rows=[_row(each, actor.on) for each in rows.order_by("-start_on")],
        people=people,
        days_off=_days_off(unit, actor.on),
        schedules=words,
        may_change=may_change,
        may_roster=held.is_shift and bool(actor.roles & set(access.ROSTER_KEEPERS)),
        about=frozenset(each.owner_id for each in people),
        role=actor.role,
    )


@dataclass(frozen=True, slots=True)
class PersonSchedulePage:
    """`by_contract`: no schedule of a unit holds for the person."""

    person: Person
    by_contract: bool
    card: ScheduleCard | None
    rows: Sequence[SetRow]
    schedules: Sequence[ScheduleWords]
    may_change: bool
    about: frozenset[int]
    role: Role


def person_schedule_page(actor: Actor, employee_id: int) -> PersonSchedulePage:
    """Raises Http404: not there, or not the actor's to see."""
    role = access.schedule_role(actor, employee_id)
    person = organization.find_person(employee_id, actor.on)
    if role is None or person is None:
        raise Http404
    rows = PersonSchedule.objects.filter(employee=employee_id).select_related(
        "schedule", "employee"
    )
    return PersonSchedulePage(
        person=person,
        by_contract=is_by_contract(person.kind),
        card=schedule_card(employee_id, actor.on),
        rows=[_row(each, actor.on) for each in rows.order_by("-start_on")],
        schedules=schedules_in_words(catalogue()),
        may_change=access.can_set_schedule_of(actor, employee_id),
        about=frozenset({employee_id}),
        role=role,
    )


def schedule_choices() -> list[tuple[int, str]]:
    """What may be set, the usual schedule first."""
    return [(each.id, each.name) for each in schedules_in_words(catalogue())]


def _shown_to(actor: Actor) -> Q:
    """All for who sees the whole instansi; else the units kept, and those above the own one."""
    if actor.roles & SEES_ALL:
        return Q()
    shown = Q(unit__in=actor.unit_ids)
    person = organization.find_person(actor.employee_id or 0, actor.on)
    if person and person.unit_id:
        path = Unit.objects.values_list("path", flat=True).get(pk=person.unit_id)
        shown |= Q(unit__in=[int(pk) for pk in path.strip("/").split("/")])
    return shown


def _row(row: UnitSchedule | PersonSchedule, on: date) -> SetRow:
    owner = row.unit if isinstance(row, UnitSchedule) else row.employee
    past, to_come = row.end_on is not None and row.end_on <= on, row.start_on > on
    return SetRow(
        id=row.pk,
        owner_id=owner.pk,
        owner=owner.name,
        above=_above(owner) if isinstance(owner, Unit) else "",
        schedule=row.schedule.name,
        start_on=row.start_on,
        end_on=row.end_on,
        basis=row.basis,
        mark_label=MARKS[row.schedule.mark],
        mark_tone=TONES[row.schedule.mark],
        elsewhere=weekdays_words(row.elsewhere_days) if row.elsewhere_days else "",
        state=0 if past else 2 if to_come else 1,
    )


def _above(unit: Unit) -> str:
    """The unit it stands under, where that tells more than the instansi would."""
    parent = unit.parent
    return parent.name if parent is not None and parent.parent_id is not None else ""


def _groups(rows: Sequence[SetRow]) -> list[SetGroup]:
    """In the order of their first units."""
    groups: dict[tuple[object, ...], list[SetRow]] = {}
    for row in rows:
        key = (row.schedule, row.start_on, row.end_on, row.basis, row.elsewhere)
        groups.setdefault(key, []).append(row)
    return [SetGroup(own[0], own) for own in groups.values()]


def _own_schedules(unit: Unit, on: date) -> list[SetRow]:
    """People posted in the unit or below who have a schedule of their own today."""
    rows = PersonSchedule.objects.filter(
        in_force(on),
        in_force(on, "employee__postings__"),
        employee__postings__kind="DEFINITIVE",
        employee__postings__unit__path__startswith=unit.path,
    ).select_related("schedule", "employee")
    return [_row(each, on) for each in rows.order_by("employee__name", "start_on").distinct()]


def _days_off(unit: Unit, on: date) -> list[DaysOff]:
    line = [int(pk) for pk in unit.path.strip("/").split("/")]
    rows = calendars.unit_days_off(line, on - timedelta(60), on + A_YEAR)
    found = []
    for (owner, name, source), group in groupby(rows, lambda row: (row.unit, row.name, row.source)):
        for first, last in _runs([row.day for row in group]):
            own = owner is not None and owner.pk == unit.pk
            found.append(DaysOff(first, last, name, source, own, owner.name if owner else ""))
    return sorted(found, key=lambda each: each.first)


def _runs(days: Sequence[date]) -> list[tuple[date, date]]:
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and runs[-1][1] == day - timedelta(1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _units(actor: Actor, text: str) -> list[tuple[int, str, str]]:
    if not text.strip():
        return []
    units = Unit.objects.filter(Q(end_on=None) | Q(end_on__gt=actor.on))
    if not actor.has(Role.PERSONNEL):
        units = units.filter(pk__in=actor.unit_ids)
    for word in text.split():
        units = units.filter(name__icontains=word)
    rows = units.order_by("name").values_list("pk", "name", "parent__name")
    return [(pk, name, parent or "") for pk, name, parent in rows[:FOUND]]


def _people(actor: Actor, text: str) -> list[Person]:
    found = organization.search_people(actor, text, FOUND)
    if actor.has(Role.PERSONNEL):
        return found
    return [person for person in found if person.unit_id in actor.unit_ids]
