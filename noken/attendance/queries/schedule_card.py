"""What holds for a person, and their coming two weeks: on the own page and for who may see it."""

from dataclasses import dataclass
from datetime import date, timedelta

from noken.attendance.models import PersonSchedule, Ramadan, Schedule, UnitSchedule
from noken.attendance.queries.schedule_words import (
    FREE_WORDS,
    MARKS,
    TONES,
    hours_words,
    weekdays_words,
    zone_word,
)
from noken.attendance.queries.windows import Window, windows
from noken.attendance.rules.contracts import NONE, is_by_contract
from noken.attendance.rules.working_time import Kind
from noken.calendars import queries as calendars
from noken.calendars.queries import Holiday
from noken.core.periods import in_force
from noken.organization import queries as organization
from noken.organization.models import Unit

AHEAD = timedelta(14)


@dataclass(frozen=True, slots=True)
class HeldNow:
    """The schedule in force: where it was set and how sure its source is.

    `unit_id` None and not `is_own`: nothing was set, the usual one holds.
    """

    schedule_id: int
    name: str
    is_shift: bool
    since: date | None
    end_on: date | None
    basis: str
    mark_label: str
    mark_tone: str
    unit_id: int | None = None
    unit: str = ""
    is_own: bool = False
    elsewhere: str = ""

    @property
    def last_on(self) -> date | None:
        return self.end_on - timedelta(1) if self.end_on else None


@dataclass(frozen=True, slots=True)
class CardDay:
    """One day: `hours` and `label` of the shift, or `free` in words; `note` with `provisional`."""

    day: date
    hours: str
    label: str
    free: str
    note: str
    provisional: bool
    is_today: bool
    is_holiday: bool


@dataclass(frozen=True, slots=True)
class ScheduleCard:
    """`held` None: hours come from a contract, and no schedule of it is in force."""

    employee_id: int
    held: HeldNow | None
    days: tuple[CardDay, ...]
    zone: str
    why_none: str = NONE


def schedule_card(employee_id: int, on: date) -> ScheduleCard | None:
    """The coming two weeks from Monday of this week on; None for who has no post.

    What it shows belongs to the person: whoever asks for another one has checked the relation.
    """
    person = organization.find_person(employee_id, on)
    if person is None or person.unit_id is None:
        return None
    monday = on - timedelta(on.weekday())
    rows = windows([employee_id], monday, monday + AHEAD)[employee_id]
    off = _holidays(monday, monday + AHEAD, person.unit_id)
    unsure = list(Ramadan.objects.filter(confirmed=False, start_on__lt=monday + AHEAD))
    return ScheduleCard(
        employee_id=employee_id,
        held=held_by_person(person, on),
        days=tuple(_day(each, off.get(each.day), unsure, on) for each in rows),
        zone=zone_word(rows[0].zone) if rows else "",
    )


def held_by_person(person: organization.Person, on: date) -> HeldNow | None:
    """The own schedule, else the unit's; who works by contract has the own one only."""
    own = (
        PersonSchedule.objects.filter(in_force(on), employee=person.id)
        .select_related("schedule")
        .first()
    )
    if own:
        return _held(own)
    if person.unit_id is None or is_by_contract(person.kind):
        return None
    return held_by_unit(person.unit_id, on)


def held_by_unit(unit_id: int, on: date) -> HeldNow:
    """What the unit, else the nearest unit above it, says."""
    path = Unit.objects.filter(pk=unit_id).values_list("path", flat=True).first() or ""
    line = [int(pk) for pk in path.strip("/").split("/") if pk]
    rows = UnitSchedule.objects.filter(in_force(on), unit__in=line).select_related(
        "schedule", "unit"
    )
    nearest = max(rows, key=lambda row: line.index(row.unit_id), default=None)
    return _held(nearest) if nearest else usual()


def usual() -> HeldNow:
    """What holds where nothing is set."""
    row = Schedule.objects.get(code="NORMAL")
    return HeldNow(
        schedule_id=row.pk,
        name=row.name,
        is_shift=False,
        since=None,
        end_on=None,
        basis=row.source,
        mark_label=MARKS[row.mark],
        mark_tone=TONES[row.mark],
    )


def _held(row: UnitSchedule | PersonSchedule) -> HeldNow:
    schedule = row.schedule
    unit = row.unit if isinstance(row, UnitSchedule) else None
    return HeldNow(
        schedule_id=schedule.pk,
        name=schedule.name,
        is_shift=schedule.kind == Schedule.Kind.SHIFT,
        since=row.start_on,
        end_on=row.end_on,
        basis=row.basis,
        mark_label=MARKS[schedule.mark],
        mark_tone=TONES[schedule.mark],
        unit_id=unit.pk if unit else None,
        unit=unit.name if unit else "",
        is_own=unit is None,
        elsewhere=weekdays_words(row.elsewhere_days) if row.elsewhere_days else "",
    )


def _holidays(start: date, end: date, unit_id: int) -> dict[date, Holiday]:
    return {row.day: row for row in reversed(calendars.days_off(start, end, unit_id))}


def _day(window: Window, holiday: Holiday | None, unsure: list[Ramadan], on: date) -> CardDay:
    shape, notes, provisional = window.shape, [], False
    if shape.kind is Kind.HOLIDAY and holiday:
        notes.append(holiday.name)
        provisional = not holiday.confirmed
    if shape.ramadan:
        notes.append("Ramadan")
        provisional = any(row.start_on <= window.day < row.end_on for row in unsure)
    if shape.elsewhere:
        notes.append("boleh dari tempat lain")
    return CardDay(
        day=window.day,
        hours=hours_words(shape) if shape.is_work else "",
        label=shape.label,
        free="" if shape.is_work else FREE_WORDS[shape.kind],
        note=", ".join(notes),
        provisional=provisional,
        is_today=window.day == on,
        is_holiday=shape.kind is Kind.HOLIDAY,
    )
