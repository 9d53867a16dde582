"""What the register holds of the people and units a file names: a few lists, for many at once."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q

from noken.core.actor import Actor, Role, system
from noken.core.errors import Refused
from noken.core.periods import in_force
from noken.organization.models import Employee, ImportRow, ImportRun, Posting, Unit
from noken.organization.queries.actors import OUT_OF_SERVICE, actor_for
from noken.organization.rules.imports import Known
from noken.organization.rules.unit_matching import Existing

# The superior is the holder of the seat, also while a Plh stands in: no file means to change that.
# A corrected start may not reach back behind the period before, nor before the day on which the
# head before left the same seat.
_KNOWN = """
    with asked as (
        select id, nip, name, front_title, back_title, kind
        from organization_employee where nip = any(%(nips)s)
    ), standing as (
        select distinct on (employee_id) employee_id, standing
        from organization_standingperiod where employee_id in (select id from asked)
        order by employee_id, start_on desc
    ), rank as (
        select distinct on (employee_id) employee_id, code, start_on,
            lead(start_on) over (partition by employee_id order by start_on desc) as floor
        from organization_rankperiod where employee_id in (select id from asked)
        order by employee_id, start_on desc
    ), post as (
        select distinct on (employee_id) employee_id, unit_id, position_id, is_head,
            start_on, end_on,
            lead(start_on) over (partition by employee_id order by start_on desc) as floor
        from organization_posting
        where kind = 'DEFINITIVE' and employee_id in (select id from asked)
        order by employee_id, start_on desc
    ), seat as (
        select p.employee_id, max(other.end_on) - 1 as floor
        from post p join organization_posting other
          on other.position_id = p.position_id and other.kind = 'DEFINITIVE'
         and other.employee_id <> p.employee_id and other.end_on <= p.start_on
        where p.is_head group by p.employee_id
    )
    select a.nip, a.id, a.name, a.front_title, a.back_title, a.kind,
        coalesce(standing.standing, ''),
        coalesce(rank.code, ''), rank.start_on, rank.floor,
        unit.id, coalesce(unit.name, ''), coalesce(o.title, ''), coalesce(post.is_head, false),
        case when unit.id is not null then post.start_on end, post.end_on,
        greatest(post.floor, seat.floor), coalesce(away.nip, b.nip, '')
    from asked a
    left join standing on standing.employee_id = a.id
    left join rank on rank.employee_id = a.id
    left join post on post.employee_id = a.id
    left join organization_unit unit
      on unit.id = post.unit_id and (post.end_on is null or post.end_on > %(on)s)
    left join organization_position o on o.id = post.position_id and unit.id is not null
    left join seat on seat.employee_id = a.id
    left join organization_reportingline l
      on l.employee_id = a.id and l.start_on <= %(on)s and (l.end_on is null or l.end_on > %(on)s)
    left join organization_employee b on b.id = l.superior_id
    left join organization_posting h
      on l.basis = 'ACTING' and h.unit_id = l.via_id and h.is_head and h.kind = 'DEFINITIVE'
     and h.start_on <= %(on)s and (h.end_on is null or h.end_on > %(on)s)
    left join organization_employee away on away.id = h.employee_id
"""


class Holder(NamedTuple):
    """Who has the post of a unit's head, today or later."""

    employee: int
    nip: str
    name: str


def known_people(nips: Collection[str], on: date) -> dict[str, Known]:
    """People by NIP as the register has them, in one query; unknown NIPs are left out."""
    if not nips:
        return {}
    with transaction.atomic(), connection.cursor() as cursor:
        # Thousands at once, often just after they were written and before anybody counted them:
        # what the planner takes for a few rows it would compare one by one, for minutes.
        cursor.execute("set local enable_nestloop = off")
        cursor.execute(_KNOWN, {"nips": list(nips), "on": on})
        rows = cursor.fetchall()
        cursor.execute("set local enable_nestloop = on")
    return {row[0]: Known(*row[1:]) for row in rows}


def existing_units() -> tuple[list[Existing], int | None]:
    """Open units and closed ones with a code; and the unit of the instansi as a whole."""
    rows = Unit.objects.exclude(end_on__isnull=False, code="").values_list(
        "pk", "parent_id", "name", "code", "end_on", "successor_id", "kind"
    )
    units: list[Existing] = []
    root = None
    for pk, parent, name, code, end_on, successor, kind in rows:
        units.append(Existing(pk, parent, name, code, end_on is None, successor))
        if kind == Unit.Kind.INSTANSI and end_on is None:
            root = pk
    return units, root


def head_holders(units: Collection[int], on: date) -> dict[int, Holder]:
    """Who holds the seat of these units definitively on a day or later, by unit."""
    rows = (
        Posting.objects.filter(
            Q(end_on__isnull=True) | Q(end_on__gt=on),
            unit_id__in=units,
            is_head=True,
            kind=Posting.Kind.DEFINITIVE,
        )
        .order_by("-start_on")
        .values_list("unit_id", "employee_id", "employee__nip", "employee__name")
    )
    return {unit: Holder(employee, nip or "", name) for unit, employee, nip, name in rows}


def serving_outside(nips: Collection[str], on: date, units: Collection[int] | None) -> list[int]:
    """People in service whom a file does not name, by name.

    Args:
        nips: those the file names.
        units: only people posted in these units; None means everywhere.
    """
    found = Employee.objects.filter(
        in_force(on, "postings__"), postings__kind=Posting.Kind.DEFINITIVE, nip__isnull=False
    ).exclude(
        pk__in=Employee.objects.filter(
            in_force(on, "standings__"), standings__standing__in=OUT_OF_SERVICE
        ).values("pk")
    )
    if units is not None:
        found = found.filter(postings__unit_id__in=units)
    named = set(nips)
    rows = found.order_by("name", "pk").values_list("pk", "nip")
    return [pk for pk, nip in rows if nip not in named]


def units_below(units: Collection[int]) -> frozenset[int]:
    """These units and all below them."""
    below = Q(pk__in=[])
    for path in Unit.objects.filter(pk__in=units).values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return frozenset(Unit.objects.filter(below).values_list("pk", flat=True))


def undated(run: ImportRun) -> int:
    """Newcomers of whom the file does not say since when they hold their post."""
    new = ImportRow.objects.filter(run=run, verdict=ImportRow.Verdict.NEW)
    return new.filter(data__post_from="").count()


def names_of(nips: Collection[str]) -> dict[str, str]:
    """Names by NIP; unknown NIPs are left out."""
    rows = Employee.objects.filter(nip__in=nips).values_list("nip", "name") if nips else ()
    return {nip or "": name for nip, name in rows}


def actor_of(run_id: int, on: date) -> Actor:
    """Who works on a run in the background: the uploader, in the role of the upload.

    Raises:
        Refused: `import.role_ended`.
    """
    run = ImportRun.objects.select_related("uploaded_by").get(pk=run_id)
    if run.uploaded_by is None:
        return system(on)
    user = run.uploaded_by.account_id
    actor = actor_for(user, on) if user is not None else None
    if actor is None or not actor.has(Role(run.role)):
        raise Refused(
            "Pengunggah berkas ini tidak lagi berwenang mengimpor. Unggah lagi dengan akun lain.",
            code="import.role_ended",
        )
    return actor.acting_as(Role(run.role))
