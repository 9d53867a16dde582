"""Part-time PPPK work by a schedule of their own alone: their days wait to be derived anew."""

from django.db import migrations

DERIVE_ANEW = """
insert into attendance_dirtyspan (employee_id, start_on, end_on)
select d.employee_id, min(d.day), max(d.day) + 1
from attendance_day d
join organization_employee e on e.id = d.employee_id and e.kind = 'PPPK_PART_TIME'
where not exists (
    select from attendance_personschedule s
    where s.employee_id = d.employee_id and s.start_on <= d.day
      and (s.end_on is null or s.end_on > d.day))
group by d.employee_id
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0012_take_over_starts")]

    operations = [migrations.RunSQL(DERIVE_ANEW, migrations.RunSQL.noop)]
