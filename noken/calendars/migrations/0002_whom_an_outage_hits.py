"""Whether an outage hit work or only the recording of presence, and at which place."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calendars", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="disruption",
            name="only_presence",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="disruption",
            name="site_id",
            field=models.BigIntegerField(null=True),
        ),
    ]
