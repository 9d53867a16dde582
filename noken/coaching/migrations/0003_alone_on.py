"""From when a coach may record an outcome alone is kept, no longer counted on every page.

Talks that wait keep the three days that held for them; the night counts them anew.
"""

from django.db import migrations, models
from django.db.models import F, Q

KEPT = """
    update coaching_talk set alone_on = check_on + 3
    where agreed_at is not null and check_on is not null
"""


class Migration(migrations.Migration):
    dependencies = [("coaching", "0002_persons_word")]

    operations = [
        migrations.AddField(model_name="talk", name="alone_on", field=models.DateField(null=True)),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                name="talk_agreed_waits_for_word",
                condition=~Q(status="AGREED") | Q(alone_on__gt=F("check_on")),
            ),
        ),
    ]
