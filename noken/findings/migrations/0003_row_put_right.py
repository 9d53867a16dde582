"""Rows that fell because the person did afterwards what was asked about are no error of the rule."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("findings", "0002_first_cards")]

    operations = [
        migrations.AddField(
            "row", "put_right", models.BooleanField(db_default=False, default=False)
        )
    ]
