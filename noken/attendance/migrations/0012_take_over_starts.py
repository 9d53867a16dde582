"""Units whose days were derived before there were starts go on counting from their first day."""

from django.db import migrations

# The units just below the top, and the top for those who sit there: nothing that was derived lies
# before the start of its unit.
TAKE_OVER = """
insert into attendance_countingstart (unit_id, counts_from)
select placed.unit_id, min(first.day)
from (
    select coalesce(nullif(split_part(u.path, '/', 3), ''), split_part(u.path, '/', 2))::bigint
               as unit_id,
           g.employee_id, g.start_on, g.end_on
    from organization_posting g join organization_unit u on u.id = g.unit_id
    where g.kind = 'DEFINITIVE'
) placed
cross join lateral (
    select d.day from attendance_day d
    where d.employee_id = placed.employee_id and d.day >= placed.start_on
      and (placed.end_on is null or d.day < placed.end_on)
    order by d.day limit 1
) first
group by placed.unit_id
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0011_one_sided_days")]

    operations = [migrations.RunSQL(TAKE_OVER, migrations.RunSQL.noop)]
