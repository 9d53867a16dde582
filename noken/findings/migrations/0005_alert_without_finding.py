"""What an early notice was about before is filled in; the finding goes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("findings", "0004_alert_of_a_person")]

    operations = [
        migrations.RemoveConstraint("alert", "finding_alert_once"),
        migrations.RemoveField("alert", "finding"),
        migrations.AlterField(
            "alert",
            "employee",
            models.ForeignKey(
                "organization.Employee", django.db.models.deletion.PROTECT, related_name="+"
            ),
        ),
        migrations.AlterField("alert", "year", models.PositiveSmallIntegerField()),
        migrations.AddConstraint(
            "alert",
            models.UniqueConstraint(
                fields=["employee", "year", "kind", "days"], name="finding_alert_once"
            ),
        ),
    ]
