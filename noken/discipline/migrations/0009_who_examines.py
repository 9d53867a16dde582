"""Who examines a case alone, for the lists; the night writes it down for cases that are there."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discipline", "0008_days_off_give_time"),
        ("organization", "0002_imports"),
    ]

    operations = [
        migrations.AddField(
            "case",
            "examiner",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organization.employee",
            ),
        ),
    ]
