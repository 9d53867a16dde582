"""Every proposal has a time, as in all areas; one without it would be of its first day."""

from django.db import migrations, models

FILL = "update attendance_toleranceproposal set proposed_at = start_on where proposed_at is null"


class Migration(migrations.Migration):
    dependencies = [("attendance", "0006_day_by_person_and_day")]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("toleranceproposal", "proposed_at", models.DateTimeField()),
    ]
