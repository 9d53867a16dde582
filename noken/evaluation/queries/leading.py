"""Who leads which units, and which units one rates: read off the lines of reporting.

A unit is led by the superior its people answer to (`via` of their lines), so that Plt, Plh and a
head who stands in for a vacant post count as they do everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.core.tally import Tally
from noken.organization.models import Posting

WHOLE = frozenset({Role.PERSONNEL, Role.INSPECTORATE, Role.LEADER, Role.SYSTEM})

_LED = """
    select distinct l.via_id, u.path from organization_reportingline l
    join organization_unit u on u.id = l.via_id
    where l.superior_id = %(me)s
        and l.start_on <= %(on)s::date and (l.end_on is null or l.end_on > %(on)s::date)
"""
# One level up: whose head answers to me; and what has no head and stands under a unit I lead.
_RATED = """
    with who as (select %s::bigint as me, %s::date as today)
    select u.id, u.path from who
    join organization_reportingline l on l.superior_id = who.me
        and l.start_on <= who.today and (l.end_on is null or l.end_on > who.today)
    join organization_posting g on g.employee_id = l.employee_id and g.is_head
        and g.start_on <= who.today and (g.end_on is null or g.end_on > who.today)
    join organization_unit u on u.id = g.unit_id
    where g.kind = 'DEFINITIVE' or l.via_id is distinct from u.id
    union
    select u.id, u.path from who
    join organization_reportingline l on l.superior_id = who.me
        and l.start_on <= who.today and (l.end_on is null or l.end_on > who.today)
    join organization_unit u on u.parent_id = l.via_id
        and u.start_on <= who.today and (u.end_on is null or u.end_on > who.today)
    where not exists (
        select from organization_posting h where h.unit_id = u.id and h.is_head
        and h.start_on <= who.today and (h.end_on is null or h.end_on > who.today))
"""
# Days that are over and not closed, in which the unit has people and no rating: one for both legal
# groups.
_UNRATED = f"""
    select p.id as period_id, rated.id from ({_RATED}) rated
    cross join (
        select min(id) as id, array_agg(id) as ids from evaluation_period
        where end_on <= %s::date group by kind, year, number
        having bool_or(closed_at is null)) p
    where not exists (
        select from evaluation_unitrating r
        where r.period_id = any(p.ids) and r.unit_id = rated.id and r.replaced_at is null)
    and exists (
        select from evaluation_sheet s join organization_unit b on b.id = s.unit_id
        where s.period_id = any(p.ids) and s.status <> 'EXCUSED'
        and b.path >= rated.path and b.path < left(rated.path, -1) || '0')
"""  # noqa: S608 (constants only)


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
        cursor.execute(_RATED, [actor.employee_id, actor.on])
        return {pk for pk, _ in cursor.fetchall()}


@dataclass(frozen=True, slots=True)
class Copying:
    """Which ratings BKPSDM may copy from a decision made elsewhere. `own` are paths of the units
    the person has a post in."""

    is_office: bool
    own: tuple[str, ...]

    def may(self, path: str) -> bool:
        return self.is_office and not self.is_own(path)

    def is_own(self, path: str) -> bool:
        """The unit of this path is one the person works in, or lies above it."""
        return any(mine.startswith(path) for mine in self.own)


def copying_of(actor: Actor) -> Copying:
    """Nobody of BKPSDM copies for the unit they work in, or for one above it."""
    if actor.employee_id is None or not actor.has(Role.PERSONNEL):
        return Copying(actor.has(Role.PERSONNEL), ())
    posts = Posting.objects.filter(in_force(actor.on), employee_id=actor.employee_id)
    return Copying(is_office=True, own=tuple(posts.values_list("unit__path", flat=True)))


def unrated_tally(actor: Actor) -> Tally:
    """How many ratings of units wait for the actor: of periods that are over."""
    if not actor.has(Role.SUPERIOR):
        return Tally("select 'unit_ratings', 0::bigint", [])
    sql = f"select 'unit_ratings', count(*) from ({_UNRATED}) waiting"  # noqa: S608 (constant text)
    return Tally(sql, [actor.employee_id, actor.on, actor.on])


def unrated(actor: Actor) -> dict[int, int]:
    """The same by period."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select period_id, count(*) from ({_UNRATED}) waiting group by 1 order by 1",  # noqa: S608 (constant text)
            [actor.employee_id, actor.on, actor.on],
        )
        return dict(cursor.fetchall())


def _led(actor: Actor) -> Iterable[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_LED, {"me": actor.employee_id, "on": actor.on})
        return list(cursor.fetchall())
