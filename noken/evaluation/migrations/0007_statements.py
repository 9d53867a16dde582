import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0006_sheet_without_plan"),
        ("organization", "0003_declared_settings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start_on", models.DateField()),
                ("end_on", models.DateField()),
                ("until_on", models.DateField()),
                ("result_key", models.UUIDField()),
                ("indicator_key", models.UUIDField()),
                ("value", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("text", models.CharField(blank=True, max_length=1000)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("STATED", "Menunggu atasan"),
                            ("ASKED", "Ditanyakan"),
                            ("AGREED", "Disepakati"),
                        ],
                        default="STATED",
                        max_length=8,
                    ),
                ),
                ("stated_at", models.DateTimeField()),
                ("question", models.CharField(blank=True, max_length=1000)),
                ("answered_at", models.DateTimeField(null=True)),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.employee",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="organization.employee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)),
                        fields=("employee", "indicator_key", "start_on", "end_on"),
                        name="statement_stands_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_on__isnull", True),
                            ("end_on__gt", models.F("start_on")),
                            _connector="OR",
                        ),
                        name="statement_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("value", None), models.Q(("text", ""), _negated=True)),
                            models.Q(("value__gte", 0), ("value__isnull", False)),
                            _connector="OR",
                        ),
                        name="statement_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("status", "STATED")),
                            models.Q(
                                models.Q(("status", "STATED"), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="statement_answered",
                    ),
                ],
            },
        ),
    ]
