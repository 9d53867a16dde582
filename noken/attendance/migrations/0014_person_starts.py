"""From which day people count whom a file brought."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0013_part_time_by_contract"),
        ("organization", "0003_declared_settings"),
    ]

    operations = [
        migrations.CreateModel(
            name="PersonStart",
            fields=[
                (
                    "employee",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="organization.employee",
                    ),
                ),
                ("counts_from", models.DateField()),
            ],
        ),
    ]
