"""Silence on an objection settles rows in favour: then nobody decided them."""

from django.db import migrations, models
from django.db.models import Q

from noken.core.migrating import together


class Migration(migrations.Migration):
    dependencies = [("findings", "0015_unruled_rows_open")]

    operations = together([
        migrations.RemoveConstraint("row", "finding_row_decided_by_somebody"),
        migrations.AddConstraint(
            "row",
            models.CheckConstraint(
                name="finding_row_decided_by_somebody",
                condition=~Q(state__in=["ACCEPTED", "REFUSED"])
                | Q(decided_at__isnull=False)
                & (Q(decided_by__isnull=False) | Q(state="ACCEPTED"))
                & ~Q(reason=""),
            ),
        ),
    ])
