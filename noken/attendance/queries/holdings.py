"""Which schedule holds for whom on which days: the nearest unit's, or the person's own; for
part-time PPPK the own one alone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from noken.attendance.models import PersonSchedule, Site, UnitSchedule
from noken.attendance.rules.contracts import BY_CONTRACT
from noken.attendance.rules.schedule_spans import Held, Terms, overlay, within
from noken.organization.models import Employee, Posting, StandingPeriod, Unit


@dataclass(frozen=True, slots=True)
class Place:
    """What a unit gives its people: the zone, and the units whose local days off hold there."""

    zone: str
    calendar: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """A person under one schedule, in one unit, during `[start, end)`."""

    employee_id: int
    start: date
    end: date
    terms: Terms
    place: Place
    unit_id: int


@dataclass(frozen=True, slots=True)
class Units:
    """Timelines and places of units, worked out once for all their people."""

    usual: Terms
    start: date
    end: date
    paths: Mapping[int, str]
    own: Mapping[int, Sequence[Held]]
    zones: Mapping[int, str]
    with_days_off: frozenset[int]

    def timeline(self, unit_id: int) -> list[Held]:
        """From the instansi down to the unit, so that the nearest decides."""
        held = [Held(self.start, self.end, self.usual)]
        for above in self.line_of(unit_id):
            held = overlay(held, self.own.get(above, ()))
        return held

    def place(self, unit_id: int) -> Place:
        line = self.line_of(unit_id)
        zone = next((self.zones[pk] for pk in reversed(line) if pk in self.zones), None)
        days = tuple(pk for pk in line if pk in self.with_days_off)
        return Place(zone or settings.TIME_ZONE, days)

    def line_of(self, unit_id: int) -> list[int]:
        """The ids from the instansi down to the unit."""
        return [int(pk) for pk in self.paths.get(unit_id, "").strip("/").split("/") if pk]


def units_between(
    start: date, end: date, *, usual_id: int, with_days_off: Collection[int]
) -> Units:
    own: dict[int, list[Held]] = {}
    for unit_id, held in _held(UnitSchedule.objects, "unit", start, end):
        own.setdefault(unit_id, []).append(held)
    sites = Site.objects.order_by("unit", "-timezone").values_list("unit", "timezone")
    return Units(
        usual=Terms(usual_id),
        start=start,
        end=end,
        paths=dict(Unit.objects.values_list("pk", "path")),
        own=own,
        zones=dict(sites),
        with_days_off=frozenset(with_days_off),
    )


def holdings(
    units: Units, start: date, end: date, employee_ids: Collection[int] | None = None
) -> list[Holding]:
    """Everybody in active service with a post, by employee and day, without overlap. Who works by
    contract holds no schedule of a unit."""
    wanted = Q() if employee_ids is None else Q(employee__in=set(employee_ids))
    active = _spans(
        StandingPeriod.objects.filter(wanted, standing=StandingPeriod.Standing.ACTIVE), start, end
    )
    own: dict[int, list[Held]] = {}
    for employee_id, held in _held(PersonSchedule.objects.filter(wanted), "employee", start, end):
        own.setdefault(employee_id, []).append(held)
    contracts = set(Employee.objects.filter(kind__in=BY_CONTRACT).values_list("pk", flat=True))
    timelines: dict[int, list[Held]] = {}
    places: dict[int, Place] = {}
    found = []
    posted = Posting.objects.filter(wanted, _touching(start, end), kind=Posting.Kind.DEFINITIVE)
    rows = posted.order_by("employee", "start_on").values_list(
        "employee", "unit", "start_on", "end_on"
    )
    for employee_id, unit_id, begin, until in rows:
        if unit_id not in timelines:
            timelines[unit_id] = units.timeline(unit_id)
            places[unit_id] = units.place(unit_id)
        mine = own.get(employee_id, [])
        line = mine if employee_id in contracts else overlay(timelines[unit_id], mine)
        for first, last in active.get(employee_id, ()):
            inside = within(line, max(begin, first, start), min(until or end, last, end))
            found += [
                Holding(employee_id, each.start, each.end, each.terms, places[unit_id], unit_id)
                for each in inside
            ]
    return found


def _held(rows: object, owner: str, start: date, end: date) -> Iterable[tuple[int, Held]]:
    """Schedules of units or people in `[start, end)`, with the id of whose they are."""
    found = rows.filter(_touching(start, end)).order_by("start_on")  # type: ignore[attr-defined]  # a manager or a set
    fields = (owner, "pk", "schedule", "elsewhere_days", "start_on", "end_on")
    for owner_id, pk, schedule_id, elsewhere, begin, until in found.values_list(*fields):
        terms = Terms(schedule_id, tuple(sorted(elsewhere)))
        yield owner_id, Held(max(begin, start), min(until or end, end), terms, pk)


def _spans(rows: object, start: date, end: date) -> dict[int, list[tuple[date, date]]]:
    found: dict[int, list[tuple[date, date]]] = {}
    held = rows.filter(_touching(start, end)).order_by("employee", "start_on")  # type: ignore[attr-defined]  # a set
    for employee_id, begin, until in held.values_list("employee", "start_on", "end_on"):
        span = (max(begin, start), min(until or end, end))
        found.setdefault(employee_id, []).append(span)
    return found


def _touching(start: date, end: date) -> Q:
    return Q(start_on__lt=end) & (Q(end_on=None) | Q(end_on__gt=start))
