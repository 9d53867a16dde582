import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0001_initial"),
        ("organization", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosingNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start_on", models.DateField()),
                ("end_on", models.DateField()),
                ("result", models.CharField(max_length=8)),
                ("behaviour", models.CharField(max_length=8)),
                ("note", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.employee",
                    ),
                ),
                (
                    "superior",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.employee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("employee", "superior", "end_on"), name="closing_note_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_on__isnull", True),
                            ("end_on__gt", models.F("start_on")),
                            _connector="OR",
                        ),
                        name="closing_note_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result", ""), _negated=True),
                            models.Q(("behaviour", ""), _negated=True),
                            models.Q(("note", ""), _negated=True),
                        ),
                        name="closing_note_says_something",
                    ),
                ],
            },
        ),
    ]
