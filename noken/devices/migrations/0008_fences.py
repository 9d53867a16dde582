"""Who says that a machine is fenced. Those that have a network or a key count as fenced."""

from django.db import migrations, models

_FENCED = """
update devices_device set fenced_at = coalesce(approved_at, registered_at),
       fenced_by_id = approved_by_id
where key_hash <> '' or cardinality(networks) > 0
  and not networks && array['0.0.0.0/0', '::/0']::varchar[]
"""


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0015_punch_grade"),
        ("devices", "0007_clock_witness"),
    ]

    operations = [
        migrations.AddField("device", "fenced_at", models.DateTimeField(null=True)),
        migrations.AddField("device", "fenced_by_id", models.BigIntegerField(null=True)),
        migrations.RunSQL(_FENCED, migrations.RunSQL.noop),
    ]
