"""The region's ladder of days for PPPK; and the first versions of the cards ask PPPK too: working
time binds them. What two people signed keeps whom it asks."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

CARDS = ("HDR-03", "HDR-07")


def ask_pppk(apps, schema_editor):
    for row in apps.get_model("findings", "CardVersion").objects.filter(
        code__in=CARDS, version=1, proposed_by=None
    ):
        if "PPPK" not in row.groups:
            row.groups = [*row.groups, "PPPK"]
            row.save(update_fields=["groups"])


def person(**options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="organization.employee",
        **options,
    )


def key():
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0010_days_off_give_time"),
        ("organization", "0002_imports"),
    ]

    operations = [
        migrations.CreateModel(
            name="LadderProposal",
            fields=[
                ("id", key()),
                ("source", models.CharField(max_length=200)),
                ("start_on", models.DateField()),
                ("proposed_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "groups",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), size=None
                    ),
                ),
                ("steps", models.JSONField()),
                ("run", models.PositiveSmallIntegerField()),
                ("proposed_by", person(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="finding_ladder_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LadderSignature",
            fields=[
                ("id", key()),
                ("role", models.CharField(max_length=16)),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="findings.ladderproposal",
                    ),
                ),
                ("signer", person()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "signer"), name="finding_ladder_signed_once"
                    ),
                ],
            },
        ),
        migrations.RunPython(ask_pppk, migrations.RunPython.noop),
    ]
