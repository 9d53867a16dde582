"""Who rules on an objection, and why they ruled so; the night writes down who does for open ones."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("discipline", "0011_silence_grants")]

    operations = [
        migrations.AddField(
            "appeal",
            "ruler",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organization.employee",
            ),
        ),
        migrations.AddField(
            "appeal",
            "outcome_reason",
            models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
