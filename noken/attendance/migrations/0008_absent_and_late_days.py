"""What the detectors of findings read, in a few hundredths of the rows: absent days and minutes."""

from django.db import migrations, models

ABSENT = models.Q(status="OPEN", first_at=None, last_at=None, is_shielded=False)


class Migration(migrations.Migration):
    dependencies = [("attendance", "0007_proposal_has_a_time")]

    operations = [
        migrations.AddIndex(
            "day",
            models.Index(
                name="day_absent",
                fields=["employee", "day"],
                include=["start_at", "end_at", "zone", "schedule"],
                condition=ABSENT & models.Q(reasons=[]),
            ),
        ),
        migrations.AddIndex(
            "day",
            models.Index(
                name="day_absent_for_a_half",
                fields=["employee", "day"],
                condition=ABSENT & ~models.Q(reasons=[]),
            ),
        ),
        migrations.AddIndex(
            "day",
            models.Index(
                name="day_minutes",
                fields=["employee", "day"],
                include=["late_minutes", "early_minutes", "last_at", "end_at"],
                condition=models.Q(is_shielded=False)
                & (models.Q(late_minutes__gt=0) | models.Q(early_minutes__gt=0)),
            ),
        ),
    ]
