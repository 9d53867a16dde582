"""An early notice is a person's and a year's: it may come before there is any finding."""

import django.db.models.deletion
from django.db import migrations, models

_FILL = """
    update findings_alert a set employee_id = f.employee_id, year = f.period::int
    from findings_finding f where f.id = a.finding_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0003_row_put_right"),
        ("organization", "0002_imports"),
    ]

    operations = [
        migrations.AddField(
            "alert",
            "employee",
            models.ForeignKey(
                "organization.Employee",
                django.db.models.deletion.PROTECT,
                null=True,
                related_name="+",
            ),
        ),
        migrations.AddField("alert", "year", models.PositiveSmallIntegerField(null=True)),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
    ]
