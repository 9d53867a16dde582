"""A day is named by person and day: four indexes less to keep at every derivation."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
alter table attendance_day drop constraint attendance_day_pkey;
alter table attendance_day drop constraint day_once;
alter table attendance_day drop column id;
alter table attendance_day add primary key (employee_id, day);
"""


def _person(model: str) -> migrations.AlterField:
    return migrations.AlterField(
        model,
        "employee",
        models.ForeignKey(
            db_constraint=False,
            db_index=False,
            on_delete=django.db.models.deletion.CASCADE,
            related_name="+",
            to="organization.employee",
        ),
    )


def _shield(model: str) -> migrations.AlterField:
    return migrations.AlterField(
        model,
        "shield",
        models.ForeignKey(
            db_constraint=False,
            db_index=False,
            null=True,
            on_delete=django.db.models.deletion.CASCADE,
            related_name="+",
            to="calendars.disruption",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("attendance", "0005_adding_minutes")]

    operations = [
        _person("day"),
        _person("dayversion"),
        _shield("day"),
        _shield("dayversion"),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(FORWARD)],
            state_operations=[
                migrations.RemoveConstraint("day", "day_once"),
                migrations.RemoveField("day", "id"),
                migrations.AddField(
                    "day",
                    "pk",
                    models.CompositePrimaryKey(
                        "employee_id",
                        "day",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
            ],
        ),
    ]
