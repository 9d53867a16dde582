"""Which medium kinds hold in the region: proposed by BKPSDM, in force once two people signed."""

import django.db.models.deletion
from django.db import migrations, models

def person(**options: bool) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="organization.employee",
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("discipline", "0005_when_a_summons_arrived_and_excuses"),
        ("organization", "0002_imports"),
    ]

    operations = [
        migrations.CreateModel(
            name="MediumProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=200)),
                ("start_on", models.DateField()),
                ("proposed_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("codes", models.JSONField()),
                ("proposed_by", person(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="case_medium_source"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MediumSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=16)),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="discipline.mediumproposal",
                    ),
                ),
                ("signer", person()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "signer"), name="case_medium_signed_once"
                    ),
                ],
            },
        ),
    ]
