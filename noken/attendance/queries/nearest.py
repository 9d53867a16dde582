"""Sites as other areas need them, and which one a person belongs to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

_CARDS = """
select s.id, s.name, s.unit_id, u.name, s.timezone
from attendance_site s join organization_unit u on u.id = s.unit_id
where s.id = any(%s) order by s.name, s.id
"""
# The deepest unit with a site, at or above the unit of the person's posting of that day.
_NEAREST = """
select distinct on (g.employee_id) g.employee_id, s.id, s.name, s.unit_id, top.name, s.timezone
from organization_posting g
join organization_unit u on u.id = g.unit_id
join organization_unit top on u.path like top.path || '%%'
join attendance_site s on s.unit_id = top.id
where g.employee_id = any(%(people)s) and g.kind = 'DEFINITIVE'
  and g.start_on <= %(on)s and (g.end_on is null or g.end_on > %(on)s)
order by g.employee_id, length(top.path) desc, s.id
"""


@dataclass(frozen=True, slots=True)
class SiteCard:
    """A site by name, with the unit that keeps it."""

    id: int
    name: str
    unit_id: int
    unit: str
    timezone: str


def sites_by_id(site_ids: Collection[int]) -> list[SiteCard]:
    """These sites by name; unknown ids are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_CARDS, [list(site_ids)])
        return [SiteCard(*row) for row in cursor.fetchall()]


def site(site_id: int) -> SiteCard | None:
    return next(iter(sites_by_id([site_id])), None)


def sites_of(employee_ids: Collection[int], on: date) -> dict[int, SiteCard]:
    """The nearest site at or above each person's unit on a day, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, {"people": list(employee_ids), "on": on})
        return {row[0]: SiteCard(*row[1:]) for row in cursor.fetchall()}


def site_of(employee_id: int, on: date) -> SiteCard | None:
    return sites_of([employee_id], on).get(employee_id)
