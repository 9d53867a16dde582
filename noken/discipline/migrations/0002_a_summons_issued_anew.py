"""A summons that did not arrive by its day is issued anew: only one of an ordinal holds."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("discipline", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("summons", "case_summons_once"),
        migrations.AddField("summons", "is_void", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "summons",
            models.UniqueConstraint(
                name="case_summons_once",
                fields=["case", "ordinal"],
                condition=models.Q(is_void=False),
            ),
        ),
        migrations.AddConstraint(
            "summons",
            models.CheckConstraint(
                name="case_void_summons_holds_nothing",
                condition=models.Q(is_void=False) | models.Q(came__isnull=True),
            ),
        ),
    ]
