"""Silence grants an objection: then nobody recorded an outcome."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("discipline", "0010_several_acts_in_one_case")]

    operations = [
        migrations.RemoveConstraint("appeal", "case_appeal_decided"),
        migrations.AddConstraint(
            "appeal",
            models.CheckConstraint(
                name="case_appeal_decided",
                condition=Q(outcome="", decided_on__isnull=True)
                | ~Q(outcome="")
                & Q(decided_on__isnull=False)
                & (Q(recorded_by__isnull=False) | Q(outcome="SILENT")),
            ),
        ),
    ]
