"""Who belongs to a unit today, as lists and files of the keepers need it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import Http404

from noken.core.actor import Actor, Role
from noken.organization import queries as organization
from noken.organization.models import Unit

# "" in place of `path` means everywhere; `own` bounds an admin to the own units.
_LISTED = """
    select e.id, e.name, coalesce(e.nip, ''), p.title, p.kind, u.id, u.name
    from organization_posting g
    join organization_unit u on u.id = g.unit_id
    join organization_position p on p.id = g.position_id
    join organization_employee e on e.id = g.employee_id
    where g.kind = 'DEFINITIVE' and g.start_on <= %(on)s::date
      and (g.end_on is null or g.end_on > %(on)s::date)
      and u.path like %(path)s and (%(all)s::boolean or u.id = any(%(own)s::bigint[]))
      and (%(kind)s = '' or p.kind = %(kind)s)
    order by e.name, e.id
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A person of a unit, for a file of the keepers: with the whole NIP."""

    id: int
    name: str
    nip: str
    post: str
    post_kind: str
    unit_id: int
    unit: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Units to choose from, and the chosen one; 0 before a choice."""

    units: Sequence[tuple[int, str]]
    unit_id: int
    unit: str


def choice(actor: Actor, unit_id: int) -> Choice:
    """The units of the actor; an OPD's admin starts at the highest own one, BKPSDM chooses.

    Raises:
        Http404: a unit the actor does not keep.
    """
    units = [(each.value, each.label) for each in organization.agencies(actor)]
    if not unit_id and actor.role is not Role.PERSONNEL:
        unit_id = _topmost([pk for pk, _ in units])
    if not unit_id:
        return Choice(units, 0, "")
    name = Unit.objects.filter(pk=unit_id).values_list("name", flat=True).first()
    if name is None or not _keeps(actor, unit_id):
        raise Http404
    return Choice(units, unit_id, name)


def chosen_or_first(actor: Actor, unit_id: int) -> Choice:
    """For a file: the chosen unit, else the first.

    Raises:
        Http404: a unit the actor does not keep, or none at all.
    """
    found = choice(actor, unit_id)
    if found.unit_id:
        return found
    if not found.units:
        raise Http404
    return choice(actor, found.units[0][0])


def people_in(actor: Actor, unit_id: int, *, kind: str = "") -> list[Listed]:
    """People posted in a unit or below it today; `kind` of post, "" for all.

    Raises:
        Http404: a unit the actor does not keep.
    """
    path = Unit.objects.filter(pk=unit_id).values_list("path", flat=True).first()
    if path is None or not _keeps(actor, unit_id):
        raise Http404
    values: dict[str, Any] = {
        "on": actor.on,
        "path": f"{path}%",
        "all": actor.role is Role.PERSONNEL,
        "own": list(actor.unit_ids),
        "kind": kind,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LISTED, values)
        return [Listed(*row) for row in cursor.fetchall()]


def _topmost(unit_ids: Sequence[int]) -> int:
    paths = Unit.objects.filter(pk__in=unit_ids).values_list("path", "pk")
    return min(((path.count("/"), path, pk) for path, pk in paths), default=(0, "", 0))[2]


def _keeps(actor: Actor, unit_id: int) -> bool:
    return actor.role is Role.PERSONNEL or unit_id in actor.unit_ids
