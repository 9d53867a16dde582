"""What the rule about days with one punch reads, in a few hundredths of the rows."""

from django.db import migrations, models

ONE_SIDED = models.Q(status="OPEN", is_shielded=False) & (
    models.Q(first_at=None, last_at__isnull=False) | models.Q(first_at__isnull=False, last_at=None)
)


class Migration(migrations.Migration):
    dependencies = [("attendance", "0010_correction_finding")]

    operations = [
        migrations.AddIndex(
            "day",
            models.Index(name="day_one_sided", fields=["employee", "day"], condition=ONE_SIDED),
        ),
    ]
