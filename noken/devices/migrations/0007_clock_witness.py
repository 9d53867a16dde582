"""One line makes nobody else doubtful: whose row showed a clock that is off."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("devices", "0006_keys_and_homes")]

    operations = [
        migrations.AddField(
            "device",
            "clock_witness",
            models.CharField(blank=True, default="", max_length=24),
            preserve_default=False,
        ),
    ]
