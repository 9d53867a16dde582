"""From which day attendance counts in each unit."""

import django.db.models.deletion
from django.db import migrations, models

from noken.core.migrating import together

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0008_absent_and_late_days"),
        ("organization", "0003_declared_settings"),
    ]

    operations = together([
        migrations.CreateModel(
            name="StartProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=200)),
                ("start_on", models.DateField()),
                ("proposed_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("proposed_by", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="organization.employee")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(name="start_source", condition=~models.Q(source=""))
                ],
            },
        ),
        migrations.CreateModel(
            name="StartSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=16)),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("signer", models.ForeignKey(on_delete=PROTECT, related_name="+", to="organization.employee")),
                ("proposal", models.ForeignKey(on_delete=PROTECT, related_name="signatures", to="attendance.startproposal")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(name="start_signed_once", fields=["proposal", "signer"])
                ],
            },
        ),
        migrations.CreateModel(
            name="StartLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("counts_from", models.DateField()),
                ("proposal", models.ForeignKey(on_delete=PROTECT, related_name="lines", to="attendance.startproposal")),
                ("unit", models.ForeignKey(on_delete=PROTECT, related_name="+", to="organization.unit")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(name="start_line_once", fields=["proposal", "unit"])
                ],
            },
        ),
        migrations.CreateModel(
            name="CountingStart",
            fields=[
                ("unit", models.OneToOneField(on_delete=PROTECT, primary_key=True, related_name="+", serialize=False, to="organization.unit")),
                ("counts_from", models.DateField()),
                ("proposal", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="attendance.startproposal")),
            ],
        ),
    ])
