"""How far everybody's plan of a year is: inside a larger statement, or asked for some people."""

from collections.abc import Collection

from django.db import connection

PLAN_STATE_SQL = """
    select distinct on (n.owner_id) n.owner_id, n.id as plan_id, r.status
    from planning_plan n left join planning_revision r on r.plan_id = n.id
        and r.status in ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED')
    where n.year = %(year)s::smallint
    order by n.owner_id, (r.status = 'APPROVED') desc nulls last, r.number desc
"""
"""(owner_id, plan_id, status): the agreed revision goes before one that is being worked on; the
status is null where none is in force and none is open."""

_OF_SOME = """
    select distinct on (n.owner_id) n.owner_id, n.id, coalesce(r.status, '')
    from planning_plan n left join planning_revision r on r.plan_id = n.id
        and r.status in ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED')
    where n.year = %(year)s::smallint and n.owner_id = any(%(owners)s::bigint[])
    order by n.owner_id, (r.status = 'APPROVED') desc nulls last, r.number desc
"""


def plan_states(owners: Collection[int], year: int) -> dict[int, tuple[int, str]]:
    """(plan, status) by owner, as `PLAN_STATE_SQL` says it; "" where nothing is in force or open.

    Unscoped: who asks has settled whose plans these are.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OF_SOME, {"year": year, "owners": list(owners)})
        return {owner: (plan, status) for owner, plan, status in cursor.fetchall()}
