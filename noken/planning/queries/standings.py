"""How far everybody's plan of a year is, for use inside a larger statement."""

PLAN_STATE_SQL = """
    select distinct on (n.owner_id) n.owner_id, n.id as plan_id, r.status
    from planning_plan n left join planning_revision r on r.plan_id = n.id
        and r.status in ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED')
    where n.year = %(year)s::smallint
    order by n.owner_id, (r.status = 'APPROVED') desc nulls last, r.number desc
"""
"""(owner_id, plan_id, status): the agreed revision goes before one that is being worked on; the
status is null where none is in force and none is open."""
