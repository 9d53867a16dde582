"""A decision says whether the report had counted as done by then."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0010_uses_by_wording")]

    operations = [
        migrations.AddField(
            "review", "counted", models.BooleanField(db_default=False, default=False)
        ),
    ]
