"""Plans counted by agency and by what holds them up. No person is shown."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

from noken.core.actor import Actor, Role

_BY_AGENCY = """
    with posted as (
        select p.employee_id as person, split_part(u.path, '/', 3)::bigint as agency
        from organization_posting p
        join organization_unit u on u.id = p.unit_id
        join organization_standingperiod s on s.employee_id = p.employee_id
            and s.standing in ('ACTIVE', 'STUDY') and s.start_on <= %(on)s
            and (s.end_on is null or s.end_on > %(on)s)
        where p.kind = 'DEFINITIVE' and p.start_on <= %(on)s
          and (p.end_on is null or p.end_on > %(on)s) and split_part(u.path, '/', 3) <> ''
    ), newest as (
        select distinct on (n.owner_id) n.owner_id as person, r.status
        from planning_plan n join planning_revision r on r.plan_id = n.id
        where n.year = %(year)s
        order by n.owner_id, (r.status = 'APPROVED') desc, r.number desc
    )
    select agency, count(*), count(*) filter (where status = 'APPROVED'),
           count(*) filter (where status = 'SUBMITTED'),
           count(*) filter (where status in ('DRAFT', 'RETURNED')),
           count(*) filter (where status is null)
    from posted left join newest using (person)
    where %(agencies)s::bigint[] is null or agency = any(%(agencies)s)
    group by agency
"""


@dataclass(frozen=True, slots=True)
class AgencyPlans:
    """One agency's plans of a year: people, agreed, waiting for a superior, being drafted, none."""

    people: int
    agreed: int
    waiting: int
    drafting: int
    none: int


def plans_by_agency(
    actor: Actor, year: int, on: date, agencies: Collection[int] | None = None
) -> dict[int, AgencyPlans]:
    """Counts by agency for who oversees the whole instansi or the given agencies; else nothing."""
    wide = {Role.LEADER, Role.PERSONNEL, Role.INSPECTORATE}
    if not actor.roles & wide:
        agencies = actor.unit_ids & set(agencies if agencies is not None else actor.unit_ids)
    chosen = None if agencies is None else sorted(agencies)
    with connection.cursor() as cursor:
        cursor.execute(_BY_AGENCY, {"year": year, "on": on, "agencies": chosen})
        return {row[0]: AgencyPlans(*row[1:]) for row in cursor.fetchall()}
