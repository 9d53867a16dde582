"""Who leads which units, and which units one rates: read off the lines of reporting.

A unit is led by the superior its people answer to (`via` of their lines), so that Plt, Plh and a
head who stands in for a vacant post count as they do everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from noken.core.actor import Actor, Role

WHOLE = frozenset({Role.PERSONNEL, Role.INSPECTORATE, Role.LEADER, Role.SYSTEM})

_LED = """
    select distinct l.via_id, u.path from organization_reportingline l
    join organization_unit u on u.id = l.via_id
    where l.superior_id = %(me)s
        and l.start_on <= %(on)s::date and (l.end_on is null or l.end_on > %(on)s::date)
"""
# One level up: whose head answers to me; and what has no head and stands under a unit I lead.
_RATED = """
    select u.id from organization_reportingline l
    join organization_posting g on g.employee_id = l.employee_id and g.is_head
        and g.start_on <= %(on)s::date and (g.end_on is null or g.end_on > %(on)s::date)
    join organization_unit u on u.id = g.unit_id
    where l.superior_id = %(me)s
        and l.start_on <= %(on)s::date and (l.end_on is null or l.end_on > %(on)s::date)
        and (g.kind = 'DEFINITIVE' or l.via_id is distinct from u.id)
    union
    select u.id from organization_reportingline l
    join organization_unit u on u.parent_id = l.via_id
    where l.superior_id = %(me)s
        and l.start_on <= %(on)s::date and (l.end_on is null or l.end_on > %(on)s::date)
        and u.start_on <= %(on)s::date and (u.end_on is null or u.end_on > %(on)s::date)
        and not exists (
            select from organization_posting h where h.unit_id = u.id and h.is_head
            and h.start_on <= %(on)s::date and (h.end_on is null or h.end_on > %(on)s::date))
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """The units a person may open. `led` are paths of units whose people answer to them."""

    is_whole: bool
    unit_ids: frozenset[int]
    led: tuple[str, ...]

    def leads(self, path: str) -> bool:
        """The unit of this path is led by the person, or lies below one that is."""
        return path.startswith(self.led)

    def opens(self, unit_id: int, path: str) -> bool:
        return self.is_whole or unit_id in self.unit_ids or self.leads(path)


def scope_of(actor: Actor) -> Scope:
    """What the actor may open on `actor.on`, in one statement."""
    led = tuple(path for _, path in _led(actor)) if actor.has(Role.SUPERIOR) else ()
    units = actor.unit_ids if actor.has(Role.ADMIN_OPD) else frozenset[int]()
    return Scope(bool(WHOLE & actor.roles), units, led)


def rated_units(actor: Actor) -> set[int]:
    """Units whose rating the actor sets, one level up."""
    if actor.employee_id is None or not actor.has(Role.SUPERIOR):
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_RATED, {"me": actor.employee_id, "on": actor.on})
        return {pk for (pk,) in cursor.fetchall()}


def _led(actor: Actor) -> Iterable[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_LED, {"me": actor.employee_id, "on": actor.on})
        return list(cursor.fetchall())
