"""Who rates, who closes a part, who reads what of a sheet.

Drafts and unpublished texts are their writer's alone. What is published is read by the person, the
chain of superiors, the OPD's admin, BKPSDM and the Inspektorat; texts and evidence only by the
person, the superiors and who rates or rated.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from noken.core.actor import Actor, Role
from noken.evaluation.models import Part, Rating
from noken.evaluation.rules.sheet_flow import EXCUSED, RATABLE
from noken.organization import queries as organization

READERS = (Role.SELF, Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL, Role.INSPECTORATE)
KEEPERS = (Role.ADMIN_OPD, Role.PERSONNEL)
UNRATED = (*sorted(RATABLE), EXCUSED)
"""States in which who led the person in the period still reads and closes."""

RATER_SQL = """
    select part.sheet_id,
        case when office.passes_on then line.superior_id else part.superior_id end as rater_id,
        case when office.passes_on then line.basis else (
            select l.basis from organization_reportingline l
            where l.employee_id = asked.employee_id and l.superior_id = part.superior_id
                and l.start_on < part.end_on and (l.end_on is null or l.end_on > part.start_on)
            order by l.start_on desc limit 1) end as basis
    from evaluation_sheet asked
    join lateral (
        select p.sheet_id, p.unit_id, p.superior_id, p.start_on, p.end_on from evaluation_part p
        where p.sheet_id = asked.id order by p.start_on desc limit 1
    ) part on true
    left join organization_reportingline line on line.employee_id = asked.employee_id
        and line.start_on <= %(on)s::date and (line.end_on is null or line.end_on > %(on)s::date)
    left join organization_posting posted on posted.employee_id = asked.employee_id
        and posted.kind = 'DEFINITIVE' and posted.start_on <= %(on)s::date
        and (posted.end_on is null or posted.end_on > %(on)s::date)
    left join organization_standingperiod gone on gone.employee_id = part.superior_id
        and gone.standing in ('ENDED', 'RETIRED') and gone.start_on <= %(on)s::date
        and (gone.end_on is null or gone.end_on > %(on)s::date)
    cross join lateral (
        select part.superior_id is null or posted.unit_id = part.unit_id
            or gone.employee_id is not null as passes_on
    ) office
"""
"""(sheet, rater, basis of the line by which they rate), to be narrowed by conditions on `asked`.

The superior of today where the person still works in the unit of the last part, so that a
successor or an acting officer (Plt, Plh) rates; who moved away is rated by the superior of that
part, as long as that one is in service.
"""
OWED_PART_SQL = """
    q.closed_at is null and q.superior_id is not null and q.superior_id <> s.employee_id and (
        exists (select from evaluation_part o where o.sheet_id = q.sheet_id
                and o.start_on > q.start_on)
        or (rater.rater_id is distinct from q.superior_id and not exists (
            select from organization_reportingline b
            where b.employee_id = s.employee_id and b.superior_id = q.superior_id
                and (b.end_on is null or b.end_on > %(on)s::date))))
"""
"""Whether a part `q` of a sheet `s` with its `rater` waits for who led it: an earlier one, and the
last one of who does not rate it. Who is away and leads again afterwards is not asked meanwhile.
"""


class PartFacts(NamedTuple):
    """A part as far as rights need it."""

    id: int
    superior_id: int | None
    is_closed: bool


@dataclass(frozen=True, slots=True)
class OfSheet:
    """A sheet as far as rights need it: parts in their order, and who gave published ratings."""

    employee_id: int
    status: str
    rater_id: int | None
    parts: Sequence[PartFacts]
    rated_by: frozenset[int]


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands to a sheet. `rates` holds today; `closes` are open parts the actor led
    and does not rate. `reads_texts` is for texts, evidence and pinned facts; `keeps`: hands
    results over on paper, excuses."""

    role: Role
    is_own: bool
    rates: bool
    closes: frozenset[int]
    reads_texts: bool
    keeps: bool


