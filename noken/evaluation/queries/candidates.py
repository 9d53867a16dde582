"""Who belongs into a period, and what still stands in somebody's way.

One statement, whose rows open a period and are named in its dry run: both see the same people.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from noken.core.actor import Actor, Role
from noken.evaluation.rules.periods import TEACHERS, Which, span_of
from noken.planning import queries as planning

NO_POST, NO_SUPERIOR, NO_PLAN = "NO_POST", "NO_SUPERIOR", "NO_PLAN"
MOVED, TWO_POSTS, AWAY, NO_ACCOUNT = "MOVED", "TWO_POSTS", "AWAY", "NO_ACCOUNT"
STOPS = (NO_SUPERIOR, NO_PLAN, NO_POST)
"""Without these nobody can rate the person; the others are only to be known."""

READY_SQL = f"""
    with plans as ({planning.PLAN_STATE_SQL}),
    served as (
        select e.id as employee_id, e.name, e.account_id, s.standing
        from organization_employee e
        join organization_standingperiod s on s.employee_id = e.id
            and s.start_on <= %(last)s::date and (s.end_on is null or s.end_on > %(last)s::date)
            and s.standing not in ('RETIRED', 'ENDED')
        where e.kind <> 'OFFICIAL'
    ), posts as (
        select distinct on (g.employee_id) g.employee_id, g.id as posting_id, g.unit_id,
            p.title, p.family,
            count(*) over (partition by g.employee_id) as posts
        from organization_posting g join organization_position p on p.id = g.position_id
        where g.kind = 'DEFINITIVE' and g.start_on < %(end)s::date
            and (g.end_on is null or g.end_on > %(start)s::date)
        order by g.employee_id, g.start_on desc
    ), acting as (
        select distinct employee_id from organization_posting
        where kind = 'PLT' and start_on < %(end)s::date
            and (end_on is null or end_on > %(start)s::date)
    ), answered as (
        select employee_id,
            count(distinct superior_id) filter (where basis in ('STRUCTURE', 'OVERRIDE')) as heads
        from organization_reportingline
        where start_on < %(end)s::date and (end_on is null or end_on > %(start)s::date)
        group by employee_id
    ), above as (
        select distinct on (employee_id) employee_id, superior_id, via_id, basis
        from organization_reportingline where start_on <= %(on)s::date
        order by employee_id, start_on desc
    ), ready as (
        select v.employee_id, v.name, coalesce(posts.title, '') as title, posts.posting_id,
            posts.unit_id, coalesce(u.name, '') as unit, u.path,
            coalesce(above.superior_id, 0) as superior_id, above.via_id,
            plans.plan_id as any_plan_id, coalesce(plans.status, '') as plan_status, v.standing,
            array_remove(array[
                case when posts.posting_id is null then '{NO_POST}' end,
                case when above.superior_id is null and posts.posting_id is not null
                    and coalesce(above.basis, '') <> 'TOP' then '{NO_SUPERIOR}' end,
                case when plans.status is distinct from 'APPROVED' then '{NO_PLAN}' end,
                case when posts.posts > 1 or answered.heads > 1 then '{MOVED}' end,
                case when acting.employee_id is not null then '{TWO_POSTS}' end,
                case when v.standing <> 'ACTIVE' then '{AWAY}' end,
                case when not coalesce(a.is_active, false) then '{NO_ACCOUNT}' end
            ], null) as codes
        from served v
        left join posts on posts.employee_id = v.employee_id
        left join organization_unit u on u.id = posts.unit_id
        left join plans on plans.owner_id = v.employee_id
        left join acting on acting.employee_id = v.employee_id
        left join answered on answered.employee_id = v.employee_id
        left join above on above.employee_id = v.employee_id
        left join accounts_user a on a.id = v.account_id
        where coalesce(posts.family in ('TEACHER', 'PRINCIPAL'), false) = %(teachers)s::boolean
            and (%(units)s::bigint[] is null or posts.unit_id = any(%(units)s::bigint[]))
    )
"""  # noqa: S608 (constants only)
"""`ready`: one row for each person of the group who was in service on the last day."""


_LACKING = f"""{READY_SQL}
    select employee_id, nullif(superior_id, 0), plan_status from ready
    where '{NO_PLAN}' = any (codes)
        and (%(people)s::bigint[] is null or employee_id = any (%(people)s::bigint[]))
        and (%(below)s::text = '' or path like %(below)s::text || '%%')
    order by employee_id
"""  # noqa: S608 (constants only)


class LackingPlan(NamedTuple):
    """Somebody without an agreed plan; `status` says how far it is, "" where there is none."""

    employee_id: int
    superior_id: int | None
    status: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What the statement is asked about: a period, a day to look for superiors, the units."""

    which: Which
    on: date
    units: tuple[int, ...] | None = None

    def values(self) -> Mapping[str, Any]:
        start, end = span_of(self.which.kind, self.which.year, self.which.number)
        return {
            "year": self.which.year,
            "start": start,
            "end": end,
            "last": end - timedelta(1),
            "on": self.on,
            "teachers": self.which.group == TEACHERS,
            "units": None if self.units is None else list(self.units),
        }


def lacking_plan(
    scope: Scope, *, employee_id: int | None = None, below: str = ""
) -> list[LackingPlan]:
    """Who has no agreed plan among the people of a period: one person, or a unit and all below.

    Args:
        below: the path of a unit; "" means everybody in scope.
    """
    people = None if employee_id is None else [employee_id]
    with connection.cursor() as cursor:
        cursor.execute(_LACKING, {**scope.values(), "people": people, "below": below})
        return [LackingPlan(*row) for row in cursor.fetchall()]


def scope_of(actor: Actor, which: Which) -> Scope:
    """Everybody for BKPSDM and the system; the own units for an OPD's admin."""
    wide = actor.roles & {Role.PERSONNEL, Role.SYSTEM}
    return Scope(which, actor.on, None if wide else tuple(sorted(actor.unit_ids)))
