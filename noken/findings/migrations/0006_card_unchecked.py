"""Cards are never deleted: a finding names its version without the database looking it up."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("findings", "0005_alert_without_finding")]

    operations = [
        migrations.AlterField(
            model_name="finding",
            name="version",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="findings.cardversion",
            ),
        )
    ]
