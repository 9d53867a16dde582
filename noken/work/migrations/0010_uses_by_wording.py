"""Uses are looked for by wording: an index in order of time misleads a database without statistics.

While much is loaded at once, it walked through all uses of everybody for the newest of one wording.
"""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("work", "0009_newest_received")]

    operations = [
        migrations.RemoveIndex("wordinguse", "wording_use_received"),
        migrations.AddIndex(
            "wordinguse",
            django.contrib.postgres.indexes.BrinIndex(
                fields=["received_at"], name="wording_use_received"
            ),
        ),
    ]
