"""Workdays and disruptions. No personal data: everyone may ask."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404

from noken.calendars import rules
from noken.calendars.events import DisruptionRecorded, HolidayDecided, UnitDaysChanged
from noken.calendars.models import Disruption, Holiday
from noken.calendars.rules import Calendar, Outage
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.organization import queries as organization
from noken.organization.models import Unit

__all__ = [
    "WORKDAY_SQL",
    "Disruption",
    "DisruptionRow",
    "DisruptionSpan",
    "DisruptionsPage",
    "Holiday",
    "Touched",
    "YearPage",
    "add_workdays",
    "calendar",
    "day_off_names",
    "days_off",
    "days_off_by_unit",
    "disrupted_days",
    "disruption",
    "disruption_page",
    "disruption_spans",
    "disruptions_between",
    "disruptions_page",
    "is_workday",
    "last_workdays",
    "latest_disruption",
    "provisional_days",
    "touched_by",
    "unit_days_off",
    "workdays",
    "year_page",
]

LOOK_AROUND = timedelta(60)
NEW_DAYS_OFF = "perubahan hari libur"
PAGE_ROWS = 30
WORKDAY_SQL = (
    "(extract(isodow from %s::date) < 6 and not exists"
    " (select from calendars_holiday where unit_id is null and day = %s::date))"
)
"""`is_workday` for the whole instansi inside a larger statement; takes the day twice."""


_DAYS_OFF = """
    select day, name from calendars_holiday
    where day >= %(start)s and day < %(end)s and (unit_id is null or unit_id = any (
        string_to_array(trim(both '/' from (
            select path from organization_unit where id = %(unit)s::bigint)), '/')::bigint[]))
"""


def calendar(start: date, end: date, unit_id: int | None = None) -> Calendar:
    """The days off of `[start, end)` for the whole instansi, and for one unit when given: its
    own and those of the units above it. Written SQL: nearly every page asks."""
    with connection.cursor() as cursor:
        cursor.execute(_DAYS_OFF, {"start": start, "end": end, "unit": unit_id})
        return Calendar(frozenset(day for day, _ in cursor.fetchall()))


def day_off_names(start: date, end: date, unit_id: int | None = None) -> dict[date, str]:
    """The names of the same days: for a page that shows a year."""
    with connection.cursor() as cursor:
        cursor.execute(_DAYS_OFF, {"start": start, "end": end, "unit": unit_id})
        return dict(cursor.fetchall())


def days_off(start: date, end: date, unit_id: int | None = None) -> list[Holiday]:
    """The same days with their names and sources, in order; a day may stand twice."""
    return list(_holidays(start, end, unit_id).order_by("day", "unit"))


def unit_days_off(unit_ids: Collection[int], start: date, end: date) -> list[Holiday]:
    """Days off entered for some units, by unit and name, in order."""
    rows = Holiday.objects.filter(unit__in=unit_ids, day__gte=start, day__lt=end)
    return list(rows.select_related("unit").order_by("unit", "name", "source", "day"))


def days_off_by_unit(start: date, end: date) -> dict[int | None, frozenset[date]]:
    """All days off of `[start, end)` by the unit they are entered for, None the instansi.

    A unit has those of all units above it.
    """
    found: dict[int | None, set[date]] = {None: set()}
    rows = Holiday.objects.filter(day__gte=start, day__lt=end)
    for unit_id, day in rows.values_list("unit", "day"):
        found.setdefault(unit_id, set()).add(day)
    return {unit_id: frozenset(days) for unit_id, days in found.items()}


def _holidays(start: date, end: date, unit_id: int | None) -> QuerySet[Holiday]:
    wanted = Q(unit__isnull=True)
    if unit_id is not None:
        path = Unit.objects.filter(pk=unit_id).values_list("path", flat=True).first() or ""
        wanted |= Q(unit__in=[int(pk) for pk in path.strip("/").split("/") if pk])
    return Holiday.objects.filter(wanted, day__gte=start, day__lt=end)


def is_workday(day: date, unit_id: int | None = None) -> bool:
    return calendar(day, day + timedelta(1), unit_id).is_workday(day)


def workdays(start: date, end: date) -> list[date]:
    """The workdays of `[start, end)`, in order."""
    return rules.workdays_between(calendar(start, end), start, end)


def last_workdays(on: date, count: int) -> list[date]:
    """The newest `count` workdays up to and including `on`, oldest first."""
    since = on - timedelta(count * 2) - LOOK_AROUND
    return rules.last_workdays(calendar(since, on + timedelta(1)), on, count)


def add_workdays(day: date, count: int) -> date:
    """The `count`-th workday after `day`."""
    until = day + timedelta(count * 2) + LOOK_AROUND
    return rules.workday_after(calendar(day, until), day, count)


_OUTAGES = """
    select start_at, end_at from calendars_disruption
    where unit_id is null and not only_presence and start_at < %(end)s and end_at > %(start)s
    order by start_at
