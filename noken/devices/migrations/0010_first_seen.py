"""Since when a machine is heard: from before, it may bring all it holds."""

from django.db import migrations, models

_HEARD = """
update devices_device set first_seen_at = coalesce(approved_at, registered_at)
where last_seen_at is not null
"""


class Migration(migrations.Migration):
    dependencies = [("devices", "0009_late_lines")]

    operations = [
        migrations.AddField("device", "first_seen_at", models.DateTimeField(null=True)),
        migrations.RunSQL(_HEARD, migrations.RunSQL.noop),
    ]
