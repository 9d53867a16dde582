"""Who rates, who closes a part, who reads what of a sheet.

Drafts and unpublished texts are their writer's alone. What is published is read by the person, the
chain of superiors, the OPD's admin, BKPSDM and the Inspektorat; texts and evidence only by the
person, the superiors and who rates or rated.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from noken.core.actor import Actor, Role
from noken.evaluation.models import Part, Sheet
from noken.organization import queries as organization

READERS = (Role.SELF, Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL, Role.INSPECTORATE)
KEEPERS = (Role.ADMIN_OPD, Role.PERSONNEL)
CLOSE = frozenset({Role.SELF, Role.SUPERIOR})
"""Relations in which texts and evidence are read."""

RATER_SQL = """
    select part.sheet_id, case
        when part.superior_id is null or posted.unit_id = part.unit_id
            or gone.employee_id is not null
        then line.superior_id else part.superior_id end as rater_id,
        line.basis
    from evaluation_sheet asked
    join lateral (
        select p.sheet_id, p.unit_id, p.superior_id from evaluation_part p
        where p.sheet_id = asked.id order by p.start_on desc limit 1
    ) part on true
    left join organization_reportingline line on line.employee_id = asked.employee_id
        and line.start_on <= %(on)s::date and (line.end_on is null or line.end_on > %(on)s::date)
    left join organization_posting posted on posted.employee_id = asked.employee_id
        and posted.kind = 'DEFINITIVE' and posted.start_on <= %(on)s::date
        and (posted.end_on is null or posted.end_on > %(on)s::date)
    left join organization_standingperiod gone on gone.employee_id = part.superior_id
        and gone.standing = 'ENDED' and gone.start_on <= %(on)s::date
        and (gone.end_on is null or gone.end_on > %(on)s::date)
"""
"""(sheet, rater, basis of today's line), to be narrowed by conditions on `asked`.

The superior of today where the person still works in the unit of the last part, so that a
successor or an acting officer (Plt, Plh) rates; who moved away is rated by the superior of that
part, as long as that one is in service.
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands to a sheet. `rates` holds today; `closes` are the open earlier parts
    that are the actor's to close. `reads_texts` is for texts, evidence and pinned facts."""

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


def visible_to(actor: Actor) -> Q:
    """Sheets of oneself, of those below and of those whose personnel one keeps or inspects, and
    those of people who moved away and are still the actor's to rate."""
    if actor.employee_id is None:
        return Q(pk__in=[])
    seen = Q(employee_id__in=organization.subjects_of(actor, *READERS))
    return seen | Q(parts__superior_id=actor.employee_id)


def standing_of(actor: Actor, sheet: Sheet, rater_id: int | None) -> Standing | None:
    """How the actor stands to a sheet (its parts are read); None: it is not theirs to see."""
    me = actor.employee_id
    if me is None:
        return None
    is_own = sheet.employee_id == me
    led = [part for part in sheet.parts.all() if part.superior_id == me]
    rates = not is_own and rater_id == me
    role = organization.relation_of(actor, sheet.employee_id, *READERS)
    if role is None and (rates or led):
        role = Role.SUPERIOR if actor.has(Role.SUPERIOR) else Role.SELF
    if role is None:
        return None
    closes = frozenset(part.pk for part in _earlier(sheet) if may_close(actor, part.superior_id))
    keeps = not is_own and may_keep(actor, sheet.employee_id)
    close = is_own or rates or bool(led) or role in CLOSE
    return Standing(role, is_own, rates, closes if not is_own else frozenset(), close, keeps)


def may_close(actor: Actor, superior_id: int | None) -> bool:
    """Who led the person in that part closes it."""
    return actor.employee_id is not None and superior_id == actor.employee_id


def may_keep(actor: Actor, employee_id: int) -> bool:
    """Who keeps the personnel: hands results over on paper, excuses; never for oneself."""
    if actor.has(Role.SYSTEM):
        return True
    if actor.employee_id == employee_id:
        return False
    return organization.relation_of(actor, employee_id, *KEEPERS) is not None


def _earlier(sheet: Sheet) -> list[Part]:
    parts = sorted(sheet.parts.all(), key=lambda part: part.start_on)
    return [part for part in parts[:-1] if part.closed_at is None]