def raters_of(sheet_ids: Collection[int], on: date) -> dict[int, int | None]:
    """Rater's id by sheet on a day, None where nobody is found; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select sheet_id, rater_id from ({RATER_SQL} where asked.id = any(%(ids)s)) r",  # noqa: S608 (constant text)
            {"on": on, "ids": list(sheet_ids)},
        )
        return dict(cursor.fetchall())


def rater_of(sheet_id: int, on: date) -> int | None:
    return raters_of([sheet_id], on).get(sheet_id)


def rater_acts(sheet_id: int, on: date) -> bool:
    """Whether the rater of a sheet rates as an acting officer (Plt, Plh)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select basis = 'ACTING' from ({RATER_SQL} where asked.id = %(id)s::bigint) r",  # noqa: S608 (constant text)
            {"on": on, "id": sheet_id},
        )
        row = cursor.fetchone()
        return bool(row and row[0])


def visible_to(actor: Actor) -> Q:
    """Sheets of oneself, of those below and of those whose personnel one keeps or inspects; those
    of people one led in the period, until they are rated; those one rated."""
    me = actor.employee_id
    if me is None:
        return Q(pk__in=[])
    led = Part.objects.filter(superior_id=me).values("sheet")
    rated = Rating.objects.filter(by_id=me, published_at__isnull=False, undone_at=None).values(
        "sheet"
    )
    return (
        Q(employee_id__in=organization.subjects_of(actor, *READERS))
        | Q(pk__in=led, status__in=UNRATED)
        | Q(pk__in=rated)
    )


def standing_of(actor: Actor, sheet: OfSheet) -> Standing | None:
    """How the actor stands to a sheet; None: it is not theirs to see."""
    me = actor.employee_id
    if me is None:
        return None
    is_own = sheet.employee_id == me
    rates = not is_own and sheet.rater_id == me
    led = not is_own and any(part.superior_id == me for part in sheet.parts)
    concerned = rates or me in sheet.rated_by or (led and sheet.status in UNRATED)
    as_superior = Role.SUPERIOR if actor.has(Role.SUPERIOR) else Role.SELF
    role = as_superior if rates else organization.relation_of(actor, sheet.employee_id, *READERS)
    if role is None and concerned:
        role = as_superior
    if role is None:
        return None
    return Standing(
        role=role,
        is_own=is_own,
        rates=rates,
        closes=_closable(sheet, me) if not is_own else frozenset(),
        reads_texts=is_own or concerned or role is Role.SUPERIOR,
        keeps=may_keep(actor, sheet.employee_id),
    )


def answers_statements(actor: Actor, employee_id: int) -> bool:
    """Who answers what somebody states as reached: the superior of the actor's day."""
    me = actor.employee_id
    if me is None or me == employee_id:
        return False
    return organization.superiors([employee_id], actor.on).get(employee_id) == me


def may_keep(actor: Actor, employee_id: int) -> bool:
    """Who keeps the personnel: hands results over on paper, excuses; never for oneself."""
    if actor.has(Role.SYSTEM):
        return True
    if actor.employee_id == employee_id:
        return False
    return organization.relation_of(actor, employee_id, *KEEPERS) is not None


def keeps_files(actor: Actor, employee_id: int) -> bool:
    """Who keeps the personnel file has the official record of a result in it; not of oneself."""
    return not actor.has(Role.SYSTEM) and may_keep(actor, employee_id)


def _closable(sheet: OfSheet, me: int) -> frozenset[int]:
    """The open parts somebody led; of the last one only who no longer rates."""
    if sheet.status not in RATABLE:
        return frozenset()
    own = [part for part in sheet.parts if part.superior_id == me and not part.is_closed]
    last = sheet.parts[-1].id if sheet.parts else None
    return frozenset(part.id for part in own if part.id != last or sheet.rater_id != me)
