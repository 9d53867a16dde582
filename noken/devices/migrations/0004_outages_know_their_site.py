"""Outages that machines made so far hit presence only, at the place of the machine."""

from django.db import migrations

FILL = """
update calendars_disruption d set only_presence = true, site_id = r.site_id
from devices_fault f
join devices_device m on m.id = f.device_id
join attendance_recorder r on r.id = m.recorder_id
where f.disruption_id = d.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("devices", "0003_old_is_ten_years"),
        ("calendars", "0002_whom_an_outage_hits"),
    ]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
