"""A unit: its place, its head, its people, what it was called before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404
from django.urls import reverse

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.core.tally import Tally
from noken.organization.access import can_change_units, units_above
from noken.organization.models import Position, Posting, Unit
from noken.organization.queries.people import Person
from noken.organization.queries.person_page import Period

SHOWN = 100
"""People of one unit on its page; the list of people holds the rest."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit above or below."""

    id: int
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head's post. `holder` None: vacant. `acting`: who stands in, now or later."""

    position_id: int
    title: str
    holder: Person | None
    acting: tuple[Period, ...]

    @property
    def is_vacant(self) -> bool:
        return self.holder is None and not any(period.is_now for period in self.acting)


@dataclass(frozen=True, slots=True)
class UnitPage:
    id: int
    name: str
    kind: str
    start_on: date
    end_on: date | None
    successor: Place | None
    above: tuple[Place, ...]
    below: tuple[Place, ...]
    head: Head | None
    people: tuple[Person, ...]
    people_count: int
    versions: tuple[Period, ...]
    may_change: bool
    may_seat: bool
    role: Role

    @property
    def url(self) -> str:
        return reverse("organization:unit", args=[self.id])

    @property
    def is_open(self) -> bool:
        return self.end_on is None


def unit_page(actor: Actor, unit_id: int) -> UnitPage:
    """What everybody may see of a unit: names, posts and the structure.

    Raises:
        Http404: there is no such unit.
    """
    unit = Unit.objects.select_related("successor").filter(pk=unit_id).first()
    if unit is None:
        raise Http404
    people = _people(unit, actor.on)
    may_change = can_change_units(actor, [unit.pk])
    return UnitPage(
        id=unit.pk,
        name=unit.name,
        kind=unit.get_kind_display(),
        start_on=unit.start_on,
        end_on=unit.end_on,
        successor=Place(unit.successor.pk, unit.successor.name) if unit.successor else None,
        above=_above(unit),
        below=_below(unit, actor.on),
        head=_head(unit, actor.on),
        people=tuple(people[:SHOWN]),
        people_count=len(people),
        versions=_versions(unit),
        may_change=may_change,
        may_seat=may_change and unit.pk not in units_above(actor),
        role=actor.role,
    )


_UNITS_ABOVE = """
    select 'unit ' || a.name, array_position(own.ids, a.id)::bigint from organization_unit a
    join (select string_to_array(trim(both '/' from u.path), '/')::bigint[] as ids
          from organization_posting g join organization_unit u on u.id = g.unit_id
          where g.employee_id = %s and g.start_on <= %s and (g.end_on is null or g.end_on > %s)
          order by g.is_head desc, g.kind = 'DEFINITIVE' desc, g.start_on limit 1) own
    on a.id = any(own.ids)
"""


def units_tally(actor: Actor) -> Tally:
    """The units from the instansi down to the one the actor heads, or else works in, as rows of
    a statement that counts other things too; `units_from` reads them."""
    return Tally(_UNITS_ABOVE, [actor.employee_id, actor.on, actor.on])


def units_from(counts: Mapping[str, int]) -> list[str]:
    """The names from the agency down; the instansi only for those who stand at its top."""
    depth = {name[5:]: at for name, at in counts.items() if name.startswith("unit ")}
    names = sorted(depth, key=depth.__getitem__)
    return names[1:] or names


def _above(unit: Unit) -> tuple[Place, ...]:
    """From the instansi down to the unit, itself left out."""
    ids = [int(part) for part in unit.path.strip("/").split("/")[:-1]]
    names = dict(Unit.objects.filter(pk__in=ids).values_list("pk", "name"))
    return tuple(Place(pk, names[pk]) for pk in ids if pk in names)


def _below(unit: Unit, on: date) -> tuple[Place, ...]:
    words = dict(Unit.Kind.choices)
    rows = (
        Unit.objects.filter(Q(end_on=None) | Q(end_on__gt=on), parent=unit)
        .order_by("name")
        .values_list("pk", "name", "kind")
    )
    return tuple(Place(pk, name, words[kind]) for pk, name, kind in rows)


def _head(unit: Unit, on: date) -> Head | None:
    position = Position.objects.filter(unit=unit, is_head=True).first()
    if position is None:
        return None
    seats = (
        Posting.objects.filter(Q(end_on=None) | Q(end_on__gt=on), position=position)
        .select_related("employee")
        .order_by("start_on")
    )
    holder = next(
        (
            Person(
                seat.employee_id, seat.employee.name, position.title, unit.pk, unit.name,
                seat.employee.kind, position.family,
            )
            for seat in seats
            if seat.kind == Posting.Kind.DEFINITIVE and seat.start_on <= on
        ),
        None,
    )  # fmt: skip
    acting = tuple(
        Period(
            seat.employee.name,
            seat.get_kind_display(),
            seat.start_on,
            seat.end_on,
            seat.pk,
            is_now=seat.start_on <= on,
        )
        for seat in seats
        if seat.kind != Posting.Kind.DEFINITIVE
    )
    return Head(position.pk, position.title, holder, acting)


def _people(unit: Unit, on: date) -> list[Person]:
    rows = (
        Posting.objects.filter(in_force(on), unit=unit, kind=Posting.Kind.DEFINITIVE)
        .order_by("-is_head", "employee__name", "employee")
        .values_list(
            "employee", "employee__name", "position__title", "employee__kind", "position__family"
        )
    )
    return [
        Person(pk, name, post, unit.pk, unit.name, kind, family)
        for pk, name, post, kind, family in rows
    ]


def _versions(unit: Unit) -> tuple[Period, ...]:
    rows = unit.versions.order_by("-start_on").values_list(
        "name", "parent__name", "start_on", "end_on"
    )
    return tuple(Period(name, parent or "", start, end) for name, parent, start, end in rows)
