"""The last sign of life, so that what is missing before the next one is an outage."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calendars", "0002_whom_an_outage_hits")]

    operations = [
        migrations.CreateModel(
            name="Pulse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("beat_at", models.DateTimeField()),
            ],
        ),
    ]
