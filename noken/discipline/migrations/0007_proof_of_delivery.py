"""A decision is delivered before a witness or with a receipt of the post. Which it was of those
delivered before, nobody wrote down: they say so."""

from django.db import migrations, models
from django.db.models import Q

UNKNOWN = "tidak dicatat"


class Migration(migrations.Migration):
    dependencies = [("discipline", "0006_medium_kinds")]

    operations = [
        migrations.AddField(
            "delivery",
            "witness",
            models.CharField(max_length=120, blank=True, default=UNKNOWN),
            preserve_default=False,
        ),
        migrations.AddField(
            "delivery",
            "receipt",
            models.CharField(max_length=80, blank=True, default=UNKNOWN),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "delivery",
            models.CheckConstraint(
                name="case_delivery_proven",
                condition=Q(way="HANDED") & ~Q(witness="") | Q(way="SENT") & ~Q(receipt=""),
            ),
        ),
    ]
