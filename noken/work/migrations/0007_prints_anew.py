"""Texts find each other by longer runs of words: what was kept of the shorter ones is of no use.

The next comparison reads the reports of two years once more; what it finds anew is added.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("work", "0006_copies")]

    operations = [
        migrations.RunSQL(
            "truncate work_wordingprint, work_wording, work_wordinguse",
            migrations.RunSQL.noop,
        )
    ]
