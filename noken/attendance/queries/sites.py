"""Sites, recorders, and PINs behind which nobody stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from noken.attendance import access
from noken.attendance.models import PinAssignment, Recorder, Site
from noken.core import clock
from noken.core.actor import Actor
from noken.organization.models import Unit

ZONES = (
    ("Asia/Jayapura", "WIT (Papua, Maluku)"),
    ("Asia/Makassar", "WITA (Bali, Sulawesi)"),
    ("Asia/Jakarta", "WIB (Jawa, Sumatra)"),
)
"""The zones of the country, for a form."""


@dataclass(frozen=True, slots=True)
class SiteCard:
    """A place with machines and the unit it belongs to."""

    id: int
    name: str
    unit_id: int
    unit_name: str
    timezone: str


_CARD = ("pk", "name", "unit_id", "unit__name", "timezone")


def sites(actor: Actor) -> list[SiteCard]:
    """The sites the actor keeps, by name."""
    rows = Site.objects.filter(access.kept_units(actor)).order_by("name", "pk")
    return [SiteCard(*row) for row in rows.values_list(*_CARD)]


def site(site_id: int) -> SiteCard | None:
    """One site."""
    row = Site.objects.filter(pk=site_id).values_list(*_CARD).first()
    return SiteCard(*row) if row else None


_NEAREST = """
select distinct on (g.employee_id) g.employee_id, s.id, s.name, s.unit_id, su.name, s.timezone
from organization_posting g
join organization_unit u on u.id = g.unit_id
join organization_unit su on u.path like su.path || '%%'
join attendance_site s on s.unit_id = su.id
where g.employee_id = any(%(people)s) and g.kind = 'DEFINITIVE'
  and g.start_on <= %(on)s and (g.end_on is null or g.end_on > %(on)s)
order by g.employee_id, length(su.path) desc, s.id
"""


def sites_of(employee_ids: Collection[int], on: date) -> dict[int, SiteCard]:
    """The nearest site at or above the unit of each person on a day; who has none is left out."""
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, {"people": list(employee_ids), "on": on})
        return {person: SiteCard(*card) for person, *card in cursor.fetchall()}


def site_of(employee_id: int, on: date) -> SiteCard | None:
    """`sites_of` for one person."""
    return sites_of([employee_id], on).get(employee_id)


def recorders(actor: Actor) -> list[Recorder]:
    """What writes punches at these sites, by site and name."""
    rows = Recorder.objects.filter(access.kept_units(actor, "site__unit_id"))
    return list(rows.select_related("site").order_by("site__name", "name", "pk"))


@dataclass(frozen=True, slots=True)
class UnknownPin:
    """Punches that wait for an owner: how many, and between which times on the site's clock."""

    site_id: int
    pin_key: str
    pin_raw: str
    recorder_id: int
    count: int
    first_at: datetime
    last_at: datetime


_WAITING = """
select r.site_id, p.pin_key, (array_agg(p.pin_raw order by p.local_time desc))[1],
       (array_agg(p.recorder_id order by p.local_time desc))[1],
       count(*), min(p.local_time), max(p.local_time)
from attendance_punch p join attendance_recorder r on r.id = p.recorder_id
where p.employee_id is null and r.site_id = any(%s)
group by r.site_id, p.pin_key
order by count(*) desc, r.site_id, p.pin_key
"""


def unknown_pins(site_ids: Collection[int]) -> list[UnknownPin]:
    """PINs with waiting punches, those with most of them first. Times are the site's clock."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [list(site_ids)])
        return [UnknownPin(*row) for row in cursor.fetchall()]


def pins(site_ids: Collection[int], on: date) -> Sequence[PinAssignment]:
    """Who stands behind which PIN on a day or later, by site and PIN."""
    rows = PinAssignment.objects.filter(site__in=site_ids).exclude(end_on__lte=on)
    return list(rows.select_related("employee", "site").order_by("site", "pin_key", "start_on"))


def pin_owners(site_id: int, start: date, end: date) -> list[int]:
    """Who has a PIN at a site on some day of `[start, end)`."""
    rows = PinAssignment.objects.filter(site=site_id, start_on__lt=end).exclude(end_on__lte=start)
    return list(rows.values_list("employee", flat=True).distinct())


# Days that somebody has, as derived each midnight; a night shift belongs to the day before.
_HOURS = """
with people as (
    select employee_id from attendance_pinassignment
    where site_id = %(site)s and start_on <= %(last)s::date
      and (end_on is null or end_on > %(first)s::date)
), below as (
    select g.employee_id from attendance_site s join organization_unit above on above.id = s.unit_id
    join organization_unit u on starts_with(u.path, above.path)
    join organization_posting g on g.unit_id = u.id and g.kind = 'DEFINITIVE'
        and g.start_on <= %(last)s::date and (g.end_on is null or g.end_on > %(first)s::date)
    where s.id = %(site)s and not exists (select from people)
)
select lower(span), upper(span) from (
    select unnest(range_agg(tstzrange(d.start_at, d.end_at))) as span
    from attendance_day d
    where d.employee_id in (select employee_id from people union select employee_id from below)
      and d.day between %(first)s::date and %(last)s::date
      and d.start_at < %(until)s and d.end_at > %(since)s
) merged order by 1
"""


def working_hours_at(
    site_id: int, since: datetime, until: datetime
) -> list[tuple[datetime, datetime]]:
    """The spans that touch `[since, until)` in which somebody is expected at a site: who has a PIN
    there, or, where nobody has one yet, everybody of its unit."""
    first, last = clock.day_of(since) - timedelta(1), clock.day_of(until) + timedelta(1)
    with connection.cursor() as cursor:
        cursor.execute(
            _HOURS,
            {"site": site_id, "since": since, "until": until, "first": first, "last": last},
        )
        return [(start, end) for start, end in cursor.fetchall()]


def unit_path(unit_id: int) -> str | None:
    """Where a unit stands: the paths of all below it begin with it."""
    return Unit.objects.filter(pk=unit_id).values_list("path", flat=True).first()
