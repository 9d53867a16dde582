"""Records that wait for a keeper: while one does, its day asks nobody."""

import django.db.models.deletion
from django.db import migrations, models

import noken.attendance.models.punches


class Migration(migrations.Migration):
    dependencies = [("attendance", "0015_punch_grade")]

    operations = [
        migrations.CreateModel(
            name="HeldRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pin_key", models.CharField(max_length=32)),
                ("local_time", noken.attendance.models.punches.LocalTimeField()),
                ("at", models.DateTimeField()),
                (
                    "recorder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held",
                        to="attendance.recorder",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        name="held_record_once",
                        fields=["recorder", "pin_key", "local_time", "at"],
                    ),
                ],
            },
        ),
    ]
