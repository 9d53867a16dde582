"""What a form offers to choose from, found by typing: people, posts, units."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from noken.core.actor import Actor, Role
from noken.organization.models import Position, Unit
from noken.organization.queries.search import search_people

MOST = 12
TOP_KINDS = (Unit.Kind.OPD, Unit.Kind.DISTRICT)


class Option(NamedTuple):
    """One thing to choose: `value` is its id."""

    value: int
    label: str
    detail: str


def options(actor: Actor, kind: str, text: str) -> list[Option]:
    """At most a dozen things of a kind (`orang`, `jabatan`, `unit`) that fit what was typed."""
    find = _FINDERS.get(kind)
    return find(actor, text) if find and text.strip() else []


def open_units(actor: Actor) -> QuerySet[Unit]:
    """Units that stand today and that the actor may change."""
    units = Unit.objects.filter(Q(end_on=None) | Q(end_on__gt=actor.on))
    if actor.has(Role.PERSONNEL):
        return units
    return units.filter(pk__in=actor.unit_ids)


def agencies(actor: Actor) -> list[Option]:
    """OPD and districts; for an OPD's admin all units the admin keeps."""
    units = open_units(actor)
    if actor.has(Role.PERSONNEL) or not actor.has(Role.ADMIN_OPD):
        units = Unit.objects.filter(Q(end_on=None) | Q(end_on__gt=actor.on), kind__in=TOP_KINDS)
    rows = units.order_by("name").values_list("pk", "name")
    return [Option(pk, name, "") for pk, name in rows]


def units_below(unit_id: int, on: date) -> list[Option]:
    """All units below one that stand on a day, each with the one above it."""
    rows = (
        Unit.objects.filter(Q(end_on=None) | Q(end_on__gt=on), path__contains=f"/{unit_id}/")
        .exclude(pk=unit_id)
        .order_by("name", "pk")
        .values_list("pk", "name", "parent__name")
    )
    return [Option(pk, name, parent or "") for pk, name, parent in rows]


def _people(actor: Actor, text: str) -> list[Option]:
    return [
        Option(person.id, person.name, ", ".join(filter(None, (person.post, person.unit))))
        for person in search_people(actor, text, MOST)
    ]


def _posts(actor: Actor, text: str) -> list[Option]:
    posts = Position.objects.filter(unit__in=open_units(actor))
    for word in text.split():
        posts = posts.filter(Q(title__icontains=word) | Q(unit__name__icontains=word))
    rows = posts.order_by("title", "unit__name").values_list("pk", "title", "unit__name")
    return [Option(*row) for row in rows[:MOST]]


def _units(actor: Actor, text: str) -> list[Option]:
    units = open_units(actor)
    for word in text.split():
        units = units.filter(name__icontains=word)
    rows = units.order_by("name").values_list("pk", "name", "parent__name")
    return [Option(pk, name, parent or "") for pk, name, parent in rows[:MOST]]


_FINDERS: dict[str, Callable[[Actor, str], list[Option]]] = {
    "orang": _people,
    "jabatan": _posts,
    "unit": _units,
}
