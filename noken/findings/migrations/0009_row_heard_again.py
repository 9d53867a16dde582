"""What was refused is heard once more before a decision above it: the row remembers that it was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("findings", "0008_refused_rows_rest")]

    operations = [
        migrations.AddField(
            "row", "heard_again", models.BooleanField(db_default=False, default=False)
        )
    ]