"""


def disruptions_between(start: datetime, end: datetime) -> list[Outage]:
    """Outages of all work of the instansi that touch `[start, end)`, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_OUTAGES, {"start": start, "end": end})
        return [Outage(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class DisruptionSpan:
    """An outage and whom it concerned: `path` is the unit's, None the whole instansi.

    `only_presence`: it kept nobody from working. `site_id`: a machine's, with its people.
    """

    id: int
    start_at: datetime
    end_at: datetime
    what: str
    path: str | None
    only_presence: bool
    site_id: int | None


_SPAN = ("pk", "start_at", "end_at", "what", "unit__path", "only_presence", "site_id")


def disruption_spans(start: datetime, end: datetime) -> list[DisruptionSpan]:
    """All outages that touch `[start, end)`, those of single units too, oldest first."""
    rows = Disruption.objects.filter(start_at__lt=end, end_at__gt=start)
    return [DisruptionSpan(*row) for row in rows.order_by("start_at", "pk").values_list(*_SPAN)]


def disruption(disruption_id: int) -> DisruptionSpan | None:
    """One outage."""
    found = Disruption.objects.filter(pk=disruption_id).values_list(*_SPAN).first()
    return DisruptionSpan(*found) if found else None


@dataclass(frozen=True, slots=True)
class Touched:
    """Days, both ends included, that became none to act in, and whose: `path` is the unit's, None
    the whole instansi; `people` only theirs. `why` in words."""

    first: date
    last: date
    path: str | None
    why: str
    people: frozenset[int] | None = None


def touched_by(event: DisruptionRecorded | HolidayDecided | UnitDaysChanged) -> Touched | None:
    """What a change of the calendar takes from days that run; None: nothing, for it kept nobody
    from working."""
    if isinstance(event, DisruptionRecorded):
        span = disruption(event.disruption_id)
        if span is None or span.only_presence:
            return None
        first, last = clock.day_of(span.start_at), clock.day_of(span.end_at)
        return Touched(first, last, span.path, "gangguan")
    if isinstance(event, HolidayDecided):
        return Touched(event.day, event.day, None, NEW_DAYS_OFF)
    path = Unit.objects.values_list("path", flat=True).get(pk=event.unit_id)
    return Touched(event.start_on, event.end_on - timedelta(1), path, NEW_DAYS_OFF)


def disrupted_days(start: date, end: date) -> set[date]:
    """The dates of `[start, end)` touched by an outage of the whole instansi."""
    touched: set[date] = set()
    first, last = clock.at_noon(start) - timedelta(1), clock.at_noon(end) + timedelta(1)
    for outage in disruptions_between(first, last):
        day = clock.day_of(outage.start_at)
        while day <= clock.day_of(outage.end_at):
            touched.add(day)
            day += timedelta(1)
    return {day for day in touched if start <= day < end}


def provisional_days(*years: int) -> list[Holiday]:
    """Holidays of these years that nobody has checked against the decree yet, in order."""
    return list(Holiday.objects.filter(day__year__in=years, confirmed=False).order_by("day"))


def latest_disruption(at: datetime, within: timedelta) -> Disruption | None:
    """The newest outage of all work of the instansi that ended within a span before `at`."""
    rows = Disruption.objects.filter(
        unit__isnull=True, only_presence=False, end_at__gt=at - within, start_at__lte=at
    )
    return rows.order_by("-end_at").first()


@dataclass(frozen=True, slots=True)
class DisruptionRow:
    """An outage on its page; `by` is empty when noken measured it."""

    id: int
    start_at: datetime
    end_at: datetime
    what: str
    proof: str
    where: str
    only_presence: bool
    by: str
    may_correct: bool


@dataclass(frozen=True, slots=True)
class DisruptionsPage:
    """The outages the actor may see, newest first; `units` are those they may enter one for."""

    rows: Sequence[DisruptionRow]
    sheet: "Page[Disruption]"
    units: Sequence[tuple[int, str]]
    keeps_all: bool

    @property
    def may_enter(self) -> bool:
        return bool(self.units) or self.keeps_all


SEE_ALL = {Role.PERSONNEL, Role.INSPECTORATE, Role.LEADER}


def disruptions_page(actor: Actor, number: int | None) -> DisruptionsPage:
    rows = _seen_disruptions(actor).select_related("unit").order_by("-start_at", "-pk")
    sheet = Paginator(rows, PAGE_ROWS).get_page(number)
    keeps = actor.has(Role.PERSONNEL) or actor.has(Role.ADMIN_OPD)
    units = [(unit.value, unit.label) for unit in organization.agencies(actor)] if keeps else []
    return DisruptionsPage(
        _disruption_rows(actor, list(sheet)), sheet, units, actor.has(Role.PERSONNEL)
    )


def disruption_page(actor: Actor, disruption_id: int) -> DisruptionRow:
    """One that the actor may correct.

    Raises:
        Http404: there is none.
    """
    found = _seen_disruptions(actor).select_related("unit").filter(pk=disruption_id)
    rows = _disruption_rows(actor, list(found))
    if not rows or not rows[0].may_correct:
        raise Http404
    return rows[0]


def _seen_disruptions(actor: Actor) -> QuerySet[Disruption]:
    """Those of the whole instansi everybody sees; those of units who keeps them or all."""
    if actor.roles & SEE_ALL:
        return Disruption.objects.all()
    own = actor.unit_ids if actor.has(Role.ADMIN_OPD) else ()
    return Disruption.objects.filter(Q(unit=None) | Q(unit__in=own))


def _disruption_rows(actor: Actor, rows: Sequence[Disruption]) -> list[DisruptionRow]:
    people = organization.people({row.recorded_by_id for row in rows if row.recorded_by_id})
    return [
        DisruptionRow(
            row.pk,
            row.start_at,
            row.end_at,
            row.what,
            row.proof,
            row.unit.name if row.unit else "Seluruh instansi",
            row.only_presence,
            people[row.recorded_by_id].name if row.recorded_by_id in people else "",
            row.site_id is None
            and (
                actor.has(Role.PERSONNEL)
                or (actor.has(Role.ADMIN_OPD) and row.unit_id in actor.unit_ids)
            ),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class YearPage:
    """The days off of a year for everybody; `may_decide` for the keepers of the calendar.

    `near` are the years before and after that have a page.
    """

    year: int
    near: Sequence[int]
    days: Sequence[Holiday]
    provisional: int
    may_decide: bool


def year_page(actor: Actor, year: int, near: Sequence[int]) -> YearPage:
    days = list(Holiday.objects.filter(day__year=year, unit=None).order_by("day"))
    provisional = sum(not day.confirmed for day in days)
    return YearPage(year, near, days, provisional, may_decide=actor.has(Role.PERSONNEL))
