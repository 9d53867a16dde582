"""What imports left to be done, counted for the queue."""

from noken.core.actor import Actor, Role
from noken.core.tally import Tally

_TASKS = """
    select * from (with seen as (
        select id, status, counts, applied_at from organization_importrun
        where %s::boolean or uploaded_by_id = %s::bigint
    ), newest as (
        select id, counts from seen where status = 'APPLIED'
        order by applied_at desc, id desc limit 1
    )
    select 'imports_open', count(*) from seen
    where status in ('UPLOADED', 'READING', 'PREVIEWED', 'APPLYING')
    union all
    select 'import_rows', coalesce(sum(coalesce((counts ->> 'REFUSED')::int, 0) + (
        case when coalesce((counts ->> 'WAITING')::int, 0) = 0 then 0
             else (select count(*) from organization_importrow w
                   where w.run_id = newest.id and w.verdict = 'WAITING' and w.decision = '') end
    )), 0)::bigint from newest) imports
"""


def imports_tally(actor: Actor) -> Tally:
    """Files not applied yet, and the rows of the newest applied one that were refused or on which
    nobody has decided. BKPSDM counts every file, an OPD's admin the own ones, as on their page."""
    if not actor.roles & {Role.PERSONNEL, Role.ADMIN_OPD}:
        return Tally("select 'imports_open', 0::bigint union all select 'import_rows', 0", [])
    return Tally(_TASKS, [actor.has(Role.PERSONNEL), actor.employee_id])
