"""Reports counted by agency: for leaders and for the personnel agency. No person is shown."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from noken.calendars import queries as calendars
from noken.core.actor import Actor, Role
from noken.leave.queries import AWAY_SQL
from noken.organization.models import Employee, Position
from noken.work.queries.duties import duty_terms
from noken.work.rules.duties import duty_for

# The agency is the second unit of a path: /1/7/31/ belongs to 7.
_BY_AGENCY = f"""
    with away as materialized (
        select employee_id from ({AWAY_SQL}) a where start_on <= %(on)s and end_on > %(on)s
    ), posted as (
        select p.employee_id as person, split_part(u.path, '/', 3)::bigint as agency,
               (o.family, e.kind) in (select * from unnest(%(families)s::text[], %(kinds)s::text[]))
                   and p.employee_id not in (select employee_id from away) as owes
        from organization_posting p
        join organization_unit u on u.id = p.unit_id
        join organization_position o on o.id = p.position_id
        join organization_employee e on e.id = p.employee_id
        join organization_standingperiod s on s.employee_id = p.employee_id
            and s.standing = 'ACTIVE' and s.start_on <= %(on)s
            and (s.end_on is null or s.end_on > %(on)s)
        where p.kind = 'DEFINITIVE' and p.start_on <= %(on)s
          and (p.end_on is null or p.end_on > %(on)s) and split_part(u.path, '/', 3) <> ''
    ), today as (
        select distinct author_id as person from work_report
        where work_on = %(on)s and status not in ('WITHDRAWN', 'CORRECTED')
    ), waiting as (
        select author_id as person, count(*) as n,
               count(*) filter (where received_at < %(overdue)s) as late
        from work_report where status = 'WAITING' group by author_id
    )
    select agency, count(*), count(*) filter (where owes),
           count(*) filter (where owes and today.person is not null),
           coalesce(sum(waiting.n), 0)::bigint, coalesce(sum(waiting.late), 0)::bigint
    from posted
    left join today using (person)
    left join waiting using (person)
    where %(agencies)s::bigint[] is null or agency = any(%(agencies)s)
    group by agency
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class AgencyReports:
    """One agency today: people, those who owe a report (not on leave, duty or training), those of
    them who reported; reports that wait for a superior, and of these the ones received before
    the given moment."""

    people: int
    due: int
    reported: int
    waiting: int
    overdue: int


def reports_by_agency(
    actor: Actor, on: date, overdue_before: datetime, agencies: Collection[int] | None = None
) -> dict[int, AgencyReports]:
    """Counts by agency for who oversees the whole instansi or the given agencies; else nothing."""
    wide = {Role.LEADER, Role.PERSONNEL, Role.INSPECTORATE}
    if not actor.roles & wide:
        agencies = actor.unit_ids & set(agencies if agencies is not None else actor.unit_ids)
    owing = _owing(on)
    with connection.cursor() as cursor:
        cursor.execute(
            _BY_AGENCY,
            {
                "on": on,
                "overdue": overdue_before,
                "families": [family for family, _ in owing],
                "kinds": [kind for _, kind in owing],
                "agencies": None if agencies is None else sorted(agencies),
            },
        )
        return {row[0]: AgencyReports(*row[1:]) for row in cursor.fetchall()}


def _owing(on: date) -> list[tuple[str, str]]:
    """The post families and employment kinds that owe a report on a day."""
    if not calendars.is_workday(on):
        return []
    duties = duty_terms()
    groups = [(family, kind) for family in Position.Family for kind in Employee.Kind]
    return [
        (family, kind)
        for family, kind in groups
        if (duty := duty_for(duties, family, kind, on)) is not None and duty.owed
    ]
